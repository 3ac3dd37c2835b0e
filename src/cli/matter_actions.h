// The actions of `remit matter` that change something: each reads its words and gives one command.
//
// Invariants: a request that cannot be read is told before the office is asked for anything; every
// change goes through the commands of module office, which ask the act.
#pragma once

#include <string_view>

#include "base/env.h"
#include "base/result.h"
#include "cli/command.h"

namespace remit::cli {

/// The action of the options, which is one that changes something.
int run_matter_action(base::Env& env, const Options& options);

/// That so many words stand behind the action. Errors: invalid_input, with how they are written.
Status check_words(const Options& options, std::size_t least, std::size_t most,
                   std::string_view usage);

}  // namespace remit::cli
