// What holds of every deadline, whatever its clock: it carries its inputs, verifies, and says what
// it cannot count.
#include "calendar/deadline.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::day;
using support::deadline;
using support::due;
using support::has_line;

}  // namespace

TEST_CASE("deadline: the same length gives five dates under five kinds of clock") {
    CHECK(due("P10D term", "2026-12-17", "hr") == "2026-12-28");
    CHECK(due("P10D", "2026-12-17", "hr") == "2026-12-27");
    CHECK(due("10 working days", "2026-12-17", "hr") == "2027-01-04");
    CHECK(due("P10D after 17 December", "2026-12-17", "hr") == "2026-12-27");
    CHECK(due("P10D instant", "2026-12-17T09:00", "hr") == "2026-12-27T08:00:00Z");
}

TEST_CASE(
    "deadline: every named rule is computed again from what it carries, with the same lines") {
    for (const NamedRule& named : book().rules()) {
        for (const char* from :
             {"2026-01-31", "2026-12-17", "2027-04-30", "2026-03-28T23:30:00Z"}) {
            const auto made = book().compute(
                named, {support::moment(from),
                        {},
                        kind_of(named.versions.front().rule) == ClockKind::working_days ? "eu" : "",
                        "Europe/Brussels"});
            if (!made.ok()) continue;
            CHECK(book().verify(made.value().deadline).ok());
            REQUIRE_FALSE(made.value().deadline.derivation.empty());
            const Line& last = made.value().deadline.derivation.back();
            CHECK((last.kind == LineKind::due_day || last.kind == LineKind::due_instant));
            CHECK(last.first == made.value().deadline.due);
        }
    }
}

TEST_CASE("deadline: one that was tampered with, or whose calendar changed, does not verify") {
    const Deadline made = deadline("P15D term of rs", "2026-01-31");
    CHECK(book().verify(made).ok());
    Deadline changed = made;
    changed.due = day("2026-02-19");
    CHECK_FALSE(book().verify(changed).ok());
    changed = made;
    changed.derivation[3].first = day("2026-02-14");
    CHECK(book().verify(changed).error().message.find("line 4") != std::string::npos);
    const Book other =
        book().with(book().find_calendar("rs")->with_closed(day("2026-02-18"), "more", {}));
    CHECK(other.verify(made).error().code == ErrorCode::corrupt);
    CHECK(book().verify(made).ok());
}

TEST_CASE("deadline: what leads out of the calendar is refused, on every clock") {
    for (const auto& [text, from] : std::initializer_list<std::pair<const char*, const char*>>{
             {"P15D term of hr", "2199-12-20"},
             {"P200Y", "2026-01-01"},
             {"P200Y before", "2026-01-01"},
             {"P15D", "2199-12-31"},
             {"5000 working days of hr", "2190-01-01"},
             {"P1D term of hr", "2199-12-31"},
             {"PT100000H", "2199-01-01T00:00:00Z"},
             {"first day of month after P3M", "2199-11-30"},
             {"within P1D before", "x"}}) {
        if (std::string_view(from) == "x") {
            CHECK_FALSE(parse_rule(text).ok());
            continue;
        }
        CHECK_MESSAGE(due(text, from, "", "UTC").find("error: ") == 0, text);
    }
}

TEST_CASE("deadline: a calendar that is not complete or not checked says so where its days count") {
    const Deadline eu = deadline("10 working days", "2026-12-17", "eu");
    CHECK(has_line(eu, LineKind::calendar_open));
    CHECK(has_line(eu, LineKind::unverified_calendar));
    const Deadline hr = deadline("10 working days", "2026-12-17", "hr");
    CHECK_FALSE(has_line(hr, LineKind::calendar_open));
    CHECK_FALSE(has_line(hr, LineKind::unverified_calendar));
    CHECK_FALSE(has_line(deadline("P10D", "2026-12-17", "eu"), LineKind::unverified_calendar));
}

TEST_CASE(
    "deadline: it carries the calendar, the counting rules and the zone that it was counted by") {
    const Deadline term = deadline("P15D term", "2026-01-31", "rs");
    CHECK(term.calendar == "rs");
    CHECK(term.counting == "rs-zup");
    CHECK(term.zone == "Europe/Belgrade");
    const Deadline working = deadline("10 working days of eu", "2026-01-30");
    CHECK(working.calendar == "eu");
    CHECK(working.counting.empty());  // they count terms, and this is none
    CHECK(working.zone == "Europe/Brussels");
    const Deadline treaty = deadline("P6M", "2026-08-31");
    CHECK((treaty.calendar.empty() && treaty.counting.empty() && treaty.zone.empty()));
}

}  // namespace remit::calendar
