// Clocks that are stopped, resumed, extended and
// restarted, and histories that contradict themselves.
#include "calendar/clock_history.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::day;
using support::moment;
using support::rule;

Change stop(std::string_view on) {
    return {Change::Kind::stop, moment(on), "KLASA 1", {}, 0, {}};
}
Change resume(std::string_view on) {
    return {Change::Kind::resume, moment(on), "KLASA 2", {}, 0, {}};
}
Change restart(std::string_view on) {
    return {Change::Kind::restart, moment(on), "KLASA 3", {}, 0, {}};
}
Change extend_to(std::string_view on, std::string_view to) {
    return {Change::Kind::extend_to, moment(on), "KLASA 4", {}, 0, moment(to)};
}
Change extend_by(std::string_view on, std::string_view by) {
    return {Change::Kind::extend_by, moment(on), "KLASA 5", Duration::parse(by).value(), 0, {}};
}
Change extend_working(std::string_view on, int days) {
    return {Change::Kind::extend_by, moment(on), "KLASA 6", {}, days, {}};
}

Result<Standing> stand(std::string_view rule_text, std::string_view start,
                       std::vector<Change> changes, std::string_view calendar = {},
                       std::string_view zone = {}) {
    const ClockHistory history{rule(rule_text), std::move(changes)};
    std::optional<Zone> spare;
    const auto given = book().given(history.rule, {moment(start), {}, calendar, zone}, spare);
    REQUIRE(given.ok());
    auto standing = compute(history, given.value());
    if (standing.ok()) {
        const auto again = compute(history, given.value());
        CHECK(again.value() == standing.value());
    }
    return standing;
}

std::string due(std::string_view rule_text, std::string_view start, std::vector<Change> changes,
                std::string_view calendar = {}, std::string_view zone = {}) {
    const auto standing = stand(rule_text, start, std::move(changes), calendar, zone);
    if (!standing.ok()) return standing.error().message;
    return standing.value().stopped ? "stopped" : iso(standing.value().deadline.due);
}

}  // namespace

TEST_CASE("history: without changes a clock is what its rule gives") {
    for (const char* text : {"P15D term of hr", "P6M", "10 working days of rs", "15 April"}) {
        CHECK(due(text, "2026-01-31", {}) == support::due(text, "2026-01-31"));
    }
}

TEST_CASE("history: days at rest are not counted, and the end moves by them") {
    // 15 days from 2 March end on Tuesday 17 March; ten days at rest lead to Friday 27 March.
    CHECK(due("P15D term", "2026-03-02", {stop("2026-03-09"), resume("2026-03-19")}, "hr") ==
          "2026-03-27");
    CHECK(due("P15D", "2026-03-02", {stop("2026-03-09"), resume("2026-03-19")}) == "2026-03-27");
    // The end moves on from Sunday as ever, but only under the law of terms.
    CHECK(due("P15D term", "2026-03-02", {stop("2026-03-09"), resume("2026-03-21")}, "hr") ==
          "2026-03-30");
    CHECK(due("P15D", "2026-03-02", {stop("2026-03-09"), resume("2026-03-21")}) == "2026-03-29");
    CHECK(due("P6M", "2026-08-31", {stop("2026-09-10"), resume("2026-11-10")}) == "2027-04-30");
    CHECK(due("P15D term", "2026-03-02", {stop("2026-03-09")}, "hr") == "stopped");
}

TEST_CASE("history: stopping and resuming on one day changes nothing") {
    for (const char* on : {"2026-03-02", "2026-03-03", "2026-03-10", "2026-03-17"}) {
        CHECK(due("P15D term", "2026-03-02", {stop(on), resume(on)}, "hr") == "2026-03-17");
        CHECK(due("10 working days", "2026-03-02",
                  {stop(on == std::string_view("2026-03-17") ? "2026-03-16" : on),
                   resume(on == std::string_view("2026-03-17") ? "2026-03-16" : on)},
                  "hr") == "2026-03-16");
    }
}

TEST_CASE("history: the day of the event is not counted, so a stop on it takes no day away") {
    // From the day of resuming all fifteen days are left: 10 March is day 1.
    CHECK(due("P15D", "2026-03-02", {stop("2026-03-02"), resume("2026-03-10")}) == "2026-03-24");
    CHECK(due("P15D", "2026-03-02", {stop("2026-03-03"), resume("2026-03-10")}) == "2026-03-24");
    CHECK(due("P15D", "2026-03-02", {stop("2026-03-04"), resume("2026-03-10")}) == "2026-03-23");
}

