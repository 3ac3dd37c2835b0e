// The worked examples that practice gave: forums, returns, communications, terms, holidays.
//
// Each row is a statement that a practitioner or a gazette made and can
// check by hand; it is asked of the calendars and rules that the binary
// carries. What is peculiar to a clock is tested beside that clock.
#include <doctest/doctest.h>

#include <array>
#include <initializer_list>
#include <string>

#include "calendar/deadline.h"
#include "calendar/holidays.h"
#include "calendar/recurrence.h"
#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::check_examples;
using support::day;
using support::deadline;
using support::due;
using support::has_line;
using support::named_due;

const Calendar& calendar(std::string_view id) {
    const Calendar* found = book().find_calendar(id);
    REQUIRE(found != nullptr);
    return *found;
}

/// "2026-02-17": the days of a year that are off in place of a holiday.
std::string days_off(std::string_view id, int year) {
    std::string days;
    for (const Calendar::Closing& closing :
         calendar(id).closings(*Date::of(year, 1, 1), *Date::of(year, 12, 31))) {
        if (closing.substitute == Calendar::kNone) continue;
        days += (days.empty() ? "" : " ") + Date::from_day_number(closing.day_number).iso();
    }
    return days;
}

int working_days(std::string_view id, int year) {
    return calendar(id).count_working_days(*Date::of(year, 1, 1), *Date::of(year, 12, 31));
}

}  // namespace

// --- Forums ---

TEST_CASE(
    "worked example: the General Assembly opens in the third, since 2023 in the second week") {
    check_examples({{"un-ga-opening", "2007-01-01", "", "2007-09-18"},
                    {"un-ga-opening", "2022-01-01", "", "2022-09-13"},
                    {"un-ga-opening", "2023-01-01", "", "2023-09-05"},
                    {"un-ga-opening", "2024-01-01", "", "2024-09-10"},
                    {"un-ga-opening", "2025-01-01", "", "2025-09-09"},
                    {"un-ga-opening", "2026-01-01", "", "2026-09-08"},
                    // The rule itself, in a year of each.
                    {"tuesday of week 3 of September", "2022-01-01", "", "2022-09-13"},
                    {"tuesday of week 2 of September", "2023-01-01", "", "2023-09-05"},
                    // A date is ruled by the version in force on it, whenever somebody asks.
                    {"un-ga-opening", "2022-12-01", "", "2023-09-05"},
                    {"un-ga-opening", "2022-09-14", "", "2023-09-05"},
                    {"un-ga-opening", "1990-01-01", "", "2003-09-16"},
                    // Credentials a week before it.
                    {"un-ga-credentials", "2026-09-08", "", "2026-09-01"}});
}

// --- Returns ---

TEST_CASE(
    "worked example: what is counted from the year's end moves with leap years, or does not") {
    check_examples({{"cwc-past-activities", "2027-01-01", "", "2027-03-31"},
                    {"cwc-past-activities", "2028-01-01", "", "2028-03-30"},
                    {"P90D after 31 December", "2027-01-01", "", "2027-03-31"},
                    {"P90D after 31 December", "2028-01-01", "", "2028-03-30"},
                    {"P120D after 31 December", "2027-01-01", "", "2027-04-30"},
                    {"P120D after 31 December", "2028-01-01", "", "2028-04-29"}});
    // 60 days before 1 January are 2 November in every year.
    for (int year = 2000; year <= 2100; ++year) {
        const std::string from = std::to_string(year) + "-03-01";
        const std::string expected = std::to_string(year) + "-11-02";
        check_examples({{"cwc-anticipated-activities", from.c_str(), "", expected.c_str()},
                        {"P60D before 1 January", from.c_str(), "", expected.c_str()}});
    }
}

TEST_CASE("worked example: the same returns as recurrences by the day of the year") {
    struct Row {
        const char* rule;
        const char* dates;  // of 2027 and 2028
    };
    for (const Row& row :
         {Row{"FREQ=YEARLY;BYYEARDAY=90", "2027-03-31 2028-03-30 "},
          {"FREQ=YEARLY;BYYEARDAY=120", "2027-04-30 2028-04-29 "},
          {"FREQ=YEARLY;BYYEARDAY=-60", "2027-11-02 2028-11-02 "},
          // Exports each quarter: 60 days after its end.
          {"FREQ=YEARLY;BYYEARDAY=60,-216,-125,-33",
           "2027-03-01 2027-05-30 2027-08-29 2027-11-29 2028-02-29 2028-05-30 2028-08-29 "
           "2028-11-29 "}}) {
        const auto found = Recurrence::parse(row.rule).value().dates(
            day("2026-01-01"), day("2027-01-01"), day("2028-12-31"));
        REQUIRE(found.ok());
        std::string dates;
        for (const Date date : found.value()) dates += date.iso() + " ";
        CHECK(dates == row.dates);
    }
}

