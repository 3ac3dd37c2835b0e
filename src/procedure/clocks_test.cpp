// Deadlines of a matter: when they start, move, stop and end, and that nothing moves silently.
// 612 lines because every rule of a clock has its case here.
#include "procedure/clocks.h"

#include <doctest/doctest.h>

#include <string>

#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;

constexpr std::string_view kMonday = "2026-03-02";

/// Fields for dates and lengths, steps that fill them, and steps with a meaning to a deadline.
Sketch office() {
    Sketch s;
    s.field("received", FieldType::date).field("expiry", FieldType::instant);
    s.field("term", FieldType::duration).field("days", FieldType::number);
    s.field("day", FieldType::text).field("until", FieldType::date);
    s.field("out", FieldType::date).choice("dating", {"ours", "theirs"});
    s.field("longer", FieldType::duration).field("which", FieldType::text);
    s.states({"open"}, {"closed"});
    s.steps(
        {"open", "fill", "empty", "go", "meet", "halt", "resume", "extend", "withdraw", "close"});
    s.opening("open", "open");
    Step& fill = s.anywhere("fill");
    fill.may = {s.f("received"), s.f("expiry"), s.f("term"),   s.f("days"),   s.f("day"),
                s.f("until"),    s.f("out"),    s.f("dating"), s.f("longer"), s.f("which")};
    s.step("open").may = fill.may;
    Step& empty = s.anywhere("empty");
    empty.clears = {s.f("received"), s.f("expiry"), s.f("out")};
    s.anywhere("go");
    s.anywhere("meet");
    s.anywhere("halt");
    s.anywhere("resume");
    s.anywhere("extend").may = {s.f("until"), s.f("longer")};
    s.anywhere("withdraw");
    s.move("close", {"open"}, "closed");
    return s;
}

/// One deadline "reply" after the field, of so long.
Sketch with_reply(ClockKind clock, std::string_view amount, std::string_view after = "received") {
    Sketch s = office();
    s.deadlines({"reply"});
    Deadline& reply = s.deadline("reply");
    reply.clock = clock;
    if (!amount.empty()) reply.amount = Sketch::written(amount);
    reply.from_field = s.f(after);
    reply.met_by = {s.st("meet")};
    reply.stopped_by = {s.st("halt")};
    reply.resumed_by = {s.st("resume")};
    reply.withdrawn_by = {s.st("withdraw")};
    return s;
}

Story opened(const Sketch& s, const testing::Fields& fields = {}) {
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, fields);
    return story;
}

/// That what the matter holds is what the derivation computes, of every clock that has a due
/// moment.
void check_derivations(const Story& story, const World& world = testing::house()) {
    for (std::size_t i = 0; i < story.matter().clocks.size(); ++i) {
        const Clock& clock = story.matter().clocks[i];
        if (clock.state != ClockState::running && clock.state != ClockState::passed) continue;
        const auto standing = derive(story.definition(), story.matter(), world, DeadlineId(i));
        REQUIRE(standing.ok());
        const auto* date = std::get_if<calendar::Date>(&clock.due);
        const calendar::Moment due =
            date != nullptr ? calendar::Moment(*date)
                            : calendar::Moment(std::get<ZonedInstant>(clock.due).instant);
        CHECK(standing.value().deadline.due == due);
        CHECK_FALSE(standing.value().deadline.derivation.empty());
    }
}

std::string_view why_last(const Story& story) {
    const auto sets = story.events<ClockSet>();
    REQUIRE_FALSE(sets.empty());
    switch (sets.back().second.why) {
        case ClockSet::Why::started:
            return "started";
        case ClockSet::Why::restarted:
            return "restarted";
        case ClockSet::Why::recounted:
            return "recounted";
        case ClockSet::Why::extended:
            return "extended";
        case ClockSet::Why::resumed:
            return "resumed";
        case ClockSet::Why::calendar:
            return "calendar";
    }
    return "";
}

}  // namespace

