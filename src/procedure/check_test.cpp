// What is wrong with a procedure as a whole is told once, for the right reason; what is sound is
// left alone.
#include "procedure/check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "diag/render.h"
#include "procedure/loader.h"
#include "support/procedure_sample.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

constexpr std::string_view kSmall = R"(procedure: visit
version: 1
names: {en: Visit, hr: Posjet, sr: Посета}
summary: {en: Visit, hr: Posjet, sr: Посета}
fields:
  - {id: guest, type: text, names: {en: Guest, hr: Gost, sr: Гост}}
  - {id: arrives, type: date, names: {en: Arrives, hr: Dolazi, sr: Долази}}
  - {id: note, type: text, names: {en: Note, hr: Nota, sr: Нота}}
  - id: level
    type: choice
    names: {en: Level, hr: Razina, sr: Ниво}
    choices: [{id: low, names: {en: Low, hr: Niska, sr: Низак}}, {id: high, names: {en: High, hr: Visoka, sr: Висок}}]
  - {id: answers, type: text, list: true, names: {en: Answers, hr: Odgovori, sr: Одговори}}
states:
  - {id: planned, names: {en: Planned, hr: Planirano, sr: Планирано}}
  - {id: ready, names: {en: Ready, hr: Spremno, sr: Спремно}}
  - {id: done, end: true, names: {en: Done, hr: Obavljeno, sr: Обављено}}
steps:
  - {id: plan, opening: true, to: planned, function: coordinate, needs: [guest], may: [arrives], sets: {level: low}, names: {en: Plan, hr: Planiraj, sr: Планирај}}
  - {id: prepare, from: [planned], to: ready, function: coordinate, needs: [note], asks: [hosts], names: {en: Prepare, hr: Pripremi, sr: Припреми}}
  - {id: close, from: [ready], to: done, function: coordinate, names: {en: Close, hr: Zatvori, sr: Затвори}}
  - {id: drop, from: [planned], to: done, function: coordinate, names: {en: Drop, hr: Odustani, sr: Одустани}}
consultations:
  - id: hosts
    names: {en: Hosts, hr: Domaćini, sr: Домаћини}
    role: consulted
    asked: opinion
    whom: [superior]
    clock: working_days
    within: 3
    silence: escalate
    answers: answers
deadlines:
  - {id: programme, clock: elapsed, amount: P5D, before: {field: arrives}, met_by: [close], names: {en: Programme, hr: Program, sr: Програм}}
)";

using Edits = std::initializer_list<std::pair<std::string_view, std::string_view>>;

LoadedProcedures load(const std::vector<std::string>& texts) {
    std::vector<ProcedureFile> files;
    for (const std::string& text : texts) files.push_back({.name = "visit.yaml", .bytes = text});
    return load_procedures(files, testing::vocabulary());
}

/// "id: message" of each finding.
std::vector<std::string> findings(const LoadedProcedures& loaded) {
    std::vector<std::string> found;
    for (const diag::Diagnostic& one : loaded.diagnostics.all()) {
        found.push_back(std::string(diag::entry_of(one.id).id_text) + ": " +
                        diag::message_of(one, loaded.source, diag::Language::en));
    }
    return found;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

std::string small(Edits edits) {
    return testing::edited(std::string(kSmall), edits);
}

void check_findings(Edits edits, const std::vector<std::string>& expected) {
    const LoadedProcedures loaded = load({small(edits)});
    CHECK(joined(findings(loaded)) == joined(expected));
}

constexpr std::string_view kPrepare =
    "from: [planned], to: ready, function: coordinate, needs: [note],";
constexpr std::string_view kClose = "{id: close, from: [ready], to: done, function: coordinate,";

}  // namespace

TEST_CASE("check: the small procedure has no finding") {
    check_findings({}, {});
}

TEST_CASE("check: a state is told of when nothing leads there, and its steps are not") {
    check_findings({{"from: [planned], to: ready", "from: [planned], to: planned"}},
                   {"unreachable-state: nothing leads to state 'ready'"});
}

TEST_CASE(
    "check: a state is told of when no way leads from it to an end, even where steps lead on") {
    check_findings({{kClose, "{id: close, from: [ready], to: ready, function: coordinate,"}},
                   {"dead-end-state: no way leads from state 'ready' to an end"});
}