TEST_CASE("history: one day at rest is one day, wherever it lies") {
    for (int at = 3; at < 17; ++at) {
        const Date since = *Date::of(2026, 3, at);
        for (int length = 0; length < 30; ++length) {
            const std::string end = due("P15D", "2026-03-02",
                                        {stop(since.iso()), resume(since.plus_days(length).iso())});
            CHECK(end == day("2026-03-17").plus_days(length).iso());
        }
    }
}

TEST_CASE("history: stops add up") {
    CHECK(due("P15D", "2026-03-02",
              {stop("2026-03-05"), resume("2026-03-08"), stop("2026-03-12"),
               resume("2026-03-16")}) == "2026-03-24");
}

TEST_CASE("history: a term stopped on the day to which its end had moved goes on from there") {
    // The fifteenth day is Sunday 15 March; the term ends on Monday.
    CHECK(due("P15D term", "2026-02-28", {stop("2026-03-16"), resume("2026-03-26")}, "hr") ==
          "2026-03-26");
    CHECK(due("P15D term", "2026-02-28", {stop("2026-03-15"), resume("2026-03-25")}, "hr") ==
          "2026-03-25");
}

TEST_CASE("history: working days take up their count again") {
    // Three of ten were counted on 3, 4 and 5 March; seven are left from Wednesday 18 March on.
    CHECK(due("10 working days", "2026-03-02", {stop("2026-03-06"), resume("2026-03-18")}, "hr") ==
          "2026-03-26");
    CHECK(due("10 working days", "2026-03-02", {stop("2026-03-02"), resume("2026-03-18")}, "hr") ==
          "2026-03-31");
    // Stopped over a weekend nothing is lost and nothing won.
    CHECK(due("10 working days", "2026-03-02", {stop("2026-03-07"), resume("2026-03-09")}, "hr") ==
          "2026-03-16");
    const auto standing = stand("10 working days", "2026-03-02", {stop("2026-03-06")}, "hr");
    REQUIRE(standing.ok());
    CHECK(standing.value().stopped);
    CHECK(standing.value().deadline.derivation.back().kind == LineKind::left_over);
    CHECK(standing.value().deadline.derivation.back().number == 7);
}

TEST_CASE("history: working days that were extended stand still as well") {
    // Ten from 2 March end on 16 March, five more on 23 March; three days at rest, of which two are
    // working days, lead to 25 March, whenever they lie and whenever the extension was granted.
    const std::vector<Change> early{extend_working("2026-03-04", 5), stop("2026-03-05"),
                                    resume("2026-03-09")};
    const std::vector<Change> late{stop("2026-03-05"), resume("2026-03-09"),
                                   extend_working("2026-03-10", 5)};
    CHECK(due("10 working days", "2026-03-02", early, "hr") == "2026-03-25");
    CHECK(due("10 working days", "2026-03-02", late, "hr") == "2026-03-25");
    CHECK(due("10 working days", "2026-03-02",
              {extend_working("2026-03-04", 5), stop("2026-03-19"), resume("2026-03-23")},
              "hr") == "2026-03-25");
    const auto standing = stand("10 working days", "2026-03-02",
                                {extend_working("2026-03-04", 5), stop("2026-03-05")}, "hr");
    REQUIRE(standing.ok());
    CHECK(standing.value().deadline.derivation.back().number == 13);  // all but 3 and 4 March
}

TEST_CASE("history: a clock is never due before the day on which it was resumed") {
    // Extended to Sunday 22 March; on it no working day is left.
    CHECK(due("10 working days", "2026-03-02",
              {extend_to("2026-03-05", "2026-03-22"), stop("2026-03-22"), resume("2026-03-25")},
              "hr") == "2026-03-25");
    CHECK(due("10 working days", "2026-03-02",
              {extend_to("2026-03-05", "2026-03-22"), stop("2026-03-20"), resume("2026-03-25")},
              "hr") == "2026-03-25");
}

