// `remit procedure`: every action, every format, and what is said where it cannot be done.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/cli.h"
#include "cli/command.h"
#include "support/fake_env.h"
#include "support/golden.h"
#include "support/procedure_sample.h"

namespace {

using remit::testing::FakeEnv;

struct Outcome {
    int code = -1;
    std::string printed;
    std::string errors;
};

Outcome run(const std::vector<std::string>& words) {
    FakeEnv env;
    env.files["visit.yaml"] = std::string(remit::testing::kSampleProcedure);
    env.files["faulty.yaml"] = remit::testing::sample_procedure(
        {{"actor: superior", "actor: boss"}, {"    silence: escalate\n", ""}});
    env.files["binary.yaml"] = std::string("\x89PNG\r\n\x1a\n\0\xFF", 10);
    env.files["calls.yaml"] =
        remit::testing::sample_procedure({{"procedure: visit\nversion", "procedure: tour\nversion"},
                                          {"{procedure: visit, link", "{procedure: brief, link"}});
    std::vector<std::string> arguments{"procedure"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    const int code = remit::cli::run(env, arguments);
    return {code, env.printed, env.printed_errors};
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("cli procedure: check shows each fault at its place, and the exit status says so") {
    const Outcome good = run({"check", "visit.yaml"});
    CHECK(good.code == remit::cli::kExitDone);
    CHECK(good.printed == "no findings\n");
    const Outcome faulty = run({"check", "faulty.yaml", "--language", "hr"});
    CHECK(faulty.code == remit::cli::kExitFindings);
    CHECK(contains(faulty.printed, "faulty.yaml:71:12: "));
    CHECK(contains(faulty.printed, "[bad-value]"));
    CHECK(contains(faulty.printed, "ne piše što znači šutnja [unstated-silence]"));
    const Outcome json = run({"check", "faulty.yaml", "--format", "json"});
    CHECK(json.code == remit::cli::kExitFindings);
    CHECK(contains(json.printed, "\"id\": \"unstated-silence\""));
}

TEST_CASE("cli procedure: check without a file checks those that remit carries") {
    const Outcome outcome = run({"check"});
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(outcome.printed == "no findings\n");
}

TEST_CASE("cli procedure: a file may open matters of procedures that remit carries") {
    const Outcome outcome = run({"check", "calls.yaml"});
    CHECK_FALSE(contains(outcome.printed, "names 'brief'"));
    CHECK(contains(outcome.printed, "field 'copy' names 'guest'"));
    CHECK_FALSE(contains(outcome.printed, "procedures/brief.yaml"));
}

TEST_CASE("cli procedure: what is no text is a finding, not a crash") {
    const Outcome outcome = run({"check", "binary.yaml"});
    CHECK(outcome.code == remit::cli::kExitFindings);
    CHECK(contains(outcome.printed, "[yaml-syntax]"));
    CHECK(run({"check", "binary.yaml", "--format", "json"}).code == remit::cli::kExitFindings);
}

TEST_CASE("cli procedure: a file that is not there is told, and nothing is checked") {
    const Outcome outcome = run({"check", "visit.yaml", "nowhere.yaml"});
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(contains(outcome.errors, "nowhere.yaml"));
    CHECK(outcome.printed.empty());
    CHECK(contains(run({"check", "-", "-"}).errors, "standard input can be read once"));
}

TEST_CASE("cli procedure: list names each procedure in the reader's language") {
    const Outcome english = run({"list"});
    CHECK(english.code == remit::cli::kExitDone);
    CHECK(contains(english.printed, "obligation          v1   International obligation\n"));
    CHECK(contains(run({"list", "--language", "sr-Latn"}).printed, "Međunarodna obaveza\n"));
    CHECK(contains(run({"list", "--format", "json"}).printed, "\"id\": \"position\""));
    CHECK(run({"list", "position"}).code == remit::cli::kExitFailed);
}

TEST_CASE("cli procedure: show prints a file or one that remit carries") {
    const Outcome outcome = run({"show", "visit.yaml"});
    CHECK(outcome.code == remit::cli::kExitDone);
    remit::testing::check_golden("cli/procedure-show.txt", outcome.printed);
    CHECK(contains(run({"show", "obligation"}).printed,
                   "International obligation (obligation, version 1)\n"));
    CHECK(run({"show", "obligation@1"}).printed == run({"show", "obligation"}).printed);
    CHECK(contains(run({"show", "obligation", "--format", "json"}).printed,
                   "\"schema\": \"procedure-v1\""));
}

TEST_CASE("cli procedure: show says what is wrong with a file, and suggests the nearest name") {
    const Outcome faulty = run({"show", "faulty.yaml"});
    CHECK(faulty.code == remit::cli::kExitFailed);
    CHECK(contains(faulty.errors, "[unstated-silence]"));
    CHECK(faulty.printed.empty());
    CHECK(contains(run({"show", "obligations"}).errors, "did you mean 'obligation'?"));
    CHECK(contains(run({"show", "obligation@7"}).errors, "there is no procedure 'obligation@7'"));
    CHECK(contains(run({"show", "obligation@x"}).errors, "there is no procedure 'obligation@x'"));
    CHECK(run({"show"}).code == remit::cli::kExitFailed);
    CHECK(run({"show", "a", "b"}).code == remit::cli::kExitFailed);
}

TEST_CASE("cli procedure: options that do not go together are told") {
    CHECK(contains(run({"check", "visit.yaml", "--format", "svg"}).errors, "has no picture"));
    CHECK(contains(run({"list", "--format", "svg"}).errors, "has no picture"));
    CHECK(contains(run({"chek"}).errors, "did you mean 'check'?"));
    CHECK(run({}).code == remit::cli::kExitFailed);
}