TEST_CASE("check: what only a clock leads to is reached") {
    check_findings({{kClose, "{id: close, from: [ready], function: coordinate,"},
                    {"met_by: [close]", "lapse: {to: done, from: [ready]}"}},
                   {});
}

TEST_CASE("check: without an opening or an end that alone is told, whatever follows from it") {
    check_findings({{"opening: true, to: planned,", "from: [planned], to: planned,"}},
                   {"procedure-without-opening: no step of 'visit' opens a matter"});
    check_findings({{"{id: done, end: true,", "{id: done,"}},
                   {"procedure-without-end: no state of 'visit' is an end"});
}

TEST_CASE("check: conditions that exclude each other are told, with both places") {
    const auto contradicts = [](std::string_view first, std::string_view second) {
        CAPTURE(first);
        CAPTURE(second);
        const std::string when =
            "from: [planned], to: ready, function: coordinate, needs: [note], when: [" +
            std::string(first) + ", " + std::string(second) + "],";
        const LoadedProcedures loaded = load({small({{kPrepare, when}})});
        REQUIRE_MESSAGE(loaded.diagnostics.all().size() == 1,
                        diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
        const diag::Diagnostic& found = loaded.diagnostics.all().front();
        CHECK(found.id == diag::DiagnosticId::impossible_step);
        CHECK(found.notes.size() == 1);
        CHECK(found.notes.front().span.begin < found.span.begin);
    };
    contradicts("{field: arrives, is: set}", "{field: arrives, is: unset}");
    contradicts("{field: arrives, is: unset}", "{field: arrives, is: near}");
    contradicts("{field: level, is: unset}", "{field: level, is: [low]}");
    contradicts("{field: level, is: [low]}", "{field: level, is: [high]}");
    contradicts("{field: level, is: [low]}", "{field: level, is_not: [low, high]}");
    contradicts("{field: guest, equals: note}", "{field: note, differs: guest}");
    contradicts("{field: guest, same: note}", "{field: guest, differs: note}");
    contradicts("{field: arrives, is: ahead, by: P1D}", "{field: arrives, is: near, by: P1D}");
    contradicts("{field: arrives, is: older}", "{field: arrives, is: fresh}");
    contradicts("{deadline: programme, is: running}", "{deadline: programme, is: passed}");
    contradicts("{deadline: programme, is: running}", "{deadline: programme, is: not_running}");
    contradicts("{field: arrives, not_after: {deadline: programme}}",
                "{field: arrives, later_than: {deadline: programme}}");
    contradicts("{step: plan, is: taken}", "{step: plan, is: not_taken}");
}

TEST_CASE("check: conditions that can hold together are left alone") {
    const auto agree = [](std::string_view first, std::string_view second) {
        CAPTURE(first);
        const std::string when =
            "from: [planned], to: ready, function: coordinate, needs: [note], when: [" +
            std::string(first) + ", " + std::string(second) + "],";
        check_findings({{kPrepare, when}}, {});
    };
    agree("{field: arrives, is: set}", "{field: guest, is: set}");
    agree("{field: level, is: [low, high]}", "{field: level, is_not: [high]}");
    agree("{field: guest, equals: note}", "{field: guest, same: note}");
    agree("{field: arrives, is: ahead, by: P1D}", "{field: arrives, is: near, by: P9D}");
    agree("{deadline: programme, is: open}", "{deadline: programme, is: passed}");
    agree("{field: guest, differs: note}", "{field: guest, is: set}");
    agree("{consultations: all, is: closed}", "{consultations: hosts, is: without_objection}");
}

TEST_CASE("check: a step that waits for what cannot come before it is told, with what it is") {
    const auto waits = [](std::string_view condition, std::string_view why) {
        CAPTURE(condition);
        const std::string when =
            "from: [planned], to: ready, function: coordinate, needs: [note], when: [" +
            std::string(condition) + "],";
        check_findings({{kPrepare, when}},
                       {"impossible-step: step 'prepare' can never be taken: " + std::string(why)});
    };
    waits("{field: answers, is: set}", "nothing sets 'answers' before it");
    waits("{step: close, is: taken}", "step 'close' is never taken before it");
    waits("{step: prepare, is: taken}", "step 'prepare' is never taken before it");
    waits("{consultations: hosts, is: with_objection}", "nobody is asked ('hosts') before it");
    waits("{consultations: all, is: with_objection}", "nobody is asked ('all') before it");
    waits("{field: level, is: [high]}", "'level' never holds such a word");
    waits("{field: guest, is: unset}", "'guest' always holds something by then");
    waits("{field: note, is: unset}", "this condition excludes another of its own");
}

TEST_CASE("check: what can come before a step is not told") {
    for (const std::string_view condition :
         {"{field: answers, is: unset}", "{step: plan, is: taken}", "{field: arrives, is: unset}",
          "{field: level, is: [low]}", "{field: level, is_not: [high]}",
          "{consultations: all, is: closed}", "{field: note, is: set}"}) {
        CAPTURE(condition);
        const std::string when =
            "from: [planned], to: ready, function: coordinate, needs: [note], when: [" +
            std::string(condition) + "],";
        check_findings({{kPrepare, when}}, {});
    }
    // Answers come while the matter waits; asked again from where they are there.
    check_findings({{kClose,
                     "{id: close, from: [ready], to: done, function: coordinate, when: [{field: "
                     "answers, is: set}],"}},
                   {});
}

TEST_CASE("check: one impossible step is told once, not all that waits for it") {
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, needs: [note], when: [{field: "
          "answers, is: set}],"},
         {kClose,
          "{id: close, from: [ready], to: done, function: coordinate, when: [{step: prepare, is: "
          "taken}],"}},
        {"impossible-step: step 'prepare' can never be taken: nothing sets 'answers' before it"});
}

