// Text cut into tokens with byte offsets.
//
// Invariant: tokens are in order and do not overlap; every byte that is not white space lies in exactly one token.
// A word is a run of letters, combining marks and digits that begins with a letter; a hyphen is punctuation, so that
// "NATO-a" is three tokens. Cutting never fails: bytes that are no character make `invalid` tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/lexicon.h"

namespace remit::text {

enum class TokenKind : std::uint8_t {
    word,
    number,       // a run of decimal digits
    punctuation,  // one code point
    invalid,      // bytes that are not UTF-8, or a NUL
};

struct Token {
    std::uint32_t begin = 0;  // byte offsets into the text
    std::uint32_t end = 0;
    WordId word;              // for words only
    char32_t mark = 0;        // for punctuation: the code point
    TokenKind kind = TokenKind::word;
    bool starts_line = false;        // first token of its line
    bool after_blank_line = false;   // an empty line stands before it
    bool after_space = false;        // white space (or the start of the text) stands before it
};

/// Cuts `text` (at most 4 GiB) into tokens. Cost: O(bytes), 180 MB/s on Croatian and 300 MB/s on Cyrillic.
std::vector<Token> tokenise(std::string_view text, Lexicon& lexicon);

}  // namespace remit::text
