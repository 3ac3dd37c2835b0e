// The book that the binary carries is whole, and every fault of a data file is pointed at.
#include "calendar/book_loader.h"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

#include "calendar/rule_text.h"
#include "diag/render.h"
#include "support/diagnostic_page.h"

namespace remit::calendar {
namespace {

constexpr std::string_view kFile = R"(counting:
  - id: island-law
    names: {en: Island law, hr: Otočko pravo, sr: Острвско право}
    versions:
      - {until: 1999-12-31, rest: [sunday], disputed: [saturday], basis: old, verified: false}
      - {from: 2000-01-01, rest: [saturday, sunday]}
calendars:
  - id: island
    names: {en: Island, hr: Otok, sr: Острво}
    zone: Europe/Zagreb
    counting: island-law
    known_from: 1990-01-01
    complete: false
    rest:
      - {days: [sunday], until: 1999-12-31}
      - {days: [saturday, sunday], from: 2000-01-01}
    substitutes:
      - {id: monday, names: {en: Monday, hr: Ponedjeljak, sr: Понедељак}, when: [sunday], take: monday_after, otherwise: next}
      - {id: next, names: {en: Next, hr: Sljedeći, sr: Следећи}, when: [saturday], take: next_working_day}
    holidays:
      - {id: boats, names: {en: Boats, hr: Brodovi, sr: Бродови}, on: [3 June, easter +1], substitutes: [monday, next], from: 1995-01-01}
      - {id: nets, names: {en: Nets, hr: Mreže, sr: Мреже}, on: 1st monday of May, working: true}
deadlines:
  - id: island-reply
    names: {en: Reply, hr: Odgovor, sr: Одговор}
    event: {en: letter, hr: pismo, sr: писмо}
    versions:
      - {from: 2025-01-01, rule: 10 working days of island}
      - {until: 2024-12-31, rule: P15D term of island, verified: false}
  - id: island-report
    names: {en: Report, hr: Izvješće, sr: Извештај}
    rule: 15 April
    basis: art. 3
)";

LoadedBook load(std::string_view bytes) {
    const std::array<base::EmbeddedFile, 1> files{{{"calendars/island.yaml", bytes}}};
    return load_book(files);
}

std::string with(std::string_view old_text, std::string_view new_text) {
    std::string file(kFile);
    const std::size_t at = file.find(old_text);
    REQUIRE_MESSAGE(at != std::string::npos, old_text);
    return file.replace(at, old_text.size(), new_text);
}

std::string ids_of(const LoadedBook& loaded) {
    std::string ids;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        ids += (ids.empty() ? "" : " ") + std::string(diag::entry_of(found.id).id_text);
    }
    return ids;
}

std::string shown(const LoadedBook& loaded) {
    return diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
}

}  // namespace

TEST_CASE("book: the binary's calendars and rules have no fault") {
    const LoadedBook loaded = load_book(calendar_files(base::embedded_files()));
    CHECK_MESSAGE(loaded.diagnostics.all().empty(), shown(loaded));
    CHECK(loaded.book.calendars().size() >= 8);
    CHECK(loaded.book.rules().size() >= 30);
    for (const Calendar& calendar : loaded.book.calendars()) {
        CAPTURE(calendar.id());
        CHECK(loaded.book.find_zone(calendar.data().zone) != nullptr);
        CHECK(loaded.book.find_calendar(calendar.id()) == &calendar);
        CHECK_FALSE(calendar.data().names.sr.empty());
        // A year has fewer closing days than would let a term run for weeks.
        for (int year = 2012; year <= 2040; ++year) {
            const int working =
                calendar.count_working_days(*Date::of(year, 1, 1), *Date::of(year, 12, 31));
            CHECK(working > 235);
            CHECK(working < 262);
        }
    }
    for (const NamedRule& rule : loaded.book.rules()) {
        CAPTURE(rule.id);
        CHECK(loaded.book.find_rule(rule.id) == &rule);
        for (const RuleVersion& version : rule.versions) {
            CHECK(check(version.rule).ok());
            CHECK(*parse_rule(text_of(version.rule)).value().dated() == version.rule);
        }
    }
}