TEST_CASE("clocks: each kind counts by its own rule") {
    const auto due = [](ClockKind clock, std::string_view amount) {
        const Sketch s = with_reply(clock, amount);
        const Story story = opened(s, {{"received", "2026-04-15"}});
        check_derivations(story);
        return story.due("reply");
    };
    CHECK(due(ClockKind::term, "P17D") == "2026-05-04");        // 2 May is a Saturday
    CHECK(due(ClockKind::elapsed, "P17D") == "2026-05-02");     // does not move
    CHECK(due(ClockKind::working_days, "12") == "2026-05-04");  // 1 May is a holiday
    CHECK(due(ClockKind::working_days, "P12D") == "2026-05-04");
    CHECK(due(ClockKind::date, "15 April") == "2027-04-15");  // after the day, not on it
    CHECK(due(ClockKind::date, "16 April") == "2026-04-16");
    CHECK(due(ClockKind::date, "") == "2026-04-15");
}

TEST_CASE("clocks: the day before an anniversary, and backwards") {
    Sketch s = with_reply(ClockKind::elapsed, "P1Y");
    s.deadline("reply").day_before = true;
    CHECK(opened(s, {{"received", "2026-04-12"}}).due("reply") == "2027-04-11");
    s.deadline("reply").day_before = false;
    s.deadline("reply").before = true;
    CHECK(opened(s, {{"received", "2026-04-12"}}).due("reply") == "2025-04-12");
    Sketch date = with_reply(ClockKind::date, "1 December");
    date.deadline("reply").before = true;
    CHECK(opened(date, {{"received", "2026-12-01"}}).due("reply") == "2025-12-01");
}

TEST_CASE("clocks: an instant is due on its second, in its zone, and no holiday moves it") {
    const Sketch s = with_reply(ClockKind::instant, "", "expiry");
    const Story story = opened(s, {{"expiry", "2026-05-01T17:00 Europe/Brussels"}});
    CHECK(story.due("reply") == "2026-05-01T15:00:00Z");
    CHECK(story.clock("reply").passes.iso() == "2026-05-01T15:00:01Z");
    check_derivations(story);
}

TEST_CASE("clocks: a time of the night that comes twice keeps the moment that was meant") {
    // 02:30 of 25 October 2026 in Zagreb comes at 00:30 and at 01:30 of UTC; the second is meant.
    const Sketch s = with_reply(ClockKind::instant, "", "expiry");
    const Story nobody(s.made, testing::house(), "work", "A1");
    OpenMatter command;
    command.matter = "m1";
    command.first = nobody.command_of("open", {}, {}, "");
    const ZonedInstant second{testing::at("2026-10-25T01:30:00Z"), "Europe/Zagreb"};
    command.first.changes.push_back({s.f("expiry"), {{second}}});
    const Decision decision = open(s.made, command, testing::house(), testing::at(kMonday));
    REQUIRE(decision.ok());
    Matter matter;
    for (const Event& event : decision.events) apply(s.made, matter, event);
    CHECK(matter.clocks[0].due == Due(second));
}

TEST_CASE("clocks: nothing is due where there is no length, and no date is invented") {
    for (const std::string_view word : {"unknown", "none", "set_by_body"}) {
        const Sketch s = with_reply(ClockKind::elapsed, word);
        CHECK(opened(s, {{"received", "2026-04-15"}}).is("reply", ClockState::idle));
    }
    Sketch field = with_reply(ClockKind::elapsed, "");
    field.deadline("reply").amount = field.from("term");
    Story story = opened(field, {{"received", "2026-04-15"}});
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", kMonday, {{"term", "P6M"}});
    CHECK(story.due("reply") == "2026-10-15");
    story.take("fill", kMonday, {{"term", "P3M"}});
    CHECK(story.due("reply") == "2026-07-15");
    CHECK(why_last(story) == "recounted");
}

TEST_CASE("clocks: a length from a table follows the key, and an empty cell starts nothing") {
    Sketch s = with_reply(ClockKind::elapsed, "");
    Table table{.id = "committees", .key = FieldType::text, .columns = {"reply"}, .rows = {}};
    table.rows.push_back({.key = "ccpr", .cells = {"P6M"}, .verified = {true}});
    table.rows.push_back({.key = "cerd", .cells = {"P3M"}, .verified = {true}});
    table.rows.push_back({.key = "ced", .cells = {"unknown"}, .verified = {false}});
    s.made.tables.push_back(table);
    Source& amount = s.deadline("reply").amount;
    amount = {
        .kind = Source::Kind::table, .field = s.f("which"), .table = TableId(0U), .column = 0};
    Story story = opened(s, {{"received", "2026-08-31"}});
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", kMonday, {{"which", "ccpr"}});
    CHECK(story.due("reply") == "2027-02-28");
    story.take("fill", kMonday, {{"which", "cerd"}});
    CHECK(story.due("reply") == "2026-11-30");
    // The row that says nothing takes the due moment away.
    story.take("fill", kMonday, {{"which", "ced"}});
    CHECK(story.is("reply", ClockState::idle));
}

