// What the clock makes happen: on which second, in which order, once, and however often it is
// asked.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "procedure/engine.h"
#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;

constexpr std::string_view kMonday = "2026-06-08T07:10:00Z";

calendar::Duration hours(std::int32_t count) {
    calendar::Duration length;
    length.hours = count;
    return length;
}
calendar::Duration days(std::int32_t count) {
    calendar::Duration length;
    length.days = count;
    return length;
}

/// A silence to an instant, with a reminder, alarms, and a national deadline before it.
Sketch silence() {
    Sketch s;
    s.field("expiry", FieldType::instant).field("until", FieldType::instant);
    s.field("outcome", FieldType::text).field("unmet", FieldType::text);
    s.states({"silent", "elsewhere"}, {"adopted", "broken"});
    s.steps({"open", "break", "extend", "leave"});
    s.deadlines({"silence", "comment"});
    s.opening("open", "silent").may = {s.f("expiry"), s.f("unmet")};
    s.move("break", {"silent"}, "broken");
    Step& extend = s.anywhere("extend");
    extend.needs = {s.f("until")};
    s.move("leave", {"silent"}, "elsewhere");
    Deadline& silence = s.deadline("silence");
    silence.clock = ClockKind::instant;
    silence.from_field = s.f("expiry");
    silence.met_by = {s.st("break")};
    silence.extended_by = {s.st("extend")};
    silence.extended_to = s.f("until");
    silence.reminders = {{.before = days(1)}, {.before = hours(2)}};
    silence.escalations = {{.before = true, .distance = hours(1), .rank = Rank::head},
                           {.before = true, .distance = {}, .duty_officer = true},
                           {.before = false, .distance = hours(3), .levels_up = 1}};
    silence.lapse_to = s.s("adopted");
    silence.lapse_from = {s.s("silent")};
    silence.lapse_sets = {{s.f("outcome"), {}, {{std::string("adopted")}}}};
    Deadline& comment = s.deadline("comment");
    comment.clock = ClockKind::instant;
    comment.amount = Sketch::written("PT24H");
    comment.from_deadline = s.d("silence");
    comment.before = true;
    return s;
}

Story opened(const Sketch& s, std::string expiry = "2026-06-10T17:00 Europe/Brussels") {
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {{"expiry", std::move(expiry)}});
    return story;
}

std::vector<std::string> moments(const std::vector<Event>& events) {
    std::vector<std::string> all;
    for (const Event& event : events) {
        const char* what = std::holds_alternative<Reminded>(event.what)         ? " reminded"
                           : std::holds_alternative<Escalated>(event.what)      ? " escalated"
                           : std::holds_alternative<ClockPassed>(event.what)    ? " passed"
                           : std::holds_alternative<StateChanged>(event.what)   ? " state"
                           : std::holds_alternative<QuestionLapsed>(event.what) ? " lapsed"
                                                                                : nullptr;
        if (what != nullptr) all.push_back(event.at.iso() + what);
    }
    return all;
}

}  // namespace

TEST_CASE("due: silence is unbroken one second after its last second, not on it") {
    const Sketch s = silence();
    Story story = opened(s);
    story.pass("2026-06-10T15:00:00Z");
    CHECK(story.state() == "silent");
    CHECK(story.decide(story.command_of("break", {}, {}, ""), "2026-06-10T15:00:00Z").ok());
    story.pass("2026-06-10T15:00:01Z");
    CHECK(story.state() == "adopted");
    CHECK(story.field("outcome") == "adopted");
    CHECK(story.events<StateChanged>().back().first.iso() == "2026-06-10T15:00:01Z");
    CHECK(story.refused("break", "2026-06-10T15:00:01Z") == std::vector<std::string>{"ended"});
}

TEST_CASE("due: each event has its own moment, whenever it is asked for") {
    const Sketch s = silence();
    const Story story = opened(s);
    const std::vector<std::string> wanted{
        "2026-06-09T15:00:00Z reminded",  "2026-06-09T15:00:01Z passed",
        "2026-06-10T13:00:00Z reminded",  "2026-06-10T14:00:00Z escalated",
        "2026-06-10T15:00:00Z escalated", "2026-06-10T15:00:01Z passed",
        "2026-06-10T15:00:01Z state"};
    CHECK(moments(due(s.made, story.matter(), testing::house(), testing::at("2029-01-01"))) ==
          wanted);
}

TEST_CASE("due: asked every minute or once, the clock does the same") {
    const Sketch s = silence();
    Story often = opened(s);
    Story once = opened(s);
    for (calendar::Instant at = testing::at(kMonday); at < testing::at("2026-06-10T16:00:00Z");
         at = at.plus_seconds(60))
        often.pass(at.iso());
    once.pass("2026-06-10T16:00:00Z");
    CHECK(often.all() == once.all());
    CHECK(often.matter() == once.matter());
    CHECK(due(s.made, once.matter(), testing::house(), testing::at("2030-01-01")).empty());
}

