// How fast a paper finds its unit, with its evidence, and what opening costs.
//
// `title_*`: 400 titles made of names of the vocabulary in four languages, each routed to both
// packs, and to a made remit of 10,000 duties in 550 units besides; the mean, and the median and
// the slowest hundredth of single titles. `document_*`: 20 kB of such names among words of acts.
// `open_*`: a router made of a vocabulary that is loaded. `load_signs`: the YAML of signs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "carried.h"
#include "route/router.h"

namespace remit::bench {
namespace {

const route::Signs& signs() {
    static const route::LoadedSigns loaded = route::load_embedded_signs(vocabulary());
    return loaded.signs;
}

/// The made remit, its duties in the words of duties of a pack.
compile::Compilation large_act(const compile::Pack& pack) {
    Sequence any;
    compile::Compilation made;
    made.vocabulary = &vocabulary();
    made.remit = large_remit();
    const auto& duties = pack.compilation.remit.duties;
    std::string text;
    for (remit::Duty& duty : made.remit.duties) {
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += pack.compilation.text_of(duties[any.below(duties.size())].extent);
        duty.extent = {begin, static_cast<std::uint32_t>(text.size())};
    }
    made.source.add("act", text);
    return made;
}

/// Packs, the large act, and routers over them.
class Houses {
  public:
    Houses() : hr_(load_pack("hr")), rs_(load_pack("rs")), large_act_(large_act(hr_)) {}

    [[nodiscard]] std::unique_ptr<route::Router> open_packs() const {
        return open({{.id = "hr", .compilation = &hr_.compilation, .english = &hr_.english},
                     {.id = "rs", .compilation = &rs_.compilation, .english = &rs_.english}});
    }
    [[nodiscard]] std::unique_ptr<route::Router> open_large() const {
        return open({{.id = "act", .compilation = &large_act_, .english = nullptr}});
    }
    [[nodiscard]] std::string_view words_of_act(std::size_t bytes) const {
        return hr_.compilation.source.text().substr(0, bytes);
    }

  private:
    static std::unique_ptr<route::Router> open(std::vector<route::Institution> institutions) {
        return std::make_unique<route::Router>(vocabulary(), signs(), std::move(institutions));
    }
    compile::Pack hr_;
    compile::Pack rs_;
    compile::Compilation large_act_;
};
const Houses& houses() {
    static const Houses loaded;
    return loaded;
}

std::vector<std::string> names_of_all() {
    std::vector<std::string> names;
    const auto add = [&](const remit::Names& of_entry) {
        for (const char* language : {"en", "fr", "hr", "sr"}) {
            for (const std::string& name : of_entry.in(language)) names.push_back(name);
        }
    };
    for (const remit::Body& body : vocabulary().bodies) {
        add(body.names);
        add(body.acronyms);
    }
    for (const remit::Topic& topic : vocabulary().topics) add(topic.names);
    for (const remit::Instrument& instrument : vocabulary().instruments) add(instrument.names);
    for (const remit::Counterpart& one : vocabulary().counterparts) add(one.names);
    return names;
}

/// Titles as long as those of papers: two or three names, about 80 bytes.
const std::vector<std::string>& titles() {
    static const std::vector<std::string> made = [] {
        constexpr std::size_t kTitles = 400;
        constexpr std::string_view kBetween[] = {" on ", " – ", " i ", " et ", " о ", ": "};
        const std::vector<std::string> names = names_of_all();
        Sequence any;
        std::vector<std::string> list(kTitles);
        for (std::string& title : list) {
            title = "Note " + names[any.below(names.size())];
            for (std::size_t more = 1 + any.below(2); more > 0; --more) {
                title += kBetween[any.below(std::size(kBetween))];
                title += names[any.below(names.size())];
            }
        }
        return list;
    }();
    return made;
}

/// What single titles cost, sorted; reading the clock included.
std::vector<double> costs_of(route::Session& session) {
    constexpr int kRounds = 16;
    using Clock = std::chrono::steady_clock;
    std::vector<double> costs;
    for (int round = 0; round < kRounds; ++round) {
        for (const std::string& title : titles()) {
            const auto begun = Clock::now();
            benchmark::DoNotOptimize(session.route({.title = title, .text = {}, .sender = {}}));
            const std::chrono::duration<double, std::micro> took = Clock::now() - begun;
            costs.push_back(took.count());
        }
    }
    std::ranges::sort(costs);
    return costs;
}

void title(benchmark::State& state, const route::Router& router) {
    route::Session session(router);
    static_cast<void>(costs_of(session));  // words are learnt when they are first seen
    const std::vector<double> costs = costs_of(session);
    state.counters["us_median"] = costs[costs.size() / 2];
    state.counters["us_p99"] = costs[costs.size() * 99 / 100];
    std::size_t at = 0;
    for (auto _ : state) {
        const std::string& one = titles()[at++ % titles().size()];
        benchmark::DoNotOptimize(session.route({.title = one, .text = {}, .sender = {}}));
    }
}
void title_packs(benchmark::State& state) {
    title(state, *houses().open_packs());
}
void title_large(benchmark::State& state) {
    title(state, *houses().open_large());
}
BENCHMARK(title_packs)->Unit(benchmark::kMicrosecond);
BENCHMARK(title_large)->Unit(benchmark::kMicrosecond);

void document(benchmark::State& state, const route::Router& router) {
    constexpr std::size_t kBytes = 20'000;
    std::string text;
    for (std::size_t at = 0; text.size() < kBytes; ++at) {
        text += titles()[at % titles().size()] + ".\n";
        text += houses().words_of_act(4096 + 200 * at).substr(4096 + 200 * at - 200);
    }
    // Characters of two bytes may be cut at the seams above.
    std::string ascii;
    for (const char byte : text) ascii += static_cast<unsigned char>(byte) < 128 ? byte : 'e';
    route::Session session(router);
    for (auto _ : state) {
        const auto routed = session.route({.title = titles().front(), .text = ascii, .sender = {}});
        if (!routed.ok()) state.SkipWithError(routed.error().message.c_str());
        benchmark::DoNotOptimize(routed);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(ascii.size()) *
                            static_cast<std::int64_t>(state.iterations()));
}
void document_packs(benchmark::State& state) {
    document(state, *houses().open_packs());
}
void document_large(benchmark::State& state) {
    document(state, *houses().open_large());
}
BENCHMARK(document_packs)->Unit(benchmark::kMicrosecond);
BENCHMARK(document_large)->Unit(benchmark::kMicrosecond);

void open_packs(benchmark::State& state) {
    houses();
    signs();
    for (auto _ : state) benchmark::DoNotOptimize(houses().open_packs());
}
void open_large(benchmark::State& state) {
    houses();
    signs();
    for (auto _ : state) benchmark::DoNotOptimize(houses().open_large());
}
void open_reach(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(authority::NameReach(vocabulary()));
}
void open_recogniser(benchmark::State& state) {
    for (auto _ : state) {
        const route::Recogniser recogniser(vocabulary(), signs());
        benchmark::DoNotOptimize(&recogniser);
    }
}
void load_signs(benchmark::State& state) {
    vocabulary();
    for (auto _ : state) benchmark::DoNotOptimize(route::load_embedded_signs(vocabulary()));
}
BENCHMARK(open_packs)->Unit(benchmark::kMillisecond);
BENCHMARK(open_large)->Unit(benchmark::kMillisecond);
BENCHMARK(open_reach)->Unit(benchmark::kMillisecond);
BENCHMARK(open_recogniser)->Unit(benchmark::kMillisecond);
BENCHMARK(load_signs)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace remit::bench
