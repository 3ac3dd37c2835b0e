// An office from the command line: made, shown, refused; matters opened, told in three languages,
// declined with reasons and cures.
//
// The office lies in a folder of the test's own, with a clock and random bytes that the test sets,
// so that what is printed is the same at each run.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "office/accounts.h"
#include "office/matter_view.h"
#include "support/golden.h"
#include "support/outcomes.h"
#include "support/scenario.h"

namespace remit::cli {
namespace {

using testing::check_golden;
using testing::contains;
using testing::FakeEnv;
using testing::Printed;
using testing::Scenario;
using testing::set;
using testing::Words;

Words position(Words more = {}) {
    return set({{"title", "Partnership package"},
                {"forum", "nac"},
                {"topics", "nato_policy"},
                {"target_text", "PO(2026)0123"},
                {"silence_expiry", "2026-06-10T17:00 Europe/Brussels"}},
               [&] {
                   Words words{"position", "open_silence"};
                   words.insert(words.end(), more.begin(), more.end());
                   return words;
               }());
}

/// A paper under silence on which a ministry and a unit have been asked, and the unit has answered.
Scenario& consulted(Scenario& office) {
    office.at("2026-06-08T09:10:00+02:00");
    office.as("officer-5-1-1-a");
    office.open(position());
    office.take("assign", set({{"drafter", "officer-5-1-1-a"}}));
    office.take("consult_ministries", set({{"consulted", "hr_ministry_defence"},
                                           {"comments_due", "2026-06-09T12:00 Europe/Brussels"}}));
    office.take("consult_inside", set({{"topic_desk", "5.1.2"},
                                       {"comments_due", "2026-06-09T12:00 Europe/Brussels"}}));
    office.as("officer-5-1-2-a");
    office.answer("q2", "agreed");
    office.as("officer-5-1-1-a");
    return office;
}

}  // namespace

// --- The office ---

TEST_CASE("office command: init makes settings, a key for its owner only, and posts") {
    Scenario office("hr");
    const std::string folder = office.env.variables.at("REMIT_OFFICE");
    CHECK(contains(office.env.files.at(folder + "/office.yaml"), "pack: hr"));
    CHECK(office.env.files.at(folder + "/keys/seal.seed").starts_with("PRIVATE+KEY+"));
    CHECK(office.env.files.at(folder + "/keys/seal.pub").starts_with("hr-mvep-global-affairs+"));
    const std::string status = office.done({"office", "status"});
    CHECK(contains(status, "0 open"));
    CHECK(contains(status, "SQLite"));
    CHECK_FALSE(contains(status, "PRIVATE"));
    CHECK(contains(office.done({"officer", "list"}), "head-5-1-1"));
}

TEST_CASE("office command: init refuses what is there already, and says what to do") {
    Scenario office("hr");
    const std::string folder = office.env.variables.at("REMIT_OFFICE");
    CHECK(contains(office.failed({"office", "init", folder, "--pack", "hr"}),
                   "there is an office in"));
    office.env.files["full/letter.txt"] = "x";
    CHECK(contains(office.failed({"office", "init", "full", "--pack", "hr"}),
                   "it holds 'letter.txt'"));
}

TEST_CASE("office command: what init cannot use is told before anything is made") {
    Scenario office("hr");
    const auto files = office.env.files;
    const auto init = [&](Words more) {
        Words words{"office", "init", "new"};
        words.insert(words.end(), more.begin(), more.end());
        return office.failed(words);
    };
    CHECK(contains(init({}), "no pack is named"));
    CHECK(contains(init({"--pack", "hrr"}), "there is no pack 'hrr'; there are: hr, rs"));
    CHECK(contains(init({"--pack", "hr", "--ledger", "two words"}), "without blanks"));
    CHECK(contains(init({"--pack", "hr", "--staff", "none.yaml"}), "there is no file 'none.yaml'"));
    office.env.files["staff.yaml"] = "officers: [{id: anna}]\nposts: [{id: a, unit: 9.9}]\n";
    CHECK(contains(init({"--pack", "hr", "--staff", "staff.yaml"}), "staff.yaml:2:"));
    CHECK(contains(init({"--pack", "hr", "--authority", "enforced"}), "did you mean 'enforce'?"));
    office.env.files.erase("staff.yaml");
    CHECK(office.env.files == files);
    CHECK_FALSE(office.env.folders.contains("new"));
}

TEST_CASE("office command: a half-made office is no office, and is named") {
    Scenario office("hr");
    // The folder is there for the program, and not for SQLite.
    const std::string errors = office.failed({"office", "init", "nowhere", "--pack", "hr"});
    CHECK(contains(errors, "no office was made"));
    CHECK(contains(errors, "'nowhere'"));
    CHECK(contains(office.failed({"office", "status", "--office", "nowhere"}),
                   "there is no office in 'nowhere'"));
}

TEST_CASE("office command: an office is found by option, variable or the current folder") {
    Scenario office("hr");
    const std::string folder = office.env.variables.at("REMIT_OFFICE");
    office.env.variables.erase("REMIT_OFFICE");
    CHECK(contains(office.failed({"matter", "list"}), "no office in the current folder"));
    office.done({"matter", "list", "--office", folder});
}

// --- Matters ---

TEST_CASE("matter command: the story of a matter in three languages") {
    Scenario office("hr");
    consulted(office);
    check_golden("cli/matter-show-en.txt", office.story({"--why"}));
    check_golden("cli/matter-show-hr.txt", office.story({"--language", "hr"}));
    check_golden("cli/matter-show-sr.txt", office.story({"--language", "sr"}));
    check_golden("cli/matter-show-sr-Latn.txt", office.story({"--language", "sr-Latn"}));
    check_golden("cli/matter-show.json", office.story({"--json"}));
}

TEST_CASE("matter command: the steps that can be taken, and who was asked") {
    Scenario office("hr");
    consulted(office);
    check_golden("cli/matter-step.txt", office.done({"matter", "step", office.matter}));
    check_golden("cli/matter-consult.txt", office.done({"matter", "consult", office.matter}));
    check_golden("cli/matter-consult-hr.txt",
                 office.done({"matter", "consult", office.matter, "--language", "hr"}));
    CHECK(contains(office.done({"matter", "step", office.matter, "--all"}), "clear_unit"));
}

TEST_CASE("matter command: the list is narrowed, and says what was meant") {
    Scenario office("hr");
    consulted(office);
    check_golden("cli/matter-list.txt", office.done({"matter", "list"}));
    const auto has = [&](Words more) {
        more.insert(more.begin(), {"matter", "list"});
        return contains(office.done(more), office.matter.substr(0, 6)) ||
               contains(office.done(more), "Partnership package");
    };
    CHECK(has({"--unit", "5.1.1"}));
    CHECK_FALSE(has({"--unit", "5.1.2"}));
    CHECK(has({"--officer", "officer-5-1-1-a"}));
    CHECK(has({"--procedure", "position", "--state", "internal_consultation"}));
    CHECK(has({"--body", "NAC"}));
    CHECK_FALSE(has({"--body", "osce"}));
    CHECK(has({"--within", "2d"}));
    CHECK_FALSE(has({"--due-until", "2026-06-08"}));
    CHECK_FALSE(has({"--ended"}));
    const auto error = [&](Words more) {
        more.insert(more.begin(), {"matter", "list"});
        return office.failed(more);
    };
    CHECK(contains(error({"--unit", "5.1.9"}), "there is no unit '5.1.9'"));
    CHECK(contains(error({"--officer", "officer-5-1-1-z"}), "did you mean 'officer-5-1-1-a'?"));
    CHECK(contains(error({"--procedure", "positon"}), "did you mean 'position'?"));
    CHECK(contains(error({"--state", "draftng"}), "did you mean 'drafting'?"));
    CHECK(contains(error({"--within", "soon"}), "such as 30d"));
    CHECK(contains(error({"--due-until", "31.1.2026"}), "--due-until"));
    CHECK(contains(error({"--within", "3d", "--due-until", "2026-01-31"}), "one of them"));
    CHECK(contains(error({"--after", "x"}), "no key of a page"));
}

TEST_CASE("matter command: a refusal says why, who is competent and what helps, nothing is done") {
    Scenario office("hr");
    office.at("2026-06-08T09:10:00+02:00");
    office.as("officer-5-1-2-a");
    Words open = position();
    open.insert(open.begin(), {"matter", "open"});
    check_golden("cli/matter-declined-en.txt", office.declined(open));
    Words in_serbian = open;
    in_serbian.insert(in_serbian.end(), {"--language", "sr"});
    check_golden("cli/matter-declined-sr.txt", office.declined(in_serbian));
    CHECK(contains(office.done({"matter", "list"}), "no matters"));
}

TEST_CASE("matter command: what cannot be read is told with what was meant") {
    Scenario office("hr");
    consulted(office);
    const auto step = [&](Words more) {
        more.insert(more.begin(), {"matter", "step", office.matter});
        return more;
    };
    CHECK(contains(office.declined(step({"assgn"})), "did you mean 'assign'?"));
    CHECK(contains(office.declined(step({"assgn", "--language", "hr"})),
                   "jeste li mislili 'assign'?"));
    CHECK(contains(office.declined(step({"edit", "--set", "lin=x"})), "did you mean 'line'?"));
    CHECK(contains(office.failed(step({"edit", "--set", "line"})), "--set"));
    CHECK(contains(office.failed(step({"edit", "--paper", "note=none.pdf"})), "none.pdf"));
    CHECK(contains(office.failed(step({"edit", "--signed"})), "none is brought"));
    CHECK(contains(office.failed(step({"edit", "--expect", "x"})), "is no version"));
    CHECK(contains(office.failed(step({"edit", "--as", "officer-5-1-1"})), "did you mean"));
    CHECK(contains(office.failed({"matter", "show", "m0"}), "there is no matter 'm0'"));
    CHECK(contains(office.failed({"matter", "answer", office.matter}), "is not complete"));
    office.env.variables.erase("REMIT_OFFICER");
    CHECK(contains(office.failed(step({"edit"})), "--as"));
}

TEST_CASE("matter command: who saw an older version is told, and a key does a thing once") {
    Scenario office("hr");
    consulted(office);
    CHECK(contains(office.declined({"matter", "step", office.matter, "edit", "--set", "line=x",
                                    "--expect", "1"}),
                   "not 1: somebody has changed it"));
    const Words once{"matter", "step", office.matter, "edit", "--set", "line=x", "--key", "k-1"};
    office.done(once);
    CHECK(contains(office.done(once), "nothing was done twice"));
    CHECK(contains(office.declined({"matter", "step", office.matter, "edit", "--set", "line=y",
                                    "--key", "k-1"}),
                   "was used for another command"));
}

TEST_CASE(
    "matter command: a matter is given to an officer, a paper brought, a question withdrawn") {
    Scenario office("hr");
    consulted(office);
    office.as("head-5-1-1");
    office.done({"matter", "assign", office.matter, "officer-5-1-1-b"});
    CHECK(contains(office.story(), "given to officer-5-1-1-b"));
    office.declined({"matter", "assign", office.matter, "officer-5-1-2-a"});
    office.done({"matter", "bring", office.matter, "--paper", "talking_points=paper.txt"});
    CHECK(contains(office.story(), "talking_points-1"));
    office.env.files["paper.txt"] = "another version";
    office.done({"matter", "bring", office.matter, "--paper", "talking_points-1=paper.txt"});
    CHECK(contains(office.story(), "talking_points-1, version 2"));
    office.done({"matter", "withdraw", office.matter, "q1", "--note", "asked by telephone"});
    CHECK(contains(office.story(), "q1 was withdrawn: asked by telephone"));
}

TEST_CASE("unit and officer commands show who does what, with the clauses") {
    Scenario office("hr");
    consulted(office);
    check_golden("cli/unit-list.txt", office.done({"unit"}));
    check_golden("cli/unit-show-hr.txt", office.done({"unit", "5.1.1", "--language", "hr"}));
    check_golden("cli/officer-show.txt", office.done({"officer", "officer-5-1-1-a"}));
    CHECK(contains(office.failed({"unit", "5.1.11"}), "did you mean"));
    CHECK(contains(office.failed({"officer", "head-5-1-9"}), "did you mean"));
}

TEST_CASE("officer command: an establishment is adopted whole, and then counts") {
    Scenario office("hr");
    office.env.files["staff.yaml"] =
        "officers: [{id: anna}]\nposts:\n  - {id: nato, unit: 5.1.1, rank: officer, officer: "
        "anna}\n";
    office.done({"officer", "adopt", "staff.yaml", "--as", "administrator"});
    CHECK(contains(office.done({"officer", "list"}), "anna"));
    CHECK_FALSE(contains(office.done({"officer", "list"}), "head-5-1-1"));
    office.env.files["staff.yaml"] = "officers: [{id: anna}]\nposts: [{id: a, unit: 9.9}]\n";
    CHECK(contains(office.failed({"officer", "adopt", "staff.yaml"}), "nothing was adopted"));
    CHECK(contains(office.done({"officer", "list"}), "anna"));
}

// --- Passwords ---

/// Whether the officer of the scenario's office may sign in with it.
bool signs_in(Scenario& office, std::string_view officer, std::string_view password) {
    const std::string folder = office.env.variables.at("REMIT_OFFICE");
    const auto opened = support::must(office::Office::open(office.env, folder));
    return support::must(office::check_password(*opened, officer, password));
}

TEST_CASE("officer command: a password is the first line of standard input, and is not shown") {
    Scenario office("hr");
    office.env.input = "četiri sasvim obične riječi\r\nno part of it\n";
    const std::string printed = office.done({"officer", "password", "head-5-1-1"});
    CHECK(contains(printed, "head-5-1-1 has a new password"));
    CHECK_FALSE(contains(printed, "riječi"));
    CHECK(signs_in(office, "head-5-1-1", "četiri sasvim obične riječi"));
    office.env.input = "four plain english words";  // no end of line
    const std::string json = office.done({"officer", "password", "head-5-1-1", "--json"});
    CHECK(Scenario::member(json, "officer") == "head-5-1-1");
    CHECK_FALSE(contains(json, "four"));
    CHECK(signs_in(office, "head-5-1-1", "four plain english words"));
    CHECK_FALSE(signs_in(office, "head-5-1-1", "četiri sasvim obične riječi"));
}

TEST_CASE("officer command: a password that is made has no look-alikes, and differs each time") {
    Scenario office("hr");
    const Words make{"officer", "password", "head-5-1-1", "--generate", "--json"};
    const std::string password = Scenario::member(office.done(make), "password");
    CHECK(password.size() == 20);
    CHECK(password.find_first_of("0O1lI") == std::string::npos);
    CHECK(signs_in(office, "head-5-1-1", password));
    CHECK(Scenario::member(office.done(make), "password") != password);
    CHECK_FALSE(signs_in(office, "head-5-1-1", password));
    CHECK(office.done({"officer", "password", "head-5-1-1", "--generate"})
              .starts_with("head-5-1-1 signs in with "));
}

TEST_CASE("officer command: a password is refused with what helps, and the old one stays") {
    Scenario office("hr");
    const Words give{"officer", "password", "head-5-1-1"};
    office.env.input = "four plain english words\n";
    office.done(give);
    office.env.input = "short\n";
    CHECK(contains(office.failed(give), "fewer than 12 characters; several words"));
    office.env.input = "\nfour plain english words\n";
    CHECK(contains(office.failed(give), "--generate"));
    office.env.input = "four plain\xff words\n";
    CHECK(contains(office.failed(give), "no text in UTF-8"));
    office.env.input = "four plain english words\n";
    CHECK(contains(office.failed({"officer", "password"}), "such as `remit officer password"));
    CHECK(contains(office.failed({"officer", "password", "a", "b"}), "takes one officer"));
    CHECK(contains(office.failed({"officer", "password", "head-5-1-9"}), "did you mean"));
    CHECK(signs_in(office, "head-5-1-1", "four plain english words"));
}

TEST_CASE("demo command: every officer signs in with the password that is printed") {
    FakeEnv env;
    const support::TestFolder disk;
    const std::string folder = disk / "demo";
    const std::string place = folder + "/rs";
    std::filesystem::create_directories(place);  // for the database, which is a real file
    const Words words{"demo", folder, "--pack", "rs", "--date", "2026-11-27", "--json"};
    REQUIRE_MESSAGE(run(env, words) == kExitDone, env.printed_errors);
    const std::string password = Scenario::member(env.printed, "password");
    CHECK(password == "remit-demo-2026");
    const auto office = support::must(office::Office::open(env, place));
    const office::StaffFile staff = support::must(office::find_staff(*office));
    CHECK(staff.establishment.staff().officers.size() > 10);
    for (const std::string& officer : staff.establishment.staff().officers) {
        CAPTURE(officer);
        CHECK(support::must(office::check_password(*office, officer, password)));
    }
}

}  // namespace remit::cli
