// The part of a line that is shown under a diagnostic, and where in it the caret and the range go.
//
// An excerpt has at most kExcerptColumns columns, whatever the length of the line; where the line
// goes on, it has an ellipsis. Every user-perceived character takes one column, except tabs (four)
// and characters that cannot be seen, which are written out ("<U+200B>"), so that carets stand
// under what they mean. Internal to diag.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"

namespace remit::diag {

inline constexpr std::size_t kExcerptColumns = 100;

/// One user-perceived character as it is shown.
struct Cell {
    std::uint32_t begin = 0;  // byte offset into the text
    std::uint32_t width = 1;  // columns
    std::string_view bytes;   // as in the text; owned by the source
    std::string shown;        // what stands for the bytes; empty where they are shown as they are
};

class Excerpt {
  public:
    /// The part of the line around the span that shows as much of the span as fits, and what stands
    /// beside it.
    Excerpt(const Source& source, Span span);

    /// The text, cut and with ellipses.
    [[nodiscard]] std::string text() const;
    /// "   ^~~~" for the span; the caret stands at its begin, tildes up to its end or the edge.
    [[nodiscard]] std::string marker() const;
    /// The column of an offset that is shown; nothing where it is not.
    [[nodiscard]] std::optional<std::size_t> column_of(std::uint32_t offset) const;

  private:
    void cut(std::size_t span_first, std::size_t span_last);

    Span span_;
    std::uint32_t end_ = 0;  // byte offset behind the last cell
    std::vector<Cell> cells_;
    bool cut_before_ = false;
    bool cut_behind_ = false;
};

/// Text from outside on one line of a terminal: no control characters, at most `columns_max`
/// columns.
[[nodiscard]] std::string visible(std::string_view text, std::size_t columns_max);

}  // namespace remit::diag
