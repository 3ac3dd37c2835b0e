// How fast the engines decide: who may act, what a step changes, when something is due, and what a
// start costs.
//
// `authorise`: every unit of both packs with every function, on subjects drawn from the duties, in
// a fixed random order; and the same with a made remit of 10,000 duties in 550 units; the mean, and
// the median and the slowest hundredth of single questions. `step`: one step of a matter under the
// procedure for communications, decided; the opening starts all of its clocks. `apply`: its events
// applied. `deadline`: a term under counting rules, with its derivation. `load`: the YAML of all
// procedures, and of all calendars.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "authority/competence.h"
#include "calendar/book_loader.h"
#include "carried.h"
#include "procedure/engine.h"
#include "procedure/hierarchy.h"
#include "procedure/loader.h"
#include "procedure/value.h"

namespace remit::bench {
namespace {

remit::Remit pack_remit(std::string_view pack) {
    return load_pack(pack).compilation.remit;
}

std::vector<authority::Question> questions_on(const remit::Remit& act) {
    constexpr std::size_t kQuestions = 4096;
    Sequence any;
    std::vector<authority::Question> questions(kQuestions);
    for (authority::Question& question : questions) {
        const remit::Duty& about = act.duties[any.below(act.duties.size())];
        question.unit = any.below(2) == 0 ? about.unit : remit::UnitId(any.below(act.units.size()));
        question.function = about.functions.empty() || any.below(4) == 0
                                ? remit::FunctionId(any.below(vocabulary().functions.size()))
                                : about.functions.front();
        question.subject.bodies.assign(about.bodies.begin(),
                                       about.bodies.begin() + (about.bodies.empty() ? 0 : 1));
        question.subject.topics.assign(about.topics.begin(),
                                       about.topics.begin() + (about.topics.empty() ? 0 : 1));
    }
    return questions;
}

/// What single questions cost, each asked after all the others, sorted; reading the clock included.
std::vector<double> costs_of(const authority::Competence& competence,
                             const std::vector<authority::Question>& questions) {
    constexpr int kRounds = 16;
    using Clock = std::chrono::steady_clock;
    std::vector<double> costs;
    costs.reserve(kRounds * questions.size());
    for (int round = 0; round < kRounds; ++round) {
        for (const authority::Question& question : questions) {
            const auto begun = Clock::now();
            benchmark::DoNotOptimize(competence.authorise(question));
            const std::chrono::duration<double, std::nano> took = Clock::now() - begun;
            costs.push_back(took.count());
        }
    }
    std::ranges::sort(costs);
    return costs;
}

void authorise(benchmark::State& state, const remit::Remit& act) {
    const authority::Competence competence(act, vocabulary());
    const std::vector<authority::Question> questions = questions_on(act);
    const std::vector<double> costs = costs_of(competence, questions);
    state.counters["ns_median"] = costs[costs.size() / 2];
    state.counters["ns_p99"] = costs[costs.size() * 99 / 100];
    std::size_t at = 0;
    std::size_t granted = 0;
    for (auto _ : state) {
        const auto decision = competence.authorise(questions[at++ % questions.size()]);
        granted += decision.granted() ? 1U : 0U;
    }
    state.counters["duties"] = static_cast<double>(act.duties.size());
    state.counters["granted"] =
        benchmark::Counter(static_cast<double>(granted), benchmark::Counter::kAvgIterations);
}

void authorise_hr(benchmark::State& state) {
    authorise(state, pack_remit("hr"));
}
void authorise_rs(benchmark::State& state) {
    authorise(state, pack_remit("rs"));
}
void authorise_large(benchmark::State& state) {
    authorise(state, large_remit());
}
BENCHMARK(authorise_hr);
BENCHMARK(authorise_rs);
BENCHMARK(authorise_large);

const calendar::Book& book() {
    static const calendar::Book loaded = calendar::load_embedded_book().value();
    return loaded;
}

void deadline_of(benchmark::State& state, const calendar::Rule& rule, std::string_view calendar) {
    const calendar::Request request{
        .start = *calendar::Date::of(2026, 1, 31), .opened = {}, .calendar = calendar, .zone = {}};
    for (auto _ : state) {
        const auto deadline = book().compute(rule, request);
        if (!deadline.ok()) state.SkipWithError(deadline.error().message.c_str());
        benchmark::DoNotOptimize(deadline);
    }
}

void deadline_term(benchmark::State& state) {
    deadline_of(state, calendar::TermRule{.length = {.days = 15}}, "rs");
}
void deadline_elapsed(benchmark::State& state) {
    deadline_of(state, calendar::ElapsedRule{.length = {.months = 6}}, "");
}
void deadline_working_days(benchmark::State& state) {
    deadline_of(state, calendar::WorkingDaysRule{.count = 10}, "hr");
}
BENCHMARK(deadline_term);
BENCHMARK(deadline_elapsed);
BENCHMARK(deadline_working_days);

/// A communication to a committee that has just arrived.
class Case {
  public:
    Case() : loaded_(procedure::load_embedded_procedures(vocabulary())) {
        definition_ = loaded_.library.latest("communication");
        hierarchy_ = procedure::Hierarchy::of({{"0", ""}, {"V", "0"}});
        world_ = {.book = &book(),
                  .hierarchy = &hierarchy_,
                  .house_calendar = "rs",
                  .house_zone = "Europe/Belgrade"};
    }

