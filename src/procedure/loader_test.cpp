// What is wrong with a file is told with its id at its narrowest place, all in one run, whatever
// the bytes are.
#include "procedure/loader.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/render.h"
#include "procedure/reading.h"
#include "support/procedure_sample.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

using Edits = std::initializer_list<std::pair<std::string_view, std::string_view>>;

LoadedProcedures load(const std::vector<std::pair<std::string, std::string>>& texts) {
    std::vector<ProcedureFile> files;
    for (const auto& [name, text] : texts) files.push_back({.name = name, .bytes = text});
    return load_procedures(files, testing::vocabulary());
}

LoadedProcedures load_edited(Edits edits) {
    return load({{"a.yaml", testing::sample_procedure(edits)}});
}

/// "a.yaml:12:5 id 'what it points at'", a line for each finding.
std::string findings(const LoadedProcedures& loaded) {
    std::string found;
    for (const diag::Diagnostic& one : loaded.diagnostics.all()) {
        const diag::Place place = loaded.source.place_of(one.span.begin);
        const std::string_view file =
            place.file == nullptr ? "" : std::string_view(place.file->name);
        found += fmt::format("{}:{}:{} {} '{}'\n", file, place.line, place.column,
                             diag::entry_of(one.id).id_text, loaded.source.text(one.span));
    }
    return found;
}

/// The same without the place.
std::string ids(const LoadedProcedures& loaded) {
    std::string found;
    for (const diag::Diagnostic& one : loaded.diagnostics.all()) {
        found +=
            fmt::format("{} '{}'\n", diag::entry_of(one.id).id_text, loaded.source.text(one.span));
    }
    return found;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLimbo =
    "  - {id: limbo, names: {en: Limbo, hr: Limb, sr: Лимб}}\n  - {id: missed, end: true,";

}  // namespace

TEST_CASE("loader: the sample has no finding and keeps every invariant") {
    const LoadedProcedures loaded = load_edited({});
    CHECK(findings(loaded).empty());
    REQUIRE(loaded.library.latest("visit") != nullptr);
    CHECK(loaded.library.latest("visit") == loaded.library.find("visit", 1));
    CHECK(loaded.library.find("visit", 2) == nullptr);
    CHECK(loaded.library.latest("visi") == nullptr);
}

TEST_CASE("loader: names that lead nowhere, one of each kind, in one run") {
    const LoadedProcedures loaded =
        load_edited({{"to: prepared\n", "to: prepaired\n"},
                     {"function: [coordinate, cooperate]", "function: [coordinat]"},
                     {"{field: level, is: set}", "{field: levl, is: set}"},
                     {"stopped_by: [hold]", "stopped_by: [halt]"},
                     {"starts_with: [prepare]", "starts_with: [prepaire]"},
                     {"only: {bodies: [nato]", "only: {bodies: [natto]"},
                     {"zone: Europe/Zagreb", "zone: Europe/Agram"},
                     {"column: salute, is", "column: greeting, is"},
                     {"{procedure: visit, link", "{procedure: visitt, link"}});
    CHECK(ids(loaded) ==
          "unknown-reference 'natto'\nunknown-reference 'coordinat'\nunknown-reference 'levl'\n"
          "unknown-reference 'prepaired'\nunknown-reference 'greeting'\n"
          "unknown-reference 'halt'\nbad-value 'Europe/Agram'\nunknown-reference 'prepaire'\n");
    CHECK(loaded.library.all().empty());
    const std::string shown = diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
    CHECK(shown.find("did you mean 'coordinate'?") != std::string::npos);
    CHECK(shown.find("did you mean 'nato'?") != std::string::npos);
    CHECK(shown.find("did you mean 'prepared'?") != std::string::npos);
    CHECK(shown.find("did you mean 'hold'?") == std::string::npos);
}

TEST_CASE("loader: a calendar that the program does not carry is named, with one that is near") {
    const LoadedProcedures loaded = load_edited({{"    calendar: house\n    met_by: [prepare]",
                                                  "    calendar: natoo\n    met_by: [prepare]"}});
    CHECK(ids(loaded) == "unknown-reference 'natoo'\n");
    const std::string shown = diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
    CHECK(shown.find("did you mean 'nato'?") != std::string::npos);
}

