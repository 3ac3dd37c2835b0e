// Which duties of an act no paper can ever reach first, and why.
//
// A dead rule is a fault of the act, of its compilation or of the vocabulary, and nobody would see
// it in daily work. For each duty the papers that suit it best are written from the names of what
// it names and from its own words, and routed. Invariant: a duty told as reached was cited first
// for a paper; one told as shadowed names the duty that was cited instead.
#pragma once

#include <cstdint>
#include <vector>

#include "remit/model.h"
#include "route/router.h"

namespace remit::route {

enum class Reach : std::uint8_t {
    first,       // some paper is routed under it
    same_unit,   // its unit comes first, under another of its duties
    shadowed,    // another unit always comes before
    residual,    // other work: comes behind every duty by name, as it should
    no_subject,  // nothing in it can be met by a paper
};

struct AuditRow {
    remit::DutyId duty;
    Reach reach = Reach::no_subject;
    remit::DutyId instead;  // that is cited; none where a unit's name is, or nothing
    remit::UnitId unit;     // of it; none where nobody is first
};

/// Every duty of the house, in the order of the act. `house` is an index into Router::houses().
/// Cost: O(duties * their names) papers.
std::vector<AuditRow> audit(const Router& router, std::size_t house);

}  // namespace remit::route