TEST_CASE("clocks: a field that comes later starts the clock, a corrected one moves it") {
    const Sketch s = with_reply(ClockKind::elapsed, "P10D");
    Story story = opened(s);
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", kMonday, {{"received", "2026-03-01"}});
    CHECK(story.due("reply") == "2026-03-11");
    story.take("fill", kMonday, {{"received", "2026-03-05"}});
    CHECK(story.due("reply") == "2026-03-15");
    const auto sets = story.events<ClockSet>();
    CHECK(sets.size() == 2);
    CHECK(sets[1].second.before == std::optional<Due>(calendar::Date::parse("2026-03-11").value()));
    // The same date again moves nothing and says nothing.
    story.take("fill", kMonday, {{"received", "2026-03-05"}});
    CHECK(story.events<ClockSet>().size() == 2);
}

TEST_CASE("clocks: a field that is emptied takes the clock back to its beginning") {
    const Sketch s = with_reply(ClockKind::elapsed, "P10D");
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.take("meet", kMonday);
    CHECK(story.is("reply", ClockState::met));
    story.take("empty", kMonday);
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", kMonday, {{"received", "2026-04-01"}});
    CHECK(story.due("reply") == "2026-04-11");
    CHECK(story.is("reply", ClockState::running));
}

TEST_CASE("clocks: what is met stays met though its date is corrected") {
    const Sketch s = with_reply(ClockKind::elapsed, "P10D");
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.take("meet", kMonday);
    story.take("fill", kMonday, {{"received", "2026-03-02"}});
    CHECK(story.is("reply", ClockState::met));
    CHECK_FALSE(story.clock("reply").late);
}

TEST_CASE("clocks: what is done after its time is met late") {
    const Sketch s = with_reply(ClockKind::elapsed, "P10D");
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.take("meet", "2026-03-12");
    CHECK(story.events<ClockPassed>().size() == 1);
    CHECK(story.is("reply", ClockState::met));
    CHECK(story.clock("reply").late);
}

TEST_CASE("clocks: a clock starts with the step that is named, and again with the next one") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadline("reply").starts_with = {s.st("go")};
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.is("reply", ClockState::idle));
    story.take("go", "2026-03-03");
    CHECK(story.due("reply") == "2026-03-11");
    story.take("meet", "2026-03-04");
    CHECK(story.is("reply", ClockState::met));
    story.take("go", "2026-03-05");
    CHECK(story.is("reply", ClockState::running));
    CHECK(why_last(story) == "restarted");
}

TEST_CASE("clocks: a step that came before its date starts the clock when the date comes") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadline("reply").starts_with = {s.st("go")};
    Story story = opened(s);
    story.take("go", "2026-03-03");
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", "2026-03-04", {{"received", "2026-03-01"}});
    CHECK(story.due("reply") == "2026-03-11");
}

TEST_CASE("clocks: a clock counts from the moment of a step, and each taking begins anew") {
    Sketch s = with_reply(ClockKind::working_days, "2");
    s.deadline("reply").from_field = FieldId();
    s.deadline("reply").from_step = s.st("go");
    Story story = opened(s);
    story.take("go", "2026-03-06T22:30:00Z");  // 23:30 on Friday in Zagreb
    CHECK(story.due("reply") == "2026-03-10");
    story.take("meet", "2026-03-07");
    story.take("go", "2026-03-08T23:30:00Z");  // 00:30 on Monday
    CHECK(story.due("reply") == "2026-03-11");
    CHECK(story.is("reply", ClockState::running));
    check_derivations(story);
}

TEST_CASE("clocks: without anything to count from, a clock counts from the step that starts it") {
    Sketch s = with_reply(ClockKind::instant, "PT48H");
    s.deadline("reply").from_field = FieldId();
    s.deadline("reply").starts_with = {s.st("go"), s.st("fill")};
    Story story = opened(s);
    story.take("go", "2026-03-06T10:00:00Z");
    CHECK(story.due("reply") == "2026-03-08T10:00:00Z");
    story.take("fill", "2026-03-06T12:00:00Z");
    CHECK(story.due("reply") == "2026-03-08T12:00:00Z");
}

