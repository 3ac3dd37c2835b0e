// Rules 4 to 8 of competence.h: lines, rivals, taking over, other work, units without a provision.
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

calendar::Date day(std::string_view iso) {
    const auto date = calendar::Date::parse(iso);
    REQUIRE(date.ok());
    return date.value();
}

}  // namespace

// --- 4. One line ---

TEST_CASE("competence: units on one line do not exclude each other, and the narrowest owns") {
    SmallOffice office = two_lines();
    office.add_duty("T", {.functions = {"watch"}, .bodies = {"tide_committee"}});
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    office.add_duty("A1", {.functions = {"watch"}, .bodies = {"all"}});
    const testing::SubjectWords matter{.bodies = {"tide_committee"}};
    CHECK(office.ask("T", "watch", matter) == "own T-1");
    CHECK(office.ask("A", "watch", matter) == "own A-1");
    CHECK(office.ask("A1", "watch", matter) == "own A1-1");
    CHECK(office.who("watch", matter) == "A1-1 A-1 T-1");
}

TEST_CASE(
    "competence: on a line, whoever covers all of the matter owns it before one that covers part") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds", "salt"}});
    office.add_duty("A1", {.functions = {"watch"}, .topics = {"storms"}});
    CHECK(office.who("watch", {.topics = {"storms", "salt"}}) == "A-1 A1-1");
    CHECK(office.who("watch", {.topics = {"storms"}}) == "A1-1 A-1");
}

// --- 5. Rivals ---

TEST_CASE("competence: of equal rivals none may act until a unit above both chooses one") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const testing::SubjectWords matter{.topics = {"winds"}};
    CHECK(office.ask("A", "watch", matter) == "refused: rivals by A-1 [=A-1 =B-1]");
    CHECK(office.ask("B", "watch", matter) == "refused: rivals by B-1 [=A-1 =B-1]");

    Question asked = office.question("A", "watch", matter);
    asked.lead = office.unit("A");
    CHECK(office.ask(asked) ==
          "refused: rivals by A-1 [=A-1 =B-1]");  // leading is not being chosen
    asked.designated_by = office.unit("T");
    CHECK(office.ask(asked) == "designated A-1");
    asked.unit = office.unit("B");
    CHECK(office.ask(asked) == "refused: designated other by B-1 [=A-1 =B-1]");

    const Competence competence(office.model, office.words);
    const Ruling ruling = competence.authorise(office.question("A", "watch", matter));
    CHECK(ruling.refusal->superior == office.unit("T"));
}

TEST_CASE("competence: a choice by anyone but a unit above all rivals is void") {
    SmallOffice office = two_lines();
    office.add_unit("TT");
    office.model.units[office.unit("T").index()].parent = office.unit("TT");
    office.add_unit("C", "TT");
    office.add_duty("A1", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B1", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A1", "watch", {.topics = {"winds"}});
    asked.lead = office.unit("A1");
    for (const std::string_view nobody : {"A", "A1", "B", "B1", "C"}) {
        asked.designated_by = office.unit(nobody);
        CHECK(office.ask(asked) == "refused: designation void by A1-1 [=A1-1 =B1-1]");
    }
    for (const std::string_view superior : {"T", "TT"}) {
        asked.designated_by = office.unit(superior);
        CHECK(office.ask(asked) == "designated A1-1");
    }
}

