// The pairing found is as heavy as the heaviest of all pairings.
#include "remit/assignment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace remit::remit {
namespace {

/// The heaviest pairing by trying all: a table over sets of columns, row by row.
std::int64_t heaviest_of_all(std::uint32_t rows, std::uint32_t columns,
                             const std::vector<Edge>& edges) {
    std::vector<std::int64_t> best(std::size_t{1} << columns, 0);
    for (std::uint32_t row = 0; row < rows; ++row) {
        std::vector<std::int64_t> next = best;
        for (const Edge& edge : edges) {
            if (edge.row != row) continue;
            const std::size_t bit = std::size_t{1} << edge.column;
            for (std::size_t used = 0; used < best.size(); ++used) {
                if ((used & bit) != 0) continue;
                next[used | bit] = std::max(next[used | bit], best[used] + edge.weight);
            }
        }
        best = next;
    }
    return *std::ranges::max_element(best);
}

std::int64_t weight_of(const std::vector<std::uint32_t>& columns, const std::vector<Edge>& edges) {
    std::int64_t total = 0;
    std::vector<std::uint32_t> used;
    for (std::uint32_t row = 0; row < columns.size(); ++row) {
        if (columns[row] == kUnpaired) continue;
        used.push_back(columns[row]);
        std::int64_t heaviest = 0;
        for (const Edge& edge : edges) {
            if (edge.row == row && edge.column == columns[row])
                heaviest = std::max(heaviest, edge.weight);
        }
        CHECK(heaviest > 0);
        total += heaviest;
    }
    std::ranges::sort(used);
    CHECK(std::ranges::adjacent_find(used) == used.end());
    return total;
}

}  // namespace

TEST_CASE("assignment: gives up the heaviest pair where two others weigh more together") {
    const std::vector<Edge> edges{{0, 0, 10}, {0, 1, 9}, {1, 0, 8}};
    CHECK(best_assignment(2, 2, edges) == std::vector<std::uint32_t>{1, 0});
}

TEST_CASE("assignment: leaves rows unpaired where nothing is left, and takes no weightless edge") {
    CHECK(best_assignment(2, 1, std::vector<Edge>{{0, 0, 3}, {1, 0, 4}}) ==
          std::vector<std::uint32_t>{kUnpaired, 0});
    CHECK(best_assignment(1, 1, std::vector<Edge>{{0, 0, 0}}) ==
          std::vector<std::uint32_t>{kUnpaired});
    CHECK(best_assignment(0, 3, {}).empty());
}

TEST_CASE("assignment: weighs as much as the best of all pairings on random graphs") {
    std::mt19937 random(4);  // NOLINT: a fixed seed
    for (int round = 0; round < 800; ++round) {
        const auto rows = static_cast<std::uint32_t>(random() % 8);
        const auto columns = static_cast<std::uint32_t>(random() % 8);
        std::vector<Edge> edges;
        if (rows > 0 && columns > 0) {
            const auto count = static_cast<std::uint32_t>(random() % 40);
            for (std::uint32_t edge = 0; edge < count; ++edge) {
                edges.push_back({static_cast<std::uint32_t>(random() % rows),
                                 static_cast<std::uint32_t>(random() % columns),
                                 static_cast<std::int64_t>(random() % 20) - 2});
            }
        }
        CHECK(weight_of(best_assignment(rows, columns, edges), edges) ==
              heaviest_of_all(rows, columns, edges));
    }
}

}  // namespace remit::remit
