// Terms of administrative law: where they start, what they run over, and how their end moves.
// Which days those are is in the worked examples.
#include "calendar/deadline.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::day;
using support::deadline;
using support::due;
using support::has_line;
using support::rule;

}  // namespace

TEST_CASE("term: it starts on a day of rest as on any other, and runs over days of rest") {
    // Delivered on Friday: the first day is a Saturday.
    const Deadline term = deadline("P3D term", "2026-02-06", "hr");
    CHECK(iso(term.due) == "2026-02-09");
    CHECK(has_line(term, LineKind::first_day_rest));
    CHECK(has_line(term, LineKind::rest_inside));
    CHECK_FALSE(has_line(deadline("P1D term", "2026-02-09", "hr"), LineKind::first_day_rest));
}

TEST_CASE(
    "term: a term that ends on Sunday ends on Monday, and on no other day of the week does it "
    "move") {
    for (int shift = 0; shift < 7; ++shift) {
        const Date event = day("2026-03-02").plus_days(shift);
        const auto made = book().compute(rule("P15D term"), {event, {}, "hr", {}});
        REQUIRE(made.ok());
        const Date last = event.plus_days(15);
        const int weekday = static_cast<int>(last.weekday());
        const Date expected = last.plus_days(weekday < 5 ? 0 : 7 - weekday);
        CHECK(made.value().due == Moment(expected));
    }
}

TEST_CASE("term: only the end moves, never backwards, and it ends on a working day") {
    for (const char* calendar : {"hr", "rs", "eu"}) {
        const Calendar& days = *book().find_calendar(calendar);
        for (Date event = day("2018-01-01"); event < day("2022-12-31");
             event = event.plus_days(1)) {
            const auto made = book().compute(rule("P8D term"), {event, {}, calendar, {}});
            REQUIRE(made.ok());
            const Date end = std::get<Date>(made.value().due);
            REQUIRE(end >= event.plus_days(8));
            REQUIRE(days.is_working(end));
            for (Date passed = event.plus_days(8); passed < end; passed = passed.plus_days(1))
                REQUIRE_FALSE(days.is_working(passed));
        }
    }
}

TEST_CASE("term: a term in hours runs on over nights, Sundays and the change of the clock") {
    CHECK(due("PT48H term", "2026-04-03T17:00", "hr", "Europe/Zagreb") == "2026-04-05T15:00:00Z");
    // 48 hours over the night in which an hour is missing end an hour later on the wall.
    const Deadline over = deadline("PT48H term", "2026-03-28T12:00", "hr", "Europe/Zagreb");
    CHECK(iso(over.due) == "2026-03-30T11:00:00Z");
    CHECK(due("PT48H term", "2026-04-03", "hr").find("error: ") == 0);
    CHECK(due("PT48H term", "2026-04-03T17:00").find("2026-04-05") == 0);
}

TEST_CASE("term: while Saturday was disputed the end stays, and the other opinion is told") {
    // Saturday 14 March 2015.
    const Deadline old_law = deadline("P15D term", "2015-02-27", "rs");
    CHECK(iso(old_law.due) == "2015-03-14");
    CHECK(has_line(old_law, LineKind::disputed_weekday));
    CHECK(has_line(old_law, LineKind::unverified_rules));
    const auto told =
        std::ranges::find(old_law.derivation, LineKind::disputed_weekday, &Line::kind);
    CHECK(told->second == Moment(day("2015-03-16")));
    // Sunday was never disputed.
    CHECK(due("P15D term", "2015-02-28", "rs") == "2015-03-16");
    CHECK_FALSE(has_line(deadline("P15D term", "2015-02-28", "rs"), LineKind::disputed_weekday));
    // The event decides which law counts.
    CHECK(due("P15D term", "2017-05-26", "rs") == "2017-06-10");
    CHECK(due("P15D term", "2017-06-02", "rs") == "2017-06-19");
}

TEST_CASE("term: a day for which no version of the counting rules holds is not counted") {
    CountingRules rules{"gap", {}, {CountingVersion{}, CountingVersion{}}};
    rules.versions[0].until = day("2019-12-31");
    rules.versions[1].from = day("2021-01-01");
    const auto count = [&rules](std::string_view from) {
        const Given given{day(from), {}, book().find_calendar("hr"), &rules, nullptr};
        return compute(rule("P15D term"), given);
    };
    CHECK(count("2019-12-31").ok());
    CHECK(count("2021-01-01").ok());
    CHECK(count("2020-06-01")
              .error()
              .message.find("'gap' say nothing for 2020-06-01; add a version") !=
          std::string::npos);
}

TEST_CASE("term: without a calendar, or with one that has no counting rules, nothing is counted") {
    const std::string none = due("P15D term", "2026-01-31");
    CHECK(none.find("error: ") == 0);
    for (const char* id : {"hr", "rs", "nato", "un-new-york"})
        CHECK(none.find(id) != std::string::npos);
    CHECK(due("P15D term", "2026-01-31", "nato").find("no rules for counting") !=
          std::string::npos);
    CHECK(due("P15D term", "2026-01-31", "atlantis").find("there is no calendar 'atlantis'") !=
          std::string::npos);
    CHECK(due("P15D term of rs", "2026-01-31", "hr").find("counts by calendar 'rs'") !=
          std::string::npos);
    CHECK(due("P15D term of rs", "2026-01-31") == "2026-02-18");
    CHECK(due("P15D term", "2011-12-31", "rs").find("known from 2012-01-01") != std::string::npos);
}

}  // namespace remit::calendar
