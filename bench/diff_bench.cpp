// How long a comparison of two versions takes: 250 to 16,000 duties a side, a tenth reworded, a
// twentieth moved.
//
// The goal is 2,000 duties a side in under a second. The words follow Zipf's law, as in an act.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "remit/diff.h"

namespace {

using namespace remit::remit;

struct Version {
    Remit remit;
    WordTable duty_words;
    WordTable unit_words;

    [[nodiscard]] DiffSide side() const { return {&remit, &duty_words, &unit_words}; }
};

constexpr std::size_t kDutiesPerUnit = 12;
constexpr WordKey kUnitWord = 5'000;

WordKey zipf_word(std::mt19937& random) {
    const double uniform = std::uniform_real_distribution<double>(0, 1)(random);
    return static_cast<WordKey>(std::exp(uniform * std::log(4'000.0))) - 1;
}

void add_unit(Version& version, std::size_t number) {
    Unit unit;
    unit.code = std::to_string(number);
    unit.parent = number == 0 ? UnitId() : UnitId((number - 1) / 4);
    version.remit.units.push_back(unit);
    const auto name = static_cast<WordKey>(kUnitWord + number);
    version.unit_words.add(
        std::vector<WordKey>{kUnitWord - 1 - static_cast<WordKey>(number % 3), name});
}

void add_duty(Version& version, std::size_t unit, const std::vector<WordKey>& words) {
    Duty duty;
    duty.unit = UnitId(unit);
    const auto begin = static_cast<std::uint32_t>(version.remit.duties.size() * 100);
    duty.extent = {begin, begin + 99};
    version.remit.duties.push_back(duty);
    version.duty_words.add(words);
}

void make(std::size_t duty_count, Version& before, Version& after) {
    std::mt19937 random(3);  // NOLINT: a fixed seed
    const std::size_t units = duty_count / kDutiesPerUnit + 1;
    for (std::size_t unit = 0; unit < units; ++unit) {
        add_unit(before, unit);
        add_unit(after, unit);
    }
    for (std::size_t duty = 0; duty < duty_count; ++duty) {
        std::vector<WordKey> words;
        for (int word = 0; word < 14; ++word) words.push_back(zipf_word(random));
        add_duty(before, duty / kDutiesPerUnit, words);
        if (random() % 10 == 0) {
            for (int word = 0; word < 3; ++word) words[random() % words.size()] = zipf_word(random);
        }
        add_duty(after, random() % 20 == 0 ? random() % units : duty / kDutiesPerUnit, words);
    }
}

void diff_versions(benchmark::State& state) {
    const auto duty_count = static_cast<std::size_t>(state.range(0));
    Version before;
    Version after;
    make(duty_count, before, after);
    for (auto _ : state) benchmark::DoNotOptimize(diff(before.side(), after.side()));
    state.SetComplexityN(state.range(0));
    state.counters["duties/s"] = benchmark::Counter(static_cast<double>(duty_count),
                                                    benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(diff_versions)
    ->RangeMultiplier(2)
    ->Range(250, 16'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

}  // namespace
