// Simulations of the engine: random officers in random and in the shipped procedures, over years,
// with what must always hold.
//
// Short here. `REMIT_SIMULATION=COMMANDS` runs longer, `REMIT_SIMULATION_SEED=SEED` tells one story
// again:
// REMIT_SIMULATION=5000000 build/release/bin/procedure_tests -tc="simulation: officers*"
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

#include "base/env.h"
#include "support/houses.h"
#include "support/procedures.h"
#include "support/sim/random_house.h"
#include "support/sim/shipped_house.h"
#include "support/sim/simulation.h"
#include "support/sketch.h"
#include "support/variable.h"

namespace remit::sim {
namespace {

using support::variable;

constexpr std::uint64_t kSeed = 20'260'101;
constexpr std::size_t kCommandsOfOneStory = 4000;

/// A random house of the seed, and its story.
Story tell(std::uint64_t seed, std::size_t commands, Engine& engine) {
    Random random(seed);
    const RandomHouse house(random, testing::house_book(), 3);
    return Simulation(seed, house.setting(), engine).run(commands);
}

/// What happened in all stories together, so that a simulation that does nothing is seen.
struct Sum {
    std::size_t stories = 0;
    std::size_t commands = 0;
    std::size_t carried_out = 0;
    std::size_t turned_away = 0;
    std::size_t calendars = 0;
    std::size_t seconds = 0;
    std::size_t matters = 0;
    std::array<std::size_t, std::variant_size_v<procedure::What>> events{};
    std::array<std::size_t, procedure::kReasonCount> refusals{};
    std::set<std::string> steps;
    bool one_story_again = false;

    void add(const Story& story) {
        ++stories;
        commands += story.commands;
        carried_out += story.carried_out;
        turned_away += story.turned_away;
        calendars += story.calendars;
        seconds += story.seconds;
        matters += story.matters;
        for (std::size_t i = 0; i < events.size(); ++i) events[i] += story.events[i];
        for (std::size_t i = 0; i < refusals.size(); ++i) refusals[i] += story.refusals[i];
        steps.insert(story.steps.begin(), story.steps.end());
    }
    [[nodiscard]] std::string told() const {
        constexpr std::size_t kSecondsOfYear = 31'557'600;
        return std::to_string(stories) + " stories, " + std::to_string(matters) + " matters, " +
               std::to_string(commands) + " commands, " + std::to_string(carried_out) +
               " carried out, " + std::to_string(turned_away) + " turned away, " +
               std::to_string(calendars) + " changes of the calendar, " +
               std::to_string(seconds / kSecondsOfYear) + " years";
    }
    [[nodiscard]] std::string missing_events() const {
        std::string missing;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i] == 0) missing += std::to_string(i) + " ";
        }
        return missing;
    }
    [[nodiscard]] std::string missing_refusals() const {
        std::string missing;
        for (std::size_t i = 0; i < refusals.size(); ++i) {
            if (refusals[i] == 0)
                missing += std::string(name_of(static_cast<procedure::Reason>(i))) + " ";
        }
        return missing;
    }
};

/// Stories of one seed after the other, of as many commands together; or the one story that is to
/// be told again.
template <typename Tell>
Sum tell_all(std::size_t commands, Tell tell_one) {
    Sum sum;
    std::uint64_t seed = variable("REMIT_SIMULATION_SEED", 0);
    sum.one_story_again = seed != 0;
    if (seed == 0) seed = kSeed;
    for (; sum.commands < commands; ++seed) {
        const std::size_t length = sum.one_story_again ? commands : kCommandsOfOneStory;
        const Story story = tell_one(seed, length);
        CHECK_MESSAGE(story.fault.empty(), story.fault,
                      "\n  replay: REMIT_SIMULATION_SEED=", std::to_string(seed),
                      " REMIT_SIMULATION=", std::to_string(story.commands));
        sum.add(story);
        if (!story.fault.empty()) break;
    }
    MESSAGE(sum.told());
    return sum;
}

/// A fault that is rare shows in one of so many stories.
constexpr std::uint64_t kStoriesToCatch = 60;

/// Whether some story of a faulty engine shows the fault. Another one may show first: which rule an
/// engine breaks first depends on the story.
bool shows(Engine& engine, std::string_view fault) {
    for (std::uint64_t seed = kSeed; seed < kSeed + kStoriesToCatch; ++seed) {
        if (tell(seed, kCommandsOfOneStory, engine).fault.find(fault) != std::string::npos)
            return true;
    }
    return false;
}

void run_shipped(const testing::House& institution) {
    const ShippedHouse house(institution);
    Engine engine;
    const Sum sum = tell_all(variable("REMIT_SIMULATION", 12'000), [&](auto seed, auto commands) {
        return Simulation(seed, house.setting(), engine).run(commands);
    });
    if (sum.one_story_again) return;
    std::size_t steps = 0;
    std::string never;
    for (const Procedure& one : house.setting().procedures) {
        for (const procedure::Step& step : one.first().steps) {
            ++steps;
            const std::string name = one.first().id + "/" + step.id;
            if (!sum.steps.contains(name)) never += " " + name;
        }
    }
    MESSAGE(sum.steps.size(), " of ", steps, " steps were taken; never:", never);
    CHECK(sum.carried_out > sum.commands / 20);
    CHECK(sum.turned_away > sum.commands / 50);
    CHECK(sum.steps.size() > steps / 2);  // of a million commands nearly all
}

}  // namespace