TEST_CASE("clocks: conditions are asked when the clock would start, and not after") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    Condition ours{.kind = Condition::Kind::field_is, .field = s.f("dating"), .words = {"ours"}};
    s.deadline("reply").when = {ours};
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", kMonday, {{"dating", "theirs"}});
    CHECK(story.is("reply", ClockState::idle));
    story.take("fill", kMonday, {{"dating", "ours"}});
    CHECK(story.is("reply", ClockState::running));
    story.take("fill", kMonday, {{"dating", "theirs"}});
    CHECK(story.is("reply", ClockState::running));
}

TEST_CASE("clocks: what stands still resumes with the days that it had left") {
    const Sketch s = with_reply(ClockKind::elapsed, "P10D");
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.take("halt", "2026-03-04");
    CHECK(story.is("reply", ClockState::stopped));
    story.pass("2026-06-01");
    CHECK(story.is("reply", ClockState::stopped));
    story.take("resume", "2026-06-02");
    CHECK(story.due("reply") == "2026-06-09");  // from 4 March to 1 June 90 days stand still
    CHECK(story.events<ClockPassed>().empty());
    check_derivations(story);
    story.take("halt", "2026-06-03");
    story.take("meet", "2026-06-04");
    CHECK(story.is("reply", ClockState::met));
}

TEST_CASE("clocks: what is itself due stands still and resumes as well") {
    const Sketch s = with_reply(ClockKind::date, "", "until");
    Story story = opened(s, {{"until", "2026-03-20"}});
    story.take("halt", "2026-03-04");
    story.take("resume", "2026-03-09");
    CHECK(story.due("reply") == "2026-03-25");
    check_derivations(story);
}

TEST_CASE("clocks: a term in hours runs from the instant of its event, over days of rest") {
    const Sketch s = with_reply(ClockKind::term, "PT48H", "expiry");
    const Story story = opened(s, {{"expiry", "2026-03-06T17:00 Europe/Zagreb"}});
    CHECK(story.due("reply") == "2026-03-08T16:00:00Z");  // a Sunday
    check_derivations(story);
}

TEST_CASE("clocks: an instant that stood still moves by the time between") {
    const Sketch s = with_reply(ClockKind::instant, "PT48H", "expiry");
    Story story = opened(s, {{"expiry", "2026-03-02T10:00 Europe/Zagreb"}});
    CHECK(story.due("reply") == "2026-03-04T09:00:00Z");
    story.take("halt", "2026-03-02T12:00:00Z");
    story.take("resume", "2026-03-02T18:30:00Z");
    CHECK(story.due("reply") == "2026-03-04T15:30:00Z");
    check_derivations(story);
}

TEST_CASE("clocks: what befalls a clock before its time begins takes nothing from that") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadline("reply").extended_by = {s.st("extend")};
    s.deadline("reply").extended_to = s.f("longer");
    Story story = opened(s, {{"received", "2026-03-20"}});
    story.take("halt", "2026-03-05T10:00:00Z");
    story.take("resume", "2026-03-09T10:00:00Z");
    CHECK(story.due("reply") == "2026-03-30");
    story.take("extend", "2026-03-10T10:00:00Z", {{"longer", "P5D"}});
    CHECK(story.due("reply") == "2026-04-04");
    story.take("halt", "2026-03-12T10:00:00Z");
    story.take("resume", "2026-03-24T10:00:00Z");  // three days of it stood still
    CHECK(story.due("reply") == "2026-04-07");
    check_derivations(story);
}

TEST_CASE("clocks: what is counted backwards is extended before its event") {
    for (const ClockKind clock : {ClockKind::elapsed, ClockKind::working_days}) {
        Sketch s = with_reply(clock, clock == ClockKind::elapsed ? "P10D" : "6");
        s.deadline("reply").before = true;
        s.deadline("reply").extended_by = {s.st("extend")};
        s.deadline("reply").extended_to = s.f("until");
        Story story = opened(s, {{"received", "2026-03-20"}});
        story.take("extend", "2026-03-09T10:00:00Z", {{"until", "2026-03-17"}});
        CHECK(story.due("reply") == "2026-03-17");
        check_derivations(story);
    }
}