TEST_CASE("due: the next alarm is the very moment at which something happens") {
    const Sketch s = silence();
    Story story = opened(s);
    std::size_t rounds = 0;
    while (const auto next = next_alarm(story.matter())) {
        REQUIRE(++rounds < 20);
        CHECK(due(s.made, story.matter(), testing::house(), next->plus_seconds(-1)).empty());
        const std::size_t before = story.all().size();
        story.pass(next->iso());
        CHECK(story.all().size() > before);
    }
    CHECK(story.matter().ended);
}

TEST_CASE("due: a command sees what the clock has done, though nobody asked for it") {
    const Sketch s = silence();
    const Story story = opened(s);
    const Decision late =
        story.decide(story.command_of("break", {}, {}, ""), "2026-06-10T15:00:01Z");
    REQUIRE_FALSE(late.ok());
    CHECK(late.refusal->has(Reason::ended));
    // What is decided before the expiry brings along the reminders that were due.
    const Decision early =
        story.decide(story.command_of("break", {}, {}, ""), "2026-06-10T14:30:00Z");
    REQUIRE(early.ok());
    CHECK(moments(early.events) ==
          std::vector<std::string>{"2026-06-09T15:00:00Z reminded", "2026-06-09T15:00:01Z passed",
                                   "2026-06-10T13:00:00Z reminded",
                                   "2026-06-10T14:00:00Z escalated", "2026-06-10T14:30:00Z state"});
    // And so do the same events asked for one by one.
    Story asked = opened(s);
    asked.pass("2026-06-10T14:30:00Z");
    asked.take("break", "2026-06-10T14:30:00Z");
    Matter matter = story.matter();
    for (const Event& event : early.events) apply(s.made, matter, event);
    CHECK(asked.matter() == matter);
}

TEST_CASE("due: a day lasts until midnight of the house, and reminders come in its morning") {
    Sketch s;
    s.field("received", FieldType::date);
    s.states({"open"}, {"closed"});
    s.steps({"open", "reply", "close"});
    s.deadlines({"reply"});
    s.opening("open", "open").needs = {s.f("received")};
    s.anywhere("reply");
    s.move("close", {"open"}, "closed");
    Deadline& reply = s.deadline("reply");
    reply.amount = Sketch::written("P10D");
    reply.from_field = s.f("received");
    reply.met_by = {s.st("reply")};
    reply.reminders = {{.before = days(3)}};
    reply.escalations = {{.before = false, .distance = days(1), .levels_up = 1},
                         {.before = true, .distance = hours(2)}};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", "2026-03-20", {{"received", "2026-03-19"}});
    CHECK(story.due("reply") == "2026-03-29");  // the night in which summer time begins
    CHECK(
        moments(due(s.made, story.matter(), testing::house(), testing::at("2027-01-01"))) ==
        std::vector<std::string>{"2026-03-25T23:00:00Z reminded", "2026-03-29T20:00:00Z escalated",
                                 "2026-03-29T22:00:00Z escalated", "2026-03-29T22:00:00Z passed"});
    story.take("reply", "2026-03-29T21:59:59Z");
    CHECK_FALSE(story.clock("reply").late);
}

TEST_CASE("due: who is told, and how high up") {
    const Sketch s = silence();
    Story story = opened(s);
    story.take("leave", "2026-06-09");  // so that its passing changes no state
    story.pass("2026-06-11T00:00:00Z");
    const auto told = story.events<Escalated>();
    REQUIRE(told.size() == 3);
    CHECK(told[0].second.unit == "A1");
    CHECK(told[0].second.rank == Rank::head);
    CHECK(told[1].second.duty_officer);
    CHECK(told[2].second.unit == "A");
    CHECK(told[2].second.levels_up == 1);
}

TEST_CASE("due: a lapse changes the state only from the states that it names") {
    const Sketch s = silence();
    Story story = opened(s);
    story.take("leave", "2026-06-09");
    story.pass("2026-06-11T00:00:00Z");
    CHECK(story.state() == "elsewhere");
    CHECK(story.is("silence", ClockState::passed));
    CHECK(story.field("outcome").empty());
}

