// Who leads, what the next matters are, what is shown as possible, and how events are written.
#include "procedure/engine.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "procedure/describe.h"
#include "procedure/hierarchy.h"
#include "procedure/recurrence.h"
#include "procedure/spawning.h"
#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;
using Reasons = std::vector<std::string>;

constexpr std::string_view kMonday = "2026-03-02";

Reasons reasons_of(const Decision& decision) {
    Reasons reasons;
    if (decision.ok()) return reasons;
    for (const Blocker& blocker : decision.refusal->blockers)
        reasons.emplace_back(name_of(blocker.reason));
    return reasons;
}

/// A yearly report: the rule and the anchor are fields, the next one is opened 90 days ahead.
Sketch yearly() {
    Sketch s("report");
    s.field("title", FieldType::text).field("rule", FieldType::text);
    s.field("anchor", FieldType::date).field("due", FieldType::date);
    s.field("previous", FieldType::matter).field("note", FieldType::text);
    s.states({"open"}, {"done"});
    s.steps({"expect", "begin", "correct", "finish"});
    s.opening("expect", "open").needs = {s.f("title"), s.f("note")};
    Step& begin = s.opening("begin", "open");
    begin.needs = {s.f("title")};
    begin.may = {s.f("rule"), s.f("anchor"), s.f("due"), s.f("previous")};
    s.anywhere("correct").may = {s.f("rule"), s.f("anchor"), s.f("due")};
    s.move("finish", {"open"}, "done");
    Recurrence recurrence;
    recurrence.rule = s.f("rule");
    recurrence.anchor = s.f("anchor");
    recurrence.due = s.f("due");
    recurrence.ahead = {.days = 90};
    recurrence.carries = {s.f("title"), s.f("rule"), s.f("anchor")};
    recurrence.previous = s.f("previous");
    s.made.recurrence = recurrence;
    return s;
}

const testing::Fields kYearly = {{"title", "CWC declaration"},
                                 {"rule", "FREQ=YEARLY;BYYEARDAY=90"},
                                 {"anchor", "2020-01-01"},
                                 {"due", "2026-03-31"}};

}  // namespace

TEST_CASE("lead: a superior chooses among rivals, and only a head above both may") {
    Sketch s = yearly();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    ChangeLead command;
    command.kind = ChangeLead::Kind::designation;
    command.by = story.acting();
    command.by.power.unit = "A";
    command.receiving = {.function = "work", .unit = "A2"};
    command.note = "arms control is theirs";
    const Decision decision = story.decide(command, kMonday);
    REQUIRE(decision.ok());
    Matter matter = story.matter();
    for (const Event& event : decision.events) apply(s.made, matter, event);
    CHECK(matter.lead_unit == "A2");
    CHECK(matter.designated_by == "A");
    const auto refused = [&](auto change) {
        ChangeLead other = command;
        change(other);
        return reasons_of(story.decide(other, kMonday));
    };
    CHECK(refused([](ChangeLead& c) { c.by.rank = Rank::officer; }) == Reasons{"rank_too_low"});
    CHECK(refused([](ChangeLead& c) { c.by.power.unit = "A1"; }) == Reasons{"not_above"});
    CHECK(refused([](ChangeLead& c) { c.by.power.unit = "B"; }) == Reasons{"not_above"});
    CHECK(refused([](ChangeLead& c) { c.receiving.unit = "law"; }) == Reasons{"not_above"});
    CHECK(refused([](ChangeLead& c) { c.receiving.unit = "Z"; }) ==
          Reasons{"not_above", "unknown_unit"});
    CHECK(refused([](ChangeLead& c) { c.receiving.function = "cook"; }) ==
          Reasons{"receiver_without_function"});
    CHECK(refused([](ChangeLead& c) { c.note.clear(); }) == Reasons{"note_missing"});
    // The superior may choose the unit that leads already: it is then designated.
    CHECK(refused([](ChangeLead& c) { c.receiving.unit = "A1"; }).empty());
}

