// Pages of the manual on a terminal: the little Markdown that docs/diagnostics uses, laid out for
// reading.
//
// Headings, paragraphs, lists, tables of links and fenced examples. What it does not know it prints
// as it stands; it never loses a word.
#pragma once

#include <string>
#include <string_view>

#include "cli/columns.h"

namespace remit::cli {

std::string render_page(std::string_view markdown, const Ink& ink);

/// What stands behind "# " in the first line.
std::string_view title_of(std::string_view markdown);

}  // namespace remit::cli
