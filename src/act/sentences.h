// Where a sentence of an act ends.
//
// The rules are those of text/sentences.h; this only bounds them to one paragraph, since a sentence
// never runs on into the next one once lines have been put together.
#pragma once

#include "act/words.h"

namespace remit::act {

/// The token behind the sentence that begins at `begin`; `end` bounds the paragraph.
std::size_t find_sentence_end(Tokens tokens, const Words& words, std::size_t begin,
                              std::size_t end);

}  // namespace remit::act
