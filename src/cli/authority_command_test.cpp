// `remit authority ask`: the first scenario of a practitioner, grants and refusals from the packs
// and from an act, and every kind of question that cannot be asked.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "base/env.h"
#include "cli/cli.h"
#include "cli/entry_finder.h"
#include "compile/vocabulary_loader.h"
#include "support/fake_env.h"
#include "support/golden.h"

namespace {

using remit::testing::check_golden;
using remit::testing::FakeEnv;

constexpr std::string_view kAct =
    "2. UPRAVA ZA SIGURNOST\n"
    "Članak 7.\n"
    "Uprava za sigurnost prati rad Organizacije za zabranu kemijskog oružja (u daljnjem tekstu: "
    "OPCW); obavlja i druge "
    "poslove iz svog djelokruga.\n"
    "U Upravi za sigurnost ustrojavaju se:\n"
    "2.1. Služba za razoružanje;\n"
    "2.2. Služba za protokol.\n"
    "\n"
    "2.1. Služba za razoružanje\n"
    "Članak 8.\n"
    "Služba za razoružanje predlaže stajališta o razoružanju; prati rad Organizacije za zabranu "
    "kemijskog oružja.\n";

struct Outcome {
    int code = -1;
    std::string printed;
    std::string errors;
};

Outcome run(FakeEnv& env, std::vector<std::string> words) {
    words.insert(words.begin(), {"authority", "ask"});
    const int code = remit::cli::run(env, words);
    return {code, env.printed, env.printed_errors};
}

Outcome run(std::vector<std::string> words) {
    FakeEnv env;
    env.files["act.txt"] = kAct;
    return run(env, std::move(words));
}

constexpr std::array kLanguages{"en", "hr", "sr", "sr-Latn"};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The failure's first lines; nothing may be printed besides.
std::string failure(std::vector<std::string> words) {
    const Outcome outcome = run(std::move(words));
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(outcome.printed == "");
    return outcome.errors;
}

}  // namespace

TEST_CASE("authority: scenario 1: who prepares the position for CONOP, and who stands around it") {
    const std::string said =
        run({"--who", "--function", "propose_position", "--body", "conop", "--pack", "hr"}).printed;
    for (const std::string_view part :
         {"owner        5.1.2 Služba za međunarodnu sigurnost, under duty 5.1.2-06",
          "above it     5.1 Sektor za NATO i međunarodnu sigurnost",
          "channel      Permanent Representation of Croatia to the EU",
          "informed     Croatian representative to the PSC",
          "scrutiny     Foreign Policy Committee of the Croatian Parliament",
          "warning      5.1.2 Služba za međunarodnu sigurnost and 5 Uprava za globalne poslove "
          "carry nearly\n               the same clause"}) {
        CAPTURE(part);
        CHECK(contains(said, part));
    }
    CHECK_FALSE(contains(said, "European Affairs Committee"));
    for (const std::string language : kLanguages) {
        const Outcome outcome = run({"--who", "--function", "propose_position", "--body", "conop",
                                     "--pack", "hr", "--language", language});
        CHECK(outcome.code == remit::cli::kExitDone);
        CHECK(outcome.errors == "");
        check_golden("cli/authority-conop-" + language + ".txt", outcome.printed);
    }
    const Outcome json =
        run({"--who", "--function", "propose_position", "--body", "conop", "--format", "json"});
    CHECK(json.code == remit::cli::kExitDone);
    check_golden("cli/authority-conop.json", json.printed);
}

TEST_CASE("authority: the NATO service may propose a position before NAC, under its clause") {
    const Outcome outcome =
        run({"--unit", "5.1.1", "--function", "propose_position", "--body", "NAC"});
    CHECK(outcome.code == remit::cli::kExitDone);
    check_golden("cli/authority-nac.txt", outcome.printed);
    const Outcome json = run({"--unit", "5.1.1", "--function", "propose_position", "--body", "NAC",
                              "--format", "json", "--date", "2026-03-01"});
    CHECK(json.code == remit::cli::kExitDone);
    check_golden("cli/authority-nac.json", json.printed);
}