TEST_CASE("clocks: an extension goes to a date, or by a length, and only to a later day") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadline("reply").extended_by = {s.st("extend")};
    s.deadline("reply").extended_to = s.f("until");
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.refused("extend", "2026-03-03") == std::vector<std::string>{"extension_missing"});
    CHECK(story.refused("extend", "2026-03-03", {{"until", "2026-03-11"}}) ==
          std::vector<std::string>{"extension_not_later"});
    story.take("extend", "2026-03-03", {{"until", "2026-04-01"}});
    CHECK(story.due("reply") == "2026-04-01");
    CHECK(why_last(story) == "extended");
    check_derivations(story);
    // Extended again, and after it has passed: it runs again.
    story.take("extend", "2026-04-05", {{"until", "2026-04-20"}});
    CHECK(story.is("reply", ClockState::running));
    CHECK(story.due("reply") == "2026-04-20");

    s.deadline("reply").extended_to = s.f("longer");
    Story by_length = opened(s, {{"received", "2026-03-01"}});
    by_length.take("extend", "2026-03-03", {{"longer", "P1M"}});
    CHECK(by_length.due("reply") == "2026-04-11");
    check_derivations(by_length);
}

TEST_CASE(
    "clocks: a clock that counts back from another follows it, stops with it and ends with it") {
    Sketch s = with_reply(ClockKind::elapsed, "P30D");
    s.deadlines({"draft", "followup"});
    Deadline& reply = s.deadline("reply");
    reply.extended_by = {s.st("extend")};
    reply.extended_to = s.f("until");
    Deadline& draft = s.deadline("draft");
    draft.amount = Sketch::written("P10D");
    draft.from_deadline = s.d("reply");
    draft.before = true;
    Deadline& followup = s.deadline("followup");
    followup.amount = Sketch::written("P6M");
    followup.from_deadline = s.d("reply");
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.due("reply") == "2026-03-31");
    CHECK(story.due("draft") == "2026-03-21");
    CHECK(story.due("followup") == "2026-09-30");
    story.take("extend", "2026-03-03", {{"until", "2026-04-15"}});
    CHECK(story.due("draft") == "2026-04-05");
    CHECK(story.due("followup") == "2026-10-15");
    story.take("halt", "2026-03-05");
    CHECK(story.is("draft", ClockState::stopped));
    story.pass("2026-08-01");
    CHECK(story.events<ClockPassed>().empty());
    check_derivations(story);
}

TEST_CASE(
    "clocks: what stands still with its base goes on with it, though counted again meanwhile") {
    Sketch s = with_reply(ClockKind::elapsed, "P30D");
    s.deadlines({"draft"});
    Deadline& draft = s.deadline("draft");
    draft.amount = s.from("term");
    draft.from_deadline = s.d("reply");
    draft.before = true;
    Story story = opened(s, {{"received", "2026-03-01"}, {"term", "P10D"}});
    story.take("halt", "2026-03-03");
    story.take("fill", "2026-03-04", {{"term", "P5D"}});
    CHECK(story.is("draft", ClockState::stopped));
    story.take("resume", "2026-03-05");
    CHECK(story.is("draft", ClockState::running));
    CHECK(story.due("reply") == "2026-04-02");
    CHECK(story.due("draft") == "2026-03-28");
}

TEST_CASE("clocks: what counts back ends with its base, what counts on goes on from what was due") {
    Sketch s = with_reply(ClockKind::elapsed, "P30D");
    s.deadline("reply").starts_with = {s.st("go")};
    s.deadlines({"draft", "followup"});
    for (const std::string_view id : {"draft", "followup"}) {
        s.deadline(id).amount = Sketch::written("P10D");
        s.deadline(id).from_deadline = s.d("reply");
    }
    s.deadline("draft").before = true;
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.take("go", "2026-03-02");
    story.take("meet", "2026-03-05");
    CHECK(story.is("draft", ClockState::withdrawn));
    CHECK(story.is("followup", ClockState::running));
    // A new round of the base is a new round of what counts from it.
    story.take("go", "2026-03-06");
    CHECK(story.is("draft", ClockState::running));
    story.take("withdraw", "2026-03-07");
    CHECK(story.is("draft", ClockState::withdrawn));
    CHECK(story.is("followup", ClockState::withdrawn));
}

