// A command of the program run in memory: what it printed, what it said was wrong, and how it
// ended.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "cli/command.h"
#include "support/fake_env.h"

namespace remit::testing {

struct Outcome {
    int code = -1;
    std::string printed;
    std::string errors;
};

/// Runs the words, the command's name first, over the files and input of `env`.
inline Outcome run_command(FakeEnv env, const std::vector<std::string>& words) {
    const int code = cli::run(env, words);
    return {code, env.printed, env.printed_errors};
}

/// What is said where nothing could be done; nothing may have been printed besides.
inline std::string refusal_of(const Outcome& outcome) {
    CHECK(outcome.code == cli::kExitFailed);
    CHECK(outcome.printed.empty());
    return outcome.errors;
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace remit::testing
