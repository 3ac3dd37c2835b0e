// Whatever a matter comes to in any course of events was possible, and what must be there always
// is: on made-up procedures, run at random.
#include "procedure/flow.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "procedure/check.h"
#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using Random = std::mt19937_64;

constexpr std::size_t kFields = 5;
constexpr std::size_t kStates = 5;
constexpr std::size_t kSteps = 8;
const std::vector<std::string> kWords = {"a", "b", "c"};

bool often(Random& random, std::uint64_t times, std::uint64_t of) {
    return random() % of < times;
}

FieldId any_field(Random& random) {
    return FieldId(static_cast<std::size_t>(random() % kFields));
}

std::vector<FieldId> some_fields(Random& random) {
    std::vector<FieldId> fields;
    for (std::size_t i = 0; i < kFields; ++i) {
        if (often(random, 1, 5)) fields.emplace_back(i);
    }
    return fields;
}

Condition any_condition(Random& random) {
    using Kind = Condition::Kind;
    const Kind kinds[] = {Kind::field_set,     Kind::field_unset,  Kind::field_is,
                          Kind::field_is_not,  Kind::fields_equal, Kind::fields_same,
                          Kind::fields_differ, Kind::step_taken,   Kind::step_not_taken};
    Condition condition{.kind = kinds[random() % std::size(kinds)]};
    switch (condition.kind) {
        case Kind::step_taken:
        case Kind::step_not_taken:
            condition.step = StepId(static_cast<std::size_t>(random() % kSteps));
            break;
        case Kind::fields_equal:
        case Kind::fields_same:
        case Kind::fields_differ:
            condition.other = any_field(random);
            condition.field = any_field(random);
            break;
        default:
            condition.field = any_field(random);
            break;
    }
    if (condition.kind == Kind::field_is || condition.kind == Kind::field_is_not) {
        condition.words = {kWords[random() % kWords.size()]};
    }
    return condition;
}

Step any_step(Random& random, std::size_t index) {
    Step step{.id = "step" + std::to_string(index)};
    step.opening = index == 0;
    if (often(random, 4, 5) || step.opening)
        step.to = StateId(static_cast<std::size_t>(random() % kStates));
    for (std::size_t state = 0; state < kStates && !step.opening; ++state) {
        if (often(random, 1, 3)) step.from.emplace_back(state);
    }
    step.needs = some_fields(random);
    step.may = some_fields(random);
    step.clears = often(random, 1, 3) ? some_fields(random) : std::vector<FieldId>();
    while (often(random, 1, 3)) {
        Assignment assignment{.field = any_field(random)};
        if (often(random, 1, 2)) {
            assignment.from = any_field(random);
        } else {
            assignment.word.items.emplace_back(kWords[random() % kWords.size()]);
        }
        step.sets.push_back(std::move(assignment));
    }
    while (!step.opening && often(random, 1, 2)) step.when.push_back(any_condition(random));
    return step;
}

Definition any_definition(Random& random) {
    Definition definition{.id = "made_up"};
    for (std::size_t i = 0; i < kFields; ++i) {
        Field field{.id = "field" + std::to_string(i), .type = FieldType::choice};
        for (const std::string& word : kWords) field.choices.push_back({word, {}});
        definition.fields.push_back(std::move(field));
    }
    for (std::size_t i = 0; i < kStates; ++i) {
        definition.states.push_back({.id = "state" + std::to_string(i), .end = i + 1 == kStates});
    }
    for (std::size_t i = 0; i < kSteps; ++i) definition.steps.push_back(any_step(random, i));
    return definition;
}

/// A matter as small as its definition, and nothing of the engine.
struct Course {
    std::vector<std::string> fields = std::vector<std::string>(kFields);  // empty: not set
    std::vector<bool> taken = std::vector<bool>(kSteps, false);
    StateId state;

    [[nodiscard]] bool holds(const Condition& condition) const {
        using Kind = Condition::Kind;
        const auto value = [&](FieldId field) { return fields[field.index()]; };
        switch (condition.kind) {
            case Kind::field_set:
                return !value(condition.field).empty();
            case Kind::field_unset:
                return value(condition.field).empty();
            case Kind::field_is:
                return value(condition.field) == condition.words.front();
            case Kind::field_is_not:
                return value(condition.field) != condition.words.front();
            case Kind::fields_equal:
                return !value(condition.field).empty() &&
                       value(condition.field) == value(condition.other);
            case Kind::fields_same:
                return value(condition.field) == value(condition.other);
            case Kind::fields_differ:
                return value(condition.field) != value(condition.other);
            case Kind::step_taken:
                return taken[condition.step.index()];
            default:
                return !taken[condition.step.index()];
        }
    }

