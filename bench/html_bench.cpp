// How fast pages are written: a table of 50 rows, as a register shows them.
//
// `table`: each row has a link, a date, a unit, and a text with characters that need escapes; all
// of it is made anew each time. `text`: escaping alone, in Croatian and in Serbian Cyrillic.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "html/writer.h"

namespace {

using namespace remit::html;

void write_row(Writer& page, std::int64_t number) {
    page.tr({id(Id("row", number)), classes("row", number % 3 == 0 ? "late" : "")}, [&] {
        page.td([&] { page.a({href(Url::path({"matters", number}))}, "018-05/26-04/7"); });
        page.td("Stajalište za zasjedanje Odbora & \"prijedlog\" o <članku 5>, č. 2.");
        page.td([&] { page.time({attribute<"datetime">("2026-03-31")}, "31. ožujka 2026."); });
        page.td({attribute<"data-kind">("unit")}, "Služba za NATO");
        page.td({classes("number")}, number);
    });
}

void table(benchmark::State& state) {
    std::size_t bytes = 0;
    for (auto _ : state) {
        Writer page;
        page.table({classes("register")}, [&] {
            page.caption("Predmeti");
            page.tbody([&] {
                for (std::int64_t row = 0; row < 50; ++row) write_row(page, row);
            });
        });
        const Html made = page.finish();
        bytes += made.bytes().size();
        benchmark::DoNotOptimize(made.bytes().data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(table);

void text(benchmark::State& state, std::string_view sentence) {
    std::string long_text;
    while (long_text.size() < 10'000) long_text += sentence;
    for (auto _ : state) {
        Writer page;
        page.text(long_text);
        benchmark::DoNotOptimize(page.size());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(long_text.size() * state.iterations()));
}
BENCHMARK_CAPTURE(text, croatian, "Služba priprema stajališta & prati rad odbora. ");
BENCHMARK_CAPTURE(text, cyrillic, "Одељење припрема ставове и прати рад одбора. ");

}  // namespace
