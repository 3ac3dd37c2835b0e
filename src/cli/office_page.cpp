#include "cli/office_page.h"

#include <algorithm>

#include "text/graphemes.h"

namespace remit::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kColumnsMin = 20;  // what is left for text, however deep it is indented

}  // namespace

void OfficePage::title(std::string_view text) {
    out_ += ink_.bold(printable(text)) + "\n";
}

void OfficePage::heading(std::string_view text) {
    if (!out_.empty()) out_ += "\n";
    title(text);
}

void OfficePage::rows(const std::vector<std::pair<std::string, std::string>>& labelled) {
    std::size_t width = 0;
    for (const auto& [label, value] : labelled) {
        if (!value.empty()) width = std::max(width, text::display_width(label));
    }
    for (const auto& [label, value] : labelled) {
        if (!value.empty()) item(pad(label, width) + " ", value);
    }
}

void OfficePage::item(std::string_view mark, std::string_view text, std::size_t indent) {
    const std::size_t column = indent + text::display_width(mark) + 1;
    put(std::string(indent, ' ') + std::string(mark) + " ", text, column, /*dim=*/false);
}

void OfficePage::below(std::string_view text, std::size_t indent) {
    put(std::string(indent, ' '), text, indent, /*dim=*/true);
}

void OfficePage::text(std::string_view text, std::size_t indent) {
    put(std::string(indent, ' '), text, indent, /*dim=*/false);
}

void OfficePage::put(std::string lead, std::string_view text, std::size_t column, bool dim) {
    const std::size_t width = std::max(kPageColumns - std::min(column, kPageColumns), kColumnsMin);
    for (const std::string& line : wrap(printable(text), width)) {
        out_ += lead + (dim ? ink_.dim(line) : line) + "\n";
        lead.assign(column, ' ');
    }
}

std::string table_of(const std::vector<std::vector<std::string>>& rows, const Ink& ink) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], text::display_width(printable(row[i])));
    }
    std::string out;
    for (const auto& row : rows) {
        std::string lead;
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            lead += pad(printable(row[i]), widths[i] + kGap);
        const std::size_t column = text::display_width(lead);
        const std::size_t width =
            std::max(kPageColumns - std::min(column, kPageColumns), kColumnsMin);
        for (const std::string& line : wrap(printable(row.back()), width)) {
            const std::string whole = lead + line;
            out += (&row == &rows.front() ? ink.bold(whole) : whole) + "\n";
            lead.assign(column, ' ');
        }
    }
    return out;
}

}  // namespace remit::cli
