// remit deadline and remit calendar: what they print in
// each language and form, and every wrong command line.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/cli.h"
#include "support/fake_env.h"
#include "support/golden.h"

namespace {

using remit::testing::check_golden;
using remit::testing::FakeEnv;

struct Outcome {
    int code = -1;
    std::string printed;
    std::string errors;
};

Outcome run(FakeEnv& env, const std::vector<std::string>& words) {
    const int code = remit::cli::run(env, words);
    return {code, env.printed, env.printed_errors};
}

Outcome run(const std::vector<std::string>& words) {
    FakeEnv env;
    return run(env, words);
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The message of a command line that must fail.
std::string refusal(const std::vector<std::string>& words) {
    const Outcome outcome = run(words);
    CHECK(outcome.code == remit::cli::kExitFailed);
    CHECK(outcome.printed.empty());
    return outcome.errors;
}

}  // namespace

TEST_CASE("cli: a request of 31 January in Serbia is explained line by line") {
    for (const char* language : {"en", "hr", "sr", "sr-Latn"}) {
        const Outcome outcome = run({"deadline", "explain", "rs-foi-decision", "--from",
                                     "2026-01-31", "--language", language});
        CHECK(outcome.code == 0);
        check_golden(std::string("cli/deadline-") + language + ".txt", outcome.printed);
    }
}

TEST_CASE("cli: a written rule is counted by the calendar that is named") {
    const Outcome term =
        run({"deadline", "explain", "P15D", "term", "--from", "2026-05-15", "--calendar", "hr"});
    CHECK(contains(term.printed, "due: Monday 1 June 2026"));
    CHECK(contains(
        run({"deadline", "explain", "P15D term", "--from", "2026-05-15", "--calendar", "hr"})
            .printed,
        "1 June 2026"));
    CHECK(contains(
        run({"deadline", "explain", "10", "working", "days", "--calendar=rs", "--from=2026-12-17"})
            .printed,
        "due: Thursday 31 December 2026"));
    CHECK(contains(run({"deadline", "explain", "P6M", "--from", "2026-08-31"}).printed,
                   "due: Sunday 28 February 2027"));
    CHECK(contains(run({"deadline", "explain", "15", "April", "--from", "2026-03-01"}).printed,
                   "due: Wednesday 15 April 2026"));
    CHECK(contains(
        run({"deadline", "explain", "P90D", "after", "31", "December", "--from", "2028-01-01"})
            .printed,
        "30 March 2028"));
    CHECK(contains(run({"deadline", "explain", "un-ga-opening", "--from", "2026-01-01"}).printed,
                   "due: Tuesday 8 September 2026"));
}

TEST_CASE("cli: instants are read in the zone that is given, or that of the calendar") {
    const std::vector<std::string> words{"deadline", "explain", "PT48H", "--from",
                                         "2026-04-03T17:00"};
    std::vector<std::string> with_zone = words;
    with_zone.insert(with_zone.end(), {"--zone", "America/New_York"});
    CHECK(contains(run(with_zone).printed, "due: Sunday 5 April 2026, 17:00 (America/New_York)"));
    std::vector<std::string> with_calendar = words;
    with_calendar.insert(with_calendar.end(), {"--calendar", "osce"});
    CHECK(contains(run(with_calendar).printed, "17:00 (Europe/Vienna)"));
    CHECK(contains(refusal(words), "name the zone"));
    CHECK(contains(run({"deadline", "explain", "25% left", "--opened", "2026-03-02T09:10", "--from",
                        "2026-03-04T17:00", "--zone", "Europe/Brussels"})
                       .printed,
                   "due: Wednesday 4 March 2026, 03:02:30"));
    CHECK(contains(run({"deadline", "explain", "2026-04-07T17:00", "Europe/Brussels", "--from",
                        "2026-04-02T10:00", "--calendar", "hr"})
                       .printed,
                   "Easter Monday; the time runs on all the same"));
}

TEST_CASE("cli: closing days show what they move, and what they do not") {
    const Outcome moved =
        run({"deadline", "explain", "P15D term", "--from", "2026-04-20", "--calendar", "rs",
             "--closed", "2026-05-05", "--closed", "2026-05-06"});
    CHECK(moved.code == 0);
    check_golden("cli/deadline-closed.txt", moved.printed);
    const std::vector<std::string> words{"deadline",   "explain",  "P15D term of rs", "--from",
                                         "2026-04-20", "--closed", "2026-05-05",      "--language"};
    const auto in = [&words](const char* language) {
        std::vector<std::string> more = words;
        more.emplace_back(language);
        return run(more).printed;
    };
    CHECK(contains(in("hr"),
                   "pomiče se na srijedu, 6. svibnja 2026. (umjesto utorka, 5. svibnja 2026.):"));
    CHECK(contains(in("sr"), "помера се на среду, 6. маја 2026. (уместо уторка, 5. маја 2026.):"));
    CHECK(contains(in("sr-Latn"),
                   "utorak, 5. maj 2026.: neradni dan radi izračuna; kraj roka pomera se dalje"));
    // A Sunday is closed as it is.
    CHECK(contains(run({"deadline", "explain", "P15D term of rs", "--from", "2026-04-20",
                        "--closed", "2026-05-03"})
                       .printed,
                   "Sunday 3 May 2026 (closed as it is)\ndoes not move: Tuesday 5 May 2026"));
    const Outcome still = run({"deadline", "explain", "P15D", "--from", "2026-04-20", "--calendar",
                               "rs", "--closed", "2026-05-05"});
    CHECK(contains(still.printed, "does not move: Tuesday 5 May 2026"));
    CHECK(contains(refusal({"deadline", "explain", "P6M", "--from", "2026-03-29T02:30", "--zone",
                            "Europe/Brussels"}),
                   "--from: the clock in Europe/Brussels never shows 2026-03-29T02:30"));
    CHECK(contains(
        refusal({"deadline", "explain", "P15D", "--from", "2026-04-20", "--closed", "2026-05-05"}),
        "--calendar"));
    CHECK(contains(refusal({"deadline", "explain", "P15D", "--from", "2026-04-20", "--calendar",
                            "rs", "--closed", "5 May"}),
                   "--closed: "));
}

TEST_CASE("cli: JSON holds the due date, the derivation and what moves") {
    const Outcome json = run({"deadline", "explain", "rs-foi-decision", "--from", "2026-01-31",
                              "--closed", "2026-02-18", "--format", "json"});
    CHECK(json.code == 0);
    check_golden("cli/deadline.json", json.printed);
    CHECK(contains(run({"deadline", "list", "--format", "json"}).printed,
                   "\"id\": \"un-ga-opening\""));
    CHECK(contains(run({"deadline", "explain", "set by body", "--format", "json"}).printed,
                   "\"due\": null"));
}

TEST_CASE("cli: a rule from which no date follows gives none") {
    const Outcome outcome =
        run({"deadline", "explain", "set", "by", "body", "--from", "2026-01-31"});
    CHECK(outcome.code == 0);
    CHECK(outcome.printed == "the body sets the date; none follows from the rule\n");
    CHECK(contains(
        run({"deadline", "explain", "as soon as possible after event:x", "--language", "hr"})
            .printed,
        "što prije"));
}

TEST_CASE("cli: a deadline that cannot be counted is refused with what to do") {
    CHECK(contains(refusal({"deadline", "explain", "P15D term", "--from", "2026-01-31"}),
                   "name one of: coe, eu, hr"));
    CHECK(contains(refusal({"deadline", "explain", "10 working days", "--from", "2026-01-31"}),
                   "needs a calendar"));
    CHECK(contains(refusal({"deadline", "explain", "P15D term", "--from", "2026-01-31",
                            "--calendar", "natto"}),
                   "did you mean 'nato'?"));
    CHECK(contains(refusal({"deadline", "explain", "rs-foi-decison", "--from", "2026-01-31"}),
                   "did you mean 'rs-foi-decision'?"));
    CHECK(contains(refusal({"deadline", "explain", "P15X term", "--from", "2026-01-31"}),
                   "'P15X' is no duration; write it as"));
    CHECK(contains(refusal({"deadline", "explain", "fortnight", "--from", "2026-01-31"}),
                   "is no rule; write it as"));
    CHECK(contains(refusal({"deadline", "explain", "PT5M term", "--from", "2026-01-31"}),
                   "not counted in minutes"));
    CHECK(contains(refusal({"deadline", "explain", "--from", "2026-01-31"}), "no rule was named"));
    CHECK(contains(refusal({"deadline", "explain", "P6M"}), "add --from"));
    CHECK(contains(refusal({"deadline", "explain", "P6M", "--from", "31.1.2026"}), "--from: "));
    CHECK(contains(refusal({"deadline", "explain", "P6M", "--from", "2026-02-30"}), "2026-02-30"));
    CHECK(contains(refusal({"deadline", "explain", "PT5H", "--from", "2026-01-31T09:00", "--zone",
                            "Brussels"}),
                   "Europe/Brussels"));
    CHECK(contains(refusal({"deadline", "explain", "rs-foi-decision", "--from", "2026-01-31",
                            "--calendar", "hr"}),
                   "by calendar 'rs'"));
    CHECK(contains(refusal({"deadline", "explan", "P6M"}), "did you mean 'explain'?"));
    CHECK(contains(refusal({"deadline", "list", "P6M"}), "list shows all"));
    CHECK(contains(refusal({"deadline"}), "ACTION"));
    CHECK(contains(
        refusal({"deadline", "explain", "P6M", "--from", "2026-01-31", "--calender", "hr"}),
        "did you mean '--calendar'?"));
}

TEST_CASE("cli: what is typed cannot steer the terminal") {
    const std::string steering = "P6\x1b[31mM";
    CHECK_FALSE(
        contains(refusal({"deadline", "explain", steering, "--from", "2026-01-31"}), "\x1b"));
    CHECK_FALSE(contains(refusal({"deadline", "explain", "P6M", "--from", steering}), "\x1b"));
    CHECK_FALSE(contains(
        run({"deadline", "explain", "P6M after event:x\x1b[31m", "--from", "2026-01-31"}).printed,
        "\x1b"));
}

TEST_CASE("cli: all named rules are listed, with their versions and marks") {
    const Outcome list = run({"deadline", "list"});
    CHECK(list.code == 0);
    CHECK(contains(list.printed, "tuesday of week 2 of September"));
    CHECK(contains(list.printed, "not checked against its source"));
    CHECK(contains(list.printed, "from 1 January 2003 until 31 December 2022"));
}

TEST_CASE("cli: a calendar shows its year") {
    check_golden("cli/calendar-rs-2026.txt",
                 run({"calendar", "show", "rs", "--year", "2026"}).printed);
    check_golden("cli/calendar-nato-2026-hr.txt",
                 run({"calendar", "show", "nato", "--year", "2026", "--language", "hr"}).printed);
    const Outcome json = run({"calendar", "show", "rs", "--year", "2026", "--format", "json"});
    CHECK(contains(json.printed, "\"in_place_of\": \"2026-02-15\""));
    CHECK(contains(json.printed, "\"working_days\": 252"));
    CHECK(contains(run({"calendar", "list"}).printed, "Europe/Belgrade"));
    CHECK(contains(run({"calendar", "list", "--format", "json"}).printed,
                   "\"counting\": \"rs-zup\""));
}

TEST_CASE("cli: what a new closing day moves is told, deadline by deadline and day by day") {
    const std::vector<std::string> words{"calendar",   "moved",      "rs",
                                         "--closed",   "2026-05-05", "--from",
                                         "2026-04-18", "--until",    "2026-04-22"};
    const auto with = [&words](std::vector<std::string> more) {
        more.insert(more.begin(), words.begin(), words.end());
        return run(more).printed;
    };
    for (const char* language : {"en", "hr", "sr", "sr-Latn"}) {
        check_golden(std::string("cli/calendar-moved-") + language + ".txt",
                     with({"--language", language}));
    }
    check_golden("cli/calendar-moved.json", with({"--format", "json"}));
    // A day on which the calendar is closed anyway moves nothing.
    const Outcome sunday = run({"calendar", "moved", "rs", "--closed", "2026-04-26", "--from",
                                "2026-04-01", "--until", "2026-04-30"});
    CHECK(sunday.code == 0);
    CHECK(contains(sunday.printed, "closed as it is"));
    CHECK(contains(sunday.printed, "no named deadline"));
    // Working days of no calendar of their own are counted by the one that is named.
    const Outcome nato = run({"calendar", "moved", "nato", "--closed", "2026-05-05", "--from",
                              "2026-04-20", "--until", "2026-04-30"});
    CHECK(nato.code == 0);
}

TEST_CASE("cli: what moves is not told of too many days, or of none") {
    const auto asked = [](std::vector<std::string> more) {
        more.insert(more.begin(), {"calendar", "moved"});
        return refusal(more);
    };
    CHECK(contains(asked({}), "name one calendar"));
    CHECK(contains(asked({"oscee", "--closed", "2026-05-05"}), "did you mean 'osce'?"));
    CHECK(contains(asked({"rs"}), "add --closed"));
    CHECK(contains(asked({"rs", "--closed", "5 May"}), "--closed"));
    CHECK(contains(asked({"rs", "--closed", "2026-05-05", "--from", "2026-05-01"}), "--until"));
    CHECK(contains(
        asked({"rs", "--closed", "2026-05-05", "--from", "2026-05-02", "--until", "2026-05-01"}),
        "swap them"));
    CHECK(contains(
        asked({"rs", "--closed", "2026-05-05", "--from", "2026-01-01", "--until", "2027-06-01"}),
        "at most 366 days"));
}

TEST_CASE("cli: a calendar that cannot be shown is refused with what to do") {
    CHECK(contains(refusal({"calendar", "show"}), "name one calendar"));
    CHECK(contains(refusal({"calendar", "show", "hr"}), "--year 2026"));
    CHECK(contains(refusal({"calendar", "show", "croatia", "--year", "2026"}),
                   "there is no calendar 'croatia'"));
    CHECK(
        contains(refusal({"calendar", "show", "oscee", "--year", "2026"}), "did you mean 'osce'?"));
    CHECK(contains(refusal({"calendar", "show", "hr", "--year", "twenty"}),
                   "no year between 1900 and 2199"));
    CHECK(contains(refusal({"calendar", "show", "hr", "--year", "1850"}),
                   "no year between 1900 and 2199"));
    CHECK(contains(refusal({"calendar", "show", "hr", "--year", "2001"}), "known from 2002-01-01"));
    CHECK(contains(refusal({"calendar", "list", "hr"}), "list shows all"));
    CHECK(contains(refusal({"calendar", "check"}), "name the files"));
    CHECK(contains(refusal({"calendar", "check", "nowhere.yaml"}), "nowhere.yaml"));
}

TEST_CASE("cli: files of calendars are checked beside those that remit carries") {
    FakeEnv env;
    env.files["island.yaml"] =
        "calendars:\n  - id: island\n    names: {en: Island, hr: Otok, sr: Острво}\n    zone: "
        "Europe/Zagreb\n    counting: hr-zup\n"
        "    rest: [sunday]\n";
    const Outcome good = run(env, {"calendar", "check", "island.yaml"});
    CHECK(good.code == remit::cli::kExitDone);
    CHECK(good.printed == "no findings\n");
    FakeEnv faulty;
    faulty.files["island.yaml"] =
        "deadlines:\n  - id: hr-foi-decision\n    names: {en: I, hr: O, sr: О}\n    rule: PT5M "
        "term\n";
    const Outcome bad = run(faulty, {"calendar", "check", "island.yaml"});
    CHECK(bad.code == remit::cli::kExitFindings);
    CHECK(contains(bad.printed, "duplicate-id"));
    CHECK(contains(bad.printed, "uncountable-rule"));
    // A file that stands in for one of ours is not read beside it.
    FakeEnv same;
    same.files["work/packs/hr/calendar.yaml"] = "counting: []\n";
    CHECK(contains(run(same, {"calendar", "check", "work/packs/hr/calendar.yaml"}).printed,
                   "unknown-reference"));
    FakeEnv picture;
    picture.files["a.yaml"] = std::string("\x89PNG\r\n\x1a\n\0\0", 10);
    CHECK(run(picture, {"calendar", "check", "a.yaml"}).code == remit::cli::kExitFailed);
}
