// The words of the command line to options, and the options' descriptions back out for help.
//
// The only place, with commands.cpp, that knows CLI11. Its exceptions end here: a wrong word is an
// Error that says which word and, where one is close, which was probably meant.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"

namespace remit::cli {

enum class Request { run, help };

/// Fills the options. Errors: invalid_input.
Result<Request> parse_arguments(const Command& command, std::span<const std::string> words,
                                Options& options);

/// One option as help shows it.
struct OptionHelp {
    std::string names;  // "-p, --phase PHASE"; for a word without a dash: "ACT..."
    std::string description;
    bool positional = false;
    bool required = false;
};

/// The options that a command takes, in the order of their declaration.
std::vector<OptionHelp> options_of(const Command& command);

}  // namespace remit::cli
