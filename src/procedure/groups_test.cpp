// Groups: tables that people fill row by row, and what a step may not leave behind in them.
#include "procedure/groups.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "diag/render.h"
#include "procedure/check.h"
#include "procedure/loader.h"
#include "procedure/show.h"
#include "support/sketch.h"
#include "support/story.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

using testing::Fields;
using testing::Story;

constexpr std::string_view kDay = "2026-03-02";

/// A seating plan: guests and tables are written for each row, a remark only where there is one.
constexpr std::string_view kDinner = R"(procedure: dinner
version: 1
names: {en: Dinner, hr: Večera, sr: Вечера}
summary: {en: A dinner, hr: Večera, sr: Вечера}
fields:
  - {id: title, type: text, names: {en: Subject, hr: Predmet, sr: Предмет}}
  - {id: guests, type: text, list: true, names: {en: Guest, hr: Gost, sr: Гост}}
  - {id: days, type: date, list: true, names: {en: Day, hr: Dan, sr: Дан}}
  - {id: remarks, type: text, list: true, names: {en: Remark, hr: Napomena, sr: Напомена}}
  - {id: answers, type: text, list: true, names: {en: Answers, hr: Odgovori, sr: Одговори}}
  - {id: hosts, type: unit, list: true, names: {en: Hosts, hr: Domaćini, sr: Домаћини}}
  - {id: rule, type: text, names: {en: Recurs, hr: Ponavlja se, sr: Понавља се}}
  - {id: first_on, type: date, names: {en: First on, hr: Prvi put, sr: Први пут}}
  - {id: held_on, type: date, names: {en: Held on, hr: Održano, sr: Одржано}}
groups:
  - id: seating
    names: {en: Seating, hr: Raspored, sr: Распоред}
    fields: [guests, days, remarks]
    optional: [remarks]
states:
  - {id: planned, names: {en: Planned, hr: Planirano, sr: Планирано}}
  - {id: done, end: true, names: {en: Done, hr: Obavljeno, sr: Обављено}}
steps:
  - id: plan
    names: {en: Plan, hr: Planiraj, sr: Планирај}
    opening: true
    to: planned
    function: coordinate
    needs: [title]
    may: [seating, hosts, rule, first_on, held_on]
  - id: seat
    names: {en: Seat, hr: Rasporedi, sr: Распореди}
    from: [planned]
    function: coordinate
    needs: [seating]
  - id: empty_remarks
    names: {en: Strike the remarks, hr: Izbriši napomene, sr: Избриши напомене}
    from: [planned]
    function: coordinate
    clears: [remarks]
  - id: empty_days
    names: {en: Strike the days, hr: Izbriši dane, sr: Избриши дане}
    from: [planned]
    function: coordinate
    clears: [days]
  - id: strike
    names: {en: Strike the seating, hr: Izbriši raspored, sr: Избриши распоред}
    from: [planned]
    function: coordinate
    clears: [seating]
  - id: ask
    names: {en: Ask, hr: Pitaj, sr: Питај}
    from: [planned]
    function: coordinate
    asks: [units]
  - id: rename
    names: {en: Rename, hr: Preimenuj, sr: Преименуј}
    from: [planned]
    function: coordinate
    needs: [title]
  - id: invite
    names: {en: Invite, hr: Pozovi, sr: Позови}
    from: [planned]
    to: done
    function: coordinate
    spawns:
      - {procedure: dinner, link: invitation, each: guests, copy: {title: each, first_on: {cell: days}, rule: {cell: remarks}}}
consultations:
  - {id: units, names: {en: Units, hr: Jedinice, sr: Јединице}, role: contributor, asked: input, whom: [{field: hosts}], clock: elapsed, within: P3D, silence: escalate, answers: answers}
recurrence: {rule: rule, anchor: first_on, due: held_on, ahead: P9D, carries: [title, seating]}
)";

LoadedProcedures load(std::string_view from = "", std::string_view to = "") {
    std::string text(kDinner);
    if (!from.empty()) {
        REQUIRE(text.find(from) != std::string::npos);
        REQUIRE(text.find(from) == text.rfind(from));
        text.replace(text.find(from), from.size(), to);
    }
    const ProcedureFile file{.name = "dinner.yaml", .bytes = text};
    return load_procedures({&file, 1}, testing::vocabulary());
}

std::string shown(const LoadedProcedures& loaded) {
    return diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
}

const Definition& dinner() {
    static const LoadedProcedures loaded = load();
    const Definition* found = loaded.library.latest("dinner");
    REQUIRE_MESSAGE(found != nullptr, shown(loaded));
    return *found;
}

Story opened(const Fields& more = {}) {
    Story story(dinner(), testing::house(), "coordinate", "A1");
    Fields fields{{"title", "To the Council"}};
    fields.insert(fields.end(), more.begin(), more.end());
    story.open("m1", "plan", kDay, fields);
    return story;
}

