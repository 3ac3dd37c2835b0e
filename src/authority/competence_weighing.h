// How a unit stands against all units that are neither above nor below it (competence.h, rule 5).
//
// The claims to one matter are weighed for one unit after another: where its line and another's
// part, its side is whatever claims are on its own line below that point. The side holds against a
// claim where something on it goes before that claim. Invariant: pure; it reads claims and tree and
// keeps pointers into the claims only.
#pragma once

#include <cstdint>

#include "authority/competence_claims.h"

namespace remit::authority {

struct Weighed {
    /// alone: the side holds against every claim. outranked: the side of some other unit holds
    /// against every claim of this one's. tied: neither.
    enum class Outcome : std::uint8_t { alone, tied, outranked };
    Outcome outcome = Outcome::alone;
    remit::UnitId apex;    // the highest unit under which lines part so; none at the top
    remit::UnitId branch;  // its own side at the lowest such parting
    Criterion behind_by = Criterion::none;  // where outranked: what the other has before it
    const Claim* own_claim = nullptr;       // the unit's own, if any
    const Claim* best_below = nullptr;      // of the unit and those below it
    const Claim* runner_up = nullptr;       // where alone: the best of all that it excludes
    Criterion before_runner_up = Criterion::none;
};

/// Cost: O(claims); where the unit is not alone and neither dimension decides, O(claims, squared).
[[nodiscard]] Weighed weigh(const ClaimSet& set, const LineTree& tree, remit::UnitId unit);

/// Whether the first is the better to be shown or acted under: by order, then by number of duty.
[[nodiscard]] bool is_better(const ClaimOrder& order, const Claim& one, const Claim* other);

}  // namespace remit::authority
