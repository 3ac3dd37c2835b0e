// How fast a matter is folded from its ledger: JSON read, events read from it, and applied.
//
// The events are those of a communication to a committee: its arrival and its registration, decided
// by the engine with the shipped procedure, about half of them fields, the others steps, deadlines
// and papers. `items_per_second` counts events; bytes are those of their texts.
// `json_*`: the same texts, read as JSON only, one by one and as one array of 8 MB.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "calendar/book_loader.h"
#include "compile/vocabulary_loader.h"
#include "procedure/describe.h"
#include "procedure/engine.h"
#include "procedure/event_reading.h"
#include "procedure/hierarchy.h"
#include "procedure/loader.h"
#include "procedure/value.h"

namespace remit::bench {
namespace {

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

/// One matter with the text of each of its events.
class Told {
  public:
    Told()
        : book_(calendar::load_embedded_book().value()),
          hierarchy_(procedure::Hierarchy::of({{"0", ""}, {"V", "0"}})),
          loaded_(
              procedure::load_embedded_procedures(compile::load_embedded_vocabulary().vocabulary)),
          definition_(loaded_.library.latest("communication")) {
        procedure::OpenMatter opening;
        opening.matter = "2026-17";
        opening.lead_unit = "V";
        opening.first = step("receive", {{"registration", "1234/2026"},
                                         {"title", "A. B. v. Serbia"},
                                         {"committee", "ccpr"},
                                         {"topics", "human_rights"},
                                         {"state", "RS"},
                                         {"accepted", "yes"},
                                         {"transmitted", "2026-08-31"},
                                         {"received_on", "2026-09-02"}});
        opening.first.papers = {
            {"n1", *definition_->find_paper_kind("note"), 1, /*is_signed=*/true}};
        keep(procedure::open(*definition_, opening, world(), kArrived));
        keep(procedure::decide(*definition_, matter_,
                               step("register", {{"national_number", "337-00-00123/2026-05"}}),
                               world(), kArrived.plus_seconds(60)));
    }

    [[nodiscard]] const procedure::Definition& definition() const { return *definition_; }
    [[nodiscard]] const std::vector<procedure::Event>& events() const { return events_; }
    [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
    [[nodiscard]] std::size_t bytes() const {
        std::size_t bytes = 0;
        for (const std::string& text : texts_) bytes += text.size();
        return bytes;
    }

  private:
    static constexpr calendar::Instant kArrived{1'788'336'000};  // 2 September 2026

    [[nodiscard]] procedure::World world() const {
        return {.book = &book_,
                .hierarchy = &hierarchy_,
                .house_calendar = "rs",
                .house_zone = "Europe/Belgrade"};
    }
    [[nodiscard]] procedure::TakeStep step(std::string_view id, const Fields& fields) const {
        procedure::TakeStep command;
        command.step = *definition_->find_step(id);
        command.by.officer = "V-head";
        command.by.rank = procedure::Rank::head;
        command.by.power = {.function = "prepare_response",
                            .unit = "V",
                            .duty = "V-03",
                            .citation = "čl. 46. st. 1."};
        for (const auto& [name, text] : fields) {
            const procedure::FieldId field = *definition_->find_field(name);
            const auto item = procedure::read_item(definition_->fields[field.index()].type, text);
            command.changes.push_back({field, {{item.value()}}});
        }
        return command;
    }
    /// A refusal leaves the matter without events, and the benchmark says so.
    void keep(const procedure::Decision& decision) {
        for (const procedure::Event& event : decision.events) {
            procedure::apply(*definition_, matter_, event);
            texts_.push_back(procedure::to_json(*definition_, event));
            events_.push_back(event);
        }
    }

    calendar::Book book_;
    procedure::Hierarchy hierarchy_;
    procedure::LoadedProcedures loaded_;
    const procedure::Definition* definition_;
    procedure::Matter matter_;
    std::vector<procedure::Event> events_;
    std::vector<std::string> texts_;
};

const Told& told() {
    static const Told made;
    return made;
}

void count(benchmark::State& state) {
    const auto rounds = static_cast<std::int64_t>(state.iterations());
    state.SetItemsProcessed(rounds * static_cast<std::int64_t>(told().texts().size()));
    state.SetBytesProcessed(rounds * static_cast<std::int64_t>(told().bytes()));
    state.counters["events"] = static_cast<double>(told().texts().size());
}

void event_read(benchmark::State& state) {
    for (auto _ : state) {
        for (const std::string& text : told().texts()) {
            const auto event = procedure::read_event(told().definition(), text);
            if (!event.ok()) state.SkipWithError(event.error().message.c_str());
            benchmark::DoNotOptimize(event);
        }
    }
    count(state);
}

void event_fold(benchmark::State& state) {
    for (auto _ : state) {
        procedure::Matter matter;
        for (const std::string& text : told().texts()) {
            const auto event = procedure::read_event(told().definition(), text);
            procedure::apply(told().definition(), matter, event.value());
        }
        benchmark::DoNotOptimize(matter);
    }
    count(state);
}

void event_write(benchmark::State& state) {
    for (auto _ : state) {
        for (const procedure::Event& event : told().events())
            benchmark::DoNotOptimize(procedure::to_json(told().definition(), event));
    }
    count(state);
}

void json_read(benchmark::State& state) {
    for (auto _ : state) {
        for (const std::string& text : told().texts())
            benchmark::DoNotOptimize(base::read_json("event", text));
    }
    count(state);
}

void json_read_large(benchmark::State& state) {
    constexpr std::size_t kBytes = std::size_t{8} << 20U;
    std::string text = "[";
    for (std::size_t i = 0; text.size() < kBytes; ++i)
        text += (i == 0 ? "" : ",") + told().texts()[i % told().texts().size()];
    text += "]";
    for (auto _ : state) {
        const auto document = base::read_json("events", text);
        if (!document.ok()) state.SkipWithError(document.error().message.c_str());
        benchmark::DoNotOptimize(document);
    }
    state.SetBytesProcessed(
        static_cast<std::int64_t>(state.iterations() * static_cast<std::size_t>(text.size())));
}

BENCHMARK(event_read);
BENCHMARK(event_fold);
BENCHMARK(event_write);
BENCHMARK(json_read);
BENCHMARK(json_read_large)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace remit::bench
