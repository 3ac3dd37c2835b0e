// Cutting text between characters, so that what is shown of a long text is still UTF-8.
//
// A span may begin or end inside a character, and a text may hold bytes that are none; nothing here
// reads past the text or walks back further than one character. Internal to diag.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace remit::diag {

/// Whether the byte is the second or a later one of a character.
[[nodiscard]] inline bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The offset at which the character begins that holds the byte at `offset`. Cost: at most three
/// steps.
[[nodiscard]] std::size_t begin_of_character(std::string_view text, std::size_t offset);

/// At most `bytes_max` bytes of the text, cut before a character.
[[nodiscard]] std::string_view clip(std::string_view text, std::size_t bytes_max);

/// The text as a JSON string may hold it: bytes that are no UTF-8 become U+FFFD. Cost: O(bytes).
[[nodiscard]] std::string valid_utf8(std::string_view text);
/// The same of at most `bytes_max` bytes, with an ellipsis where it was cut.
[[nodiscard]] std::string valid_utf8(std::string_view text, std::size_t bytes_max);

}  // namespace remit::diag