TEST_CASE("book: a deadline has one rule or versions of it, never both") {
    CHECK(ids_of(load(with("    versions:\n      - {from: 2025-01-01, rule",
                           "    rule: P5D\n    basis: art. 9\n"
                           "    versions:\n      - {from: 2025-01-01, rule"))) ==
          "unknown-field unknown-field");
}

TEST_CASE("book: names of States, bodies and rules are what others build on") {
    const Book book = load_embedded_book().value();
    for (const char* id : {"hr", "rs", "nato", "eu", "un-new-york", "un-geneva", "osce", "coe"})
        CHECK(book.find_calendar(id) != nullptr);
    for (const char* id :
         {"hr-foi-decision", "rs-foi-decision", "hr-zup-notice-board", "un-ga-opening",
          "un-ga-credentials", "treaty-body-merits", "att-initial-report", "eu-dual-use-objection",
          "hr-european-council-report"}) {
        CHECK(book.find_rule(id) != nullptr);
    }
    CHECK(book.find_rule("hr-foi") == nullptr);
    CHECK(book.find_calendar("") == nullptr);
    CHECK(book.find_zone("Europe/Skopje") == nullptr);
}

TEST_CASE("book: a whole file is read into what it says") {
    const LoadedBook loaded = load(kFile);
    REQUIRE_MESSAGE(loaded.diagnostics.all().empty(), shown(loaded));
    const Calendar& island = *loaded.book.find_calendar("island");
    CHECK(island.data().known_from == Date::parse("1990-01-01").value());
    CHECK_FALSE(island.data().complete);
    CHECK(island.data().rest.size() == 2);
    CHECK(island.data().substitutes[0].otherwise == 1);
    CHECK(island.data().holidays[0].days.size() == 2);
    CHECK(island.data().holidays[0].substitutes == std::vector<std::uint16_t>{0, 1});
    CHECK(island.data().holidays[1].working);
    const CountingRules& law = *loaded.book.find_counting("island-law");
    CHECK_FALSE(law.versions[0].verified);
    CHECK(law.versions[0].disputed.has(Weekday::saturday));
    CHECK(law.find(Date::parse("1999-12-31").value()) == &law.versions[0]);
    CHECK(law.find(Date::parse("2000-01-01").value()) == &law.versions[1]);
    const NamedRule& reply = *loaded.book.find_rule("island-reply");
    REQUIRE(reply.versions.size() == 2);
    CHECK(text_of(reply.versions[0].rule) == "P15D term of island");  // in the order of their dates
    CHECK(reply.event.hr == "pismo");
    CHECK(loaded.book.find_rule("island-report")->versions[0].basis == "art. 3");
}