TEST_CASE("loader: what is missing and what can never be, in one run") {
    const LoadedProcedures loaded =
        load_edited({{"    silence: escalate\n", ""},
                     {"  - {id: missed, end: true,", kLimbo},
                     {"  - {id: outcome, type: text,",
                      "  - {id: lonely, type: text, names: {en: L, hr: L, sr: Љ}}\n"
                      "  - {id: outcome, type: text,"},
                     {"[{step: hold, is: taken}, ", "[{step: go_on, is: taken}, "},
                     {"    actor: superior\n", "    actor: boss\n"}});
    CHECK(ids(loaded) ==
          "unset-field 'lonely'\nunreachable-state 'limbo'\nbad-value 'boss'\n"
          "impossible-step 'go_on'\nunstated-silence 'experts'\n");
}

TEST_CASE("loader: a consultation of nobody hides nothing else, and no claim is blamed for it") {
    const LoadedProcedures loaded = load_edited(
        {{"whom: [{field: hosts}, {counterpart: hr_ministry_defence}, {holders: give_opinion}, "
          "superior]",
          "whom: []"},
         {"  - {id: missed, end: true,", kLimbo}});
    CHECK(ids(loaded) == "unreachable-state 'limbo'\nconsultation-of-nobody 'experts'\n");
}

TEST_CASE("loader: without its clock nothing is said of what a deadline would count") {
    CHECK(ids(load_edited({{"    clock: working_days\n    amount: 5\n", "    amount: 5\n"}})) ==
          "deadline-without-clock 'programme'\n");
    CHECK(ids(load_edited({{"    clock: working_days\n    within: 3\n", "    within: 3\n"}})) ==
          "deadline-without-clock 'experts'\n");
    CHECK(ids(load_edited({{"    clock: working_days\n    within: 3\n",
                            "    clock: workdays\n    within: 3\n"}})) == "bad-value 'workdays'\n");
}

TEST_CASE("loader: a field whose type cannot be read is told once, not wherever it is used") {
    CHECK(ids(load_edited({{"id: arrives, type: date", "id: arrives, type: dat"}})) ==
          "bad-value 'dat'\n");
    CHECK(ids(load_edited({{"id: last_level, type: choice", "id: last_level, type: choise"}})) ==
          "bad-value 'choise'\n");
    CHECK(ids(load_edited({{"  - id: level\n    type: choice\n", "  - id: level\n"}})) ==
          "missing-field 'id'\n");
}

TEST_CASE("loader: lengths that contradict themselves, and dates out of range") {
    CHECK(ids(load_edited({{"amount: 5\n", "amount: 0\n"},
                           {"amount: P1M\n", "amount: -P1M\n"},
                           {"left: 50%", "left: 100%"},
                           {"amount: 15 April", "amount: 31 April"},
                           {"ahead: P60D", "ahead: P999999999999Y"},
                           {"version: 1\n", "version: 0\n"}})) ==
          "bad-value '0'\ncontradictory-duration '0'\ncontradictory-duration '100%'\n"
          "bad-value '-P1M'\nbad-value '31 April'\nbad-value 'P999999999999Y'\n");
    CHECK(ids(load_edited({{"reminders: [P1D]", "reminders: [P90D]"}})) ==
          "contradictory-duration 'P90D'\n");
}

TEST_CASE("loader: a deadline that can never stand still or never runs is not told to") {
    constexpr std::string_view kChanges = "    stopped_by: [hold]\n    resumed_by: [go_on]\n";
    const auto with = [&](std::string_view line, std::string_view more) {
        return ids(load_edited({{line, std::string(line).append(more)}}));
    };
    // A day of the year, what counts backwards, and what only computes a date.
    for (const std::string_view line :
         {"    after: {step: plan}\n", "    before: {field: landing}\n",
          "    records: programme_due\n"}) {
        CHECK_MESSAGE(
            with(line, kChanges) == "unknown-field 'stopped_by'\nunknown-field 'resumed_by'\n",
            line);
    }
    CHECK(with("    records: programme_due\n", "    reminders: [P1D]\n") ==
          "unknown-field 'reminders'\n");
    CHECK(with("    records: programme_due\n", "    met_by: [prepare]\n") ==
          "unknown-field 'met_by'\n");
}

TEST_CASE("loader: values of another form than is expected") {
    CHECK(ids(load_edited({{"needs: [guest, arrives, topics]", "needs: guest"}})) ==
          "wrong-type 'guest'\n");
    CHECK(ids(load_edited({{"    actor: superior\n", "    actor: [superior]\n"}})) ==
          "wrong-type '[superior'\n");
    CHECK(ids(load_edited({{"carries_out:\n", "carries_out:\n  - coordinate\n"}})) ==
          "wrong-type 'coordinate'\n");
    CHECK(ids(load_edited({{"    note: required\n", "    note: required\n    notes: 2\n"}})) ==
          "unknown-field 'notes'\n");
    CHECK(ids(load_edited({{"    actor: superior\n", "    actor: superior\n    actor: lead\n"}})) ==
          "yaml-syntax 'actor'\n");
}

