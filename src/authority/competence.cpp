#include "authority/competence.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

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

Giving giving_of(const Claim& claim) {
    return static_cast<Giving>(claim.giving());
}

/// By which criterion the first goes before the second.
Criterion criterion_between(Specificity before, Specificity behind, remit::DecidedBy decided_by) {
    const Specificity difference = before ^ behind;
    if (difference == 0) return Criterion::none;
    const int highest = std::bit_width(difference) - 1;
    const bool body_first = decided_by == remit::DecidedBy::body;
    if (highest >= kUncoveredShift) return Criterion::covers_more;
    if (highest >= kUnmetShift) return Criterion::both_dimensions;
    if (highest >= kNearerShift) return body_first ? Criterion::body : Criterion::topic;
    if (highest >= kOtherShift) return body_first ? Criterion::topic : Criterion::body;
    if (highest >= kBusinessShift) return Criterion::business;
    if (highest >= kCounterpartShift) return Criterion::counterpart;
    return Criterion::function;
}

/// "2023", "2023-07-11" against a day; a year counts as a whole.
bool is_there(const remit::Validity& valid, calendar::Date date) {
    const std::string day = date.iso();
    const auto cut = [&](const std::string& bound) {
        return std::string_view(day).substr(0, bound.size());
    };
    if (!valid.from.empty() && cut(valid.from) < valid.from) return false;
    return valid.until.empty() || cut(valid.until) <= valid.until;
}

}  // namespace

/// A unit's side against all units that stand neither above nor below it (rule 5).
struct Competence::Weighed {
    enum class Outcome : std::uint8_t { alone, tied, outranked };
    Outcome outcome = Outcome::alone;
    UnitId apex;    // the highest unit under which lines part where it is not alone; may be none
    UnitId branch;  // its own side where it is not alone, at the lowest such parting
    const Claim* other = nullptr;             // the other side's best, where it is outranked
    Specificity own = kNoClaim;               // of its own side there
    const Claim* own_claim = nullptr;         // the unit's own, if any
    const Claim* best_below = nullptr;        // of the unit and those below it
    const Claim* runner_up = nullptr;         // the best of all that it excludes
    Specificity before_runner_up = kNoClaim;  // of its own side there

    void compare(Specificity own_side, const Claim& others, UnitId parting, UnitId side);
};

Competence::Competence(const remit::Remit& remit, const remit::Vocabulary& vocabulary)
    : remit_(&remit), vocabulary_(&vocabulary), claims_(remit, vocabulary) {}

// --- Weighing
// ---------------------------------------------------------------------------------------------------------

namespace {

bool goes_before(const Claim& one, const Claim* other) {
    return other == nullptr || one.specificity < other->specificity ||
           (one.specificity == other->specificity && one.duty < other->duty);
}

/// The units above one, itself first; short ones without a heap.
class Ancestors {
  public:
    Ancestors(const LineTree& tree, UnitId unit) {
        const std::size_t count = tree.depth(unit) + 1;
        if (count > few_.size()) many_.resize(count);
        for (std::size_t at = 0; at < count; ++at, unit = tree.parent(unit)) entry(at).unit = unit;
        size_ = count;
    }
    struct Entry {
        UnitId unit;
        const Claim* own = nullptr;      // its claim
        const Claim* outside = nullptr;  // the best claim under it that is on another line
    };
    Entry& entry(std::size_t at) { return many_.empty() ? few_[at] : many_[at]; }
    /// What stands above the top: claims of other trees.
    Entry& beyond() { return beyond_; }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    std::array<Entry, 16> few_;
    std::vector<Entry> many_;
    Entry beyond_;
    std::size_t size_ = 0;
};

}  // namespace

Competence::Weighed Competence::weigh(const ClaimSet& set, UnitId unit) const {
    const LineTree& tree = claims_.tree();
    Ancestors path(tree, unit);
    Weighed weighed;
    for (const Claim& claim : set.all()) {
        if (claim.unit == unit) weighed.own_claim = &claim;
        std::size_t at = 0;
        while (at < path.size() && !tree.contains(path.entry(at).unit, claim.unit)) ++at;
        if (at == 0) {
            if (goes_before(claim, weighed.best_below)) weighed.best_below = &claim;
            continue;
        }
        auto& above = at < path.size() ? path.entry(at) : path.beyond();
        const bool on_line = at < path.size() && above.unit == claim.unit;
        const Claim*& kept = on_line ? above.own : above.outside;
        if (goes_before(claim, kept)) kept = &claim;
    }

    // From the lowest parting upwards: our side there against the best of all others there.
    Specificity own = weighed.best_below == nullptr ? kNoClaim : weighed.best_below->specificity;
    for (std::size_t at = 1; at <= path.size(); ++at) {
        const auto& above = at < path.size() ? path.entry(at) : path.beyond();
        if (above.outside != nullptr) {
            weighed.compare(own, *above.outside, above.unit, path.entry(at - 1).unit);
        }
        if (above.own != nullptr) own = std::min(own, above.own->specificity);
    }
    return weighed;
}