TEST_CASE("competence: a choice of one that is not among the equals is void") {
    SmallOffice office = two_lines();
    office.add_unit("C", "T");
    office.add_duty("A", {.functions = {"watch"}, .topics = {"storms"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"storms"}});
    office.add_duty("C", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A", "watch", {.topics = {"storms"}});
    asked.designated_by = office.unit("T");
    for (const std::string_view other : {"C", "T", "B1"}) {
        asked.lead = office.unit(other);
        CHECK(office.ask(asked) == "refused: designation void by A-1 [=A-1 =B-1]");
    }
    asked.lead = {};
    CHECK(office.ask(asked) == "refused: designation void by A-1 [=A-1 =B-1]");
    asked.unit = office.unit("C");  // no choice lifts it over a more specific duty
    asked.lead = office.unit("C");
    CHECK(office.ask(asked) == "refused: outranked by C-1 [=A-1 =B-1]");
}

TEST_CASE("competence: a choice that is made later than the step is void for it") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A", "watch", {.topics = {"winds"}});
    asked.lead = office.unit("A");
    asked.designated_by = office.unit("T");
    asked.designated_on = day("2026-03-02");
    asked.date = day("2026-03-01");
    CHECK(office.ask(asked) == "refused: designation void by A-1 [=A-1 =B-1]");
    asked.date = day("2026-03-02");
    CHECK(office.ask(asked) == "designated A-1");
}

TEST_CASE("competence: a choice where there is no rival changes nothing") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A", "watch", {.topics = {"winds"}});
    asked.lead = office.unit("B");
    asked.designated_by = office.unit("T");
    CHECK(office.ask(asked) == "own A-1");
}

TEST_CASE("competence: rivals without a unit above both have nobody to choose") {
    SmallOffice office;
    office.add_unit("A");
    office.add_unit("B");
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A", "watch", {.topics = {"winds"}});
    CHECK(office.ask(asked) == "refused: rivals by A-1 [=A-1 =B-1]");
    const Competence competence(office.model, office.words);
    CHECK_FALSE(competence.authorise(asked).refusal->superior.is_some());
    asked.lead = office.unit("A");
    asked.designated_by = office.unit("A");
    CHECK(office.ask(asked) == "refused: designation void by A-1 [=A-1 =B-1]");
}

TEST_CASE("competence: a unit above the rivals with a duty of its own acts, and they still wait") {
    SmallOffice office = two_lines();
    office.add_duty("T", {.functions = {"watch"}, .bodies = {"league"}, .topics = {"winds"}});
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const testing::SubjectWords matter{.topics = {"winds"}, .counterparts = {}};
    CHECK(office.ask("A", "watch", matter) == "refused: rivals by A-1 [=A-1 =B-1]");
    office.model.duties[0].bodies.clear();
    CHECK(office.ask("T", "watch", matter) == "own T-1");
    CHECK(office.ask("A", "watch", matter) == "refused: rivals by A-1 [T-1]");
    CHECK(office.who("watch", matter) == "T-1 =A-1 =B-1");
}

