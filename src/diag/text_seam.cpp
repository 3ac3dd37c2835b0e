#include "diag/text_seam.h"

#include <array>

#include "text/characters.h"
#include "text/utf8.h"

namespace remit::diag::seam {
namespace {

constexpr std::u32string_view kCyrillic = U"абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ";
constexpr std::array<std::string_view, 60> kLatin = {
    "a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r",
    "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š", "A", "B", "V", "G", "D", "Đ", "E", "Ž", "Z", "I",
    "J", "K", "L", "Lj", "M", "N", "Nj", "O", "P", "R", "S", "T", "Ć", "U", "F", "H", "C", "Č", "Dž", "Š"};

bool is_extending(char32_t c) {
    if (c < 0x300) return false;
    return text::character_of(c).kind == text::CharacterKind::mark || c == 0x200D;
}

}  // namespace

std::string_view plural_word(std::int64_t number, Language language) {
    const std::uint64_t size = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    if (language == Language::en) return size == 1 ? "one" : "other";
    const std::uint64_t last = size % 10;
    const bool teen = size % 100 / 10 == 1;
    if (last == 1 && !teen) return "one";
    return last >= 2 && last <= 4 && !teen ? "few" : "other";
}

std::string to_latin(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        const std::size_t index = kCyrillic.find(decoded.code_point);
        out += index == std::u32string_view::npos ? text.substr(at, decoded.size) : kLatin[index];
        at += decoded.size;
    }
    return out;
}

std::size_t first_grapheme_size(std::string_view text) {
    if (text.empty()) return 0;
    if (text.starts_with("\r\n")) return 2;
    std::size_t at = text::decode(text, 0).size;
    while (at < text.size()) {
        const text::Decoded next = text::decode(text, at);
        if (!next.valid || !is_extending(next.code_point)) break;
        at += next.size;
    }
    return at;
}

}  // namespace remit::diag::seam
