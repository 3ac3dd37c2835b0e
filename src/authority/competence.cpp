#include "authority/competence.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "authority/competence_weighing.h"
#include "base/check.h"

namespace remit::authority {

namespace {

using remit::BodyId;
using remit::CounterpartId;
using remit::DutyId;
using remit::FunctionId;
using remit::TopicId;
using remit::UnitId;

constexpr std::size_t kHoldersShown = 64;  // in a refusal

Holder holder_of(const Claim& claim, Standing standing, Criterion behind_by) {
    return {claim.unit, claim.duty, static_cast<Giving>(claim.giving), standing, behind_by};
}

/// Those whose sides hold against all others. All are on one line with the most specific claim,
/// which goes behind no other.
std::vector<const Claim*> find_competent(const ClaimSet& set, const LineTree& tree) {
    const Claim* first = nullptr;
    for (const Claim& claim : set.all()) {
        if (is_better(set.order(), claim, first)) first = &claim;
    }
    std::vector<const Claim*> found;
    for (const Claim& claim : set.all()) {
        const bool competent = tree.related(claim.unit, first->unit) &&
                               weigh(set, tree, claim.unit).outcome == Weighed::Outcome::alone;
        if (competent) found.push_back(&claim);
    }
    return found;
}

/// Those behind which none goes.
std::vector<const Claim*> find_rivals(const ClaimSet& set) {
    std::vector<const Claim*> found;
    for (const Claim& claim : set.all()) {
        const bool behind = std::ranges::any_of(set.all(), [&](const Claim& other) {
            return set.order().goes_before(other.specificity, claim.specificity);
        });
        if (!behind) found.push_back(&claim);
    }
    return found;
}

/// Rule 4: those who are competent, the owner first; where nobody is, the rivals.
std::vector<Holder> competent_of(const ClaimSet& set, const LineTree& tree) {
    std::vector<const Claim*> found = find_competent(set, tree);
    const Standing standing = found.empty() ? Standing::rival : Standing::competent;
    if (found.empty()) found = find_rivals(set);
    std::ranges::sort(found, {}, [&](const Claim* claim) {
        return std::tuple(ClaimOrder::uncovered(claim->specificity), ~tree.depth(claim->unit),
                          claim->unit);
    });
    if (found.size() > kHoldersShown) found.resize(kHoldersShown);
    std::vector<Holder> holders;
    holders.reserve(found.size());
    for (const Claim* claim : found) holders.push_back(holder_of(*claim, standing, {}));
    return holders;
}

}  // namespace

Competence::Competence(const remit::Remit& remit, const remit::Vocabulary& vocabulary)
    : remit_(&remit), vocabulary_(&vocabulary), claims_(remit, vocabulary) {}

/// What a choice among rivals comes to: no_duty stands for "the unit's side prevails".
Reason Competence::resolve(const Question& question, ClaimSet& set, const Weighed& weighed) const {
    if (!question.designated_by.is_some()) return Reason::rivals;
    const LineTree& tree = claims_.tree();
    const bool later =
        question.designated_on && question.date && *question.designated_on > *question.date;
    const bool stands_above =
        weighed.apex.is_some() && tree.contains(question.designated_by, weighed.apex);
    const bool claims = question.lead.is_some() && set.find(question.lead) != nullptr;
    if (later || !stands_above || !claims) return Reason::designation_void;
    const Weighed chosen = weigh(set, tree, question.lead);
    const bool is_equal = chosen.outcome == Weighed::Outcome::tied && chosen.apex == weighed.apex;
    if (!is_equal) return Reason::designation_void;
    return tree.contains(weighed.branch, question.lead) ? Reason::no_duty
                                                        : Reason::designated_other;
}

// --- Decisions ---

Ruling Competence::grant(const Question& question, const Weighed& weighed, Ground ground) const {
    const Claim& claim = ground == Ground::taken_over ? *weighed.best_below : *weighed.own_claim;
    const remit::Duty& duty = remit_->duty(claim.duty);
    Ruling ruling;
    ruling.grant = Grant{.function = question.function,
                         .unit = question.unit,
                         .duty = claim.duty,
                         .duty_id = duty.id,
                         .citation = duty.citation.label,
                         .ground = ground,
                         .deputy_for = {}};
    const auto found = [&](Finding finding) { ruling.findings.push_back(finding); };
    const auto giving = static_cast<Giving>(claim.giving);
    if (giving == Giving::residual) found(Finding::residual_used);
    if (giving == Giving::entailed) found(Finding::entailed);
    if (giving == Giving::general) found(Finding::general);
    const std::uint64_t stated = claims_.stated(question.function, question.subject);
    if ((stated & ~claim.covered) != 0) found(Finding::covers_part);
    if (question.date && std::ranges::any_of(question.subject.bodies, [&](BodyId body) {
            return !is_there(vocabulary_->body(body), *question.date);
        })) {
        found(Finding::body_not_there);
    }
    if (ground == Ground::taken_over) found(Finding::taken_over);
    if (weighed.runner_up != nullptr) {
        const Claim& other = *weighed.runner_up;
        ruling.runner_up = holder_of(other, Standing::outranked, weighed.before_runner_up);
    }
    return ruling;
}

Ruling Competence::refuse(const Question& question, const ClaimSet& set, const Weighed& weighed,
                          Reason reason) const {
    Ruling ruling;
    Refusal& refusal = ruling.refusal.emplace();
    refusal.reason = reason;
    refusal.unit = question.unit;
    if (weighed.own_claim != nullptr) refusal.duty = weighed.own_claim->duty;
    if (!set.empty()) refusal.holders = competent_of(set, claims_.tree());
    const bool is_rivalry = reason == Reason::rivals || reason == Reason::designated_other ||
                            reason == Reason::designation_void;
    if (is_rivalry) refusal.superior = weighed.apex;
    return ruling;
}

Ruling Competence::authorise(const Question& question) const {
    REMIT_CHECK(question.unit.index() < remit_->units.size());
    REMIT_CHECK(question.function.index() < vocabulary_->functions.size());
    if (!Claims::can_weigh(question.subject)) {
        return refuse(question, {}, {}, Reason::subject_too_wide);
    }
    ClaimSet set;
    const Found found = find(question.function, question.subject, set);
    Weighed weighed;
    const LineTree& tree = claims_.tree();
    const bool concerned = std::ranges::any_of(
        set.all(), [&](const Claim& claim) { return tree.contains(question.unit, claim.unit); });
    if (concerned) weighed = weigh(set, tree, question.unit);
    const bool is_own = weighed.own_claim != nullptr;
    const bool is_below = !is_own && weighed.best_below != nullptr;
    if (is_own || is_below) {
        Reason reason = Reason::no_duty;
        if (weighed.outcome == Weighed::Outcome::outranked) reason = Reason::outranked;
        if (weighed.outcome == Weighed::Outcome::tied) reason = resolve(question, set, weighed);
        if (reason != Reason::no_duty) return refuse(question, set, weighed, reason);
        if (is_below && !question.take_over)
            return refuse(question, set, weighed, Reason::held_below);
        if (is_below) return grant(question, weighed, Ground::taken_over);
        const bool chosen = weighed.outcome == Weighed::Outcome::tied;
        return grant(question, weighed,
                     found == Found::residual ? Ground::residual
                     : chosen                 ? Ground::designated
                                              : Ground::own);
    }
    Ruling ruling = refuse(question, set, weighed, Reason::no_duty);
    explain_own(question, found, *ruling.refusal);
    return ruling;
}

/// Rules 1 to 3; or 7 where no unit holds a duty by name, and none could if the matter said more.
Competence::Found Competence::find(FunctionId function, const Subject& subject,
                                   ClaimSet& set) const {
    claims_.find_named(function, subject, set);
    if (!set.empty()) return Found::named;
    claims_.find_residual(function, subject, set);
    if (set.empty()) return Found::nothing;
    if (!first_unsaid(function, subject).is_some()) return Found::residual;
    set.begin(set.order());
    return Found::unsaid;
}

DutyId Competence::first_unsaid(FunctionId function, const Subject& subject) const {
    for (const DutyId duty : claims_.givers(function)) {
        if (is_unsaid(fit(duty, function, subject))) return duty;
    }
    return {};
}

/// Which of the unit's duties comes nearest, where none covers the matter.
void Competence::explain_own(const Question& question, Found found, Refusal& refusal) const {
    const remit::Unit& unit = remit_->unit(question.unit);
    const auto duties = claims_.duties(question.unit);
    if (duties.empty() && unit.status != remit::UnitStatus::provision) {
        refusal.reason = Reason::no_provision;
        return;
    }
    // In order of what helps the asker most.
    constexpr std::array kOrder{Reason::not_stated,      Reason::residual_unsaid,
                                Reason::residual_barred, Reason::other_function,
                                Reason::other_subject,   Reason::no_subject};
    std::size_t best = kOrder.size();
    const auto consider = [&](Reason reason, DutyId duty) {
        const auto at =
            static_cast<std::size_t>(std::ranges::find(kOrder, reason) - kOrder.begin());
        if (at >= best) return;
        best = at;
        refusal.reason = reason;
        refusal.duty = duty;
    };
    DutyId residual;
    DutyId touching;
    for (const DutyId duty : duties) {
        if (claims_.limits(duty).residual) {
            if (!residual.is_some()) residual = duty;
            continue;
        }
        if (claims_.giving(duty, question.function) == Claims::kGivesNot) {
            if (!touching.is_some() && touches(duty, question.subject)) touching = duty;
            continue;
        }
        switch (fit(duty, question.function, question.subject)) {
            case Fit::covers:
                break;
            case Fit::topic_not_stated:
            case Fit::body_not_stated:
            case Fit::counterpart_not_stated:
                consider(Reason::not_stated, duty);
                break;
            case Fit::other_topic:
            case Fit::other_body:
            case Fit::other_counterpart:
                consider(Reason::other_subject, duty);
                break;
            case Fit::names_no_subject:
                consider(Reason::no_subject, duty);
                break;
        }
    }
    if (touching.is_some()) consider(Reason::other_function, touching);
    const bool barred = found == Found::named || found == Found::unsaid;
    if (!barred || !residual.is_some()) return;
    const Claims::Limits& limits = claims_.limits(residual);
    const bool within = limits.empty() ? touching.is_some() : touches(residual, question.subject);
    if (!within) return;
    if (found == Found::named) return consider(Reason::residual_barred, residual);
    consider(Reason::residual_unsaid, first_unsaid(question.function, question.subject));
}

bool is_there(const remit::Body& body, calendar::Date day) {
    // A year counts as a whole: bounds are compared as far as they are written.
    const std::string iso = day.iso();
    const auto cut = [&](const std::string& bound) {
        return std::string_view(iso).substr(0, bound.size());
    };
    if (!body.valid.from.empty() && cut(body.valid.from) < body.valid.from) return false;
    return body.valid.until.empty() || cut(body.valid.until) <= body.valid.until;
}

namespace {

/// Whether it is a power or a rank that is lacking.
bool can_be_advised(Reason reason) {
    switch (reason) {
        case Reason::unknown_officer:
        case Reason::no_post:
        case Reason::absent:
        case Reason::subject_too_wide:
        case Reason::reason_missing:
            return false;
        case Reason::no_provision:
        case Reason::no_duty:
        case Reason::other_function:
        case Reason::other_subject:
        case Reason::not_stated:
        case Reason::no_subject:
        case Reason::residual_barred:
        case Reason::residual_unsaid:
        case Reason::held_below:
        case Reason::rivals:
        case Reason::outranked:
        case Reason::designated_other:
        case Reason::designation_void:
        case Reason::rank_too_low:
            return true;
    }
    return false;
}

}  // namespace

Ruling advise(Ruling ruling, const Question& question, std::string reason) {
    if (ruling.granted() || !ruling.refusal || !can_be_advised(ruling.refusal->reason)) {
        return ruling;
    }
    const bool blank = reason.find_first_not_of(" \t\r\n") == std::string::npos;
    if (blank) {
        ruling.refusal->reason = Reason::reason_missing;
        return ruling;
    }
    ruling.grant = Grant{.function = question.function,
                         .unit = ruling.refusal->unit,
                         .duty = {},
                         .duty_id = {},
                         .citation = {},
                         .ground = Ground::advised,
                         .deputy_for = ruling.refusal->deputy_for};
    ruling.reason = std::move(reason);
    return ruling;
}

// --- Holders ---

std::vector<Holder> Competence::holders(FunctionId function, const Subject& subject) const {
    if (!Claims::can_weigh(subject)) return {};
    ClaimSet set;
    if (find(function, subject, set) == Found::nothing || set.empty()) return {};
    const LineTree& tree = claims_.tree();
    std::vector<Holder> found = competent_of(set, tree);
    std::vector<std::pair<const Claim*, Holder>> others;
    for (const Claim& claim : set.all()) {
        if (std::ranges::find(found, claim.unit, &Holder::unit) != found.end()) continue;
        const Weighed weighed = weigh(set, tree, claim.unit);
        const bool outranked = weighed.outcome == Weighed::Outcome::outranked;
        others.emplace_back(&claim,
                            holder_of(claim, outranked ? Standing::outranked : Standing::rival,
                                      outranked ? weighed.behind_by : Criterion::none));
    }
    std::ranges::sort(others, {}, [&](const auto& one) {
        return std::tuple(one.second.standing, set.order().linear(one.first->specificity),
                          one.first->unit);
    });
    for (const auto& [claim, holder] : others) found.push_back(holder);
    return found;
}

UnitId Competence::superior_of_rivals(const std::vector<Holder>& holders) const {
    const LineTree& tree = claims_.tree();
    UnitId above;
    bool any = false;
    for (const Holder& holder : holders) {
        if (holder.standing != Standing::rival) continue;
        if (!any) above = holder.unit;
        any = true;
        while (above.is_some() && !tree.contains(above, holder.unit)) above = tree.parent(above);
    }
    return above;
}

// --- One duty ---

std::optional<Giving> Competence::giving(DutyId duty, FunctionId function) const {
    const std::uint8_t value = claims_.giving(duty, function);
    if (value == Claims::kGivesNot) return std::nullopt;
    return static_cast<Giving>(value);
}

Fit Competence::fit(DutyId duty, FunctionId function, const Subject& subject) const {
    return fit_of(claims_, duty, {function, vocabulary_->function(function).toward_counterparts},
                  subject);
}

bool Competence::touches(DutyId duty, const Subject& subject) const {
    return fit_of(claims_, duty, {}, subject) == Fit::covers;
}

}  // namespace remit::authority
