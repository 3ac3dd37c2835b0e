// What is asked of a matter now and then, because it costs more: truths about the engine as a
// whole.
//
// That the events fold to the matter; that due moments follow from their derivation; that asking
// the clock often, late or once is the same; that the same command has the same answer; that the
// buttons on the desk tell the truth, and a dry run too; and that no matter is stuck. Invariant:
// nothing here changes the matter. Each answers with what is wrong; empty where nothing is.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "procedure/describe.h"
#include "procedure/engine.h"
#include "procedure/migration.h"
#include "support/sim/engines.h"
#include "support/sim/random.h"
#include "support/sim/setting.h"

namespace remit::sim {

/// A matter with the version that it is under, at a moment.
struct Situation {
    const Definition& definition;
    const Matter& matter;
    World world;
    calendar::Instant now;
};

inline bool same_moment(const calendar::Moment& derived, const procedure::Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due))
        return derived == calendar::Moment(*date);
    return derived == calendar::Moment(std::get<procedure::ZonedInstant>(due).instant);
}

/// The book must be the one under which the matter was counted last.
inline std::string wrong_derivation(const Situation& at) {
    using State = procedure::ClockState;
    if (at.matter.ended) return {};
    for (std::size_t i = 0; i < at.matter.clocks.size(); ++i) {
        const procedure::Clock& clock = at.matter.clocks[i];
        const procedure::Deadline& deadline = at.definition.deadlines[i];
        // What has lapsed is over, and a later holiday does not undo it.
        const bool lapsed = clock.state == State::passed && deadline.lapse_to.is_some();
        const bool counts = clock.state == State::running || clock.state == State::passed ||
                            clock.state == State::recorded;
        if (!counts || lapsed) continue;
        const auto standing =
            procedure::derive(at.definition, at.matter, at.world, procedure::DeadlineId(i));
        if (!standing.ok()) return "a due moment has no derivation: " + deadline.id;
        if (!same_moment(standing.value().deadline.due, clock.due))
            return "a due moment does not follow from its derivation: " + deadline.id;
        if (standing.value().deadline.derivation.empty()) return "a derivation has no lines";
    }
    for (const procedure::Question& question : at.matter.questions) {
        if (question.is_closed()) continue;
        const auto standing = procedure::derive(at.definition, at.matter, at.world, question.id);
        if (!standing.ok() || !same_moment(standing.value().deadline.due, question.due))
            return "the time of a question does not follow from its derivation";
    }
    return {};
}

/// Something can be done, or the clock will do something.
inline std::string wrong_way_out(const Situation& at) {
    if (at.matter.ended) return {};
    const auto options = procedure::available(at.definition, at.matter, at.world, at.now);
    if (std::ranges::any_of(options, &procedure::StepOption::can_be_taken)) return {};
    if (procedure::next_alarm(at.matter).has_value()) return {};
    return "the matter is stuck in state " + at.definition.states[at.matter.state.index()].id;
}

/// Asking the clock at many moments is the same as asking it once, and it is silent before the next
/// alarm.
inline std::string wrong_clock(const Situation& at, Engine& engine, Random& random) {
    const calendar::Instant later = at.now.plus_seconds(random.between(0, 86'400LL * 400));
    const std::vector<Event> once = engine.due(at.definition, at.matter, at.world, later);
    std::vector<Event> often;
    Matter matter = at.matter;
    calendar::Instant asked = at.now;
    constexpr int kTimes = 12;
    for (int i = 1; i <= kTimes; ++i) {
        const auto next = procedure::next_alarm(matter);
        if (i == kTimes) {
            asked = later;
        } else if (next && random.chance(50)) {
            asked = std::clamp(next->plus_seconds(random.between(-1, 1)), asked, later);
        } else {
            asked = calendar::Instant{random.between(asked.seconds, later.seconds)};
        }
        const auto events = engine.due(at.definition, matter, at.world, asked);
        if ((next && *next <= asked) == events.empty())
            return "the next alarm is not the moment at which something happens";
        for (const Event& event : events) {
            procedure::apply(at.definition, matter, event);
            often.push_back(event);
        }
    }
    return once == often ? "" : "the clock does other things when it is asked often";
}

inline bool same(const Decision& left, const Decision& right) {
    if (left.ok() != right.ok() || left.events != right.events) return false;
    return left.ok() || left.refusal->blockers == right.refusal->blockers;
}

/// Decided twice, the answer is the same; decided after the clock was asked, it is what is left of
/// that answer.
inline std::string wrong_decision(const Situation& at, const procedure::Command& command,
                                  Engine& engine) {
    const Decision decision = engine.decide(at.definition, at.matter, command, at.world, at.now);
    const Decision again = engine.decide(at.definition, at.matter, command, at.world, at.now);
    if (!same(decision, again)) return "the same command has two answers";
    if (at.now < at.matter.changed) return {};
    std::vector<Event> events = engine.due(at.definition, at.matter, at.world, at.now);
    Matter matter = at.matter;
    for (const Event& event : events) procedure::apply(at.definition, matter, event);
    Decision after = engine.decide(at.definition, matter, command, at.world, at.now);
    if (after.ok()) {
        events.insert(events.end(), after.events.begin(), after.events.end());
        after.events = std::move(events);
    }
    return same(decision, after) ? "" : "a command is decided otherwise after the clock was asked";
}

/// A dry run of a move to another version tells what the move does.
inline std::string wrong_plan(const Situation& at, const procedure::Migrate& command,
                              const Decision& decision) {
    if (command.to == nullptr || !decision.ok()) return {};
    const auto plan =
        procedure::plan_migration(at.definition, *command.to, at.matter, at.world, at.now);
    if (plan.refusal) return "a dry run refuses a move that is made";
    std::vector<Event> events = plan.events;
    for (Event& event : events) {
        if (auto* moved = std::get_if<procedure::Migrated>(&event.what)) {
            moved->by = command.by;
            moved->note = command.note;
        }
    }
    return events == decision.events ? "" : "a dry run tells of another move than is made";
}

/// A step that is shown as blocked is refused; one that is shown as free is refused only for who
/// acts or what is filled in.
inline std::string wrong_button(const Situation& at, const procedure::TakeStep& command,
                                const Decision& decision) {
    using procedure::Reason;
    const auto options = procedure::available(at.definition, at.matter, at.world, at.now);
    const auto found = std::ranges::find(options, command.step, &procedure::StepOption::step);
    if (found == options.end()) return decision.ok() ? "a step was taken that is not shown" : "";
    if (decision.ok())
        return found->can_be_taken() ? "" : "a step was taken that is shown as blocked";
    if (!found->can_be_taken()) return {};
    for (const procedure::Blocker& blocker : decision.refusal->blockers) {
        const bool hard = blocker.reason == Reason::wrong_state ||
                          blocker.reason == Reason::ended || blocker.reason == Reason::not_opened;
        if (hard) return "a step was refused for its state that is shown as free";
        if (blocker.reason != Reason::condition) continue;
        // A condition may fail by what the command brings; without that it is as it is shown.
        if (command.changes.empty() && command.papers.empty() && found->blockers.empty())
            return "a step was refused for a condition that is shown as met";
    }
    return {};
}

}  // namespace remit::sim
