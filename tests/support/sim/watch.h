// What must hold in every matter of a simulation, said a second time, plainly, and from the events
// alone.
//
// Invariant: nothing here asks the engine whether the engine is right: who may act, what was due
// and which alarms are to come is worked out from the events and the definition by other code than
// the engine's. The first fault is kept as a text.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "procedure/definition.h"
#include "procedure/describe.h"
#include "procedure/event.h"
#include "procedure/matter.h"
#include "support/sim/setting.h"

namespace remit::sim {

class Watch {
  public:
    explicit Watch(const Setting& setting) : setting_(&setting) {}

    [[nodiscard]] const std::string& fault() const { return fault_; }

    /// One event, between the matter as it was and as it is.
    void see(const procedure::Definition& definition, const procedure::Matter& before,
             const procedure::Event& event, const procedure::Matter& after, calendar::Instant now) {
        definition_ = &definition;
        require(event.at >= before.changed || before.version == 0,
                "an event is earlier than the one before it");
        require(event.at <= now, "an event lies ahead of now");
        require(!before.ended || std::holds_alternative<procedure::EditionOpened>(event.what),
                "something happened after the end");
        require(after.version == before.version + 1, "an event was not counted");
        check_dues(before, event, after);
        check_papers(before, after);
        std::visit([&](const auto& what) { check(before, what, after, event.at); }, event.what);
        if (!fault_.empty()) fault_ += "\n  at: " + procedure::describe(definition, event);
    }

    /// The matter after everything was done that is to be done by now.
    void settle(const procedure::Matter& matter, calendar::Instant now) {
        require(matter.state.is_some(), "the matter has no state");
        require(setting_->parents.count(matter.lead_unit) == 1, "the lead is no unit");
        for (std::size_t i = 0; i < matter.clocks.size(); ++i) {
            const procedure::Clock& clock = matter.clocks[i];
            const bool going = clock.state == procedure::ClockState::running ||
                               clock.state == procedure::ClockState::stopped;
            require(!matter.ended || !going, "a clock outlives its matter");
            if (clock.state == procedure::ClockState::running)
                require(clock.passes > now, "a clock runs though its time is over");
        }
        for (const procedure::Question& question : matter.questions) {
            require(question.is_closed() || !matter.ended, "a question outlives its matter");
            require(question.is_closed() || question.passes > now,
                    "a question is open though its time is over");
        }
        if (matter.ended) return;
        for (const auto& [whose, alarms] : expected_) {
            for (const procedure::Alarm& alarm : alarms)
                require(alarm.fired || alarm.at > now, "an alarm did not sound: " + whose);
        }
    }

  private:
    using Instant = calendar::Instant;
    using Matter = procedure::Matter;

    void require(bool holds, std::string_view what) {
        if (!holds && fault_.empty()) fault_ = what;
    }
    template <typename What>
    void check(const Matter&, const What&, const Matter&, Instant) {}

    // --- Who acts
    // -----------------------------------------------------------------------------------------------------

    void check(const Matter& before, const procedure::StepTaken& taken, const Matter&, Instant) {
        const procedure::Step& step = definition_->steps[taken.step.index()];
        const procedure::Power& power = taken.by.power;
        require(std::ranges::find(step.functions, power.function) != step.functions.end(),
                "a step was taken without a grant for one of its functions");
        require(setting_->parents.count(power.unit) == 1, "a step was taken by no unit");
        require(may_act(step.actor, before, power.unit),
                "a step was taken by a unit that may not take it");
        if (!step.opening) {
            require(!taken.by.officer.empty(), "a step was taken by nobody");
            require(step.rank == procedure::Rank::officer || taken.by.rank == procedure::Rank::head,
                    "a step was taken by too low a rank");
            require(step.from_any || std::ranges::find(step.from, before.state) != step.from.end(),
                    "a step was taken from a state that it does not name");
            require(!step.note_required || !taken.note.empty(),
                    "a step was taken without its reason");
        }
    }
    [[nodiscard]] bool may_act(procedure::Actor actor, const Matter& matter,
                               const std::string& unit) const {
        const std::string& lead = matter.lead_unit;
        const bool above = setting_->stands_above(unit, lead);
        const bool alone = setting_->is_root(lead) && unit == lead;
        switch (actor) {
            case procedure::Actor::lead:
                return above || unit == lead;
            case procedure::Actor::superior:
                return above || alone;
            case procedure::Actor::top:
                return (above && setting_->is_root(unit)) || alone;
            case procedure::Actor::consulted:
                return std::ranges::any_of(
                    matter.questions, [&](const procedure::Question& question) {
                        const std::string& asked = question.is_unit ? question.respondent : lead;
                        return !question.is_closed() &&
                               (asked == unit || setting_->stands_above(unit, asked));
                    });
            case procedure::Actor::any:
                return true;
        }
        return false;
    }
    void check(const Matter& before, const procedure::LeadChanged& changed, const Matter&,
               Instant) {
        const std::string& unit = changed.by.power.unit;
        const bool above = setting_->stands_above(unit, before.lead_unit) &&
                           (unit == changed.to || setting_->stands_above(unit, changed.to));
        require(above || unit == before.lead_unit,
                "the lead was changed by a unit that stands below");
        require(changed.by.rank == procedure::Rank::head, "the lead was changed by no head");
    }

