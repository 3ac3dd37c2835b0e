// How fast YAML is read: the whole way from bytes to a tree of nodes with places.
//
// The input is the tables of the vocabulary, each a list of maps, one behind another and the whole
// repeated to the given size: what every command reads when it starts. `vocabulary` reads each file
// once, as a command does. The rest gives bytes per second over 0.5 to 8 MB and the exponent that
// is fitted to them, which must stay at 1.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "yaml/node.h"

namespace {

std::vector<std::string> tables() {
    std::vector<std::string> texts;
    for (const char* name : {"bodies", "topics", "counterparts", "instruments"}) {
        std::ifstream file(std::string(REMIT_SOURCE_DIR) + "/vocabulary/" + name + ".yaml",
                           std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return texts;
}

void read(const std::string& text) {
    benchmark::DoNotOptimize(remit::yaml::parse("a.yaml", text).value());
}

void vocabulary(benchmark::State& state) {
    const std::vector<std::string> texts = tables();
    std::size_t size = 0;
    for (const std::string& text : texts) size += text.size();
    for (auto _ : state) {
        for (const std::string& text : texts) read(text);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}

void repeated(benchmark::State& state) {
    std::string text;
    while (text.size() < static_cast<std::size_t>(state.range(0))) {
        for (const std::string& table : tables()) text += table;
    }
    for (auto _ : state) read(text);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetComplexityN(static_cast<std::int64_t>(text.size()));
}

BENCHMARK(vocabulary)->Unit(benchmark::kMillisecond);
BENCHMARK(repeated)
    ->RangeMultiplier(2)
    ->Range(500'000, 8'000'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

}  // namespace
