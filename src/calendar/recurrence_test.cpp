// Recurrence after RFC 5545: the rhythms that registers hold, and the rules that are refused.
#include "calendar/recurrence.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::day;

std::string dates(std::string_view rule, std::string_view anchor, std::string_view first,
                  std::string_view last) {
    const auto recurrence = Recurrence::parse(rule);
    if (!recurrence.ok()) return recurrence.error().message;
    const auto found = recurrence.value().dates(day(anchor), day(first), day(last));
    if (!found.ok()) return found.error().message;
    std::string text;
    for (const Date date : found.value()) text += (text.empty() ? "" : " ") + date.iso();
    return text;
}

std::string error_of(std::string_view rule) {
    const auto recurrence = Recurrence::parse(rule);
    return recurrence.ok() ? "" : recurrence.error().message;
}

/// A recurrence read off the standard (RFC 5545, 3.3.10), day
/// by day and without a library; without COUNT and BYSETPOS.
struct Plain {
    int frequency = 3;  // daily, weekly, monthly, yearly
    int interval = 1;
    int week_start = 0;  // from Monday
    std::vector<int> months;
    std::vector<int> month_days;
    std::vector<int> year_days;
    std::vector<std::pair<int, int>> weekdays;  // the nth, 0 for every; from Monday

    [[nodiscard]] std::string text() const {
        constexpr std::array<const char*, 4> kFrequencies{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
        constexpr std::array<const char*, 7> kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
        std::string out = std::string("FREQ=") + kFrequencies[static_cast<std::size_t>(frequency)] +
                          ";INTERVAL=" + std::to_string(interval);
        const auto add = [&out](const char* part, const std::vector<int>& numbers) {
            for (std::size_t at = 0; at < numbers.size(); ++at)
                out += (at == 0 ? part : ",") + std::to_string(numbers[at]);
        };
        add(";BYMONTH=", months);
        add(";BYYEARDAY=", year_days);
        add(";BYMONTHDAY=", month_days);
        for (std::size_t at = 0; at < weekdays.size(); ++at) {
            out += at == 0 ? ";BYDAY=" : ",";
            out += (weekdays[at].first == 0 ? "" : std::to_string(weekdays[at].first)) +
                   kDays[static_cast<std::size_t>(weekdays[at].second)];
        }
        if (week_start != 0)
            out += std::string(";WKST=") + kDays[static_cast<std::size_t>(week_start)];
        return out;
    }

    [[nodiscard]] bool in_period(Date anchor, Date date) const {
        const auto week = [&](Date of) {
            return (of.day_number() - (static_cast<int>(of.weekday()) + 7 - week_start) % 7) / 7;
        };
        int passed = 0;
        if (frequency == 0) passed = date.day_number() - anchor.day_number();
        if (frequency == 1) passed = week(date) - week(anchor);
        if (frequency == 2)
            passed = (date.year() - anchor.year()) * 12 + date.month() - anchor.month();
        if (frequency == 3) passed = date.year() - anchor.year();
        return passed % interval == 0;
    }

    [[nodiscard]] bool is_nth(Date date, int nth) const {
        if (nth == 0) return true;
        const bool in_month = frequency == 2 || !months.empty();
        const Date first =
            in_month ? *Date::of(date.year(), date.month(), 1) : *Date::of(date.year(), 1, 1);
        const Date last =
            in_month ? first.plus_months(1).plus_days(-1) : *Date::of(date.year(), 12, 31);
        const int from_front = (date.day_number() - first.day_number()) / 7 + 1;
        const int from_back = (last.day_number() - date.day_number()) / 7 + 1;
        return nth > 0 ? nth == from_front : -nth == from_back;
    }

    [[nodiscard]] bool fits(Date anchor, Date date) const {
        const auto has = [](const std::vector<int>& numbers, int one, int other) {
            return std::ranges::find(numbers, one) != numbers.end() ||
                   std::ranges::find(numbers, other) != numbers.end();
        };
        if (!in_period(anchor, date)) return false;
        if (!months.empty() && !has(months, date.month(), date.month())) return false;
        const Date month_end = Date::of(date.year(), date.month(), 1)->plus_months(1).plus_days(-1);
        if (!month_days.empty() && !has(month_days, date.day(), date.day() - month_end.day() - 1))
            return false;
        const int year_day = date.day_number() - Date::of(date.year(), 1, 1)->day_number() + 1;
        const int year_back = date.day_number() - Date::of(date.year(), 12, 31)->day_number() - 1;
        if (!year_days.empty() && !has(year_days, year_day, year_back)) return false;
        const auto is_day = [&](const auto& wanted) {
            return static_cast<int>(date.weekday()) == wanted.second && is_nth(date, wanted.first);
        };
        if (!weekdays.empty() && std::ranges::none_of(weekdays, is_day)) return false;
        const bool day_open = month_days.empty() && year_days.empty() && weekdays.empty();
        if (!day_open || frequency == 0) return true;
        if (frequency == 1) return date.weekday() == anchor.weekday();
        if (date.day() != anchor.day()) return false;
        return frequency == 2 || !months.empty() || date.month() == anchor.month();
    }

    [[nodiscard]] std::vector<Date> dates(Date anchor, Date last) const {
        std::vector<Date> found;
        for (Date date = anchor; date <= last; date = date.plus_days(1)) {
            if (fits(anchor, date)) found.push_back(date);
        }
        return found;
    }
};

}  // namespace