    // --- States, fields, papers
    // ---------------------------------------------------------------------------------------

    void check(const Matter& before, const procedure::StateChanged& changed, const Matter& after,
               Instant) {
        require(changed.from == before.state, "a state changed from another than the matter's");
        require(changed.to == after.state, "a state did not change as it was said");
        require(changed.ends == definition_->states[changed.to.index()].end,
                "an end is none, or is one unsaid");
    }
    void check(const Matter&, const procedure::FieldSet& set, const Matter&, Instant) {
        check_value(set.field, set.value);
    }
    void check_value(procedure::FieldId id, const procedure::Value& value) {
        using Type = procedure::FieldType;
        const procedure::Field& field = definition_->fields[id.index()];
        require(field.list || value.items.size() <= 1,
                "a field that is no list holds several items");
        for (const procedure::Item& item : value.items) {
            const std::size_t wanted = field.type == Type::number     ? 1U
                                       : field.type == Type::date     ? 2U
                                       : field.type == Type::instant  ? 3U
                                       : field.type == Type::duration ? 4U
                                       : field.type == Type::money    ? 5U
                                                                      : 0U;
            require(item.index() == wanted, "a field holds what is not of its type");
        }
    }
    void check_papers(const Matter& before, const Matter& after) {
        for (const procedure::Paper& paper : before.papers) {
            if (!paper.is_signed) continue;
            const procedure::Paper* now = after.find_paper(paper.id);
            const bool same = now != nullptr && now->is_signed && now->version == paper.version &&
                              now->digest == paper.digest;
            require(same, "a signed paper changed");
        }
    }

    // --- Due moments
    // --------------------------------------------------------------------------------------------------

    /// Every change of a due moment is said by the event that makes it.
    void check_dues(const Matter& before, const procedure::Event& event, const Matter& after) {
        if (before.clocks.size() != after.clocks.size())
            return;  // opened, or moved to another version
        if (std::holds_alternative<procedure::Migrated>(event.what)) return;
        for (std::size_t i = 0; i < after.clocks.size(); ++i) {
            if (before.clocks[i].due == after.clocks[i].due) continue;
            require(is_said(before.clocks[i], event, procedure::DeadlineId(i), after.clocks[i].due),
                    "a due moment moved silently");
        }
    }
    static bool is_said(const procedure::Clock& before, const procedure::Event& event,
                        procedure::DeadlineId id, const procedure::Due& due) {
        if (const auto* set = std::get_if<procedure::ClockSet>(&event.what)) {
            const bool was = !before.is_open() || set->before == std::optional(before.due);
            return set->deadline == id && set->due == due && was;
        }
        if (const auto* computed = std::get_if<procedure::DateComputed>(&event.what))
            return computed->deadline == id && computed->due == due;
        const auto* reset = std::get_if<procedure::ClockWithdrawn>(&event.what);
        return reset != nullptr && reset->deadline == id &&
               reset->why == procedure::ClockWithdrawn::Why::reset;
    }

