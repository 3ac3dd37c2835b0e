// What kind of character a code point is: the one table behind tokens, scripts, casing and folding.
//
// Code points below U+0800 (Latin, Greek, Cyrillic, combining marks) come from a table filled once
// from ICU; the rest are asked of ICU one by one. The table never changes after it was made.
#pragma once

#include <array>
#include <cstdint>

#include "text/script.h"

namespace remit::text {

enum class CharacterKind : std::uint8_t {
    space,     // white space within a line
    line_end,  // LF, CR, VT, FF, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR
    letter,
    mark,    // combining marks
    digit,   // decimal digits of any script
    joiner,  // invisible within a word: soft hyphen, zero width (non-)joiner, word joiner
    other,
};

enum class LetterCase : std::uint8_t { none, lower, upper, title };

struct Character {
    CharacterKind kind = CharacterKind::other;
    LetterCase letter_case = LetterCase::none;
    Script script = Script::other;  // latin, cyrillic or other; never mixed
};

inline constexpr char32_t kTableEnd = 0x800;
using CharacterTable = std::array<Character, kTableEnd>;

/// The table of the code points below kTableEnd. Take it once, before a loop.
const CharacterTable& character_table();

/// Cost: a table look-up below U+0800, one or two of ICU's tries above.
Character character_of(char32_t code_point);

}  // namespace remit::text