TEST_CASE("recurrence: days of the year, from both ends, in leap years too") {
    CHECK(dates("FREQ=YEARLY;BYYEARDAY=90", "2026-01-01", "2027-01-01", "2028-12-31") ==
          "2027-03-31 2028-03-30");
    CHECK(dates("FREQ=YEARLY;BYYEARDAY=120", "2026-01-01", "2027-01-01", "2028-12-31") ==
          "2027-04-30 2028-04-29");
    CHECK(dates("FREQ=YEARLY;BYYEARDAY=-60", "2026-01-01", "2026-01-01", "2028-12-31") ==
          "2026-11-02 2027-11-02 2028-11-02");
    CHECK(dates("FREQ=YEARLY;BYYEARDAY=60,-216,-125,-33", "2026-01-01", "2026-01-01",
                "2026-12-31") == "2026-03-01 2026-05-30 2026-08-29 2026-11-29");
    CHECK(dates("FREQ=YEARLY;BYYEARDAY=366", "2026-01-01", "2026-01-01", "2033-12-31") ==
          "2028-12-31 2032-12-31");
    CHECK(dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2026-01-01", "2026-01-01", "2028-12-31") ==
          "2026-02-28 2027-02-28 2028-02-29");
}

TEST_CASE("recurrence: intervals, counts and ends count from the anchor") {
    CHECK(dates("FREQ=YEARLY;INTERVAL=4;BYMONTH=4;BYMONTHDAY=30", "2012-04-30", "2020-01-01",
                "2030-01-01") == "2020-04-30 2024-04-30 2028-04-30");
    CHECK(dates("FREQ=YEARLY;INTERVAL=2", "2024-12-31", "2026-01-01", "2030-12-31") ==
          "2026-12-31 2028-12-31 2030-12-31");
    CHECK(dates("FREQ=YEARLY;COUNT=3", "2024-05-01", "2025-01-01", "2040-01-01") ==
          "2025-05-01 2026-05-01");
    CHECK(dates("FREQ=YEARLY;UNTIL=20260501", "2024-05-01", "2024-01-01", "2040-01-01") ==
          "2024-05-01 2025-05-01 2026-05-01");
    CHECK(dates("FREQ=YEARLY;BYMONTH=4,10", "2026-01-15", "2026-01-01", "2026-12-31") ==
          "2026-04-15 2026-10-15");
    // The anchor itself is a date only if the rule says so.
    CHECK(dates("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15", "2026-01-01", "2026-01-01", "2026-12-31") ==
          "2026-04-15");
}

