#include "text/edit_distance.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace remit::text {

namespace {

// Only cells within kSlipsMax of the diagonal can hold an answer; a row keeps just those.
constexpr std::size_t kBand = 2 * kSlipsMax + 1;
constexpr std::size_t kFar = kSlipsMax + 1;
using Row = std::array<std::size_t, kBand + 2>;  // a far cell at either end

Row far_row() {
    Row row;
    row.fill(kFar);
    return row;
}

// The row of the empty word: as many letters were added as stand there.
Row first_row() {
    Row row = far_row();
    for (std::size_t slips = 0; slips <= kSlipsMax; ++slips) row[1 + kSlipsMax + slips] = slips;
    return row;
}

// Cell b of row i stands for the column j = i + b - 1 - kSlipsMax.
struct Table {
    std::u32string_view left;
    std::u32string_view right;

    [[nodiscard]] Row next(std::size_t i, const Row& above, const Row& above_that) const {
        Row row = far_row();
        for (std::size_t band = 1; band <= kBand; ++band) {
            if (i + band < 1 + kSlipsMax) continue;  // left of the first column
            const std::size_t j = i + band - 1 - kSlipsMax;
            if (j > right.size()) break;
            row[band] = j == 0 ? std::min(i, kFar) : cell(i, j, band, row, above, above_that);
        }
        return row;
    }

  private:
    // NOLINTNEXTLINE(readability-function-size): the recurrence has these six terms
    [[nodiscard]] std::size_t cell(std::size_t i, std::size_t j, std::size_t band, const Row& row,
                                   const Row& above, const Row& above_that) const {
        const bool same = left[i - 1] == right[j - 1];
        std::size_t best = above[band] + (same ? 0 : 1);
        best = std::min(best, above[band + 1] + 1);  // a letter of `left` is missing
        best = std::min(best, row[band - 1] + 1);    // a letter was added
        const bool swapped =
            i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        if (swapped) best = std::min(best, above_that[band] + 1);
        return std::min(best, kFar);
    }
};

}  // namespace

std::optional<std::size_t> find_slips(std::u32string_view left, std::u32string_view right) {
    if (left.size() > right.size()) std::swap(left, right);
    if (right.size() - left.size() > kSlipsMax) return std::nullopt;
    const Table table{left, right};
    Row above_that = far_row();
    Row above = first_row();
    for (std::size_t i = 1; i <= left.size(); ++i) {
        const Row row = table.next(i, above, above_that);
        if (std::ranges::all_of(row, [](std::size_t cell) { return cell >= kFar; })) {
            return std::nullopt;
        }
        above_that = above;
        above = row;
    }
    const std::size_t slips = above[right.size() + 1 + kSlipsMax - left.size()];
    if (slips > kSlipsMax) return std::nullopt;
    return slips;
}

std::optional<std::size_t> find_slips(std::string_view left, std::string_view right) {
    return find_slips(to_code_points(left), to_code_points(right));
}

}  // namespace remit::text
