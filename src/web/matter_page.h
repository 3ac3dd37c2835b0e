// One matter: where it stands, what can be done now and under which clause, what was done.
//
// Everything of the story is read from the chain itself. What stands on the page is what the access
// policy lets the visitor know.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET /matters/{id}
http::Response show_matter(const Visit& visit);
/// GET /matters/{id}/papers/{paper}: the bytes, to be kept as a file.
http::Response give_paper(const Visit& visit);

}  // namespace remit::web
