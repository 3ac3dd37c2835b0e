// Simulations of the engine: random officers in random and in the shipped procedures, over years,
// with what must always hold.
//
// Short here. `REMIT_SIMULATION=COMMANDS` runs longer, `REMIT_SIMULATION_SEED=SEED` tells one story
// again: REMIT_SIMULATION=5000000 build/dev/bin/procedure_tests -tc="simulation: officers*"
#include <doctest/doctest.h>

#include <charconv>
#include <set>
#include <string>

#include "base/env.h"
#include "support/houses.h"
#include "support/procedures.h"
#include "support/sim/simulation.h"
#include "support/sketch.h"

namespace remit::sim {
namespace {

constexpr std::uint64_t kSeed = 20'260'101;
constexpr std::size_t kCommandsOfOneStory = 4000;

std::uint64_t variable(const std::string& name, std::uint64_t otherwise) {
    base::PosixEnv env;
    const auto text = env.find_variable(name);
    std::uint64_t value = otherwise;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

/// A random house of the seed, and its story.
Story tell(std::uint64_t seed, std::size_t commands, Engine& engine) {
    Random random(seed);
    const RandomHouse house(random, testing::house_book(), 3);
    return Simulation(seed, house.setting(), engine).run(commands);
}

std::string replay(std::uint64_t seed, const Story& story) {
    return story.fault + "\n  replay: REMIT_SIMULATION_SEED=" + std::to_string(seed) +
           " REMIT_SIMULATION=" + std::to_string(story.commands);
}

/// What happened in all stories together, so that a simulation that does nothing is seen.
struct Sum {
    std::size_t commands = 0;
    std::size_t taken = 0;
    std::array<std::size_t, std::variant_size_v<procedure::What>> events{};
    std::array<std::size_t, procedure::kReasonCount> refusals{};

    void add(const Story& story) {
        commands += story.commands;
        taken += story.taken;
        for (std::size_t i = 0; i < events.size(); ++i) events[i] += story.events[i];
        for (std::size_t i = 0; i < refusals.size(); ++i) refusals[i] += story.refusals[i];
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

/// Stories of one seed after the other, of as many commands together.
Sum tell_all(std::size_t commands) {
    Sum sum;
    Engine engine;
    const std::uint64_t only = variable("REMIT_SIMULATION_SEED", 0);
    for (std::uint64_t seed = only != 0 ? only : kSeed; sum.commands < commands; ++seed) {
        const std::size_t length = only != 0 ? commands : kCommandsOfOneStory;
        const Story story = tell(seed, length, engine);
        CHECK_MESSAGE(story.fault.empty(), replay(seed, story));
        sum.add(story);
        if (!story.fault.empty()) break;
    }
    return sum;
}

/// Whether some story shows that the engine is faulty.
std::string caught(Engine& engine) {
    for (std::uint64_t seed = kSeed; seed < kSeed + 10; ++seed) {
        const Story story = tell(seed, kCommandsOfOneStory, engine);
        if (!story.fault.empty()) return story.fault;
    }
    return "";
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// One of the two institutions with the shipped procedures, its acts and its calendar. Powers come
/// from authority.
class ShippedHouse {
  public:
    ShippedHouse(std::string_view id, std::string_view zone) : house_(id, zone) {
        const remit::Remit& act = house_.act();
        for (std::size_t i = 0; i < act.units.size(); ++i) {
            const remit::UnitId parent = act.units[i].parent;
            setting_.add_unit(act.units[i].code, parent.is_some() ? act.unit(parent).code : "");
            ids_.emplace(act.units[i].code, i);
        }
        setting_.settle();
        setting_.book = testing::shipped_book();
        setting_.house_calendar = id;
        setting_.house_zone = zone;
        const remit::Vocabulary& words = testing::vocabulary();
        setting_.words[procedure::FieldType::unit] = setting_.units;
        const auto take = [&](procedure::FieldType type, const auto& entries) {
            for (const auto& entry : entries) setting_.words[type].push_back(entry.id);
        };
        take(procedure::FieldType::counterpart, words.counterparts);
        take(procedure::FieldType::topic, words.topics);
        for (const char* name : {"position", "obligation", "communication", "brief"})
            setting_.procedures.push_back({&testing::procedure_named(name), nullptr});
        setting_.grant = [this](const procedure::Definition& definition,
                                const procedure::Matter& matter, const std::string& unit,
                                const std::string& function) {
            return granted(definition, matter, unit, function);
        };
    }
    [[nodiscard]] const Setting& setting() const { return setting_; }

  private:
    template <typename Id, typename Find>
    static void add_ids(std::vector<Id>& ids, const procedure::Matter& matter,
                        procedure::FieldId field, Find find) {
        if (!field.is_some()) return;
        for (const procedure::Item& item : matter.value(field).items) {
            if (const auto id = find(std::get<std::string>(item))) ids.push_back(*id);
        }
    }
    [[nodiscard]] std::optional<procedure::Power> granted(const procedure::Definition& definition,
                                                          const procedure::Matter& matter,
                                                          const std::string& unit,
                                                          const std::string& function) const {
        const remit::Vocabulary& words = testing::vocabulary();
        authority::Question question;
        question.unit = remit::UnitId(ids_.at(unit));
        const auto id = words.find_function(function);
        if (!id) return std::nullopt;
        question.function = *id;
        add_ids(question.subject.bodies, matter, definition.subject_bodies,
                [&](const auto& text) { return words.find_body(text); });
        add_ids(question.subject.topics, matter, definition.subject_topics,
                [&](const auto& text) { return words.find_topic(text); });
        question.take_over = unit != matter.lead_unit;
        const authority::Ruling ruling = house_.competence().authorise(question);
        if (!ruling.granted()) return std::nullopt;
        return procedure::written(*ruling.grant, house_.act(), words);
    }

    testing::House house_;
    std::map<std::string, std::size_t> ids_;
    Setting setting_;
};

}  // namespace

TEST_CASE("simulation: officers of random houses in random procedures never break what must hold") {
    const Sum sum = tell_all(variable("REMIT_SIMULATION", 60'000));
    if (variable("REMIT_SIMULATION_SEED", 0) != 0) return;
    MESSAGE("commands ", sum.commands, ", carried out ", sum.taken);
    CHECK(sum.taken > sum.commands / 20);
    // Every kind of event happened, and every refusal, but those that only a fault of the program
    // brings about.
    CHECK(sum.missing_events() == "");
    CHECK(sum.missing_refusals() == "");
}

TEST_CASE("simulation: one seed tells one story") {
    Engine engine;
    for (const std::uint64_t seed : {kSeed, kSeed + 1}) {
        const Story one = tell(seed, 3000, engine);
        const Story two = tell(seed, 3000, engine);
        CHECK(one.hash == two.hash);
        CHECK(one.taken == two.taken);
        CHECK(tell(seed + 100, 3000, engine).hash != one.hash);
    }
    Fickle fickle;
    CHECK(tell(kSeed, 3000, fickle).hash != tell(kSeed, 3000, fickle).hash);
}

TEST_CASE("simulation: the shipped procedures, under the acts of both institutions") {
    const std::size_t commands = variable("REMIT_SIMULATION", 16'000) / 4;
    for (const auto& [id, zone] : {std::pair{"hr", "Europe/Zagreb"}, {"rs", "Europe/Belgrade"}}) {
        const ShippedHouse house(id, zone);
        Engine engine;
        Sum sum;
        for (std::uint64_t seed = variable("REMIT_SIMULATION_SEED", kSeed); sum.commands < commands;
             ++seed) {
            const Story story = Simulation(seed, house.setting(), engine).run(kCommandsOfOneStory);
            CHECK_MESSAGE(story.fault.empty(), id, ": ", replay(seed, story));
            sum.add(story);
            if (!story.fault.empty()) break;
        }
        CHECK(sum.taken > sum.commands / 50);
    }
}

TEST_CASE("simulation: it catches an engine that does not ask for grants, units or ends") {
    WithoutGrants grants;
    CHECK(first_line(caught(grants)) ==
          "a step was taken without a grant for one of its functions");
    WithoutUnits units;
    CHECK(first_line(caught(units)) == "a step was taken by a unit that may not take it");
    Undead undead;
    CHECK(first_line(caught(undead)) == "something happened after the end");
    Overwriting overwriting;
    CHECK(first_line(caught(overwriting)) == "a signed paper changed");
}

TEST_CASE("simulation: it catches an engine whose clock drifts, repeats, forgets or hurries") {
    Drifting drifting;
    CHECK(caught(drifting) != "");
    Repeating repeating;
    CHECK(caught(repeating) != "");
    Forgetful forgetful;
    CHECK(caught(forgetful) != "");
    Patient patient;
    CHECK(caught(patient) != "");
    Hasty hasty;
    CHECK(caught(hasty) != "");
}

TEST_CASE("simulation: it catches an engine whose due moments creep or do not follow") {
    Creeping creeping;
    CHECK(first_line(caught(creeping)) == "a due moment moved silently");
    Miscounting miscounting;
    CHECK(caught(miscounting) != "");
}

}  // namespace remit::sim