TEST_CASE("competence: lines are compared where they part, each by the best below that point") {
    SmallOffice office = two_lines();
    office.add_unit("A2", "A");
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"all"}});
    office.add_duty("A1", {.functions = {"watch"}, .bodies = {"tide_committee"}});
    office.add_duty("A2", {.functions = {"watch"}, .bodies = {"league"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    const testing::SubjectWords matter{.bodies = {"tide_committee"}};
    CHECK(office.ask("A1", "watch", matter) == "own A1-1");
    CHECK(office.ask("A", "watch", matter) == "own A-1");  // stands with A1 against B
    CHECK(office.ask("B", "watch", matter) == "refused: outranked by B-1 [A1-1 A-1]");
    CHECK(office.ask("A2", "watch", matter) == "refused: outranked by A2-1 [A1-1 A-1]");
    CHECK(office.who("watch", matter) == "A1-1 A-1 -B-1 -A2-1");
}

TEST_CASE(
    "competence: a unit stands under its superior's duty against other lines, not against its "
    "neighbours") {
    SmallOffice office = two_lines();
    office.add_unit("A2", "A");
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"tide_committee"}});
    office.add_duty("A1", {.functions = {"watch"}, .bodies = {"all"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    const testing::SubjectWords matter{.bodies = {"tide_committee"}};
    CHECK(office.ask("A1", "watch", matter) == "own A1-1");
    CHECK(office.ask("B", "watch", matter) == "refused: outranked by B-1 [A1-1 A-1]");
    office.add_duty("A2", {.functions = {"watch"}, .bodies = {"all"}});
    CHECK(office.ask("A1", "watch", matter) == "refused: rivals by A1-1 [A-1]");
    CHECK(office.ask("A", "watch", matter) == "own A-1");
}

TEST_CASE("competence: a choice between two of three rivals must come from above all three") {
    SmallOffice office = two_lines();
    office.add_unit("A2", "A");
    for (const std::string_view code : {"A1", "A2", "B"}) {
        office.add_duty(code, {.functions = {"watch"}, .topics = {"winds"}});
    }
    Question asked = office.question("A1", "watch", {.topics = {"winds"}});
    asked.lead = office.unit("A1");
    asked.designated_by = office.unit("A");
    CHECK(office.ask(asked) == "refused: designation void by A1-1 [=A1-1 =A2-1 =B-1]");
    asked.designated_by = office.unit("T");
    CHECK(office.ask(asked) == "designated A1-1");
    asked.lead = office.unit("A2");
    CHECK(office.ask(asked) == "refused: designated other by A1-1 [=A1-1 =A2-1 =B-1]");
    asked.lead = office.unit("B");
    CHECK(office.ask(asked) == "refused: designated other by A1-1 [=A1-1 =A2-1 =B-1]");
}

// --- 6. Taking over ---

TEST_CASE("competence: a superior takes over from below only where it says so") {
    SmallOffice office = two_lines();
    office.add_duty("A1", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("T", "watch", {.topics = {"winds"}});
    CHECK(office.ask(asked) == "refused: held below [A1-1]");
    asked.take_over = true;
    CHECK(office.ask(asked) == "taken over A1-1");
    const Competence competence(office.model, office.words);
    const Ruling ruling = competence.authorise(asked);
    CHECK(ruling.grant->unit == office.unit("T"));
    CHECK(ruling.findings == std::vector{Finding::taken_over});
    asked.unit = office.unit("B");  // not above it
    CHECK(office.ask(asked) == "refused: no duty [A1-1]");
    asked.unit = office.unit("A1");
    CHECK(office.ask(asked) == "own A1-1");
}

TEST_CASE("competence: a superior with a duty of its own acts under its own, whatever it wishes") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("A1", {.functions = {"watch"}, .topics = {"storms"}});
    Question asked = office.question("A", "watch", {.topics = {"storms"}});
    asked.take_over = true;
    CHECK(office.ask(asked) == "own A-1");
}

TEST_CASE("competence: nobody acts under the duty of a unit above") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A1", "watch", {.topics = {"winds"}});
    asked.take_over = true;
    CHECK(office.ask(asked) == "refused: no duty [A-1]");
}

TEST_CASE("competence: taking over gives no more than the unit below had") {
    SmallOffice office = two_lines();
    office.add_duty("A1", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"storms"}});
    Question asked = office.question("A", "watch", {.topics = {"storms"}});
    asked.take_over = true;
    CHECK(office.ask(asked) == "refused: outranked [B-1]");
    asked.subject = office.subject({.topics = {"winds"}});
    CHECK(office.ask(asked) == "taken over A1-1");
}

TEST_CASE("competence: a unit above rivals may take over from the better of them, or from equals") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("T", "watch", {.topics = {"winds"}});
    asked.take_over = true;
    CHECK(office.ask(asked) == "taken over A-1");
    office.add_duty("B", {.functions = {"watch"}, .topics = {"storms"}});
    asked.subject = office.subject({.topics = {"storms"}});
    CHECK(office.ask(asked) == "taken over B-2");
}

// --- 7. Residual ---

TEST_CASE("competence: other work carries a function within what the unit's duties touch") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("A", {.functions = {"other"}, .residual = true});
    CHECK(office.ask("A", "relate", {.topics = {"storms"}}) == "residual A-2");
    const Competence competence(office.model, office.words);
    CHECK(competence.authorise(office.question("A", "relate", {.topics = {"storms"}})).findings ==
          std::vector{Finding::residual_used});
    CHECK(office.ask("A", "relate", {.topics = {"salt"}}) == "refused: no duty []");
    CHECK(office.ask("A", "watch", {.topics = {"winds"}}) == "own A-1");
    CHECK(office.ask("B", "relate", {.topics = {"storms"}}) == "refused: no duty [A-2]");
}

