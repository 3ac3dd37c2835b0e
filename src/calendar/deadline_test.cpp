// The five clocks: the worked examples of practice, the edges of each, and what none of them may
// do.
#include "calendar/deadline.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::day;
using support::deadline;
using support::due;
using support::has_line;
using support::named_due;
using support::rule;

struct Row {
    const char* rule;
    const char* from;
    const char* calendar;
    const char* due;
};

void check_rows(std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
        CHECK_MESSAGE(due(row.rule, row.from, row.calendar) == row.due,
                      row.rule << " from " << row.from << " by " << row.calendar);
    }
}

}  // namespace

// --- terms
// ------------------------------------------------------------------------------------------------------------

TEST_CASE("term: fifteen days in Croatia and Serbia, as the worked examples have them") {
    check_rows({{"P15D term", "2025-12-11", "hr", "2025-12-29"},
                {"P15D term", "2026-05-15", "hr", "2026-06-01"},
                {"P15D term", "2025-12-17", "rs", "2026-01-05"},
                {"P15D term", "2026-01-31", "rs", "2026-02-18"},
                {"P15D term", "2026-03-26", "rs", "2026-04-14"},
                // The same event under the other law.
                {"P15D term", "2025-12-11", "rs", "2025-12-26"},
                {"P15D term", "2026-01-31", "hr", "2026-02-16"}});
}

TEST_CASE("term: months end on the same number or the last day, and then the end moves") {
    check_rows({{"P1M term", "2026-01-31", "hr", "2026-03-02"},
                {"P1M term", "2026-01-31", "rs", "2026-03-02"},
                {"P6M term", "2026-08-31", "hr", "2027-03-01"},
                {"P6M term", "2026-08-31", "rs", "2027-03-01"},
                {"P1Y term", "2028-02-29", "hr", "2029-02-28"},
                {"P1M term", "2026-02-16", "hr", "2026-03-16"}});
}

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

