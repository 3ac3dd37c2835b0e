// How fast text is checked, cut into tokens and folded.
//
// The input is made here: words of a few letters that repeat as they do in acts, in Latin or Cyrillic, to a given size.
// Tokens take in folding of each distinct word once; "fold" folds the whole text.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/fold.h"
#include "text/lexicon.h"
#include "text/token.h"
#include "text/utf8.h"

namespace {

constexpr std::array<std::string_view, 12> kLatin = {
    "prati", "rad", "međunarodnih", "organizacija;", "priprema", "stajališta", "za", "pregovore,", "u",
    "suradnji", "s", "nadležnim"};
constexpr std::array<std::string_view, 12> kCyrillic = {
    "прати", "рад", "међународних", "организација;", "припрема", "ставове", "за", "преговоре,", "у",
    "сарадњи", "са", "надлежним"};

std::string make_text(std::size_t size, const std::array<std::string_view, 12>& words) {
    std::string text;
    std::uint32_t state = 1;
    while (text.size() < size) {
        state = state * 1664525U + 1013904223U;
        text += words[(state >> 16U) % words.size()];
        text += (state >> 28U) == 0 ? '\n' : ' ';
    }
    return text;
}

template <typename Work>
void run(benchmark::State& state, const std::array<std::string_view, 12>& words, Work work) {
    const std::string text = make_text(static_cast<std::size_t>(state.range(0)), words);
    for (auto _ : state) work(text);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetComplexityN(state.range(0));
}

void utf8(benchmark::State& state) {
    run(state, kCyrillic, [](const std::string& text) {
        benchmark::DoNotOptimize(remit::text::find_utf8_fault(text));
    });
}

void tokenise(const std::string& text) {
    remit::text::Lexicon lexicon;
    benchmark::DoNotOptimize(remit::text::tokenise(text, lexicon));
}
void tokens_latin(benchmark::State& state) { run(state, kLatin, tokenise); }
void tokens_cyrillic(benchmark::State& state) { run(state, kCyrillic, tokenise); }

void fold(const std::string& text) { benchmark::DoNotOptimize(remit::text::fold(text)); }
void fold_latin(benchmark::State& state) { run(state, kLatin, fold); }
void fold_cyrillic(benchmark::State& state) { run(state, kCyrillic, fold); }

}  // namespace

#define REMIT_TEXT_BENCHMARK(name) \
    BENCHMARK(name)->RangeMultiplier(8)->Range(1 << 17, 1 << 26)->Unit(benchmark::kMillisecond)->Complexity()

REMIT_TEXT_BENCHMARK(utf8);
REMIT_TEXT_BENCHMARK(tokens_latin);
REMIT_TEXT_BENCHMARK(tokens_cyrillic);
REMIT_TEXT_BENCHMARK(fold_latin);
REMIT_TEXT_BENCHMARK(fold_cyrillic);