TEST_CASE(
    "competence: other work that names its bodies is limited to those, whatever else is touched") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("A", {.functions = {"other"}, .bodies = {"league"}, .residual = true});
    CHECK(office.ask("A", "relate", {.bodies = {"council"}, .topics = {"salt"}}) == "residual A-2");
    CHECK(office.ask("A", "relate", {.topics = {"storms"}}) == "refused: other function by A-1 []");
    CHECK(office.ask("A", "relate", {.bodies = {"union"}}) == "refused: no duty []");
}

TEST_CASE("competence: other work never goes against a duty by name, of a rival, above or below") {
    for (const std::string_view holder : {"T", "A1", "B"}) {
        SmallOffice office = two_lines();
        office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
        office.add_duty("A", {.functions = {"other"}, .residual = true});
        office.add_duty(holder, {.functions = {"relate"}, .topics = {"storms"}});
        const std::string held = std::string(holder) + "-1";
        const std::string reason = holder == "A1" ? "held below" : "residual barred by A-2";
        CHECK(office.ask("A", "relate", {.topics = {"storms"}}) ==
              "refused: " + reason + " [" + held + "]");
        CHECK(office.ask("A", "relate", {.topics = {"winds"}}) == "residual A-2");
    }
}

TEST_CASE(
    "competence: a duty by name that covers only part of the matter bars other work as well") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds", "salt"}});
    office.add_duty("A", {.functions = {"other"}, .residual = true});
    office.add_duty("B", {.functions = {"relate"}, .topics = {"storms"}});
    CHECK(office.ask("A", "relate", {.topics = {"storms", "salt"}}) ==
          "refused: residual barred by A-2 [B-1]");
    CHECK(office.ask("B", "relate", {.topics = {"storms", "salt"}}) == "own B-1");
}

TEST_CASE("competence: other work stands back where a duty by name might cover what is unsaid") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    office.add_duty("A", {.functions = {"other"}, .residual = true});
    office.add_duty("B", {.functions = {"relate"}, .bodies = {"union"}, .topics = {"storms"}});
    CHECK(office.ask("A", "relate", {.bodies = {"union"}}) == "refused: residual unsaid by B-1 []");
    CHECK(office.who("relate", {.bodies = {"union"}}) == "");
    CHECK(office.ask("A", "relate", {.bodies = {"union"}, .topics = {"salt"}}) == "residual A-2");
    CHECK(office.ask("A", "relate", {.bodies = {"union"}, .topics = {"storms"}}) ==
          "refused: residual barred by A-2 [B-1]");
    // Before a body that is about something, only what falls under that may be unsaid.
    office.words.bodies[office.body("union").index()].about = {office.topic("salt")};
    CHECK(office.ask("A", "relate", {.bodies = {"union"}}) == "residual A-2");
    office.words.bodies[office.body("union").index()].about = {office.topic("winds")};
    CHECK(office.ask("A", "relate", {.bodies = {"union"}}) == "refused: residual unsaid by B-1 []");
}

TEST_CASE("competence: rivals by other work are rivals, and the one that is nearer goes first") {
    SmallOffice office = two_lines();
    for (const std::string_view code : {"A", "B"}) {
        office.add_duty(code, {.functions = {"watch"}, .topics = {"winds"}});
        office.add_duty(code, {.functions = {"other"}, .residual = true});
    }
    const testing::SubjectWords matter{.topics = {"storms"}};
    CHECK(office.ask("A", "relate", matter) == "refused: rivals by A-2 [=A-2 =B-2]");
    Question asked = office.question("B", "relate", matter);
    asked.lead = office.unit("B");
    asked.designated_by = office.unit("T");
    CHECK(office.ask(asked) == "residual B-2");
    office.model.duties[0].topics = {office.topic("storms")};
    CHECK(office.ask("A", "relate", matter) == "residual A-2");
    CHECK(office.ask("B", "relate", matter) == "refused: outranked by B-2 [A-2]");
}

