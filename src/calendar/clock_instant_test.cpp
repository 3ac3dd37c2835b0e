// Instants: silences, shares of a time, and nights on which the clock is changed.
#include "calendar/deadline.h"

#include <doctest/doctest.h>

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

}  // namespace remit::calendar
