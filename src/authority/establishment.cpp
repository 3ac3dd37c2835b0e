#include "authority/establishment.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace remit::authority {

namespace {

using calendar::Date;

/// Refusals, the nearest to a grant first.
constexpr std::array kNearness{
    Reason::rank_too_low,     Reason::held_below,       Reason::rivals,
    Reason::designated_other, Reason::designation_void, Reason::outranked,
    Reason::not_stated,       Reason::residual_unsaid,  Reason::residual_barred,
    Reason::other_function,   Reason::other_subject,    Reason::no_subject,
    Reason::no_duty,          Reason::no_provision,     Reason::subject_too_wide};

std::size_t distance_of(const Ruling& ruling) {
    const auto at = std::ranges::find(kNearness, ruling.refusal->reason);
    return static_cast<std::size_t>(at - kNearness.begin());
}

Ruling refused(const OfficerQuestion& question, Reason reason) {
    Ruling ruling;
    ruling.refusal = Refusal{.reason = reason, .unit = question.what.unit};
    return ruling;
}

/// The rank that the step needs, and a head's to take over from below (3).
Rank rank_needed(const OfficerQuestion& question, const Grant& grant) {
    const bool takes_over = grant.ground == Ground::taken_over;
    return takes_over ? std::max(question.rank, Rank::head) : question.rank;
}

/// Less goes before more.
auto preference(const Ruling& ruling) {
    const Grant& grant = *ruling.grant;
    return std::tuple(!grant.deputy_for.empty(), grant.ground == Ground::taken_over, grant.ground);
}

}  // namespace

Establishment::Establishment(Staff staff)
    : staff_(std::move(staff)),
      posts_(staff_.officers.size()),
      deputies_(staff_.officers.size()),
      absences_(staff_.officers.size()) {
    for (std::size_t index = 0; index < staff_.officers.size(); ++index) {
        officers_.try_emplace(staff_.officers[index], index);
    }
    const auto file = [](std::vector<std::vector<std::size_t>>& lists, OfficerId officer,
                         std::size_t index) {
        REMIT_CHECK(officer.index() < lists.size());
        lists[officer.index()].push_back(index);
    };
    for (std::size_t index = 0; index < staff_.posts.size(); ++index) {
        file(posts_, staff_.posts[index].officer, index);
    }
    for (std::size_t index = 0; index < staff_.deputies.size(); ++index) {
        REMIT_CHECK(staff_.deputies[index].replaces.index() < staff_.officers.size());
        file(deputies_, staff_.deputies[index].deputy, index);
    }
    for (std::size_t index = 0; index < staff_.absences.size(); ++index) {
        file(absences_, staff_.absences[index].officer, index);
    }
}

std::optional<OfficerId> Establishment::find_officer(std::string_view id) const {
    const auto found = officers_.find(id);
    if (found == officers_.end()) return std::nullopt;
    return found->second;
}

bool Establishment::is_absent(OfficerId officer, Date day) const {
    return std::ranges::any_of(absences_[officer.index()], [&](std::size_t index) {
        return staff_.absences[index].term.holds_on(day);
    });
}

std::vector<Capacity> Establishment::capacities(OfficerId officer, Date day) const {
    std::vector<Capacity> found;
    if (is_absent(officer, day)) return found;
    const auto add_posts = [&](OfficerId holder, OfficerId replaces) {
        for (const std::size_t index : posts_[holder.index()]) {
            const HeldPost& post = staff_.posts[index];
            if (!post.term.holds_on(day)) continue;
            const bool known = std::ranges::find(found, &post, &Capacity::post) != found.end();
            if (!known) found.push_back({&post, replaces});
        }
    };
    add_posts(officer, {});
    for (const std::size_t index : deputies_[officer.index()]) {
        const Deputy& deputy = staff_.deputies[index];
        if (!deputy.term.holds_on(day)) continue;
        if (deputy.standing || is_absent(deputy.replaces, day)) {
            add_posts(deputy.replaces, deputy.replaces);
        }
    }
    return found;
}

Ruling authorise(const Competence& competence, const Establishment& establishment,
                 const OfficerQuestion& question) {
    REMIT_CHECK(question.what.date.has_value());
    const Date day = *question.what.date;
    const auto officer = establishment.find_officer(question.officer);
    if (!officer) return refused(question, Reason::unknown_officer);
    if (establishment.is_absent(*officer, day)) return refused(question, Reason::absent);

    std::optional<Ruling> best;
    for (const Capacity& capacity : establishment.capacities(*officer, day)) {
        const HeldPost& post = *capacity.post;
        if (question.what.unit.is_some() && question.what.unit != post.unit) continue;
        Question asked = question.what;
        asked.unit = post.unit;
        Ruling ruling = competence.authorise(asked);
        if (ruling.granted() && post.rank < rank_needed(question, *ruling.grant)) {
            const remit::DutyId duty = ruling.grant->duty;
            ruling = refused(question, Reason::rank_too_low);
            ruling.refusal->unit = post.unit;
            ruling.refusal->duty = duty;
            ruling.refusal->holders = competence.holders(asked.function, asked.subject);
        }
        if (!ruling.granted() && capacity.replaces.is_some()) {
            ruling.refusal->deputy_for = establishment.id_of(capacity.replaces);
        }
        if (ruling.granted()) {
            if (post.acting) ruling.findings.push_back(Finding::acting_head);
            if (capacity.replaces.is_some()) {
                ruling.findings.push_back(Finding::deputy);
                ruling.grant->deputy_for = establishment.id_of(capacity.replaces);
            }
        }
        const bool better =
            !best || (ruling.granted() && !best->granted()) ||
            (ruling.granted() && preference(ruling) < preference(*best)) ||
            (!ruling.granted() && !best->granted() && distance_of(ruling) < distance_of(*best));
        if (better) best = std::move(ruling);
    }
    return best ? *best : refused(question, Reason::no_post);
}

}  // namespace remit::authority