TEST_CASE("term: a notice board delivers on the day after the eighth, which may be any day") {
    // Posted on Friday 30 January 2026: the eighth day is a Saturday and moves to Monday; delivered
    // on Tuesday.
    const std::string delivered = named_due("hr-zup-notice-board", "2026-01-30");
    CHECK(delivered == "2026-02-10");
    CHECK(day(delivered).weekday() == Weekday::tuesday);
    // The next term starts on Wednesday.
    const Deadline next = deadline("P15D term", delivered, "hr");
    CHECK(has_line(next, LineKind::first_day));
    CHECK(next.derivation[2].first == Moment(day("2026-02-11")));
    // The eighth day is a Friday: delivered on Saturday, and that stays.
    CHECK(named_due("hr-zup-notice-board", "2026-02-05") == "2026-02-14");
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

// --- working days
// -----------------------------------------------------------------------------------------------------

TEST_CASE("working days: ten of them around New Year differ between Zagreb and Belgrade") {
    check_rows({{"10 working days", "2026-12-17", "hr", "2027-01-04"},
                {"10 working days", "2026-12-17", "rs", "2026-12-31"},
                {"1 working day", "2026-04-03", "hr",
                 "2026-04-07"},  // Good Friday works, Easter Monday does not
                {"1 working day", "2026-04-03", "eu", "2026-04-07"},
                {"1 working day", "2026-04-01", "eu", "2026-04-07"},  // Maundy Thursday rests there
                {"3 working days before", "2026-04-08", "hr", "2026-04-02"},
                {"1 working day before", "2026-02-18", "rs", "2026-02-13"}});
}

TEST_CASE("working days: so many lie between, told or summed up, forwards and backwards") {
    for (const char* id : {"hr", "rs", "eu"}) {
        const Calendar& days = *book().find_calendar(id);
        for (const int count : {1, 2, 5, 10, 40, 41, 250, kWorkingDaysMax / 5}) {
            for (const char* from : {"2026-02-13", "2026-12-24", "2026-04-05"}) {
                const Date event = day(from);
                const auto after = book().compute(WorkingDaysRule{count, Direction::after, ""},
                                                  {event, {}, id, {}});
                const auto before = book().compute(WorkingDaysRule{count, Direction::before, id},
                                                   {event, {}, "", {}});
                REQUIRE(after.ok());
                REQUIRE(before.ok());
                const Date last = std::get<Date>(after.value().due);
                const Date first = std::get<Date>(before.value().due);
                CHECK(days.count_working_days(event.plus_days(1), last) == count);
                CHECK(days.count_working_days(first, event.plus_days(-1)) == count);
                CHECK(days.is_working(last));
                CHECK(days.is_working(first));
            }
        }
    }
}

TEST_CASE("working days: a calendar is needed, and not one with no working day in sight") {
    CHECK(due("10 working days", "2026-12-17").find("needs a calendar") != std::string::npos);
    CalendarData closed;
    closed.id = "closed";
    Holiday always;
    always.id = "always";
    for (int month = 1; month <= 12; ++month) {
        for (int date = 1; date <= 31; ++date) {
            always.days.emplace_back(
                FixedDay{static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(date)});
        }
    }
    closed.holidays.push_back(always);
    const Calendar calendar(closed);
    CountingRules rules;
    rules.versions.emplace_back();
    const Given given{day("2026-01-01"), {}, &calendar, &rules, nullptr};
    for (const char* text :
         {"3 working days", "500 working days", "3 working days before", "P15D term"}) {
        const auto made = compute(rule(text), given);
        REQUIRE_FALSE(made.ok());
        CHECK(made.error().message.find("closed for more than") != std::string::npos);
    }
}

// --- days, months and years from an event
// -----------------------------------------------------------------------------

TEST_CASE("elapsed: the clocks of treaty bodies, which nothing moves") {
    check_rows({{"P2M", "2026-08-31", "", "2026-10-31"},
                {"P3M", "2026-08-31", "", "2026-11-30"},
                {"P6M", "2026-08-31", "", "2027-02-28"},  // a Sunday
                {"P6M", "2026-08-31", "hr", "2027-02-28"},
                {"P90D", "2026-05-15", "", "2026-08-13"},
                {"P180D", "2026-07-24", "", "2027-01-20"},
                {"P1Y", "2025-03-10", "", "2026-03-10"},
                {"P30D", "2026-01-02", "", "2026-02-01"}});
    CHECK(named_due("treaty-body-merits", "2026-08-31") == "2027-02-28");
    CHECK(named_due("treaty-body-merits-cerd", "2026-08-31") == "2026-11-30");
    CHECK(named_due("treaty-body-admissibility", "2026-08-31") == "2026-10-31");
    CHECK(named_due("ccpr-follow-up", "2026-07-24") == "2027-01-20");
    CHECK(named_due("cat-follow-up", "2026-05-15") == "2026-08-13");
    CHECK(named_due("opic-time-bar", "2025-03-10") == "2026-03-10");
}

TEST_CASE("elapsed: a due date on a day of rest stays, and with a calendar that is told") {
    CHECK(has_line(deadline("P6M", "2026-08-31", "hr"), LineKind::stays_rest));
    CHECK(has_line(deadline("P1M", "2026-05-22", "hr"), LineKind::stays_holiday));
    CHECK_FALSE(has_line(deadline("P6M", "2026-08-31"), LineKind::stays_rest));
}

TEST_CASE("elapsed: within the first year ends the day before the anniversary") {
    check_rows({{"within P1Y", "2014-12-24", "", "2015-12-23"},
                {"P12M", "2014-12-24", "", "2015-12-24"},
                {"within P1Y", "2026-04-12", "", "2027-04-11"},
                // A year from 29 February is over with 28 February.
                {"within P1Y", "2028-02-29", "", "2029-02-28"},
                {"within P4Y", "2028-02-29", "", "2032-02-28"},
                {"within P10D", "2026-04-12", "", "2026-04-21"}});
}

TEST_CASE("elapsed: treaties enter into force by formulas") {
    CHECK(named_due("att-entry-into-force", "2026-01-12") == "2026-04-12");
    CHECK(named_due("apmbc-entry-into-force", "2026-01-12") == "2026-07-01");
    CHECK(named_due("apmbc-entry-into-force", "2026-01-31") == "2026-07-01");
    CHECK(named_due("apmbc-entry-into-force", "2026-08-31") == "2027-02-01");
    CHECK(named_due("covenant-entry-into-force", "2026-01-12") == "2026-04-12");
    CHECK(named_due("coe-entry-into-force", "2014-04-22") == "2014-08-01");
    CHECK(named_due("coe-entry-into-force", "2026-11-30") == "2027-03-01");
    CHECK(named_due("paris-entry-into-force", "2026-01-12") == "2026-02-11");
    CHECK(named_due("vclt-reservation-objection", "2026-02-28") == "2027-02-28");
    CHECK(named_due("apmbc-initial-report", "2026-07-01") == "2026-12-28");
}

TEST_CASE("elapsed: planning backwards, and the unit as the instrument writes it") {
    check_rows({{"P9M before", "2027-11-30", "", "2027-02-28"},
                {"P12W before", "2026-06-15", "", "2026-03-23"},
                {"P42D before", "2026-06-15", "", "2026-05-04"},
                {"P30M", "2026-07-01", "", "2029-01-01"},
                {"P18M", "2026-08-31", "", "2028-02-29"}});
    // Half a year, six months and 180 days are three lengths.
    CHECK(due("P6M", "2026-01-01") != due("P180D", "2026-01-01"));
    CHECK(named_due("un-ga-credentials", "2026-09-08") == "2026-09-01");
    CHECK(named_due("un-regular-budget", "2026-01-02") == "2026-02-01");
    CHECK(named_due("hr-european-council-report", "2026-03-20") == "2026-04-04");
}

TEST_CASE(
    "elapsed: an instant counts from the day on which it falls in the zone, and that is told") {
    const Deadline late = deadline("P3M", "2026-08-31T23:30:00Z", "", "Europe/Zagreb");
    CHECK(iso(late.due) == "2026-12-01");
    CHECK(has_line(late, LineKind::day_taken));
    CHECK(due("P3M", "2026-08-31T23:30:00Z", "", "UTC") == "2026-11-30");
    CHECK(due("P3M", "2026-08-31T23:30:00Z").find("zone") != std::string::npos);
}

// --- dates of the calendar
// --------------------------------------------------------------------------------------------

TEST_CASE("date: the calendar of returns, with leap years") {
    check_rows({{"P90D after 31 December", "2027-01-01", "", "2027-03-31"},
                {"P90D after 31 December", "2028-01-01", "", "2028-03-30"},
                {"P120D after 31 December", "2027-01-01", "", "2027-04-30"},
                {"P120D after 31 December", "2028-01-01", "", "2028-04-29"},
                {"P60D before 1 January", "2026-03-01", "", "2026-11-02"},
                {"P60D before 1 January", "2028-03-01", "", "2028-11-02"},
                {"P90D before 1 January", "2026-03-01", "", "2026-10-03"},
                {"P1D before 1 March", "2026-01-01", "", "2026-02-28"},
                {"P1D before 1 March", "2028-01-01", "", "2028-02-29"},
                {"15 April", "2026-03-01", "", "2026-04-15"},
                {"15 April", "2026-04-15", "", "2026-04-15"},
                {"15 April", "2026-04-16", "", "2027-04-15"},
                {"31 May", "2026-03-01", "hr", "2026-05-31"},  // a Sunday, which stays
                {"15 April from 2030", "2026-03-01", "", "2030-04-15"},
                {"28 February 2026", "2026-03-01", "", "2026-02-28"},
                {"29 February 2028", "2026-03-01", "", "2028-02-29"}});
    CHECK(named_due("cwc-past-activities", "2028-01-01") == "2028-03-30");
    CHECK(named_due("cwc-anticipated-activities", "2026-01-01") == "2026-11-02");
    CHECK(has_line(deadline("31 May", "2026-03-01", "hr"), LineKind::stays_rest));
}

TEST_CASE(
    "date: the first from a day on is never before it, and never more than a year and a day "
    "later") {
    for (const char* text :
         {"15 April", "P90D after 31 December", "P60D before 1 January", "1 January", "31 December",
          "tuesday of week 2 of September", "last monday of May", "P400D after 1 July"}) {
        const Rule date_rule = rule(text);
        for (Date from = day("2023-11-15"); from < day("2029-02-15"); from = from.plus_days(1)) {
            const auto made = book().compute(date_rule, {from, {}, {}, {}});
            REQUIRE(made.ok());
            const Date found = std::get<Date>(made.value().due);
            REQUIRE(found >= from);
            REQUIRE(found.day_number() - from.day_number() <= 372);
            // The same date is found from every day up to it.
            REQUIRE(book().compute(date_rule, {found, {}, {}, {}}).value().due == Moment(found));
        }
    }
}

TEST_CASE("date: dates that hang on an event") {
    check_rows(
        {{"1 December before event:session", "2026-07-19", "", "2025-12-01"},
         {"1 December before event:session", "2026-12-01", "", "2025-12-01"},
         {"1 December before event:session", "2026-12-02", "", "2026-12-01"},
         {"31 March before event:meeting", "2026-11-16", "", "2026-03-31"},
         {"15 December of 4th year after event:inscription", "2022-11-29", "", "2026-12-15"},
         {"15 December of 1st year after event:inscription", "2022-01-01", "", "2023-12-15"}});
}

TEST_CASE(
    "date: the General Assembly opens on the Tuesday of its third, and since 2023 of its second "
    "week") {
    struct Opening {
        int year;
        const char* date;
    };
    for (const Opening& row : {Opening{2007, "2007-09-18"},
                               {2022, "2022-09-13"},
                               {2023, "2023-09-05"},
                               {2024, "2024-09-10"},
                               {2025, "2025-09-09"},
                               {2026, "2026-09-08"}}) {
        CHECK(named_due("un-ga-opening", std::to_string(row.year) + "-01-01") == row.date);
    }
    CHECK(due("tuesday of week 3 of September", "2022-01-01") == "2022-09-13");
    CHECK(due("tuesday of week 2 of September", "2023-01-01") == "2023-09-05");
    // A date is ruled by the version in force on it, whenever somebody asks.
    CHECK(named_due("un-ga-opening", "2022-12-01") == "2023-09-05");
    CHECK(named_due("un-ga-opening", "2022-09-14") == "2023-09-05");
    CHECK(named_due("un-ga-opening", "1990-01-01") == "2003-09-16");
}

TEST_CASE("date: weekdays of a month, and years that have none") {
    check_rows({{"2nd tuesday of September", "2026-01-01", "", "2026-09-08"},
                {"last friday of May", "2026-01-01", "", "2026-05-29"},
                {"5th friday of February", "2026-01-01", "", "2036-02-29"},
                {"P7D before 2nd tuesday of September", "2026-01-01", "", "2026-09-01"}});
    CHECK(due("15 April", "2199-05-01").find("there is no such date") != std::string::npos);
    CHECK(due("15 April before event:x", "1900-02-01").find("error: ") == 0);
}

// --- instants
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("instant: a silence expires on the clock of its body, whatever the holidays at home") {
    // Maundy Thursday 2 April 2026, until the Tuesday after Easter.
    const Deadline silence = deadline("2026-04-07T17:00 Europe/Brussels", "2026-04-02T10:00", "hr");
    CHECK(iso(silence.due) == "2026-04-07T15:00:00Z");
    CHECK(silence.zone == "Europe/Brussels");
    std::string inside;
    for (const Line& line : silence.derivation) {
        if (line.kind == LineKind::holiday_inside) inside += line.text + " ";
    }
    CHECK(inside == "easter easter_monday ");
    CHECK(due("2026-04-07T17:00 Europe/Brussels", "2026-04-02T10:00", "rs") ==
          "2026-04-07T15:00:00Z");
    CHECK(due("2026-04-07T17:00 Europe/Brussels", "2026-04-02T10:00", "", "Europe/Vienna")
              .find("leave the zone out") != std::string::npos);
}

TEST_CASE("instant: deadlines within a silence: half of the time, a quarter, the last hour") {
    // Monday 09:10 to Wednesday 17:00 in Brussels.
    Request request{support::moment("2026-03-04T17:00"),
                    support::moment("2026-03-02T09:10"),
                    {},
                    "Europe/Brussels"};
    const auto at = [&](const char* text) {
        const auto made = book().compute(rule(text), request);
        return made.ok() ? book()
                               .find_zone("Europe/Brussels")
                               ->local(std::get<Instant>(made.value().due))
                               .text()
                         : made.error().message;
    };
    CHECK(at("50% left") == "2026-03-03 13:05");
    CHECK(at("25% left") == "2026-03-04 03:02:30");
    CHECK(at("PT1H before") == "2026-03-04 16:00");
    CHECK(at("PT24H before") == "2026-03-03 17:00");
}

TEST_CASE("instant: a share of days is a day, and nobody is later for it") {
    Request request{day("2026-03-16"), Moment(day("2026-03-01")), {}, {}};
    CHECK(iso(book().compute(rule("50% left"), request).value().due) == "2026-03-08");
    CHECK(iso(book().compute(rule("1% left"), request).value().due) == "2026-03-15");
    request.opened = support::moment("2026-03-01T00:00");
    CHECK_FALSE(book().compute(rule("50% left"), request).ok());
    request.opened = day("2026-03-17");
    CHECK_FALSE(book().compute(rule("50% left"), request).ok());
    request.opened.reset();
    CHECK_FALSE(book().compute(rule("50% left"), request).ok());
}

TEST_CASE("instant: hours pass, days go by the clock on the wall") {
    // The night of 28 March 2026 has an hour less in Brussels.
    CHECK(due("P1D instant", "2026-03-28T17:00", "", "Europe/Brussels") == "2026-03-29T15:00:00Z");
    CHECK(due("PT24H", "2026-03-28T17:00", "", "Europe/Brussels") == "2026-03-29T16:00:00Z");
    CHECK(due("P1D instant before", "2026-03-29T17:00", "", "Europe/Brussels") ==
          "2026-03-28T16:00:00Z");
    const Deadline skipped = deadline("P1D instant", "2026-03-28T02:30", "", "Europe/Brussels");
    CHECK(has_line(skipped, LineKind::clock_skipped));
    CHECK(iso(skipped.due) == "2026-03-29T01:30:00Z");
    CHECK(has_line(deadline("P1D instant", "2026-10-24T02:30", "", "Europe/Brussels"),
                   LineKind::clock_repeated));
    CHECK(due("P1D instant", "2026-03-28T17:00").find("zone") != std::string::npos);
    CHECK(due("PT48H", "2026-03-28").find("give the time as well") != std::string::npos);
    CHECK(due("PT48H in Europe/Vienna", "2026-03-25T17:00") == "2026-03-27T16:00:00Z");
}

// --- all clocks
// -------------------------------------------------------------------------------------------------------

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

TEST_CASE("deadline: a calendar that is not complete says so where its days count") {
    CHECK(has_line(deadline("10 working days", "2026-12-17", "eu"), LineKind::calendar_open));
    CHECK_FALSE(has_line(deadline("10 working days", "2026-12-17", "hr"), LineKind::calendar_open));
}

}  // namespace remit::calendar
