// The shape and the number of a list mark as it is printed.
//
// Items of one list share a shape; the number is what citations and unit codes keep of a mark. Both
// read the bytes of a `mark` leaf and know nothing of the list around it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit::compile {

/// The shape of a list mark, without its number: items of one list share it.
enum class MarkShape : std::uint8_t {
    none,
    dash,
    bullet,
    dot,
    paren,
    both_parens,
    letter,
    roman,
    decimal,
    bare
};

/// "5.1.2." -> "5.1.2", "- 2)" -> "2", "II" -> "II", "-" -> "".
std::string code_of(std::string_view mark);

/// Whether a code is a Roman numeral.
bool is_roman(std::string_view code);

/// The shape of a mark; `none` for no mark.
MarkShape shape_of(std::string_view mark);

}  // namespace remit::compile
