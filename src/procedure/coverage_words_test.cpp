// How duties stand is said in words that hold no more and no less than the coverage.
#include "procedure/coverage_words.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "procedure/loader.h"
#include "support/procedure_sample.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

using diag::Language;

std::vector<Definition> sample() {
    const ProcedureFile file{.name = "visit.yaml", .bytes = testing::kSampleProcedure};
    const LoadedProcedures loaded = load_procedures({&file, 1}, testing::vocabulary());
    return {loaded.library.all().begin(), loaded.library.all().end()};
}

remit::FunctionId function(std::string_view id) {
    return *testing::vocabulary().find_function(id);
}

Coverage standing(std::size_t whole, std::size_t none) {
    Coverage coverage;
    for (std::size_t i = 0; i < whole + none; ++i) {
        coverage.duties.push_back({.duty = remit::DutyId(i),
                                   .served = i < whole ? Served::whole : Served::none,
                                   .functions = {},
                                   .besides = {}});
    }
    return coverage;
}

std::size_t percents(std::size_t whole, std::size_t none) {
    return tally(standing(whole, none), Language::en).front().percents;
}

}  // namespace

TEST_CASE(
    "coverage words: percents are rounded, but nearly all is not all, and little not nothing") {
    CHECK(percents(1, 2) == 33);
    CHECK(percents(2, 1) == 67);
    CHECK(percents(1, 1) == 50);
    CHECK(percents(999, 1) == 99);
    CHECK(percents(1, 999) == 1);
    CHECK(percents(5, 0) == 100);
    CHECK(percents(0, 5) == 0);
    CHECK(percents(0, 0) == 0);
}

TEST_CASE("coverage words: the tally has each standing once and adds up") {
    const auto rows = tally(standing(3, 4), Language::hr);
    REQUIRE(rows.size() == 4);
    std::size_t count = 0;
    for (const CoverageTally& row : rows) count += row.count;
    CHECK(count == 7);
    CHECK(rows[0].standing == "ima postupak");
    CHECK(rows[3].standing == "ostali poslovi");
}

TEST_CASE(
    "coverage words: works of one function share a row, with the parts that are the whole work") {
    const std::vector<Definition> definitions = sample();
    const StepId report = *definitions[0].find_step("report");
    const ConsultationId experts = *definitions[0].find_consultation("experts");
    const Work whole{
        .procedure = 0, .function = function("coordinate"), .steps = {}, .consultations = {}};
    const Work step{
        .procedure = 0, .function = function("coordinate"), .steps = {report}, .consultations = {}};
    const Work answer{.procedure = 0,
                      .function = function("give_opinion"),
                      .steps = {},
                      .consultations = {experts}};
    const ServedDuty duty{
        .duty = remit::DutyId(std::size_t{0}),
        .served = Served::part,
        .functions = {{.function = function("coordinate"), .works = {whole, step}},
                      {.function = function("monitor"), .works = {}}},
        .besides = {answer}};
    const ServedWords words = in_words(duty, definitions, testing::vocabulary(), Language::en);
    CHECK(words.standing == "carried out in part");
    REQUIRE(words.functions.size() == 2);
    CHECK(words.functions[0].function == "coordinate");
    CHECK(words.functions[0].works == "Visit (visit); Visit (visit), step 'Report'");
    CHECK(words.functions[1].works == "no procedure yet");
    CHECK(words.unread.empty());
    REQUIRE(words.besides.size() == 1);
    CHECK(words.besides[0].works == "Visit (visit), answer to 'Experts'");
    const ServedWords latin = in_words(duty, definitions, testing::vocabulary(), Language::sr_latn);
    CHECK(latin.besides[0].works == "Poseta (visit), odgovor na 'Stručnjaci'");
}

TEST_CASE(
    "coverage words: a duty whose function nobody could read says so, other work names none") {
    ServedDuty duty{.duty = remit::DutyId(std::size_t{0}),
                    .served = Served::none,
                    .functions = {},
                    .besides = {}};
    CHECK(in_words(duty, {}, testing::vocabulary(), Language::en).unread ==
          "no function could be read from its words");
    duty.served = Served::residual;
    CHECK(in_words(duty, {}, testing::vocabulary(), Language::en).unread.empty());
}

}  // namespace remit::procedure