TEST_CASE("check: steps that wait for one another are told, at the first of them") {
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, needs: [note], when: [{step: drop, "
          "is: taken}],"},
         {"{id: drop, from: [planned], to: done, function: coordinate,",
          "{id: drop, from: [planned, ready], function: coordinate, when: [{step: prepare, is: "
          "taken}],"}},
        {"impossible-step: step 'prepare' can never be taken: step 'drop' is never taken before "
         "it"});
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, needs: [note], when: [{deadline: "
          "programme, is: running}],"},
         {"before: {field: arrives}, met_by", "after: {step: prepare}, met_by"}},
        {"impossible-step: step 'prepare' can never be taken: deadline 'programme' never starts "
         "before it"});
    check_findings(
        {{" asks: [hosts],",
          " asks: [hosts], when: [{consultations: hosts, is: with_objection}],"}},
        {"impossible-step: step 'prepare' can never be taken: nobody is asked ('hosts') before "
         "it"});
}

TEST_CASE("check: a second fault is told beside what only follows from the first") {
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, needs: [note], when: [{field: "
          "answers, is: set}],"},
         {kClose,
          "{id: close, from: [ready], to: done, function: coordinate, when: [{step: prepare, is: "
          "taken}, {field: level, is: [high]}],"}},
        {"impossible-step: step 'prepare' can never be taken: nothing sets 'answers' before it",
         "impossible-step: step 'close' can never be taken: 'level' never holds such a word"});
}

TEST_CASE("check: a clock that waits for an impossible step is not told beside it") {
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, needs: [note], when: [{field: "
          "answers, is: set}],"},
         {"before: {field: arrives}, met_by",
          "before: {field: arrives}, when: [{step: prepare, is: taken}], met_by"}},
        {"impossible-step: step 'prepare' can never be taken: nothing sets 'answers' before it"});
}

TEST_CASE("check: a step from an end is told, and one that throws away what it sets") {
    check_findings(
        {{"{id: drop, from: [planned],", "{id: drop, from: [planned, done],"}},
        {"impossible-step: step 'drop' can never be taken from 'done', where the work has ended"});
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, needs: [note], clears: [note],"}},
        {"impossible-step: step 'prepare' clears 'note', which it sets itself"});
}

TEST_CASE("check: a field that nothing sets is told, but not the conditions on it") {
    check_findings(
        {{kPrepare,
          "from: [planned], to: ready, function: coordinate, when: [{field: note, is: set}],"}},
        {"unset-field: nothing ever sets field 'note'"});
}

