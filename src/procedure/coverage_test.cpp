// A small act, a small vocabulary and small procedures: which duties are served, by what, and which
// are not.
#include "procedure/coverage.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace remit::procedure {
namespace {

using Names = std::vector<std::string>;

/// Functions: watch, write (entails watch), speak, other. Topics: wind over breeze, rain, notes
/// (said by write), league affairs. Bodies: league over council, club.
remit::Vocabulary words() {
    remit::Vocabulary vocabulary;
    const auto function = [&](const char* id) {
        remit::Function made;
        made.id = id;
        vocabulary.functions.push_back(made);
    };
    for (const char* id : {"watch", "write", "speak", "other"}) function(id);
    vocabulary.functions[1].entails = {remit::FunctionId(std::size_t{0})};
    vocabulary.functions[3].residual = true;
    const auto topic = [&](const char* id, remit::TopicId broader = {}) {
        remit::Topic made;
        made.id = id;
        made.broader = broader;
        vocabulary.topics.push_back(made);
        return remit::TopicId(vocabulary.topics.size() - 1);
    };
    const auto wind = topic("wind");
    topic("breeze", wind);
    topic("rain");
    topic("notes");
    vocabulary.topics.back().done_by = {remit::FunctionId(std::size_t{1})};
    topic("league_affairs");
    const auto body = [&](const char* id, remit::BodyId part_of = {}) {
        remit::Body made;
        made.id = id;
        made.kind = "organisation";
        made.part_of = part_of;
        vocabulary.bodies.push_back(made);
        return remit::BodyId(vocabulary.bodies.size() - 1);
    };
    const auto league = body("league");
    body("council", league);
    body("club");
    vocabulary.topics.back().affairs_of = league;
    return vocabulary;
}

const remit::Vocabulary& vocabulary() {
    static const remit::Vocabulary made = words();
    return made;
}

struct Says {
    Names functions;
    Names topics = {};
    Names bodies = {};
    bool residual = false;
    bool implicit = false;
    int refers_to = -1;
};

/// One duty after another, of one unit.
remit::Remit act_of(std::initializer_list<Says> duties) {
    remit::Remit act;
    remit::Unit unit;
    unit.code = "1";
    unit.name = "Office";
    act.units.push_back(unit);
    for (const Says& says : duties) {
        remit::Duty duty;
        duty.id = "1-" + std::to_string(act.duties.size() + 1);
        duty.unit = remit::UnitId(std::size_t{0});
        for (const auto& id : says.functions)
            duty.functions.push_back(*vocabulary().find_function(id));
        for (const auto& id : says.topics) duty.topics.push_back(*vocabulary().find_topic(id));
        for (const auto& id : says.bodies) duty.bodies.push_back(*vocabulary().find_body(id));
        duty.residual = says.residual;
        duty.implicit = says.implicit;
        if (says.refers_to >= 0)
            duty.refers_to = remit::DutyId(static_cast<std::size_t>(says.refers_to));
        act.duties.push_back(duty);
    }
    return act;
}

/// Opened, and closed by a step of its own, by whoever has one of the functions.
Definition procedure_of(std::string id, Names functions) {
    Definition definition;
    definition.id = std::move(id);
    State open;
    open.id = "open";
    State closed;
    closed.id = "closed";
    closed.end = true;
    definition.states = {open, closed};
    Step begin;
    begin.id = "begin";
    begin.opening = true;
    begin.to = StateId(std::size_t{0});
    begin.functions = functions;
    Step close;
    close.id = "close";
    close.from = {StateId(std::size_t{0})};
    close.to = StateId(std::size_t{1});
    close.functions = std::move(functions);
    definition.steps = {begin, close};
    return definition;
}

CarriedOut claim_of(std::string function, Names topics = {}, Names bodies = {}) {
    CarriedOut claim;
    claim.function = std::move(function);
    claim.topics = std::move(topics);
    claim.bodies = std::move(bodies);
    return claim;
}

std::string in_words(const std::vector<Work>& works, const std::vector<Definition>& definitions) {
    std::string out;
    for (const Work& work : works) {
        if (!out.empty()) out += ",";
        out += definitions[work.procedure].id + "/" + vocabulary().function(work.function).id;
        for (const StepId step : work.steps) {
            out += ":" + definitions[work.procedure].steps[step.index()].id;
        }
    }
    return out.empty() ? "-" : out;
}

/// "whole watch=p/watch; besides q/write" for each duty.
Names served(const remit::Remit& act, const std::vector<Definition>& definitions) {
    const authority::Competence competence(act, vocabulary());
    Names out;
    for (const ServedDuty& duty : cover(competence, definitions).duties) {
        constexpr std::string_view kWords[] = {"whole", "part", "none", "residual"};
        std::string line(kWords[static_cast<std::size_t>(duty.served)]);
        for (const ServedFunction& function : duty.functions) {
            line += " " + vocabulary().function(function.function).id + "=" +
                    in_words(function.works, definitions);
        }
        if (!duty.besides.empty()) line += "; " + in_words(duty.besides, definitions);
        out.push_back(line);
    }
    return out;
}

TEST_CASE("coverage: a duty is served function by function") {
    const remit::Remit act = act_of({{.functions = {"speak"}, .topics = {"wind"}},
                                     {.functions = {"watch", "speak"}, .topics = {"wind"}},
                                     {.functions = {"watch"}, .topics = {"wind"}}});
    CHECK(served(act, {procedure_of("p", {"speak"})}) ==
          Names{"whole speak=p/speak", "part watch=- speak=p/speak", "none watch=-"});
    CHECK(served(act, {}) == Names{"none speak=-", "none watch=- speak=-", "none watch=-"});
}

TEST_CASE("coverage: what a step lists on the way serves nothing") {
    Definition listed = procedure_of("p", {"speak"});
    listed.steps[1].functions = {"speak", "watch"};
    CHECK(served(act_of({{.functions = {"watch"}}}), {listed}) == Names{"none watch=-"});
}

TEST_CASE("coverage: the subject of the procedure must meet that of the duty, wider or narrower") {
    Definition wind = procedure_of("p", {"speak"});
    wind.only_topics = {"wind"};
    Definition breeze = procedure_of("q", {"speak"});
    breeze.carries_out = {claim_of("speak", {"breeze"})};
    Definition council = procedure_of("r", {"speak"});
    council.only_bodies = {"council"};
    const remit::Remit act =
        act_of({{.functions = {"speak"}, .topics = {"wind"}, .bodies = {"club"}},
                {.functions = {"speak"}, .topics = {"breeze"}, .bodies = {"league"}},
                {.functions = {"speak"}, .topics = {"rain"}},
                {.functions = {"speak"}}});
    CHECK(served(act, {wind, breeze, council}) ==
          Names{"whole speak=p/speak,q/speak", "whole speak=p/speak,q/speak,r/speak",
                "whole speak=r/speak", "whole speak=p/speak,q/speak,r/speak"});
}

TEST_CASE("coverage: limits of the procedure and of the function hold together") {
    Definition both = procedure_of("p", {"speak"});
    both.only_bodies = {"league"};
    both.carries_out = {claim_of("speak", {"wind"})};
    const remit::Remit act =
        act_of({{.functions = {"speak"}, .topics = {"wind"}, .bodies = {"council"}},
                {.functions = {"speak"}, .topics = {"rain"}, .bodies = {"council"}},
                {.functions = {"speak"}, .topics = {"wind"}, .bodies = {"club"}}});
    CHECK(served(act, {both}) == Names{"whole speak=p/speak", "none speak=-", "none speak=-"});
}

TEST_CASE("coverage: a topic that says what the function says meets a limit and fails none") {
    Definition notes = procedure_of("p", {"write"});
    notes.carries_out = {claim_of("write", {"notes"})};
    Definition rain = procedure_of("q", {"write"});
    rain.only_topics = {"rain"};
    const remit::Remit act = act_of({{.functions = {"write"}, .topics = {"wind", "notes"}},
                                     {.functions = {"write"}, .topics = {"notes"}},
                                     {.functions = {"write"}, .topics = {"wind"}}});
    CHECK(served(act, {notes, rain}) ==
          Names{"whole write=p/write", "whole write=p/write,q/write", "none write=-"});
}

TEST_CASE("coverage: the affairs of a body are that body") {
    Definition league = procedure_of("p", {"speak"});
    league.only_bodies = {"council"};
    Definition club = procedure_of("q", {"speak"});
    club.only_bodies = {"club"};
    CHECK(served(act_of({{.functions = {"speak"}, .topics = {"league_affairs"}}}),
                 {league, club}) == Names{"whole speak=p/speak"});
}

TEST_CASE("coverage: the affairs of one body before another are a limit") {
    Definition rain = procedure_of("p", {"speak"});
    rain.only_bodies = {"club"};
    rain.only_topics = {"rain"};
    const Says before_both{
        .functions = {"speak"}, .topics = {"league_affairs"}, .bodies = {"league", "club"}};
    CHECK(served(act_of({before_both}), {rain}) == Names{"none speak=-"});
    rain.only_bodies = {"council"};
    CHECK(served(act_of({before_both}), {rain}) == Names{"whole speak=p/speak"});
}

TEST_CASE("coverage: a duty that points back is about what it points at") {
    Definition rain = procedure_of("p", {"speak"});
    rain.only_topics = {"rain"};
    const remit::Remit act = act_of(
        {{.functions = {"watch"}, .topics = {"wind"}}, {.functions = {"speak"}, .refers_to = 0}});
    CHECK(served(act, {rain}) == Names{"none watch=-", "none speak=-"});
}

TEST_CASE("coverage: under a duty that names a subject only others can be run besides") {
    const remit::Remit act =
        act_of({{.functions = {"watch"}, .topics = {"wind"}, .implicit = true},
                {.functions = {"watch"}, .topics = {"rain"}, .implicit = true}});
    Definition wind = procedure_of("p", {"speak"});
    wind.only_topics = {"wind"};
    CHECK(served(act, {wind}) == Names{"part watch=-; p/speak", "none watch=-"});
    CHECK(served(act, {procedure_of("w", {"watch"})}) ==
          Names{"whole watch=w/watch", "whole watch=w/watch"});
}

TEST_CASE("coverage: what a function entails is told and not counted") {
    const remit::Remit act = act_of({{.functions = {"write"}, .topics = {"wind"}}});
    CHECK(served(act, {procedure_of("w", {"watch"})}) == Names{"none write=-; w/watch"});
}

TEST_CASE("coverage: other work shows what no other duty of the act gives") {
    const Says residual{.functions = {"other"}, .residual = true};
    const std::vector<Definition> definitions{procedure_of("p", {"speak"}),
                                              procedure_of("q", {"write"})};
    CHECK(served(act_of({{.functions = {"speak"}, .topics = {"wind"}}, residual}), definitions) ==
          Names{"whole speak=p/speak", "residual; q/write"});
    // A duty in general gives everything on its subject.
    CHECK(served(act_of({{.functions = {"watch"}, .topics = {"wind"}, .implicit = true}, residual}),
                 definitions) == Names{"part watch=-; p/speak,q/write", "residual"});
}

TEST_CASE("coverage: other work stays within what the unit is about") {
    Definition rain = procedure_of("p", {"speak"});
    rain.only_topics = {"rain"};
    const Says residual{.functions = {"other"}, .residual = true};
    CHECK(served(act_of({{.functions = {"watch"}, .topics = {"wind"}}, residual}), {rain}) ==
          Names{"none watch=-", "residual"});
    CHECK(served(act_of({{.functions = {"watch"}, .topics = {"rain"}}, residual}), {rain}) ==
          Names{"none watch=-", "residual; p/speak"});
    CHECK(served(act_of({residual}), {rain}) == Names{"residual; p/speak"});
    const Says of_club{.functions = {"other"}, .bodies = {"club"}, .residual = true};
    Definition league = procedure_of("q", {"speak"});
    league.only_bodies = {"league"};
    CHECK(served(act_of({of_club}), {league}) == Names{"residual"});
}

TEST_CASE(
    "coverage: steps that are the whole of a work are named, and a claim that does not hold is "
    "none") {
    Definition definition = procedure_of("p", {"write"});
    definition.steps[1].functions = {"write", "speak"};
    definition.carries_out = {claim_of("write"), claim_of("speak")};
    const remit::Remit act = act_of({{.functions = {"speak"}}});
    CHECK(served(act, {definition}) == Names{"none speak=-"});
    definition.carries_out[1].steps = {StepId(std::size_t{1})};
    CHECK(served(act, {definition}) == Names{"whole speak=p/speak:close"});
}

TEST_CASE("coverage: counts add up to the duties of the act") {
    const remit::Remit act = act_of({{.functions = {"speak"}},
                                     {.functions = {"watch"}},
                                     {.functions = {}},
                                     {.functions = {"other"}, .residual = true}});
    const authority::Competence competence(act, vocabulary());
    const std::vector<Definition> definitions{procedure_of("p", {"speak"})};
    const Coverage coverage = cover(competence, definitions);
    CHECK(coverage.count(Served::whole) == 1);
    CHECK(coverage.count(Served::part) == 0);
    CHECK(coverage.count(Served::none) ==
          2);  // a duty whose function nobody could read is not served
    CHECK(coverage.count(Served::residual) == 1);
}

}  // namespace
}  // namespace remit::procedure
