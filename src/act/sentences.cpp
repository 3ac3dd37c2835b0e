#include "act/sentences.h"

#include "act/paragraphs.h"

namespace remit::act {

std::size_t find_sentence_end(Tokens tokens, const Words& words, std::size_t begin, std::size_t end) {
    constexpr std::size_t kAbbreviationBytesMax = 4;
    for (std::size_t i = begin; i + 1 < end; ++i) {
        if (tokens[i].kind != text::TokenKind::punctuation || tokens[i].mark != U'.') continue;
        const text::Token& next = tokens[i + 1];
        if (is_quote(next) && !next.after_space) continue;
        if (!next.after_space || !words.is(next, kCapitalised)) continue;
        if (i > begin && tokens[i - 1].kind == text::TokenKind::number) continue;
        const bool short_word = i > begin && tokens[i - 1].end - tokens[i - 1].begin <= kAbbreviationBytesMax &&
                                words.is(tokens[i - 1], kLower | kSingleLetter);
        if (short_word) continue;
        return i + 1;
    }
    return end;
}

}  // namespace remit::act
