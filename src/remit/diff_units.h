// Which unit of the old act is which of the new one.
//
// One best assignment over all units, by name, by what their duties say, by code, kind and parent.
// Invariant: a unit has at most one partner, and the partner's partner is the unit itself. Splits
// and mergers are found later, from where the duties went (diff.cpp).
#pragma once

#include <vector>

#include "remit/assignment.h"
#include "remit/diff.h"

namespace remit::remit {

struct UnitPairs {
    std::vector<UnitId> new_of_old;  // none where it has no partner
    std::vector<UnitId> old_of_new;
};

UnitPairs pair_units(const DiffSide& old_side, const DiffSide& new_side);

/// Keeps the kPartnersMax heaviest edges of a row; the order of the others is lost.
void keep_heaviest(std::vector<Edge>& row_edges);

}  // namespace remit::remit
