// What was noted in a chain that is no matter's, as the one who asked for it is shown it.
//
// Invariant: it is printed only of what is on the disk; a refusal goes where those of matters go.
#pragma once

#include <functional>
#include <string>

#include "base/env.h"
#include "base/result.h"
#include "cli/command.h"
#include "office/intake_entry.h"

namespace remit::cli {

enum class NotedKind : std::uint8_t { item, meeting };

/// Prints the outcome. Out: kExitDone; kExitFindings where it was declined; kExitFailed.
int print_noted(base::Env& env, const Options& options, const office::Office& office,
                NotedKind kind, const Result<office::NotedOutcome>& outcome);

/// Runs a command whose actions `list` and `show` read and whose others change: `read` gives the
/// text, `change` what was noted. Out: as print_noted().
int run_intake(base::Env& env, const Options& options, NotedKind kind,
               const std::function<Result<std::string>(const office::Office& office)>& read,
               const std::function<Result<office::NotedOutcome>(office::Office& office)>& change);

}  // namespace remit::cli