TEST_CASE("authority: a refusal says why, who is competent and what would change it") {
    const std::vector<std::vector<std::string>> questions{
        {"--unit", "5.1.3", "--function", "monitor", "--topic", "peace_operations"},
        {"--unit", "5.1.2", "--function", "propose_position", "--body", "NAC"},
        {"--unit", "5.1", "--function", "propose_position", "--body", "EU"},
        {"--unit", "5.1", "--function", "propose_position", "--body", "EU", "--topic",
         "environment"},
        {"--unit", "II", "--function", "monitor", "--body", "UNESCO", "--language", "sr"},
        {"--unit", "5.1.2", "--function", "coordinate", "--topic", "culture", "--language", "hr"},
    };
    std::string all;
    for (const auto& question : questions) {
        const Outcome outcome = run(question);
        CHECK(outcome.code == remit::cli::kExitFindings);
        CHECK(outcome.errors == "");
        all += outcome.printed + "\n";
    }
    check_golden("cli/authority-refusals.txt", all);
}

TEST_CASE("authority: names are known by id, acronym and name in every language and script") {
    const std::string expected =
        run({"--unit", "5.1.1", "--function", "propose_position", "--body", "nac"}).printed;
    CHECK(expected != "");
    for (const std::string body :
         {"NAC", "North Atlantic Council", "Sjevernoatlantsko vijeće", "sjevernoatlantsko vijece",
          "Северноатлантски савет", "Severnoatlantski savet", "Conseil de l'Atlantique Nord"}) {
        CAPTURE(body);
        CHECK(run({"--unit", "5.1.1", "--function", "propose_position", "--body", body}).printed ==
              expected);
    }
    for (const std::string function : {"propose positions", "predlaganje stajališta",
                                       "предлагање ставова", "proposer des positions"}) {
        CAPTURE(function);
        CHECK(run({"--unit", "5.1.1", "--function", function, "--body", "nac"}).printed ==
              expected);
    }
    for (const std::string unit : {"Služba za NATO", "sluzba za nato", "служба за НАТО"}) {
        CAPTURE(unit);
        CHECK(run({"--unit", unit, "--function", "propose_position", "--body", "nac"}).printed ==
              expected);
    }
}

TEST_CASE("authority: several bodies, topics and counterparts are one subject") {
    const Outcome outcome =
        run({"--who", "--pack", "rs", "--function", "monitor", "--body", "UN", "--body", "CoE",
             "--topic", "human rights", "--topic", "животна средина"});
    CHECK(contains(outcome.printed, "monitor: UN, CoE, human rights, environmental protection"));
    const Outcome toward = run({"--unit", "5.1", "--function", "support", "--body", "NATO",
                                "--counterpart", "Ministarstvo obrane"});
    CHECK(toward.code == remit::cli::kExitDone);
    CHECK(contains(toward.printed, "5.1-05"));
    CHECK(run({"--unit", "5.1", "--function", "support", "--body", "NATO", "--counterpart",
               "Ministarstvo kulture i medija"})
              .code == remit::cli::kExitDone);  // as another body of state administration
    // Named by no clause on support: other work, once the matter says that no other clause is
    // meant.
    std::vector<std::string> residual{"--unit", "5.1",  "--function",    "support",
                                      "--body", "NATO", "--counterpart", "Hrvatski sabor"};
    const Outcome unsaid = run(residual);
    CHECK(unsaid.code == remit::cli::kExitFindings);
    CHECK(contains(unsaid.printed, "it could be other work within its remit, but 5.1.1"));
    residual.insert(residual.end(), {"--topic", "nato_policy"});
    const Outcome said = run(residual);
    CHECK(said.code == remit::cli::kExitDone);
    CHECK(contains(said.printed, "5.1-16"));
}

TEST_CASE("authority: both packs answer where none is named, and nobody is an answer") {
    const Outcome both = run({"--who", "--function", "monitor", "--body", "OSCE"});
    CHECK(both.code == remit::cli::kExitDone);
    CHECK(contains(both.printed, "5-02"));
    CHECK(contains(both.printed, "II-02"));
    const Outcome nobody =
        run({"--who", "--function", "accede_and_ratify", "--topic", "fisheries", "--pack", "hr"});
    CHECK(nobody.code == remit::cli::kExitFindings);
    CHECK(contains(nobody.printed, "no duty of any unit carries this"));
}

TEST_CASE("authority: a superior takes over where that is said, and it is told") {
    const std::vector<std::string> question{"--unit", "5.1",  "--function", "align_crisis_system",
                                            "--body", "NATO", "--topic",    "crisis_management"};
    CHECK(run(question).code == remit::cli::kExitFindings);
    std::vector<std::string> taking = question;
    taking.emplace_back("--take-over");
    const Outcome outcome = run(taking);
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(contains(outcome.printed, "takes the duty over from 5.1.1"));
}

