// A page of an office on a terminal: headings, labelled rows, items, and lines below them.
//
// Laid out for kPageColumns. Invariant: what people wrote reaches the page only through
// printable(). It shows what it is given and knows nothing of offices.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/columns.h"

namespace remit::cli {

class OfficePage {
  public:
    explicit OfficePage(const Ink& ink) : ink_(ink) {}

    /// Bold, at the margin.
    void title(std::string_view text);
    /// Bold, with an empty line before it.
    void heading(std::string_view text);
    /// "  State    Drafting", all labels of the list padded to the longest. Rows without a value
    /// are left out.
    void rows(const std::vector<std::pair<std::string, std::string>>& labelled);
    /// "  - text", further lines below the text.
    void item(std::string_view mark, std::string_view text, std::size_t indent = kIndent);
    /// Paler, below an item.
    void below(std::string_view text, std::size_t indent);
    void text(std::string_view text, std::size_t indent = 0);
    void line_break() { out_ += "\n"; }

    [[nodiscard]] std::string take() { return std::move(out_); }

    static constexpr std::size_t kIndent = 2;

  private:
    void put(std::string lead, std::string_view text, std::size_t column, bool dim);

    Ink ink_;
    std::string out_;
};

/// Rows of cells in columns as wide as their widest cell; the last column takes the rest of the
/// page and is broken into lines. The first row is the head.
std::string table_of(const std::vector<std::vector<std::string>>& rows, const Ink& ink);

}  // namespace remit::cli