TEST_CASE("recurrence: months, weeks and days") {
    CHECK(dates("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01", "2026-01-01", "2026-03-31") ==
          "2026-01-30 2026-02-27 2026-03-27");
    CHECK(dates("FREQ=MONTHLY", "2026-01-31", "2026-01-01", "2026-05-31") ==
          "2026-01-31 2026-03-31 2026-05-31");
    CHECK(dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-01-06", "2026-01-01", "2026-02-10") ==
          "2026-01-06 2026-01-20 2026-02-03");
    CHECK(dates("FREQ=DAILY;INTERVAL=10", "2026-01-01", "2026-01-05", "2026-02-01") ==
          "2026-01-11 2026-01-21 2026-01-31");
    CHECK(dates("FREQ=YEARLY;BYMONTH=9;BYDAY=2TU", "2026-01-01", "2026-01-01", "2026-12-31") ==
          "2026-09-08");
    CHECK(dates("FREQ=YEARLY", "2026-01-01", "2027-01-02", "2027-12-31").empty());
}

TEST_CASE("recurrence: the examples of the standard") {
    struct Row {
        const char* rule;
        const char* anchor;
        const char* last;
        const char* dates;
    };
    for (const Row& row :
         {Row{"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
              "2004-12-31", "1996-11-05 2000-11-07 2004-11-02"},
          {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02", "1999-12-31",
           "1998-02-13 1998-03-13 1998-11-13 1999-08-13"},
          {"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1999-12-31",
           "1997-09-04 1997-10-07 1997-11-06"},
          {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29", "1998-01-31",
           "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29"},
          {"FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22", "1999-12-31",
           "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16"},
          {"FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01", "2010-12-31",
           "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 "
           "2003-04-10 2003-07-19 2006-01-01"},
          {"FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1999-12-31",
           "1997-05-19 1998-05-18 1999-05-17"},
          // On which day the week begins decides which weeks are every other one.
          {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-12-31",
           "1997-08-05 1997-08-10 1997-08-19 1997-08-24"},
          {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-12-31",
           "1997-08-05 1997-08-17 1997-08-19 1997-08-31"},
          {"FREQ=MONTHLY;COUNT=5;BYMONTHDAY=15,30", "2007-01-15", "2008-12-31",
           "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30"},
          // An end before the beginning leaves nothing.
          {"FREQ=YEARLY;UNTIL=20200101", "2026-01-01", "2199-12-31", ""}}) {
        CHECK_MESSAGE(dates(row.rule, row.anchor, row.anchor, row.last) == row.dates, row.rule);
    }
}

TEST_CASE("recurrence: dates come in order, once each, within the window") {
    for (const char* rule :
         {"FREQ=YEARLY;BYYEARDAY=60,-216,-125,-33", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
          "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
          "FREQ=DAILY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
          "FREQ=YEARLY;BYDAY=20MO"}) {
        const auto found = Recurrence::parse(rule).value().dates(
            day("2020-01-06"), day("2021-01-01"), day("2027-12-31"));
        REQUIRE_MESSAGE(found.ok(), rule);
        CHECK_FALSE(found.value().empty());
        for (std::size_t index = 0; index < found.value().size(); ++index) {
            CHECK(found.value()[index] >= day("2021-01-01"));
            CHECK(found.value()[index] <= day("2027-12-31"));
            if (index > 0) CHECK(found.value()[index - 1] < found.value()[index]);
        }
    }
}

TEST_CASE(
    "recurrence: libical gives the dates that the standard describes, on rules made at random") {
    std::mt19937 random(20260401);
    const auto pick = [&random](int first, int last) {
        return first + static_cast<int>(random() % static_cast<unsigned>(last - first + 1));
    };
    for (int round = 0; round < 300; ++round) {
        Plain plain;
        plain.frequency = pick(0, 3);
        plain.interval = pick(1, 4);
        if (pick(0, 1) == 0) plain.months = {pick(1, 6), pick(7, 12)};
        const bool yearly = plain.frequency == 3;
        const int form = pick(0, 3);
        const bool monthly = plain.frequency == 2 || (yearly && !plain.months.empty());
        if (form == 0 && monthly) plain.month_days = {pick(1, 28), -pick(1, 28)};
        if (form == 0 && plain.frequency == 0) plain.month_days = {pick(1, 31)};
        if (form == 1 && yearly && plain.months.empty())
            plain.year_days = {pick(1, 366), -pick(1, 366)};
        if (form == 2) plain.weekdays = {{0, pick(0, 3)}, {0, pick(4, 6)}};
        if (form == 3 && plain.frequency >= 2)
            plain.weekdays = {{pick(1, 4), pick(0, 6)}, {-1, pick(0, 6)}};
        const Date anchor = day("2020-01-01").plus_days(pick(0, 1500));
        const Date last = anchor.plus_days(365 * 8);
        CAPTURE(plain.text());
        CAPTURE(anchor.iso());
        const auto rule = Recurrence::parse(plain.text());
        REQUIRE(rule.ok());
        const auto found = rule.value().dates(anchor, anchor, last);
        REQUIRE(found.ok());
        CHECK(found.value() == plain.dates(anchor, last));
    }
}