TEST_CASE("lead: the head of the lead unit hands a matter over, or a unit above takes it") {
    Sketch s = yearly();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    const auto hand = [&](std::string by, std::string to) {
        ChangeLead command;
        command.by = story.acting();
        command.by.power.unit = std::move(by);
        command.receiving = {.function = "work", .unit = std::move(to)};
        command.note = "why";
        return reasons_of(story.decide(command, kMonday));
    };
    CHECK(hand("A1", "law").empty());
    CHECK(hand("A", "A").empty());
    CHECK(hand("0", "B").empty());
    CHECK(hand("A", "B") == Reasons{"not_above"});
    CHECK(hand("A2", "A2") == Reasons{"not_above"});
    CHECK(hand("A1", "A1") == Reasons{"receiver_is_lead"});
}

TEST_CASE(
    "recurrence: the next matter is planned, opened once on its morning, and carries its fields") {
    Sketch s = yearly();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    REQUIRE(story.matter().next_edition.has_value());
    CHECK(story.matter().next_edition->due.iso() == "2027-03-31");
    CHECK(story.matter().next_edition->opens.iso() == "2026-12-30T23:00:00Z");
    story.take("finish", "2026-04-01");
    CHECK(next_alarm(story.matter())->iso() == "2026-12-30T23:00:00Z");
    story.pass("2026-12-30T22:59:59Z");
    CHECK(story.events<EditionOpened>().empty());
    story.pass("2031-01-01");
    const auto opened = story.events<EditionOpened>();
    REQUIRE(opened.size() == 1);  // the one after it is planned in the matter that this one opens
    CHECK(opened.front().first.iso() == "2026-12-30T23:00:00Z");
    CHECK_FALSE(next_alarm(story.matter()).has_value());

    auto command = opening_of(opened.front().second, s.made, "m1");
    REQUIRE(command.ok());
    CHECK(command.value().cause == OpenMatter::Cause::recurrence);
    CHECK(s.made.steps[command.value().first.step.index()].id == "begin");
    command.value().matter = "m2";
    command.value().first.by.power = {.function = "work", .unit = "A1"};
    const Decision next = open(s.made, command.value(), testing::house(), opened.front().first);
    REQUIRE(next.ok());  // by the clock: no officer, no rank
    Matter second;
    for (const Event& event : next.events) apply(s.made, second, event);
    CHECK(second.value(s.f("title")) == Value{{std::string("CWC declaration")}});
    CHECK(second.value(s.f("previous")) == Value{{std::string("m1")}});
    CHECK(second.value(s.f("due")) == Value{{calendar::Date::parse("2027-03-31").value()}});
    CHECK(second.next_edition->due.iso() == "2028-03-30");  // a leap year
}

TEST_CASE("recurrence: a matter that the clock opens still needs a power") {
    Sketch s = yearly();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    story.pass("2027-01-01");
    auto command = opening_of(story.events<EditionOpened>().front().second, s.made, "m1");
    command.value().matter = "m2";
    CHECK(reasons_of(open(s.made, command.value(), testing::house(), testing::at("2027-01-01"))) ==
          Reasons{"no_power"});
}

