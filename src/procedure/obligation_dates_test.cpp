// When obligations are due: from the calendar, from an event, from the body, or not at all; and the
// next editions.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "procedure/engine.h"
#include "support/obligations.h"

namespace remit::procedure {
namespace {

using testing::clear;
using testing::entry;
using testing::Fields;
using testing::procedure_named;
using testing::Story;
using testing::submitted;

using Texts = std::vector<std::string>;

Story begin(std::string function = "fulfil_obligations") {
    return testing::begin_obligation(std::move(function));
}

TEST_CASE("obligation: a due date on a Sunday stays there") {
    Story story = begin();
    story.open("m1", "expect", "2026-03-01",
               entry("UNROCA", "calendar", {{"occurrence", "2026-05-31"}}));
    CHECK(story.due("submission") == "2026-05-31");
    clear(story, "2026-05-30");
    story.pass("2026-05-31T21:00:00Z");
    CHECK(story.is("submission", ClockState::running));
    story.pass("2026-06-01");
    CHECK(story.is("submission", ClockState::passed));
}

TEST_CASE("obligation: 90 days after the end of the year, leap years too") {
    for (const auto& [event, due] :
         {std::pair{"2026-12-31", "2027-03-31"}, std::pair{"2027-12-31", "2028-03-30"}}) {
        Story story = begin();
        story.open("m1", "expect", "2026-06-01",
                   entry("CWC-S2-PAST", "after_event",
                         {{"event", "end of the year"},
                          {"event_date", event},
                          {"term", "P90D"},
                          {"due_rule", "P90D after 31 December"}}));
        CHECK(story.field("due") == due);
    }
}

TEST_CASE("obligation: a term keeps the unit of the instrument") {
    const auto due = [](const char* dating, const char* term) {
        Story story = begin();
        story.open("m1", "expect", "2026-01-02",
                   entry("X", dating, {{"event_date", "2026-08-31"}, {"term", term}}));
        return story.field("due");
    };
    CHECK(due("after_event", "P6M") == "2027-02-28");
    CHECK(due("after_event", "P180D") == "2027-02-27");
    CHECK(due("after_event", "P18M") == "2028-02-29");
    CHECK(due("after_event", "P2Y") == "2028-08-31");
    CHECK(due("before_event", "P12W") == "2026-06-08");
    CHECK(due("within_event", "P12M") == "2027-08-30");
}

TEST_CASE("obligation: scenario 3: from a deposit to the initial report and the first annual one") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-13",
               entry("ATT-INITIAL", "within_event",
                     {{"title", "Initial report"},
                      {"deposited", "2026-01-12"},
                      {"force_term", "P90D"},
                      {"event", "entry into force"},
                      {"term", "P12M"},
                      {"due_rule", "within the first year after entry into force"}}));
    CHECK(story.field("event_date") == "2026-04-12");
    CHECK(story.field("due") == "2027-04-11");
    CHECK(story.due("submission") == "2027-04-11");
    CHECK(story.field("due_rule") == "within the first year after entry into force");

