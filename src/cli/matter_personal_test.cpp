// What a matter says of people, from the command line: hidden in its story, shown to who may know
// of it, and erased.
#include <doctest/doctest.h>

#include <string>

#include "support/golden.h"
#include "support/outcomes.h"
#include "support/scenario.h"

namespace remit::cli {
namespace {

using testing::check_golden;
using testing::contains;
using testing::Scenario;
using testing::set;

/// A complaint of somebody who is named, which the Section for Human Rights leads.
void complain(Scenario& office) {
    office.at("2026-06-08T09:10:00+02:00");
    office.as("officer-v-a");
    office.open(set({{"registration", "4321/2026"},
                     {"title", "J. P."},
                     {"author", "Jovana Primer"},
                     {"committee", "cat_committee"},
                     {"topics", "individual_complaints"},
                     {"state", "RS"},
                     {"accepted", "yes"},
                     {"transmitted", "2026-06-01"},
                     {"received_on", "2026-06-05"}},
                    {"communication", "receive", "--paper", "note=paper.txt", "--signed"}));
}

}  // namespace

TEST_CASE("personal command: a name is shown to who may know of it, and the reading is recorded") {
    Scenario office("rs");
    complain(office);
    CHECK_FALSE(contains(office.story(), "Jovana"));
    check_golden("cli/matter-personal.txt", office.done({"matter", "personal", office.matter}));
    check_golden("cli/matter-personal.json",
                 office.done({"matter", "personal", office.matter, "--json"}));
    CHECK(contains(office.story(), "Personal data read"));
}

TEST_CASE("personal command: for a unit that does not need the matter it is not there") {
    Scenario office("rs");
    complain(office);
    office.as("officer-ii-a");
    CHECK(contains(office.failed({"matter", "personal", office.matter}), "there is no matter"));
    CHECK_FALSE(contains(office.done({"matter", "list", "--json"}), office.matter));
    office.as("officer-v-a");
    CHECK(contains(office.done({"matter", "list", "--json"}), office.matter));
}

TEST_CASE("personal command: a head erases it on a ground, and the story says so") {
    Scenario office("rs");
    complain(office);
    office.as("head-v");
    office.done({"matter", "erase", office.matter, "--note", "at the request of the person"});
    CHECK(contains(office.story(), "what stood in Who complains is not there any more"));
    CHECK(
        contains(office.declined({"matter", "personal", office.matter}), "holds no personal data"));
}

}  // namespace remit::cli
