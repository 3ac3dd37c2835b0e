#include "diag/clip.h"

#include "text/utf8.h"

namespace remit::diag {

std::size_t begin_of_character(std::string_view text, std::size_t offset) {
    constexpr std::size_t kStepsMax = 3;  // a character has at most four bytes
    std::size_t begin = offset;
    while (begin > 0 && offset - begin < kStepsMax && begin < text.size() &&
           continues_character(text[begin]))
        --begin;
    return begin < text.size() && continues_character(text[begin]) ? offset : begin;
}

std::string_view clip(std::string_view text, std::size_t bytes_max) {
    return text.size() <= bytes_max ? text : text.substr(0, begin_of_character(text, bytes_max));
}

std::string valid_utf8(std::string_view text) {
    if (!text::find_utf8_fault(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (const char32_t code_point : text::to_code_points(text)) text::append_utf8(out, code_point);
    return out;
}

std::string valid_utf8(std::string_view text, std::size_t bytes_max) {
    const std::string_view kept = clip(text, bytes_max);
    std::string out = valid_utf8(kept);
    if (kept.size() < text.size()) out += "…";
    return out;
}

}  // namespace remit::diag
