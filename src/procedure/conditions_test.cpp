// Conditions: each kind on what is there, on what is not, and at its edge.
#include "procedure/conditions.h"

#include <doctest/doctest.h>

#include <string>

#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;
using Kind = Condition::Kind;

struct Desk {
    Sketch sketch;
    Matter matter;
    calendar::Instant now = testing::at("2026-03-02T09:00:00Z");  // 10:00 in Zagreb

    Desk() {
        sketch.field("a", FieldType::text).field("b", FieldType::text);
        sketch.field("list", FieldType::body, /*list=*/true).field("count", FieldType::number);
        sketch.field("day", FieldType::date).field("other_day", FieldType::date);
        sketch.field("at", FieldType::instant).field("days", FieldType::date, /*list=*/true);
        sketch.choice("level", {"open", "restricted", "secret"});
        sketch.field("levels", FieldType::choice, /*list=*/true);
        sketch.states({"open"}, {"closed"});
        sketch.steps({"open", "go"});
        sketch.opening("open", "open");
        sketch.anywhere("go");
        sketch.deadlines({"reply"});
        Deadline& reply = sketch.deadline("reply");
        reply.amount = Sketch::written("P10D");
        reply.from_field = sketch.f("other_day");
        Story story(sketch.made, testing::house(), "work", "A1");
        story.open("m1", "open", "2026-03-01", {});
        matter = story.matter();
    }

    void set(std::string_view field, Value value) {
        matter.fields[sketch.f(field).index()] = std::move(value);
    }
    void set(std::string_view field, std::string text) { set(field, Value{{std::move(text)}}); }
    static Value day(std::string_view iso) { return {{calendar::Date::parse(iso).value()}}; }

    [[nodiscard]] Condition on(Kind kind, std::string_view field, testing::Words words = {}) const {
        Condition condition;
        condition.kind = kind;
        condition.field = sketch.f(field);
        for (const std::string_view word : words) condition.words.emplace_back(word);
        return condition;
    }
    [[nodiscard]] bool is(Kind kind, std::string_view field, testing::Words words = {}) const {
        return is(on(kind, field, words));
    }
    [[nodiscard]] bool is(const Condition& condition) const {
        return holds(sketch.made, matter, condition, testing::house(), now);
    }
    [[nodiscard]] bool compared(Kind kind, std::string_view field, std::string_view other) const {
        Condition condition = on(kind, field);
        condition.other = sketch.f(other);
        return is(condition);
    }
    /// Which of ahead, near, older and fresh hold.
    [[nodiscard]] std::string time_of(std::string_view field,
                                      calendar::Duration distance = {}) const {
        std::string out;
        for (const auto& [kind, letter] : {std::pair{Kind::field_ahead, 'a'},
                                           {Kind::field_near, 'n'},
                                           {Kind::field_older, 'o'},
                                           {Kind::field_fresh, 'f'}}) {
            Condition condition = on(kind, field);
            condition.distance = distance;
            if (is(condition)) out += letter;
        }
        return out;
    }
};

}  // namespace

TEST_CASE("conditions: a field is set or not, and one of the words or none") {
    Desk desk;
    CHECK(desk.is(Kind::field_unset, "a"));
    CHECK_FALSE(desk.is(Kind::field_set, "a"));
    CHECK_FALSE(desk.is(Kind::field_is, "a", {"x"}));
    CHECK(desk.is(Kind::field_is_not, "a", {"x"}));
    desk.set("a", "x");
    CHECK(desk.is(Kind::field_set, "a"));
    CHECK_FALSE(desk.is(Kind::field_unset, "a"));
    CHECK(desk.is(Kind::field_is, "a", {"y", "x"}));
    CHECK_FALSE(desk.is(Kind::field_is, "a", {"y"}));
    CHECK_FALSE(desk.is(Kind::field_is_not, "a", {"y", "x"}));
}

TEST_CASE("conditions: of a list any item, of a number its digits") {
    Desk desk;
    desk.set("list", Value{{std::string("nato"), std::string("osce")}});
    CHECK(desk.is(Kind::field_is, "list", {"osce"}));
    CHECK_FALSE(desk.is(Kind::field_is_not, "list", {"osce"}));
    desk.set("count", Value{{std::int64_t{40}}});
    CHECK(desk.is(Kind::field_is, "count", {"40"}));
    CHECK_FALSE(desk.is(Kind::field_is, "count", {"4"}));
}

