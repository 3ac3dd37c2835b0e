// Rules 1 to 3 of competence.h, on offices small enough to judge by eye: functions, subjects, and
// which duty goes first.
#include "authority/competence.h"

#include <doctest/doctest.h>

#include <string>

#include "support/small_office.h"

namespace remit::authority {
namespace {

using testing::SmallOffice;

/// A top with two units below, each of which has one below it.
SmallOffice two_lines() {
    SmallOffice office;
    office.add_unit("T");
    office.add_unit("A", "T");
    office.add_unit("B", "T");
    office.add_unit("A1", "A");
    office.add_unit("B1", "B");
    return office;
}

}  // namespace

// --- 1. Function ---

TEST_CASE("competence: a duty gives the functions of its verbs and no others") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"tides"}});
    CHECK(office.ask("A", "watch", {.topics = {"tides"}}) == "own A-1");
    CHECK(office.ask("A", "propose", {.topics = {"tides"}}) == "refused: other function by A-1 []");
}

TEST_CASE(
    "competence: a function gives what it entails, over any number of steps, and no way back") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"sit"}, .bodies = {"council"}});
    const Competence competence(office.model, office.words);
    for (const std::string_view entailed : {"propose", "watch", "judge"}) {
        const Ruling ruling =
            competence.authorise(office.question("A", entailed, {.bodies = {"council"}}));
        CHECK(office.describe(ruling) == "own A-1");
        CHECK(ruling.findings == std::vector{Finding::entailed});
    }
    CHECK(office.ask("A", "relate", {.bodies = {"council"}}) ==
          "refused: other function by A-1 []");

    SmallOffice modest = two_lines();
    modest.add_duty("A", {.functions = {"propose"}, .bodies = {"council"}});
    CHECK(modest.ask("A", "sit", {.bodies = {"council"}}) == "refused: other function by A-1 []");
}

TEST_CASE("competence: functions that entail each other in a circle give each other, and end") {
    SmallOffice office = two_lines();
    office.words.functions[office.function("judge").index()].entails = {office.function("sit")};
    office.add_duty("A", {.functions = {"judge"}, .bodies = {"council"}});
    CHECK(office.ask("A", "propose", {.bodies = {"council"}}) == "own A-1");
}

TEST_CASE("competence: a duty that names only a subject gives every function over it") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}, .implicit = true});
    for (const remit::Function& function : office.words.functions) {
        CHECK(office.ask("A", function.id, {.bodies = {"council"}}) == "own A-1");
        CHECK(office.ask("A", function.id, {.bodies = {"union"}}) ==
              "refused: other subject by A-1 []");
    }
    const Competence competence(office.model, office.words);
    const auto findings = [&](std::string_view function) {
        return competence.authorise(office.question("A", function, {.bodies = {"council"}}))
            .findings;
    };
    CHECK(findings("watch").empty());
    CHECK(findings("relate") == std::vector{Finding::general});
}

// --- 2. Subject ---

TEST_CASE("competence: a duty on a body covers its organs, and one on an organ not the whole") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    CHECK(office.ask("A", "watch", {.bodies = {"tide_committee"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"council"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"league"}}) == "refused: other subject by A-1 []");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}}) == "refused: other subject by A-1 []");
}

TEST_CASE("competence: a word for many covers its kind and nothing else") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"committees"}});
    CHECK(office.ask("A", "watch", {.bodies = {"tide_committee"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"council"}}) == "refused: other subject by A-1 []");
}

TEST_CASE("competence: a duty on a body that is gone covers the one that took its place") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"old_union"}});
    CHECK(office.ask("A", "watch", {.bodies = {"union"}}) == "own A-1");
}

TEST_CASE("competence: a duty on a topic covers narrower ones, in every body and in none") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    CHECK(office.ask("A", "watch", {.topics = {"storms"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"storms"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.topics = {"tides"}}) == "refused: other subject by A-1 []");
}

TEST_CASE("competence: a duty on a body covers every topic there") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"salt"}}) == "own A-1");
}

TEST_CASE("competence: a duty on a body and a topic needs both") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"winds"}});
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"storms"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"tides"}}) ==
          "refused: other subject by A-1 []");
    CHECK(office.ask("A", "watch", {.bodies = {"league"}, .topics = {"winds"}}) ==
          "refused: other subject by A-1 []");
}

TEST_CASE(
    "competence: a topic that is the forum's affairs excludes no other topic there, but does "
    "elsewhere") {
    SmallOffice office = two_lines();
    office.add_duty(
        "A", {.functions = {"watch"}, .bodies = {"league", "union"}, .topics = {"league_affairs"}});
    CHECK(office.ask("A", "watch", {.bodies = {"council"}, .topics = {"salt"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"council"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"salt"}}) ==
          "refused: other subject by A-1 []");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}}) == "refused: not stated by A-1 []");
}