    CHECK(story.refused("begin_series", "2026-01-14") == Texts{"field_missing", "field_missing",
                                                               "field_missing", "field_missing",
                                                               "field_missing"});
    story.take("plan_series", "2026-01-14",
               {{"series_obligation", "ATT-ANNUAL"},
                {"series_title", "Annual report"},
                {"series_day", "31 May"},
                {"series_rule", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"},
                {"series_due_rule", "31 May"}});
    CHECK(story.field("full_year_from") == "2027-01-01");
    CHECK(story.field("full_year_after") == "2027-12-31");
    CHECK(story.field("series_date") == "2028-05-31");
    story.take("begin_series", "2026-01-14");
    CHECK(story.refused("begin_series", "2026-01-15") == Texts{"condition"});

    const auto spawned = story.events<Spawned>();
    REQUIRE(spawned.size() == 1);
    CHECK(spawned[0].second.link == "series");
    Story annual = begin();
    annual.open_from(spawned[0].second, story, "m2", "2026-01-14");
    CHECK(annual.field("obligation") == "ATT-ANNUAL");
    CHECK(annual.field("due") == "2028-05-31");
    CHECK(annual.due("template") == "2028-03-02");
}

TEST_CASE("obligation: in force on 1 January, that year is the first full one") {
    Story story = begin();
    story.open(
        "m1", "expect", "2025-10-01",
        entry("ATT-INITIAL", "within_event", {{"event_date", "2026-01-01"}, {"term", "P12M"}}));
    CHECK(story.field("due") == "2026-12-31");
    CHECK(story.field("full_year_from") == "2026-01-01");
    story.take("plan_series", "2025-10-02",
               {{"series_obligation", "ATT-ANNUAL"},
                {"series_title", "Annual report"},
                {"series_day", "31 May"},
                {"series_rule", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31"},
                {"series_due_rule", "31 May"}});
    CHECK(story.field("series_date") == "2027-05-31");
}

TEST_CASE("obligation: what was entered wrongly is counted again when it is corrected") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-13",
               entry("ATT-INITIAL", "within_event",
                     {{"deposited", "2026-01-12"}, {"force_term", "P90D"}, {"term", "P12M"}}));
    story.take("correct", "2026-01-20", {{"deposited", "2026-01-15"}}, {},
               "the depositary's notice says so");
    CHECK(story.field("event_date") == "2026-04-15");
    CHECK(story.due("submission") == "2027-04-14");
}

TEST_CASE("obligation: a date that turns out to be the body's is taken away") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02",
               entry("CESCR-REPORT", "calendar", {{"occurrence", "2026-06-30"}}));
    CHECK(story.due("submission") == "2026-06-30");
    story.take("correct", "2026-01-05", {{"dating", "by_body"}, {"due", ""}}, {},
               "the Committee sets it in its concluding observations");
    CHECK(story.field("due").empty());
    CHECK(story.due("submission") == "none");
    CHECK(story.due("template") == "none");
}

TEST_CASE("obligation: where the body sets the date there is none until it does") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02",
               entry("CERD-REPORT", "by_body",
                     {{"rule", "FREQ=YEARLY;INTERVAL=2"},
                      {"anchor", "2024-01-04"},
                      {"occurrence", "2026-01-04"},
                      {"due_rule", "set by body"}}));
    CHECK(story.field("due").empty());
    CHECK(story.due("submission") == "none");
    CHECK(story.due("template") == "none");
    story.pass("2030-01-01");
    CHECK(story.is("submission", ClockState::idle));
    CHECK(story.events<ClockPassed>().empty());

    story.take("set_due", "2030-01-02", {{"due", "2030-06-30"}});
    CHECK(story.due("submission") == "2030-06-30");
    CHECK(story.due("cleared_by") == "2030-06-15");
}

/// The dates of the first so many editions of a matter, each opened as the engine says it is to be
/// opened.
Texts editions(const Fields& first, std::string_view opened, std::size_t count) {
    Texts dates;
    Story story = begin();
    story.open("e0", "expect", opened, first);
    std::set<std::string> seen;
    for (std::size_t i = 1; i <= count; ++i) {
        const auto plan = story.matter().next_edition;
        REQUIRE(plan.has_value());
        const std::string moment = plan->opens.iso();
        story.pass(moment);
        story.pass(moment);  // asking twice opens nothing twice
        const auto openings = story.events<EditionOpened>();
        REQUIRE(openings.size() == 1);
        const EditionOpened& edition = openings[0].second;
        CHECK_MESSAGE(seen.insert(edition.due.iso()).second, "opened twice: ", edition.due.iso());
        dates.push_back(edition.due.iso());
        const std::string id = "e" + std::to_string(i);
        Story next = begin();
        next.open_from(edition, story, id, moment);
        CHECK(next.field("previous") == story.matter().id);
        CHECK(next.field("occurrence") == edition.due.iso());
        story = next;
    }
    return dates;
}