    [[nodiscard]] procedure::OpenMatter opening() const {
        procedure::OpenMatter command;
        command.matter = "2026-17";
        command.lead_unit = "V";
        command.first = step("receive", {{"registration", "1234/2026"},
                                         {"title", "A. B. v. Serbia"},
                                         {"committee", "ccpr"},
                                         {"topics", "human_rights"},
                                         {"state", "RS"},
                                         {"accepted", "yes"},
                                         {"transmitted", "2026-08-31"},
                                         {"received_on", "2026-09-02"}});
        command.first.papers = {
            {"n1", *definition_->find_paper_kind("note"), 1, /*is_signed=*/true}};
        return command;
    }
    [[nodiscard]] procedure::TakeStep step(
        std::string_view id,
        const std::vector<std::pair<std::string_view, std::string_view>>& fields) const {
        procedure::TakeStep command;
        command.step = *definition_->find_step(id);
        command.by.officer = "V-head";
        command.by.rank = procedure::Rank::head;
        command.by.power = {
            .function = "prepare_response", .unit = "V", .duty = "V-03", .citation = "V 3)"};
        for (const auto& [name, text] : fields) {
            const procedure::FieldId field = *definition_->find_field(name);
            const auto item = procedure::read_item(definition_->fields[field.index()].type, text);
            command.changes.push_back({field, {{item.value()}}});
        }
        return command;
    }
    [[nodiscard]] procedure::Decision open() const {
        return procedure::open(*definition_, opening(), world_, kArrived);
    }
    [[nodiscard]] procedure::Matter opened() const {
        procedure::Matter matter;
        for (const auto& event : open().events) procedure::apply(*definition_, matter, event);
        return matter;
    }

    static constexpr calendar::Instant kArrived{1'788'336'000};  // 2 September 2026

    [[nodiscard]] const procedure::Definition& definition() const { return *definition_; }
    [[nodiscard]] const procedure::World& world() const { return world_; }

  private:
    procedure::LoadedProcedures loaded_;
    const procedure::Definition* definition_ = nullptr;
    procedure::Hierarchy hierarchy_;
    procedure::World world_;
};

/// The step alone: what the engine decides, which it does on a copy of the matter.
void step_opening(benchmark::State& state) {
    const Case arrived;
    const procedure::OpenMatter command = arrived.opening();
    for (auto _ : state) {
        const procedure::Decision decision =
            procedure::open(arrived.definition(), command, arrived.world(), Case::kArrived);
        if (!decision.ok()) state.SkipWithError("the opening was refused");
        benchmark::DoNotOptimize(decision);
    }
}

void step_register(benchmark::State& state) {
    const Case arrived;
    const procedure::Matter opened = arrived.opened();
    const procedure::Command command =
        arrived.step("register", {{"national_number", "337-00-00123/2026-05"}});
    for (auto _ : state) {
        const procedure::Decision decision =
            procedure::decide(arrived.definition(), opened, command, arrived.world(),
                              Case::kArrived.plus_seconds(60));
        if (!decision.ok()) state.SkipWithError("the step was refused");
        benchmark::DoNotOptimize(decision);
    }
}

/// What whoever keeps the matter does besides: the events of the opening applied to nothing.
void apply_opening(benchmark::State& state) {
    const Case arrived;
    const procedure::Decision decision = arrived.open();
    for (auto _ : state) {
        procedure::Matter matter;
        for (const auto& event : decision.events)
            procedure::apply(arrived.definition(), matter, event);
        benchmark::DoNotOptimize(matter);
    }
    state.counters["events"] = static_cast<double>(decision.events.size());
}
BENCHMARK(step_opening);
BENCHMARK(step_register);
BENCHMARK(apply_opening);

void load_procedures(benchmark::State& state) {
    vocabulary();
    std::size_t count = 0;
    for (auto _ : state)
        count = procedure::load_embedded_procedures(vocabulary()).library.all().size();
    state.counters["procedures"] = static_cast<double>(count);
}
void load_calendars(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(calendar::load_embedded_book());
}
BENCHMARK(load_procedures)->Unit(benchmark::kMillisecond);
BENCHMARK(load_calendars)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace remit::bench
