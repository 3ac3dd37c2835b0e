// A number that whoever runs a test may give by an environment variable: how long it is to run, or
// with which seed.
//
// The values that tests run with by themselves stand in the tests.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

#include "base/env.h"

namespace remit::support {

inline std::uint64_t variable(const std::string& name, std::uint64_t otherwise) {
    base::PosixEnv env;
    const auto text = env.find_variable(name);
    std::uint64_t value = otherwise;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

}  // namespace remit::support