TEST_CASE("due: opened late, reminders that are over are left out and alarms sound at once") {
    const Sketch s = silence();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", "2026-06-10T14:30:00Z",
               {{"expiry", "2026-06-10T17:00 Europe/Brussels"}});
    story.pass("2026-06-10T14:30:00Z");
    CHECK(story.events<Reminded>().empty());
    REQUIRE(story.events<Escalated>().size() == 1);
    CHECK(story.events<Escalated>().front().first.iso() == "2026-06-10T14:30:00Z");
    // A time that was over before the matter was opened is over as soon as it is.
    Story over(s.made, testing::house(), "work", "A1");
    over.open("m2", "open", "2026-06-11", {{"expiry", "2026-06-10T17:00 Europe/Brussels"}});
    over.pass("2026-06-11");
    CHECK(over.state() == "adopted");
    CHECK(over.events<ClockPassed>().back().first.iso() == "2026-06-11T09:00:00Z");
}

TEST_CASE("due: an extension reminds again before the new moment, and not of the old one") {
    const Sketch s = silence();
    Story story = opened(s);
    story.pass("2026-06-10T14:10:00Z");
    CHECK(story.events<Reminded>().size() == 2);
    CHECK(story.events<Escalated>().size() == 1);
    story.take("extend", "2026-06-10T14:20:00Z", {{"until", "2026-06-11T17:00 Europe/Brussels"}});
    story.pass("2026-06-11T14:30:00Z");
    CHECK(story.events<Reminded>().size() == 4);
    CHECK(story.events<Escalated>().size() == 2);
    CHECK(story.state() == "silent");
    // Extended by half an hour after the alarm: it has sounded, and does not sound at once again.
    Story brief = opened(s);
    brief.pass("2026-06-10T14:50:00Z");
    brief.take("extend", "2026-06-10T14:50:00Z", {{"until", "2026-06-10T17:10 Europe/Brussels"}});
    brief.pass("2026-06-10T14:50:00Z");
    CHECK(brief.events<Escalated>().size() == 1);
}

TEST_CASE("due: a lapse that ends the matter withdraws what still ran and what was still asked") {
    Sketch s = silence();
    s.field("whom", FieldType::counterpart, /*list=*/true);
    s.consultations({"ministries"});
    s.step("open").may.push_back(s.f("whom"));
    s.step("open").asks = {s.c("ministries")};
    Consultation& ministries = s.consultation("ministries");
    ministries.whom = {{.kind = Respondents::Kind::field, .field = s.f("whom")}};
    ministries.within = Sketch::written("P30D");
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday,
               {{"expiry", "2026-06-10T17:00 Europe/Brussels"}, {"whom", "defence"}});
    story.pass("2026-06-30");
    CHECK(story.matter().ended);
    CHECK(story.matter().questions.front().state == Question::State::withdrawn);
    CHECK(story.events<QuestionLapsed>().empty());
    CHECK(story.events<QuestionWithdrawn>().front().first.iso() == "2026-06-10T15:00:01Z");
    // The end comes last.
    CHECK(std::holds_alternative<StateChanged>(story.all().back().what));
}

TEST_CASE("due: of one moment people are told first, then questions close, then deadlines pass") {
    Sketch s;
    s.field("at", FieldType::instant).field("whom", FieldType::counterpart, /*list=*/true);
    s.states({"open"}, {"closed"});
    s.steps({"open", "close"});
    s.deadlines({"first", "second"});
    s.consultations({"ministries"});
    s.opening("open", "open").may = {s.f("at"), s.f("whom")};
    s.step("open").asks = {s.c("ministries")};
    s.move("close", {"open"}, "closed");
    for (const std::string_view id : {"first", "second"}) {
        s.deadline(id).clock = ClockKind::instant;
        s.deadline(id).from_field = s.f("at");
    }
    calendar::Duration second_later;
    s.deadline("second").escalations = {{.before = true, .distance = second_later}};
    Consultation& ministries = s.consultation("ministries");
    ministries.clock = ClockKind::instant;
    ministries.whom = {{.kind = Respondents::Kind::field, .field = s.f("whom")}};
    ministries.within = s.from("at");
    ministries.silence = Silence::consent;
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {{"at", "2026-06-10T12:00 UTC"}, {"whom", "defence"}});
    CHECK(moments(due(s.made, story.matter(), testing::house(), testing::at("2026-07-01"))) ==
          std::vector<std::string>{"2026-06-10T12:00:00Z escalated", "2026-06-10T12:00:01Z lapsed",
                                   "2026-06-10T12:00:01Z passed", "2026-06-10T12:00:01Z passed"});
}

TEST_CASE("due: a clock that was put back makes nothing happen") {
    const Sketch s = silence();
    Story story = opened(s);
    CHECK(due(s.made, story.matter(), testing::house(), testing::at("2020-01-01")).empty());
    CHECK(due(s.made, Matter{}, testing::house(), testing::at("2020-01-01")).empty());
}

}  // namespace remit::procedure