TEST_CASE("loader: a byte order mark and other line ends move no place") {
    const std::string faulty = testing::sample_procedure({{"actor: superior", "actor: boss"}});
    const std::string expected = findings(load({{"a.yaml", faulty}}));
    CHECK(expected == "a.yaml:71:12 bad-value 'boss'\n");
    const std::string other = std::string(kByteOrderMark) + replaced(faulty, "\n", "\r\n");
    CHECK(findings(load({{"a.yaml", other}})) == expected);
    const std::string tabbed =
        std::string(kByteOrderMark) +
        testing::sample_procedure({{"    note: required\n", "\tnote: required\n"}});
    CHECK(findings(load({{"a.yaml", tabbed}})) == "a.yaml:89:2 yaml-syntax 'note'\n");
}

TEST_CASE("loader: what is no text is told at the byte where it ceases to be one") {
    const std::string text = testing::sample_procedure();
    const std::size_t at = text.find("Zadrži");
    const std::string latin = text.substr(0, at) + "Zadr\xBEi" + text.substr(at + 7);
    CHECK(findings(load({{"a.yaml", latin}})) == "a.yaml:94:31 yaml-syntax ''\n");
    for (const std::string& bytes : {std::string("\xFF\xFE"
                                                 "a\0",
                                                 4),
                                     std::string("\x89PNG\r\n")}) {
        CHECK(findings(load({{"a.yaml", bytes}})) == "a.yaml:1:1 yaml-syntax ''\n");
    }
}

TEST_CASE("loader: what ends where a file ends is never a place in the next file") {
    for (const std::string text : {"", "# only a comment", "\xFF"}) {
        CAPTURE(text);
        const std::string found =
            findings(load({{"a.yaml", text}, {"b.yaml", testing::sample_procedure()}}));
        CHECK(found.starts_with("a.yaml:1:"));
        CHECK(found.find("b.yaml") == std::string::npos);
    }
    const std::string last = "procedure: tour\nversion: 1\nsteps:";
    const std::string found =
        findings(load({{"a.yaml", last}, {"b.yaml", testing::sample_procedure()}}));
    CHECK(found.find("a.yaml:3:1 wrong-type 'steps'\n") != std::string::npos);
    CHECK(found.find("b.yaml") == std::string::npos);
}

TEST_CASE("loader: two files of one version are told, and the first is kept") {
    const std::string text = testing::sample_procedure();
    const LoadedProcedures loaded = load({{"a.yaml", text}, {"b.yaml", text}});
    CHECK(findings(loaded) == "b.yaml:1:12 duplicate-id 'visit'\n");
    CHECK(loaded.library.all().size() == 1);
}

TEST_CASE("loader: limits are told where they are passed") {
    std::string states;
    for (std::size_t i = 0; i < 10'000; ++i) {
        states += fmt::format("  - {{id: s{}, names: {{en: S, hr: S, sr: С}}}}\n", i);
    }
    const LoadedProcedures many =
        load_edited({{"  - {id: missed, end: true,", states + "  - {id: missed, end: true,"}});
    REQUIRE(many.diagnostics.all().size() >= 1);
    CHECK(findings(many).starts_with(fmt::format("a.yaml:{}:5 bad-value", 46 + kEntriesMax - 3)));
    const std::string large = "# " + std::string(kProcedureBytesMax, 'x');
    CHECK(findings(load({{"a.yaml", large}})) == "a.yaml:1:1 yaml-syntax ''\n");
    const std::string deep = "procedure: " + std::string(100'000, '[');
    CHECK(ids(load({{"a.yaml", deep}})).starts_with("yaml-syntax"));
}

TEST_CASE("loader: with hundreds of findings no near name is looked for any more") {
    std::string needs;
    for (int i = 0; i < 400; ++i) needs += fmt::format("{}gest{}", i == 0 ? "" : ", ", i % 10);
    const LoadedProcedures loaded =
        load_edited({{"needs: [guest, arrives, topics]", "needs: [" + needs + "]"}});
    std::size_t suggested = 0;
    for (const diag::Diagnostic& one : loaded.diagnostics.all()) suggested += one.notes.size();
    CHECK(loaded.diagnostics.all().size() == 400);
    CHECK(suggested > 0);
    CHECK(suggested <= 200);
}

}  // namespace remit::procedure
