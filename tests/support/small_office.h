// A small institution of our own invention, for tests of competence: a few bodies, topics and
// functions, and units and duties that a test adds line by line.
//
// Invariant: names in a test are ids of the vocabulary or codes of units; an unknown one fails the
// test at once. The office owns its tables; whoever builds Competence from it does so once all is
// added.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/competence.h"

namespace remit::testing {

using Ids = std::initializer_list<std::string_view>;

/// What a duty of a test says; everything may be left out.
struct DutyWords {
    Ids functions{};
    Ids bodies{};
    Ids topics{};
    Ids counterparts{};
    bool implicit = false;
    bool residual = false;
    bool truncated = false;
    std::string_view refers_to{};
};

struct SubjectWords {
    Ids bodies{};
    Ids topics{};
    Ids counterparts{};
};

class SmallOffice {
  public:
    remit::Vocabulary words;
    remit::Remit model;

    /// The world: a league with a council and its committees, a union, the guild of guilds; winds
    /// and tides.
    SmallOffice() {
        for (const std::string_view id : {"watch", "propose", "sit", "relate", "support", "report",
                                          "inform", "judge", "other"}) {
            words.functions.emplace_back().id = id;
        }
        const auto function = [&](std::string_view id) -> remit::Function& {
            return words.functions[this->function(id).index()];
        };
        function("other").residual = true;
        function("propose").decided_by = remit::DecidedBy::topic;
        function("report").decided_by = remit::DecidedBy::topic;
        function("inform").decided_by = remit::DecidedBy::topic;
        function("sit").decided_by = remit::DecidedBy::body;
        function("relate").decided_by = remit::DecidedBy::body;
        function("support").toward_counterparts = true;
        function("sit").entails = {this->function("propose"), this->function("watch")};
        function("propose").entails = {this->function("judge")};

        add_body("all", "generic", "");
        add_body("guilds", "generic", "");
        add_body("league", "organisation", "");
        add_body("council", "organ", "league");
        add_body("wind_committee", "committee", "council");
        add_body("tide_committee", "committee", "council");
        add_body("committees", "generic", "council");
        add_body("union", "organisation", "");
        add_body("old_union", "organisation", "");
        add_body("salt_guild", "guild", "");

        add_topic("winds", "");
        add_topic("storms", "winds");
        add_topic("tides", "");
        add_topic("salt", "");
        add_topic("league_affairs", "");
        add_topic("league_reform", "league_affairs");
        add_topic("press", "");

        words.bodies[body("all").index()].covers.kinds = {"any"};
        words.bodies[body("guilds").index()].covers.kinds = {"guild"};
        words.bodies[body("committees").index()].covers.kinds = {"committee"};
        words.bodies[body("committees").index()].covers.under = body("council");
        words.bodies[body("wind_committee").index()].about = {topic("winds")};
        words.bodies[body("union").index()].replaces = {body("old_union")};
        words.bodies[body("old_union").index()].valid = {"1900", "1950-06-30"};
        words.topics[topic("league_affairs").index()].affairs_of = body("league");
        words.topics[topic("press").index()].done_by = {this->function("inform")};

        add_counterpart("ministries", "generic");
        add_counterpart("mill", "ministry");
        add_counterpart("forge", "ministry");
        words.counterparts[counterpart("ministries").index()].covers.kinds = {"ministry"};
    }

    remit::BodyId add_body(std::string_view id, std::string_view kind, std::string_view part_of) {
        remit::Body& added = words.bodies.emplace_back();
        added.id = added.label = id;
        added.kind = kind;
        if (!part_of.empty()) added.part_of = body(part_of);
        return remit::BodyId(words.bodies.size() - 1);
    }
    remit::TopicId add_topic(std::string_view id, std::string_view broader) {
        remit::Topic& added = words.topics.emplace_back();
        added.id = added.label = id;
        if (!broader.empty()) added.broader = topic(broader);
        return remit::TopicId(words.topics.size() - 1);
    }
    remit::CounterpartId add_counterpart(std::string_view id, std::string_view kind) {
        remit::Counterpart& added = words.counterparts.emplace_back();
        added.id = added.label = id;
        added.kind = kind;
        return remit::CounterpartId(words.counterparts.size() - 1);
    }

    remit::UnitId add_unit(std::string_view code, std::string_view parent = {},
                           remit::UnitStatus status = remit::UnitStatus::provision) {
        remit::Unit& added = model.units.emplace_back();
        added.code = code;
        added.name = "Unit " + std::string(code);
        added.status = status;
        if (!parent.empty()) added.parent = unit(parent);
        return remit::UnitId(model.units.size() - 1);
    }
    remit::DutyId add_duty(std::string_view code, const DutyWords& said) {
        remit::Duty duty;
        duty.unit = unit(code);
        const auto of_unit = std::ranges::count(model.duties, duty.unit, &remit::Duty::unit);
        duty.id = std::string(code) + "-" + std::to_string(of_unit + 1);
        duty.citation.label = "art. " + duty.id;
        duty.extent.begin = static_cast<std::uint32_t>(model.duties.size());
        for (const auto id : said.functions) duty.functions.push_back(function(id));
        for (const auto id : said.bodies) duty.bodies.push_back(body(id));
        for (const auto id : said.topics) duty.topics.push_back(topic(id));
        for (const auto id : said.counterparts) duty.counterparts.push_back(counterpart(id));
        duty.implicit = said.implicit;
        duty.residual = said.residual;
        duty.truncated = said.truncated;
        if (!said.refers_to.empty()) duty.refers_to = this->duty(said.refers_to);
        std::ranges::sort(duty.functions);
        model.duties.push_back(std::move(duty));
        return remit::DutyId(model.duties.size() - 1);
    }

