// Papers from the command line: marked when they are brought, given to who may read them, refused
// with reasons and cures.
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

/// A matter with talking points that are marked LIMITE.
Scenario& with_paper(Scenario& office) {
    office.at("2026-06-08T09:10:00+02:00");
    office.as("officer-5-1-1-a");
    office.open(set({{"title", "Partnership package"},
                     {"origin", "draft"},
                     {"forum", "nac"},
                     {"topics", "nato_policy"},
                     {"target_text", "PO(2026)0123"}},
                    {"position", "open"}));
    office.done({"matter", "bring", office.matter, "--paper", "talking_points=paper.txt",
                 "--marking", "LIMITE"});
    return office;
}

Words paper(const Scenario& office, Words more = {}) {
    Words words{"matter", "paper", office.matter, "talking_points-1"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE(
    "paper command: the bytes go to standard output, or to a file of which is told what it is") {
    Scenario office("hr");
    with_paper(office);
    CHECK(office.done(paper(office)) == "a paper");
    check_golden("cli/matter-paper.txt", office.done(paper(office, {"--out", "copy.txt"})));
    CHECK(office.env.files["copy.txt"] == "a paper");
    check_golden("cli/matter-paper.json",
                 office.done(paper(office, {"--out", "copy.txt", "--json"})));
    office.env.files["paper.txt"] = "another version";
    office.done({"matter", "bring", office.matter, "--paper", "talking_points-1=paper.txt"});
    CHECK(office.done(paper(office)) == "another version");
    CHECK(office.done(paper(office, {"--edition", "1"})) == "a paper");
    CHECK(contains(office.story(), "'talking_points-1' is marked LIMITE"));
}

TEST_CASE(
    "paper command: what stands too high is refused with its cure, in the reader's language") {
    Scenario office("hr");
    with_paper(office);
    const auto bring = [&](std::string marking, std::string language) {
        return office.declined({"matter", "bring", office.matter, "--paper",
                                "talking_points=paper.txt", "--marking", std::move(marking),
                                "--language", std::move(language)});
    };
    check_golden("cli/matter-marking-en.txt", bring("NATO SECRET", "en"));
    check_golden("cli/matter-marking-hr.txt", bring("TAJNO", "hr"));
    check_golden("cli/matter-marking-sr.txt", bring("СТРОГО ПОВЕРЉИВО", "sr"));
    CHECK(contains(bring("NATO SECRT", "en"), "NATO SECRET"));
}

TEST_CASE("paper command: what cannot be given is told with what was meant") {
    Scenario office("hr");
    with_paper(office);
    CHECK(contains(office.declined({"matter", "paper", office.matter, "talking_point-1"}),
                   "did you mean 'talking_points-1'?"));
    CHECK(contains(office.declined(paper(office, {"--edition", "2"})), "its newest is 1"));
    CHECK_FALSE(office.declined(paper(office, {"--emergency", "The minister asks"})).empty());
    CHECK(contains(office.failed(paper(office, {"--edition", "x"})), "--edition"));
    CHECK(contains(office.failed(paper(office, {"--json"})), "--out"));
    CHECK(contains(office.failed({"matter", "paper", "m0", "talking_points-1"}),
                   "there is no matter 'm0'"));
    CHECK(contains(office.failed({"matter", "paper", office.matter}), "is not complete"));
    CHECK(contains(office.failed({"matter", "step", office.matter, "edit", "--marking", "NU"}),
                   "none is brought"));
    office.env.variables.erase("REMIT_OFFICER");
    CHECK(contains(office.failed(paper(office)), "--as"));
}

TEST_CASE("matter command: the list is an officer's where one is named, and whole without") {
    Scenario office("hr");
    with_paper(office);
    CHECK(contains(office.done({"matter", "list"}), "Partnership package"));
    CHECK(contains(office.failed({"matter", "list", "--as", "officer-5-1-1-z"}),
                   "did you mean 'officer-5-1-1-a'?"));
    office.env.variables.erase("REMIT_OFFICER");
    CHECK(contains(office.done({"matter", "list"}), "Partnership package"));
}

}  // namespace remit::cli
