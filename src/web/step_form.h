// Taking a step: a page with a form, and what comes of it.
//
// The office decides; a page only shows what it said. Invariants: what was refused is shown again
// with everything that was typed; the same form sent twice is carried out once (its key is made
// with the page); a form made from an older version of the matter is refused, says so, and when it
// is sent again leaves alone what nobody touched in it.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET and POST /matters/{id}/steps/{step}
http::Response show_step(const Visit& visit);
http::Response take_step(const Visit& visit);

}  // namespace remit::web
