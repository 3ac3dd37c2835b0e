// Physical lines put together into paragraphs: what a person reads as one item, heading or sentence
// group.
//
// Gazettes break lines where the column ends, web pages where the sense ends, and copies break them
// anywhere. A line joins the one before it unless it begins with a mark, stands behind finished
// text, or is a heading.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "act/marks.h"
#include "act/words.h"

namespace remit::act {

struct Paragraph {
    std::size_t begin = 0;  // token indexes, end exclusive
    std::size_t end = 0;
    Mark mark;                  // with its own token range; quotation marks may stand before it
    std::size_t broken_at = 0;  // the token that a blank line wrongly stands before; 0 for none
    bool mark_alone = false;    // the number stood alone on its line
    bool after_blank = false;
};

std::vector<Paragraph> find_paragraphs(Tokens tokens, const Words& words, std::string_view text);

/// Whether the token closes a sentence, clause or list lead-in: . ; : ! ? and closing quotes.
bool is_terminator(const text::Token& token);
bool is_quote(const text::Token& token);

}  // namespace remit::act
