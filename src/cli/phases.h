// What each phase of the compiler has made, one thing a line, for people who look into it and for
// goldens.
//
// Positions are bytes of the joined text, end exclusive. The forms are for reading; programs take
// `--format json`.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"
#include "cli/loading.h"

namespace remit::cli {

/// The phase named as in kPhases. A pack has no tokens and no tree; for it they are empty.
std::string print_phase(const Loaded& loaded, const Options& options, bool colour);

}  // namespace remit::cli