TEST_CASE("history: an extension counts from the moment that was due") {
    CHECK(due("P15D term", "2026-05-15", {extend_by("2026-05-20", "P15D")}, "hr") == "2026-06-16");
    CHECK(due("P15D", "2026-03-02", {extend_by("2026-03-10", "P1M")}) == "2026-04-17");
    CHECK(due("10 working days", "2026-12-17", {extend_working("2026-12-20", 5)}, "hr") ==
          "2027-01-12");
    CHECK(due("15 April", "2026-03-01", {extend_by("2026-04-01", "P14D")}) == "2026-04-29");
    // A request that came in time is granted when the time is over: to a day, never by a length.
    CHECK(due("P15D", "2026-03-02", {extend_to("2026-03-25", "2026-04-30")}) == "2026-04-30");
    CHECK(due("P9M before", "2027-11-30", {extend_to("2027-11-30", "2027-12-31")}) == "2027-12-31");
    // What is counted backwards is extended before its event.
    CHECK(due("P9M before", "2027-11-30", {extend_to("2027-02-01", "2027-04-30")}) == "2027-04-30");
    CHECK(due("P9M before", "2027-11-30", {extend_by("2027-02-01", "P1M")}) == "2027-03-28");
    CHECK(due("5 working days before", "2026-03-16", {extend_working("2026-03-02", 2)}, "hr") ==
          "2026-03-11");
    CHECK(due("P8D term, deemed the day after", "2026-01-30", {extend_by("2026-02-01", "P2D")},
              "hr") == "2026-02-13");
}

TEST_CASE("history: a day that was set does not move") {
    CHECK(due("P15D term", "2026-05-15", {extend_to("2026-05-20", "2026-06-13")}, "hr") ==
          "2026-06-13");  // a Saturday
    CHECK(due("10 working days", "2026-03-02", {extend_to("2026-03-05", "2026-03-22")}, "hr") ==
          "2026-03-22");
    CHECK(due("15 April", "2026-03-01", {extend_to("2026-04-01", "2026-05-15")}) == "2026-05-15");
    // What stands still after that goes on by days.
    CHECK(due("P15D term", "2026-05-15",
              {extend_to("2026-05-20", "2026-06-13"), stop("2026-06-01"), resume("2026-06-03")},
              "hr") == "2026-06-15");
}

TEST_CASE("history: a day that somebody wrote may stand still, a day of the year may not") {
    const std::vector<Change> rest{stop("2026-05-01"), resume("2026-05-31")};
    CHECK(due("31 July 2026", "2026-01-31", rest) == "2026-08-30");
    CHECK(due("31 July 2026", "2026-01-31", {rest[0]}) == "stopped");
    CHECK(due("P6M", "2026-01-31", rest) == "2026-08-30");  // as if it had been counted
    CHECK(due("31 July", "2026-01-31", rest).find("cannot be stopped") != std::string::npos);
}

TEST_CASE("history: a restart forgets what was counted, and tells it") {
    CHECK(due("P15D term", "2026-03-02", {restart("2026-03-20")}, "hr") == "2026-04-07");
    CHECK(due("P15D term", "2026-03-02", {stop("2026-03-05"), restart("2026-03-20")}, "hr") ==
          "2026-04-07");
    CHECK(due("P15D", "2026-03-02",
              {extend_to("2026-03-05", "2026-12-01"), restart("2026-03-20")}) == "2026-04-04");
    // A clock that had passed may begin again.
    CHECK(due("P15D", "2026-03-02", {restart("2026-05-20")}) == "2026-06-04");
    const auto standing = stand("P15D", "2026-03-02", {stop("2026-03-05"), restart("2026-03-20")});
    REQUIRE(standing.ok());
    CHECK(standing.value().deadline.start == Moment(day("2026-03-20")));
    CHECK(support::has_line(standing.value().deadline, LineKind::stopped));
    CHECK(support::has_line(standing.value().deadline, LineKind::restarted));
}

TEST_CASE("history: an instant moves by the time for which it stood still") {
    CHECK(due("PT48H", "2026-03-02T09:00", {stop("2026-03-02T12:00"), resume("2026-03-03T13:30")},
              "", "Europe/Brussels") == "2026-03-05T09:30:00Z");
    CHECK(due("2026-04-07T17:00 Europe/Brussels", "2026-04-02T10:00",
              {extend_to("2026-04-07T16:00", "2026-04-08T12:00")}) == "2026-04-08T10:00:00Z");
    CHECK(due("2026-04-07T17:00 Europe/Brussels", "2026-04-02T10:00",
              {extend_by("2026-04-07T16:00", "PT3H")}) == "2026-04-07T18:00:00Z");
    CHECK(due("PT48H", "2026-03-27T12:00", {extend_by("2026-03-27T13:00", "P1D")}, "",
              "Europe/Brussels") == "2026-03-30T11:00:00Z");
    CHECK(due("PT48H term", "2026-03-02T09:00",
              {stop("2026-03-02T12:00"), resume("2026-03-02T13:00")},
              "rs") == "2026-03-04T09:00:00Z");
    // The day alone is not enough.
    CHECK(due("PT48H", "2026-03-02T09:00", {stop("2026-03-02")}).find("give the time") !=
          std::string::npos);
    // A day of a clock of days may be given as an instant where the zone is known.
    CHECK(due("P15D", "2026-03-02", {stop("2026-03-09T08:00"), resume("2026-03-19T08:00")}, "hr") ==
          "2026-03-27");
}

