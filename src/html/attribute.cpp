#include "html/attribute.h"

namespace remit::html {

namespace {

// Letters, digits and '-' stand for themselves; every other byte is '_' and its number.
void append_id(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char byte : text) {
        if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= '0' && byte <= '9') || byte == '-') {
            out += byte;
        } else {
            const auto value = static_cast<unsigned char>(byte);
            out += '_';
            out += kDigits[value >> 4U];
            out += kDigits[value & 15U];
        }
    }
}

}  // namespace

Id::Id(std::string_view text) {
    append_id(text_, text);
}

Id::Id(std::string_view text, std::int64_t number) : Id(text) {
    text_ += '-';
    text_ += std::to_string(number);
}

}  // namespace remit::html