TEST_CASE("book: each fault of a file is one diagnostic") {
    struct Row {
        const char* was;
        const char* is;
        const char* id;
    };
    for (const Row& row : {
             Row{"counting:\n", "counting:\n  - [", "yaml-syntax"},
             {"deadlines:", "dead_lines:", "unknown-field"},
             {"counting: island-law", "counting: other-law", "unknown-reference"},
             {"zone: Europe/Zagreb", "zone: Zagreb", "bad-value"},
             {"    zone: Europe/Zagreb\n", "", "missing-field"},
             {"known_from: 1990-01-01", "known_from: 1990-02-30", "bad-value"},
             {"complete: false", "complete: perhaps", "wrong-type"},
             {"until: 1999-12-31, rest", "until: 2000-01-01, rest", "overlapping-versions"},
             {"from: 2000-01-01}\n    sub", "from: 1999-12-31}\n    sub", "overlapping-versions"},
             {"from: 2000-01-01}\n    sub", "from: 2001-01-01}\n    sub", "bad-value"},
             {"days: [sunday]", "days: [sonntag]", "bad-value"},
             {"days: [sunday]",
              "days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
              "bad-value"},
             {"otherwise: next", "otherwise: nowhere", "unknown-reference"},
             {"otherwise: next", "otherwise: monday", "substitute-cycle"},
             {"take: next_working_day", "take: tomorrow", "bad-value"},
             {"id: next,", "id: monday,", "unknown-reference duplicate-id unknown-reference"},
             {"on: 1st monday of May", "on: 31 June", "bad-value"},
             {"on: 1st monday of May", "on: 1900-13-01", "bad-value"},
             {"on: 1st monday of May", "on: {a: b}", "wrong-type"},
             {"on: 1st monday of May, ", "", "missing-field"},
             {"from: 1995-01-01}", "from: 1995-01-01, until: 1994-12-31}", "reversed-period"},
             {"substitutes: [monday, next]", "substitutes: [tuesday]", "unknown-reference"},
             {"id: nets", "id: boats", "duplicate-id"},
             {"id: nets", "id: Nets", "bad-value"},
             {"id: island-report", "id: island-reply", "duplicate-id"},
             {"rule: 15 April", "rule: 31 April", "uncountable-rule"},
             {"rule: 15 April", "rule: PT5M term", "uncountable-rule"},
             {"rule: 15 April", "rule: 6 working months", "uncountable-rule"},
             {"rule: 15 April", "rule: set by body", "uncountable-rule"},
             {"    rule: 15 April\n", "", "missing-field"},
             {"rule: 15 April", "rule: 5 working days of atlantis", "unknown-reference"},
             {"rule: 15 April", "rule: 2026-04-07T17:00 Atlantis/Poseidonis", "unknown-reference"},
             {"until: 2024-12-31, rule", "until: 2025-01-01, rule", "overlapping-versions"},
             {"event: {en: letter, hr: pismo, sr: писмо}", "event: {en: letter, hr: pismo}",
              "missing-field"},
             {"names: {en: Report, hr: Izvješće, sr: Извештај}", "names: Report", "wrong-type"},
         }) {
        const LoadedBook loaded = load(with(row.was, row.is));
        CHECK_MESSAGE(ids_of(loaded) == row.id, row.is << "\n" << shown(loaded));
        // Whatever was read can be used.
        for (const NamedRule& rule : loaded.book.rules()) {
            for (const RuleVersion& version : rule.versions) {
                static_cast<void>(loaded.book.compute(
                    version.rule, {Date::parse("2026-01-31").value(), {}, "island", {}}));
            }
        }
    }
}

TEST_CASE("book: an empty file, a text and a list are no calendar, and do no harm") {
    CHECK(ids_of(load("")) == "wrong-type");
    CHECK(ids_of(load("just text")) == "wrong-type");
    CHECK(ids_of(load("[1, 2]")) == "wrong-type");
    CHECK(load("{}").diagnostics.all().empty());
    CHECK(ids_of(load("calendars: text")) == "wrong-type");
    CHECK(ids_of(load("calendars: [text]")) == "wrong-type");
}

TEST_CASE("book: files may refer to each other in any order, and ids are unique over all of them") {
    const std::string text(kFile);
    const std::size_t calendars = text.find("calendars:");
    const std::size_t deadlines = text.find("deadlines:");
    const std::string counting = text.substr(0, calendars);
    const std::string middle = text.substr(calendars, deadlines - calendars);
    const std::string last = text.substr(deadlines);
    const std::vector<base::EmbeddedFile> files{
        {"a.yaml", last}, {"b.yaml", middle}, {"c.yaml", counting}};
    const LoadedBook loaded = load_book(files);
    CHECK_MESSAGE(loaded.diagnostics.all().empty(), shown(loaded));
    CHECK(loaded.book.find_rule("island-reply") != nullptr);

    const std::vector<base::EmbeddedFile> twice{
        {"a.yaml", last}, {"b.yaml", middle}, {"c.yaml", counting}, {"d.yaml", last}};
    CHECK(ids_of(load_book(twice)) == "duplicate-id duplicate-id");
    const std::vector<base::EmbeddedFile> broken{
        {"a.yaml", last}, {"b.yaml", "calendars: ["}, {"c.yaml", counting}};
    CHECK(ids_of(load_book(broken)) == "unknown-reference unknown-reference yaml-syntax");
}

