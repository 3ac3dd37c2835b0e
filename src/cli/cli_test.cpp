// Every command, every exit status and every kind of bad input, run in memory.
#include "cli/cli.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/manual.h"
#include "cli/text_check.h"
#include "support/fake_env.h"
#include "support/golden.h"

namespace {

using remit::testing::check_golden;
using remit::testing::FakeEnv;

constexpr std::string_view kAct =
    "2. UPRAVA ZA VJETAR\n"
    "Članak 7.\n"
    "Uprava za vjetar prati rad Svjetske meteorološke organizacije (u daljnjem tekstu: WMO); "
    "predlaže stajališta o "
    "obnovljivoj "
    "energiji; koordinira rad ministarstava u pitanjima vjetra; obavlja i druge poslove iz svog "
    "djelokruga.\n"
    "U Upravi za vjetar ustrojavaju se:\n"
    "2.1. Služba za vjetrenjače;\n"
    "2.2. Služba za propuh.\n"
    "\n"
    "2.1. Služba za vjetrenjače\n"
    "Članak 8.\n"
    "Služba za vjetrenjače koordinira rad ministarstava u pitanjima vjetra; vodi popis "
    "vjetrenjača;; "
    "surađuje s Ministarstvom financija.\n";

constexpr std::string_view kPack =
    "institution:\n"
    "  id: hr-wind\n"
    "  country: hr\n"
    "  language: hr\n"
    "  names: {hr: Ured za vjetar, en: Office of the Wind}\n"
    "  act:\n"
    "    title: {hr: Uredba o vjetru, en: Regulation on the wind}\n"
    "    verified: true\n"
    "units:\n"
    "  - code: \"1\"\n"
    "    kind: office\n"
    "    names: {hr: Ured za vjetar, en: Office of the Wind}\n"
    "    status: provision\n"
    "    duties:\n"
    "      - id: 1-01\n"
    "        citation: \"čl. 1. st. 1.\"\n"
    "        hr: Prati vjetar\n"
    "        en: Follows the wind\n"
    "        functions: [monitor]\n";

struct Outcome {
    int code = -1;
    std::string printed;
    std::string errors;
};

FakeEnv world() {
    FakeEnv env;
    env.files["act.txt"] = kAct;
    env.files["packs/wind/remit.yaml"] = kPack;
    return env;
}

Outcome run(FakeEnv& env, const std::vector<std::string>& words) {
    const int code = remit::cli::run(env, words);
    return {code, env.printed, env.printed_errors};
}

Outcome run(const std::vector<std::string>& words) {
    FakeEnv env = world();
    return run(env, words);
}

/// What a command says of a file with these bytes; it must fail and print nothing else.
std::string refusal(std::string bytes) {
    FakeEnv env = world();
    env.files["bad.txt"] = std::move(bytes);
    for (const std::string command : {"compile", "lint"}) {
        env.printed_errors.clear();
        CHECK(remit::cli::run(env, std::vector<std::string>{command, "bad.txt"}) ==
              remit::cli::kExitFailed);
        CHECK(env.printed.empty());
    }
    return env.printed_errors;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("cli: compile shows the tree of units and counts what it found") {
    const Outcome outcome = run({"compile", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(outcome.errors == "");
    check_golden("cli/compile.txt", outcome.printed);
}

TEST_CASE("cli: compile -v shows each duty with its meaning") {
    const Outcome outcome = run({"compile", "-v", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/compile-v.txt", outcome.printed);
}

TEST_CASE("cli: compile -p prints every phase") {
    for (const std::string_view phase : remit::cli::kPhases) {
        const Outcome outcome = run({"compile", "-p", std::string(phase), "act.txt"});
        CHECK(outcome.code == remit::cli::kExitDone);
        if (phase != "tokens")
            check_golden("cli/phase-" + std::string(phase) + ".txt", outcome.printed);
        CHECK((phase == "abbreviations" || !outcome.printed.empty()));
    }
}

TEST_CASE("cli: -p source gives the text back under the name of its file") {
    const Outcome outcome = run({"compile", "-p", "source", "act.txt"});
    CHECK(outcome.printed.ends_with(kAct));
    CHECK(outcome.printed.starts_with("=== act.txt 0.."));
}

TEST_CASE("cli: compile writes every format, and only findings to standard error") {
    for (const std::string_view format : remit::cli::kCompileFormats) {
        FakeEnv env = world();
        env.programs["dot"] = "<svg/>";
        const Outcome outcome = run(env, {"compile", "--format", std::string(format), "act.txt"});
        CAPTURE(format);
        CHECK(outcome.code == remit::cli::kExitDone);
        CHECK(!outcome.printed.empty());
        if (format != "text") CHECK(contains(outcome.errors, "(remit lint act.txt shows them)"));
    }
}

TEST_CASE("cli: compile says that Graphviz is missing") {
    const Outcome outcome = run({"compile", "--format", "svg", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(outcome.printed.empty());
    CHECK(contains(outcome.errors, "dot"));
}

TEST_CASE("cli: -o writes to a file, and a file that cannot be written is told") {
    FakeEnv env = world();
    const Outcome outcome = run(env, {"compile", "--format", "json", "-o", "act.json", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(outcome.printed.empty());
    CHECK(contains(env.files["act.json"], "\"units\""));
    FakeEnv other = world();
    const Outcome refused = run(other, {"compile", "-o", "packs", "act.txt"});
    CHECK(refused.code == remit::cli::kExitFailed);
    CHECK(contains(refused.errors, "'packs' is a directory"));
}

TEST_CASE("cli: colour is for terminals, and not for files") {
    FakeEnv env = world();
    env.colour = true;
    CHECK(contains(run(env, {"compile", "act.txt"}).printed, "\x1b["));
    CHECK(!contains(run({"compile", "-v", "act.txt"}).printed, "\x1b["));
    FakeEnv other = world();
    other.colour = true;
    run(other, {"lint", "-o", "findings.txt", "act.txt"});
    CHECK(!contains(other.files["findings.txt"], "\x1b["));
}

TEST_CASE("cli: an act cannot steer the terminal") {
    FakeEnv env;
    env.files["act.txt"] =
        "Služba za \x1b[31mboje\nČlanak 1.\nSlužba za \x1b[31mboje prati \x1b]0;x\x07 nijanse; "
        "vodi "
        "popis boja.\n";
    for (const std::string command : {"compile", "lint"}) {
        env.printed.clear();
        run(env, {command, "act.txt"});
        CHECK(!contains(env.printed, "\x1b"));
    }
    env.printed.clear();
    run(env, {"compile", "-v", "act.txt"});
    CHECK(!contains(env.printed, "\x1b"));
}

TEST_CASE("cli: names follow --language") {
    CHECK(contains(run({"compile", "-v", "act.txt"}).printed, "propose positions"));
    CHECK(contains(run({"compile", "-v", "--language", "hr", "act.txt"}).printed,
                   "predlaganje stajališta"));
    CHECK(contains(run({"compile", "-v", "--language", "sr", "act.txt"}).printed,
                   "предлагање ставова"));
    CHECK(contains(run({"compile", "-v", "--language", "sr-Latn", "act.txt"}).printed,
                   "predlaganje stavova"));
}

TEST_CASE("cli: a pack is read by its folder or its file") {
    for (const std::string name : {"packs/wind", "packs/wind/", "packs/wind/remit.yaml"}) {
        const Outcome outcome = run({"compile", "-v", name});
        CHECK(outcome.code == remit::cli::kExitDone);
        CHECK(outcome.errors.empty());
        CHECK(contains(outcome.printed, "Ured za vjetar\nUredba o vjetru\n"));
        CHECK(contains(outcome.printed, "1 unit, 1 duty, 0 findings"));
    }
    const Outcome tree = run({"compile", "-p", "tree", "packs/wind"});
    CHECK(tree.code == remit::cli::kExitFailed);
    CHECK(contains(tree.errors, "no tree"));
}

TEST_CASE("cli: a faulty pack is told in full and not shown") {
    FakeEnv env = world();
    env.files["packs/wind/remit.yaml"] += "        colour: red\n";
    const Outcome outcome = run(env, {"compile", "packs/wind"});
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(outcome.printed.empty());
    CHECK(contains(outcome.errors, "[unknown-field]"));
    env.printed_errors.clear();
    CHECK(remit::cli::run(env, std::vector<std::string>{"lint", "packs/wind"}) ==
          remit::cli::kExitFindings);
    env.printed_errors.clear();
    CHECK(remit::cli::run(env, std::vector<std::string>{"diff", "packs/wind", "packs/wind"}) ==
          remit::cli::kExitFailed);
}

TEST_CASE("cli: acts and packs are not mixed") {
    CHECK(contains(run({"compile", "act.txt", "packs/wind"}).errors,
                   "acts and packs cannot be read as one"));
    CHECK(contains(run({"lint", "packs/wind", "packs/wind"}).errors,
                   "several packs cannot be read as one"));
    const Outcome outcome = run({"diff", "act.txt", "packs/wind"});
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(contains(outcome.errors, "an act and a pack cannot be compared"));
}

TEST_CASE("cli: several files are one act, and - is standard input") {
    FakeEnv env;
    env.files["1.txt"] = kAct.substr(0, 300);
    env.input = kAct.substr(300);
    const Outcome joined = run(env, {"compile", "-p", "duties", "1.txt", "-"});
    CHECK(joined.code == remit::cli::kExitDone);
    CHECK(joined.printed == run({"compile", "-p", "duties", "act.txt"}).printed);
    CHECK(contains(run({"compile", "-", "-"}).errors, "standard input can be read once"));
    CHECK(contains(run({"diff", "-", "-"}).errors, "standard input can be read once"));
}

TEST_CASE("cli: lint shows findings and exits by --fail-on") {
    const Outcome outcome = run({"lint", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitFindings);
    CHECK(contains(outcome.errors, "without a dictionary"));
    check_golden("cli/lint.txt", outcome.printed);
    CHECK(run({"lint", "--fail-on", "info", "act.txt"}).code == remit::cli::kExitFindings);
    CHECK(run({"lint", "--fail-on", "error", "act.txt"}).code == remit::cli::kExitDone);
    CHECK(run({"lint", "--fail-on", "never", "act.txt"}).code == remit::cli::kExitDone);
    CHECK(contains(run({"lint", "--format", "json", "act.txt"}).printed, "\"severity\""));
    CHECK(contains(run({"lint", "--format", "sarif", "act.txt"}).printed, "\"2.1.0\""));
    CHECK(contains(run({"lint", "--language", "hr", "act.txt"}).printed, "upozorenje"));
}

TEST_CASE("cli: lint of a clean act says so") {
    FakeEnv env;
    env.files["act.txt"] =
        "Služba za luke\nČlanak 1.\nSlužba za luke prati stanje luka; vodi popis brodova.\n";
    const Outcome outcome = run(env, {"lint", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(outcome.printed == "no findings\n");
}

TEST_CASE("cli: diff tells what changed and exits with 0") {
    FakeEnv env = world();
    std::string next(kAct);
    next.replace(next.find("vodi popis vjetrenjača"), 4, "objavljuje");
    env.files["next.txt"] = next;
    const Outcome outcome = run(env, {"diff", "act.txt", "next.txt"});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/diff.txt", outcome.printed);
    FakeEnv other = world();
    other.files["next.txt"] = next;
    CHECK(contains(run(other, {"diff", "--format", "json", "act.txt", "next.txt"}).printed, "{"));
    CHECK(run({"diff", "act.txt", "none.txt"}).code == remit::cli::kExitFailed);
    CHECK(run({"diff", "act.txt"}).code == remit::cli::kExitFailed);
}

TEST_CASE("cli: explain prints the page of a finding") {
    const Outcome outcome = run({"explain", "duplicate-duty"});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/explain.txt", outcome.printed);
    CHECK(run({"explain", "[duplicate-duty]"}).printed == outcome.printed);
}

TEST_CASE("cli: explain suggests the nearest id") {
    const Outcome outcome = run({"explain", "duplicate-duties"});
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(contains(outcome.errors, "did you mean 'duplicate-duty'?"));
    CHECK(contains(run({"explain", "zzz"}).errors, "there is no finding 'zzz'\n"));
    CHECK(contains(run({"explain"}).printed, "mixed-scripts"));
}

TEST_CASE("cli: help tells everything, and docs/cli.md is made of it") {
    const Outcome outcome = run({"help", "--all"});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/help-all.txt", outcome.printed);
    check_golden("../../docs/cli.md", remit::cli::markdown_manual());
}

TEST_CASE("cli: every command has help, and shows it three ways") {
    for (const remit::cli::Command& command : remit::cli::commands()) {
        const std::string name(command.name);
        CAPTURE(name);
        CHECK(!command.summary.empty());
        CHECK(contains(command.help, "  remit " + name));
        const std::string help = run({"help", name}).printed;
        CHECK(contains(help, "usage: remit " + name));
        CHECK(run({name, "--help"}).printed == help);
        CHECK(run({name, "-h"}).code == remit::cli::kExitDone);
    }
}

TEST_CASE("cli: the program says its version and how to use it") {
    CHECK(run({"--version"}).printed.starts_with("remit "));
    CHECK(run({"--help"}).printed == run({"help"}).printed);
    const Outcome nothing = run(std::vector<std::string>{});
    CHECK(nothing.code == remit::cli::kExitFailed);
    CHECK(nothing.printed.empty());
    CHECK(contains(nothing.errors, "usage: remit"));
}

TEST_CASE("cli: a wrong command line is told with what was probably meant") {
    const auto error_of = [](const std::vector<std::string>& words) {
        const Outcome outcome = run(words);
        CHECK(outcome.code == remit::cli::kExitFailed);
        CHECK(outcome.printed.empty());
        return outcome.errors;
    };
    CHECK(contains(error_of({"compil", "act.txt"}), "did you mean 'compile'?"));
    CHECK(contains(error_of({"--frobnicate"}), "there is no option '--frobnicate'"));
    CHECK(contains(error_of({"help", "lnit"}), "did you mean 'lint'?"));
    CHECK(
        contains(error_of({"compile", "--formt", "json", "act.txt"}), "did you mean '--format'?"));
    CHECK(contains(error_of({"compile", "--formt=json"}), "no option '--formt'; did you mean"));
    CHECK(contains(error_of({"compile", "--format", "jsn", "act.txt"}), "did you mean 'json'?"));
    CHECK(contains(error_of({"compile", "-p", "trees", "act.txt"}), "did you mean 'tree'?"));
    CHECK(contains(error_of({"lint", "--fail-on", "warnings", "act.txt"}), "'warning'?"));
    CHECK(contains(error_of({"compile", "--language", "de", "act.txt"}), "not one of en, hr, sr"));
    CHECK(contains(error_of({"compile"}), "no ACT was named"));
    CHECK(contains(error_of({"diff", "act.txt", "act.txt", "act.txt"}), "one word too many"));
    CHECK(contains(error_of({"compile", "-p", "tree", "--format", "json", "act.txt"}), "--format"));
    CHECK(contains(error_of({"compile", "-v", "--format", "json", "act.txt"}), "-v"));
}

TEST_CASE("cli: what cannot be read is told with its cure") {
    CHECK(contains(run({"compile", "none.txt"}).errors, "there is no file 'none.txt'"));
    CHECK(run({"lint", "none.txt"}).code == remit::cli::kExitFailed);
    const Outcome folder = run({"compile", "packs"});
    CHECK(folder.code == remit::cli::kExitFailed);
    CHECK(contains(folder.errors, "'packs' is a directory"));
    CHECK(contains(folder.errors, "holds no remit.yaml"));
    FakeEnv env = world();
    env.unreadable.insert("act.txt");
    CHECK(contains(run(env, {"compile", "act.txt"}).errors, "may not be read"));
}

TEST_CASE("cli: what is no text is refused with place and cure") {
    CHECK(contains(refusal(""), "'bad.txt' is empty"));
    CHECK(contains(refusal("\xEF\xBB\xBF"), "'bad.txt' is empty"));
    CHECK(contains(refusal(" \n\t\xC2\xA0\n"), "nothing but white space"));
    CHECK(contains(refusal(std::string("Uprava\nza\0red", 13)),
                   "line 2 holds a zero byte, at byte 9"));
    CHECK(contains(refusal("%PDF-1.7 ..."), "pdftotext -layout 'bad.txt'"));
    CHECK(contains(refusal("PK\x03\x04..."), "libreoffice"));
    CHECK(contains(refusal("\x7F"
                           "ELF\x02\x01"),
                   "is not text but a program"));
    CHECK(contains(refusal("prva\ndruga \xFF treća"), "line 2, byte 11 is 0xFF"));
    CHECK(contains(refusal("Odjel za me\xF0unarodnu suradnju, slu\x9E"
                           "be, te\xE8"
                           "ajeve i ra\xE8une"),
                   "iconv -f WINDOWS-1250 -t UTF-8 'bad.txt'"));
    CHECK(contains(refusal(std::string("\xFF\xFEU\0p\0r\0a\0v\0a\0", 14)),
                   "is not UTF-8 but UTF-16LE"));
}

TEST_CASE("cli: too much text is refused before it is compiled") {
    const std::string errors = refusal(std::string(remit::cli::kActBytesMax + 1, 'a'));
    CHECK(contains(errors, "80 MiB"));
}

TEST_CASE("cli: a byte order mark is passed over") {
    FakeEnv env;
    env.files["act.txt"] = "\xEF\xBB\xBF" + std::string(kAct);
    const Outcome outcome = run(env, {"compile", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(outcome.printed == run({"compile", "act.txt"}).printed);
}
