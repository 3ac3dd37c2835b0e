// Walking the compiled model: units and their duties.
//
// Invariant: every list is in an order that depends only on the act. Parents come from a user's
// text or pack, so no walk trusts them to end: each counts its steps.
#include "remit/model.h"

#include <algorithm>

namespace remit::remit {

bool Remit::contains(UnitId above, UnitId unit) const {
    for (std::size_t steps = 0; unit.is_some() && steps <= units.size(); ++steps) {
        if (unit == above) return true;
        unit = this->unit(unit).parent;
    }
    return false;
}

std::vector<DutyId> Remit::duties_of(UnitId unit) const {
    std::vector<DutyId> found;
    for (std::size_t index = 0; index < duties.size(); ++index) {
        if (duties[index].unit == unit) found.emplace_back(index);
    }
    std::ranges::stable_sort(found, {}, [&](DutyId id) { return duty(id).extent.begin; });
    return found;
}

std::vector<UnitId> Remit::children_of(UnitId unit) const {
    std::vector<UnitId> found;
    for (std::size_t index = 0; index < units.size(); ++index) {
        if (units[index].parent == unit) found.emplace_back(index);
    }
    return found;
}

std::vector<std::vector<DutyId>> duties_by_unit(const Remit& remit) {
    std::vector<std::vector<DutyId>> lists(remit.units.size());
    for (std::size_t index = 0; index < remit.duties.size(); ++index) {
        lists[remit.duties[index].unit.index()].emplace_back(index);
    }
    for (auto& list : lists) {
        std::ranges::stable_sort(list, {}, [&](DutyId id) { return remit.duty(id).extent.begin; });
    }
    return lists;
}

namespace {

/// Appends `root` and all below it that were not yet reached, each before its children.
void walk(UnitTree& tree, UnitId root, std::vector<bool>& reached) {
    std::vector<UnitId> open{root};
    reached[root.index()] = true;
    while (!open.empty()) {
        const UnitId unit = open.back();
        open.pop_back();
        tree.preorder.push_back(unit);
        const auto& children = tree.children[unit.index()];
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
            if (reached[child->index()]) continue;
            reached[child->index()] = true;
            tree.depth[child->index()] = tree.depth[unit.index()] + 1;
            open.push_back(*child);
        }
    }
}

}  // namespace

UnitTree UnitTree::of(const Remit& remit) {
    const std::size_t count = remit.units.size();
    UnitTree tree;
    tree.children.resize(count);
    tree.depth.resize(count, 0);
    for (std::size_t index = 0; index < count; ++index) {
        const UnitId parent = remit.units[index].parent;
        if (parent.is_some() && parent.index() < count) {
            tree.children[parent.index()].emplace_back(index);
        } else {
            tree.roots.emplace_back(index);
        }
    }
    std::vector<bool> reached(count, false);
    for (const UnitId root : std::vector<UnitId>(tree.roots)) walk(tree, root, reached);
    for (std::size_t index = 0; index < count; ++index) {
        if (reached[index]) continue;  // the rest hangs on circles: cut each at its first unit
        const UnitId root{index};
        std::erase(tree.children[remit.units[index].parent.index()], root);
        tree.roots.push_back(root);
        walk(tree, root, reached);
    }
    return tree;
}

}  // namespace remit::remit
