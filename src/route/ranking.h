// From what a paper is about to the units of one institution, in order.
//
// The rules are those of public law and the same as for competence (authority/competence.h), made
// soft where a paper says less than a matter:
//
// 1. A claim meets a concept that it names or that is narrower than what it names; the nearer the
// better. What it does not limit (bodies, topics) it does not ask for. A limit that the paper does
// not meet makes the claim weak, and weaker still where the paper says something else there.
//
// 2. A unit's claims stand together: each concept counts as its best claim meets it.
//
// 3. The narrower unit goes before the wider: it has by its superior's duties whatever it claims
// itself.
//
// 4. A topic goes before the forum in which it comes up, both before what only follows.
//
// 5. A duty by name goes before "other work", which counts only where nothing else does.
//
// 6. Business apart (personnel, procurement, consular help) belongs to whoever names it, whatever
// body it concerns; a body apart (the Union) to whoever names it, not to whoever holds a word for
// all bodies.
//
// 7. Words of a duty that the vocabulary does not know count, but never against concepts.
//
// Invariants: a candidate claims something that the paper says, by duty, name or word; the same
// reading gives the same order. What was learnt from corrections moves candidates, it makes none.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "authority/competence_reach.h"
#include "remit/vocabulary.h"
#include "route/house.h"
#include "route/learning.h"
#include "route/reading.h"
#include "route/routing.h"

namespace remit::route {

/// A word of the paper that some claim holds.
struct PaperWord {
    const WordClaims* claims = nullptr;
    SharedWord place;
};

/// Whether the word is part of the mention.
bool is_part_of(const SharedWord& word, const Mention& mention);

class Ranking {
  public:
    /// All are borrowed and must outlive it. One serves one thread.
    Ranking(const House& house, const remit::Vocabulary& vocabulary,
            const authority::NameReach& reach);

    /// Cost: O(concepts * claims that meet them). At most `count` candidates,
    /// but both where two are rivals.
    Routing rank(const Reading& reading, std::span<const PaperWord> words,
                 const LearntModel& learnt, std::size_t count);

  private:
    /// What a paper must reach to be somebody's.
    static constexpr double kOursMin = 0.34;

    /// How one claim meets one concept.
    struct Meeting {
        std::uint32_t concept_index = 0;
        Target named;
        std::uint8_t level = 0;
        double near = 0;
    };
    struct ClaimState {
        std::vector<Meeting> meetings;
        bool body_met = false;
        bool anchor_met = false;
        bool topic_met = false;
        double factor = 0;  // what its limits leave of it
        double words = 0;   // weight of shared words
        bool touched = false;
    };
    /// What the paper says that is business of another kind; no topic where nothing is.
    struct Apart {
        remit::TopicId topic;
        double weight = 0;
        const Mention* mention = nullptr;
    };
    struct UnitState {
        // By concept: how well its best claim meets it, and by how near a name a claim whose limits
        // are met does; kLevelNone where none does.
        std::vector<double> near;
        std::vector<double> inherited;  // what its superiors have of it
        std::vector<std::uint8_t> levels;
        double words = 0;             // weight of shared words, in the claim that has most
        double unread_words = 0;      // in all claims that are known by their words alone
        std::uint32_t last_word = 0;  // of these that was counted, from 1
        bool says_apart = false;      // one of these is how the paper says its business apart
        double score = 0;
        ClaimIndex best = 0;
        double best_score = -1;
        bool touched = false;
    };

    void clear();
    [[nodiscard]] bool stands_apart(remit::BodyId id) const;
    [[nodiscard]] bool stands_apart(remit::TopicId id) const;
    [[nodiscard]] static bool stands_apart(remit::CounterpartId) { return false; }
    [[nodiscard]] bool means_all(remit::BodyId named) const {
        return reach_->is_word_for_all(named);
    }
    [[nodiscard]] bool means_all(remit::TopicId named) const;
    [[nodiscard]] static bool means_all(remit::CounterpartId) { return false; }
    [[nodiscard]] double share_of_word(remit::BodyId named) const;
    [[nodiscard]] double share_of_word(remit::TopicId named) const;
    [[nodiscard]] double share_of_word(remit::CounterpartId named) const;
    void meet_all(const Reading& reading);
    void meet(ClaimIndex claim, Meeting meeting, TargetKind kind);
    [[nodiscard]] bool is_anchored(const Claim& claim, remit::BodyId named) const;
    void weigh_limits(const Reading& reading);
    void add_words(const Reading& reading, std::span<const PaperWord> words);
    void gather_units();
    void inherit();
    void choose_claims(const Reading& reading);
    [[nodiscard]] double asked_of(const Claim& claim, const Reading& reading) const;
    [[nodiscard]] bool are_one(const Meeting& one, const Meeting& other) const;
    [[nodiscard]] double score_of(const ClaimState& state, const UnitState& unit) const;
    void score_units(const Reading& reading, const LearntModel& learnt);
    void prefer_narrower();
    [[nodiscard]] bool is_farther(const UnitState& unit, const UnitState& above) const;
    [[nodiscard]] bool is_asked(const Claim& claim, const Reading& reading) const;
    [[nodiscard]] double factor_of(const Claim& claim, const ClaimState& state, bool states_body,
                                   bool states_topic) const;
    [[nodiscard]] bool limits_forum(const Claim& claim, const Reading& reading) const;
    [[nodiscard]] Apart apart_of(const Reading& reading) const;
    void touch(remit::UnitId unit, std::size_t concepts);
    void add_functions(const Claim& claim, const Reading& reading, Candidate& candidate) const;
    [[nodiscard]] static bool is_told(const SharedWord& word, const Candidate& candidate,
                                      const Reading& reading);
    [[nodiscard]] Candidate candidate_of(remit::UnitId unit, const Reading& reading,
                                         std::span<const PaperWord> words) const;
    [[nodiscard]] bool are_rivals(const Candidate& first, const Candidate& second) const;
    [[nodiscard]] double probability_of(remit::UnitId unit,
                                        std::span<const remit::UnitId> order) const;
    [[nodiscard]] double none_probability(std::span<const remit::UnitId> order) const;
    void add_residual(Routing& routing, const Reading& reading) const;

    const House* house_;
    const remit::Vocabulary* vocabulary_;
    const authority::NameReach* reach_;
    std::vector<ClaimState> claims_;
    std::vector<ClaimIndex> touched_claims_;
    std::vector<UnitState> units_;
    std::vector<remit::UnitId> top_down_;       // every unit, superiors before those below them
    std::vector<remit::UnitId> touched_units_;  // superiors before those below them
    // By concept: how much it counts, whether the paper is about it at all, whether it is a topic,
    // whether it only follows from what the paper says, and which mention says it. Topics are in
    // order of weight.
    std::vector<double> shares_;
    std::vector<bool> stated_;
    std::vector<bool> is_topic_;
    std::vector<bool> is_implied_;
    std::vector<std::uint32_t> mentions_;
};

}  // namespace remit::route