TEST_CASE("obligation: the calendar opens each edition 90 days ahead, in leap years too") {
    const Texts dates = editions(entry("CWC-S2-PAST", "calendar",
                                       {{"rule", "FREQ=YEARLY;BYYEARDAY=90"},
                                        {"anchor", "2026-03-31"},
                                        {"occurrence", "2026-03-31"}}),
                                 "2026-01-02", 4);
    CHECK(dates == Texts{"2027-03-31", "2028-03-30", "2029-03-31", "2030-03-31"});
}

TEST_CASE("obligation: 60 days before 1 January is 2 November every year") {
    const Texts dates = editions(entry("CWC-S2-ANT", "calendar",
                                       {{"rule", "FREQ=YEARLY;BYYEARDAY=-60"},
                                        {"anchor", "2026-11-02"},
                                        {"occurrence", "2026-11-02"}}),
                                 "2026-08-02", 3);
    CHECK(dates == Texts{"2027-11-02", "2028-11-02", "2029-11-02"});
}

TEST_CASE(
    "obligation: five years count from when the last report was due, thirty years without drift") {
    const Texts dates = editions(entry("FCNM-HR", "calendar",
                                       {{"rule", "FREQ=YEARLY;INTERVAL=5;BYMONTH=2;BYMONTHDAY=1"},
                                        {"anchor", "1999-02-01"},
                                        {"occurrence", "1999-02-01"}}),
                                 "1998-11-02", 6);
    CHECK(dates == Texts{"2004-02-01", "2009-02-01", "2014-02-01", "2019-02-01", "2024-02-01",
                         "2029-02-01"});
}

TEST_CASE("obligation: four dates in one year are four matters") {
    const Texts dates = editions(entry("IAEA-AP-QTR", "calendar",
                                       {{"rule", "FREQ=YEARLY;BYYEARDAY=60,-216,-125,-33"},
                                        {"anchor", "2026-03-01"},
                                        {"occurrence", "2026-03-01"}}),
                                 "2026-01-02", 5);
    CHECK(dates == Texts{"2026-05-30", "2026-08-29", "2026-11-29", "2027-03-01", "2027-05-30"});
}

TEST_CASE("obligation: a rhythm of the body opens the matter and gives it no due date") {
    Story story = begin();
    story.open("m1", "expect", "2023-01-02",
               entry("CNS-REPORT", "by_body",
                     {{"rule", "FREQ=YEARLY;INTERVAL=3"},
                      {"anchor", "2023-02-01"},
                      {"occurrence", "2023-02-01"},
                      {"due_rule", "set by body"}}));
    story.pass("2026-01-15");
    const auto opened = story.events<EditionOpened>();
    REQUIRE(opened.size() == 1);
    Story next = begin();
    next.open_from(opened[0].second, story, "m2", "2026-01-15");
    CHECK(next.field("occurrence") == "2026-02-01");
    CHECK(next.field("due").empty());
    CHECK(next.due("submission") == "none");
}

TEST_CASE("obligation: a late report moves no later one") {
    Story story = begin();
    story.open("m1", "expect", "2023-11-05",
               entry("FCNM-HR", "calendar",
                     {{"rule", "FREQ=YEARLY;INTERVAL=5;BYMONTH=2;BYMONTHDAY=1"},
                      {"anchor", "1999-02-01"},
                      {"occurrence", "2024-02-01"}}));
    clear(story, "2025-06-01");
    story.take("submit_late", "2025-06-02", submitted("2025-06-02"), {}, "elections");
    REQUIRE(story.matter().next_edition.has_value());
    CHECK(story.matter().next_edition->due.iso() == "2029-02-01");
}

struct Owed {
    const char* obligation;
    const char* rule;
    const char* hr;
    const char* rs;
};

