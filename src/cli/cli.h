// The command line: words in, exit status out.
//
// Everything that is printed goes through Env, so that tests run commands in memory. Nothing here
// reads an act or decides what is wrong with it; each command has a file of its own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/env.h"
#include "cli/command.h"

namespace remit::cli {

/// The version of the program, "0.1.0".
std::string_view version();

/// Runs one command. `arguments` are the words behind the program's name.
/// Out: kExitDone, kExitFindings or kExitFailed. What failed has been told on standard error.
int run(base::Env& env, std::span<const std::string> arguments);

}  // namespace remit::cli