TEST_CASE("check: a deadline that never starts is told, and one that only an end would start") {
    check_findings({{"before: {field: arrives}, met_by: [close]",
                     "before: {field: arrives}, when: [{field: note, is: set}, {field: note, is: "
                     "unset}], met_by: [close]"}},
                   {"deadline-never-starts: deadline 'programme' never starts: this condition "
                    "excludes another of its own"});
    check_findings({{"before: {field: arrives}, met_by", "after: {step: drop}, met_by"}},
                   {"deadline-never-starts: deadline 'programme' never runs: it starts only with "
                    "steps that end the matter"});
    check_findings({{"before: {field: arrives}, met_by",
                     "before: {field: arrives}, when: [{field: level, is: [high]}], met_by"}},
                   {"deadline-never-starts: deadline 'programme' never starts: its conditions can "
                    "never hold"});
}

TEST_CASE("check: a deadline without an end is told, unless something asks for it") {
    check_findings({{", met_by: [close]", ""}},
                   {"deadline-never-met: nothing meets deadline 'programme', and nothing follows "
                    "when it passes"});
    check_findings({{", met_by: [close]", ""},
                    {kClose,
                     "{id: close, from: [ready], to: done, function: coordinate, when: [{deadline: "
                     "programme, is: passed}],"}},
                   {});
}

TEST_CASE("check: deadlines that count from one another are told once for each round") {
    const std::string two = small({}) +
                            "  - {id: one, clock: elapsed, amount: P1D, after: {deadline: two}, "
                            "met_by: [close], names: {en: One, hr: Jedan, sr: Један}}\n"
                            "  - {id: two, clock: elapsed, amount: P1D, after: {deadline: one}, "
                            "met_by: [close], names: {en: Two, hr: Dva, sr: Два}}\n";
    CHECK(findings(load({two})) ==
          std::vector<std::string>{
              "cyclic-deadline: deadline 'one' counts, through others, from itself"});
    const std::string itself = small({{"before: {field: arrives}, met_by: [close]",
                                       "after: {field: arrives}, records: arrives"}});
    CHECK(findings(load({itself})) ==
          std::vector<std::string>{
              "cyclic-deadline: deadline 'programme' counts, through others, from itself"});
}

TEST_CASE("check: consultations and papers that no step wants are told") {
    // What only their answers would fill follows from that.
    check_findings({{" asks: [hosts],", ""}},
                   {"consultation-never-asked: no step sends out consultation 'hosts'"});
    const std::string paper =
        "papers: [{id: list, names: {en: List, hr: Popis, sr: Списак}}]\nstates:\n";
    check_findings({{"states:\n", paper}},
                   {"unused-paper: no step asks for a paper of the kind 'list'"});
    check_findings(
        {{"states:\n", paper},
         {kClose, "{id: close, from: [ready], to: done, function: coordinate, papers: [list],"}},
        {});
}

TEST_CASE("check: a claim that does not hold is told, with the reason") {
    check_findings({{"states:\n", "carries_out: [{function: monitor}]\nstates:\n"}},
                   {"unfounded-claim: 'monitor' alone does not bring every matter to an end, so it "
                    "is not carried out"});
    check_findings({{"states:\n", "carries_out: [{function: monitor, steps: [close]}]\nstates:\n"}},
                   {"unfounded-claim: a step named here is not taken under 'monitor'"});
    check_findings(
        {{"states:\n", "carries_out: [{function: monitor, consultations: [hosts]}]\nstates:\n"}},
        {"unfounded-claim: a consultation named here does not ask holders of 'monitor'"});
    check_findings({{"states:\n", "carries_out: [{function: coordinate}]\nstates:\n"}}, {});
}

TEST_CASE("check: a field that another procedure copies into is set, whichever file comes first") {
    const std::string target =
        small({{kPrepare, "from: [planned], to: ready, function: coordinate,"}});
    const std::string source = small(
        {{"procedure: visit\n", "procedure: tour\n"},
         {kClose,
          "{id: close, from: [ready], to: done, function: coordinate, spawns: [{procedure: visit, "
          "link: next, copy: {guest: {field: guest}, note: {field: note}}}],"}});
    CHECK(findings(load({target})) ==
          std::vector<std::string>{"unset-field: nothing ever sets field 'note'"});
    CHECK(findings(load({target, source})).empty());
    CHECK(findings(load({source, target})).empty());
}

