#include "route/ranking.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "base/check.h"

namespace remit::route {
namespace {

using remit::BodyId;
using remit::TopicId;
using remit::UnitId;

/// Of so many units one is touched, at least, for all of them to be walked.
constexpr std::size_t kSortedShare = 8;

// 1. What one step of widening costs, and what unmet limits leave of a claim.
constexpr double kTopicStep = 0.85;
constexpr double kBodyStep = 0.93;
constexpr double kWordForAll = 0.57;   // "international organisations" says little of each
constexpr double kWordForMany = 0.85;  // "bodies for human rights" says more
constexpr double kLimitUnsaid = 0.4;   // the paper is silent where the claim is limited
constexpr double kLimitUnmet = 0.15;   // the paper says something else there
// A topic that weighs less is not what the paper is about, and meets no limit.
constexpr double kStatedMin = 0.35;
// 2. What other claims of a unit add, what more things under one name add, and shared words
// between claims that are equal otherwise.
constexpr double kTogetherShare = 0.1;
constexpr double kSameNameShare = 0.25;
constexpr double kWordsTie = 0.05;
constexpr double kFunctionTie = 0.08;  // a duty that gives what the paper asks for goes first
// 3. A claim of which its limits leave so much holds what it meets.
constexpr double kHoldsMin = 0.75;
// What is most of a superior's score, and how far it carries the narrower unit past it.
constexpr double kMostOf = 0.6;
constexpr double kNarrowerStep = 0.02;
// 4. How much a concept counts by its kind.
constexpr double kTopicShare = 1;
constexpr double kBodyShare = 0.95;
constexpr double kCounterpartShare = 0.25;
// 6. What business apart that only the text speaks of counts.
constexpr double kApartInText = 0.5;
// 7. Shared words beside concepts, and alone.
constexpr double kWordsShare = 0.1;
constexpr double kWordsAlone = 0.75;
constexpr double kWordsHalf = 2.5;        // shared words that make half a certainty
constexpr double kUnreadWordsHalf = 0.9;  // of a claim that is known by its words alone

double kind_share(TargetKind kind) {
    switch (kind) {
        case TargetKind::topic:
            return kTopicShare;
        case TargetKind::body:
            return kBodyShare;
        case TargetKind::counterpart:
            return kCounterpartShare;
        case TargetKind::instrument:
        case TargetKind::function:
        case TargetKind::place:
            break;
    }
    return 0;
}

bool is_limit(const Claim& claim, TopicId topic) {
    return std::ranges::find(claim.limits, topic) != claim.limits.end();
}

/// What shared words are worth, of which so many make half a certainty.
double word_share(double words, double half) {
    return words / (words + half);
}

}  // namespace

Ranking::Ranking(const House& house, const remit::Vocabulary& vocabulary,
                 const authority::NameReach& reach)
    : house_(&house),
      vocabulary_(&vocabulary),
      reach_(&reach),
      claims_(house.claims().size()),
      units_(house.act().units.size()) {
    for (std::size_t index = 0; index < units_.size(); ++index) top_down_.emplace_back(index);
    std::ranges::stable_sort(top_down_, {},
                             [&](UnitId id) { return house_->depths()[id.index()]; });
}

void Ranking::clear() {
    for (const ClaimIndex index : touched_claims_) {
        claims_[index].meetings.clear();
        claims_[index] = {.meetings = std::move(claims_[index].meetings)};
    }
    for (const UnitId id : touched_units_) {
        UnitState& unit = units_[id.index()];
        unit = {.near = std::move(unit.near),
                .inherited = std::move(unit.inherited),
                .levels = std::move(unit.levels)};
    }
    touched_claims_.clear();
    touched_units_.clear();
    shares_.clear();
    stated_.clear();
    is_topic_.clear();
    is_implied_.clear();
    mentions_.clear();
}

/// Whether the body, which the claim names, is one whose affairs the claim is about.
bool Ranking::is_anchored(const Claim& claim, BodyId named) const {
    return claim.anchors.empty() || std::ranges::any_of(claim.anchors, [&](BodyId anchor) {
               return reach_->covers(anchor, named);
           });
}

void Ranking::meet(ClaimIndex index, Meeting meeting, TargetKind kind) {
    const Claim& claim = house_->claims()[index];
    ClaimState& state = claims_[index];
    if (!state.touched) {
        state.touched = true;
        touched_claims_.push_back(index);
    }
    if (kind == TargetKind::body) {
        state.body_met = true;
        state.anchor_met |= is_anchored(claim, BodyId(meeting.named.index));
    }
    if (kind == TargetKind::topic && is_limit(claim, TopicId(meeting.named.index))) {
        state.topic_met |= stated_[meeting.concept_index];
    }
    for (Meeting& known : state.meetings) {
        if (known.concept_index != meeting.concept_index) continue;
        if (known.near < meeting.near) known = meeting;
        return;
    }
    state.meetings.push_back(meeting);
}

bool Ranking::stands_apart(BodyId id) const {
    for (; id.is_some(); id = vocabulary_->body(id).part_of) {
        if (vocabulary_->body(id).apart) return true;
    }
    return false;
}
/// Of a topic that is the affairs of a body apart.
bool Ranking::stands_apart(TopicId id) const {
    return stands_apart(reach_->forum(id));
}
bool Ranking::means_all(TopicId named) const {
    const BodyId of = vocabulary_->topic(named).affairs_of;
    return of.is_some() && means_all(of);
}

/// What a word for many bodies says of each of them, and a topic that is the affairs of all of
/// them.
double Ranking::share_of_word(BodyId named) const {
    if (means_all(named)) return kWordForAll;
    return vocabulary_->body(named).covers.is_word_for_many() ? kWordForMany : 1;
}
double Ranking::share_of_word(TopicId named) const {
    return means_all(named) ? kWordForAll : 1;
}
double Ranking::share_of_word(remit::CounterpartId named) const {
    return vocabulary_->counterpart(named).covers.is_word_for_many() ? kWordForMany : 1;
}

/// 1. Every claim that names the concept or something wider.
void Ranking::meet_all(const Reading& reading) {
    for (std::uint32_t index = 0; index < reading.concepts.size(); ++index) {
        const Concept& found = reading.concepts[index];
        const TargetKind kind = found.target.kind;
        shares_.push_back(found.formal ? 0 : found.weight * kind_share(kind));
        stated_.push_back(found.weight >= kStatedMin);
        is_topic_.push_back(kind == TargetKind::topic);
        is_implied_.push_back(found.implied);
        mentions_.push_back(found.mention);
        const auto meet_wider = [&](auto id, double step) {
            const bool apart = stands_apart(id);
            for (const authority::Wider& wider : reach_->wider(id)) {
                const decltype(id) named(wider.entry);
                if (apart && means_all(named)) continue;
                const double near = std::pow(step, wider.level) * share_of_word(named);
                for (const ClaimIndex claim : house_->claims_on(named)) {
                    meet(claim, {index, {kind, wider.entry}, wider.level, near}, kind);
                }
            }
        };
        if (kind == TargetKind::body) meet_wider(BodyId(found.target.index), kBodyStep);
        if (kind == TargetKind::topic) meet_wider(TopicId(found.target.index), kTopicStep);
        if (kind == TargetKind::counterpart) {
            meet_wider(remit::CounterpartId(found.target.index), kBodyStep);
        }
    }
}

/// Whether the forums of the paper leave the claim's topics without effect: a topic that is the
/// forum's own business limits nothing there (authority/competence.h, 2a).
bool Ranking::limits_forum(const Claim& claim, const Reading& reading) const {
    return std::ranges::none_of(reading.concepts, [&](const Concept& found) {
        if (found.target.kind != TargetKind::body || found.implied) return false;
        const BodyId forum(found.target.index);
        return std::ranges::any_of(claim.limits, [&](TopicId topic) {
            return reach_->find_business(topic, forum) != nullptr;
        });
    });
}

/// Whether the paper asks for what a topic of the claim says that it does: obligations are met by
/// meeting them, whatever they are about.
bool Ranking::is_asked(const Claim& claim, const Reading& reading) const {
    return std::ranges::any_of(claim.limits, [&](TopicId topic) {
        const auto& done_by = vocabulary_->topic(topic).done_by;
        if (reach_->forum(topic).is_some()) return false;  // done in that forum only
        return std::ranges::any_of(reading.concepts, [&](const Concept& found) {
            return found.target.kind == TargetKind::function &&
                   std::ranges::find(done_by, remit::FunctionId(found.target.index)) !=
                       done_by.end();
        });
    });
}

double Ranking::factor_of(const Claim& claim, const ClaimState& state, bool states_body,
                          bool states_topic) const {
    if (claim.residual) return 0;
    if (claim.is_name()) return claim.standing;  // its parts stand side by side
    double factor = claim.standing;
    const bool any_body =
        !claim.bodies.empty() &&
        std::ranges::all_of(claim.bodies, [&](BodyId id) { return reach_->is_word_for_all(id); });
    const bool in_forum = state.body_met && state.anchor_met;
    if (!claim.bodies.empty() && !in_forum && !(any_body && !states_body)) {
        factor *= states_body || state.body_met ? kLimitUnmet : kLimitUnsaid;
    }
    if (!claim.limits.empty() && !state.topic_met) {
        factor *= states_topic ? kLimitUnmet : kLimitUnsaid;
    }
    return factor;
}

void Ranking::weigh_limits(const Reading& reading) {
    const auto states = [&](TargetKind kind) {
        return std::ranges::any_of(reading.concepts, [&](const Concept& found) {
            return found.target.kind == kind && !found.implied;
        });
    };
    const bool states_body = states(TargetKind::body);
    const bool states_topic = states(TargetKind::topic);
    for (const ClaimIndex index : touched_claims_) {
        const Claim& claim = house_->claims()[index];
        ClaimState& state = claims_[index];
        if (!claim.limits.empty() && !state.topic_met) {
            state.topic_met =
                (state.body_met && !limits_forum(claim, reading)) || is_asked(claim, reading);
        }
        state.factor = factor_of(claim, state, states_body, states_topic);
    }
}

/// 7. Words of the paper that claims hold. A duty that has the very word by which the paper speaks
/// of business apart is about that business. To a unit a word counts once, whichever of the duties
/// that are known by their words alone have it.
void Ranking::add_words(const Reading& reading, std::span<const PaperWord> words) {
    const Mention* business = apart_of(reading).mention;
    for (std::uint32_t number = 1; number <= words.size(); ++number) {
        const WordClaims& word = *words[number - 1].claims;
        for (const ClaimIndex index : word.claims) {
            const Claim& claim = house_->claims()[index];
            ClaimState& state = claims_[index];
            if (!state.touched) {
                state.touched = true;
                touched_claims_.push_back(index);
            }
            state.words += word.weight;
            touch(claim.unit, shares_.size());
            UnitState& unit = units_[claim.unit.index()];
            unit.words = std::max(unit.words, state.words);
            if (!claim.is_unread() || unit.last_word == number) continue;
            unit.unread_words += word.weight;
            unit.last_word = number;
            unit.says_apart |=
                business != nullptr && is_part_of(words[number - 1].place, *business);
        }
    }
}

void Ranking::touch(UnitId unit, std::size_t concepts) {
    for (UnitId id = unit; id.is_some(); id = house_->act().unit(id).parent) {
        UnitState& state = units_[id.index()];
        if (state.touched) break;
        state.touched = true;
        state.near.assign(concepts, 0);
        state.inherited.assign(concepts, 0);
        state.levels.assign(concepts, authority::kLevelNone);
        touched_units_.push_back(id);
    }
}

/// 2. Each concept counts as the unit's best claim meets it.
void Ranking::gather_units() {
    const std::size_t concepts = shares_.size();
    for (const ClaimIndex index : touched_claims_) {
        const Claim& claim = house_->claims()[index];
        const ClaimState& state = claims_[index];
        if (claim.residual) continue;
        touch(claim.unit, concepts);
        UnitState& unit = units_[claim.unit.index()];
        for (const Meeting& meeting : state.meetings) {
            double& best = unit.near[meeting.concept_index];
            best = std::max(best, meeting.near * state.factor);
            std::uint8_t& level = unit.levels[meeting.concept_index];
            if (state.factor >= kHoldsMin) level = std::min(level, meeting.level);
        }
    }
    // OPTIMIZATION: where most units are touched, walking all of them saves the sorting.
    if (touched_units_.size() * kSortedShare > units_.size()) {
        touched_units_.clear();
        for (const UnitId id : top_down_) {
            if (units_[id.index()].touched) touched_units_.push_back(id);
        }
        return;
    }
    std::ranges::sort(touched_units_, {},
                      [&](UnitId id) { return std::tuple(house_->depths()[id.index()], id); });
}

/// 3. What a superior has of a concept, those below it have who hold it; of a topic, those who are
/// as near to it.
void Ranking::inherit() {
    for (const UnitId id : touched_units_) {
        const UnitId parent = house_->act().unit(id).parent;
        if (!parent.is_some()) continue;
        const UnitState& above = units_[parent.index()];
        UnitState& unit = units_[id.index()];
        for (std::size_t i = 0; i < unit.near.size(); ++i) {
            if (unit.levels[i] == authority::kLevelNone) continue;
            if (is_topic_[i] && unit.levels[i] > above.levels[i]) continue;
            unit.inherited[i] = std::max(above.near[i], above.inherited[i]);
        }
    }
}

/// Whether two meetings are of one name of the claim, or of one mention of the paper, of which one
/// thing only follows.
bool Ranking::are_one(const Meeting& one, const Meeting& other) const {
    if (one.named == other.named) return true;
    const bool follows = is_implied_[one.concept_index] || is_implied_[other.concept_index];
    return follows && mentions_[one.concept_index] == mentions_[other.concept_index];
}

/// What a claim has of the paper. Several things that it meets as one count little more than the
/// heaviest of them.
double Ranking::score_of(const ClaimState& state, const UnitState& unit) const {
    double score = 0;
    for (std::size_t i = 0; i < state.meetings.size(); ++i) {
        const Meeting& meeting = state.meetings[i];
        const auto value = [&](const Meeting& one) {
            const double own = one.near * state.factor;
            const double near =
                state.factor >= kHoldsMin ? std::max(own, unit.inherited[one.concept_index]) : own;
            return near * shares_[one.concept_index];
        };
        const double mine = value(meeting);
        bool heaviest = true;
        for (std::size_t j = 0; j < state.meetings.size(); ++j) {
            const Meeting& other = state.meetings[j];
            if (j == i || !are_one(meeting, other)) continue;
            const double theirs = value(other);
            heaviest = heaviest && (theirs < mine || (theirs == mine && j > i));
        }
        score += heaviest ? mine : kSameNameShare * mine;
    }
    return score;
}

/// How surely the paper asks for what the duty lets its unit do.
double Ranking::asked_of(const Claim& claim, const Reading& reading) const {
    if (claim.is_name()) return 0;
    double asked = 0;
    for (const Concept& found : reading.concepts) {
        if (found.target.kind != TargetKind::function) continue;
        const auto& functions = house_->act().duty(claim.duty).functions;
        const remit::FunctionId wanted(found.target.index);
        const bool given = std::ranges::find(functions, wanted) != functions.end();
        if (given) asked = std::max(asked, found.weight);
    }
    return asked;
}

/// 2. A unit stands by its best claim, and a little by the others.
void Ranking::choose_claims(const Reading& reading) {
    for (const ClaimIndex index : touched_claims_) {
        const Claim& claim = house_->claims()[index];
        if (claim.residual) continue;
        UnitState& unit = units_[claim.unit.index()];
        const double met = score_of(claims_[index], unit);
        const double score = met + kWordsTie * word_share(claims_[index].words, kWordsHalf) +
                             (met > 0 ? kFunctionTie * asked_of(claim, reading) : 0);
        const Claim& best = house_->claims()[unit.best];
        const bool better = std::tuple(score, !claim.is_name(), ~index) >
                            std::tuple(unit.best_score, !best.is_name(), ~unit.best);
        if (unit.best_score >= 0 && !better) continue;
        unit.best = index;
        unit.best_score = score;
    }
}

/// 6. The heaviest topic whose business is apart.
Ranking::Apart Ranking::apart_of(const Reading& reading) const {
    Apart apart;
    for (const Concept& found : reading.concepts) {
        if (found.target.kind != TargetKind::topic) continue;
        const TopicId topic(found.target.index);
        if (!vocabulary_->topic(topic).apart) continue;
        const Mention& mention = reading.mentions[found.mention];
        const double counts =
            mention.field == Field::title ? found.weight : kApartInText * found.weight;
        if (counts > apart.weight) {
            apart = {.topic = topic, .weight = counts, .mention = &mention};
        }
    }
    return apart;
}

void Ranking::score_units(const Reading& reading, const LearntModel& learnt) {
    const Apart apart = apart_of(reading);
    std::vector<std::string> concepts;
    if (!learnt.empty()) concepts = concept_names(reading, *vocabulary_);
    for (const UnitId id : touched_units_) {
        UnitState& unit = units_[id.index()];
        double together = 0;
        bool claims_apart = unit.says_apart;
        for (std::size_t i = 0; i < unit.near.size(); ++i) {
            together += unit.near[i] * shares_[i];
            claims_apart |= apart.topic.is_some() && unit.levels[i] == 0 && is_topic_[i] &&
                            reading.concepts[i].target.index == apart.topic.index();
        }
        double claims = unit.best_score + kTogetherShare * together;
        if (!claims_apart) claims *= 1 - apart.weight;
        const double alone = 1 - std::min(1.0, claims / kOursMin);
        const double shared = std::max(word_share(unit.words, kWordsHalf),
                                       word_share(unit.unread_words, kUnreadWordsHalf));
        double words = shared * (kWordsShare + (kWordsAlone - kWordsShare) * alone);
        if (!claims_apart) words *= 1 - apart.weight;
        unit.score = std::max(0.0, claims) + words;
        if (unit.score <= 0) continue;
        // Corrections lift nobody whom the act alone would not let be competent.
        const double step = learnt.step(house_->id(), house_->act().unit(id).code, concepts);
        if (step < 0 || unit.score >= kOursMin) unit.score += step;
    }
}

/// 3. A unit that has most of what its superior has goes before it; of several below one superior,
/// the one that has most.
void Ranking::prefer_narrower() {
    for (const UnitId id : touched_units_) {
        const UnitId parent = house_->act().unit(id).parent;
        if (!parent.is_some()) continue;
        UnitState& unit = units_[id.index()];
        const UnitState& above = units_[parent.index()];
        if (above.score <= 0 || unit.score < kMostOf * above.score) continue;
        if (claims_[unit.best].factor < kHoldsMin) continue;  // it holds nothing itself
        if (is_farther(unit, above)) continue;
        unit.score = std::max(unit.score, above.score + kNarrowerStep * unit.score / above.score);
    }
}

/// Whether the superior's best claim is on the heaviest topic that it meets by a nearer name than
/// any claim of the unit.
bool Ranking::is_farther(const UnitState& unit, const UnitState& above) const {
    const Meeting* heaviest = nullptr;
    for (const Meeting& meeting : claims_[above.best].meetings) {
        const bool says_all = meeting.named.kind == TargetKind::topic &&
                              share_of_word(TopicId(meeting.named.index)) < 1;
        if (!is_topic_[meeting.concept_index] || says_all) continue;
        if (heaviest == nullptr ||
            shares_[meeting.concept_index] > shares_[heaviest->concept_index]) {
            heaviest = &meeting;
        }
    }
    return heaviest != nullptr && heaviest->level < unit.levels[heaviest->concept_index];
}

}  // namespace remit::route
