#include "remit/assignment.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>

#include "base/check.h"

namespace remit::remit {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

/// Rows are settled one by one; each takes the shortest augmenting path in reduced costs, found by
/// Dijkstra's method. Column `column_count + row` is the row's private one for staying unpaired.
/// Costs are heaviest weight minus weight, so none is negative, and column potentials keep reduced
/// costs that way.
class Assignment {
  public:
    Assignment(std::uint32_t row_count, std::uint32_t column_count, std::span<const Edge> edges)
        : row_count_(row_count), column_count_(column_count) {
        for (const Edge& edge : edges) {
            REMIT_CHECK(edge.row < row_count && edge.column < column_count);
            REMIT_CHECK(edge.weight < std::int64_t{1} << 40);
            heaviest_ = std::max(heaviest_, edge.weight);
        }
        index(edges);
        const std::size_t all = std::size_t{column_count} + row_count;
        row_of_.resize(all, kUnpaired);
        potential_.resize(all, 0);
        distance_.resize(all, kFar);
        from_.resize(all, kUnpaired);
        settled_.resize(all, false);
        column_of_.resize(row_count, kUnpaired);
    }

    std::vector<std::uint32_t> run() {
        for (std::uint32_t row = 0; row < row_count_; ++row) augment(row);
        for (std::uint32_t& column : column_of_) {
            REMIT_CHECK(column != kUnpaired);
            if (column >= column_count_) column = kUnpaired;
        }
        return std::move(column_of_);
    }

  private:
    struct Way {
        std::uint32_t column;
        std::int64_t cost;
    };
    using Reached = std::pair<std::int64_t, std::uint32_t>;  // distance, column

    /// Sorts the edges by row and adds the private columns.
    void index(std::span<const Edge> edges) {
        begins_.assign(std::size_t{row_count_} + 1, 0);
        for (const Edge& edge : edges) {
            if (edge.weight > 0) ++begins_[edge.row + 1];
        }
        for (std::uint32_t row = 0; row < row_count_; ++row) begins_[row + 1] += begins_[row] + 1;
        ways_.resize(begins_.back());
        std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
        for (const Edge& edge : edges) {
            if (edge.weight > 0) ways_[next[edge.row]++] = {edge.column, heaviest_ - edge.weight};
        }
        for (std::uint32_t row = 0; row < row_count_; ++row) {
            ways_[next[row]] = {column_count_ + row, heaviest_};
        }
    }

    void augment(std::uint32_t start) {
        std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
        touched_.clear();
        std::uint32_t row = start;
        std::int64_t row_distance = 0;
        std::int64_t row_base = 0;  // reduced cost of the edge over which the row was reached is 0
        std::uint32_t column = kUnpaired;
        while (true) {
            relax(row, row_distance - row_base, open);
            column = settle_next(open);
            if (row_of_[column] == kUnpaired) break;
            row = row_of_[column];
            row_distance = distance_[column];
            row_base = cost_of(row, column) - potential_[column];
        }
        update_potentials(distance_[column]);
        flip(column, start);
    }

    void relax(std::uint32_t row, std::int64_t offset,
               std::priority_queue<Reached, std::vector<Reached>, std::greater<>>& open) {
        for (std::size_t way = begins_[row]; way < begins_[row + 1]; ++way) {
            const auto [column, cost] = ways_[way];
            const std::int64_t distance = offset + cost - potential_[column];
            if (settled_[column] || distance >= distance_[column]) continue;
            if (distance_[column] == kFar) touched_.push_back(column);
            distance_[column] = distance;
            from_[column] = row;
            open.emplace(distance, column);
        }
    }

    std::uint32_t settle_next(
        std::priority_queue<Reached, std::vector<Reached>, std::greater<>>& open) {
        while (true) {
            REMIT_CHECK(
                !open.empty());  // the private column of the first row can always be reached
            const std::uint32_t column = open.top().second;
            open.pop();
            if (settled_[column]) continue;
            settled_[column] = true;
            return column;
        }
    }

    [[nodiscard]] std::int64_t cost_of(std::uint32_t row, std::uint32_t column) const {
        std::int64_t cost = kFar;
        for (std::size_t way = begins_[row]; way < begins_[row + 1]; ++way) {
            if (ways_[way].column == column) cost = std::min(cost, ways_[way].cost);
        }
        REMIT_CHECK(cost != kFar);
        return cost;
    }

    /// Columns nearer than the path's end become dearer by what they were nearer.
    void update_potentials(std::int64_t path_distance) {
        for (const std::uint32_t column : touched_) {
            if (settled_[column]) potential_[column] += distance_[column] - path_distance;
        }
    }

    void flip(std::uint32_t column, std::uint32_t start) {
        while (true) {
            const std::uint32_t row = from_[column];
            row_of_[column] = row;
            std::swap(column_of_[row], column);
            if (row == start) break;
        }
        for (const std::uint32_t reached : touched_) {
            distance_[reached] = kFar;
            from_[reached] = kUnpaired;
            settled_[reached] = false;
        }
    }

    std::uint32_t row_count_;
    std::uint32_t column_count_;
    std::int64_t heaviest_ = 0;
    std::vector<std::size_t> begins_;  // by row: its first way
    std::vector<Way> ways_;
    std::vector<std::uint32_t> row_of_;     // by column
    std::vector<std::uint32_t> column_of_;  // by row
    std::vector<std::int64_t> potential_;   // by column
    std::vector<std::int64_t>
        distance_;  // by column, of the search under way; so are the next three
    std::vector<std::uint32_t> from_;
    std::vector<bool> settled_;
    std::vector<std::uint32_t> touched_;
};

}  // namespace

std::vector<std::uint32_t> best_assignment(std::uint32_t row_count, std::uint32_t column_count,
                                           std::span<const Edge> edges) {
    return Assignment(row_count, column_count, edges).run();
}

}  // namespace remit::remit