TEST_CASE("check: a matter that a step opens takes what is copied, and can be opened with it") {
    const auto spawns = [](std::string_view copy, const std::vector<std::string>& expected) {
        CAPTURE(copy);
        const std::string step =
            "{id: close, from: [ready], to: done, function: coordinate, spawns: [{procedure: "
            "visit, link: next, copy: {" +
            std::string(copy) + "}}],";
        check_findings({{kClose, step}}, expected);
    };
    spawns("guest: {field: guest}", {});
    spawns("guest: {word: Ana}, arrives: {field: arrives}, level: {word: high}", {});
    spawns("arrives: {field: arrives}",
           {"impossible-spawn: no opening step of 'visit' gets all that it needs from this copy"});
    spawns("guest: {field: arrives}",
           {"impossible-spawn: 'date' cannot be copied into field 'guest', which takes text"});
    spawns("guest: {field: answers}",
           {"impossible-spawn: 'text[]' cannot be copied into field 'guest', which takes text"});
    spawns("guest: self",
           {"impossible-spawn: 'matter' cannot be copied into field 'guest', which takes text"});
    spawns(
        "guest: {field: guest}, arrives: {word: tomorrow}",
        {"impossible-spawn: 'tomorrow' cannot be copied into field 'arrives', which takes date"});
}

TEST_CASE("check: a newer version says where each state and field of the older one has gone") {
    const auto moves = [](Edits edits, std::string_view succeeds,
                          const std::vector<std::string>& expected) {
        CAPTURE(succeeds);
        const std::string newer =
            testing::edited(small(edits), {{"version: 1\n", "version: 2\nsucceeds: {version: 1" +
                                                                std::string(succeeds) + "}\n"}});
        CHECK(findings(load({small({}), newer})) == expected);
        CHECK(findings(load({newer, small({})})) == expected);
    };
    const Edits renamed = {{"{id: ready,", "{id: prepared,"},
                           {"to: ready, function: coordinate, needs: [note]",
                            "to: prepared, function: coordinate, needs: [note]"},
                           {"from: [ready], to: done", "from: [prepared], to: done"}};
    moves({}, "", {});
    moves(renamed, ", states: {ready: prepared}", {});
    moves(renamed, "", {"broken-succession: state 'ready' of version 1 has no state to move to"});
    moves({}, ", states: {begun: planned}", {"broken-succession: version 1 has no state 'begun'"});
    moves({}, ", drops: [nothing]", {"broken-succession: version 1 has no field 'nothing'"});
    const Edits without = {
        {"  - {id: arrives, type: date, names: {en: Arrives, hr: Dolazi, sr: Долази}}\n", ""},
        {" may: [arrives],", ""},
        {"before: {field: arrives}", "after: {step: plan}"}};
    moves(without, ", drops: [arrives]", {});
    moves(without, "",
          {"broken-succession: field 'arrives' of version 1 is neither moved nor dropped"});
    moves(without, ", fields: {arrives: guest}",
          {"broken-succession: field 'arrives' of version 1 moves to a field of another type"});
    moves({}, ", states: {ready: gone}",
          {"unknown-reference: field 'states' names 'gone', which is not defined"});
}

TEST_CASE("check: the older version need not be at hand, and what it may bring is then possible") {
    const std::string alone = small(
        {{"version: 1\n", "version: 2\nsucceeds: {version: 1}\n"},
         {kPrepare,
          "from: [planned], to: ready, function: coordinate, when: [{field: note, is: set}],"}});
    CHECK(findings(load({alone})).empty());
}

TEST_CASE("check: every message of a finding can be said in every language") {
    const LoadedProcedures loaded =
        load({small({{kClose,
                      "{id: close, from: [ready, done], to: ready, function: coordinate, clears: "
                      "[level], sets: {level: high},"},
                     {"amount: P5D, before: {field: arrives}, met_by: [close]",
                      "amount: P5D, after: {field: arrives}, reminders: [P9D]"}})});
    CHECK(loaded.diagnostics.all().size() >= 4);
    for (const diag::Language language : {diag::Language::en, diag::Language::hr,
                                          diag::Language::sr_cyrl, diag::Language::sr_latn}) {
        for (const diag::Diagnostic& one : loaded.diagnostics.all()) {
            CHECK_FALSE(diag::message_of(one, loaded.source, language).empty());
        }
    }
}

}  // namespace remit::procedure
