// Where the boxes and lines of an organigram go: geometry only, in points, y downwards.
//
// Leaf units are stacked under the unit they belong to, units with units of their own stand side by
// side, and rows are folded so that the whole comes near the shape of a sheet of paper. Invariant:
// no two boxes touch, a box lies below the box above it, and every line runs along an axis.
#pragma once

#include <cstdint>
#include <vector>

#include "remit/model.h"

namespace remit::compile {

struct Box {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
};

struct Line {
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;
};

struct Organigram {
    std::vector<Box> boxes;  // by unit
    std::vector<Line> lines;
    double width = 0;
    double height = 0;
};

/// Width of every box, in points.
inline constexpr double kBoxWidth = 186;

/// Lays out all units. `heights` has each unit's box height.
/// Cost: O(units) for each of some twenty widths that are tried.
Organigram lay_out(const remit::Remit& remit, const std::vector<double>& heights);

}  // namespace remit::compile
