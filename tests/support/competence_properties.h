// What must hold of every answer to a question of competence, whatever the remit: for random
// offices and real packs.
//
// Each check compares with NaiveCompetence or with the tables themselves, and says in a failure
// what was asked.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support/naive_competence.h"

namespace remit::testing {

/// Numbers that a seed makes, the same everywhere.
class Chance {
  public:
    explicit Chance(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t count) { return count == 0 ? 0 : engine_() % count; }
    bool one_in(std::size_t count) { return below(count) == 0; }

  private:
    std::mt19937 engine_;
};

class CompetenceProperties {
  public:
    CompetenceProperties(const remit::Remit& remit, const remit::Vocabulary& words)
        : remit_(remit), words_(words), competence_(remit, words), naive_(remit, words) {}

    [[nodiscard]] const authority::Competence& competence() const { return competence_; }

    /// A question about the office; half of them about the subject of one of its duties.
    [[nodiscard]] authority::Question random_question(Chance& chance) const {
        authority::Question asked;
        asked.unit = remit::UnitId(chance.below(remit_.units.size()));
        asked.function = remit::FunctionId(chance.below(words_.functions.size()));
        asked.take_over = chance.one_in(4);
        const remit::Duty* duty =
            remit_.duties.empty() ? nullptr : &remit_.duties[chance.below(remit_.duties.size())];
        if (duty != nullptr && chance.one_in(2)) {
            if (!duty->functions.empty() && chance.one_in(2)) {
                asked.function = duty->functions[chance.below(duty->functions.size())];
            }
            if (chance.one_in(2)) asked.unit = duty->unit;
            add_some(chance, duty->bodies, asked.subject.bodies);
            add_some(chance, duty->topics, asked.subject.topics);
            add_some(chance, duty->counterparts, asked.subject.counterparts);
        }
        while (chance.one_in(3))
            asked.subject.bodies.emplace_back(chance.below(words_.bodies.size()));
        while (chance.one_in(3))
            asked.subject.topics.emplace_back(chance.below(words_.topics.size()));
        while (chance.one_in(8)) {
            asked.subject.counterparts.emplace_back(chance.below(words_.counterparts.size()));
        }
        return asked;
    }

    /// The answer is that of the naive law, and says who is competent.
    void check(const authority::Question& asked) const {
        const std::string asked_text = describe(asked);
        CAPTURE(asked_text);
        const authority::Ruling ruling = competence_.authorise(asked);
        REQUIRE(ruling.granted() != ruling.refusal.has_value());
        bool residual = false;
        const auto claims = naive_.claims(asked.function, asked.subject, residual);
        const auto own = std::ranges::find(claims, asked.unit, &NaiveCompetence::Claim::unit);
        const auto verdict = naive_.verdict(claims, asked.unit, asked.function);
        if (ruling.granted()) {
            check_grant(asked, ruling, claims, residual);
            CHECK(verdict == NaiveCompetence::Verdict::alone);
            CHECK((own != claims.end() || asked.take_over));
            return;
        }
        CHECK(ruling.refusal->reason == expected_reason(asked, ruling, claims, verdict));
        check_holders(asked.function, ruling.refusal->holders, claims);
    }

    /// Adding a duty to another unit leaves a grant by an own duty, but for rivalry.
    void check_monotone(const authority::Question& asked, const remit::Duty& added) const {
        const authority::Ruling before = competence_.authorise(asked);
        if (!before.granted() || before.grant->ground != authority::Ground::own) return;
        if (added.unit == asked.unit) return;
        remit::Remit more = remit_;
        more.duties.push_back(added);
        const authority::Ruling after = authority::Competence(more, words_).authorise(asked);
        const std::string asked_text = describe(asked);
        CAPTURE(asked_text);
        if (after.granted()) {
            CHECK(after.grant == before.grant);
            return;
        }
        const auto reason = after.refusal->reason;
        CHECK((reason == authority::Reason::rivals || reason == authority::Reason::outranked));
        CHECK_FALSE(naive_.related(asked.unit, added.unit));
    }

