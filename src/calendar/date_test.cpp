// Dates and durations: what is read, what is refused, and the arithmetic that every clock rests on.
#include "calendar/date.h"

#include <doctest/doctest.h>

#include <string>

#include "calendar/duration.h"
#include "calendar/lengths.h"

namespace remit::calendar {
namespace {

Date day(std::string_view iso) {
    const auto date = Date::parse(iso);
    REQUIRE_MESSAGE(date.ok(), iso);
    return date.value();
}

}  // namespace

TEST_CASE("date: every day from the first to the last is one more than the day before") {
    Date date = Date::first();
    CHECK(date.iso() == "1900-01-01");
    int weekday = static_cast<int>(date.weekday());
    for (std::int32_t number = date.day_number(); date < Date::last(); ++number) {
        REQUIRE(date.day_number() == number);
        REQUIRE(static_cast<int>(date.weekday()) == weekday);
        const auto again = Date::of(date.year(), date.month(), date.day());
        REQUIRE(again == date);
        date = date.plus_days(1);
        weekday = (weekday + 1) % 7;
    }
    CHECK(date.iso() == "2199-12-31");
    CHECK_FALSE(date.plus_days(1).in_range());
    CHECK_FALSE(Date::first().plus_days(-1).in_range());
}

TEST_CASE("date: what is no date is refused with what was seen and how to write it") {
    for (const char* text :
         {"", "2026-1-31", "2026-01-32", "2026-02-29", "1899-12-31", "2200-01-01", "2026/01/31",
          "+026-01-31", "2026-01-31 ", "2026-01-3x", "-026-01-31", "20260131"}) {
        const auto date = Date::parse(text);
        REQUIRE_FALSE_MESSAGE(date.ok(), text);
        CHECK(date.error().message.find("is no date") != std::string::npos);
    }
    struct Row {
        const char* text;
        const char* says;
    };
    for (const Row& row : {Row{"31.1.2026", "write it as 2026-01-31"},
                           {"2026-02-29", "that month has the days 01 to 28"},
                           {"2100-02-29", "that month has the days 01 to 28"},
                           {"2026-04-31", "that month has the days 01 to 30"},
                           {"2026-13-01", "the months are 01 to 12"},
                           {"0001-01-01", "the years are 1900 to 2199"},
                           {"9999-12-31", "the years are 1900 to 2199"},
                           {"2026-0x-01", "it is written as 2026-01-31"}}) {
        const std::string message = Date::parse(row.text).error().message;
        CHECK_MESSAGE(message.find(row.says) != std::string::npos, message);
    }
    CHECK(Date::parse("2028-02-29").ok());
    CHECK_FALSE(Date::of(2100, 2, 29).has_value());
    CHECK(Date::of(2000, 2, 29).has_value());
}

TEST_CASE("date: months keep the number of the day, or take the last day") {
    CHECK(day("2026-08-31").plus_months(2) == day("2026-10-31"));
    CHECK(day("2026-08-31").plus_months(3) == day("2026-11-30"));
    CHECK(day("2026-08-31").plus_months(6) == day("2027-02-28"));
    CHECK(day("2027-08-31").plus_months(6) == day("2028-02-29"));
    CHECK(day("2026-01-31").plus_months(-11) == day("2025-02-28"));
    CHECK(day("2024-02-29").plus_months(12) == day("2025-02-28"));
}

TEST_CASE("duration: what is read is written the same way") {
    for (const char* text :
         {"P6M", "P90D", "P1Y6M", "PT48H", "P12W", "P1DT2H30M", "PT90M", "P1Y2M3W4DT5H6M", "P0D"}) {
        const auto duration = Duration::parse(text);
        REQUIRE_MESSAGE(duration.ok(), text);
        CHECK(duration.value().iso() == text);
    }
    CHECK(Duration::parse("P6M").value().months == 6);
    CHECK(Duration::parse("PT6M").value().minutes == 6);
    CHECK(Duration::parse("P0D").value().empty());
    CHECK(Duration::parse("PT48H").value().has_time());
}

TEST_CASE("duration: units are not turned into one another") {
    CHECK_FALSE(Duration::parse("P12M").value() == Duration::parse("P1Y").value());
    CHECK_FALSE(Duration::parse("P1W").value() == Duration::parse("P7D").value());
    CHECK_FALSE(Duration::parse("P1D").value() == Duration::parse("PT24H").value());
}

TEST_CASE("duration: what is none is refused") {
    for (const char* text :
         {"",      "P",     "PT",     "6M",      "P6",       "P-6M", "P6M1Y", "P6M6M",
          "P1.5D", "P1DT",  "P 6M",   "p6m",     "P1H",      "PT1D", "PTT1H", "P999999999999D",
          "P6M ",  "P201Y", "P2401M", "P73001D", "PT100001M"}) {
        CHECK_FALSE_MESSAGE(Duration::parse(text).ok(), text);
    }
}

TEST_CASE("lengths: years and months come first, then weeks and days") {
    const auto length = Duration::parse("P1M1D").value();
    CHECK(add(day("2026-01-31"), length, Direction::after).date == day("2026-03-01"));
    CHECK(add(day("2026-03-31"), length, Direction::before).date == day("2026-02-27"));
    CHECK(add(day("2026-01-31"), length, Direction::after).clamped);
    CHECK_FALSE(add(day("2026-01-28"), length, Direction::after).clamped);
}

}  // namespace remit::calendar
