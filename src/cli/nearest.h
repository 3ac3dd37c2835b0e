// The word that was probably meant: for unknown commands, options, values and ids.
//
// It suggests only what is close, by slips of the keyboard or by a shared part; a wild guess is
// worse than none. The same words give the same suggestion.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace remit::cli {

/// The candidate nearest to `word`; the first of those equally near. Cost: O(candidates * letters).
std::optional<std::string_view> find_nearest(std::string_view word,
                                             std::span<const std::string_view> candidates);

}  // namespace remit::cli
