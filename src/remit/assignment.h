// The best one-to-one pairing of two sets, where each possible pair has a weight.
//
// Invariant: no other pairing has a greater total weight, whatever the order of the edges. It knows
// nothing of duties or units; leaving an element unpaired weighs nothing. Source: Jonker and
// Volgenant, A shortest augmenting path algorithm for linear assignment problems (1987), on a
// sparse graph, with one private "unpaired" column for each row.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace remit::remit {

struct Edge {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::int64_t weight = 0;  // above 0; others are never chosen
};

inline constexpr std::uint32_t kUnpaired = 0xFFFFFFFFU;

/// For each row its column, or kUnpaired.
/// In:   edges in any order, at most one for each pair counts (the heaviest); weights below 2^40.
/// Cost: O(rows * edges * log) at worst; each search stops at its first free column, so that sparse
/// graphs of a few
///       thousand rows take milliseconds.
std::vector<std::uint32_t> best_assignment(std::uint32_t row_count, std::uint32_t column_count,
                                           std::span<const Edge> edges);

}  // namespace remit::remit
