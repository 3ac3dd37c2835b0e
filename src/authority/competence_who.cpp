#include "authority/competence_who.h"

#include <algorithm>
#include <tuple>

namespace remit::authority {

namespace {

using remit::DutyId;
using remit::UnitId;

/// Clauses that bear on the matter, with a holder on the owner's line, that another unit carries
/// too.
std::vector<SharedClause> shared_clauses(const Competence& competence,
                                         std::span<const remit::Overlap> overlaps,
                                         const Answer& answer) {
    const remit::Remit& remit = competence.remit();
    const Holder& owner = answer.holders.front();
    const auto on_line = [&](DutyId duty) {
        return competence.contains(remit.duty(duty).unit, owner.unit);
    };
    const auto bears = [&](DutyId duty) {
        return duty == owner.duty || competence.touches(duty, answer.subject);
    };
    const auto depth = [&](DutyId duty) {
        return competence.claims().tree().depth(remit.duty(duty).unit);
    };
    std::vector<SharedClause> found;
    for (const remit::Overlap& overlap : overlaps) {
        DutyId one = overlap.duty;
        DutyId other = overlap.earlier;
        if (remit.duty(one).unit == remit.duty(other).unit) continue;
        if (!on_line(one) && !on_line(other)) continue;
        if (!bears(one) || !bears(other)) continue;
        const bool swapped = !on_line(one) || (on_line(other) && depth(other) > depth(one));
        if (swapped) std::swap(one, other);
        found.push_back({one, other, overlap.likeness});
    }
    std::ranges::stable_sort(found, {}, [&](const SharedClause& clause) {
        return std::tuple(clause.duty != owner.duty, remit.duty(clause.duty).unit != owner.unit);
    });
    if (found.size() > kRemarksMax) found.resize(kRemarksMax);
    return found;
}

std::vector<NearMiss> near_misses(const Competence& competence, const Answer& answer) {
    std::vector<NearMiss> found;
    const remit::Remit& remit = competence.remit();
    for (std::size_t index = 0; index < remit.duties.size() && found.size() < kRemarksMax;
         ++index) {
        const DutyId duty(index);
        if (!competence.giving(duty, answer.function)) continue;
        const Fit fit = competence.fit(duty, answer.function, answer.subject);
        if (is_unsaid(fit)) found.push_back({duty, fit});
    }
    return found;
}

}  // namespace

Answer who(const Competence& competence, std::span<const remit::Overlap> overlaps,
           const Lines* lines, remit::FunctionId function, const Subject& subject,
           std::optional<calendar::Date> day) {
    Answer answer;
    answer.function = function;
    answer.subject = subject;
    answer.day = day;
    answer.holders = competence.holders(function, subject);
    const LineTree& tree = competence.claims().tree();
    if (answer.has_owner()) {
        UnitId above = tree.parent(answer.holders.front().unit);
        for (; above.is_some(); above = tree.parent(above)) answer.above.push_back(above);
    } else {
        answer.near_misses = near_misses(competence, answer);
    }
    answer.chooser = competence.superior_of_rivals(answer.holders);
    if (!answer.holders.empty()) answer.shared = shared_clauses(competence, overlaps, answer);
    const auto& units = competence.remit().units;
    for (std::size_t index = 0; index < units.size(); ++index) {
        const bool silent = units[index].status != remit::UnitStatus::provision &&
                            competence.claims().duties(UnitId(index)).empty();
        if (silent && answer.silent.size() < kRemarksMax) answer.silent.emplace_back(index);
    }
    if (lines != nullptr) answer.lines = lines->around(function, subject, day);
    for (const remit::BodyId body : subject.bodies) {
        if (day && !is_there(competence.vocabulary().body(body), *day)) {
            answer.not_there.push_back(body);
        }
    }
    return answer;
}

}  // namespace remit::authority
