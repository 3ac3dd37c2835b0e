// What a practitioner would try first, from the command line: two complaints on one day, a silence
// over Easter, a request for information with its counting, a reorganisation.
//
// The numbers are those of the acceptance scenarios; what the engines answer to them is tested
// beside the engines, here the whole way is.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/embedded.h"
#include "support/grounds.h"
#include "support/outcomes.h"
#include "support/scenario.h"

namespace remit::testing {
namespace {

Words note(const std::string& committee, const std::string& topic, const std::string& step) {
    Words words = set({{"registration", "1234/2026"},
                       {"title", "A.B."},
                       {"committee", committee},
                       {"topics", "individual_complaints"},
                       {"state", "RS"},
                       {"accepted", "yes"},
                       {"transmitted", "2026-08-31"},
                       {"received_on", "2026-08-31"}},
                      {"communication", step, "--paper", "note=paper.txt"});
    if (!topic.empty()) words.insert(words.end(), {"--set", "topics=" + topic});
    return words;
}

/// Lets the clock of the office run to the moment.
void pass(Scenario& office, std::string_view moment) {
    office.at(moment);
    office.done({"office", "tick"});
}

TEST_CASE(
    "scenarios: 4: of two complaints on one day one has six months and one three, and interim "
    "measures are told within a day") {
    Scenario office("rs");
    office.at("2026-08-31T10:00:00Z");
    office.as("officer-v-a");
    office.open(note("cerd", "racism", "receive"));
    CHECK(contains(office.story({"--json"}), R"("due": "2026-11-30")"));

    Words urgent = note("crc_committee", {}, "receive_urgent");
    const Words interim = set({{"interim_measure", "do not remove the child"},
                               {"interim_received", "2026-08-31T11:30 Europe/Belgrade"},
                               {"alerted", "rs_ministry_interior"},
                               {"interim_due", "2026-10-31"}});
    urgent.insert(urgent.end(), interim.begin(), interim.end());
    office.open(urgent);
    CHECK(contains(office.story({"--json"}), R"("due": "2027-02-28")"));
    // Within a day; it is the first of all that the receipt says is due after the ministry's
    // answer.
    CHECK(contains(office.story({"--json"}), R"("due": "2026-09-01T09:30:00Z)"));
    CHECK(contains(office.done({"matter", "consult", office.matter}), "q1"));
    pass(office, "2026-09-01T09:00:00Z");
    const std::string story = office.story();
    CHECK(contains(story, "the head of V "));
    CHECK(contains(story, "the officer on duty is told"));
    office.take("confirm_standstill", {"--note", "border police told"});
    CHECK(check_grounds(office.story({"--json"})).by_clock == 1);
}

TEST_CASE(
    "scenarios: 5: a silence over Easter keeps its instant in Brussels, shows the holiday at home, "
    "and is escalated all the same") {
    Scenario office("hr");
    office.at("2026-04-02T10:00:00+02:00");
    office.as("officer-5-1-1-a");
    office.open(set({{"title", "Partnership package"},
                     {"forum", "nac"},
                     {"topics", "nato_policy"},
                     {"target_text", "PO(2026)0123"},
                     {"revision", "(AS1)"},
                     {"silence_expiry", "2026-04-07T17:00 Europe/Brussels"}},
                    {"position", "open_silence"}));
    const std::string why = office.story({"--why"});
    CHECK(contains(why, "7 April 2026, 17:00 (Europe/Brussels)"));
    CHECK(contains(why, "Easter Monday"));
    pass(office, "2026-04-07T16:00:00+02:00");
    CHECK(contains(office.story(), "the officer on duty is told"));
    CHECK(contains(office.story({"--json"}), R"("state": "triggered")"));
    pass(office, "2026-04-07T17:00:01+02:00");
    CHECK(contains(office.story({"--json"}), R"("state": "adopted")"));
    check_grounds(office.story({"--json"}));
}

TEST_CASE(
    "scenarios: 9: a request for information of 31 January is due on 18 February, line by line") {
    FakeEnv env;
    const Words words{"deadline", "explain", "rs-foi-decision", "--from", "2026-01-31"};
    CHECK(cli::run(env, words) == cli::kExitDone);
    CHECK(contains(env.printed, "18 February 2026"));
    CHECK(contains(env.printed, "  1  "));
}

/// The Croatian act with another name for the service for NATO, and without the duty to work with
/// the office for mine clearance, which another body takes over.
std::string reorganised_act() {
    std::string act(*base::find_embedded(base::embedded_files(), "packs/hr/remit.yaml"));
    const std::string_view old = "Služba za NATO";
    for (std::size_t at = act.find(old); at != std::string::npos; at = act.find(old, at))
        act.replace(at, old.size(), "Služba za Sjevernoatlantski savez");
    const std::size_t inside = act.find("hr_mine_action_office");
    REQUIRE(inside != std::string::npos);
    const std::size_t begin = act.rfind("      - id:", inside);
    return act.erase(begin, act.find("      - id:", inside) - begin);
}

TEST_CASE(
    "scenarios: 10: after a reorganisation old cases keep their numbers and show both names, and a "
    "duty that nobody has any more is listed") {
    Scenario office("hr");
    office.at("2026-03-02T10:00:00+01:00");
    office.as("officer-5-1-1-a");
    office.open(set({{"title", "Partnership package"},
                     {"origin", "draft"},
                     {"forum", "nac"},
                     {"topics", "nato_policy"},
                     {"target_text", "PO(2026)0123"}},
                    {"position", "open"}));
    const std::string number = Scenario::member(office.story({"--json"}), "number");
    office.env.files["act.yaml"] = reorganised_act();
    const Words words{"reorganise", "--act", "act.yaml", "--from", "2026-03-02"};
    Words dry = words;
    dry.emplace_back("--dry-run");
    const std::string planned = office.done(dry);
    CHECK(contains(planned, "dropped\n  - 5.1.2-03"));
    CHECK(contains(planned, "'5.1.1 Služba za NATO' -> '5.1.1 Služba za Sjevernoatlantski savez'"));
    CHECK_FALSE(contains(office.story(), "Sjevernoatlantski"));

    office.as("administrator");
    CHECK(contains(office.done(words), "5.1.2-03"));
    office.as("officer-5-1-1-a");
    office.take("assign", set({{"drafter", "officer-5-1-1-a"}}, {}));
    CHECK(Scenario::member(office.story({"--json"}), "number") == number);
    CHECK(contains(office.story(), "5.1.1 Služba za Sjevernoatlantski savez (Služba za NATO)"));
    CHECK(contains(office.done({"ledger", "verify"}), "everything fits"));
}

}  // namespace
}  // namespace remit::testing