TEST_CASE("book: what is too much is cut off and told") {
    std::string many =
        "calendars:\n  - id: island\n    names: {en: I, hr: O, sr: О}\n    zone: UTC\n    rest: "
        "[]\n    holidays:\n";
    for (std::size_t index = 0; index < kHolidaysMax + 2; ++index) {
        many += "      - {id: h" + std::to_string(index) +
                ", names: {en: H, hr: P, sr: П}, on: 1 May}\n";
    }
    const LoadedBook loaded = load(many);
    CHECK(ids_of(loaded) == "bad-value");
    CHECK(loaded.book.find_calendar("island")->data().holidays.size() == kHolidaysMax);
    std::string days =
        "calendars:\n  - id: island\n    names: {en: I, hr: O, sr: О}\n    zone: UTC\n    rest: "
        "[]\n    holidays:\n"
        "      - {id: h, names: {en: H, hr: P, sr: П}, on: [";
    for (std::size_t index = 0; index < kDayRulesMax + 1; ++index)
        days += index == 0 ? "1 May" : ", 1 May";
    CHECK(ids_of(load(days + "]}\n")) == "bad-value");
}

TEST_CASE("book: the embedded files about the calendar are found by their places") {
    const std::vector<base::EmbeddedFile> all{
        {"calendars/README.md", ""},    {"calendars/a.yaml", ""},
        {"packs/hr/calendar.yaml", ""}, {"packs/hr/deadlines.yaml", ""},
        {"packs/hr/remit.yaml", ""},    {"procedures/a.yaml", ""}};
    std::string found;
    for (const base::EmbeddedFile& file : calendar_files(all))
        found += std::string(file.path) + " ";
    CHECK(found == "calendars/a.yaml packs/hr/calendar.yaml packs/hr/deadlines.yaml ");
}

TEST_CASE("book: a rule says which of its versions was in force") {
    const LoadedBook loaded = load(kFile);
    const NamedRule& reply = *loaded.book.find_rule("island-reply");
    const auto on = [&](std::string_view iso) {
        return loaded.book.compute(reply, {Date::parse(iso).value(), {}, {}, {}});
    };
    CHECK(on("2024-12-31").value().version == 0);
    CHECK(on("2025-01-01").value().version == 1);
    CHECK(kind_of(on("2025-01-01").value().deadline.rule) == ClockKind::working_days);
    const LoadedBook gap = load(with("from: 2025-01-01, rule", "from: 2025-06-01, rule"));
    const auto none = gap.book.compute(*gap.book.find_rule("island-reply"),
                                       {Date::parse("2025-03-01").value(), {}, {}, {}});
    CHECK(none.error().code == ErrorCode::not_found);
}

TEST_CASE(
    "diagnostic pages: each calendar example raises its diagnostic and nothing else, each cure "
    "nothing") {
    std::size_t pages = 0;
    for (const support::DiagnosticPage& page : support::diagnostic_pages()) {
        if (page.blocks.empty() || page.blocks.front().language != "calendar") continue;
        ++pages;
        CAPTURE(page.id);
        REQUIRE(page.blocks.size() == 2);
        const LoadedBook example = load(page.blocks[0].text);
        const LoadedBook cure = load(page.blocks[1].text);
        CHECK_MESSAGE(ids_of(example) == page.id, shown(example));
        CHECK_MESSAGE(ids_of(cure).empty(), shown(cure));
    }
    CHECK(pages >= 4);
}

}  // namespace remit::calendar