    /// Takes the step with random answers; nothing happens where it cannot be taken.
    bool take(const Definition& definition, std::size_t index, Random& random) {
        const Step& step = definition.steps[index];
        const bool here = state.is_some() && !definition.states[state.index()].end &&
                          std::ranges::find(step.from, state) != step.from.end();
        if (step.opening == state.is_some() || (!step.opening && !here)) return false;
        Course after = *this;
        for (const FieldId field : step.may) {
            if (often(random, 1, 2))
                after.fields[field.index()] = often(random, 1, 4) ? "" : kWords[random() % 3];
        }
        for (const FieldId field : step.needs) {
            if (after.fields[field.index()].empty() || often(random, 1, 2))
                after.fields[field.index()] = kWords[random() % 3];
        }
        if (!std::ranges::all_of(
                step.when, [&](const Condition& condition) { return after.holds(condition); }))
            return false;
        for (const Assignment& one : step.sets) {
            after.fields[one.field.index()] = one.from.is_some()
                                                  ? after.fields[one.from.index()]
                                                  : std::get<std::string>(one.word.items.front());
        }
        for (const FieldId field : step.clears) after.fields[field.index()].clear();
        after.taken[index] = true;
        if (step.to.is_some()) after.state = step.to;
        *this = std::move(after);
        return true;
    }
};

External nothing_else() {
    return {std::vector<bool>(kFields, false), std::vector<bool>(kFields, false),
            std::vector<bool>(kStates, false)};
}

/// Without the faults that nearly every made-up procedure has.
Definition nearly_sound(Definition definition) {
    for (std::size_t i = 0; i < kFields; ++i) definition.steps[0].may.emplace_back(i);
    for (Step& step : definition.steps) {
        step.clears.clear();
        std::erase(step.from, StateId(kStates - 1));
        if (!step.opening && step.from.empty()) step.from.emplace_back(std::size_t{0});
    }
    definition.steps[0].to = StateId(std::size_t{0});
    return definition;
}

/// Places for findings to point at; which does not matter.
Places places_of(const Definition& definition) {
    Places places;
    places.fields.resize(definition.fields.size());
    places.states.resize(definition.states.size());
    for (const Step& step : definition.steps) {
        StepPlaces& of = places.steps.emplace_back();
        of.from.resize(step.from.size());
        of.needs.resize(step.needs.size());
        of.clears.resize(step.clears.size());
        of.when.resize(step.when.size());
    }
    return places;
}

}  // namespace

TEST_CASE("flow: what happens in a made-up matter was possible, and what must hold does") {
    Random random(7);
    int steps_taken = 0;
    int impossible = 0;
    int always = 0;
    for (int round = 0; round < 400; ++round) {
        const Definition definition = any_definition(random);
        const Flow flow(definition, nothing_else());
        for (std::size_t i = 0; i < kSteps; ++i) impossible += flow.is_possible(StepId(i)) ? 0 : 1;
        for (int matter = 0; matter < 20; ++matter) {
            Course course;
            for (int turn = 0; turn < 25; ++turn) {
                const std::size_t index = course.state.is_some() ? random() % kSteps : 0;
                const StateId from = course.state;
                if (!course.take(definition, index, random)) continue;
                ++steps_taken;
                CHECK(flow.is_possible(StepId(index)));
                CHECK(flow.is_possible(course.state));
                CHECK(flow.is_reached(course.state));
                const Step& step = definition.steps[index];
                CHECK_FALSE(find_contradiction(definition, step.when).has_value());
                for (const Condition& condition : step.when)
                    CHECK(flow.may_hold(condition, step, from));
                for (std::size_t field = 0; field < kFields; ++field) {
                    const std::string& value = course.fields[field];
                    if (flow.is_always_set(FieldId(field), course.state)) {
                        ++always;
                        CHECK_FALSE(value.empty());
                    }
                    if (value.empty()) continue;
                    CHECK(flow.is_possible(FieldId(field)));
                    const auto& words = flow.words_of(FieldId(field));
                    CHECK((!words || std::ranges::find(*words, value) != words->end()));
                }
            }
        }
    }
    // The cases are neither all possible nor all empty.
    CHECK(steps_taken > 5'000);
    CHECK(impossible > 100);
    CHECK(always > 1'000);
}

TEST_CASE("check: where nothing is told of a made-up procedure, each of its steps can be taken") {
    Random random(11);
    int sound = 0;
    int faulty = 0;
    for (int round = 0; round < 4000; ++round) {
        const Definition definition = nearly_sound(any_definition(random));
        diag::Diagnostics diagnostics;
        check(definition, places_of(definition), nothing_else(), diagnostics);
        const Flow flow(definition, nothing_else());
        bool all_possible = true;
        for (std::size_t i = 0; i < kSteps; ++i)
            all_possible = all_possible && flow.is_possible(StepId(i));
        const bool told = diagnostics.count(diag::Severity::error) > 0;
        CHECK((told || all_possible));
        ++(told ? faulty : sound);
    }
    CHECK(sound > 100);
    CHECK(faulty > 1'000);
}

}  // namespace remit::procedure