TEST_CASE("recurrence: every nth week is counted from the week of the anchor, whatever its days") {
    // Every other Sunday from a Monday: the week that ends on the 7th, and every other from there.
    CHECK(dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2024-01-01", "2024-01-01", "2024-02-10") ==
          "2024-01-07 2024-01-21 2024-02-04");
    CHECK(dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=2", "2024-01-01", "2024-01-10",
                "2024-12-31") == "2024-01-21");
    CHECK(dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=TU;UNTIL=20240115", "2024-01-01",
                "2024-01-01", "2024-12-31") == "2024-01-01 2024-01-14 2024-01-15");
    for (int at = 0; at < 7 * 7 * 127; ++at) {
        Plain plain;
        plain.frequency = 1;
        plain.interval = 2 + at % 2;
        plain.week_start = at % 7;
        for (int weekday = 0; weekday < 7; ++weekday) {
            if (((at / 49 + 1) >> weekday) % 2 != 0) plain.weekdays.emplace_back(0, weekday);
        }
        const Date anchor = day("2024-01-01").plus_days(at / 7 % 7);
        const Date last = anchor.plus_days(45);
        const auto found = Recurrence::parse(plain.text()).value().dates(anchor, anchor, last);
        CAPTURE(plain.text());
        CAPTURE(anchor.iso());
        CHECK(found.value() == plain.dates(anchor, last));
    }
}

TEST_CASE("recurrence: it is written in one order, which reads as the same") {
    const auto mixed = Recurrence::parse("RRULE:BYMONTHDAY=30;INTERVAL=4;FREQ=YEARLY;BYMONTH=4");
    REQUIRE(mixed.ok());
    CHECK(mixed.value().text() == "FREQ=YEARLY;INTERVAL=4;BYMONTH=4;BYMONTHDAY=30");
    CHECK(mixed.value().interval() == 4);
    CHECK(Recurrence::parse(mixed.value().text()).value() == mixed.value());
}

TEST_CASE("recurrence: more often than daily is refused") {
    for (const char* rule : {"FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=SECONDLY"}) {
        CHECK(error_of(rule).find("more often than daily") != std::string::npos);
    }
    for (const char* rule :
         {"FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;BYMINUTE=0", "FREQ=DAILY;BYSECOND=0"}) {
        CHECK(error_of(rule).find("no part of a recurrence") != std::string::npos);
    }
}

