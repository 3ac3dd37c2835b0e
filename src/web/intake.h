// Intake: what came in and nothing was done with yet, and registering one more.
//
// Registering is no step and needs no clause. Every officer sees that an item is there, with sender
// and subject, whatever its marking: what may not be seen does not stand in a subject.
#pragma once

#include <string_view>

#include "html/url.h"
#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET and POST /intake; `unit` and `after` of the query narrow the list.
http::Response show_intake(const Visit& visit);
http::Response register_item(const Visit& visit);

html::Url item_url(std::string_view id);

}  // namespace remit::web
