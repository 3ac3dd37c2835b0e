// Dates of obligations: rule and recurrence together, and
// the whole register of ../shared where it lies beside us.
#include "calendar/due_dates.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "base/env.h"
#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

using support::day;

Result<DueDates> ask(std::string_view rule, std::string_view recurrence, std::string_view first,
                     std::string_view last) {
    const auto written = parse_rule(rule);
    REQUIRE_MESSAGE(written.ok(), rule);
    std::optional<Recurrence> rhythm;
    if (!recurrence.empty() && recurrence != "event") {
        auto parsed = Recurrence::parse(recurrence);
        REQUIRE_MESSAGE(parsed.ok(), recurrence);
        rhythm = std::move(parsed).value();
    }
    return due_dates(written.value(), rhythm, day(first), day(last));
}

std::string dates(std::string_view rule, std::string_view recurrence, std::string_view first,
                  std::string_view last) {
    const auto due = ask(rule, recurrence, first, last);
    if (!due.ok()) return due.error().message;
    std::string text;
    for (const Date date : due.value().dates) text += (text.empty() ? "" : " ") + date.iso();
    return text;
}

/// The fields of a line of a CSV file with quotation marks.
std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
    return fields;
}

struct Obligation {
    std::string id;
    std::string recurrence;
    std::string due_rule;
    std::string hr;
    std::string rs;
};

std::vector<Obligation> obligations() {
    base::PosixEnv env;
    const auto file =
        env.read_file(std::string(REMIT_SOURCE_DIR) + "/../shared/data/obligations.csv");
    if (!file.ok()) return {};
    std::vector<Obligation> rows;
    std::vector<std::string> head;
    std::string_view rest = file.value();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const auto fields = fields_of(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (head.empty()) {
            head = fields;
            continue;
        }
        if (fields.size() != head.size()) continue;
        std::map<std::string, std::string> row;
        for (std::size_t at = 0; at < head.size(); ++at) row[head[at]] = fields[at];
        rows.push_back({row["id"], row["recurrence"], row["due_rule"], row["applies_to_HR"],
                        row["applies_to_RS"]});
    }
    return rows;
}

}  // namespace

