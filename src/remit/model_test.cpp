// The model is walked in the order of the act, whatever order its tables have.
#include "remit/model.h"

#include <doctest/doctest.h>

namespace remit::remit {
namespace {

Unit unit_below(std::string code, UnitId parent) {
    Unit unit;
    unit.code = std::move(code);
    unit.parent = parent;
    return unit;
}

Duty duty_at(UnitId unit, std::uint32_t begin) {
    Duty duty;
    duty.unit = unit;
    duty.extent = {begin, begin + 5};
    return duty;
}

const UnitId kTop{std::size_t{0}};
const UnitId kLeft{std::size_t{1}};
const UnitId kRight{std::size_t{2}};
const UnitId kLeaf{std::size_t{3}};

Remit small_remit() {
    Remit remit;
    remit.units = {unit_below("0", UnitId()), unit_below("1", kTop), unit_below("2", kTop),
                   unit_below("1.1", kLeft)};
    remit.duties = {duty_at(kLeft, 40), duty_at(kTop, 10), duty_at(kLeft, 20)};
    return remit;
}

}  // namespace

TEST_CASE("model: a unit contains itself and all below it, and nothing else") {
    const Remit remit = small_remit();
    CHECK(remit.contains(kTop, kLeaf));
    CHECK(remit.contains(kLeaf, kLeaf));
    CHECK_FALSE(remit.contains(kLeaf, kTop));
    CHECK_FALSE(remit.contains(kRight, kLeaf));
}

TEST_CASE("model: duties of a unit come in the order of the act") {
    const Remit remit = small_remit();
    const std::vector<DutyId> expected{DutyId(std::size_t{2}), DutyId(std::size_t{0})};
    CHECK(remit.duties_of(kLeft) == expected);
    const auto lists = duties_by_unit(remit);
    CHECK(lists[kLeft.index()] == expected);
    CHECK(lists[kRight.index()].empty());
}

TEST_CASE("model: the tree lists every unit after the one above it") {
    const UnitTree tree = UnitTree::of(small_remit());
    CHECK(tree.preorder == std::vector<UnitId>{kTop, kLeft, kLeaf, kRight});
    CHECK(tree.roots == std::vector<UnitId>{kTop});
    CHECK(tree.depth[kLeaf.index()] == 2);
    CHECK(small_remit().children_of(kTop) == std::vector<UnitId>{kLeft, kRight});
}

TEST_CASE("model: units whose parents run in a circle are still walked once") {
    Remit remit = small_remit();
    remit.units[kTop.index()].parent = kLeaf;
    const UnitTree tree = UnitTree::of(remit);
    CHECK(tree.preorder == std::vector<UnitId>{kTop, kLeft, kLeaf, kRight});
    CHECK(tree.children[kLeaf.index()].empty());
    CHECK_FALSE(remit.contains(UnitId(std::size_t{9}), kTop));
}

}  // namespace remit::remit
