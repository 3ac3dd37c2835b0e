// `remit route`: who is told to be competent and why, in every form and language, and what is said
// where nothing can be routed.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "support/command_run.h"
#include "support/golden.h"

namespace {

using remit::testing::check_golden;
using remit::testing::contains;
using remit::testing::FakeEnv;
using remit::testing::Outcome;
using remit::testing::refusal_of;
using remit::testing::run_command;

constexpr std::string_view kMines = "Poziv na konferenciju o protupješačkim minama";
constexpr std::string_view kAct =
    "2. UPRAVA ZA VJETAR\n"
    "Članak 7.\n"
    "Uprava za vjetar mjeri brzinu vjetra na otocima i vodi očevidnik vjetroelektrana; obavlja i "
    "druge poslove iz svog djelokruga.\n";

Outcome run(std::vector<std::string> words, FakeEnv env = FakeEnv()) {
    env.files["act.txt"] = std::string(kAct);
    env.files["letter.txt"] =
        "Note by the secretariat\nThe Permanent Council of the OSCE will meet in Vienna.\n";
    words.insert(words.begin(), "route");
    return run_command(std::move(env), words);
}

std::string refusal(const std::vector<std::string>& words) {
    return refusal_of(run(words));
}

}  // namespace

TEST_CASE("cli route: the competent unit of each institution, its clause, and what says so") {
    const Outcome outcome = run({std::string(kMines)});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/route.txt", outcome.printed);
}

TEST_CASE("cli route: with --explain also why the others were put forward and lost") {
    const std::vector<std::string> words{"--explain", "--institution", "rs",
                                         "List of issues: Committee against Torture"};
    check_golden("cli/route-explain-en.txt", run(words).printed);
    for (const char* language : {"hr", "sr", "sr-Latn"}) {
        std::vector<std::string> spoken = words;
        spoken.insert(spoken.end(), {"--language", language});
        check_golden(std::string("cli/route-explain-") + language + ".txt", run(spoken).printed);
    }
}

TEST_CASE("cli route: what is nobody's here is said to be so, with the reason") {
    const std::string apart = run({"Internship at the OSCE Secretariat in Vienna"}).printed;
    CHECK(contains(apart, "not ours: it is about"));
    CHECK(contains(run({"qwertz uiop"}).printed, "nothing in it is known"));
    CHECK(contains(run({""}).printed, "nothing to read"));
}

TEST_CASE("cli route: JSON has the mentions, the evidence that points to them, and the sentences") {
    const Outcome outcome = run({"--json", "--institution", "hr", std::string(kMines)});
    check_golden("cli/route.json", outcome.printed);
    CHECK(remit::base::read_json("route", outcome.printed).ok());
}

TEST_CASE("cli route: the first line of a file is the title, standard input is read likewise") {
    FakeEnv env;
    env.input = "Note by the secretariat\nThe Permanent Council of the OSCE will meet in Vienna.\n";
    const Outcome file = run({"--institution", "rs", "letter.txt"});
    CHECK(contains(file.printed, "II "));
    CHECK(run({"--institution", "rs", "-"}, env).printed == file.printed);
}

TEST_CASE("cli route: a table in gives a table out, columns found by their names") {
    FakeEnv env;
    env.files["papers.tsv"] =
        "lang\ttitle\tid\ttext\r\n"
        "en\tNATO summit declaration\tp1\t\r\n"
        "hr\tNatječaj za prijam u službu\tp2\t\r\n"
        "\n"
        "fr\tConférence sur le désarmement\tp3\tGenève\n";
    const Outcome outcome = run({"--batch", "papers.tsv", "--top", "2"}, env);
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/route-batch.txt", outcome.printed);
    const Outcome json = run({"--batch", "papers.tsv", "--json"}, env);
    CHECK(std::ranges::count(json.printed, '\n') == 3);
}

TEST_CASE("cli route: an act routes by its own words") {
    const Outcome outcome = run({"--act", "act.txt", "Očevidnik vjetroelektrana na otocima"});
    CHECK(contains(outcome.printed, "2 Uprava za vjetar"));
    CHECK(contains(outcome.printed, "vjetroelektrana"));
    CHECK(contains(run({"--act", "act.txt", "Zahtjev za putovnicu"}).printed, "not ours"));
}

