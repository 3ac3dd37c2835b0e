// One item that came in: for whom it is and what of it says so, and what is done with it.
//
// The router proposes and a person decides: what he accepts or corrects is a command of the office.
// Giving an item to a unit and closing it are no steps and need no clause; what is opened from it
// is opened under one (opening_form.h).
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET /intake/{item}
http::Response show_item(const Visit& visit);
/// POST /intake/{item}: gives it to a unit or closes it, as the form says.
http::Response handle_item(const Visit& visit);

}  // namespace remit::web