TEST_CASE("conditions: equal wants something, same and differ do not") {
    Desk desk;
    const auto both = [&] {
        std::string out;
        if (desk.compared(Kind::fields_equal, "a", "b")) out += 'e';
        if (desk.compared(Kind::fields_same, "a", "b")) out += 's';
        if (desk.compared(Kind::fields_differ, "a", "b")) out += 'd';
        return out;
    };
    CHECK(both() == "s");
    desk.set("a", "x");
    CHECK(both() == "d");
    desk.set("b", "y");
    CHECK(both() == "d");
    desk.set("b", "x");
    CHECK(both() == "es");
}

TEST_CASE("conditions: a choice covers others that come no later in the list of choices") {
    Desk desk;
    const auto covers = [&] { return desk.compared(Kind::field_covers, "level", "levels"); };
    CHECK(covers());
    desk.set("levels", Value{{std::string("open"), EmptyCell{}, std::string("restricted")}});
    CHECK_FALSE(covers());
    desk.set("level", "open");
    CHECK_FALSE(covers());
    desk.set("level", "restricted");
    CHECK(covers());
    desk.set("level", "secret");
    CHECK(covers());
    desk.set("levels", Value{});
    CHECK(covers());
}

TEST_CASE(
    "conditions: dates are compared with dates, instants and deadlines, and only where both are "
    "there") {
    Desk desk;
    const auto order = [&](std::string_view other) {
        if (desk.compared(Kind::field_not_after, "day", other)) return "not after";
        return desk.compared(Kind::field_later, "day", other) ? "later" : "neither";
    };
    CHECK(order("other_day") == "neither");
    desk.set("day", Desk::day("2026-03-11"));
    CHECK(order("other_day") == "neither");
    desk.set("other_day", Desk::day("2026-03-11"));
    CHECK(order("other_day") == "not after");
    desk.set("other_day", Desk::day("2026-03-10"));
    CHECK(order("other_day") == "later");
    // 23:30 UTC of 10 March is already 11 March in Zagreb.
    desk.set("at", Value{{ZonedInstant{testing::at("2026-03-10T23:30:00Z"), "Europe/Zagreb"}}});
    CHECK(order("at") == "not after");
    desk.set("at", Value{{ZonedInstant{testing::at("2026-03-10T23:30:00Z"), "UTC"}}});
    CHECK(order("at") == "later");
}

TEST_CASE(
    "conditions: a date is compared with what a deadline is due, and with none where it has not "
    "started") {
    Desk desk;
    Condition in_time = desk.on(Kind::field_not_after, "day");
    in_time.deadline = desk.sketch.d("reply");
    desk.set("day", Desk::day("2026-03-11"));
    CHECK_FALSE(desk.is(in_time));
    Clock& reply = desk.matter.clocks[0];
    reply.due = calendar::Date::parse("2026-03-11").value();
    for (const ClockState state : {ClockState::running, ClockState::passed, ClockState::met}) {
        reply.state = state;
        CHECK(desk.is(in_time));
    }
    reply.due = calendar::Date::parse("2026-03-10").value();
    CHECK_FALSE(desk.is(in_time));
}

TEST_CASE("conditions: ahead and near, older and fresh part each moment between them") {
    Desk desk;
    CHECK(desk.time_of("at") == "a");  // without a date nothing is near, old or fresh
    const auto at = [&](std::string_view instant, calendar::Duration distance) {
        desk.set("at", Value{{ZonedInstant{testing::at(instant), "Europe/Zagreb"}}});
        return desk.time_of("at", distance);
    };
    const calendar::Duration day{.hours = 24};
    CHECK(at("2026-03-03T09:00:01Z", day) == "af");
    CHECK(at("2026-03-03T09:00:00Z", day) == "nf");
    CHECK(at("2026-03-01T09:00:00Z", day) == "nf");
    CHECK(at("2026-03-01T08:59:59Z", day) == "no");
    CHECK(at("2026-03-02T09:00:01Z", {}) == "af");
    CHECK(at("2026-03-02T09:00:00Z", {}) == "nf");
    CHECK(at("2026-03-02T08:59:59Z", {}) == "no");
}