void Competence::Weighed::compare(Specificity own_side, const Claim& others, UnitId parting,
                                  UnitId side) {
    if (own_side < others.specificity) {
        if (!goes_before(others, runner_up)) return;
        runner_up = &others;
        before_runner_up = own_side;
        return;
    }
    const Outcome here = own_side == others.specificity ? Outcome::tied : Outcome::outranked;
    if (here < outcome || (here == Outcome::outranked && here == outcome)) return;
    if (here > outcome) branch = side;
    outcome = here;
    apex = parting;
    other = &others;
    own = own_side;
}

/// What a choice among rivals comes to: no_duty stands for "the unit's side prevails".
Reason Competence::resolve(const Question& question, const ClaimSet& set,
                           const Weighed& weighed) const {
    if (!question.designated_by.is_some()) return Reason::rivals;
    const LineTree& tree = claims_.tree();
    const bool later =
        question.designated_on && question.date && *question.designated_on > *question.date;
    const bool stands_above =
        weighed.apex.is_some() && tree.contains(question.designated_by, weighed.apex);
    const bool claims = question.lead.is_some() && set.find(question.lead) != nullptr;
    if (later || !stands_above || !claims) return Reason::designation_void;
    const Weighed chosen = weigh(set, question.lead);
    const bool is_equal = chosen.outcome == Weighed::Outcome::tied && chosen.apex == weighed.apex;
    if (!is_equal) return Reason::designation_void;
    return tree.contains(weighed.branch, question.lead) ? Reason::no_duty
                                                        : Reason::designated_other;
}

// --- Decisions
// --------------------------------------------------------------------------------------------------------

Decision Competence::grant(const Question& question, const Weighed& weighed, Ground ground) const {
    const Claim& claim = ground == Ground::taken_over ? *weighed.best_below : *weighed.own_claim;
    const remit::Duty& duty = remit_->duty(claim.duty);
    Decision decision;
    decision.grant = Grant{.function = question.function,
                           .unit = question.unit,
                           .duty = claim.duty,
                           .duty_id = duty.id,
                           .citation = duty.citation.label,
                           .ground = ground,
                           .deputy_for = {}};
    const auto found = [&](Finding finding) { decision.findings.push_back(finding); };
    const Giving giving = giving_of(claim);
    if (giving == Giving::residual) found(Finding::residual_used);
    if (giving == Giving::entailed) found(Finding::entailed);
    if (giving == Giving::general) found(Finding::general);
    if (claim.specificity >> kUncoveredShift != 0) found(Finding::covers_part);
    if (question.date && std::ranges::any_of(question.subject.bodies, [&](BodyId body) {
            return !is_there(vocabulary_->body(body).valid, *question.date);
        })) {
        found(Finding::body_not_there);
    }
    if (ground == Ground::taken_over) found(Finding::taken_over);
    if (weighed.runner_up != nullptr) {
        const Claim& other = *weighed.runner_up;
        decision.runner_up =
            Holder{other.unit, other.duty, giving_of(other), Standing::outranked,
                   criterion_between(weighed.before_runner_up, other.specificity,
                                     vocabulary_->function(question.function).decided_by)};
    }
    return decision;
}

Decision Competence::refuse(const Question& question, const ClaimSet& set, const Weighed& weighed,
                            Reason reason) const {
    Decision decision;
    Refusal& refusal = decision.refusal.emplace();
    refusal.reason = reason;
    refusal.unit = question.unit;
    if (weighed.own_claim != nullptr) refusal.duty = weighed.own_claim->duty;
    if (!set.empty()) refusal.holders = competent_of(set);
    const bool is_rivalry = reason == Reason::rivals || reason == Reason::designated_other ||
                            reason == Reason::designation_void;
    if (is_rivalry) refusal.superior = weighed.apex;
    return decision;
}

Decision Competence::authorise(const Question& question) const {
    REMIT_CHECK(question.unit.index() < remit_->units.size());
    REMIT_CHECK(question.function.index() < vocabulary_->functions.size());
    if (!Claims::can_weigh(question.subject)) {
        return refuse(question, {}, {}, Reason::subject_too_wide);
    }
    ClaimSet set;
    claims_.find_named(question.function, question.subject, set);
    const bool any_named = !set.empty();
    if (!any_named) claims_.find_residual(question.function, question.subject, set);

    const Weighed weighed = weigh(set, question.unit);
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
                     !any_named ? Ground::residual
                     : chosen   ? Ground::designated
                                : Ground::own);
    }
    Decision decision = refuse(question, set, weighed, Reason::no_duty);
    explain_own(question, any_named, *decision.refusal);
    return decision;
}

