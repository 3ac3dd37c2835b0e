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

// --- Weighing ---

namespace {

bool goes_before(const Claim& one, const Claim* other) {
    return other == nullptr || one.specificity < other->specificity ||
           (one.specificity == other->specificity && one.duty < other->duty);
}

/// A unit and those above it, itself first; and beyond the top, where other trees stand.
class Line {
  public:
    struct Place {
        UnitId unit;  // none beyond the top
        std::uint32_t enter = 0;
        std::uint32_t length = 0;
        const Claim* own = nullptr;      // the unit's claim
        const Claim* outside = nullptr;  // the best claim below it on another line
    };

    Line(const LineTree& tree, UnitId unit) {
        const std::size_t above = tree.depth(unit) + 1;
        if (above + 1 > few_.size()) many_.resize(above + 1);
        places_ = many_.empty() ? few_.data() : many_.data();
        for (; count_ < above; unit = tree.parent(unit)) {
            const auto [enter, length] = tree.below(unit);
            places_[count_++] = {unit, enter, length, nullptr, nullptr};
        }
        places_[count_++] = {UnitId(), 0, kNoClaim, nullptr, nullptr};
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    [[nodiscard]] std::span<Place> places() { return {places_, count_}; }
    /// The lowest place at or above which a unit stands that was entered then.
    Place& place_above(std::uint32_t enter) {
        Place* place = places_;
        while (enter - place->enter >= place->length) ++place;
        return *place;
    }

  private:
    std::array<Place, 8> few_;
    std::vector<Place> many_;
    Place* places_ = nullptr;
    std::size_t count_ = 0;
};

}  // namespace

Competence::Weighed Competence::weigh(const ClaimSet& set, UnitId unit) const {
    const LineTree& tree = claims_.tree();
    Line line(tree, unit);
    const std::span<Line::Place> places = line.places();
    Weighed weighed;
    for (const Claim& claim : set.all()) {
        Line::Place& place = line.place_above(tree.below(claim.unit).enter);
        if (claim.unit == unit) weighed.own_claim = &claim;
        const bool below = &place == places.data();
        const Claim*& kept = below                      ? weighed.best_below
                             : place.unit == claim.unit ? place.own
                                                        : place.outside;
        if (goes_before(claim, kept)) kept = &claim;
    }

    // From the lowest parting upwards: our side there against the best of all others there.
    Specificity own = weighed.best_below == nullptr ? kNoClaim : weighed.best_below->specificity;
    for (std::size_t at = 1; at < places.size(); ++at) {
        const Line::Place& above = places[at];
        if (above.outside != nullptr) {
            weighed.compare(own, *above.outside, above.unit, places[at - 1].unit);
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
Reason Competence::resolve(const Question& question, ClaimSet& set, const Weighed& weighed) const {
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
    const Giving giving = giving_of(claim);
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
        ruling.runner_up =
            Holder{other.unit, other.duty, giving_of(other), Standing::outranked,
                   criterion_between(weighed.before_runner_up, other.specificity,
                                     vocabulary_->function(question.function).decided_by)};
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
    if (!set.empty()) refusal.holders = competent_of(set);
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
    claims_.find_named(question.function, question.subject, set);
    const bool any_named = !set.empty();
    if (!any_named) claims_.find_residual(question.function, question.subject, set);

    Weighed weighed;
    const LineTree& tree = claims_.tree();
    const bool concerned = std::ranges::any_of(
        set.all(), [&](const Claim& claim) { return tree.contains(question.unit, claim.unit); });
    if (concerned) weighed = weigh(set, question.unit);
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
    Ruling ruling = refuse(question, set, weighed, Reason::no_duty);
    explain_own(question, any_named, *ruling.refusal);
    return ruling;
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

bool is_there(const remit::Body& body, calendar::Date day) {
    // A year counts as a whole: bounds are compared as far as they are written.
    const std::string iso = day.iso();
    const auto cut = [&](const std::string& bound) {
        return std::string_view(iso).substr(0, bound.size());
    };
    if (!body.valid.from.empty() && cut(body.valid.from) < body.valid.from) return false;
    return body.valid.until.empty() || cut(body.valid.until) <= body.valid.until;
}

Ruling advise(Ruling ruling, const Question& question, std::string reason) {
    if (ruling.granted() || !ruling.refusal) return ruling;
    const bool blank = reason.find_first_not_of(" \t\r\n") == std::string::npos;
    if (blank) {
        ruling.refusal->reason = Reason::reason_missing;
        return ruling;
    }
    ruling.grant = Grant{.function = question.function,
                         .unit = question.unit,
                         .duty = {},
                         .duty_id = {},
                         .citation = {},
                         .ground = Ground::advised,
                         .deputy_for = {}};
    ruling.reason = std::move(reason);
    return ruling;
}

// --- Holders ---

/// Rule 4: those who are competent, the owner first; where nobody is, the rivals.
std::vector<Holder> Competence::competent_of(const ClaimSet& set) const {
    const LineTree& tree = claims_.tree();
    const Claim* first = nullptr;
    for (const Claim& claim : set.all()) {
        if (goes_before(claim, first)) first = &claim;
    }
    // The most specific claim decides. Where it stands alone, its line does: all above it, and
    // below it who holds against its neighbours. Where it is tied, only units above the highest
    // parting are on one line with all that are equal.
    const Weighed weighed = weigh(set, first->unit);
    const bool alone = weighed.outcome == Weighed::Outcome::alone;
    const auto is_competent = [&](const Claim& claim) {
        if (!alone) return weighed.apex.is_some() && tree.contains(claim.unit, weighed.apex);
        if (tree.contains(claim.unit, first->unit)) return true;
        return tree.contains(first->unit, claim.unit) &&
               weigh(set, claim.unit).outcome == Weighed::Outcome::alone;
    };
    std::vector<const Claim*> found;
    for (const Claim& claim : set.all()) {
        if (is_competent(claim)) found.push_back(&claim);
    }
    const Standing standing = found.empty() ? Standing::rival : Standing::competent;
    if (found.empty()) {
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
    holders.reserve(found.size());
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

// --- One duty ---

std::optional<Giving> Competence::giving(DutyId duty, FunctionId function) const {
    const std::uint8_t value = claims_.giving(duty, function);
    if (value == Claims::kGivesNot) return std::nullopt;
    return static_cast<Giving>(value);
}

namespace {

/// One duty against one matter, name by name: plain, for explaining.
class SingleFit {
  public:
    /// Topics that `function` says by itself do not count; with none, all do.
    SingleFit(const Claims& claims, DutyId duty, FunctionId function, const Subject& subject)
        : claims_(claims),
          reach_(claims.reach()),
          duty_(duty),
          limits_(claims.limits(duty)),
          function_(function),
          subject_(subject),
          limited_(any_limit([](TopicId) { return true; })),
          stated_(
              std::ranges::any_of(subject.topics, [&](TopicId topic) { return counts(topic); })) {}

    [[nodiscard]] Fit fit(bool toward_counterparts) const {
        if (limits_.empty()) return Fit::names_no_subject;
        const bool only_counterparts = limits_.bodies.empty() && limits_.topics.empty();
        if ((toward_counterparts || only_counterparts) && !limits_.counterparts.empty()) {
            const bool unstated = subject_.counterparts.empty();
            if (unstated && only_counterparts) return Fit::counterpart_not_stated;
            if (!unstated && !meets_counterpart()) return Fit::other_counterpart;
        }
        const Forums forums = meet_forums();
        if (forums.covered) return Fit::covers;
        if (limits_.bodies.empty() && (!limited_ || meets_topic())) return Fit::covers;
        if (!limits_.bodies.empty() && !forums.any) return Fit::body_not_stated;
        if (!limits_.bodies.empty() && !forums.within) return Fit::other_body;
        return stated_ ? Fit::other_topic : Fit::topic_not_stated;
    }

  private:
    struct Forums {
        bool any = false;      // the matter has a forum
        bool within = false;   // one that the duty reaches
        bool covered = false;  // and where its topics are met
    };
    [[nodiscard]] Forums meet_forums() const {
        Forums found;
        const auto meet = [&](BodyId forum) {
            const bool within =
                limits_.bodies.empty() || std::ranges::any_of(limits_.bodies, [&](BodyId body) {
                    return reach_.covers(body, forum);
                });
            found.any = true;
            found.within = found.within || within;
            found.covered =
                found.covered || (within && (!limited_ || meets_topic() || is_business(forum)));
        };
        for (const BodyId body : subject_.bodies) meet(body);
        if (!subject_.bodies.empty()) return found;
        for (const TopicId topic : subject_.topics) {
            if (reach_.forum(topic).is_some()) meet(reach_.forum(topic));
        }
        return found;
    }
    template <typename Predicate>
    [[nodiscard]] bool any_limit(const Predicate& predicate) const {
        bool any = false;
        claims_.each_limiting_topic(duty_, function_,
                                    [&](TopicId topic) { any = any || predicate(topic); });
        return any;
    }
    [[nodiscard]] bool counts(TopicId topic) const {
        return !function_.is_some() || !claims_.is_said_by(topic, function_);
    }
    [[nodiscard]] bool meets_counterpart() const {
        return std::ranges::any_of(limits_.counterparts, [&](CounterpartId one) {
            return std::ranges::any_of(subject_.counterparts, [&](CounterpartId other) {
                return reach_.covers(one, other);
            });
        });
    }
    [[nodiscard]] bool meets_topic() const {
        return any_limit([&](TopicId wide) {
            return std::ranges::any_of(subject_.topics, [&](TopicId narrow) {
                return counts(narrow) && reach_.covers(wide, narrow);
            });
        });
    }
    [[nodiscard]] bool is_business(BodyId forum) const {
        return any_limit(
            [&](TopicId topic) { return reach_.find_business(topic, forum) != nullptr; });
    }

    const Claims& claims_;
    const NameReach& reach_;
    DutyId duty_;
    const Claims::Limits& limits_;
    FunctionId function_;
    const Subject& subject_;
    bool limited_;  // by topics that count
    bool stated_;   // such topics
};

}  // namespace

Fit Competence::fit(DutyId duty, FunctionId function, const Subject& subject) const {
    return SingleFit(claims_, duty, function, subject)
        .fit(vocabulary_->function(function).toward_counterparts);
}

bool Competence::touches(DutyId duty, const Subject& subject) const {
    return SingleFit(claims_, duty, {}, subject).fit(/*toward_counterparts=*/false) == Fit::covers;
}

}  // namespace remit::authority