TEST_CASE("conditions: days are compared as days of the house") {
    Desk desk;
    const auto on = [&](std::string_view day, calendar::Duration distance) {
        desk.set("day", Desk::day(day));
        return desk.time_of("day", distance);
    };
    CHECK(on("2026-03-02", {}) == "nf");
    CHECK(on("2026-03-03", {}) == "af");
    CHECK(on("2026-03-01", {}) == "no");
    CHECK(on("2026-03-09", {.days = 7}) == "nf");
    CHECK(on("2026-03-10", {.days = 7}) == "af");
    CHECK(on("2025-03-02", {.years = 1}) == "nf");
    CHECK(on("2025-03-01", {.years = 1}) == "no");
    // 23:30 UTC is the next day in Zagreb.
    desk.now = testing::at("2026-03-02T23:30:00Z");
    CHECK(on("2026-03-03", {}) == "nf");
    // With hours a day begins at its midnight, and is over at the next.
    desk.now = testing::at("2026-03-02T09:00:00Z");
    CHECK(on("2026-03-03", {.hours = 13}) == "af");
    CHECK(on("2026-03-03", {.hours = 14}) == "nf");
}

TEST_CASE("conditions: of several dates all lie ahead, and one is enough to be old") {
    Desk desk;
    Value days = Desk::day("2026-03-10");
    days.items.push_back(calendar::Date::parse("2026-03-01").value());
    desk.set("days", days);
    CHECK(desk.time_of("days") == "no");
    days.items[1] = calendar::Date::parse("2026-03-11").value();
    desk.set("days", days);
    CHECK(desk.time_of("days") == "af");
}

TEST_CASE("conditions: a deadline is asked for each of its states") {
    Desk desk;
    const auto states = [&](ClockState state) {
        desk.matter.clocks[0].state = state;
        std::string out;
        for (const auto& [kind, letter] : {std::pair{Kind::deadline_running, 'r'},
                                           {Kind::deadline_passed, 'p'},
                                           {Kind::deadline_open, 'o'},
                                           {Kind::deadline_not_running, 'n'}}) {
            Condition condition;
            condition.kind = kind;
            condition.deadline = desk.sketch.d("reply");
            if (desk.is(condition)) out += letter;
        }
        return out;
    };
    CHECK(states(ClockState::idle) == "n");
    CHECK(states(ClockState::running) == "ro");
    CHECK(states(ClockState::stopped) == "on");
    CHECK(states(ClockState::passed) == "pon");
    CHECK(states(ClockState::met) == "n");
    CHECK(states(ClockState::withdrawn) == "n");
}

TEST_CASE("conditions: a step was taken or not, a paper is there or not") {
    Desk desk;
    Condition taken;
    taken.kind = Kind::step_taken;
    taken.step = desk.sketch.st("go");
    Condition not_taken = taken;
    not_taken.kind = Kind::step_not_taken;
    CHECK_FALSE(desk.is(taken));
    CHECK(desk.is(not_taken));
    ++desk.matter.times_taken[taken.step.index()];
    CHECK(desk.is(taken));
    CHECK_FALSE(desk.is(not_taken));

    desk.sketch.papers({"draft"}, {"letter"});
    Condition present;
    present.kind = Kind::paper_present;
    present.paper_kind = desk.sketch.p("letter");
    CHECK_FALSE(desk.is(present));
    desk.matter.papers = {{.id = "l1", .kind = desk.sketch.p("letter")}};
    CHECK_FALSE(desk.is(present));
    desk.matter.papers.front().is_signed = true;
    CHECK(desk.is(present));
}

TEST_CASE("conditions: a table's cell is asked by the key in a field") {
    Desk desk;
    Table rules{.id = "rules", .key = FieldType::text, .columns = {"breaks"}, .rows = {}};
    rules.rows.push_back({.key = "osce", .cells = {"yes"}, .verified = {true}});
    rules.rows.push_back({.key = "nato", .cells = {"unknown"}, .verified = {false}});
    rules.rows.push_back({.key = "eu", .cells = {""}, .verified = {false}});
    desk.sketch.made.tables.push_back(rules);
    Condition breaks = desk.on(Kind::table_is, "a", {"yes", "unknown"});
    breaks.table = TableId(0U);
    CHECK_FALSE(desk.is(breaks));
    for (const auto& [key, wanted] :
         {std::pair{"osce", true}, {"nato", true}, {"eu", false}, {"un", false}}) {
        desk.set("a", key);
        CHECK(desk.is(breaks) == wanted);
    }
    desk.sketch.made.tables.front().rows.push_back(
        {.key = std::string(Table::kAnyKey), .cells = {"yes"}, .verified = {true}});
    desk.set("a", "un");
    CHECK(desk.is(breaks));
}

}  // namespace remit::procedure