TEST_CASE("due dates: a date of the year recurs as the register says, from its first year on") {
    CHECK(dates("15 April", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15", "2026-03-01", "2028-01-01") ==
          "2026-04-15 2027-04-15");
    CHECK(dates("15 April", "", "2026-03-01", "2028-01-01") == "2026-04-15 2027-04-15");
    CHECK(dates("P90D after 31 December", "FREQ=YEARLY;BYYEARDAY=90", "2027-01-01", "2028-12-31") ==
          "2027-03-31 2028-03-30");
    CHECK(dates("31 December from 2024", "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31",
                "2025-01-01", "2029-01-01") == "2026-12-31 2028-12-31");
    CHECK(dates("31 December from 2022", "FREQ=YEARLY;INTERVAL=4", "2022-01-01", "2031-01-01") ==
          "2022-12-31 2026-12-31 2030-12-31");
    CHECK(dates("15 December from 2021", "FREQ=YEARLY;INTERVAL=6;BYMONTH=12;BYMONTHDAY=15",
                "2022-01-01", "2034-01-01") == "2027-12-15 2033-12-15");
    CHECK(dates("28 February 2026", "event", "2026-01-01", "2028-01-01") == "2026-02-28");
    CHECK(dates("28 February 2026", "event", "2026-03-01", "2028-01-01").empty());
    CHECK(dates("15 April", "", "2026-04-16", "2027-04-14").empty());
}

TEST_CASE("due dates: where an event or a body decides, there is no date") {
    const auto source = [](std::string_view rule, std::string_view recurrence) {
        const auto due = ask(rule, recurrence, "2026-01-01", "2046-01-01");
        REQUIRE(due.ok());
        CHECK(due.value().dates.empty());
        return due.value().source;
    };
    CHECK(source("set by body", "FREQ=YEARLY;INTERVAL=3") == DueDates::Source::set_by_body);
    CHECK(source("P30D after event:notice of assessment", "FREQ=YEARLY") ==
          DueDates::Source::event);
    CHECK(source("P60D after event:end of quarter", "FREQ=YEARLY;BYYEARDAY=60,-216,-125,-33") ==
          DueDates::Source::event);
    CHECK(source("31 March before event:meeting", "") == DueDates::Source::event);
    CHECK(source("as soon as possible after event:entry into force", "event") ==
          DueDates::Source::no_date);
    CHECK(source("before event:launch", "event") == DueDates::Source::no_date);
}

TEST_CASE("due dates: a rule and a recurrence that contradict each other are refused") {
    CHECK(dates("15 April", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", "2026-01-01", "2027-01-01")
              .find("no date of the rule") != std::string::npos);
    CHECK(dates("P90D after 31 December", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "2028-01-01",
                "2028-12-31")
              .find("2028-03-31") != std::string::npos);
    CHECK(dates("15 April", "FREQ=YEARLY;INTERVAL=2", "2026-01-01", "2027-01-01")
              .find("add 'from YYYY'") != std::string::npos);
}

TEST_CASE("due dates: returns of the next sixty days on 1 March, for Croatia and for Serbia") {
    // Scenario 2 of practice on a table of its own; the whole register is asked below.
    struct Row {
        const char* id;
        const char* rule;
        bool rs;
    };
    const auto due_in = [](int year, bool serbia) {
        std::string found;
        for (const Row& row : {Row{"CWC", "P90D after 31 December", true},
                               {"CCW", "31 March", true},
                               {"BWC", "15 April", true},
                               {"APMBC", "30 April", true},
                               {"CCM", "30 April", false},
                               {"IAEA", "15 May", true}}) {
            if (serbia && !row.rs) continue;
            const Date first = *Date::of(year, 3, 1);
            const auto due =
                due_dates(parse_rule(row.rule).value(), std::nullopt, first, first.plus_days(60));
            REQUIRE(due.ok());
            for (const Date date : due.value().dates)
                found += std::string(row.id) + date.iso().substr(4) + " ";
        }
        return found;
    };
    CHECK(due_in(2027, /*serbia=*/false) == "CWC-03-31 CCW-03-31 BWC-04-15 APMBC-04-30 CCM-04-30 ");
    CHECK(due_in(2027, /*serbia=*/true) == "CWC-03-31 CCW-03-31 BWC-04-15 APMBC-04-30 ");
    CHECK(due_in(2028, /*serbia=*/false) == "CWC-03-30 CCW-03-31 BWC-04-15 APMBC-04-30 CCM-04-30 ");
}

TEST_CASE(
    "due dates: every obligation of the shared register is read, and rule and recurrence agree") {
    const std::vector<Obligation> rows = obligations();
    if (rows.empty()) {
        MESSAGE("[skipped] no ../shared/data/obligations.csv");
        return;
    }
    CHECK(rows.size() >= 127);
    int dated = 0;
    for (const Obligation& row : rows) {
        CAPTURE(row.id);
        const auto written = parse_rule(row.due_rule);
        REQUIRE_MESSAGE(written.ok(), row.due_rule);
        CHECK(parse_rule(text_of(written.value())).value() == written.value());
        const auto due = ask(row.due_rule, row.recurrence, "2020-01-01", "2045-12-31");
        CHECK_MESSAGE(due.ok(), (due.ok() ? "" : due.error().message));
        if (!due.ok()) continue;
        const bool from_calendar = due.value().source == DueDates::Source::calendar;
        CHECK(from_calendar == !due.value().dates.empty());
        // Where there is no date the rule names an event or a body.
        if (!from_calendar)
            CHECK((row.due_rule.find("event:") != std::string::npos ||
                   row.due_rule.starts_with("set by body")));
        dated += from_calendar ? 1 : 0;
    }
    CHECK(dated > 40);
}

TEST_CASE("due dates: on 1 March the shared register has cluster munitions for Croatia alone") {
    const std::vector<Obligation> rows = obligations();
    if (rows.empty()) {
        MESSAGE("[skipped] no ../shared/data/obligations.csv");
        return;
    }
    const auto due_for = [&rows](bool croatia, int year) {
        std::map<std::string, std::string> found;
        const Date first = *Date::of(year, 3, 1);
        for (const Obligation& row : rows) {
            if ((croatia ? row.hr : row.rs) != "yes") continue;
            const auto due =
                ask(row.due_rule, row.recurrence, first.iso(), first.plus_days(60).iso());
            REQUIRE(due.ok());
            for (const Date date : due.value().dates) found[row.id] = date.iso();
        }
        return found;
    };
    const auto hr = due_for(/*croatia=*/true, 2027);
    const auto rs = due_for(/*croatia=*/false, 2027);
    const auto has = [](const std::map<std::string, std::string>& found, std::string_view part) {
        for (const auto& [id, date] : found) {
            if (id.find(part) != std::string::npos) return true;
        }
        return false;
    };
    CHECK(has(hr, "CCM"));
    CHECK_FALSE(has(rs, "CCM"));
    CHECK(hr.at("CWC-S2-PAST") == "2027-03-31");
    CHECK(due_for(/*croatia=*/true, 2028).at("CWC-S2-PAST") == "2028-03-30");
}

}  // namespace remit::calendar
