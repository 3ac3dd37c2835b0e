// Serbian in its two scripts, letter by letter.
//
// Cyrillic to Latin is exact. Latin to Cyrillic has one trap: nj, lj and dž are one letter or two
// (konjunktura is конјунктура); a table of word beginnings decides, and the rest are one letter.
// Both leave alone what is not Serbian: other Cyrillic letters, q w x y, signs, numbers. What must
// stay in Latin (Roman numerals, addresses, acronyms such as NATO) the caller keeps out.
#pragma once

#include <string>
#include <string_view>

namespace remit::text {

/// Љ becomes LJ where its neighbour is a capital too (ЉУДИ, LJUDI), and Lj elsewhere.
std::string to_latin(std::string_view text);

/// Takes composed and decomposed letters, digraph characters (ǆ), and dj only as two letters.
std::string to_cyrillic(std::string_view text);

}  // namespace remit::text