TEST_CASE("authority: advise mode passes a refusal over, and shows both") {
    const std::vector<std::string> question{"--unit",           "5.1.2",  "--function",
                                            "propose_position", "--body", "NAC"};
    std::vector<std::string> advised = question;
    advised.insert(advised.end(), {"--advise", "the service is empty this week"});
    const Outcome outcome = run(advised);
    CHECK(outcome.code == remit::cli::kExitDone);
    CHECK(contains(outcome.printed, "in advise mode"));
    CHECK(contains(outcome.printed, "the service is empty this week"));
    CHECK(contains(outcome.printed, "5.1.1"));
}

TEST_CASE("authority: an act is asked as well as a pack, and a pack beside it lends its lines") {
    const Outcome alone =
        run({"--who", "--function", "propose_position", "--topic", "disarmament", "act.txt"});
    CHECK(alone.code == remit::cli::kExitDone);
    CHECK(contains(alone.printed, "2.1"));
    CHECK_FALSE(contains(alone.printed, "channel"));
    const Outcome lines = run({"--who", "--function", "propose_position", "--topic", "disarmament",
                               "--body", "CONOP", "--pack", "hr", "act.txt"});
    CHECK(contains(lines.printed, "channel"));
    const Outcome outcome =
        run({"--unit", "2.2", "--function", "monitor", "--body", "OPCW", "act.txt"});
    CHECK(outcome.code == remit::cli::kExitFindings);
    CHECK(contains(outcome.printed, "the act only names the unit"));
}

TEST_CASE("authority: a compiled act answers both questions in every language, and as JSON") {
    const std::vector<std::string> may{"--unit",  "2.1",         "--function", "propose_position",
                                       "--topic", "disarmament", "act.txt"};
    const std::vector<std::string> who{"--who",   "--function",  "propose_position",
                                       "--topic", "disarmament", "act.txt"};
    for (const auto& question : {may, who}) {
        for (const std::string format : {"text", "json"}) {
            for (const std::string language : kLanguages) {
                std::vector<std::string> words = question;
                words.insert(words.end(), {"--format", format, "--language", language});
                const Outcome outcome = run(words);
                CAPTURE(language);
                CHECK(outcome.code == remit::cli::kExitDone);
                CHECK(outcome.errors == "");
                CHECK(contains(outcome.printed, "2.1-01"));
                CHECK(contains(outcome.printed, "čl. 8."));
                CHECK((format == "text" || outcome.printed.starts_with("{")));
            }
        }
    }
}

TEST_CASE("authority: the acts that the packs restate answer as the packs do") {
    FakeEnv env;
    remit::base::PosixEnv disk;
    std::vector<std::string> acts;
    const std::filesystem::path folder = std::string(REMIT_SOURCE_DIR) + "/../shared/acts";
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
        const std::string name = entry.path().filename().string();
        const bool croatian = name.starts_with("000_") || name.starts_with("001_");
        if (!croatian) continue;
        env.files[name] = disk.read_file(entry.path().string()).value();
        acts.push_back(name);
    }
    if (acts.size() != 2) {
        MESSAGE("[skipped] no ../shared/acts");
        return;
    }
    std::ranges::sort(acts);
    const auto ask = [&](std::vector<std::string> words) {
        words.insert(words.end(), acts.begin(), acts.end());
        env.printed.clear();
        return run(env, std::move(words)).printed;
    };
    for (const std::string language : kLanguages) {
        CAPTURE(language);
        CHECK(contains(ask({"--unit", "5.1.1", "--function", "propose_position", "--body", "NAC",
                            "--language", language}),
                       "5.1.1-10 (čl. 46. st. 1.)"));
        const std::string who = ask({"--who", "--function", "propose_position", "--body", "CONOP",
                                     "--pack", "hr", "--language", language});
        CHECK(contains(who, "5.1.2-06 (čl. 47. st."));
        CHECK(contains(who, "5-09"));
    }
    CHECK(contains(ask({"--unit", "5.1.1", "--function", "propose_position", "--body", "NAC",
                        "--format", "json"}),
                   "\"granted\": true"));
}

