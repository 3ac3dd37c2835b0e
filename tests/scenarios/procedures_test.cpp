// Both institutions run each of the four procedures from its opening to its end, by the units that
// their acts name, from the command line.
//
// Every entry must say by which power it came about, and what has ended is no longer among the open
// matters.
#include <doctest/doctest.h>

#include <string>

#include "support/grounds.h"
#include "support/scenario.h"
#include "support/walks.h"

namespace remit::testing {
namespace {

Words with_papers(Words words, const WalkStep& step) {
    for (const std::string& kind : step.papers)
        words.insert(words.end(), {"--paper", kind + "=paper.txt"});
    if (!step.papers.empty()) words.emplace_back("--signed");
    return words;
}

void take(Scenario& office, const Walk& walk, const WalkStep& step) {
    office.at(step.moment);
    office.as(step.officer);
    if (!step.answer.empty()) return office.answer(step.step, step.answer, step.text);
    const Words words = with_papers(set(step.fields), step);
    if (!office.matter.empty()) return office.take(step.step, words);
    Words opening{walk.procedure, step.step};
    opening.insert(opening.end(), words.begin(), words.end());
    office.open(opening);
}

/// From the opening to the end; the grounds of its entries.
Grounds run(std::string_view name) {
    const Walk walk = walk_named(name);
    Scenario office(walk.pack);
    for (const WalkStep& step : walk.steps) take(office, walk, step);
    CHECK(office.state == walk.end);
    CHECK(office.done({"matter", "list"}).find(office.matter) == std::string::npos);
    CHECK(office.done({"matter", "list", "--ended", "--json"}).find(office.matter) !=
          std::string::npos);
    const Grounds grounds = check_grounds(office.story({"--json"}));
    CHECK(grounds.entries >= walk.steps.size());
    return grounds;
}

}  // namespace

TEST_CASE("scenarios: a position of the Croatian service for NATO, from the draft to the archive") {
    CHECK(run("hr-position").by_own_duty == walk_named("hr-position").steps.size());
}

TEST_CASE("scenarios: a position of the Serbian department for the OSCE, to the archive") {
    CHECK(run("rs-position").by_own_duty == walk_named("rs-position").steps.size());
}

TEST_CASE("scenarios: a declaration of the Croatian service for security, to its receipt") {
    CHECK(run("hr-obligation").by_own_duty == walk_named("hr-obligation").steps.size());
}

TEST_CASE("scenarios: a declaration of the Serbian department for the UN, to its receipt") {
    CHECK(run("rs-obligation").by_own_duty == walk_named("rs-obligation").steps.size());
}

TEST_CASE("scenarios: a complaint to a committee is other work of the Croatian directorate") {
    CHECK(run("hr-communication").by_own_duty == 0);
}

TEST_CASE("scenarios: a complaint to a committee, answered by the Serbian section") {
    CHECK(run("rs-communication").by_own_duty == walk_named("rs-communication").steps.size());
}

TEST_CASE("scenarios: a brief of the Croatian service for NATO, cleared by its sector") {
    CHECK(run("hr-brief").by_own_duty > 0);
}

TEST_CASE("scenarios: a brief of the Serbian department for the OSCE, cleared by the sector") {
    CHECK(run("rs-brief").by_own_duty > 0);
}

}  // namespace remit::testing
