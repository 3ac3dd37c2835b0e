// Bytes written as text: hexadecimal digits, and the base64 of RFC 4648.
//
// Invariant: reading takes exactly what writing gives, and nothing else: no capital digit, no line
// break, no missing padding, no spare bit. So one string of bytes has one text, and a signed text
// cannot be respelt.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace remit::base {

/// Two digits for each byte, a to f small.
std::string to_hex(std::string_view bytes);
/// None where it is not what to_hex writes.
std::optional<std::string> from_hex(std::string_view text);

/// The standard alphabet with padding (RFC 4648, section 4).
std::string to_base64(std::string_view bytes);
/// None where it is not what to_base64 writes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace remit::base