/// The cliff of the first half of the year, and what lies on either side of it: entries with a day
/// in the calendar, and whether each State owes them.
constexpr Owed kOwed[] = {
    {"IAEA-AP-QTR", "FREQ=YEARLY;BYYEARDAY=60,-216,-125,-33", "yes", "yes"},
    {"CWC-S2-PAST", "FREQ=YEARLY;BYYEARDAY=90", "yes", "yes"},
    {"CCW-AP2", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "yes", "yes"},
    {"CCW-P5", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "yes", "unknown"},
    {"HCOC", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "yes", "yes"},
    {"BWC-CBM", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15", "yes", "yes"},
    {"OSCE-COC", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15", "yes", "yes"},
    {"CWC-ART10", "FREQ=YEARLY;BYYEARDAY=120", "yes", "yes"},
    {"APMBC-ART7", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30", "yes", "yes"},
    {"CCM-ART7", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30", "yes", "no"},
    {"UNMILEX", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30", "yes", "yes"},
    {"IAEA-AP-ANNUAL", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", "yes", "yes"},
    {"ATT-ANNUAL", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", "yes", "yes"},
    {"EU-COARM", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", "yes", "no"},
    {"CWC-S2-ANT", "FREQ=YEARLY;BYYEARDAY=-60", "yes", "yes"},
    {"DAYTON4-AEI", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "yes", "yes"},
};

/// What is due from 1 March of the year on, within 60 days, as "date obligation".
Texts due_from_march(int year, bool croatia) {
    const std::string from = std::to_string(year) + "-03-01";
    const std::string until =
        testing::at(from).plus_seconds(60LL * 24 * 60 * 60).iso().substr(0, 10);
    Texts found;
    for (const Owed& owed : kOwed) {
        const std::string last_year = std::to_string(year - 1);
        const Fields fields = entry(owed.obligation, "calendar",
                                    {{"applies", croatia ? owed.hr : owed.rs},
                                     {"rule", owed.rule},
                                     {"anchor", last_year + "-01-01"},
                                     {"occurrence", last_year + "-01-01"}});
        Story story = begin();
        // What a State does not owe is not opened; what it may owe is.
        if (!story.try_open("r", "expect", last_year + "-01-02", fields).ok()) continue;
        story.open("r", "expect", last_year + "-01-02", fields);
        for (int editions = 0; editions < 6; ++editions) {
            story.pass(from);
            const auto openings = story.events<EditionOpened>();
            if (openings.empty()) break;
            Story next = begin();
            next.open_from(openings[0].second, story, "n", openings[0].first.iso());
            story = next;
            const std::string due = story.field("due");
            if (due >= from && due <= until) found.push_back(due + " " + owed.obligation);
        }
    }
    std::ranges::sort(found);
    return found;
}

TEST_CASE(
    "obligation: scenario 2: all returns due within 60 days of 1 March, for two States and a leap "
    "year") {
    const Texts rs2027{"2027-03-01 IAEA-AP-QTR", "2027-03-31 CCW-AP2",    "2027-03-31 CCW-P5",
                       "2027-03-31 CWC-S2-PAST", "2027-03-31 HCOC",       "2027-04-15 BWC-CBM",
                       "2027-04-15 OSCE-COC",    "2027-04-30 APMBC-ART7", "2027-04-30 CWC-ART10",
                       "2027-04-30 UNMILEX"};
    CHECK(due_from_march(2027, /*croatia=*/false) == rs2027);
    Texts hr2027 = rs2027;
    hr2027.emplace_back("2027-04-30 CCM-ART7");
    std::ranges::sort(hr2027);
    CHECK(due_from_march(2027, /*croatia=*/true) == hr2027);
    // In a leap year what counts days comes a day earlier, what names a date does not.
    const Texts rs2028{"2028-03-30 CWC-S2-PAST", "2028-03-31 CCW-AP2",    "2028-03-31 CCW-P5",
                       "2028-03-31 HCOC",        "2028-04-15 BWC-CBM",    "2028-04-15 OSCE-COC",
                       "2028-04-29 CWC-ART10",   "2028-04-30 APMBC-ART7", "2028-04-30 UNMILEX"};
    CHECK(due_from_march(2028, /*croatia=*/false) == rs2028);
    Texts hr2028 = rs2028;
    hr2028.emplace_back("2028-04-30 CCM-ART7");
    std::ranges::sort(hr2028);
    CHECK(due_from_march(2028, /*croatia=*/true) == hr2028);
}

}  // namespace
}  // namespace remit::procedure
