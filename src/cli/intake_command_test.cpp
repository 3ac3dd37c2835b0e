// remit obligation, item and meeting in an office: taken in, opened, registered, taken up, planned,
// as people and programs are shown it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/golden.h"
#include "support/outcomes.h"
#include "support/scenario.h"

namespace remit::cli {
namespace {

using testing::check_golden;
using testing::contains;
using testing::Printed;
using testing::Scenario;
using testing::set;
using testing::Words;

std::string failed(Scenario& office, const Words& words) {
    const Printed printed = office.run(words);
    CHECK(printed.code == kExitFailed);
    return printed.errors;
}

/// An office on 1 March, in which an officer of the security service works.
Scenario& on_1_march(Scenario& office) {
    office.at("2027-03-01T08:00:00Z");
    office.as("officer-5-1-2-a");
    return office;
}

}  // namespace

TEST_CASE("intake command: obligations are taken in, opened, and shown with their matters") {
    Scenario office("hr");
    on_1_march(office);
    CHECK(contains(office.done({"obligation", "list"}), "`remit obligation import`"));
    CHECK(contains(office.done({"obligation", "import"}), "obligations were entered:"));
    CHECK(contains(office.done({"obligation", "import"}), "were there already"));
    const std::string before = office.done({"obligation", "due"});
    CHECK(contains(before, "no matter is open for it"));
    office.done({"obligation", "open", "BWC-CBM", "--due", "2027-04-15"});
    check_golden("cli/obligation-due-office.txt", office.done({"obligation", "due"}));
    CHECK(contains(office.done({"obligation", "show", "BWC-CBM"}), "Expected"));
    CHECK(contains(office.declined({"obligation", "open", "BWC-CBM", "--due", "2027-04-15"}),
                   "has its matter"));
    CHECK(contains(office.declined({"obligation", "open", "BWC-CBM", "--due", "2027-04-16"}),
                   "next are: 2027-04-15"));
    CHECK(contains(failed(office, {"obligation", "open"}), "name it"));
    CHECK(contains(failed(office, {"obligation", "import", "--file", "none.yaml"}), "none.yaml"));
    office.env.variables.erase("REMIT_OFFICER");
    CHECK(contains(failed(office, {"obligation", "import"}), "--as"));
}

TEST_CASE("intake command: a letter comes in, goes to a unit, and becomes a matter") {
    Scenario office("hr");
    office.as("officer-5-1-1-a");
    office.env.files["in/note.pdf"] = "a note";
    const Words add{"item",       "add",       "in/note.pdf", "--from", "Embassy", "--subject",
                    "Draft text", "--channel", "mail",        "--body", "NAC"};
    CHECK(contains(office.done(add), "item 2026/1: registered"));
    CHECK(contains(office.done(add), "the bytes of 'note.pdf' came before"));
    CHECK(contains(office.done({"item", "assign", "2026/1", "5.1.1"}), "given to a unit"));
    check_golden("cli/item-list.txt", office.done({"item", "list", "--open"}));
    check_golden("cli/item-list.json", office.done({"item", "list", "--unit", "5.1.1", "--json"}));
    CHECK(contains(office.done({"item", "close", "2026/2", "--ground", "duplicate"}), "closed"));
    Words take{"item",   "take", "2026/1",  "--procedure", "position",
               "--step", "open", "--paper", "incoming"};
    const Words fields = set({{"title", "Partnership package"},
                              {"origin", "draft"},
                              {"forum", "nac"},
                              {"topics", "nato_policy"},
                              {"target_text", "PO(2026)0123"}});
    take.insert(take.end(), fields.begin(), fields.end());
    CHECK(contains(office.done(take), "item 2026/1: taken up\n  matter "));
    CHECK(contains(office.done({"item", "show", "2026/1", "--language", "hr"}), "uzeto u rad"));
    CHECK(contains(office.declined(take), "already"));
    CHECK(contains(office.done({"item", "list", "--open"}), "No such item"));
}

TEST_CASE("intake command: wrong words about items are answered with what there is") {
    Scenario office("hr");
    office.as("officer-5-1-1-a");
    office.env.files["note.pdf"] = "a note";
    CHECK(contains(failed(office, {"item", "add", "nothing.pdf", "--from", "X", "--subject", "Y"}),
                   "nothing.pdf"));
    CHECK(contains(failed(office, {"item", "add", "note.pdf", "--body", "NACX"}), "NACX"));
    CHECK(contains(office.declined({"item", "add", "note.pdf"}), "nothing stands for --from"));
    CHECK(contains(office.declined({"item", "add", "note.pdf", "--from", "X", "--subject", "Y",
                                    "--classification", "povjerljivo"}),
                   "POVJERLJIVO"));
    CHECK(contains(failed(office, {"item", "show", "2026/9"}), "nothing has come in yet"));
    CHECK(contains(failed(office, {"item", "show"}), "2026/17"));
    CHECK(contains(failed(office, {"item", "assign", "2026/1"}), "an item and a unit"));
    CHECK(contains(failed(office, {"item", "list", "--after", "x"}), "no key of a page"));
    CHECK(contains(failed(office, {"item", "lst"}), "did you mean 'list'?"));
}

TEST_CASE("intake command: a meeting is planned, moved and recorded, and its matters are linked") {
    Scenario office("hr");
    office.as("officer-5-1-1-a");
    CHECK(contains(office.done({"meeting", "add", "--body", "NAC", "--at", "2026-02-11T10:00",
                                "--place", "Brussels"}),
                   "meeting 2026/1: planned"));
    office.done({"meeting", "agenda", "2026/1", "--title", "Partnership package"});
    office.done({"meeting", "move", "2026/1", "--at", "2026-02-12T10:00", "--note", "strike"});
    check_golden("cli/meeting-list.txt", office.done({"meeting", "list"}));
    office.at("2026-02-12T12:00:00Z");
    office.done({"meeting", "record", "2026/1", "1", "--outcome", "agreed"});
    check_golden("cli/meeting-show.txt", office.done({"meeting", "show", "2026/1"}));
    CHECK(contains(office.done({"meeting", "list"}), "No such meeting"));
    CHECK(contains(office.done({"meeting", "list", "--all", "--json"}), "\"held\""));
    CHECK(contains(failed(office, {"meeting", "record", "2026/1"}), "a position"));
    CHECK(contains(failed(office, {"meeting", "add", "--at", "2026-02-11T10:00"}), "--body"));
    CHECK(contains(failed(office, {"meeting", "show", "2026/7"}), "there is no meeting '2026/7'"));
}

}  // namespace remit::cli
