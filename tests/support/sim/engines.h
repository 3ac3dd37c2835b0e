// The engine that is simulated, and faulty ones that a simulation must catch.
//
// Each faulty engine is the real one with one fault, as a careless change might make it. Invariant:
// apart from its fault it does what the real one does.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "procedure/engine.h"

namespace remit::sim {

using procedure::Decision;
using procedure::Definition;
using procedure::Event;
using procedure::Matter;
using procedure::World;

struct Engine {
    virtual ~Engine() = default;
    virtual Decision open(const Definition& definition, const procedure::OpenMatter& command,
                          const World& world, calendar::Instant now) {
        return procedure::open(definition, command, world, now);
    }
    virtual Decision decide(const Definition& definition, const Matter& matter,
                            const procedure::Command& command, const World& world,
                            calendar::Instant now) {
        return procedure::decide(definition, matter, command, world, now);
    }
    virtual std::vector<Event> due(const Definition& definition, const Matter& matter,
                                   const World& world, calendar::Instant now) {
        return procedure::due(definition, matter, world, now);
    }
    virtual void apply(const Definition& definition, Matter& matter, const Event& event) {
        procedure::apply(definition, matter, event);
    }
};

/// Takes a step whatever the function of the power.
struct WithoutGrants : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        Decision decision = procedure::decide(definition, matter, command, world, now);
        const auto* step = std::get_if<procedure::TakeStep>(&command);
        if (decision.ok() || step == nullptr ||
            !decision.refusal->has(procedure::Reason::wrong_function))
            return decision;
        procedure::TakeStep forged = *step;
        forged.by.power.function = definition.steps[step->step.index()].functions.front();
        decision = procedure::decide(definition, matter, forged, world, now);
        for (Event& event : decision.events) {
            if (auto* taken = std::get_if<procedure::StepTaken>(&event.what)) taken->by = step->by;
        }
        return decision;
    }
};

/// Lets any unit act that has the function.
struct WithoutUnits : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        Decision decision = procedure::decide(definition, matter, command, world, now);
        const auto* step = std::get_if<procedure::TakeStep>(&command);
        if (decision.ok() || step == nullptr ||
            !decision.refusal->has(procedure::Reason::wrong_unit))
            return decision;
        procedure::TakeStep forged = *step;
        forged.by.power.unit = matter.lead_unit;
        decision = procedure::decide(definition, matter, forged, world, now);
        for (Event& event : decision.events) {
            if (auto* taken = std::get_if<procedure::StepTaken>(&event.what)) taken->by = step->by;
        }
        return decision;
    }
};

/// Stamps what the clock does with the moment at which it was asked.
struct Drifting : Engine {
    std::vector<Event> due(const Definition& definition, const Matter& matter, const World& world,
                           calendar::Instant now) override {
        std::vector<Event> events = procedure::due(definition, matter, world, now);
        for (Event& event : events) event.at = now;
        return events;
    }
};

/// Tells people twice.
struct Repeating : Engine {
    std::vector<Event> due(const Definition& definition, const Matter& matter, const World& world,
                           calendar::Instant now) override {
        std::vector<Event> events = procedure::due(definition, matter, world, now);
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (!std::holds_alternative<procedure::Reminded>(events[i].what)) continue;
            events.insert(events.begin() + static_cast<std::ptrdiff_t>(i), events[i]);
            break;
        }
        return events;
    }
};

/// Forgets an escalation, as if it had fired.
struct Forgetful : Engine {
    void apply(const Definition& definition, Matter& matter, const Event& event) override {
        procedure::apply(definition, matter, event);
        if (const auto* set = std::get_if<procedure::ClockSet>(&event.what)) {
            for (procedure::Alarm& alarm : matter.clocks[set->deadline.index()].alarms)
                alarm.fired = true;
        }
    }
};

/// Moves a due moment by a second whenever a step is taken.
struct Creeping : Engine {
    void apply(const Definition& definition, Matter& matter, const Event& event) override {
        procedure::apply(definition, matter, event);
        if (!std::holds_alternative<procedure::StepTaken>(event.what)) return;
        for (procedure::Clock& clock : matter.clocks) {
            if (auto* date = std::get_if<calendar::Date>(&clock.due);
                date != nullptr && clock.is_open())
                *date = date->plus_days(1);
        }
    }
};

