// Which script a word is written in.
//
// A Serbian act may be in either script; a word in both is nearly always a slip of the keyboard ("Cаветa"), which
// readers cannot see and no search finds.
#pragma once

#include <cstdint>
#include <string_view>

namespace remit::text {

enum class Script : std::uint8_t { latin, cyrillic, mixed, other };

/// The script of the letters of `word`; `other` where it has none of the two.
Script script_of(std::string_view word);

}  // namespace remit::text
