// Tests of edit_distance.h: against the plain table on random words.
#include "text/edit_distance.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using remit::text::find_slips;

namespace {

// The textbook table, without bands or limits.
std::size_t slips_by_table(const std::u32string& left, const std::u32string& right) {
    std::vector<std::vector<std::size_t>> cells(left.size() + 1,
                                                std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i <= left.size(); ++i) {
        for (std::size_t j = 0; j <= right.size(); ++j) {
            if (i == 0 || j == 0) {
                cells[i][j] = i + j;
                continue;
            }
            const std::size_t wrong = left[i - 1] == right[j - 1] ? 0 : 1;
            cells[i][j] =
                std::min({cells[i - 1][j - 1] + wrong, cells[i - 1][j] + 1, cells[i][j - 1] + 1});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                cells[i][j] = std::min(cells[i][j], cells[i - 2][j - 2] + 1);
            }
        }
    }
    return cells[left.size()][right.size()];
}

std::u32string random_word(std::mt19937& random) {
    std::u32string word(random() % 9, U' ');
    for (char32_t& letter : word) letter = U'a' + random() % 4;
    return word;
}

}  // namespace

TEST_CASE("edit distance: slips of the keyboard are counted in letters") {
    CHECK(find_slips("живтне", "животне") == 1U);
    CHECK(find_slips("pava", "prava") == 1U);
    CHECK(find_slips("stajalitše", "stajališta") == 2U);
    CHECK(find_slips("raad", "rad") == 1U);
    CHECK(find_slips("šok", "sok") == 1U);
    CHECK(find_slips("odbor", "odbor") == 0U);
    CHECK(find_slips("odbor", "nadzor") == std::nullopt);
    CHECK(find_slips("", "ab") == 2U);
    CHECK(find_slips("", "") == 0U);
    CHECK(find_slips("", "abc") == std::nullopt);
}

TEST_CASE("edit distance: random words have the distance of the plain table") {
    std::mt19937 random(17);
    for (int round = 0; round < 50000; ++round) {
        const std::u32string left = random_word(random);
        const std::u32string right = random_word(random);
        const std::size_t wanted = slips_by_table(left, right);
        const auto slips = find_slips(left, right);
        CHECK(slips.value_or(99) == (wanted <= 2 ? wanted : 99));
    }
}
