#include "cli/columns.h"

#include <algorithm>

#include "compile/export_support.h"
#include "diag/excerpt.h"
#include "text/graphemes.h"

namespace remit::cli {

std::string printable(std::string_view text) {
    return diag::visible(compile::one_line(text), kShownColumnsMax);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t columns = text::display_width(word);
        if (used > 0 && used + 1 + columns > width) {
            lines.emplace_back();
            used = 0;
        }
        if (used > 0) lines.back() += ' ';
        lines.back() += word;
        used += columns + (used > 0 ? 1 : 0);
    }
    return lines;
}

std::string pad(std::string_view text, std::size_t width) {
    const std::size_t columns = text::display_width(text);
    return std::string(text) + std::string(width > columns ? width - columns : 0, ' ');
}

std::string Ink::paint(std::string_view code, std::string_view text) const {
    if (!colour_ || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace remit::cli