TEST_CASE("cli route: a certificate names clause, act, day and what was rejected") {
    check_golden("cli/route-certificate-hr.txt", run({"certificate", "--institution", "hr",
                                                      "--language", "hr", std::string(kMines)})
                                                     .printed);
}

TEST_CASE("cli route: corrections are lines that --learn reads, and move only who competes") {
    const std::string paper = "Women, peace and security: report of the Secretary-General";
    const Outcome line = run({"--institution", "rs", "--correct", "I/3", paper});
    CHECK(line.code == remit::cli::kExitDone);
    CHECK(contains(line.printed, "\"chosen\":\"I/3\""));
    FakeEnv env;
    for (int time = 0; time < 8; ++time) env.files["learnt.jsonl"] += line.printed;
    const Outcome learnt = run({"--institution", "rs", "--learn", "learnt.jsonl", paper}, env);
    CHECK(learnt.code == remit::cli::kExitDone);
    const Outcome other =
        run({"--institution", "rs", "--learn", "learnt.jsonl", "Non-Aligned Movement summit"}, env);
    CHECK(contains(other.printed, "III "));
    env.files["learnt.jsonl"] += "{}\n";
    CHECK(contains(run({"--learn", "learnt.jsonl", paper}, env).errors, "learnt.jsonl, line 9"));
}

TEST_CASE("cli route: the audit lists duties that never come first, and why") {
    const Outcome rs = run({"--audit", "--institution", "rs"});
    CHECK(rs.code == remit::cli::kExitDone);
    check_golden("cli/route-audit-rs.txt", rs.printed);
    check_golden("cli/route-audit-hr.txt", run({"--audit", "--institution", "hr"}).printed);
    // A duty in which nothing can be met is a fault of the act, and the exit status says so.
    FakeEnv env;
    env.files["dead.txt"] =
        "2. UPRAVA ZA VJETAR\nČlanak 7.\nUprava za vjetar prati brzinu vjetra na otocima.\n"
        "3. UPRAVA ZA OTOKE\nČlanak 8.\nUprava za otoke prati brzinu vjetra na otocima; prati.\n";
    const Outcome dead = run({"--audit", "--act", "dead.txt"}, env);
    CHECK(dead.code == remit::cli::kExitFindings);
    CHECK(contains(dead.printed, "none of its words is its own"));
}

TEST_CASE("cli route: whatever cannot be routed is refused with the place and the cure") {
    CHECK(contains(refusal({}), "say what to route"));
    CHECK(contains(refusal({"a", "b"}), "one text in quotation marks"));
    CHECK(contains(refusal({"certificate"}), "say what to route"));
    CHECK(contains(refusal({"certificate", "a", "b"}), "say what to route"));
    CHECK(contains(refusal({"--audit", "a"}), "do not go together"));
    CHECK(contains(refusal({"--batch", "-", "a"}), "do not go together"));
    CHECK(
        contains(refusal({"--act", "act.txt", "--institution", "hr", "a"}), "do not go together"));
    CHECK(contains(refusal({"--top", "0", "a"}), "from 1 to 50"));
    CHECK(contains(refusal({"--institution", "xx", "a"}), "no pack 'xx'"));
    CHECK(contains(refusal({"--correct", "5.2", "a"}), "--institution"));
    CHECK(contains(refusal({"--correct", "9", "--institution", "hr", "a"}), "no unit '9'"));
    CHECK(contains(refusal({"\xff"}), "not UTF-8"));
    FakeEnv env;
    env.files["no-title.tsv"] = "id\tname\n1\tx\n";
    CHECK(contains(run({"--batch", "no-title.tsv"}, env).errors, "`title`"));
    env.files["bad.tsv"] = "id\ttitle\n1\tx\n2\t\xff\n";
    CHECK(contains(run({"--batch", "bad.tsv"}, env).errors, "line 3"));
}
