// What a practitioner would try first, at the level of calendars: treaties, petitions, silences,
// requests for information.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "calendar/derivation.h"
#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::day;
using support::deadline;
using support::named_due;

std::string local(const Moment& moment, std::string_view zone) {
    return book().find_zone(zone)->local(std::get<Instant>(moment)).text();
}

}  // namespace

TEST_CASE(
    "scenario 3: a treaty is deposited, enters into force, and its reports follow from that") {
    const std::string in_force = named_due("att-entry-into-force", "2026-01-12");
    CHECK(in_force == "2026-04-12");
    CHECK(named_due("att-initial-report", in_force) == "2027-04-11");
    CHECK(named_due("att-first-annual-report", in_force) == "2028-05-31");
    // As the secretariat counted for those in force from the first day.
    CHECK(named_due("att-initial-report", "2014-12-24") == "2015-12-23");
}

TEST_CASE(
    "scenario 4: two communications of one day have six and three months, and interim measures a "
    "day") {
    CHECK(named_due("treaty-body-merits", "2026-08-31") == "2027-02-28");
    CHECK(named_due("treaty-body-merits-cerd", "2026-08-31") == "2026-11-30");
    CHECK(support::due("P1D", "2026-08-31") == "2026-09-01");
}

TEST_CASE(
    "scenario 5: a silence over Easter keeps its instant, tells the holidays at home, and leaves "
    "its "
    "alarms where they are") {
    const char* rule = "2026-04-07T17:00 Europe/Brussels";
    for (const char* home : {"hr", "rs"}) {
        const Deadline silence = deadline(rule, "2026-04-02T10:00", home);
        CHECK(local(silence.due, "Europe/Brussels") == "2026-04-07 17:00");
        CHECK(book().verify(silence).ok());
        const Deadline alarm = deadline("PT1H before", iso(silence.due), home, "Europe/Brussels");
        CHECK(local(alarm.due, "Europe/Brussels") == "2026-04-07 16:00");
    }
    // Croatia rests on Easter Sunday and Monday while it runs; Serbia's Easter is a week later.
    const auto holidays = [rule](const char* home) {
        const Deadline silence = deadline(rule, "2026-04-02T10:00", home);
        return std::ranges::count(silence.derivation, LineKind::holiday_inside, &Line::kind);
    };
    CHECK(holidays("hr") == 2);
    CHECK(holidays("rs") == 0);
}

TEST_CASE(
    "scenario: a silence from Monday morning to Wednesday evening has its alarms in between") {
    const Moment opened = support::moment("2026-03-02T09:10");
    const Moment expiry = support::moment("2026-03-04T17:00");
    const auto at = [&](std::string_view rule) {
        const auto made =
            book().compute(support::rule(rule), {expiry, opened, {}, "Europe/Brussels"});
        REQUIRE(made.ok());
        return local(made.value().due, "Europe/Brussels");
    };
    CHECK(at("50% left") < at("25% left"));
    CHECK(at("25% left") < at("PT1H before"));
    CHECK(at("PT1H before") == "2026-03-04 16:00");
}

TEST_CASE(
    "scenario 9: a request of 31 January in Serbia is due on 18 February, with every step told") {
    const NamedRule& rule = *book().find_rule("rs-foi-decision");
    const auto made = book().compute(rule, {day("2026-01-31"), {}, {}, {}});
    REQUIRE(made.ok());
    CHECK(made.value().deadline.due == Moment(day("2026-02-18")));
    const std::vector<LineKind> steps{
        LineKind::rule_term,      LineKind::unverified_rules, LineKind::event_not_counted,
        LineKind::first_day_rest, LineKind::last_day,         LineKind::rest_inside,
        LineKind::moved_holiday,  LineKind::moved_holiday,    LineKind::moved_substitute,
        LineKind::next_working,   LineKind::due_day};
    std::vector<LineKind> told;
    for (const Line& line : made.value().deadline.derivation) told.push_back(line.kind);
    CHECK(told == steps);
}

TEST_CASE("scenario: planning a return backwards from its due date") {
    for (const auto& [length, date] :
         {std::pair{"P90D before", "2026-01-15"}, std::pair{"P45D before", "2026-03-01"},
          std::pair{"P30D before", "2026-03-16"}, std::pair{"P15D before", "2026-03-31"},
          std::pair{"P5D before", "2026-04-10"}}) {
        CHECK(support::due(length, "2026-04-15") == date);
    }
}

TEST_CASE("scenario: a holiday of 2019 and of 2026 decide under the law of their year") {
    // Fifteen days from 10 June end on 25 June: Statehood Day until 2019, a working day now.
    CHECK(support::due("P15D term", "2019-06-10", "hr") == "2019-06-26");
    CHECK(support::due("P15D term", "2026-06-10", "hr") == "2026-06-25");
}

}  // namespace remit::calendar
