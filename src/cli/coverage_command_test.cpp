// `remit coverage`: what it tells of the two packs and of an act, and where it cannot tell
// anything.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/command_run.h"
#include "support/golden.h"

namespace {

using remit::testing::check_golden;
using remit::testing::contains;
using remit::testing::FakeEnv;
using remit::testing::Outcome;
using remit::testing::refusal_of;
using remit::testing::run_command;

/// A duty of every standing: carried out, in part, not at all, unread, in general, other work.
constexpr std::string_view kAct =
    "2. UPRAVA ZA VJETAR\n"
    "Članak 7.\n"
    "Uprava za vjetar predlaže stajališta o obnovljivoj energiji; prati rad i predlaže stajališta "
    "u okviru UN-a; surađuje s Ministarstvom financija; mjeri vjetar; izvješća o vjetru; obavlja i "
    "druge "
    "poslove iz svog djelokruga.\n";

Outcome run(std::vector<std::string> words) {
    FakeEnv env;
    env.files["act.txt"] = std::string(kAct);
    env.files["empty.txt"] =
        "Članak 1.\nU Upravi za vjetar ustrojavaju se:\n1.1. Služba za propuh;\n";
    env.files["faulty/remit.yaml"] = "institution: 7\n";
    words.insert(words.begin(), "coverage");
    return run_command(std::move(env), words);
}

std::string refusal(const std::vector<std::string>& words) {
    return refusal_of(run(words));
}

}  // namespace

TEST_CASE("cli coverage: the report of each pack is as the golden has it, and shrinks") {
    const Outcome hr = run({"--pack", "hr"});
    CHECK(hr.code == remit::cli::kExitDone);
    CHECK(hr.errors.empty());
    check_golden("cli/coverage-hr.txt", hr.printed);
    check_golden("cli/coverage-rs.txt", run({"--pack", "rs"}).printed);
}

TEST_CASE("cli coverage: without a name both packs are told, one behind the other") {
    const Outcome both = run({});
    CHECK(both.code == remit::cli::kExitDone);
    CHECK(both.printed == run({"--pack", "hr"}).printed + "\n" + run({"--pack", "rs"}).printed);
}

TEST_CASE("cli coverage: an act is told in the reader's language") {
    check_golden("cli/coverage-act-en.txt", run({"act.txt"}).printed);
    check_golden("cli/coverage-act-hr.txt", run({"act.txt", "--language", "hr"}).printed);
    check_golden("cli/coverage-act-sr.txt", run({"act.txt", "--language", "sr"}).printed);
    check_golden("cli/coverage-act-sr-Latn.txt", run({"act.txt", "--language", "sr-Latn"}).printed);
}

TEST_CASE("cli coverage: JSON has the same counts and each work with its steps by id") {
    const Outcome outcome = run({"act.txt", "--format", "json"});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/coverage-act.json", outcome.printed);
    const std::string rs = run({"--pack", "rs", "--format", "json"}).printed;
    CHECK(contains(rs, "\"pack\": \"rs\""));
}

TEST_CASE("cli coverage: what cannot be told is said with a cure") {
    const std::string unknown = refusal({"--pack", "xx"});
    CHECK(contains(unknown, "remit carries no pack 'xx'"));
    CHECK(contains(unknown, "it carries: hr, rs"));
    CHECK(contains(refusal({"act.txt", "--pack", "hr"}), "give one of the two"));
    CHECK(contains(refusal({"nowhere.txt"}), "there is no file 'nowhere.txt'"));
    CHECK(contains(refusal({"empty.txt"}), "no duty was found in empty.txt"));
    CHECK(contains(refusal({"faulty"}), "a file with errors is put to no use"));
    CHECK(contains(refusal({"act.txt", "--format", "svg"}), "'svg' is not one of text, json"));
}