    [[nodiscard]] std::string describe(const authority::Question& asked) const {
        std::string text = remit_.unit(asked.unit).code + " " + words_.function(asked.function).id;
        for (const auto id : asked.subject.bodies) text += " body:" + words_.body(id).id;
        for (const auto id : asked.subject.topics) text += " topic:" + words_.topic(id).id;
        for (const auto id : asked.subject.counterparts)
            text += " with:" + words_.counterpart(id).id;
        return text + (asked.take_over ? " take over" : "");
    }

  private:
    using Claims = std::vector<NaiveCompetence::Claim>;

    template <typename Id>
    static void add_some(Chance& chance, const std::vector<Id>& from, std::vector<Id>& to) {
        for (const Id id : from) {
            if (!chance.one_in(3) && to.size() < 8) to.push_back(id);
        }
    }

    void check_grant(const authority::Question& asked, const authority::Ruling& ruling,
                     const Claims& claims, bool residual) const {
        const authority::Grant& grant = *ruling.grant;
        REQUIRE(grant.duty.is_some());
        const remit::Duty& duty = remit_.duty(grant.duty);
        CHECK(grant.unit == asked.unit);
        CHECK(grant.function == asked.function);
        CHECK(grant.duty_id == duty.id);
        CHECK(grant.citation == duty.citation.label);
        const bool taken_over = grant.ground == authority::Ground::taken_over;
        if (taken_over) CHECK((duty.unit != asked.unit && remit_.contains(asked.unit, duty.unit)));
        if (!taken_over) CHECK(duty.unit == asked.unit);
        const auto claim = std::ranges::find(claims, duty.unit, &NaiveCompetence::Claim::unit);
        REQUIRE(claim != claims.end());
        CHECK(claim->duty == grant.duty);
        if (grant.ground == authority::Ground::residual) CHECK((residual && duty.residual));
        if (grant.ground == authority::Ground::own) CHECK_FALSE(residual);
    }

    [[nodiscard]] authority::Reason expected_reason(const authority::Question& asked,
                                                    const authority::Ruling& ruling,
                                                    const Claims& claims,
                                                    NaiveCompetence::Verdict verdict) const {
        using authority::Reason;
        switch (verdict) {
            case NaiveCompetence::Verdict::tied:
                return Reason::rivals;
            case NaiveCompetence::Verdict::outranked:
                return Reason::outranked;
            case NaiveCompetence::Verdict::alone:
                CHECK_FALSE(asked.take_over);
                CHECK(std::ranges::find(claims, asked.unit, &NaiveCompetence::Claim::unit) ==
                      claims.end());
                return Reason::held_below;
            case NaiveCompetence::Verdict::none:
                break;
        }
        const Reason reason = ruling.refusal->reason;  // one of those that speak of no claim
        CHECK((reason < Reason::held_below));
        return reason;
    }

    void check_holders(remit::FunctionId function, const std::vector<authority::Holder>& holders,
                       const Claims& claims) const {
        std::vector<remit::UnitId> expected;
        for (const auto& claim : claims) {
            if (naive_.verdict(claims, claim.unit, function) == NaiveCompetence::Verdict::alone) {
                expected.push_back(claim.unit);
            }
        }
        const bool rivals = expected.empty();
        if (rivals && !claims.empty()) {
            const auto by = words_.function(function).decided_by;
            for (const auto& claim : claims) {
                const bool behind = std::ranges::any_of(claims, [&](const auto& other) {
                    return naive_.goes_before(other.order, claim.order, by);
                });
                if (!behind) expected.push_back(claim.unit);
            }
        }
        std::vector<remit::UnitId> named;
        for (const authority::Holder& holder : holders) {
            named.push_back(holder.unit);
            CHECK(remit_.duty(holder.duty).unit == holder.unit);
            CHECK(holder.standing ==
                  (rivals ? authority::Standing::rival : authority::Standing::competent));
        }
        std::ranges::sort(named);
        CHECK(named == expected);
    }

    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
    authority::Competence competence_;
    NaiveCompetence naive_;
};

}  // namespace remit::testing
