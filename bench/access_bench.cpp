// How fast it is decided who may read a paper: one decision, and what is made once for each
// request.
//
// `evaluate`: an officer of one unit, and a head over 200 units, before an unclassified paper, one
// with two parts of other schemes, and one that is for 50 units of which none is the reader's (the
// worst common case). `reader`: the facts of a request resolved. `sql`: the predicate of a list.
#include <benchmark/benchmark.h>

#include <string>

#include "authority/access_policy.h"
#include "authority/access_sql.h"
#include "authority/classification_loader.h"

namespace {

using namespace remit::authority;

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

const Moment kNow{*remit::calendar::Date::of(2026, 7, 1), {1'000'000}};
const Days kYear{*remit::calendar::Date::of(2026, 1, 1), *remit::calendar::Date::of(2026, 12, 31)};

AccessRules rules() {
    AccessRules made;
    made.scheme = *schemes().find_scheme("hr");
    made.house = {"hr", "hr-mvep"};
    made.need_to_know_rank = 1;
    made.below = Reach::heads;
    return made;
}

ReaderFacts facts_of(bool head) {
    ReaderFacts facts;
    facts.officer = "ana.horvat";
    for (const char* level : {"hr_secret", "nato_secret", "eu_secret"}) {
        facts.certificates.push_back({*schemes().find_level(level), kYear});
    }
    for (const char* scheme : {"hr", "nato", "eu"})
        facts.briefings.push_back({*schemes().find_scheme(scheme), kYear});
    facts.compartments = {{"ATOMAL", kYear}};
    facts.posts.push_back({.unit = "5.1.1", .head = head});
    for (int unit = 0; head && unit < 200; ++unit)
        facts.posts[0].below.push_back("5.1.1." + std::to_string(unit));
    return facts;
}

Reader reader_of(bool head) {
    return Reader::of(facts_of(head), schemes(), rules(), kNow).value();
}

Paper paper_of(int kind) {
    PaperFacts facts;
    facts.id = "2026-000117-03";
    facts.matter = "2026-000117";
    facts.units = {"5.1.1", "5.2"};
    if (kind > 0) {
        facts.level = schemes().find_level("hr_confidential");
        facts.parts = {{*schemes().find_level("nato_secret"), ""},
                       {*schemes().find_level("eu_restricted"), ""}};
        facts.compartments = {"ATOMAL"};
    }
    if (kind > 1) {
        facts.units.clear();
        for (int unit = 0; unit < 50; ++unit) facts.units.push_back("6.1." + std::to_string(unit));
    }
    return Paper::of(facts, schemes()).value();
}

void evaluate_paper(benchmark::State& state) {
    const Expression policy = access_policy(rules());
    const Reader reader = reader_of(state.range(0) != 0);
    const Paper paper = paper_of(static_cast<int>(state.range(1)));
    for (auto step : state) {
        static_cast<void>(step);
        benchmark::DoNotOptimize(evaluate(policy, reader, paper));
    }
}
BENCHMARK(evaluate_paper)->ArgNames({"head", "paper"})->ArgsProduct({{0, 1}, {0, 1, 2}});

void reader(benchmark::State& state) {
    const AccessRules given = rules();
    const ReaderFacts facts = facts_of(state.range(0) != 0);
    for (auto step : state) {
        static_cast<void>(step);
        benchmark::DoNotOptimize(Reader::of(facts, schemes(), given, kNow));
    }
}
BENCHMARK(reader)->ArgName("head")->Arg(0)->Arg(1);

void sql(benchmark::State& state) {
    const Expression policy = access_policy(rules());
    const Reader who = reader_of(state.range(0) != 0);
    for (auto step : state) {
        static_cast<void>(step);
        benchmark::DoNotOptimize(compile_sql(policy, who));
    }
}
BENCHMARK(sql)->ArgName("head")->Arg(0)->Arg(1);

}  // namespace
