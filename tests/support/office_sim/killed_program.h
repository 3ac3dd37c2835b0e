// A program that is killed while it works: a process of its own, told of by lines, ended by
// SIGKILL.
//
// Invariant: a line that was told before the kill is among those returned, whole. The process is
// forked: the caller has no other thread, and no database open. POSIX only.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace remit::support {

/// Hands a line of at most 500 bytes to whoever reads. From any thread.
using Tell = std::function<void(std::string_view)>;

/// Runs `work` in a process of its own until it has told so many lines and then counted to `delay`;
/// then kills it. Errors: invalid_input (it ended by itself, with what it told last).
Result<std::vector<std::string>> run_and_kill(const std::function<void(const Tell&)>& work,
                                              std::size_t lines, std::uint64_t delay);

}  // namespace remit::support
