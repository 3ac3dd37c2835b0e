// `remit route --batch`: a table of papers in, a table of unit codes out.
//
// It keeps the order of the papers and loses none: one that cannot be read ends the run and is named
// by its line.
#pragma once

#include <string>
#include <string_view>

#include "cli/route_loading.h"

namespace remit::cli {

enum class BatchForm { table, json_lines };

/// In:     lines parted by LF, columns by tabs, no quoting; the first line names the columns: id
///         and title, and where there are any text and sender; others are passed over.
/// Out:    a line of names, `id` and one for each institution; then one line for each paper.
///         As JSON: one object to a line for each paper.
/// Errors: invalid_input, with the line.
Result<std::string> route_batch(const route::Router& router, route::Session& session,
                                std::string_view table, std::size_t top, BatchForm form);

}  // namespace remit::cli