TEST_CASE("competence: beside other topics, the affairs of a named body only name it again") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch", "inform"},
                          .bodies = {"league"},
                          .topics = {"winds", "league_affairs"}});
    CHECK(office.ask("A", "watch", {.bodies = {"council"}, .topics = {"storms"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"council"}, .topics = {"salt"}}) ==
          "refused: other subject by A-1 []");
    CHECK(office.ask("A", "watch", {.topics = {"league_reform"}}) ==
          "refused: other subject by A-1 []");
    office.model.duties[0].topics[0] = office.topic("press");  // said by one of the functions
    CHECK(office.ask("A", "inform", {.bodies = {"council"}, .topics = {"salt"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"council"}, .topics = {"salt"}}) ==
          "refused: other subject by A-1 []");
}

TEST_CASE("competence: what a committee is always about need not be stated before it") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"sit"}, .bodies = {"committees"}, .topics = {"winds"}});
    CHECK(office.ask("A", "propose", {.bodies = {"wind_committee"}}) == "own A-1");
    CHECK(office.ask("A", "propose", {.bodies = {"wind_committee"}, .topics = {"tides"}}) ==
          "own A-1");
    CHECK(office.ask("A", "propose", {.bodies = {"tide_committee"}}) ==
          "refused: not stated by A-1 []");
    CHECK(office.ask("A", "propose", {.bodies = {"tide_committee"}, .topics = {"storms"}}) ==
          "own A-1");
}

TEST_CASE("competence: a matter on the affairs of a body is before that body where it names none") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"league"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"union"}});
    CHECK(office.ask("A", "watch", {.topics = {"league_reform"}}) == "own A-1");
    CHECK(office.ask("B", "watch", {.topics = {"league_reform"}}) ==
          "refused: other subject by B-1 [A-1]");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"league_reform"}}) ==
          "refused: other subject by A-1 [B-1]");
}

TEST_CASE("competence: a matter that states no topic is on what its forum is about, by name") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"propose"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"propose"}, .bodies = {"council"}});
    CHECK(office.who("propose", {.bodies = {"wind_committee"}}) == "A-1 -B-1");
    CHECK(office.who("propose", {.bodies = {"wind_committee"}, .topics = {"winds"}}) == "A-1 -B-1");
    // What is stated instead is what it is on.
    CHECK(office.who("propose", {.bodies = {"wind_committee"}, .topics = {"salt"}}) == "B-1 -A-1");
}

TEST_CASE("competence: a matter with a counterpart is on what all work with that is about") {
    SmallOffice office = two_lines();
    office.words.counterparts[office.counterpart("ministries").index()].about = {
        office.topic("salt")};
    office.add_duty("A", {.functions = {"support"},
                          .bodies = {"union"},
                          .topics = {"salt"},
                          .counterparts = {"mill"}});
    CHECK(office.ask("A", "support", {.bodies = {"union"}, .counterparts = {"mill"}}) == "own A-1");
    CHECK(office.ask("A", "support", {.bodies = {"union"}}) == "refused: not stated by A-1 []");
    CHECK(office.ask("A", "support", {.bodies = {"union"}, .counterparts = {"forge"}}) ==
          "refused: other subject by A-1 []");
    CHECK(office.ask("A", "support", {.bodies = {"league"}, .counterparts = {"mill"}}) ==
          "refused: other subject by A-1 []");
}

TEST_CASE("competence: a word for every body, beside topics, is met where no body is stated") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"all"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"all"}});
    CHECK(office.ask("A", "watch", {.topics = {"storms"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.bodies = {"union"}, .topics = {"storms"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.topics = {"salt"}}) == "refused: other subject by A-1 []");
    CHECK(office.ask("A", "watch", {}) == "refused: not stated by A-1 []");
    CHECK(office.ask("B", "watch", {.topics = {"salt"}}) == "refused: not stated by B-1 []");
}

TEST_CASE("competence: what the matter does not state is not met") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    CHECK(office.ask("A", "watch", {.bodies = {"union"}}) == "refused: not stated by A-1 []");
    CHECK(office.ask("A", "watch", {.topics = {"winds"}}) == "refused: not stated by A-1 [B-1]");
    CHECK(office.ask("B", "watch", {.bodies = {"union"}}) == "refused: not stated by B-1 []");
    CHECK(office.ask("A", "watch", {}) == "refused: not stated by A-1 []");
}

