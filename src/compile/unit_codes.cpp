#include "compile/unit_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "compile/mark_shape.h"

namespace remit::compile {
namespace {

using remit::Unit;
using remit::UnitId;

/// A unit without a number above "5.1" and "5.2" is "5".
void infer_decimal_parents(std::vector<Unit>& units) {
    for (const Unit& child : units) {
        if (!child.parent.is_some() || !child.code_printed) continue;
        Unit& parent = units[child.parent.index()];
        const std::size_t dot = child.code.rfind('.');
        if (parent.code.empty() && dot != std::string::npos)
            parent.code = child.code.substr(0, dot);
    }
}

std::vector<std::size_t> parents_first(const std::vector<Unit>& units) {
    std::vector<std::size_t> order;
    std::vector<std::uint32_t> depths(units.size(), 0);
    for (std::size_t i = 0; i < units.size(); ++i) {
        for (UnitId at = units[i].parent; at.is_some(); at = units[at.index()].parent) ++depths[i];
        order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return depths[i]; });
    return order;
}

/// Decimal and Roman numbers name a unit by themselves; others only within its parent.
bool is_whole(std::string_view code) {
    return is_roman(code) || code.find('.') != std::string_view::npos;
}

}  // namespace

void assign_codes(std::vector<Unit>& units) {
    infer_decimal_parents(units);
    std::unordered_set<std::string> used;
    std::vector<std::uint32_t> children(units.size() + 1, 0);
    std::vector<std::uint32_t> repeats(units.size() + 1, 1);
    for (const std::size_t i : parents_first(units)) {
        Unit& unit = units[i];
        const std::size_t slot = unit.parent.is_some() ? unit.parent.index() : units.size();
        const std::uint32_t position = ++children[slot];
        if (!(unit.code_printed && is_whole(unit.code)) && unit.parent.is_some()) {
            const std::string& above = units[unit.parent.index()].code;
            const std::string number = unit.code_printed ? unit.code : fmt::format("{}", position);
            unit.code = above == "0" ? number : above + "/" + number;
        } else if (unit.code.empty()) {
            unit.code = "0";
        }
        const std::string plain = unit.code;
        while (!used.insert(unit.code).second)
            unit.code = fmt::format("{}-{}", plain, ++repeats[slot]);
    }
}

}  // namespace remit::compile
