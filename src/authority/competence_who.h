// Who answers for a matter, with all that a practitioner asks next: above whom, around whom, and
// what is doubtful about it.
//
// One answer put together from competence, the lines around the matter, and the overlaps of the
// act. Invariant: it decides nothing; whoever it names as owner is granted by Competence, and
// whoever is granted by a duty of its own or by other work is on the owner's line.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "authority/competence.h"
#include "authority/competence_lines.h"
#include "remit/overlap.h"

namespace remit::authority {

/// Of each kind of remark, at most.
inline constexpr std::size_t kRemarksMax = 12;

/// A clause that two units carry, and that bears on the matter.
struct SharedClause {
    remit::DutyId duty;  // of the owner, or of the unit nearest to it
    remit::DutyId other;
    remit::Likeness likeness = remit::Likeness::exact;
};

/// A duty that gives the function and would cover the matter if that stated more.
struct NearMiss {
    remit::DutyId duty;
    Fit lacks = Fit::topic_not_stated;
};

struct Answer {
    remit::FunctionId function;
    Subject subject;
    std::vector<Holder> holders;        // as Competence::holders() orders them
    std::vector<remit::UnitId> above;   // the units above the owner, nearest first
    remit::UnitId chooser;              // of rivals: the lowest unit that may choose among them
    std::vector<SharedClause> shared;   // those with the owner's own clause first
    std::vector<NearMiss> near_misses;  // where nobody is competent; in the order of the act
    std::vector<remit::UnitId> silent;  // units that the act names without a provision
    std::vector<const Line*> lines;     // of the Lines that were given
    std::optional<calendar::Date> day;
    std::vector<remit::BodyId> not_there;  // bodies of the matter that did not exist on the day

    [[nodiscard]] bool has_owner() const {
        return !holders.empty() && holders.front().standing == Standing::competent;
    }
};

/// In:   the overlaps of the remit's duties (remit::find_overlaps) and the lines of its pack, where
///       there are any; `lines` must outlive the answer. `day` may be left out.
[[nodiscard]] Answer who(const Competence& competence, std::span<const remit::Overlap> overlaps,
                         const Lines* lines, remit::FunctionId function, const Subject& subject,
                         std::optional<calendar::Date> day);

}  // namespace remit::authority