TEST_CASE("competence: a topic that says what the function says limits nothing and gives nothing") {
    SmallOffice office = two_lines();
    office.add_duty("A",
                    {.functions = {"inform", "report"}, .bodies = {"union"}, .topics = {"press"}});
    office.add_duty("B", {.functions = {"inform"}, .topics = {"winds", "press"}});
    CHECK(office.ask("A", "inform", {.bodies = {"union"}}) == "own A-1");
    CHECK(office.ask("A", "report", {.bodies = {"union"}}) == "refused: not stated by A-1 []");
    CHECK(office.ask("A", "report", {.bodies = {"union"}, .topics = {"press"}}) == "own A-1");
    CHECK(office.ask("B", "inform", {.topics = {"press"}}) == "refused: not stated by B-1 []");
    CHECK(office.ask("B", "inform", {.topics = {"storms", "press"}}) == "own B-1");
}

TEST_CASE("competence: a duty whose only limit is what its function says covers every subject") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"inform"}, .topics = {"press"}});
    CHECK(office.ask("A", "inform", {.topics = {"salt"}}) == "own A-1");
    CHECK(office.ask("A", "inform", {}) == "own A-1");
    office.add_duty("B", {.functions = {"inform"}, .topics = {"salt"}});
    CHECK(office.ask("B", "inform", {.topics = {"salt"}}) == "own B-1");
    CHECK(office.ask("A", "inform", {.topics = {"salt"}}) == "refused: outranked by A-1 [B-1]");
}

TEST_CASE("competence: counterparts limit what is done toward them, and nothing else") {
    SmallOffice office = two_lines();
    office.add_duty(
        "A", {.functions = {"support", "watch"}, .topics = {"winds"}, .counterparts = {"mill"}});
    CHECK(office.ask("A", "support", {.topics = {"winds"}, .counterparts = {"mill"}}) == "own A-1");
    CHECK(office.ask("A", "support", {.topics = {"winds"}, .counterparts = {"forge"}}) ==
          "refused: other subject by A-1 []");
    CHECK(office.ask("A", "support", {.topics = {"winds"}}) == "own A-1");
    CHECK(office.ask("A", "watch", {.topics = {"winds"}, .counterparts = {"forge"}}) == "own A-1");
}

TEST_CASE("competence: a duty that names only counterparts covers matters with them") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"support"}, .counterparts = {"ministries"}});
    CHECK(office.ask("A", "support", {.topics = {"salt"}, .counterparts = {"forge"}}) == "own A-1");
    CHECK(office.ask("A", "support", {.counterparts = {"forge"}}) == "own A-1");
    CHECK(office.ask("A", "support", {.topics = {"salt"}}) == "refused: not stated by A-1 []");
}

TEST_CASE("competence: a duty that points back has the limits of the other where it has none") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("A", {.functions = {"relate"}, .refers_to = "A-1"});
    office.add_duty("A", {.functions = {"propose"}, .bodies = {"union"}, .refers_to = "A-2"});
    CHECK(office.ask("A", "relate", {.topics = {"storms"}}) == "own A-2");
    CHECK(office.ask("A", "relate", {.topics = {"salt"}}) == "refused: other subject by A-2 []");
    CHECK(office.ask("A", "propose", {.bodies = {"union"}, .topics = {"storms"}}) == "own A-3");
    CHECK(office.ask("A", "propose", {.bodies = {"union"}, .topics = {"salt"}}) ==
          "refused: other subject by A-3 []");
    office.model.duties[0].refers_to = office.duty("A-2");  // a circle in the data
    office.model.duties[0].topics.clear();
    CHECK(office.ask("A", "relate", {.topics = {"storms"}}) == "refused: no subject by A-2 []");
}

TEST_CASE("competence: a duty that names no subject gives nothing by itself, cut off or not") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"relate"}, .truncated = true});
    office.add_duty("B", {.functions = {"relate"}});
    for (const std::string_view code : {"A", "B"}) {
        CHECK(office.ask(code, "relate", {.topics = {"salt"}}) ==
              "refused: no subject by " + std::string(code) + "-1 []");
        CHECK(office.ask(code, "relate", {}) ==
              "refused: no subject by " + std::string(code) + "-1 []");
    }
}

TEST_CASE("competence: a duty that is cut off behind its subject gives that") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"relate"}, .topics = {"salt"}, .truncated = true});
    CHECK(office.ask("A", "relate", {.topics = {"salt"}}) == "own A-1");
}

// --- 3. Order ---

