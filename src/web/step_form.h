// Taking a step, opening a matter, answering a question: a page with a form, and what comes of it.
//
// The office decides; a page only shows what it said. Invariants: what was refused is shown again
// with everything that was typed; the same form sent twice is carried out once (its key is made
// with the page); a form made from an older version of the matter is refused, and says so.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET and POST /matters/{id}/steps/{step}
http::Response show_step(const Visit& visit);
http::Response take_step(const Visit& visit);

/// GET /open: what can be opened; GET and POST /open/{procedure}/{step}
http::Response show_openings(const Visit& visit);
http::Response show_opening(const Visit& visit);
http::Response open_matter(const Visit& visit);

/// GET and POST /matters/{id}/questions/{question}
http::Response show_question(const Visit& visit);
http::Response answer_question(const Visit& visit);

}  // namespace remit::web
