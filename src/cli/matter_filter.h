// Which matters `remit matter list` is asked for: the words of its options checked and read.
//
// Invariant: a name that leads nowhere is an error that says where it stood and which name was
// probably meant; a filter never silently matches nothing because of a slip.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "cli/command.h"
#include "office/office.h"
#include "office/registers.h"

namespace remit::cli {

/// Errors: not_found (no such unit, officer, procedure, state, body), invalid_input (a day).
Result<office::MatterFilter> read_filter(const Options& options, const office::Office& office);

/// The key of a page, as the page before has printed it. Errors: invalid_input.
Result<std::optional<office::PageKey>> read_page_key(const std::string& text);

}  // namespace remit::cli
