// What diag needs of module text, until text has it: plural words, Latin letters, user-perceived characters.
//
// Stands in for text/plural.h, text/transliterate.h and text/graphemes.h and goes away with the commit that uses them.
// Nothing outside this module may include it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diag/language.h"

namespace remit::diag::seam {

/// "one", "few" or "other".
std::string_view plural_word(std::int64_t number, Language language);
std::string to_latin(std::string_view text);
/// Bytes of the first user-perceived character; 0 only for an empty text.
std::size_t first_grapheme_size(std::string_view text);

}  // namespace remit::diag::seam