TEST_CASE("recurrence: what can never come is refused, and not searched for") {
    for (const char* rule :
         {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
          "FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-30",
          "FREQ=MONTHLY;BYMONTH=11;BYSETPOS=2", "FREQ=YEARLY;BYMONTH=1,7;BYSETPOS=-3",
          "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYMONTH=2;BYDAY=-6MO", "FREQ=MONTHLY;BYDAY=53MO",
          "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=28", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=28;BYDAY=5MO",
          "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366",
          "FREQ=YEARLY;BYMONTH=1,2;BYDAY=MO,TU;BYSETPOS=-300"}) {
        CHECK_MESSAGE(error_of(rule).find("would have no date") != std::string::npos, rule);
    }
    CHECK(error_of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29").empty());
    CHECK(error_of("FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=31").empty());
    CHECK(error_of("FREQ=MONTHLY;BYMONTH=2;BYDAY=5MO").empty());  // in some leap years
    CHECK(error_of("FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO").empty());
    CHECK(error_of("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5").empty());
    CHECK(error_of("FREQ=YEARLY;BYMONTH=1,7;BYSETPOS=-2").empty());
    CHECK(error_of("FREQ=YEARLY;BYDAY=53SU").empty());
    // 29 February of every fourth year from 2026 on never
    // comes either; it is only found out when it is asked.
    CHECK(dates("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "2026-01-01",
                "2199-12-31")
              .find("2") != 0);
}

TEST_CASE("recurrence: faulty parts are refused with what may stand there") {
    for (const char* rule : {"",
                             "YEARLY",
                             "FREQ=",
                             "FREQ=FORTNIGHTLY",
                             "FREQ=yearly",
                             "INTERVAL=2",
                             "FREQ=YEARLY;FREQ=MONTHLY",
                             "FREQ=YEARLY;;",
                             "FREQ=YEARLY;INTERVAL=0",
                             "FREQ=YEARLY;INTERVAL=1001",
                             "FREQ=YEARLY;INTERVAL=-1",
                             "FREQ=YEARLY;INTERVAL=x",
                             "FREQ=YEARLY;COUNT=0",
                             "FREQ=YEARLY;COUNT=10001",
                             "FREQ=YEARLY;COUNT=2;UNTIL=20300101",
                             "FREQ=YEARLY;UNTIL=2030",
                             "FREQ=YEARLY;UNTIL=20301301",
                             "FREQ=YEARLY;UNTIL=20300101T000000Z",
                             "FREQ=YEARLY;BYMONTH=13",
                             "FREQ=YEARLY;BYMONTH=0",
                             "FREQ=YEARLY;BYMONTH=-1",
                             "FREQ=YEARLY;BYMONTHDAY=32",
                             "FREQ=YEARLY;BYMONTHDAY=0",
                             "FREQ=YEARLY;BYYEARDAY=367",
                             "FREQ=YEARLY;BYYEARDAY=1,",
                             "FREQ=YEARLY;BYYEARDAY=1,,2",
                             "FREQ=YEARLY;BYWEEKNO=5",
                             "FREQ=MONTHLY;BYYEARDAY=1",
                             "FREQ=YEARLY;BYMONTH=12;BYYEARDAY=341",
                             "FREQ=WEEKLY;BYMONTHDAY=1",
                             "FREQ=YEARLY;BYDAY=XX",
                             "FREQ=YEARLY;BYDAY=54MO",
                             "FREQ=WEEKLY;BYDAY=2MO",
                             "FREQ=DAILY;BYMONTHDAY=-1",
                             "FREQ=YEARLY;BYMONTHDAY=13",
                             "FREQ=YEARLY;BYDAY=MO,",
                             "FREQ=YEARLY;BYSETPOS=1",
                             "FREQ=YEARLY;BYDAY=MO;BYSETPOS=0",
                             "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1",
                             "FREQ=DAILY;BYMONTH=1;BYSETPOS=1",
                             "FREQ=YEARLY;WKST=XX",
                             "FREQ=YEARLY;RSCALE=HEBREW",
                             "FREQ=YEARLY;SKIP=FORWARD",
                             "FREQ=YEARLY;BYEASTER=1",
                             "FREQ=YEARLY;BYDAY=0MO"}) {
        CHECK_MESSAGE(!error_of(rule).empty(), rule);
    }
    CHECK(Recurrence::parse("FREQ=YEARLY;BYDAY=" + std::string(kRecurrenceBytesMax, 'M'))
              .error()
              .code == ErrorCode::limit);
}

TEST_CASE("recurrence: more dates than anybody reads are refused") {
    const auto daily = Recurrence::parse("FREQ=DAILY").value();
    CHECK(daily.dates(day("2000-01-01"), day("2000-01-01"), day("2040-01-01")).error().code ==
          ErrorCode::limit);
    CHECK(daily.dates(day("2000-01-01"), day("2039-12-30"), day("2040-01-01")).value().size() == 3);
}

}  // namespace remit::calendar
