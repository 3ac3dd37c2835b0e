// Days, months and years from an event: nothing moves them, and how they end is the wording of the
// instrument.
#include "calendar/deadline.h"

#include <doctest/doctest.h>

#include <string>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::check_examples;
using support::deadline;
using support::due;
using support::has_line;
using support::named_due;

}  // namespace

TEST_CASE("elapsed: a due date on a day of rest stays, and with a calendar that is told") {
    CHECK(has_line(deadline("P6M", "2026-08-31", "hr"), LineKind::stays_rest));
    CHECK(has_line(deadline("P1M", "2026-05-22", "hr"), LineKind::stays_holiday));
    CHECK_FALSE(has_line(deadline("P6M", "2026-08-31"), LineKind::stays_rest));
}

TEST_CASE("elapsed: within the first year ends the day before the anniversary") {
    check_examples({{"within P1Y", "2014-12-24", "", "2015-12-23"},
                    {"P12M", "2014-12-24", "", "2015-12-24"},
                    {"within P1Y", "2026-04-12", "", "2027-04-11"},
                    // A year from 29 February is over with 28 February.
                    {"within P1Y", "2028-02-29", "", "2029-02-28"},
                    {"within P4Y", "2028-02-29", "", "2032-02-28"},
                    {"within P10D", "2026-04-12", "", "2026-04-21"}});
    // What has no anniversary is not told the day before it.
    CHECK(has_line(deadline("within P1Y", "2026-04-12"), LineKind::day_before));
    CHECK_FALSE(has_line(deadline("within P1Y", "2028-02-29"), LineKind::day_before));
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
    check_examples({{"P9M before", "2027-11-30", "", "2027-02-28"},
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

}  // namespace remit::calendar
