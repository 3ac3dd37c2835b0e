// The list of matters, by due day, with what narrows it; a page at a time.
//
// The access policy trims it in the query. The key of the next page stands in its link, so that a
// page is the same whatever was added before it.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// `unit`, `procedure`, `officer`, `ended` and `after` of the query narrow it.
http::Response show_matters(const Visit& visit);

}  // namespace remit::web
