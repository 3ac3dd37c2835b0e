// Intake: what came in, registered, routed with its evidence, and given on.
//
// The router proposes and a person decides: what he accepts or corrects is a command of the office.
// Registering, giving to a unit and closing are no steps and need no clause; what is opened from an
// item is opened under one (step_form.h). Every officer sees that an item is there, with sender and
// subject, whatever its marking: what may not be seen does not stand in a subject.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET and POST /intake: what is open, and registering one more.
http::Response show_intake(const Visit& visit);
http::Response register_item(const Visit& visit);

/// GET /intake/{item}
http::Response show_item(const Visit& visit);
/// POST /intake/{item}/unit
http::Response give_item(const Visit& visit);
/// POST /intake/{item}/close
http::Response close_item(const Visit& visit);

}  // namespace remit::web