/// Why the step is refused, in English.
std::string refusal(const Story& story, std::string_view step, const Fields& fields,
                    diag::Language language = diag::Language::en) {
    const Decision decision = story.decide(story.command_of(step, fields, {}, ""), kDay);
    CHECK_FALSE(decision.ok());
    if (decision.ok()) return {};
    CHECK(decision.events.empty());
    return in_words(dinner(), story.matter(), *decision.refusal, language);
}

/// "broken-group: message" of each diagnostic, once one place of the file is changed.
std::vector<std::string> diagnostics(std::string_view from, std::string_view to) {
    const LoadedProcedures loaded = load(from, to);
    std::vector<std::string> all;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        all.push_back(std::string(diag::entry_of(found.id).id_text) + ": " +
                      diag::message_of(found, loaded.source, diag::Language::en));
    }
    return all;
}

}  // namespace

TEST_CASE("groups: whole rows are taken, and a cell that may be empty may stay so") {
    Story story = opened();
    story.take(
        "seat", kDay,
        {{"guests", "Ana; Bo"}, {"days", "2026-03-05; 2026-03-06"}, {"remarks", "-; vegan"}});
    CHECK(story.field("guests") == "Ana; Bo");
    CHECK(story.field("remarks") == "-; vegan");
    story.take("seat", kDay, {{"guests", "Ana"}, {"days", "2026-03-05"}, {"remarks", ""}});
    CHECK(story.field("remarks").empty());
}

TEST_CASE("groups: a row that lacks a cell is refused, and the words name row and column") {
    const Story story = opened();
    const Fields short_column{{"guests", "Ana; Bo; Ceca"}, {"days", "2026-03-05; 2026-03-06"}};
    CHECK(refusal(story, "seat", short_column) ==
          "row 3 of 'Seating' has no 'Day'; fill it in, or strike the row");
    CHECK(refusal(story, "seat", short_column, diag::Language::hr) ==
          "u 3. retku tablice 'Raspored' nema: 'Dan'; ispunite ili izbrišite redak");
    CHECK(refusal(story, "seat", short_column, diag::Language::sr_cyrl) ==
          "у 3. реду табеле 'Распоред' нема: 'Дан'; попуните или избришите ред");
    CHECK(refusal(story, "seat", {{"guests", "Ana; -"}, {"days", "2026-03-05; 2026-03-06"}}) ==
          "row 2 of 'Seating' has no 'Guest'; fill it in, or strike the row");
    CHECK(refusal(story, "seat",
                  {{"guests", "Ana; Bo"}, {"days", "2026-03-05; 2026-03-06"}, {"remarks", "x"}}) ==
          "row 2 of 'Seating' has no 'Remark'; fill it in, or leave the cell empty");
    // A column that is too long lacks the cells of all the others.
    CHECK(
        refusal(story, "seat", {{"guests", "Ana"}, {"days", "2026-03-05"}, {"remarks", "x; y"}}) ==
        "row 2 of 'Seating' has no 'Guest'; fill it in, or strike the row; "
        "row 2 of 'Seating' has no 'Day'; fill it in, or strike the row");
}

TEST_CASE("groups: one column is changed only in step with the others") {
    const Fields two{{"guests", "Ana; Bo"}, {"days", "2026-03-05; 2026-03-06"}};
    Story story = opened(two);
    CHECK(refusal(story, "seat", {{"guests", "Ana; Bo; Ceca"}}) ==
          "row 3 of 'Seating' has no 'Day'; fill it in, or strike the row");
    story.take("seat", kDay, {{"guests", "Bo; Ana"}});
    CHECK(story.field("guests") == "Bo; Ana");
    // A step that clears one column leaves none behind without its cells.
    CHECK(story.refused("empty_days", kDay) == std::vector<std::string>{"cell_missing"});
    story.take("empty_remarks", kDay);
    story.take("strike", kDay);
    CHECK(story.field("guests").empty());
    CHECK(story.field("days").empty());
}

TEST_CASE("groups: a table that is needed has at least one row") {
    const Story story = opened();
    CHECK(refusal(story, "seat", {}) ==
          "'Guest' is empty; fill it in with this step; 'Day' is empty; fill it in with this step");
    CHECK_FALSE(Value{{EmptyCell{}, EmptyCell{}}}.is_set());
    CHECK(Value{{EmptyCell{}, "x"}}.is_set());
}

TEST_CASE("groups: outside a table no cell is empty") {
    Story story = opened();
    TakeStep command = story.command_of("rename", {}, {}, "");
    command.changes.push_back({*dinner().find_field("title"), Value{{EmptyCell{}}}});
    const Decision decision = story.decide(command, kDay);
    REQUIRE_FALSE(decision.ok());
    CHECK(decision.refusal->has(Reason::value_wrong));
}