TEST_CASE(
    "recurrence: a corrected rule plans anew, an emptied one plans nothing, a wrong one is "
    "refused") {
    Sketch s = yearly();
    s.anywhere("correct").clears = {};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    story.take("correct", kMonday, {{"rule", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30"}});
    CHECK(story.matter().next_edition->due.iso() == "2026-09-30");
    CHECK(story.refused("correct", kMonday, {{"rule", "every spring"}}) ==
          Reasons{"recurrence_wrong"});
    TakeStep empty = story.command_of("correct", {}, {}, "");
    empty.changes.push_back({s.f("rule"), {}});
    Matter matter = story.matter();
    for (const Event& event : story.decide(empty, kMonday).events) apply(s.made, matter, event);
    CHECK_FALSE(matter.next_edition.has_value());
    // Corrected after the next one was opened, nothing is opened twice.
    story.pass("2026-08-01");
    story.take("correct", "2026-08-01", {{"rule", "FREQ=YEARLY;BYYEARDAY=90"}});
    story.pass("2030-01-01");
    CHECK(story.events<EditionOpened>().size() == 1);
}

TEST_CASE("recurrence: a rule that a lapse spoils plans nothing, and stands in nobody's way") {
    Sketch s = yearly();
    s.deadlines({"silence"});
    Deadline& silence = s.deadline("silence");
    silence.amount = Sketch::written("P10D");
    silence.from_field = s.f("due");
    silence.lapse_to = s.s("open");
    silence.lapse_sets = {{s.f("rule"), s.f("title"), {}}};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    const TakeStep correct =
        story.command_of("correct", {{"rule", "FREQ=YEARLY;BYYEARDAY=90"}}, {}, "");
    CHECK(story.decide(correct, "2026-04-20").ok());  // nobody has asked the clock yet
    story.pass("2026-04-20");
    CHECK(story.field("rule") == "CWC declaration");
    CHECK_FALSE(story.matter().next_edition.has_value());
    CHECK(story.decide(Recompute{"a holiday"}, "2026-04-20").ok());
    story.take("correct", "2026-04-20", {{"anchor", "2020-01-01"}, {"rule", "FREQ=YEARLY"}});
    CHECK(story.matter().next_edition->due.iso() == "2027-01-01");
}

TEST_CASE("recurrence: the dates of a series can be listed") {
    Sketch s = yearly();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    const auto dates = occurrences(s.made, story.matter(), testing::house(),
                                   calendar::Date::parse("2026-01-01").value(),
                                   calendar::Date::parse("2028-12-31").value());
    REQUIRE(dates.ok());
    REQUIRE(dates.value().size() == 3);
    CHECK(dates.value()[2].iso() == "2028-03-30");
}

TEST_CASE(
    "spawning: fields are read as the other procedure's types, and what does not fit opens "
    "nothing") {
    const Sketch s = yearly();
    Spawned spawned{
        "report", "follow_up", {{"title", {{std::string("Pay")}}, ""}, {"due", {}, "2026-09-01"}}};
    const auto command = opening_of(spawned, s.made, "m7");
    REQUIRE(command.ok());
    CHECK(command.value().origin == "m7");
    CHECK(command.value().link == "follow_up");
    CHECK(command.value().first.changes[1].value ==
          Value{{calendar::Date::parse("2026-09-01").value()}});
    spawned.fields[1].word = "soon";
    CHECK_FALSE(opening_of(spawned, s.made, "m7").ok());
    spawned.fields[1].field = "colour";
    CHECK_FALSE(opening_of(spawned, s.made, "m7").ok());
    // `expect` takes the title but no date, `begin` takes no note: no opening step takes both.
    spawned.fields = {{"note", {{std::string("n")}}, ""}, {"due", {}, "2026-09-01"}};
    CHECK_FALSE(opening_of(spawned, s.made, "m7").ok());
}

TEST_CASE(
    "available: every step is shown, with what is to be filled in and what stands in its way") {
    Sketch s;
    s.field("line", FieldType::text).field("vote", FieldType::text).field("day", FieldType::date);
    s.states({"draft", "ready"}, {"sent"});
    s.steps({"open", "write", "clear", "send", "vote"});
    s.papers({"letter"});
    s.opening("open", "draft").needs = {s.f("line")};
    s.move("write", {"draft"}, "ready").needs = {s.f("vote")};
    Step& clear = s.move("clear", {"draft"}, "ready");
    Condition voted{.kind = Condition::Kind::field_set, .field = s.f("vote")};
    clear.when = {voted};
    Step& send = s.move("send", {"ready"}, "sent");
    send.papers = {s.p("letter")};
    Step& vote = s.move("vote", {"draft"}, "draft");
    vote.may = {s.f("vote")};
    vote.when = {voted};
    vote.actor = Actor::superior;

    const auto before = available(s.made, Matter{}, testing::house(), testing::at(kMonday));
    REQUIRE(before.size() == 1);
    CHECK(before.front().can_be_taken());
    CHECK(before.front().to_fill == std::vector<FieldId>{s.f("line")});

    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {{"line", "x"}});
    const auto options = available(s.made, story.matter(), testing::house(), testing::at(kMonday));
    REQUIRE(options.size() == 4);
    CHECK(options[0].can_be_taken());
    CHECK(options[0].to_fill == std::vector<FieldId>{s.f("vote")});
    CHECK(options[0].units == std::vector<std::string>{"A1", "A", "0"});
    CHECK_FALSE(options[1].can_be_taken());
    CHECK(options[1].blockers.front().reason == Reason::condition);
    CHECK_FALSE(options[2].can_be_taken());
    CHECK(options[2].blockers.front().reason == Reason::wrong_state);
    CHECK(options[2].to_bring == std::vector<PaperKindId>{s.p("letter")});
    CHECK(options[3].can_be_taken());  // it depends on what is filled in with it
    CHECK(options[3].blockers.front().on_input);
    CHECK(options[3].units == std::vector<std::string>{"A", "0"});
    // What can be taken is taken, and what cannot is refused.
    CHECK(story.decide(story.command_of("write", {{"vote", "yes"}}, {}, ""), kMonday).ok());
    CHECK_FALSE(story.decide(story.command_of("clear", {}, {}, ""), kMonday).ok());
}

TEST_CASE("hierarchy: who stands above whom, with what is unknown and what runs in a circle") {
    const Hierarchy units = Hierarchy::of(
        {{"0", ""}, {"1", "0"}, {"1.1", "1"}, {"x", "nobody"}, {"a", "b"}, {"b", "a"}});
    CHECK(units.is_above("0", "1.1"));
    CHECK(units.is_above("1", "1.1"));
    CHECK_FALSE(units.is_above("1.1", "1"));
    CHECK_FALSE(units.is_above("1", "1"));
    CHECK_FALSE(units.is_above("nobody", "x"));
    CHECK(units.above("1.1", 1) == "1");
    CHECK(units.above("1.1", 9) == "0");
    CHECK(units.top_of("1.1") == "0");
    CHECK(units.above("unknown", 3) == "unknown");
    CHECK(units.is_root("x"));
    CHECK(units.has("x"));
    CHECK_FALSE(units.has("nobody"));
    CHECK((units.is_root("a") || units.is_root("b")));
    CHECK_FALSE((units.is_above("a", "b") && units.is_above("b", "a")));
}

TEST_CASE("describe: what happened is a line, with ids and the moment") {
    const Sketch s = yearly();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "begin", kMonday, kYearly);
    story.take("finish", "2026-04-01");
    CHECK(describe(s.made, story.all()) ==
          "2026-03-02T09:00:00Z opened m1 under report 1 by A1\n"
          "2026-03-02T09:00:00Z step begin by officer-1 of A1 by work\n"
          "2026-03-02T09:00:00Z field title = CWC declaration\n"
          "2026-03-02T09:00:00Z field rule = FREQ=YEARLY;BYYEARDAY=90\n"
          "2026-03-02T09:00:00Z field anchor = 2020-01-01\n"
          "2026-03-02T09:00:00Z field due = 2026-03-31\n"
          "2026-03-02T09:00:00Z state - -> open\n"
          "2026-03-02T09:00:00Z next edition due 2027-03-31, opens 2026-12-30T23:00:00Z\n"
          "2026-04-01T09:00:00Z step finish by officer-1 of A1 by work\n"
          "2026-04-01T09:00:00Z state open -> done, the end\n");
}

TEST_CASE("describe: JSON of an event holds ids and no index") {
    const Sketch s = yearly();
    const Event event{testing::at(kMonday), FieldSet{s.f("title"), {{std::string("say \"no\"")}}}};
    CHECK(
        to_json(s.made, event) ==
        R"({"at":"2026-03-02T09:00:00Z","event":"field_set","field":"title","value":["say \"no\""]})");
}

}  // namespace remit::procedure
