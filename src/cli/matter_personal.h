// `remit matter personal`: shows what a matter says of people to an officer who may know of it.
//
// Invariant: nothing is printed before the office has given it, which records the reading where the
// rules of the house say so.
#pragma once

#include "base/env.h"
#include "cli/command.h"

namespace remit::cli {

int run_matter_personal(base::Env& env, const Options& options);

}  // namespace remit::cli
