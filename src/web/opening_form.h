// Opening a matter: by hand, or from an item that came in and says already what it is about.
//
// Invariants are those of a step (step_form.h). From an item the matter is opened and the item
// taken up in one command, and the files of the item are the paper that the opening asks for.
#pragma once

#include <string_view>
#include <vector>

#include "html/writer.h"
#include "http/response.h"
#include "procedure/definition.h"
#include "web/visit.h"

namespace remit::web {

/// GET /open: what can be opened; GET and POST /open/{procedure}/{step}, with `item` perhaps
http::Response show_openings(const Visit& visit);
http::Response show_opening(const Visit& visit);
http::Response open_matter(const Visit& visit);

/// Links to every way in which a matter can be opened, from the item where one is named.
void write_openings(const Visit& visit, html::Writer& out, const procedure::Definition& definition,
                    std::string_view item);

/// The newest version of each procedure, in the order of the library.
std::vector<const procedure::Definition*> newest_procedures(const Visit& visit);

}  // namespace remit::web
