#include "act/sentences.h"

#include "text/sentences.h"

namespace remit::act {

std::size_t find_sentence_end(Tokens tokens, const Words& words, std::size_t begin,
                              std::size_t end) {
    const Tokens paragraph = tokens.first(end);
    for (std::size_t i = begin; i + 1 < end; ++i) {
        if (tokens[i].kind != text::TokenKind::punctuation || tokens[i].mark != U'.') continue;
        if (text::ends_sentence(paragraph, i, words.lexicon())) return i + 1;
    }
    return end;
}

}  // namespace remit::act
