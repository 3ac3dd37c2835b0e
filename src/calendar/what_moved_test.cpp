// A closing day is added or taken away: which clocks move, which do not, and because of which days.
#include "calendar/what_moved.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::book;
using support::day;
using support::rule;

const Names kMourning{"day of mourning", "dan žalosti", "дан жалости"};

KnownClock clock(std::string id, std::string_view text, std::string_view start,
                 std::string calendar = {}, std::vector<Change> changes = {}) {
    return {std::move(id),
            {rule(text), std::move(changes)},
            support::moment(start),
            std::move(calendar),
            {}};
}

std::string told(const Result<std::vector<Moved>>& moved, const std::vector<KnownClock>& clocks) {
    if (!moved.ok()) return moved.error().message;
    std::string out;
    for (const Moved& move : moved.value()) {
        out += clocks[move.clock].id + " " + iso(move.before) + ">" + iso(move.after) + " (";
        for (const ChangedDay& changed : move.because)
            out += changed.date.iso() + (changed.closed ? "+" : "-");
        out += ") ";
    }
    return out;
}

}  // namespace

TEST_CASE(
    "moved: a new closing day moves the terms that end on it and the working days that meet it") {
    const std::vector<KnownClock> clocks{
        clock("ends-there", "P15D term", "2026-04-20", "rs"),    // Tuesday 5 May
        clock("runs-over", "P15D term", "2026-04-22", "rs"),     // Thursday 7 May
        clock("working", "5 working days", "2026-04-29", "rs"),  // over 5 May
        clock("before", "3 working days before", "2026-05-08", "rs"),
        clock("elapsed", "P15D", "2026-04-20", "rs"),  // nothing moves it
        clock("date", "5 May", "2026-04-20", "rs"),
        clock("silence", "2026-05-05T17:00 Europe/Brussels", "2026-05-04T10:00", "rs"),
        clock("elsewhere", "P15D term of hr", "2026-04-20"),
        clock("own", "P15D term of rs", "2026-04-20"),
        clock("long-ago", "P15D term", "2025-04-21", "rs"),
    };
    const Calendar after =
        book().find_calendar("rs")->with_closed(day("2026-05-05"), "mourning", kMourning);
    CHECK(told(what_moved(clocks, book(), after), clocks) ==
          "ends-there 2026-05-05>2026-05-06 (2026-05-05+) working 2026-05-07>2026-05-08 "
          "(2026-05-05+) "
          "before 2026-05-05>2026-05-04 (2026-05-05+) own 2026-05-05>2026-05-06 (2026-05-05+) ");
}

TEST_CASE("moved: a holiday that is taken away moves them back") {
    const Calendar after =
        book().find_calendar("rs")->with_closed(day("2026-05-05"), "mourning", kMourning);
    const Book later = book().with(after);
    const std::vector<KnownClock> clocks{clock("a", "P15D term", "2026-04-20", "rs")};
    CHECK(told(what_moved(clocks, later, *book().find_calendar("rs")), clocks) ==
          "a 2026-05-06>2026-05-05 (2026-05-05-) ");
    CHECK(later.compute(rule("P15D term"), {day("2026-04-20"), {}, "rs", {}}).value().due ==
          Moment(day("2026-05-06")));
}

TEST_CASE("moved: histories move as rules do") {
    const std::vector<KnownClock> clocks{
        clock("stopped-over-it", "5 working days", "2026-04-27", "rs",
              {{Change::Kind::stop, day("2026-04-29"), "x", {}, 0, {}},
               {Change::Kind::resume, day("2026-05-11"), "y", {}, 0, {}}}),
        clock("extended-over-it", "P5D term", "2026-04-20", "rs",
              {{Change::Kind::extend_by,
                day("2026-04-21"),
                "x",
                Duration::parse("P8D").value(),
                0,
                {}}}),
        clock("set-on-it", "P5D term", "2026-04-20", "rs",
              {{Change::Kind::extend_to, day("2026-04-21"), "x", {}, 0, day("2026-05-05")}}),
    };
    const Calendar after =
        book().find_calendar("rs")->with_closed(day("2026-05-05"), "mourning", kMourning);
    CHECK(told(what_moved(clocks, book(), after), clocks) ==
          "extended-over-it 2026-05-05>2026-05-06 (2026-05-05+) ");
}

TEST_CASE("moved: a clock that cannot be counted says which") {
    const std::vector<KnownClock> clocks{clock("matter-7", "P15D term", "2001-01-01", "rs")};
    const auto moved = what_moved(clocks, book(), *book().find_calendar("rs"));
    REQUIRE_FALSE(moved.ok());
    CHECK(moved.error().message.find("matter-7: ") == 0);
}

TEST_CASE("moved: changed days are named with their reason, in the reader's language") {
    const Calendar& before = *book().find_calendar("rs");
    const Calendar after = before.with_closed(day("2026-05-05"), "mourning", kMourning);
    const auto days = changed_days(before, after, day("2026-01-01"), day("2026-12-31"));
    REQUIRE(days.size() == 1);
    CHECK(in_words(days.front(), diag::Language::en) ==
          "Tuesday 5 May 2026 is now closed: day of mourning");
    CHECK(in_words(days.front(), diag::Language::hr) ==
          "utorak, 5. svibnja 2026.: sada neradni dan (dan žalosti)");
    const auto opened = changed_days(after, before, day("2026-01-01"), day("2026-12-31"));
    CHECK(in_words(opened.front(), diag::Language::sr_latn) ==
          "utorak, 5. maj 2026.: sada radni dan, dosad neradni (dan žalosti)");
    CHECK(changed_days(before, after, day("2026-05-06"), day("2026-12-31")).empty());
    CHECK(changed_days(before, *book().find_calendar("hr"), Date::first(), Date::last()).size() ==
          kChangedDaysMax);
}

}  // namespace remit::calendar
