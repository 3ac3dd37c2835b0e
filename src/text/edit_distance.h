// How many slips of the keyboard part two words, for suspected typos.
//
// One letter wrong, missing, added, or two neighbours swapped count one each, in code points
// (optimal string alignment). Debian 12 has no library of it; the limit of two keeps it short.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace remit::text {

inline constexpr std::size_t kSlipsMax = 2;

/// The slips between two words, or nothing where there are more than kSlipsMax.
/// Cost: O(letters), no allocation; words of very different length are told apart at once.
std::optional<std::size_t> find_slips(std::u32string_view left, std::u32string_view right);
std::optional<std::size_t> find_slips(std::string_view left, std::string_view right);

}  // namespace remit::text
