// From scores to an answer: candidates with their evidence, how sure each is, rivals, "other work".
//
// What the scores are is ranking.cpp's business.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "route/ranking.h"

namespace remit::route {
namespace {

using remit::TopicId;
using remit::UnitId;

constexpr double kSharpness = 0.08;  // how sharply scores part
constexpr double kAgreement = 0.96;  // how often two readers of one title agree, at best
constexpr double kRivalGap = 0.05;
constexpr std::size_t kRivalCount = 2;

double odds(double score) {
    return std::exp(score / kSharpness);
}

}  // namespace

bool is_part_of(const SharedWord& word, const Mention& mention) {
    return mention.field == word.field && mention.begin <= word.begin && word.end <= mention.end;
}

/// Whether the word is part of a mention that speaks for the candidate already.
bool Ranking::is_told(const SharedWord& word, const Candidate& candidate, const Reading& reading) {
    return std::ranges::any_of(candidate.evidence, [&](const Evidence& evidence) {
        return is_part_of(word, reading.mentions[evidence.mention]);
    });
}

/// What the paper asks for and the duty gives.
void Ranking::add_functions(const Claim& claim, const Reading& reading,
                            Candidate& candidate) const {
    if (claim.is_name() || candidate.evidence.empty()) return;
    const auto& given = house_->act().duty(claim.duty).functions;
    for (const Concept& found : reading.concepts) {
        if (found.target.kind != TargetKind::function) continue;
        const remit::FunctionId asked(found.target.index);
        if (std::ranges::find(given, asked) == given.end()) continue;
        candidate.evidence.push_back(
            {.mention = found.mention, .meets = found.target, .named = found.target});
    }
}

Candidate Ranking::candidate_of(UnitId unit, const Reading& reading,
                                std::span<const PaperWord> words) const {
    const UnitState& state = units_[unit.index()];
    const Claim& claim = house_->claims()[state.best];
    Candidate candidate{.unit = unit, .duty = claim.duty, .score = state.score};
    for (const Meeting& meeting : claims_[state.best].meetings) {
        const Concept& found = reading.concepts[meeting.concept_index];
        candidate.evidence.push_back({.mention = found.mention,
                                      .meets = found.target,
                                      .named = meeting.named,
                                      .level = meeting.level,
                                      .implied = found.implied});
    }
    add_functions(claim, reading, candidate);
    for (const PaperWord& word : words) {
        const bool held = std::ranges::any_of(word.claims->claims, [&](ClaimIndex index) {
            return house_->claims()[index].unit == unit;
        });
        if (held && !is_told(word.place, candidate, reading)) candidate.words.push_back(word.place);
    }
    return candidate;
}

bool Ranking::are_rivals(const Candidate& first, const Candidate& second) const {
    return first.score - second.score < kRivalGap &&
           !house_->act().contains(first.unit, second.unit) &&
           !house_->act().contains(second.unit, first.unit);
}

/// 5. "Other work" of a unit that names one of the bodies or has the paper's words.
void Ranking::add_residual(Routing& routing, const Reading& reading) const {
    double best = 0;
    ClaimIndex residual = 0;
    for (const ClaimIndex index : touched_claims_) {
        const Claim& claim = house_->claims()[index];
        if (!claim.residual) continue;
        double score = 0;
        for (const Meeting& meeting : claims_[index].meetings) {
            score += meeting.near * shares_[meeting.concept_index];
        }
        if (score <= best) continue;
        best = score;
        residual = index;
    }
    if (best < kOursMin) return;
    const Claim& claim = house_->claims()[residual];
    Candidate candidate{.unit = claim.unit, .duty = claim.duty, .score = best, .residual = true};
    for (const Meeting& meeting : claims_[residual].meetings) {
        const Concept& found = reading.concepts[meeting.concept_index];
        candidate.evidence.push_back(
            {found.mention, found.target, meeting.named, meeting.level, found.implied});
    }
    routing.verdict = Verdict::residual_only;
    routing.candidates.insert(routing.candidates.begin(), std::move(candidate));
}

/// Units on one line share what they hold, so that only its rivals and nobody take from a unit.
double Ranking::probability_of(UnitId unit, std::span<const UnitId> order) const {
    double total = odds(kOursMin) + odds(units_[unit.index()].score);
    for (const UnitId other : order) {
        const bool one_line =
            house_->act().contains(unit, other) || house_->act().contains(other, unit);
        if (!one_line) total += odds(units_[other.index()].score);
    }
    return kAgreement * odds(units_[unit.index()].score) / total;
}

double Ranking::none_probability(std::span<const UnitId> order) const {
    if (order.empty()) return kAgreement;
    const double best = units_[order.front().index()].score;
    return kAgreement * odds(kOursMin) / (odds(kOursMin) + odds(best));
}

Routing Ranking::rank(const Reading& reading, std::span<const PaperWord> words,
                      const LearntModel& learnt, std::size_t count) {
    clear();
    meet_all(reading);
    weigh_limits(reading);
    add_words(reading, words);
    gather_units();
    inherit();
    choose_claims(reading);
    score_units(reading, learnt);
    prefer_narrower();

    Routing routing;
    std::vector<UnitId> order;
    for (const UnitId id : touched_units_) {
        if (units_[id.index()].best_score > 0 && units_[id.index()].score > 0) order.push_back(id);
    }
    const auto shown =
        static_cast<std::ptrdiff_t>(std::min(order.size(), std::max(count, kRivalCount)));
    std::ranges::partial_sort(order, order.begin() + shown, {},
                              [&](UnitId id) { return std::tuple(-units_[id.index()].score, id); });
    for (const UnitId id : order) {
        if (routing.candidates.size() == std::max(count, kRivalCount)) break;
        routing.candidates.push_back(candidate_of(id, reading, words));
        routing.candidates.back().probability = probability_of(id, order);
    }
    routing.none_probability = none_probability(order);
    const bool ours = !order.empty() && units_[order.front().index()].score >= kOursMin;
    routing.verdict = ours ? Verdict::ours : Verdict::not_ours;
    if (!ours) routing.apart = apart_of(reading).topic;
    if (!ours && !routing.apart.is_some()) add_residual(routing, reading);
    routing.rivals = ours && routing.candidates.size() > 1 &&
                     are_rivals(routing.candidates[0], routing.candidates[1]);
    // Of two rivals both are shown, however few were asked for.
    if (!routing.rivals && routing.candidates.size() > count) routing.candidates.resize(count);
    return routing;
}

}  // namespace remit::route