TEST_CASE("competence: other work of a unit below may be taken over, and is found to be that") {
    SmallOffice office = two_lines();
    office.add_duty("A1", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("A1", {.functions = {"other"}, .residual = true});
    Question asked = office.question("A", "relate", {.topics = {"winds"}});
    asked.take_over = true;
    const Competence competence(office.model, office.words);
    const Ruling ruling = competence.authorise(asked);
    CHECK(office.describe(ruling) == "taken over A1-2");
    CHECK(ruling.findings == std::vector{Finding::residual_used, Finding::taken_over});
}

// --- 8. Units without a provision, and the rest ---

TEST_CASE("competence: a unit that is only announced holds nothing, and is told who does") {
    SmallOffice office = two_lines();
    office.add_unit("N", "T", remit::UnitStatus::announced_only);
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    CHECK(office.ask("N", "watch", {.topics = {"winds"}}) == "refused: no provision [B-1]");
    CHECK(office.ask("N", "relate", {.topics = {"salt"}}) == "refused: no provision []");
}

TEST_CASE("competence: a matter that states more than can be weighed is refused, not cut") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    Question asked = office.question("A", "watch", {});
    asked.subject.topics.assign(kStatedTopicsMax, office.topic("winds"));
    CHECK(office.ask(asked) == "own A-1");
    asked.subject.topics.push_back(office.topic("winds"));
    CHECK(office.ask(asked) == "refused: subject too wide []");
}

TEST_CASE("competence: a body that was not there on the day is a finding, not a bar") {
    SmallOffice office = two_lines();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"old_union"}});
    Question asked = office.question("A", "watch", {.bodies = {"old_union"}});
    const Competence competence(office.model, office.words);
    const auto findings = [&](std::string_view iso) {
        asked.date = day(iso);
        return competence.authorise(asked).findings;
    };
    CHECK(findings("1950-06-30").empty());
    CHECK(findings("1950-07-01") == std::vector{Finding::body_not_there});
    office.words.bodies[office.body("old_union").index()].valid.until = "1950";
    CHECK(findings("1950-12-31").empty());
    CHECK(findings("1951-01-01") == std::vector{Finding::body_not_there});
}

TEST_CASE("competence: in advise mode a refusal is passed over with a reason, and kept") {
    SmallOffice office = two_lines();
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const Competence competence(office.model, office.words);
    const Question asked = office.question("A", "watch", {.topics = {"winds"}});
    const Ruling refused = competence.authorise(asked);
    const Ruling advised = advise(refused, asked, "B is away");
    CHECK(office.describe(advised) == "advised; refused: no duty [B-1]");
    CHECK(advised.reason == "B is away");
    CHECK_FALSE(advised.grant->duty.is_some());
    CHECK(advised.grant->citation == "");
    CHECK(office.describe(advise(refused, asked, " \n")) == "refused: reason missing [B-1]");
    const Question right = office.question("B", "watch", {.topics = {"winds"}});
    const Ruling granted = advise(competence.authorise(right), right, "to be sure");
    CHECK(office.describe(granted) == "own B-1");
    CHECK(granted.reason == "");
}

TEST_CASE("competence: units that stand in a circle are units without one above") {
    SmallOffice office = two_lines();
    office.model.units[office.unit("T").index()].parent = office.unit("A1");
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const std::string said = office.ask("A", "watch", {.topics = {"winds"}});
    CHECK(said == "refused: rivals by A-1 [=A-1 =B-1]");
}

TEST_CASE("competence: an office without units, duties or words answers nobody") {
    const SmallOffice office;
    const Competence competence(office.model, office.words);
    CHECK(competence.holders(office.function("watch"), {}).empty());
}

}  // namespace remit::authority