    [[nodiscard]] remit::FunctionId function(std::string_view id) const {
        return found(words.find_function(id), id);
    }
    [[nodiscard]] remit::BodyId body(std::string_view id) const {
        return found(words.find_body(id), id);
    }
    [[nodiscard]] remit::TopicId topic(std::string_view id) const {
        return found(words.find_topic(id), id);
    }
    [[nodiscard]] remit::CounterpartId counterpart(std::string_view id) const {
        return found(words.find_counterpart(id), id);
    }
    [[nodiscard]] remit::UnitId unit(std::string_view code) const {
        const auto at = std::ranges::find(model.units, code, &remit::Unit::code);
        REQUIRE_MESSAGE(at != model.units.end(), "no unit " << code);
        return remit::UnitId(static_cast<std::size_t>(at - model.units.begin()));
    }
    [[nodiscard]] remit::DutyId duty(std::string_view id) const {
        const auto at = std::ranges::find(model.duties, id, &remit::Duty::id);
        REQUIRE_MESSAGE(at != model.duties.end(), "no duty " << id);
        return remit::DutyId(static_cast<std::size_t>(at - model.duties.begin()));
    }

    [[nodiscard]] authority::Subject subject(const SubjectWords& said) const {
        authority::Subject subject;
        for (const auto id : said.bodies) subject.bodies.push_back(body(id));
        for (const auto id : said.topics) subject.topics.push_back(topic(id));
        for (const auto id : said.counterparts) subject.counterparts.push_back(counterpart(id));
        return subject;
    }
    [[nodiscard]] authority::Question question(std::string_view code, std::string_view function_id,
                                               const SubjectWords& said) const {
        authority::Question asked;
        asked.unit = unit(code);
        asked.function = function(function_id);
        asked.subject = subject(said);
        return asked;
    }
    /// What is decided, in one line: "own A-1", "refused: rivals [A-1 B-1]".
    [[nodiscard]] std::string ask(std::string_view code, std::string_view function_id,
                                  const SubjectWords& said) const {
        return ask(question(code, function_id, said));
    }
    [[nodiscard]] std::string ask(const authority::Question& asked) const {
        const authority::Competence competence(model, words);
        return describe(competence.authorise(asked));
    }
    [[nodiscard]] std::string who(std::string_view function_id, const SubjectWords& said) const {
        const authority::Competence competence(model, words);
        return describe(competence.holders(function(function_id), subject(said)));
    }

    [[nodiscard]] std::string describe(const std::vector<authority::Holder>& holders) const {
        static constexpr std::string_view kStandings[] = {"", "=", "-"};
        std::string text;
        for (const authority::Holder& holder : holders) {
            text += text.empty() ? "" : " ";
            text += kStandings[static_cast<std::size_t>(holder.standing)];
            text += model.duty(holder.duty).id;
        }
        return text;
    }
    [[nodiscard]] std::string describe(const authority::Ruling& ruling) const {
        static constexpr std::string_view kGrounds[] = {"own", "designated", "taken over",
                                                        "residual", "advised"};
        static constexpr std::string_view kReasons[] = {
            "no provision",     "no duty",          "other function",  "other subject",
            "not stated",       "no subject",       "residual barred", "residual unsaid",
            "held below",       "rivals",           "outranked",       "designated other",
            "designation void", "subject too wide", "unknown officer", "no post",
            "absent",           "rank too low",     "reason missing"};
        std::string text;
        if (ruling.grant) {
            text = std::string(kGrounds[static_cast<std::size_t>(ruling.grant->ground)]) +
                   (ruling.grant->duty_id.empty() ? "" : " ") + ruling.grant->duty_id;
        }
        if (!ruling.refusal) return text;
        const authority::Refusal& refusal = *ruling.refusal;
        text += text.empty() ? "refused: " : "; refused: ";
        text += kReasons[static_cast<std::size_t>(refusal.reason)];
        if (refusal.duty.is_some()) text += " by " + model.duty(refusal.duty).id;
        return text + " [" + describe(refusal.holders) + "]";
    }

  private:
    template <typename Id>
    static Id found(std::optional<Id> id, std::string_view name) {
        REQUIRE_MESSAGE(id.has_value(), "no entry " << name);
        return *id;
    }
};

}  // namespace remit::testing
