// What cannot be counted: it is said once, and tried again when the calendars are others.
#include <doctest/doctest.h>

#include <string_view>
#include <utility>
#include <vector>

#include "procedure/clocks.h"
#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;

constexpr std::string_view kMonday = "2026-03-02";
constexpr DeadlineId kReply(0U);

/// A reply in so many working days of the house, of which the matter may record the date only.
Sketch with_reply() {
    Sketch s;
    s.field("received", FieldType::date).field("out", FieldType::date);
    s.states({"open"}, {"closed"}).steps({"open", "empty", "halt", "close"}).deadlines({"reply"});
    s.opening("open", "open").may = {s.f("received"), s.f("out")};
    s.anywhere("empty").clears = {s.f("out")};
    s.anywhere("halt");
    s.move("close", {"open"}, "closed");
    Deadline& reply = s.deadline("reply");
    reply.clock = ClockKind::working_days;
    reply.amount = Sketch::written("5");
    reply.from_field = s.f("received");
    return s;
}

/// A matter opened on Monday, and the events of commands under one book or another.
class Case {
  public:
    explicit Case(const Sketch& s) : sketch_(s) {
        Story story(s.made, testing::house(), "work", "A1");
        story.open("m1", "open", kMonday, {{"received", std::string(kMonday)}});
        matter = story.matter();
    }
    std::vector<Event> recompute(const World& world) {
        const Decision decision = decide(sketch_.made, matter, Recompute{"another calendar"}, world,
                                         testing::at("2026-03-03"));
        REQUIRE(decision.ok());
        for (const Event& event : decision.events) apply(sketch_.made, matter, event);
        return decision.events;
    }

    Matter matter;

  private:
    const Sketch& sketch_;
};

World without_calendars() {
    World world = testing::house();
    world.book = nullptr;
    return world;
}

}  // namespace

TEST_CASE("uncountable: a running clock keeps its moment, says so once, and is mended") {
    const Sketch s = with_reply();
    Case told(s);
    const Due due = told.matter.clock(kReply).due;
    const std::vector<Event> failed = told.recompute(without_calendars());
    REQUIRE(failed.size() == 1);
    CHECK(std::holds_alternative<ClockFailed>(failed.front().what));
    CHECK(told.recompute(without_calendars()).empty());
    CHECK(told.matter.clock(kReply).due == due);
    CHECK(told.recompute(testing::house()).size() == 1);
    CHECK(told.matter.clock(kReply).failed.empty());
    CHECK(told.recompute(testing::house()).empty());
}

TEST_CASE("uncountable: a date that is only recorded keeps what it says, and is mended") {
    Sketch s = with_reply();
    s.deadline("reply").records = s.f("out");
    Case told(s);
    const Value out = told.matter.value(s.f("out"));
    CHECK(told.recompute(without_calendars()).size() == 1);
    CHECK(told.recompute(without_calendars()).empty());
    CHECK(told.matter.value(s.f("out")) == out);
    CHECK(told.recompute(testing::house()).size() == 1);
    CHECK(told.matter.clock(kReply).failed.empty());
    CHECK(told.recompute(testing::house()).empty());
}

TEST_CASE("uncountable: a clock that could not start starts once there is its calendar") {
    Sketch s = with_reply();
    s.deadlines({"later"});
    Deadline& later = s.deadline("later");
    later.clock = ClockKind::working_days;
    later.amount = Sketch::written("3");
    later.calendar = Sketch::written("elsewhere");
    later.from_field = s.f("out");
    s.deadline("reply").lapse_to = s.s("open");
    s.deadline("reply").lapse_from = {s.s("open")};
    s.deadline("reply").lapse_sets = {{s.f("out"), s.f("received"), {}}};
    Case told(s);
    for (const Event& event : due(s.made, told.matter, testing::house(), testing::at("2026-03-10")))
        apply(s.made, told.matter, event);
    CHECK_FALSE(told.matter.clocks[1].failed.empty());
    CHECK(told.matter.clocks[1].state == ClockState::idle);
    calendar::BookData data;
    data.calendars.emplace_back(calendar::CalendarData{.id = "elsewhere"});
    data.calendars.emplace_back(testing::house_calendar());
    const calendar::Book book(std::move(data));
    World world = testing::house();
    world.book = &book;
    const Decision decision = decide(s.made, told.matter, Recompute{"their calendar is here"},
                                     world, testing::at("2026-03-11"));
    REQUIRE(decision.ok());
    for (const Event& event : decision.events) apply(s.made, told.matter, event);
    CHECK(told.matter.clocks[1].failed.empty());
    CHECK(told.matter.clocks[1].is_open());
}

}  // namespace remit::procedure