TEST_CASE("worked example: a return that is due on a day of rest is due on that day") {
    check_examples({{"31 March", "2028-01-01", "", "2028-03-31"},
                    {"15 April", "2028-01-01", "hr", "2028-04-15"},           // a Saturday
                    {"30 April", "2028-01-01", "rs", "2028-04-30"},           // a Sunday
                    {"15 May", "2027-01-01", "hr", "2027-05-15"},             // a Saturday
                    {"att-annual-report", "2026-01-01", "hr", "2026-05-31"},  // a Sunday
                    {"30 June", "2029-01-01", "rs", "2029-06-30"},            // a Saturday
                    {"15 November", "2026-01-01", "rs", "2026-11-15"},        // a Sunday
                    {"15 December", "2029-01-01", "hr", "2029-12-15"}});      // a Saturday
    CHECK(has_line(deadline("31 May", "2026-03-01", "hr"), LineKind::stays_rest));
    CHECK(has_line(deadline("2 November", "2026-03-01", "nato"), LineKind::stays_holiday));
}

// --- Communications to treaty bodies ---

TEST_CASE("worked example: months keep the day's number, and days are days") {
    check_examples({{"treaty-body-admissibility", "2026-08-31", "", "2026-10-31"},
                    {"treaty-body-merits-cerd", "2026-08-31", "", "2026-11-30"},
                    {"treaty-body-merits", "2026-08-31", "", "2027-02-28"},  // a Sunday, not moved
                    {"cat-follow-up", "2026-05-15", "", "2026-08-13"},
                    {"ccpr-follow-up", "2026-07-24", "", "2027-01-20"},
                    {"opic-time-bar", "2025-03-10", "", "2026-03-10"},
                    {"P2M", "2026-08-31", "", "2026-10-31"},
                    {"P3M", "2026-08-31", "", "2026-11-30"},
                    {"P6M", "2026-08-31", "", "2027-02-28"},
                    {"P6M", "2026-08-31", "hr", "2027-02-28"},
                    {"P90D", "2026-05-15", "", "2026-08-13"},
                    {"P180D", "2026-07-24", "", "2027-01-20"},
                    {"P1Y", "2025-03-10", "", "2026-03-10"}});
    // Half a year, six months and 180 days are three lengths.
    CHECK(due("P6M", "2026-01-01") != due("P180D", "2026-01-01"));
}

// --- Terms of administrative law ---

TEST_CASE("worked example: fifteen days in Croatia and in Serbia") {
    check_examples(
        {{"P15D term", "2025-12-11", "hr", "2025-12-29"},      // 26 December is a holiday
         {"P15D term", "2026-05-15", "hr", "2026-06-01"},      // Saturday 30 May is one
         {"P15D term", "2025-12-17", "rs", "2026-01-05"},      // New Year and a weekend
         {"rs-foi-decision", "2026-01-31", "", "2026-02-18"},  // Sretenje and its day off
         {"P15D term", "2026-03-26", "rs", "2026-04-14"},      // Orthodox Good Friday to Monday
         // The same event under the other law.
         {"P15D term", "2025-12-11", "rs", "2025-12-26"},
         {"P15D term", "2026-01-31", "hr", "2026-02-16"}});
}

TEST_CASE("worked example: months end on the same number or the last day, and then the end moves") {
    check_examples({{"P1M term", "2026-01-31", "hr", "2026-03-02"},
                    {"P1M term", "2026-01-31", "rs", "2026-03-02"},
                    {"P6M term", "2026-08-31", "hr", "2027-03-01"},
                    {"P6M term", "2026-08-31", "rs", "2027-03-01"},
                    {"P1M term", "2026-02-16", "hr", "2026-03-16"},
                    {"P1Y term", "2028-02-29", "hr", "2029-02-28"}});
}

TEST_CASE(
    "worked example: a notice board delivers on the day after the eighth, and a term follows") {
    // Posted on Friday 30 January 2026: the eighth day is a Saturday and moves to Monday.
    const Deadline delivery = deadline("P8D term of hr, deemed the day after", "2026-01-30");
    CHECK(has_line(delivery, LineKind::moved_weekday));
    const std::string delivered = named_due("hr-zup-notice-board", "2026-01-30");
    CHECK(delivered == "2026-02-10");  // Tuesday
    // The next term starts on Wednesday.
    const Deadline next = deadline("P15D term", delivered, "hr");
    CHECK(next.derivation[2] == Line{LineKind::first_day, day("2026-02-11"), {}, 0, ""});
    // The eighth day is a Friday: delivered on Saturday, and that stays.
    CHECK(named_due("hr-zup-notice-board", "2026-02-05") == "2026-02-14");
    // The day on which it is deemed done may be a holiday: Tuesday 6 January 2026.
    CHECK(named_due("hr-zup-notice-board", "2025-12-26") == "2026-01-06");
    CHECK(due("P15D term", "2026-01-06", "hr") == "2026-01-21");
}