TEST_CASE("simulation: officers of random houses in random procedures never break what must hold") {
    Engine engine;
    const Sum sum = tell_all(variable("REMIT_SIMULATION", 240'000), [&](auto seed, auto commands) {
        return tell(seed, commands, engine);
    });
    if (sum.one_story_again) return;
    CHECK(sum.carried_out > sum.commands / 20);
    CHECK(sum.calendars > sum.commands / 1000);
    // Every kind of event happened, and every refusal.
    CHECK(sum.missing_events() == "");
    CHECK(sum.missing_refusals() == "");
}

TEST_CASE("simulation: the shipped procedures, under the act of Croatia") {
    run_shipped(testing::croatia());
}

TEST_CASE("simulation: the shipped procedures, under the act of Serbia") {
    run_shipped(testing::serbia());
}

TEST_CASE("simulation: one seed tells one story") {
    Engine engine;
    for (const std::uint64_t seed : {kSeed, kSeed + 1}) {
        const Story one = tell(seed, 3000, engine);
        const Story two = tell(seed, 3000, engine);
        CHECK(one.hash == two.hash);
        CHECK(one.carried_out == two.carried_out);
        CHECK(tell(seed + 100, 3000, engine).hash != one.hash);
    }
    const ShippedHouse house(testing::croatia());
    const Story first = Simulation(kSeed, house.setting(), engine).run(2000);
    CHECK(Simulation(kSeed, house.setting(), engine).run(2000).hash == first.hash);
}

TEST_CASE("simulation: it catches an engine that does not ask for grants, units or ends") {
    WithoutGrants grants;
    CHECK(shows(grants, "a step was taken without a grant for one of its functions"));
    WithoutUnits units;
    CHECK(shows(units, "a step was taken by a unit that may not take it"));
    Undead undead;
    CHECK(shows(undead, "something happened after the end"));
    Overwriting overwriting;
    CHECK(shows(overwriting, "a signed paper changed"));
    Fickle fickle;
    CHECK(shows(fickle, "the same command has two answers"));
}

TEST_CASE("simulation: it catches an engine whose clock drifts, repeats, forgets or hurries") {
    Drifting drifting;
    CHECK(shows(drifting, "at another moment than its own"));
    Repeating repeating;
    CHECK(shows(repeating, "an alarm sounds twice, or was left out"));
    Forgetful forgetful;
    CHECK(shows(forgetful, "an alarm did not sound"));
    Patient patient;
    CHECK(shows(patient, "a question is open though its time is over"));
    Hasty hasty;
    CHECK(shows(hasty, "the next alarm is not the moment at which something happens"));
}

TEST_CASE("simulation: it catches an engine whose due moments creep or do not follow") {
    Creeping creeping;
    CHECK(shows(creeping, "a due moment moved silently"));
    Miscounting miscounting;
    CHECK(shows(miscounting, "a due moment does not follow from its derivation"));
    Deaf deaf;
    CHECK(shows(deaf, "a due moment does not follow from its derivation"));
}

TEST_CASE(
    "simulation: it catches an engine that loses what was said or does not ask for what is "
    "needed") {
    Losing losing;
    CHECK(shows(losing, "the events do not fold to the matter"));
    Undemanding undemanding;
    CHECK(shows(undemanding, "a step was taken without a field that it needs"));
}

TEST_CASE("simulation: it catches an office that lets through whoever claims a power") {
    const ShippedHouse house(testing::croatia());
    Setting careless = house.setting();
    careless.asks_again = false;
    Engine engine;
    const Story story = Simulation(kSeed, careless, engine).run(kCommandsOfOneStory);
    CHECK(story.fault.starts_with("a step was taken by a power that does not stand"));
}

TEST_CASE("simulation: it catches a procedure with a state that leads nowhere") {
    testing::Sketch s("trap");
    s.states({"open", "nowhere"}, {"done"}).steps({"open", "get_lost", "finish"});
    s.opening("open", "open");
    s.move("get_lost", {"open"}, "nowhere");
    s.move("finish", {"open"}, "done");
    Setting setting;
    setting.add_unit("0", "");
    setting.settle();
    setting.book = testing::house_book();
    setting.house_calendar = "house";
    setting.house_zone = "Europe/Zagreb";
    setting.officers["0"] = {"ana"};
    setting.procedures = {{{&s.made}}};
    setting.grant = [](const Wish& wish) {
        return procedure::Power{.function = wish.function, .unit = wish.unit};
    };
    Engine engine;
    const Story story = Simulation(kSeed, setting, engine).run(kCommandsOfOneStory);
    CHECK(story.fault.starts_with("the matter is stuck in state nowhere"));
}

}  // namespace remit::sim
