// The dictionary behind suspected-typo, where one is installed.
//
// Opened only by commands that list findings: it costs a third of a second. Its absence is told
// once and stops nothing.
#pragma once

#include <optional>

#include "base/env.h"
#include "text/spelling.h"

namespace remit::cli {

/// The dictionary, or nothing after a note on standard error.
std::optional<text::Spelling> open_dictionary(base::Env& env);

}  // namespace remit::cli
