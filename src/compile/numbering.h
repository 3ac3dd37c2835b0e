// List marks as members of a sequence: 1) 2) 3), a) b) c), а) б) в), a) b) v).
//
// Letters follow one of several alphabets, and lists leave out letters that are hard to write (đ, dž, lj, nj, the
// ones with carons); a sequence is broken only where no alphabet allows the step. Nothing here reports anything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remit::compile {

/// The shape that marks of one list share.
enum class MarkForm : std::uint8_t { other, number_dot, number_paren, paren_number, letter };

struct ListMark {
    MarkForm form = MarkForm::other;
    std::uint32_t number = 0;  // of the three number forms
    std::string letter;        // in lower case
    bool doubled = false;      // a dash stands before the number
};

/// Reads a mark as printed: "- 2)", "a)", "(1)".
ListMark read_list_mark(std::string_view mark);

/// The letter that should follow, in the first alphabet that holds the letter; empty at its end.
std::string letter_after(std::string_view letter);
/// Whether `next` may follow `letter` in some alphabet.
bool may_follow(std::string_view letter, std::string_view next);

}  // namespace remit::compile