TEST_CASE("history: contradictions are refused with their cure") {
    struct Row {
        const char* rule;
        std::vector<Change> changes;
        const char* says;
    };
    Change no_ground = stop("2026-03-05");
    no_ground.ground.clear();
    Change long_ground = stop("2026-03-05");
    long_ground.ground.assign(kGroundBytesMax + 1, 'x');
    Change empty_extension = extend_by("2026-03-05", "P0D");
    const std::vector<Row> rows{
        {"P15D", {resume("2026-03-05")}, "had not been stopped; record the stop first"},
        {"P15D",
         {stop("2026-03-05"), stop("2026-03-06")},
         "stopped again on 2026-03-06; resume it first"},
        {"P15D", {stop("2026-03-18")}, "had passed on 2026-03-17; correct the date, or restart it"},
        {"P15D",
         {stop("2026-03-01")},
         "before what happened on 2026-03-02; put the changes in order"},
        {"P15D", {restart("2026-03-01")}, "before what happened on 2026-03-02"},
        {"P15D", {stop("2026-03-10"), resume("2026-03-09")}, "before what happened on 2026-03-10"},
        {"P15D",
         {stop("2026-03-10"), resume("2026-03-12"), restart("2026-03-11")},
         "before what happened"},
        {"P15D",
         {extend_to("2026-03-05", "2026-03-17")},
         "not later than 2026-03-17; correct the date"},
        {"P15D", {extend_to("2026-03-05", "2026-03-10")}, "not later than 2026-03-17"},
        {"P15D", {extend_by("2026-03-18", "P5D")}, "had passed"},
        {"P15D",
         {stop("2026-03-05"), extend_by("2026-03-06", "P5D")},
         "stands still since 2026-03-05; resume it before"},
        {"P15D", {extend_by("2026-03-05", "PT5H")}, "not extended by hours"},
        {"P15D", {extend_working("2026-03-05", 5)}, "only a clock of working days"},
        {"P15D", {empty_extension}, "say by how long"},
        {"10 working days of hr",
         {extend_by("2026-03-05", "P5D")},
         "extended by 1 to 5000 working days"},
        {"10 working days of hr",
         {extend_working("2026-03-05", kWorkingDaysMax + 1)},
         "extended by 1 to 5000 working days"},
        {"15 April", {stop("2026-03-05")}, "a fixed date cannot be stopped"},
        {"P30D before", {stop("2026-03-02")}, "counted backwards cannot be stopped"},
        {"5 working days of hr before",
         {stop("2026-03-02")},
         "counted backwards cannot be stopped"},
        {"P15D", {no_ground}, "give the ground"},
        {"P15D", {long_ground}, "a ground has at most"},
    };
    for (const Row& row : rows) {
        const std::string seen = due(row.rule, "2026-03-02", row.changes);
        CHECK_MESSAGE(seen.find(row.says) != std::string::npos, seen);
    }
    const std::vector<Change> many(kChangesMax + 1, restart("2026-03-05"));
    CHECK(due("P15D", "2026-03-02", many).find("at most 1000") != std::string::npos);
}

TEST_CASE("history: a share of a time cannot be changed by itself") {
    const ClockHistory history{rule("50% left"), {stop("2026-03-03T12:00")}};
    std::optional<Zone> spare;
    const auto given = book().given(
        history.rule,
        {moment("2026-03-04T17:00"), moment("2026-03-02T09:00"), {}, "Europe/Brussels"}, spare);
    CHECK(compute(history, given.value()).error().message.find("follows the deadline") !=
          std::string::npos);
}

TEST_CASE("history: extensions that lead out of the calendar are refused") {
    CHECK(due("P15D", "2026-03-02", {extend_by("2026-03-05", "P200Y")}).find("out of the years") !=
          std::string::npos);
    CHECK(due("P15D term", "2199-12-01", {stop("2199-12-05"), resume("2199-12-30")}, "hr")
              .find("out of the years") != std::string::npos);
    CHECK(due("10 working days", "2199-12-01", {stop("2199-12-05"), resume("2199-12-30")}, "hr")
              .find("out of the years") != std::string::npos);
}

}  // namespace remit::calendar