TEST_CASE("clocks: a share of the time left is taken from when the clock was set going") {
    Sketch s = with_reply(ClockKind::instant, "", "expiry");
    s.deadlines({"half"});
    Deadline& half = s.deadline("half");
    half.clock = ClockKind::instant;
    half.from_deadline = s.d("reply");
    half.before = true;
    half.share_left = 50;
    Story story = opened(s, {{"expiry", "2026-03-04T10:00 Europe/Zagreb"}});  // opened 09:00 UTC
    CHECK(story.due("half") == "2026-03-03T09:00:00Z");
    story.take("fill", "2026-03-02T10:00:00Z", {{"expiry", "2026-03-06T10:00 Europe/Zagreb"}});
    CHECK(story.due("half") == "2026-03-04T09:00:00Z");
    check_derivations(story);
}

TEST_CASE(
    "clocks: a deadline that only computes writes its date, and leaves alone what people wrote") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadline("reply").records = s.f("out");
    s.deadline("reply").met_by = {};
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.field("out") == "2026-03-11");
    CHECK(story.is("reply", ClockState::recorded));
    story.take("fill", kMonday, {{"received", "2026-03-05"}});
    CHECK(story.field("out") == "2026-03-15");
    story.take("fill", kMonday, {{"out", "2026-12-24"}});
    story.take("fill", kMonday, {{"received", "2026-03-06"}});
    CHECK(story.field("out") == "2026-12-24");
    story.pass("2027-12-31");
    CHECK(story.events<ClockPassed>().empty());
    CHECK_FALSE(next_alarm(story.matter()).has_value());
}

TEST_CASE("clocks: dates that are computed one from the other settle, and a circle of them stops") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadlines({"back"});
    s.deadline("reply").records = s.f("out");
    Deadline& back = s.deadline("back");
    back.amount = Sketch::written("P1D");
    back.from_field = s.f("out");
    back.records = s.f("until");
    const Story chain = opened(s, {{"received", "2026-03-01"}});
    CHECK(chain.field("until") == "2026-03-12");
    back.records = s.f("received");
    // Each writes what the other counts from, as often as there are deadlines and once more.
    const Story circle = opened(s, {{"received", "2026-03-01"}});
    CHECK(circle.matter().version < 40);
}

TEST_CASE(
    "clocks: a holiday moves nothing until the dates are counted again, which says what moved") {
    const Sketch s = with_reply(ClockKind::working_days, "5");
    Story story = opened(s, {{"received", "2026-03-02"}});
    CHECK(story.due("reply") == "2026-03-09");
    const calendar::Book book = testing::house_book_closed_on("2026-03-05");
    World changed = testing::house();
    changed.book = &book;
    // A step under the new calendar moves nothing by itself.
    Matter matter = story.matter();
    const auto follow = [&](const Command& command) {
        const Decision decision =
            decide(s.made, matter, command, changed, testing::at("2026-03-03"));
        REQUIRE(decision.ok());
        for (const Event& event : decision.events) apply(s.made, matter, event);
        return decision.events;
    };
    follow(story.command_of("fill", {{"which", "x"}}, {}, ""));
    CHECK(matter.clocks[0].due == Due(calendar::Date::parse("2026-03-09").value()));
    const std::vector<Event> moved = follow(Recompute{"5 March is a holiday"});
    REQUIRE(moved.size() == 1);
    const auto& set = std::get<ClockSet>(moved.front().what);
    CHECK(set.why == ClockSet::Why::calendar);
    CHECK(set.ground == "5 March is a holiday");
    CHECK(set.before == std::optional<Due>(calendar::Date::parse("2026-03-09").value()));
    CHECK(set.due == Due(calendar::Date::parse("2026-03-10").value()));
    CHECK(follow(Recompute{"the same again"}).empty());
    const Decision silent =
        decide(s.made, matter, Recompute{""}, changed, testing::at("2026-03-03"));
    CHECK_FALSE(silent.ok());
}

TEST_CASE("clocks: what passed runs again where a holiday gives it another day") {
    const Sketch s = with_reply(ClockKind::term, "P7D");
    Story story = opened(s, {{"received", "2026-03-02"}});
    story.pass("2026-03-10");
    CHECK(story.is("reply", ClockState::passed));
    const calendar::Book book = testing::house_book_closed_on("2026-03-09");
    World changed = testing::house();
    changed.book = &book;
    Matter matter = story.matter();
    const Decision decision = decide(s.made, matter, Recompute{"9 March was a holiday"}, changed,
                                     testing::at("2026-03-10T10:00:00Z"));
    for (const Event& event : decision.events) apply(s.made, matter, event);
    CHECK(matter.clocks[0].state == ClockState::running);
    CHECK(matter.clocks[0].due == Due(calendar::Date::parse("2026-03-10").value()));
}