TEST_CASE("worked example: ten working days from 17 December end a week apart") {
    check_examples({{"10 working days", "2026-12-17", "hr", "2027-01-04"},
                    {"10 working days", "2026-12-17", "rs", "2026-12-31"}});
}

// --- Treaties ---

TEST_CASE("worked example: an arms-trade instrument deposited on 12 January 2026") {
    check_examples(
        {{"att-entry-into-force", "2026-01-12", "", "2026-04-12"},
         {"att-initial-report", "2026-04-12", "", "2027-04-11"},  // the day before the anniversary
         {"att-first-annual-report", "2026-04-12", "", "2028-05-31"},
         {"att-initial-report", "2014-12-24", "", "2015-12-23"}});
}

// --- Holidays ---

TEST_CASE("worked example: both Easters, and Corpus Christi sixty days after the western one") {
    struct Row {
        int year;
        const char* western;
        const char* orthodox;
        const char* corpus_christi;
    };
    for (const Row& row : {Row{2025, "2025-04-20", "2025-04-20", "2025-06-19"},
                           {2026, "2026-04-05", "2026-04-12", "2026-06-04"},
                           {2027, "2027-03-28", "2027-05-02", "2027-05-27"},
                           {2028, "2028-04-16", "2028-04-16", "2028-06-15"},
                           {2023, "2023-04-09", "2023-04-16", "2023-06-08"},
                           {2016, "2016-03-27", "2016-05-01", "2016-05-26"},
                           {2008, "2008-03-23", "2008-04-27", "2008-05-22"},
                           {1983, "1983-04-03", "1983-05-08", "1983-06-02"},
                           {1943, "1943-04-25", "1943-04-25", "1943-06-24"}}) {
        CHECK(western_easter(row.year) == day(row.western));
        CHECK(orthodox_easter(row.year) == day(row.orthodox));
        CHECK(calendar("hr").is_holiday(day(row.corpus_christi)));
        CHECK(day(row.corpus_christi).weekday() == Weekday::thursday);
    }
}

TEST_CASE("worked example: Croatia's days changed with 2020") {
    const Calendar& hr = calendar("hr");
    for (const char* former : {"2019-06-25", "2019-10-08", "2002-06-25", "2002-10-08"})
        CHECK_FALSE(hr.is_working(day(former)));
    for (const char* later : {"2020-06-25", "2020-10-08", "2018-05-30", "2019-11-18"})
        CHECK(hr.is_working(day(later)));
    for (const char* now : {"2022-05-30", "2020-11-18"}) CHECK_FALSE(hr.is_working(day(now)));
    CHECK_FALSE(hr.is_known(day("2001-12-31")));
    CHECK(hr.is_known(day("2002-01-01")));
}

TEST_CASE("worked example: in Croatia a holiday on a Sunday is lost") {
    for (const char* sunday : {"2026-11-01", "2022-05-01", "2021-08-15"}) {
        CHECK(day(sunday).weekday() == Weekday::sunday);
        CHECK(calendar("hr").is_holiday(day(sunday)));
        CHECK(calendar("hr").is_working(day(sunday).plus_days(1)));
    }
    for (int year = 2002; year <= 2100; ++year) CHECK(days_off("hr", year).empty());
}

TEST_CASE(
    "worked example: Serbia gives a day off for a State holiday on a Sunday, and for no other") {
    struct Row {
        int year;
        const char* days;
    };
    for (const Row& row : {Row{2014, "2014-02-17"},
                           {2016, "2016-05-03"},
                           {2017, "2017-01-03"},
                           {2021, "2021-05-04"},  // 2 May was Easter Sunday, the 3rd Easter Monday
                           {2022, "2022-01-03 2022-05-03"},
                           {2024, ""},
                           {2025, "2025-02-17"},
                           {2026, "2026-02-17"},
                           {2027, "2027-05-04"},
                           {2028, "2028-01-03"},
                           {2029, "2029-11-12"},
                           {2030, ""}}) {
        CHECK_MESSAGE(days_off("rs", row.year) == row.days, row.year);
    }
    // Christmas is a Sunday in 2024: a religious holiday gives nothing.
    CHECK(day("2024-01-07").weekday() == Weekday::sunday);
    CHECK(calendar("rs").is_working(day("2024-01-08")));
}

TEST_CASE("worked example: 2026 has 252 working days in both States") {
    CHECK(working_days("hr", 2026) == 252);
    CHECK(working_days("rs", 2026) == 252);
}

}  // namespace remit::calendar
