// Duties that were split into several or merged from several, found among those that the pairing
// left over.
//
// A left-over duty is a part when most of it stands in one duty of the other version and says
// something there that the other parts do not. Invariant: a duty is in at most one group; a group
// is one whole and at least two parts.
#pragma once

#include <vector>

#include "remit/diff.h"
#include "remit/diff_texts.h"

namespace remit::remit {

/// Who is paired with whom, by index, kUnpaired where with nobody.
struct DutyPairs {
    std::vector<std::uint32_t> new_of_old;
    std::vector<std::uint32_t> old_of_new;
};

struct PartGroup {
    std::uint32_t whole = 0;
    std::vector<std::uint32_t> parts;  // of the other version, ascending; at least two
};

/// Wholes of the version other than `parts_side`. `is_free` tells, by side, which duties may still
/// join a group; members of a group found are taken out of it.
struct FreeDuties {
    std::vector<bool> old_duties;
    std::vector<bool> new_duties;
};
std::vector<PartGroup> find_parts(const DiffTexts& texts, Side parts_side, const DutyPairs& pairs,
                                  FreeDuties& is_free);

}  // namespace remit::remit
