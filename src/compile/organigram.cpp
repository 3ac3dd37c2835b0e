#include "compile/organigram.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace remit::compile {
namespace {

using remit::UnitId;

constexpr double kColumnGap = 26;
constexpr double kLevelGap = 17;  // from a box down to a bus, and from the bus to what hangs on it
constexpr double kLeafGap = 9;
constexpr double kSpineInset = 10;   // from the left edge of a stack to its spine
constexpr double kStackIndent = 24;  // from the left edge of a stack to its boxes
constexpr double kRowGap = 24;
/// Leaves in one stack; more are dealt evenly into several.
constexpr std::size_t kStackMax = 7;
/// Width to height of a sheet on a wall.
constexpr double kSheetRatio = 1.45;
/// Row widths that are tried, in columns.
constexpr std::array<std::size_t, 14> kRowColumns{1, 2,  3,  4,  5,  6,  7,
                                                  8, 10, 12, 16, 24, 40, 100'000};
/// Beyond so many units one width is as good as another.
constexpr std::size_t kTriedUnitsMax = 3'000;

/// One thing that hangs on a bus: a unit with all that is below it, or a stack of leaves.
struct Column {
    std::vector<UnitId> units;
    bool is_stack = false;
    double width = 0;
    double height = 0;
    double connect = 0;  // where its line arrives, from its left edge
};

/// A unit and all below it, with places relative to the block's own corner.
struct Block {
    double width = 0;
    double height = 0;
    double box_left = 0;
    struct Child {
        UnitId unit;
        double x = 0;
        double y = 0;
    };
    std::vector<Child> children{};
    std::vector<Line> lines{};
};

class Layout {
  public:
    Layout(const remit::UnitTree& tree, const std::vector<double>& heights, double row_width)
        : tree_(tree), heights_(heights), row_width_(row_width), blocks_(heights.size()) {
        for (auto unit = tree.preorder.rbegin(); unit != tree.preorder.rend(); ++unit) {
            blocks_[unit->index()] = block_of(*unit);
        }
        sheet_ = Block();
        place_rows(sheet_, columns_of(tree.roots, kStackMax), 0, 0);
    }

    [[nodiscard]] double width() const { return sheet_.width; }
    [[nodiscard]] double height() const { return sheet_.height; }

    [[nodiscard]] Organigram result() const {
        Organigram organigram;
        organigram.boxes.resize(heights_.size());
        organigram.width = sheet_.width;
        organigram.height = sheet_.height;
        std::vector<Block::Child> corners(heights_.size());
        for (const Block::Child& root : sheet_.children) corners[root.unit.index()] = root;
        for (const UnitId unit : tree_.preorder) {
            const Block& block = blocks_[unit.index()];
            const Block::Child corner = corners[unit.index()];
            organigram.boxes[unit.index()] = {corner.x + block.box_left, corner.y, kBoxWidth,
                                              heights_[unit.index()]};
            for (const Line& line : block.lines) {
                organigram.lines.push_back({corner.x + line.x1, corner.y + line.y1,
                                            corner.x + line.x2, corner.y + line.y2});
            }
            for (const Block::Child& child : block.children) {
                corners[child.unit.index()] = {child.unit, corner.x + child.x, corner.y + child.y};
            }
        }
        return organigram;
    }

  private:
    [[nodiscard]] bool is_leaf(UnitId unit) const { return tree_.children[unit.index()].empty(); }

    [[nodiscard]] Block block_of(UnitId unit) const {
        Block block{.width = kBoxWidth, .height = heights_[unit.index()]};
        const auto& children = tree_.children[unit.index()];
        if (children.empty()) return block;
        const std::vector<Column> columns = columns_of(children, kStackMax);
        if (columns.size() == 1 && columns[0].is_stack) {
            hang(block, columns[0], 0, block.height);
            return block;
        }
        double all = -kColumnGap;
        for (const Column& column : columns) all += column.width + kColumnGap;
        if (columns.size() > 1 && all > row_width_) {
            place_folded(block, columns);
        } else {
            place_centred(block, columns);
        }
        return block;
    }

    /// Children in the order of the act; neighbouring leaves share stacks.
    [[nodiscard]] std::vector<Column> columns_of(const std::vector<UnitId>& children,
                                                 std::size_t stack_max) const {
        std::vector<Column> columns;
        for (std::size_t first = 0; first < children.size();) {
            std::size_t end = first;
            while (end < children.size() && is_leaf(children[end])) ++end;
            if (end == first) {
                columns.push_back(tree_column(children[first++]));
                continue;
            }
            const std::size_t stacks = (end - first + stack_max - 1) / stack_max;
            for (std::size_t stack = 0; stack < stacks; ++stack) {
                const std::size_t count = (end - first + stacks - stack - 1) / (stacks - stack);
                columns.push_back(
                    stack_column({children.begin() + static_cast<std::ptrdiff_t>(first),
                                  children.begin() + static_cast<std::ptrdiff_t>(first + count)}));
                first += count;
            }
        }
        return columns;
    }

    [[nodiscard]] Column tree_column(UnitId unit) const {
        const Block& block = blocks_[unit.index()];
        return {.units = {unit},
                .is_stack = false,
                .width = block.width,
                .height = block.height,
                .connect = block.box_left + kBoxWidth / 2};
    }

    [[nodiscard]] Column stack_column(std::vector<UnitId> units) const {
        if (units.size() == 1) return tree_column(units[0]);
        Column column{.units = std::move(units),
                      .is_stack = true,
                      .width = kStackIndent + kBoxWidth,
                      .height = -kLeafGap,
                      .connect = kSpineInset};
        for (const UnitId unit : column.units) column.height += heights_[unit.index()] + kLeafGap;
        return column;
    }

    /// A stack directly below its unit, its spine leaving the box near the left edge.
    void hang(Block& block, const Column& column, double left, double bottom) const {
        const double top = bottom + kLeafGap + 3;
        place_stack(block, column, left, top, bottom);
        block.width = std::max(block.width, left + column.width);
        block.height = top + column.height;
    }

    void place_stack(Block& block, const Column& column, double left, double top,
                     double spine_top) const {
        double y = top;
        double spine_bottom = top;
        for (const UnitId unit : column.units) {
            const double middle = y + heights_[unit.index()] / 2;
            block.children.push_back({unit, left + kStackIndent, y});
            block.lines.push_back({left + kSpineInset, middle, left + kStackIndent, middle});
            spine_bottom = middle;
            y += heights_[unit.index()] + kLeafGap;
        }
        block.lines.push_back({left + kSpineInset, spine_top, left + kSpineInset, spine_bottom});
    }

    void place_column(Block& block, const Column& column, double left, double bus) const {
        const double top = bus + kLevelGap;
        if (column.is_stack) {
            place_stack(block, column, left, top, bus);
            return;
        }
        block.children.push_back({column.units[0], left, top});
        block.lines.push_back({left + column.connect, bus, left + column.connect, top});
    }

    /// One row below a bus, the unit's own box over the middle of what hangs there.
    void place_centred(Block& block, const std::vector<Column>& columns) const {
        double width = -kColumnGap;
        double height = 0;
        for (const Column& column : columns) {
            width += column.width + kColumnGap;
            height = std::max(height, column.height);
        }
        const double first = columns.front().connect;
        const double last = width - columns.back().width + columns.back().connect;
        const double centre = columns.size() == 1 ? first : (first + last) / 2;
        const double shift = std::max(0.0, kBoxWidth / 2 - centre);
        block.box_left = centre + shift - kBoxWidth / 2;
        block.width = std::max(width + shift, block.box_left + kBoxWidth);
        const double bus = block.height + kLevelGap;
        block.lines.push_back({centre + shift, block.height, centre + shift, bus});
        if (columns.size() > 1) block.lines.push_back({first + shift, bus, last + shift, bus});
        double left = shift;
        for (const Column& column : columns) {
            place_column(block, column, left, bus);
            left += column.width + kColumnGap;
        }
        block.height = bus + kLevelGap + height;
    }

    /// Several rows, each with its bus, on a trunk that leaves the box near the left edge.
    void place_folded(Block& block, const std::vector<Column>& columns) const {
        const double trunk_top = block.height;
        const double last_bus = place_rows(block, columns, kStackIndent, block.height);
        block.lines.push_back({kSpineInset, trunk_top, kSpineInset, last_bus});
    }

    /// Fills rows from the left; returns the place of the last bus. Without an indent (the sheet)
    /// no bus is drawn.
    double place_rows(Block& block, const std::vector<Column>& columns, double indent,
                      double top) const {
        const bool has_bus = indent > 0;
        double bus = has_bus ? top + kLevelGap : top - kLevelGap;
        for (std::size_t first = 0; first < columns.size();) {
            double left = indent;
            double height = 0;
            double last = 0;
            std::size_t next = first;
            while (next < columns.size() &&
                   (next == first || left + columns[next].width <= row_width_ + indent)) {
                const Column& column = columns[next++];
                if (has_bus) {
                    place_column(block, column, left, bus);
                } else {
                    place_root(block, column, left, bus + kLevelGap);
                }
                last = left + column.connect;
                left += column.width + kColumnGap;
                height = std::max(height, column.height);
            }
            if (has_bus) block.lines.push_back({kSpineInset, bus, last, bus});
            block.width = std::max(block.width, left - kColumnGap);
            block.height = bus + kLevelGap + height;
            first = next;
            if (first < columns.size()) bus = block.height + kRowGap;
        }
        return bus;
    }

    void place_root(Block& block, const Column& column, double left, double top) const {
        for (const UnitId unit : column.units) {
            block.children.push_back({unit, left, top});
            top += blocks_[unit.index()].height + kLeafGap;
        }
    }

    const remit::UnitTree& tree_;
    const std::vector<double>& heights_;
    double row_width_;
    std::vector<Block> blocks_;  // by unit
    Block sheet_;
};

}  // namespace

Organigram lay_out(const remit::Remit& remit, const std::vector<double>& heights) {
    REMIT_CHECK(heights.size() == remit.units.size());
    if (remit.units.empty()) return {};
    const remit::UnitTree tree = remit::UnitTree::of(remit);
    const auto row_width = [](std::size_t columns) {
        return static_cast<double>(columns) * (kBoxWidth + kStackIndent + kColumnGap);
    };
    std::size_t best = 8;
    double best_distance = 0;
    bool has_best = remit.units.size() > kTriedUnitsMax;
    for (const std::size_t columns : kRowColumns) {
        if (remit.units.size() > kTriedUnitsMax) break;
        const Layout tried(tree, heights, row_width(columns));
        const double distance = std::abs(std::log(tried.width() / tried.height() / kSheetRatio));
        if (has_best && distance > best_distance - 0.01) continue;
        has_best = true;
        best = columns;
        best_distance = distance;
    }
    return Layout(tree, heights, row_width(best)).result();
}

}  // namespace remit::compile
