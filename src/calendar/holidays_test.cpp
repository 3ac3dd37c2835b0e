// Calendars: both Easters, holidays before and after they
// were changed, days off in place of holidays, working days.
#include "calendar/holidays.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "calendar/book_loader.h"

namespace remit::calendar {
namespace {

Date day(std::string_view iso) {
    const auto date = Date::parse(iso);
    REQUIRE_MESSAGE(date.ok(), iso);
    return date.value();
}

const Calendar& calendar(std::string_view id) {
    static const Book book = [] {
        auto loaded = load_embedded_book();
        REQUIRE_MESSAGE(loaded.ok(), (loaded.ok() ? "" : loaded.error().message));
        return std::move(loaded).value();
    }();
    const Calendar* found = book.find_calendar(id);
    REQUIRE(found != nullptr);
    return *found;
}

/// The closed days of a year that are no weekly rest by
/// themselves and those that are, with their holidays.
std::string closed_days(const Calendar& calendar, int year) {
    std::string days;
    for (const Calendar::Closing& closing :
         calendar.closings(*Date::of(year, 1, 1), *Date::of(year, 12, 31))) {
        if (calendar.holiday(closing).working) continue;
        const Date date = Date::from_day_number(closing.day_number);
        days += date.iso().substr(5) + (closing.substitute == Calendar::kNone ? " " : "! ");
    }
    return days;
}

/// A calendar that rests on Saturday and Sunday, with what is added.
CalendarData plain() {
    CalendarData data;
    data.id = "plain";
    Weekdays rest;
    rest.add(Weekday::saturday);
    rest.add(Weekday::sunday);
    data.rest.push_back({std::nullopt, std::nullopt, rest});
    return data;
}

Holiday holiday(std::string id, DayRule rule) {
    Holiday made;
    made.id = std::move(id);
    made.days.push_back(rule);
    return made;
}

Substitute substitute(Substitute::Take take, std::vector<Weekday> when) {
    Substitute made;
    made.take = take;
    for (const Weekday weekday : when) made.when.add(weekday);
    return made;
}

}  // namespace

TEST_CASE(
    "easter: it is a Sunday within its limits in every year, and the orthodox one is never "
    "earlier") {
    for (int year = kYearFirst; year <= kYearLast; ++year) {
        const Date western = western_easter(year);
        const Date orthodox = orthodox_easter(year);
        REQUIRE(western.weekday() == Weekday::sunday);
        REQUIRE(orthodox.weekday() == Weekday::sunday);
        REQUIRE(western >= *Date::of(year, 3, 22));
        REQUIRE(western <= *Date::of(year, 4, 25));
        REQUIRE(orthodox >= western);
        REQUIRE((orthodox.day_number() - western.day_number()) % 7 == 0);
        REQUIRE(orthodox.day_number() - western.day_number() <= 35);
    }
}

TEST_CASE("holidays: the nth weekday of a month, and the last") {
    CHECK(nth_weekday(2026, 9, Weekday::tuesday, 2) == day("2026-09-08"));
    CHECK(nth_weekday(2026, 5, Weekday::monday, -1) == day("2026-05-25"));
    CHECK(nth_weekday(2026, 5, Weekday::sunday, -1) == day("2026-05-31"));
    CHECK(nth_weekday(2026, 5, Weekday::friday, 5) == day("2026-05-29"));
    CHECK_FALSE(nth_weekday(2026, 5, Weekday::monday, 5).has_value());
    CHECK_FALSE(nth_weekday(2026, 5, Weekday::monday, 0).has_value());
}

TEST_CASE("holidays: Croatia rests on its days of 2026, and a holiday on a Sunday is not moved") {
    CHECK(closed_days(calendar("hr"), 2026) ==
          "01-01 01-06 04-05 04-06 05-01 05-30 06-04 06-22 08-05 08-15 11-01 11-18 12-25 12-26 ");
    CHECK_FALSE(calendar("hr").is_working(day("2026-11-01")));
    CHECK(calendar("hr").is_working(day("2026-11-02")));
}

TEST_CASE("holidays: Serbia rests on its days of 2026, with a day off for Sunday 15 February") {
    CHECK(closed_days(calendar("rs"), 2026) ==
          "01-01 01-02 01-07 02-15 02-16 02-17! 04-10 04-11 04-12 04-13 05-01 05-02 11-11 ");
}

TEST_CASE("holidays: what is observed at work does not close the body") {
    const Calendar& rs = calendar("rs");
    for (const char* date :
         {"2026-01-27", "2026-04-22", "2026-06-28", "2025-05-09", "2026-09-15", "2026-10-21"}) {
        CHECK_FALSE(rs.is_holiday(day(date)));
        REQUIRE(rs.closings(day(date)).size() == 1);
        CHECK(rs.holiday(rs.closings(day(date)).front()).working);
    }
    CHECK(rs.is_working(day("2025-05-09")));
    CHECK(rs.is_working(day("2026-12-25")));
    CHECK(calendar("hr").is_working(day("2026-01-07")));
}

TEST_CASE(
    "holidays: the closing days of NATO, the Union and the United Nations are those that were "
    "published") {
    std::string nato;
    for (Date date = day("2026-01-01"); date <= day("2026-12-31"); date = date.plus_days(1)) {
        if (calendar("nato").is_holiday(date) && !calendar("nato").is_weekly_rest(date))
            nato += date.iso().substr(5) + " ";
    }
    CHECK(nato ==
          "01-01 01-02 04-06 05-01 05-14 05-25 07-21 11-02 11-11 12-23 12-25 12-28 12-29 12-30 ");
    std::string eu;
    for (Date date = day("2023-01-02"); date <= day("2023-12-31"); date = date.plus_days(1)) {
        if (calendar("eu").is_holiday(date) && !calendar("eu").is_weekly_rest(date))
            eu += date.iso().substr(5) + " ";
    }
    CHECK(eu ==
          "01-02 04-06 04-07 04-10 05-01 05-09 05-18 05-19 05-29 07-21 08-15 11-01 11-02 12-25 "
          "12-26 12-27 12-28 12-29 ");
    std::string un;
    for (Date date = day("2020-01-01"); date <= day("2020-12-31"); date = date.plus_days(1)) {
        if (calendar("un-new-york").is_holiday(date) &&
            !calendar("un-new-york").is_weekly_rest(date))
            un += date.iso().substr(5) + " ";
    }
    CHECK(un == "01-01 04-10 05-25 05-26 07-03 07-31 09-07 11-26 12-25 ");
    CHECK(calendar("un-new-york").is_holiday(day("2017-01-02")));
    CHECK(calendar("un-geneva").is_holiday(day("2025-09-11")));
    for (const char* id : {"nato", "eu", "un-new-york", "un-geneva", "osce", "coe"})
        CHECK_FALSE(calendar(id).data().complete);
}

TEST_CASE("holidays: working days are counted as one would count them by hand") {
    for (const char* id : {"hr", "rs", "eu"}) {
        const Calendar& here = calendar(id);
        for (const auto& [first, last] :
             {std::pair{"2026-01-01", "2026-12-31"}, std::pair{"2025-12-24", "2026-01-12"},
              std::pair{"2026-02-15", "2026-02-15"}, std::pair{"2026-02-18", "2026-02-18"},
              std::pair{"1999-03-01", "2031-07-31"}, std::pair{"2026-02-18", "2026-02-17"}}) {
            int count = 0;
            for (Date date = day(first); date <= day(last); date = date.plus_days(1))
                count += here.is_working(date) ? 1 : 0;
            CHECK(here.count_working_days(day(first), day(last)) == count);
        }
        CHECK(here.count_working_days(Date::first(), Date::last()) > 70'000);
    }
}

TEST_CASE(
    "holidays: a day is closed exactly if its weekday rests or a holiday that closes falls on it") {
    for (const char* id : {"hr", "rs", "un-new-york"}) {
        const Calendar& here = calendar(id);
        for (Date date = day("2010-01-01"); date <= day("2040-12-31"); date = date.plus_days(1)) {
            bool holiday = false;
            for (const auto& closing : here.closings(date))
                holiday |= !here.holiday(closing).working;
            REQUIRE(here.is_holiday(date) == holiday);
            REQUIRE(here.is_working(date) == (!holiday && !here.is_weekly_rest(date)));
        }
    }
}

TEST_CASE("holidays: a Monday that is closed already hands the day off to the next rule") {
    CalendarData data = plain();
    data.holidays.push_back(holiday("sunday_feast", FixedDay{2, 15}));  // a Sunday in 2026
    data.holidays.push_back(holiday("monday_feast", FixedDay{2, 16}));
    data.substitutes.push_back(substitute(Substitute::Take::monday_after, {Weekday::sunday}));
    data.substitutes.push_back(substitute(Substitute::Take::friday_before, {Weekday::sunday}));
    data.holidays[0].substitutes = {0};
    CHECK(Calendar(data).is_working(day("2026-02-13")));
    data.substitutes[0].otherwise = 1;
    const Calendar handed(data);
    CHECK_FALSE(handed.is_working(day("2026-02-13")));
    CHECK(handed.is_working(day("2026-02-17")));
    data.holidays.push_back(holiday("friday_feast", FixedDay{2, 13}));
    data.substitutes[1].otherwise = 2;
    data.substitutes.push_back(substitute(Substitute::Take::next_working_day, {}));
    CHECK_FALSE(Calendar(data).is_working(day("2026-02-17")));
}

TEST_CASE("holidays: days off go back and forth as their rule says, as long as it holds") {
    CalendarData data = plain();
    data.holidays.push_back(holiday("feast", FixedDay{7, 4}));
    data.substitutes.push_back(substitute(Substitute::Take::friday_before, {Weekday::saturday}));
    data.substitutes.push_back(substitute(Substitute::Take::monday_after, {Weekday::sunday}));
    data.substitutes[1].until = day("2030-12-31");
    data.holidays[0].substitutes = {0, 1};
    const Calendar here(data);
    CHECK(here.is_holiday(day("2026-07-03")));  // 4 July 2026 is a Saturday
    CHECK(here.is_holiday(day("2027-07-05")));  // a Sunday
    CHECK_FALSE(here.is_holiday(day("2032-07-05")));
    data.substitutes[0].take = Substitute::Take::previous_working_day;
    data.holidays.push_back(holiday("eve", FixedDay{7, 3}));
    CHECK(Calendar(data).is_holiday(day("2026-07-02")));
}

TEST_CASE("holidays: a body that is closed for ever gives no day off, and does not hang") {
    CalendarData data = plain();
    for (int month = 1; month <= 12; ++month) {
        for (int date = 1; date <= 31; ++date) {
            data.holidays.push_back(holiday(
                "d", FixedDay{static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(date)}));
            data.holidays.back().substitutes = {0};
        }
    }
    data.substitutes.push_back(
        substitute(Substitute::Take::next_working_day, {Weekday::sunday, Weekday::monday}));
    CHECK(Calendar(data).count_working_days(day("2026-01-01"), day("2026-12-31")) == 0);
}

TEST_CASE("holidays: rest on other weekdays, and rest that changed") {
    CalendarData data = plain();
    data.rest.clear();
    Weekdays friday;
    friday.add(Weekday::friday);
    Weekdays sunday;
    sunday.add(Weekday::sunday);
    data.rest.push_back({std::nullopt, day("2019-12-31"), sunday});
    data.rest.push_back({day("2020-01-01"), std::nullopt, friday});
    const Calendar here(data);
    CHECK(here.is_weekly_rest(day("2019-12-29")));
    CHECK_FALSE(here.is_weekly_rest(day("2020-01-05")));
    CHECK(here.is_weekly_rest(day("2020-01-03")));
    CHECK_FALSE(here.is_weekly_rest(day("2019-12-27")));
}

TEST_CASE("holidays: one more closed day is closed, and nothing else changes") {
    const Calendar& before = calendar("rs");
    const Calendar after = before.with_closed(day("2026-05-05"), "mourning",
                                              {"day of mourning", "dan žalosti", "дан жалости"});
    CHECK_FALSE(after.is_working(day("2026-05-05")));
    CHECK(after.holiday(after.closings(day("2026-05-05")).front()).names.en == "day of mourning");
    for (Date date = day("2020-01-01"); date <= day("2030-12-31"); date = date.plus_days(1)) {
        if (date != day("2026-05-05")) REQUIRE(before.is_working(date) == after.is_working(date));
    }
}

TEST_CASE("holidays: offsets cross the ends of the year and of the calendar without harm") {
    CalendarData data = plain();
    data.holidays.push_back(holiday("long_before", EasterDay{false, -kDayOffsetMax}));
    data.holidays.push_back(holiday("long_after", EasterDay{true, kDayOffsetMax}));
    data.holidays.push_back(holiday("after_nth", NthWeekday{Weekday::monday, -1, 12, 10}));
    data.holidays.back().from = day("2026-01-01");
    data.holidays.push_back(holiday("once", SingleDay{day("2199-12-31")}));
    data.holidays.push_back(holiday("leap", FixedDay{2, 29}));
    const Calendar here(data);
    CHECK(here.is_holiday(day("2199-12-31")));
    CHECK(here.is_holiday(day("2027-01-07")));  // ten days after 28 December 2026
    CHECK(here.is_holiday(
        day("2026-01-08")));  // ten days after 29 December 2025, which lies before the period
    CHECK_FALSE(here.is_holiday(day("2025-01-09")));
    CHECK(here.is_holiday(day("2028-02-29")));
    CHECK(here.is_holiday(western_easter(2026).plus_days(-kDayOffsetMax)));
}

}  // namespace remit::calendar
