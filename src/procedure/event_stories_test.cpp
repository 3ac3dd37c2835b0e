// Tests of event_reading.h on the events of random stories: what the engine makes is read as it was
// written, and a matter folded from the texts is the matter.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <variant>

#include "procedure/describe.h"
#include "procedure/event_reading.h"
#include "support/sim/random_house.h"
#include "support/sim/simulation.h"
#include "support/sketch.h"

namespace remit::sim {
namespace {

/// Applies what was read from the text of an event, and not the event itself.
struct ByText : Engine {
    std::array<std::size_t, std::variant_size_v<procedure::What>> kinds{};
    std::size_t events = 0;
    std::string fault;

    void apply(const Definition& definition, Matter& matter, const Event& event) override {
        ++events;
        ++kinds[event.what.index()];
        const std::string text = procedure::to_json(definition, event);
        const auto read = procedure::read_event(definition, text);
        const bool same = read.ok() && read.value() == event;
        if (!same && fault.empty()) fault = text + (read.ok() ? "" : "\n" + read.error().message);
        procedure::apply(definition, matter, read.ok() ? read.value() : event);
    }
};

}  // namespace

TEST_CASE("event stories: random officers in random procedures make events that come back") {
    constexpr std::size_t kEvents = 60'000;
    constexpr std::size_t kCommands = 2000;
    ByText engine;
    for (std::uint64_t seed = 1; engine.events < kEvents && engine.fault.empty(); ++seed) {
        Random random(seed);
        const RandomHouse house(random, testing::house_book(), 3);
        Simulation(seed, house.setting(), engine).run(kCommands);
    }
    CHECK(engine.fault == "");
    // Some kinds are rare; the samples of event_reading_test.cpp have them all.
    const auto never = std::ranges::count(engine.kinds, std::size_t{0});
    CHECK(never <= 2);
}

}  // namespace remit::sim
