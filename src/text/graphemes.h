// User-perceived characters: what a person counts as one letter, however many code points it has.
//
// These are the extended grapheme clusters of Unicode (UAX #29, rules GB3 to GB13), so that a caret
// stands under the right letter in decomposed text too. Bytes that are not UTF-8 count one each.
// A cluster ends at kGraphemeBytesMax at the latest: hostile text must not make counting slow.
#pragma once

#include <cstddef>
#include <string_view>

namespace remit::text {

inline constexpr std::size_t kGraphemeBytesMax = 256;

/// The bytes of the first user-perceived character; 0 only for empty text.
/// Cost: a table look-up for plain letters, ICU's property tries for the rest.
std::size_t first_grapheme_size(std::string_view text);

/// How many user-perceived characters the text has.
std::size_t grapheme_count(std::string_view text);

/// The columns a terminal needs: one for each user-perceived character, none for invisible ones
/// (soft hyphen, zero width space, byte order mark). Wide East Asian characters count one.
std::size_t display_width(std::string_view text);

}  // namespace remit::text
