// Working days of a calendar: what is passed over, in both directions, and what cannot be counted.
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

TEST_CASE("working days: weekly rest and holidays are passed over, forwards and backwards") {
    check_examples(
        {{"1 working day", "2026-04-03", "hr",
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

TEST_CASE("working days: days that nobody has written down are not counted, in either direction") {
    CHECK(due("5 working days of hr before", "2002-01-15") == "2002-01-08");
    CHECK(due("20 working days of hr before", "2002-01-15").find("known from 2002-01-01") !=
          std::string::npos);
    CHECK(due("1 working day of hr", "2001-12-31").find("2001-12-31 lies before that") !=
          std::string::npos);
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

}  // namespace remit::calendar