TEST_CASE("clocks: an instant in the hour that the clock shows twice is derived as itself") {
    const Sketch s = with_reply(ClockKind::instant, "", "expiry");
    for (const char* expiry : {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}) {
        const Story story = opened(s, {{"expiry", std::string(expiry) + " Europe/Zagreb"}});
        CHECK(story.due("reply") == expiry);
        check_derivations(story);
    }
}

TEST_CASE("clocks: a length that cannot be counted refuses the step that brings it") {
    Sketch s = with_reply(ClockKind::date, "");
    s.deadline("reply").amount = s.from("day");
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.refused("fill", kMonday, {{"day", "31 Feber"}}) ==
          std::vector<std::string>{"deadline_uncountable"});
    story.take("fill", kMonday, {{"day", "31 May"}});
    CHECK(story.due("reply") == "2026-05-31");
    Sketch far = with_reply(ClockKind::elapsed, "P150Y");
    Story late = opened(far);
    CHECK(late.refused("fill", kMonday, {{"received", "2100-01-01"}}) ==
          std::vector<std::string>{"deadline_uncountable"});
}

TEST_CASE("clocks: an unknown calendar or zone refuses, and does not stop the program") {
    Sketch s = with_reply(ClockKind::working_days, "3");
    s.deadline("reply").calendar = s.from("which");
    Story story = opened(s, {{"received", "2026-03-01"}});
    CHECK(story.is("reply", ClockState::idle));
    CHECK(story.refused("fill", kMonday, {{"which", "moon"}}) ==
          std::vector<std::string>{"deadline_uncountable"});
    story.take("fill", kMonday, {{"which", "house"}});
    CHECK(story.due("reply") == "2026-03-04");
    Sketch zone = with_reply(ClockKind::instant, "PT1H");
    zone.deadline("reply").from_field = FieldId();
    zone.deadline("reply").from_step = zone.st("go");
    zone.deadline("reply").zone = zone.from("which");
    Story lunar = opened(zone, {{"which", "Moon/Tycho"}});
    CHECK(lunar.refused("go", kMonday) == std::vector<std::string>{"deadline_uncountable"});
}

TEST_CASE("clocks: the end of a matter ends what runs and leaves what passed") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadlines({"second"});
    s.deadline("second").amount = Sketch::written("P1Y");
    s.deadline("second").from_field = s.f("received");
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.pass("2026-03-20");
    story.take("close", "2026-03-20");
    CHECK(story.is("reply", ClockState::passed));
    CHECK(story.is("second", ClockState::withdrawn));
    CHECK_FALSE(next_alarm(story.matter()).has_value());
    const std::size_t before = story.all().size();
    story.pass("2029-01-01");
    CHECK(story.all().size() == before);
}

TEST_CASE("clocks: the end is the last that happens, what it meets and computes comes before it") {
    Sketch s = with_reply(ClockKind::elapsed, "P10D");
    s.deadlines({"second", "keep", "never", "far"});
    s.deadline("reply").met_by = {s.st("close")};
    s.deadline("second").amount = Sketch::written("P1Y");
    s.deadline("second").from_field = s.f("received");
    Deadline& keep = s.deadline("keep");
    keep.amount = Sketch::written("P5Y");
    keep.from_step = s.st("close");
    keep.records = s.f("out");
    // Nothing begins with the end, and what can never be counted does not stand in its way.
    s.deadline("never").amount = Sketch::written("P1M");
    s.deadline("never").from_step = s.st("close");
    s.deadline("far").amount = Sketch::written("P300Y");
    s.deadline("far").from_step = s.st("close");
    Story story = opened(s, {{"received", "2026-03-01"}});
    story.take("close", kMonday);
    CHECK(story.is("reply", ClockState::met));
    CHECK(story.is("second", ClockState::withdrawn));
    CHECK(story.is("never", ClockState::idle));
    CHECK(story.is("far", ClockState::idle));
    CHECK(story.field("out") == "2031-03-02");
    CHECK(std::holds_alternative<StateChanged>(story.all().back().what));
    CHECK(story.matter().ended);
}

}  // namespace remit::procedure
