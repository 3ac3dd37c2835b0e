#include "compile/mark_shape.h"

namespace remit::compile {

std::string code_of(std::string_view mark) {
    std::string code;
    for (const char c : mark) {
        if (std::string_view(" \t\r\n-()*").find(c) == std::string_view::npos) code += c;
    }
    for (const std::string_view dash : {"–", "—", "•", "·", "▪"}) {
        while (code.starts_with(dash)) code.erase(0, dash.size());
    }
    while (!code.empty() && code.back() == '.') code.pop_back();
    return code;
}

bool is_roman(std::string_view code) {
    return !code.empty() && code.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

MarkShape shape_of(std::string_view mark) {
    if (mark.empty()) return MarkShape::none;
    const std::string code = code_of(mark);
    if (code.empty())
        return mark.front() == '-' || mark.starts_with("–") || mark.starts_with("—")
                   ? MarkShape::dash
                   : MarkShape::bullet;
    if (is_roman(code) && mark.find(')') == mark.npos) return MarkShape::roman;
    if (code.find('.') != code.npos) return MarkShape::decimal;
    const bool digits = code.find_first_not_of("0123456789") == code.npos;
    if (!digits) return MarkShape::letter;
    if (mark.front() == '(') return MarkShape::both_parens;
    if (mark.find(')') != mark.npos) return MarkShape::paren;
    return mark.back() == '.' ? MarkShape::dot : MarkShape::bare;
}

}  // namespace remit::compile