TEST_CASE("groups: a matter is opened for each row, with the cells of that row") {
    Story story = opened(
        {{"guests", "Ana; Bo"}, {"days", "2026-03-05; 2026-03-06"}, {"remarks", "-; FREQ=YEARLY"}});
    story.take("invite", kDay);
    const auto spawned = story.events<Spawned>();
    REQUIRE(spawned.size() == 2);
    const auto fields_of = [&](std::size_t i) {
        std::string all;
        for (const NamedValue& field : spawned[i].second.fields)
            all += field.field + "=" + write_item(field.value.items.front()) + " ";
        return all;
    };
    CHECK(fields_of(0) == "title=Ana first_on=2026-03-05 ");
    CHECK(fields_of(1) == "title=Bo first_on=2026-03-06 rule=FREQ=YEARLY ");
}

TEST_CASE("groups: every row of a table comes over into the next edition") {
    Story story = opened({{"guests", "Ana; Bo"},
                          {"days", "2026-03-05; 2026-03-06"},
                          {"remarks", "vegan; -"},
                          {"rule", "FREQ=YEARLY"},
                          {"first_on", "2026-03-10"},
                          {"held_on", "2026-03-10"}});
    story.pass("2027-03-02");
    const auto editions = story.events<EditionOpened>();
    REQUIRE(editions.size() == 1);
    Story next(dinner(), testing::house(), "coordinate", "A1");
    next.open_from(editions[0].second, story, "m2", "2027-03-02");
    CHECK(next.field("guests") == "Ana; Bo");
    CHECK(next.field("remarks") == "vegan; -");
}

TEST_CASE("groups: a file that does not make up whole tables is told so") {
    using Texts = std::vector<std::string>;
    constexpr std::string_view kFields = "fields: [guests, days, remarks]";
    constexpr std::string_view kOptional = "    optional: [remarks]\n";
    CHECK(diagnostics(kFields, "fields: [guests, days, remarks, menus]") ==
          Texts{"unknown-reference: field 'fields' names 'menus', which is not defined"});
    CHECK(diagnostics(kFields, "fields: [title, guests, days, remarks]") ==
          Texts{"field-of-wrong-type: field 'title' is of type text; expected text[]"});
    CHECK(diagnostics(kOptional, "    optional: [remarks, hosts]\n") ==
          Texts{"unknown-reference: field 'optional' names 'hosts', which is not defined"});
    CHECK(diagnostics(kOptional,
                      "    optional: [remarks]\n  - {id: menu, names: {en: Menu, hr: Jelovnik, sr: "
                      "Јеловник}, fields: [hosts, days]}\n") ==
          Texts{"broken-group: field 'days' is a column of group 'seating' already"});
    CHECK(diagnostics(kOptional, "    optional: [guests, days, remarks]\n") ==
          Texts{"broken-group: every cell of a row of group 'seating' may be empty"});
    CHECK(diagnostics("id: seating", "id: hosts").front().starts_with("duplicate-id: "));
}

TEST_CASE("groups: nothing fills one column of a table alone") {
    using Texts = std::vector<std::string>;
    CHECK(diagnostics("answers: answers", "answers: remarks") ==
          Texts{"broken-group: 'remarks' would be filled without the other columns of group "
                "'seating'"});
    CHECK(diagnostics("carries: [title, seating]", "carries: [title, days, remarks]") ==
          Texts{"broken-group: 'days' is carried over without the other columns of group 'seating'",
                "broken-group: 'remarks' is carried over without the other columns of group "
                "'seating'"});
    CHECK(
        diagnostics("copy: {title: each, first_on: {cell: days}, rule: {cell: remarks}}",
                    "copy: {title: each, guests: each, remarks: {cell: remarks}}") ==
        Texts{"impossible-spawn: 'guests' is copied without 'days', which has a cell in every row "
              "of group 'seating'",
              "impossible-spawn: 'remarks' is copied without 'days', which has a cell in every "
              "row of group 'seating'"});
    CHECK(diagnostics("rule: {cell: remarks}", "rule: {cell: answers}") ==
          Texts{"broken-group: 'answers' has no cell beside an item of 'guests': they are not "
                "columns of one group"});
    CHECK(diagnostics("may: [seating, hosts,", "may: [seating, days, seating, hosts,").size() == 2);
}

TEST_CASE("groups: JSON and text show a table with its columns") {
    const std::string json = show_json(dinner());
    CHECK(json.find("\"groups\"") != std::string::npos);
    CHECK(json.find("\"may_be_empty\": true") != std::string::npos);
    std::string text;
    for (const ShownLine& line : show_lines(dinner(), testing::vocabulary(), diag::Language::en))
        text += std::string(line.indent, ' ') + line.text + "\n";
    CHECK(text.find("  Seating: a table of\n    Guest: text\n    Day: date\n    Remark: text or "
                    "empty\n  Answers: text, several\n") != std::string::npos);
    CHECK(text.find("To be filled in: Seating\n") != std::string::npos);
    CHECK(text.find("May be filled in: Seating; Hosts;") != std::string::npos);
    CHECK(text.find("Clears: Remark\n") != std::string::npos);
    CHECK(text.find("Clears: Seating\n") != std::string::npos);
}

TEST_CASE("groups: the definition that is loaded keeps its invariants") {
    CHECK(check_invariants(dinner(), {&dinner(), 1}).empty());
}

}  // namespace remit::procedure