    void check(const Matter&, const procedure::ClockSet& set, const Matter&, Instant at) {
        const procedure::Deadline& deadline = definition_->deadlines[set.deadline.index()];
        require(set.alarms.size() == deadline.reminders.size() + deadline.escalations.size(),
                "a clock has other alarms than its deadline");
        require(set.passes >= at, "a clock passes before it is set");
        if (const auto* zoned = std::get_if<procedure::ZonedInstant>(&set.due)) {
            require(set.passes == std::max(zoned->instant.plus_seconds(1), at),
                    "an instant is over on another second than the next");
            check_hours(deadline, zoned->instant, set.alarms, at);
        }
        expect(name_of(set.deadline), set.alarms);
        if (set.state == procedure::ClockState::stopped) expected_.erase(name_of(set.deadline));
    }
    /// Of an instant, what is so many hours before it needs no calendar.
    void check_hours(const procedure::Deadline& deadline, Instant due,
                     const std::vector<procedure::Alarm>& alarms, Instant at) {
        for (const procedure::Alarm& alarm : alarms) {
            if (alarm.index >= deadline.reminders.size()) continue;
            const calendar::Duration& before = deadline.reminders[alarm.index].before;
            if (before.days != 0 || before.months != 0 || before.weeks != 0 || before.years != 0)
                continue;
            const std::int64_t seconds = before.hours * 3600LL + before.minutes * 60LL;
            require(alarm.at == due.plus_seconds(-seconds),
                    "a reminder stands at another moment than its distance says");
            require(alarm.fired == (alarm.at <= at), "a reminder is left out or kept wrongly");
        }
    }
    void check(const Matter& before, const procedure::ClockPassed& passed, const Matter&,
               Instant at) {
        const procedure::Clock& clock = before.clock(passed.deadline);
        require(clock.state == procedure::ClockState::running, "a clock passed that did not run");
        require(at == std::max(clock.passes, before.changed),
                "a clock passed at another moment than its own");
    }
    void check(const Matter&, const procedure::ClockMet& met, const Matter&, Instant) {
        expected_.erase(name_of(met.deadline));
    }
    void check(const Matter&, const procedure::ClockStopped& stopped, const Matter&, Instant) {
        expected_.erase(name_of(stopped.deadline));
    }
    void check(const Matter&, const procedure::ClockWithdrawn& withdrawn, const Matter&, Instant) {
        expected_.erase(name_of(withdrawn.deadline));
    }

    // --- Questions
    // ----------------------------------------------------------------------------------------------------

    void check(const Matter& before, const procedure::QuestionAsked& asked, const Matter&,
               Instant at) {
        const procedure::Question& question = asked.question;
        require(!question.respondent.empty(), "nobody was asked");
        require(before.find_question(question.id) == nullptr, "two questions have one name");
        for (const procedure::Question& other : before.questions) {
            const bool twice = !other.is_closed() && other.consultation == question.consultation &&
                               other.respondent == question.respondent &&
                               question.state == procedure::Question::State::open;
            require(!twice, "somebody is asked twice at once");
        }
        if (question.state != procedure::Question::State::open) return;
        require(question.passes > at, "a question has no time");
        expect(question.id, question.alarms);
    }
    void check(const Matter& before, const procedure::QuestionLapsed& lapsed, const Matter&,
               Instant at) {
        const procedure::Question* question = before.find_question(lapsed.question);
        require(question != nullptr && !question->is_closed(),
                "a question lapsed that was not open");
        if (question != nullptr)
            require(at == std::max(question->passes, before.changed),
                    "a question lapsed at another moment than its own");
        expected_.erase(lapsed.question);
        lapsed_ = lapsed.question;
    }
    void check(const Matter&, const procedure::QuestionAnswered& answered, const Matter&, Instant) {
        expected_.erase(answered.question);
    }
    void check(const Matter&, const procedure::QuestionWithdrawn& withdrawn, const Matter&,
               Instant) {
        expected_.erase(withdrawn.question);
    }
    void check(const Matter&, const procedure::QuestionMoved& moved, const Matter&, Instant) {
        expect(moved.question, moved.alarms);
    }

    // --- Alarms
    // -------------------------------------------------------------------------------------------------------

    std::string name_of(procedure::DeadlineId id) const {
        return "deadline " + definition_->deadlines[id.index()].id;
    }
    void expect(const std::string& whose, const std::vector<procedure::Alarm>& alarms) {
        expected_[whose] = alarms;
    }
    void check(const Matter& before, const procedure::Reminded& reminded, const Matter&,
               Instant at) {
        sound(before, reminded.deadline, reminded.question, reminded.alarm, at);
    }
    void check(const Matter& before, const procedure::Escalated& told, const Matter&, Instant at) {
        require(setting_->parents.count(told.unit) == 1, "an alarm reached no unit");
        if (!told.deadline.is_some() && told.question == lapsed_) return;  // a silence that goes up
        sound(before, told.deadline, told.question, told.alarm, at);
    }
    void sound(const Matter& before, procedure::DeadlineId deadline, const std::string& question,
               std::uint16_t index, Instant at) {
        const auto found = expected_.find(deadline.is_some() ? name_of(deadline) : question);
        require(found != expected_.end(), "an alarm sounds of what is not going");
        if (found == expected_.end()) return;
        const auto alarm = std::ranges::find(found->second, index, &procedure::Alarm::index);
        require(alarm != found->second.end() && !alarm->fired,
                "an alarm sounds twice, or was left out");
        if (alarm == found->second.end()) return;
        require(at == std::max(alarm->at, before.changed),
                "an alarm sounds at another moment than its own");
        alarm->fired = true;
    }

    const Setting* setting_;
    const procedure::Definition* definition_ = nullptr;
    std::map<std::string, std::vector<procedure::Alarm>> expected_;  // by deadline or question
    std::string lapsed_;
    std::string fault_;
};

}  // namespace remit::sim