namespace {

/// What the first unit and the second are told, and by what the first goes before the second.
void check_before(SmallOffice& office, std::string_view function,
                  const testing::SubjectWords& subject, Criterion criterion) {
    const Competence competence(office.model, office.words);
    const Ruling first = competence.authorise(office.question("A", function, subject));
    CHECK(office.describe(first) == "own A-1");
    REQUIRE(first.runner_up.has_value());
    CHECK(first.runner_up->unit == office.unit("B"));
    CHECK(first.runner_up->behind_by == criterion);
    CHECK(office.ask("B", function, subject) == "refused: outranked by B-1 [A-1]");
    CHECK(office.who(function, subject) == "A-1 -B-1");
    const auto holders = competence.holders(office.function(function), office.subject(subject));
    CHECK(holders.back().behind_by == criterion);
}

}  // namespace

TEST_CASE("competence: a duty on the body goes before one on the body that it is part of") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"league"}});
    office.words.functions[office.function("watch").index()].decided_by = remit::DecidedBy::body;
    check_before(office, "watch", {.bodies = {"council"}}, Criterion::body);
    check_before(office, "watch", {.bodies = {"tide_committee"}}, Criterion::body);
    CHECK(office.ask("B", "watch", {.bodies = {"league"}}) == "own B-1");
}

TEST_CASE("competence: a duty on the topic goes before one on a broader topic") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"propose"}, .topics = {"storms"}});
    office.add_duty("B", {.functions = {"propose"}, .topics = {"winds"}});
    check_before(office, "propose", {.topics = {"storms"}}, Criterion::topic);
}

TEST_CASE("competence: a duty on body and topic goes before one on either") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"league"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    check_before(office, "watch", {.bodies = {"council"}, .topics = {"storms"}},
                 Criterion::both_dimensions);
    office.model.duties[1].bodies.clear();
    office.model.duties[1].topics = {office.topic("storms")};
    check_before(office, "watch", {.bodies = {"council"}, .topics = {"storms"}},
                 Criterion::both_dimensions);
}

TEST_CASE("competence: who has bodies of one sort goes before who has what the body is part of") {
    SmallOffice office = two_lines();
    office.add_body("wind_bodies", "generic", "");
    office.words.bodies[office.body("wind_bodies").index()].covers.about = {office.topic("winds")};
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"wind_bodies"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    check_before(office, "watch", {.bodies = {"wind_committee"}}, Criterion::body);
    CHECK(office.ask("B", "watch", {.bodies = {"council"}}) == "own B-1");
    office.add_duty("B1", {.functions = {"watch"}, .bodies = {"wind_committee"}});
    CHECK(office.ask("A", "watch", {.bodies = {"wind_committee"}}) ==
          "refused: outranked by A-1 [B1-1 B-1]");
}

TEST_CASE("competence: the nearer by topic drafts, even where the other has the forum as well") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"propose"}, .topics = {"storms"}});
    office.add_duty("B", {.functions = {"propose"}, .bodies = {"council"}, .topics = {"winds"}});
    check_before(office, "propose", {.bodies = {"council"}, .topics = {"storms"}},
                 Criterion::topic);
}

TEST_CASE("competence: to draft, being given the function goes before having the forum as well") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"propose"}, .topics = {"winds"}});
    office.add_duty(
        "B",
        {.functions = {"watch"}, .bodies = {"council"}, .topics = {"winds"}, .implicit = true});
    const testing::SubjectWords matter{.bodies = {"council"}, .topics = {"winds"}};
    check_before(office, "propose", matter, Criterion::function);
    office.model.duties[0].topics = {office.topic("salt")};  // farther, it no longer covers it
    CHECK(office.ask("B", "propose", matter) == "own B-1");
}

TEST_CASE("competence: to keep the channel, being given it goes before being nearer in general") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"sit"}, .bodies = {"league"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}, .implicit = true});
    check_before(office, "sit", {.bodies = {"council"}}, Criterion::function);
    CHECK(office.who("watch", {.bodies = {"council"}}) == "B-1 -A-1");
}

TEST_CASE("competence: where neither decides, nearer by topic and nearer by body are rivals") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"league"}, .topics = {"storms"}});
    const testing::SubjectWords matter{.bodies = {"council"}, .topics = {"storms"}};
    CHECK(office.who("watch", matter) == "=A-1 =B-1");
    // However many steps one is the nearer by: steps of names of two sorts do not add up.
    office.model.duties[1].bodies = {office.body("all")};
    CHECK(office.who("watch", matter) == "=A-1 =B-1");
    office.model.duties[1].bodies = {office.body("council")};
    CHECK(office.who("watch", matter) == "B-1 -A-1");
}