/// Writes down a date that is a day later than the one that it has counted.
struct Miscounting : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        Decision decision = procedure::decide(definition, matter, command, world, now);
        for (Event& event : decision.events) {
            auto* computed = std::get_if<procedure::DateComputed>(&event.what);
            if (computed == nullptr) continue;
            if (auto* date = std::get_if<calendar::Date>(&computed->due))
                *date = date->plus_days(1);
        }
        return decision;
    }
};

/// Does not count again when the calendar has changed.
struct Deaf : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        Decision decision = procedure::decide(definition, matter, command, world, now);
        if (decision.ok() && std::holds_alternative<procedure::Recompute>(command))
            decision.events = procedure::due(definition, matter, world, now);
        return decision;
    }
};

/// Keeps another matter than the events say.
struct Losing : Engine {
    void apply(const Definition& definition, Matter& matter, const Event& event) override {
        procedure::apply(definition, matter, event);
        if (const auto* more = std::get_if<procedure::FieldAppended>(&event.what))
            matter.fields[more->field.index()].items.pop_back();
    }
};

/// Takes a step without the fields that it needs.
struct Undemanding : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        const auto* step = std::get_if<procedure::TakeStep>(&command);
        if (step == nullptr || step->step.index() >= definition.steps.size())
            return procedure::decide(definition, matter, command, world, now);
        Definition lax = definition;
        procedure::Step& taken = lax.steps[step->step.index()];
        taken.may.insert(taken.may.end(), taken.needs.begin(), taken.needs.end());
        taken.needs.clear();
        return procedure::decide(lax, matter, command, world, now);
    }
};

/// Goes on after the end.
struct Undead : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        if (!matter.ended) return procedure::decide(definition, matter, command, world, now);
        Matter alive = matter;
        alive.ended = false;
        return procedure::decide(definition, alive, command, world, now);
    }
};

/// Lets a question stand open when its time is over.
struct Patient : Engine {
    std::vector<Event> due(const Definition& definition, const Matter& matter, const World& world,
                           calendar::Instant now) override {
        std::vector<Event> events = procedure::due(definition, matter, world, now);
        std::erase_if(events, [](const Event& event) {
            const auto* told = std::get_if<procedure::Escalated>(&event.what);
            return std::holds_alternative<procedure::QuestionLapsed>(event.what) ||
                   (told != nullptr && !told->question.empty());
        });
        return events;
    }
};

/// Lets a silence pass on its last second.
struct Hasty : Engine {
    std::vector<Event> due(const Definition& definition, const Matter& matter, const World& world,
                           calendar::Instant now) override {
        std::vector<Event> events = procedure::due(definition, matter, world, now.plus_seconds(1));
        for (Event& event : events) {
            if (event.at > now) event.at = now;
        }
        return events;
    }
};

/// Answers differently the second time.
struct Fickle : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        Decision decision = procedure::decide(definition, matter, command, world, now);
        for (Event& event : decision.events) {
            if (auto* taken = std::get_if<procedure::StepTaken>(&event.what))
                taken->note += std::to_string(++count_);
        }
        return decision;
    }

  private:
    int count_ = 0;
};

/// Writes over a signed paper.
struct Overwriting : Engine {
    Decision decide(const Definition& definition, const Matter& matter,
                    const procedure::Command& command, const World& world,
                    calendar::Instant now) override {
        Decision decision = procedure::decide(definition, matter, command, world, now);
        const auto* brought = std::get_if<procedure::BringPaper>(&command);
        if (brought == nullptr || decision.ok() ||
            !decision.refusal->has(procedure::Reason::paper_signed_already))
            return decision;
        Matter blank = matter;
        std::erase_if(blank.papers,
                      [&](const procedure::Paper& paper) { return paper.id == brought->paper.id; });
        procedure::BringPaper first = *brought;
        first.paper.version = 1;
        return procedure::decide(definition, blank, first, world, now);
    }
};

}  // namespace remit::sim
