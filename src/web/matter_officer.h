// Giving a matter to an officer: a form on its page for those who work in the unit that leads it.
//
// Whether the officer may be given it, and by whom, is the office's to say.
#pragma once

#include "html/writer.h"
#include "http/response.h"
#include "office/matter_file.h"
#include "web/visit.h"

namespace remit::web {

/// Nothing for visitors who do not work in the unit, or where the matter has ended.
void write_assignment(const Visit& visit, html::Writer& out, const office::MatterFile& file);

/// POST /matters/{id}
http::Response assign_matter(const Visit& visit);

}  // namespace remit::web
