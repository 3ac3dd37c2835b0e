// What is printed after a command in a matter: the receipt, or why it was declined.
//
// Both come in the caller's language, as text and as JSON. Invariant: a receipt is printed only of
// what is on the disk; a refusal goes to standard error, with every reason and cure.
#pragma once

#include <optional>
#include <string>

#include "base/env.h"
#include "base/result.h"
#include "cli/command.h"
#include "office/matter_view.h"
#include "office/outcome.h"

namespace remit::cli {

/// Prints the outcome. Out: kExitDone; kExitFindings where it was declined; kExitFailed.
int print_outcome(base::Env& env, const Options& options, const office::Office& office,
                  const Result<office::Outcome>& outcome);

/// Prints to standard error why it was declined. Out: kExitFindings.
int print_declined(base::Env& env, const Options& options, const office::Declined& declined);

/// What is due first of all that the matter waits for.
struct NextDue {
    std::string what;  // the deadline, or the question and whom it asks
    std::string when;  // in words
    std::string iso;   // a day, or an instant
};
std::optional<NextDue> next_due(const office::Office& office, const office::MatterFile& file,
                                diag::Language language);

}  // namespace remit::cli
