// How fast an act is compiled: tokens, tree, and everything with diagnostics.
//
// Two inputs. `repeated`: the sample acts (or the files named in REMIT_BENCH_ACTS, separated by
// ':') over and over, to the given size: few distinct words. `synthetic`: one act of many units and
// duties whose words are drawn from 40,000 by Zipf's law. Each row gives bytes per second;
// the last lines give the exponent fitted over 1 to 64 MB. `peak` is the largest memory of the
// process so far as a multiple of the text. Spelling is not asked: it is not part of a compilation.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "act/parser.h"
#include "base/env.h"
#include "compile/compile.h"
#include "compile/knowledge.h"

namespace {

constexpr std::int64_t kMegabyte = 1'000'000;

const remit::compile::Knowledge& knowledge() {
    static const auto loaded = remit::compile::load_knowledge();
    return *loaded.value();
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string sample() {
    std::string text;
    if (const auto paths = remit::base::PosixEnv().find_variable("REMIT_BENCH_ACTS")) {
        std::string_view rest = *paths;
        while (!rest.empty()) {
            const std::size_t colon = std::min(rest.find(':'), rest.size());
            text += read(std::string(rest.substr(0, colon)));
            rest.remove_prefix(std::min(colon + 1, rest.size()));
        }
        return text;
    }
    for (const char* name : {"water-hr", "bridges-sr-cyrl", "tidy-hr"}) {
        text += read(std::string(REMIT_SOURCE_DIR) + "/examples/acts/" + name + ".txt");
    }
    return text;
}

std::string repeated(std::size_t bytes) {
    static const std::string one = sample();
    std::string text;
    text.reserve(bytes + one.size());
    while (text.size() < bytes) text += one;
    return text;
}

/// Draws words of two to five syllables; the n-th is n times rarer than the first.
class Words {
  public:
    explicit Words(std::uint32_t seed) : random_(seed) {
        constexpr std::string_view kSyllables[] = {"ba", "ce", "di", "fo", "gu", "ha", "je",
                                                   "ki", "lo", "mu", "na", "pe", "ri", "so",
                                                   "tu", "va", "ze", "mo", "ka", "di"};
        for (std::size_t i = 0; i < kCount; ++i) {
            std::string word;
            for (std::size_t left = 2 + random_() % 4; left > 0; --left)
                word += kSyllables[random_() % 20];
            words_.push_back(std::move(word));
            weights_.push_back(1.0 / static_cast<double>(i + 1));
        }
        std::partial_sum(weights_.begin(), weights_.end(), weights_.begin());
    }
    std::string phrase(std::size_t count) {
        std::string text;
        for (; count > 0; --count) {
            const double at = std::uniform_real_distribution<>(0, weights_.back())(random_);
            const auto found = std::ranges::lower_bound(weights_, at);
            if (!text.empty()) text += ' ';
            text += words_[static_cast<std::size_t>(found - weights_.begin())];
        }
        return text;
    }

  private:
    static constexpr std::size_t kCount = 40'000;
    std::mt19937 random_;
    std::vector<std::string> words_;
    std::vector<double> weights_;
};

std::string synthetic(std::size_t bytes) {
    Words words(5);
    std::string text;
    for (std::size_t article = 1; text.size() < bytes; ++article) {
        const std::string name = "Služba za " + words.phrase(3) + " i " + words.phrase(1);
        const std::string number = std::to_string(article);
        text += number + ". " + name + "\nČlanak " + number + ".\n" + name + " prati " +
                words.phrase(8);
        for (int clause = 0; clause < 18; ++clause) {
            constexpr std::string_view kVerbs[] = {"predlaže", "koordinira", "prati", "priprema"};
            text += "; ";
            text += kVerbs[clause % 4];
            text += ' ' + words.phrase(9);
        }
        text += ", te obavlja i druge poslove iz svog djelokruga.\n";
    }
    return text;
}

/// Peak memory of the process as a multiple of the text. It never falls: read it from a run of one
/// row.
double peak_multiple(std::size_t text_bytes) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024.0 / static_cast<double>(text_bytes);
}

template <typename Work>
void run(benchmark::State& state, const std::string& text, Work work) {
    static_cast<void>(knowledge());
    for (auto iteration : state) {
        static_cast<void>(iteration);
        work(text);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
    state.SetComplexityN(static_cast<std::int64_t>(text.size()));
    state.counters["peak"] = peak_multiple(text.size());
}

void tokens(const std::string& text) {
    remit::text::Lexicon lexicon;
    benchmark::DoNotOptimize(remit::text::tokenise(text, lexicon));
}

void tree(const std::string& text) {
    remit::text::Lexicon lexicon;
    remit::diag::Diagnostics diagnostics;
    benchmark::DoNotOptimize(remit::act::parse(text, knowledge().grammar, lexicon, diagnostics));
}

void everything(const std::string& text) {
    remit::diag::Source source;
    source.add("act.txt", text);
    benchmark::DoNotOptimize(remit::compile::compile_act(std::move(source), knowledge()));
}

std::size_t bytes_of(const benchmark::State& state) {
    return static_cast<std::size_t>(state.range(0) * kMegabyte);
}

void BM_tokens_repeated(benchmark::State& state) {
    run(state, repeated(bytes_of(state)), tokens);
}
void BM_tree_repeated(benchmark::State& state) {
    run(state, repeated(bytes_of(state)), tree);
}
void BM_everything_repeated(benchmark::State& state) {
    run(state, repeated(bytes_of(state)), everything);
}
void BM_tree_synthetic(benchmark::State& state) {
    run(state, synthetic(bytes_of(state)), tree);
}
void BM_everything_synthetic(benchmark::State& state) {
    run(state, synthetic(bytes_of(state)), everything);
}

BENCHMARK(BM_tokens_repeated)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_tree_repeated)->RangeMultiplier(2)->Range(1, 64)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_tree_synthetic)->Arg(20)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_everything_repeated)->RangeMultiplier(2)->Range(1, 64)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_everything_synthetic)->Arg(20)->Unit(benchmark::kMillisecond);

/// Prints the table, and for each benchmark of several sizes the exponent of its growth: the slope
/// of the line nearest to log time over log bytes. 1 is linear, 2 quadratic.
class ExponentReporter final : public benchmark::ConsoleReporter {
  public:
    ExponentReporter() : ConsoleReporter(OO_None) {}
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred || run.complexity_n <= 0) continue;
            points_[run.run_name.function_name].push_back(
                {std::log(static_cast<double>(run.complexity_n)),
                 std::log(run.GetAdjustedCPUTime())});
        }
        ConsoleReporter::ReportRuns(runs);
    }
    void Finalize() override {
        for (const auto& [name, points] : points_) {
            if (points.size() < 3) continue;
            GetOutputStream() << fmt::format("{} grows with bytes to the power of {:.3f}\n", name,
                                             slope_of(points));
        }
    }

  private:
    struct Point {
        double bytes;
        double time;
    };
    static double slope_of(const std::vector<Point>& points) {
        Point mean{0, 0};
        for (const Point& point : points) {
            mean.bytes += point.bytes / static_cast<double>(points.size());
            mean.time += point.time / static_cast<double>(points.size());
        }
        double together = 0;
        double squares = 0;
        for (const Point& point : points) {
            together += (point.bytes - mean.bytes) * (point.time - mean.time);
            squares += (point.bytes - mean.bytes) * (point.bytes - mean.bytes);
        }
        return together / squares;
    }

    std::map<std::string, std::vector<Point>> points_;
};

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    ExponentReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return 0;
}