TEST_CASE("authority: a pack of one's own is asked with the lines that lie beside it") {
    FakeEnv env;
    env.files["mine/remit.yaml"] =
        *remit::base::find_embedded(remit::base::embedded_files(), "packs/rs/remit.yaml");
    const std::vector<std::string> question{"--who",  "--function", "monitor",
                                            "--body", "osce",       "mine/remit.yaml"};
    CHECK_FALSE(contains(run(env, question).printed, "channel"));
    env.printed.clear();
    env.files["mine/lines.yaml"] =
        "lines:\n  - {id: a, role: channel, counterpart: rs_mission_osce, bodies: [osce], "
        "basis: {en: custom, hr: običaj, sr: обичај}}\n";
    const Outcome outcome = run(env, question);
    CHECK(contains(outcome.printed, "channel"));
    CHECK(contains(outcome.printed, "custom (not checked)"));
    env.printed.clear();
    env.files["mine/lines.yaml"] = "lines:\n  - {id: a}\n";
    const Outcome faulty = run(env, question);
    CHECK(faulty.code == remit::cli::kExitFailed);
    CHECK(contains(faulty.errors, "missing-field"));
}

TEST_CASE("authority: what cannot be asked is told with its cure") {
    CHECK(contains(failure({"--function", "monitor"}), "--unit CODE"));
    CHECK(contains(failure({"--who", "--unit", "5", "--function", "monitor"}), "one of the two"));
    CHECK(contains(failure({"--who"}), "--function"));
    CHECK(contains(failure({"--who", "--take-over", "--function", "monitor"}), "instead of --who"));
    CHECK(contains(failure({"--who", "--function", "monitr"}), "did you mean 'monitor'?"));
    CHECK(contains(failure({"--who", "--function", "monitor", "--body", "CONOB"}),
                   "did you mean 'conop'?"));
    CHECK(contains(failure({"--who", "--function", "monitor", "--topic", "dissarmament"}),
                   "did you mean 'disarmament'?"));
    CHECK(contains(failure({"--who", "--function", "monitor", "--counterpart", "qqq"}),
                   "no counterpart is called 'qqq'"));
    CHECK(contains(failure({"--unit", "5.1.9", "--function", "monitor"}), "did you mean '5.1.1'?"));
    CHECK(contains(failure({"--who", "--function", "monitor", "--pack", "xx"}),
                   "it carries: hr, rs"));
    CHECK(contains(failure({"--who", "--function", "monitor", "--date", "31.1.2026"}), "2026"));
    CHECK(contains(failure({"--who", "--function", "monitor", "absent.txt"}), "absent.txt"));
    CHECK(contains(failure({"--who", "--function", "monitor", "--format", "svg"}), "svg"));
    FakeEnv env;
    CHECK(remit::cli::run(env, std::vector<std::string>{"authority", "aks"}) ==
          remit::cli::kExitFailed);
    CHECK(contains(env.printed_errors, "ask"));
}

TEST_CASE("authority: a word that steers a terminal is shown without its power") {
    CHECK_FALSE(
        contains(failure({"--who", "--function", "monitor", "--body", "\x1b[31mX"}), "\x1b"));
    CHECK_FALSE(contains(failure({"--unit", "\x1b[31mX", "--function", "monitor"}), "\x1b"));
}

TEST_CASE("entry finder: the surest sense wins, and several of one sense are all told") {
    remit::remit::Vocabulary words;
    words.bodies.resize(4);
    words.bodies[0].id = "ab";
    words.bodies[0].label = "First";
    words.bodies[1].id = "cd";
    words.bodies[1].label = "AB";
    words.bodies[2].id = "ef";
    words.bodies[2].label = "Third";
    words.bodies[2].acronyms.en = {"XY", "FIRST"};
    words.bodies[3].id = "gh";
    words.bodies[3].label = "Fourth";
    words.bodies[3].acronyms.sr = {"XY"};
    const auto finder = remit::cli::EntryFinder::of_bodies(words);
    CHECK(finder.find("ab").value() == 0);     // an id before a label
    CHECK(finder.find("first").value() == 0);  // a label before an acronym
    CHECK(finder.find(" E-F ").ok() == false);
    const auto several = finder.find("xy");
    REQUIRE_FALSE(several.ok());
    CHECK(several.error().code == remit::ErrorCode::invalid_input);
    CHECK(contains(several.error().message, "ef, gh"));
    CHECK_FALSE(finder.find("").ok());
}
