// Dates of the calendar: which year is meant, and dates that hang on an event.
#include "calendar/deadline.h"

#include <doctest/doctest.h>

#include <string>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::check_examples;
using support::day;
using support::due;
using support::rule;

}  // namespace

TEST_CASE("date: the first one from a day on, that day included") {
    check_examples({{"15 April", "2026-03-01", "", "2026-04-15"},
                    {"15 April", "2026-04-15", "", "2026-04-15"},
                    {"15 April", "2026-04-16", "", "2027-04-15"},
                    {"15 April from 2030", "2026-03-01", "", "2030-04-15"},
                    {"28 February 2026", "2026-03-01", "", "2026-02-28"},
                    {"29 February 2028", "2026-03-01", "", "2028-02-29"},
                    {"P60D before 1 January", "2026-11-03", "", "2027-11-02"},
                    {"P90D before 1 January", "2026-03-01", "", "2026-10-03"},
                    {"P1D before 1 March", "2026-01-01", "", "2026-02-28"},
                    {"P1D before 1 March", "2028-01-01", "", "2028-02-29"}});
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
    check_examples(
        {{"1 December before event:session", "2026-07-19", "", "2025-12-01"},
         {"1 December before event:session", "2026-12-01", "", "2025-12-01"},
         {"1 December before event:session", "2026-12-02", "", "2026-12-01"},
         {"31 March before event:meeting", "2026-11-16", "", "2026-03-31"},
         {"15 December of 4th year after event:inscription", "2022-11-29", "", "2026-12-15"},
         {"15 December of 1st year after event:inscription", "2022-01-01", "", "2023-12-15"}});
}

TEST_CASE("date: weekdays of a month, and years that have none") {
    check_examples({{"2nd tuesday of September", "2026-01-01", "", "2026-09-08"},
                    {"last friday of May", "2026-01-01", "", "2026-05-29"},
                    {"5th friday of February", "2026-01-01", "", "2036-02-29"},
                    {"P7D before 2nd tuesday of September", "2026-01-01", "", "2026-09-01"}});
    CHECK(due("15 April", "2199-05-01").find("there is no such date") != std::string::npos);
    CHECK(due("15 April before event:x", "1900-02-01").find("error: ") == 0);
}

}  // namespace remit::calendar
