// List marks and numbers at the start of a line: "1)", "5.1.1.", "II", "-", "•", "- 2)".
//
// A mark is read by its look alone; whether what follows is a unit, a duty or neither is the
// parser's business. A number that ends a reference ("članka" / "12. Zakona") is no mark:
// paragraphs.cpp sees to that.
#pragma once

#include <cstdint>

#include "act/words.h"

namespace remit::act {

/// Numbering deeper than this is cut off with a diagnostic.
inline constexpr std::size_t kMarkDepthMax = 32;

enum class MarkStyle : std::uint8_t {
    none,
    dash,
    bullet,
    number_dot,
    number_paren,
    paren_number,
    number_bare,  // "3 Sektor": only before a unit's name or alone on its line
    letter_paren,
    letter_dot,
    roman,
    decimal,  // "5.1" and deeper
};

struct Mark {
    MarkStyle style = MarkStyle::none;
    std::size_t begin = 0;  // token indexes, end exclusive
    std::size_t end = 0;
    std::uint32_t depth = 0;  // of a decimal number
    bool doubled = false;     // a dash before a number
    bool too_deep = false;

    explicit operator bool() const { return style != MarkStyle::none; }
};

/// Reads the mark at token `begin`; `style == none` where there is none. `end` bounds the line.
Mark read_mark(Tokens tokens, const Words& words, std::size_t begin, std::size_t end);

}  // namespace remit::act