TEST_CASE("competence: a unit is as near by each dimension as any of its duties") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    office.add_duty("A", {.functions = {"watch"}, .topics = {"storms"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"storms"}});
    office.add_duty("B1", {.functions = {"watch"}, .bodies = {"council"}});
    const testing::SubjectWords matter{.bodies = {"council"}, .topics = {"storms"}};
    CHECK(office.ask("A", "watch", matter) == "own A-1");
    CHECK(office.ask("B", "watch", matter) == "refused: outranked by B-1 [A-1]");
    CHECK(office.ask("B1", "watch", matter) == "refused: outranked by B1-1 [A-1]");
}

TEST_CASE("competence: a unit acts under the clause that names the function, were it farther") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"sit"}, .bodies = {"council"}});
    office.add_duty("A", {.functions = {"propose"}, .bodies = {"all"}});
    office.add_duty("B", {.functions = {"propose"}, .bodies = {"league"}});
    const testing::SubjectWords matter{.bodies = {"council"}};
    CHECK(office.ask("A", "propose", matter) == "own A-2");
    CHECK(office.ask("B", "propose", matter) == "refused: outranked by B-1 [A-2]");
}

TEST_CASE("competence: the unit of the topic drafts, the unit of the forum keeps the channel") {
    SmallOffice office = two_lines();
    const testing::SubjectWords matter{.bodies = {"council"}, .topics = {"winds"}};
    office.add_duty("A", {.functions = {"propose"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"propose"}, .bodies = {"council"}});
    check_before(office, "propose", matter, Criterion::topic);

    SmallOffice channel = two_lines();
    channel.add_duty("A", {.functions = {"relate"}, .bodies = {"council"}});
    channel.add_duty("B", {.functions = {"relate"}, .topics = {"winds"}});
    check_before(channel, "relate", matter, Criterion::body);

    SmallOffice neither = two_lines();
    neither.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    neither.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    CHECK(neither.ask("A", "watch", matter) == "refused: rivals by A-1 [=A-1 =B-1]");
}

TEST_CASE(
    "competence: a duty that covers all that the matter states goes before one that covers part") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"all"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    check_before(office, "watch", {.bodies = {"council", "union"}}, Criterion::covers_more);
    CHECK(office.ask("B", "watch", {.bodies = {"council"}}) == "own B-1");
}

TEST_CASE("competence: several duties of a unit cover a matter together") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("A", {.functions = {"watch"}, .topics = {"tides"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"storms"}});
    const testing::SubjectWords matter{.topics = {"storms", "tides"}};
    CHECK(office.ask("A", "watch", matter) == "own A-2");
    CHECK(office.ask("B", "watch", matter) == "refused: outranked by B-1 [A-2]");
    const Competence competence(office.model, office.words);
    CHECK(competence.authorise(office.question("A", "watch", matter)).findings.empty());
}

TEST_CASE("competence: a unit that covers part of a matter alone may act, and is told") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    const Competence competence(office.model, office.words);
    const Ruling ruling =
        competence.authorise(office.question("A", "watch", {.topics = {"winds", "salt"}}));
    CHECK(office.describe(ruling) == "own A-1");
    CHECK(ruling.findings == std::vector{Finding::covers_part});
}

TEST_CASE("competence: a duty that names the business of the forum goes before one that does not") {
    SmallOffice office = two_lines();
    office.add_duty("A",
                    {.functions = {"watch"}, .bodies = {"wind_committee"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"wind_committee"}});
    check_before(office, "watch", {.bodies = {"wind_committee"}, .topics = {"salt"}},
                 Criterion::business);
    check_before(office, "watch", {.bodies = {"wind_committee"}}, Criterion::both_dimensions);
}

TEST_CASE("competence: a duty that names the counterpart goes before one that does not") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}, .counterparts = {"mill"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    check_before(office, "watch", {.topics = {"winds"}, .counterparts = {"mill"}},
                 Criterion::counterpart);
}

TEST_CASE(
    "competence: naming a function goes before entailing it, and that before general competence") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"propose"}, .bodies = {"union"}});
    office.add_duty("B", {.functions = {"sit"}, .bodies = {"union"}});
    check_before(office, "propose", {.bodies = {"union"}}, Criterion::function);
    SmallOffice general = two_lines();
    general.add_duty("A", {.functions = {"sit"}, .bodies = {"union"}});
    general.add_duty("B", {.functions = {"relate"}, .bodies = {"union"}, .implicit = true});
    check_before(general, "propose", {.bodies = {"union"}}, Criterion::function);
}

}  // namespace remit::authority