/// Which of the unit's duties comes nearest, where none covers the matter.
void Competence::explain_own(const Question& question, bool any_named, Refusal& refusal) const {
    const remit::Unit& unit = remit_->unit(question.unit);
    const auto duties = claims_.duties(question.unit);
    if (duties.empty() && unit.status != remit::UnitStatus::provision) {
        refusal.reason = Reason::no_provision;
        return;
    }
    // In order of what helps the asker most.
    constexpr std::array kOrder{Reason::not_stated, Reason::residual_barred, Reason::other_function,
                                Reason::other_subject, Reason::no_subject};
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
        if (remit_->duty(duty).residual) {
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
    if (!any_named || !residual.is_some()) return;
    const Claims::Limits& limits = claims_.limits(residual);
    const bool within = limits.empty() ? touching.is_some() : touches(residual, question.subject);
    if (within) consider(Reason::residual_barred, residual);
}

Decision advise(Decision decision, const Question& question, std::string reason) {
    if (decision.granted() || !decision.refusal) return decision;
    const bool blank = reason.find_first_not_of(" \t\r\n") == std::string::npos;
    if (blank) {
        decision.refusal->reason = Reason::reason_missing;
        return decision;
    }
    decision.grant = Grant{.function = question.function,
                           .unit = question.unit,
                           .duty = {},
                           .duty_id = {},
                           .citation = {},
                           .ground = Ground::advised,
                           .deputy_for = {}};
    decision.reason = std::move(reason);
    return decision;
}

// --- Holders
// ----------------------------------------------------------------------------------------------------------

/// Rule 4: those who are competent, the owner first; where nobody is, the rivals.
std::vector<Holder> Competence::competent_of(const ClaimSet& set) const {
    const LineTree& tree = claims_.tree();
    const Claim* first = nullptr;
    for (const Claim& claim : set.all()) {
        if (goes_before(claim, first)) first = &claim;
    }
    std::vector<const Claim*> found;
    Standing standing = Standing::competent;
    for (const Claim& claim : set.all()) {
        // Whoever is competent stands on one line with the most specific claim of all.
        if (!tree.related(claim.unit, first->unit)) continue;
        if (weigh(set, claim.unit).outcome == Weighed::Outcome::alone) found.push_back(&claim);
    }
    if (found.empty()) {
        standing = Standing::rival;
        for (const Claim& claim : set.all()) {
            if (claim.specificity == first->specificity) found.push_back(&claim);
        }
    }
    std::ranges::sort(found, [&](const Claim* a, const Claim* b) {
        const auto key = [&](const Claim* claim) {
            return std::tuple(claim->specificity >> kUncoveredShift, ~tree.depth(claim->unit),
                              claim->unit);
        };
        return key(a) < key(b);
    });
    if (found.size() > kHoldersShown) found.resize(kHoldersShown);
    std::vector<Holder> holders;
    for (const Claim* claim : found) {
        holders.push_back({claim->unit, claim->duty, giving_of(*claim), standing, Criterion::none});
    }
    return holders;
}

std::vector<Holder> Competence::holders(FunctionId function, const Subject& subject) const {
    if (!Claims::can_weigh(subject)) return {};
    ClaimSet set;
    claims_.find_named(function, subject, set);
    if (set.empty()) claims_.find_residual(function, subject, set);
    if (set.empty()) return {};
    std::vector<Holder> found = competent_of(set);
    std::vector<std::pair<const Claim*, Holder>> others;
    for (const Claim& claim : set.all()) {
        if (std::ranges::find(found, claim.unit, &Holder::unit) != found.end()) continue;
        const Weighed weighed = weigh(set, claim.unit);
        const bool tied = weighed.outcome == Weighed::Outcome::tied;
        const Criterion behind_by =
            tied ? Criterion::none
                 : criterion_between(weighed.other->specificity, weighed.own,
                                     vocabulary_->function(function).decided_by);
        others.push_back({&claim,
                          {claim.unit, claim.duty, giving_of(claim),
                           tied ? Standing::rival : Standing::outranked, behind_by}});
    }
    std::ranges::sort(others, [](const auto& a, const auto& b) {
        return std::tuple(a.second.standing, a.first->specificity, a.first->unit) <
               std::tuple(b.second.standing, b.first->specificity, b.first->unit);
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

// --- One duty
// ---------------------------------------------------------------------------------------------------------

std::optional<Giving> Competence::giving(DutyId duty, FunctionId function) const {
    const std::uint8_t value = claims_.giving(duty, function);
    if (value == Claims::kGivesNot) return std::nullopt;
    return static_cast<Giving>(value);
}

namespace {

/// One duty against one matter, name by name: slow and plain, for explaining.
class SingleFit {
  public:
    SingleFit(const Reach& reach, const Claims::Limits& limits, const Subject& subject)
        : reach_(reach), limits_(limits), subject_(subject) {}

    /// `topics` and `stated` are those that count for the function.
    [[nodiscard]] Fit fit(const std::vector<TopicId>& topics, const std::vector<TopicId>& stated,
                          bool toward_counterparts) const {
        if (limits_.empty()) return Fit::names_no_subject;
        const bool only_counterparts = limits_.bodies.empty() && limits_.topics.empty();
        if ((toward_counterparts || only_counterparts) && !limits_.counterparts.empty()) {
            const bool unstated = subject_.counterparts.empty();
            if (unstated && only_counterparts) return Fit::counterpart_not_stated;
            if (!unstated && !meets_counterpart()) return Fit::other_counterpart;
        }
        const std::vector<BodyId> forums = forums_of();
        if (limits_.bodies.empty()) return fit_anywhere(topics, stated, forums);
        if (forums.empty()) return Fit::body_not_stated;
        Fit best = Fit::other_body;
        for (const BodyId forum : forums) {
            const bool here = std::ranges::any_of(
                limits_.bodies, [&](BodyId body) { return reach_.covers(body, forum); });
            if (!here) continue;
            if (topics.empty() || meets(topics, stated) || is_business(topics, forum)) {
                return Fit::covers;
            }
            best = stated.empty() ? Fit::topic_not_stated : Fit::other_topic;
        }
        return best;
    }

  private:
    [[nodiscard]] Fit fit_anywhere(const std::vector<TopicId>& topics,
                                   const std::vector<TopicId>& stated,
                                   const std::vector<BodyId>& forums) const {
        if (topics.empty() || meets(topics, stated)) return Fit::covers;
        for (const BodyId forum : forums) {
            if (is_business(topics, forum)) return Fit::covers;
        }
        return stated.empty() ? Fit::topic_not_stated : Fit::other_topic;
    }
    [[nodiscard]] std::vector<BodyId> forums_of() const {
        if (!subject_.bodies.empty()) return subject_.bodies;
        std::vector<BodyId> forums;
        for (const TopicId topic : subject_.topics) {
            if (reach_.forum(topic).is_some()) forums.push_back(reach_.forum(topic));
        }
        return forums;
    }
    [[nodiscard]] bool meets_counterpart() const {
        return std::ranges::any_of(limits_.counterparts, [&](CounterpartId one) {
            return std::ranges::any_of(subject_.counterparts, [&](CounterpartId other) {
                return reach_.covers(one, other);
            });
        });
    }
    [[nodiscard]] bool meets(const std::vector<TopicId>& topics,
                             const std::vector<TopicId>& stated) const {
        return std::ranges::any_of(topics, [&](TopicId wide) {
            return std::ranges::any_of(stated,
                                       [&](TopicId narrow) { return reach_.covers(wide, narrow); });
        });
    }
    [[nodiscard]] bool is_business(const std::vector<TopicId>& topics, BodyId forum) const {
        return std::ranges::any_of(topics, [&](TopicId wide) {
            return std::ranges::any_of(reach_.business(forum),
                                       [&](TopicId narrow) { return reach_.covers(wide, narrow); });
        });
    }

    const Reach& reach_;
    const Claims::Limits& limits_;
    const Subject& subject_;
};

}  // namespace

Fit Competence::fit(DutyId duty, FunctionId function, const Subject& subject) const {
    const auto counting = [&](const std::vector<TopicId>& topics) {
        std::vector<TopicId> left;
        std::ranges::copy_if(topics, std::back_inserter(left),
                             [&](TopicId topic) { return !claims_.is_said_by(topic, function); });
        return left;
    };
    const Claims::Limits& limits = claims_.limits(duty);
    return SingleFit(claims_.reach(), limits, subject)
        .fit(counting(limits.topics), counting(subject.topics),
             vocabulary_->function(function).toward_counterparts);
}

bool Competence::touches(DutyId duty, const Subject& subject) const {
    const Claims::Limits& limits = claims_.limits(duty);
    return SingleFit(claims_.reach(), limits, subject)
               .fit(limits.topics, subject.topics, /*toward_counterparts=*/false) == Fit::covers;
}

}  // namespace remit::authority
