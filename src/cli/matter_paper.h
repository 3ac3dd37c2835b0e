// `remit matter paper`: gives the bytes of a paper to an officer who may read it.
//
// Invariant: bytes are printed or written only after the office has given them; a refusal prints
// none and says which rules stand against it.
#pragma once

#include "base/env.h"
#include "cli/command.h"

namespace remit::cli {

int run_matter_paper(base::Env& env, const Options& options);

}  // namespace remit::cli
