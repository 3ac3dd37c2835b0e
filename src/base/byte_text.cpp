#include "base/byte_text.h"

#include <cstddef>
#include <cstdint>

namespace remit::base {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kPadding = '=';

std::uint32_t byte_at(std::string_view bytes, std::size_t offset) {
    return offset < bytes.size() ? static_cast<unsigned char>(bytes[offset]) : 0U;
}

void append_byte(std::string& out, std::uint32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte & 0xFFU));
}

// The bytes of base64 in any spelling: spare bits and padding are not looked at.
std::optional<std::string> decode_loosely(std::string_view digits) {
    std::string bytes;
    std::uint32_t bits = 0;
    std::size_t bit_count = 0;
    for (const char digit : digits) {
        const std::size_t value = kBase64Digits.find(digit);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        bit_count += 6;
        if (bit_count < 8) continue;
        bit_count -= 8;
        append_byte(bytes, bits >> bit_count);
    }
    return bytes;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kHexDigits[value >> 4U];
        text += kHexDigits[value & 0x0FU];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const std::size_t high = kHexDigits.find(text[i]);
        const std::size_t low = kHexDigits.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        append_byte(bytes, static_cast<std::uint32_t>(high * 16 + low));
    }
    return bytes;
}

std::string to_base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t bits =
            (byte_at(bytes, i) << 16U) | (byte_at(bytes, i + 1) << 8U) | byte_at(bytes, i + 2);
        text += kBase64Digits[bits >> 18U];
        text += kBase64Digits[(bits >> 12U) & 0x3FU];
        text += i + 1 < bytes.size() ? kBase64Digits[(bits >> 6U) & 0x3FU] : kPadding;
        text += i + 2 < bytes.size() ? kBase64Digits[bits & 0x3FU] : kPadding;
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    const std::size_t digit_count = text.find_last_not_of(kPadding) + 1;  // npos + 1 is 0
    auto bytes = decode_loosely(text.substr(0, digit_count));
    if (!bytes || to_base64(*bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace remit::base
