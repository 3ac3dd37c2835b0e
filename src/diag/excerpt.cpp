#include "diag/excerpt.h"

#include <fmt/format.h>

#include <algorithm>

#include "diag/clip.h"
#include "text/graphemes.h"
#include "text/utf8.h"

namespace remit::diag {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::uint32_t kTabColumns = 4;
// So many bytes hold kExcerptColumns characters of any script with a few combining marks.
constexpr std::uint32_t kReachBytes = 600;
// A character under more marks than these bytes hold is shown in parts.
constexpr std::size_t kCellBytesMax = 64;

/// Characters that a reader cannot see or that turn the direction of the line around.
bool is_hidden(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
    if (c == 0xAD || c == 0x61C || c == 0xFEFF || c == text::kReplacement) return true;
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F);
}

Cell cell_at(std::string_view rest, std::uint32_t begin) {
    const text::Decoded first = text::decode(rest, 0);
    if (first.code_point == '\t')
        return {begin, kTabColumns, rest.substr(0, 1), std::string(kTabColumns, ' ')};
    if (!first.valid || is_hidden(first.code_point)) {
        std::string shown =
            first.valid ? fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(first.code_point))
                        : fmt::format("<{:02X}>", static_cast<unsigned char>(rest.front()));
        const auto width = static_cast<std::uint32_t>(shown.size());
        return {begin, width, rest.substr(0, first.size), std::move(shown)};
    }
    return {begin, 1, rest.substr(0, text::first_grapheme_size(rest)), {}};
}

std::vector<Cell> cells_of(std::string_view text, std::uint32_t offset) {
    std::vector<Cell> cells;
    while (!text.empty()) {
        cells.push_back(cell_at(clip(text, kCellBytesMax), offset));
        const std::size_t size = cells.back().bytes.size();
        text.remove_prefix(size);
        offset += static_cast<std::uint32_t>(size);
    }
    return cells;
}

std::string_view look_of(const Cell& cell) {
    return cell.shown.empty() ? cell.bytes : std::string_view(cell.shown);
}

}  // namespace

Excerpt::Excerpt(const Source& source, Span span) : span_(span) {
    const Span line = source.line_of(span.begin);
    const std::string_view text = source.text();
    const std::uint32_t caret = std::min(span.begin, line.end);
    const auto reach = [&](std::uint32_t offset) {
        return static_cast<std::uint32_t>(begin_of_character(text, offset));
    };
    const std::uint32_t begin =
        caret - line.begin > kReachBytes ? reach(caret - kReachBytes) : line.begin;
    const std::uint32_t end =
        line.end - caret > kReachBytes ? reach(caret + kReachBytes) : line.end;
    cut_before_ = begin > line.begin;
    cut_behind_ = end < line.end;
    end_ = end;
    cells_ = cells_of(text.substr(begin, end - begin), begin);

    const auto index_of = [this](std::uint32_t offset) {
        const auto behind = std::ranges::upper_bound(cells_, offset, {}, &Cell::begin);
        return behind == cells_.begin() ? std::size_t{0}
                                        : static_cast<std::size_t>(behind - cells_.begin()) - 1;
    };
    cut(index_of(caret),
        index_of(std::max(caret, std::min(span.end, end) - (span.end > caret ? 1U : 0U))));
}

/// Leaves the cells around [span_first, span_last] that fit the page: the whole span and as much on
/// both sides, or the begin of a span that is too long.
void Excerpt::cut(std::size_t span_first, std::size_t span_last) {
    std::size_t columns = 0;
    for (const Cell& cell : cells_) columns += cell.width;
    if (columns <= kExcerptColumns && !cut_before_ && !cut_behind_) return;
    if (cells_.empty()) return;

    constexpr std::size_t kRoom = kExcerptColumns - 2;  // both ellipses
    constexpr std::size_t kLeftMin = 10;  // what stands before a span that is too long
    std::size_t first = span_first;
    std::size_t last = span_first;
    std::size_t used = cells_[span_first].width;
    const auto take_left = [&] { used += cells_[--first].width; };
    const auto take_right = [&] { used += cells_[++last].width; };
    while (last < span_last && used + cells_[last + 1].width <= kRoom - kLeftMin) take_right();
    bool moved = true;
    while (moved) {
        moved = false;
        if (first > 0 && used + cells_[first - 1].width <= kRoom) {
            take_left();
            moved = true;
        }
        if (last + 1 < cells_.size() && used + cells_[last + 1].width <= kRoom) {
            take_right();
            moved = true;
        }
    }
    if (last + 1 < cells_.size()) {
        cut_behind_ = true;
        end_ = cells_[last + 1].begin;
    }
    cut_before_ = cut_before_ || first > 0;
    cells_.erase(cells_.begin() + static_cast<std::ptrdiff_t>(last) + 1, cells_.end());
    cells_.erase(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(first));
}

std::string Excerpt::text() const {
    std::string out;
    if (cut_before_) out += kEllipsis;
    for (const Cell& cell : cells_) out += look_of(cell);
    if (cut_behind_) out += kEllipsis;
    return out;
}

std::string Excerpt::marker() const {
    std::string out(cut_before_ ? 1 : 0, ' ');
    bool caret_stands = false;
    for (const Cell& cell : cells_) {
        const bool reached = cell.begin + cell.bytes.size() > span_.begin;
        const bool under = reached && (cell.begin < span_.end || !caret_stands);
        if (!under) {
            if (caret_stands) break;
            out.append(cell.width, ' ');
            continue;
        }
        const bool empty = span_.size() == 0;
        out += caret_stands ? '~' : '^';
        if (!empty) out.append(cell.width - 1, '~');
        caret_stands = true;
        if (empty) break;
    }
    if (!caret_stands) out += '^';
    return out;
}

std::optional<std::size_t> Excerpt::column_of(std::uint32_t offset) const {
    const std::uint32_t begin = cells_.empty() ? end_ : cells_.front().begin;
    if (offset < begin || offset > end_) return std::nullopt;
    std::size_t column = cut_before_ ? 1 : 0;
    for (const Cell& cell : cells_) {
        if (cell.begin >= offset) break;
        column += cell.width;
    }
    return column;
}

std::string visible(std::string_view text, std::size_t columns_max) {
    const std::string_view shown = clip(text, columns_max * 4);
    std::string out;
    std::size_t columns = 0;
    for (const Cell& cell : cells_of(shown, 0)) {
        const bool line_end = cell.shown == "<U+000A>" || cell.shown == "<U+000D>";
        columns += line_end ? 1 : cell.width;
        if (columns > columns_max) return out.append(kEllipsis);
        out += line_end ? std::string_view(" ") : look_of(cell);
    }
    if (shown.size() < text.size()) out += kEllipsis;
    return out;
}

}  // namespace remit::diag
