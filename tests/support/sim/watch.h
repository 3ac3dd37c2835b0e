// What must hold in every matter of a simulation, said a second time, plainly, and from the events
// alone.
//
// Invariant: nothing here asks the engine whether the engine is right: who may act, what a step
// needs, what was due and which alarms are to come is worked out from the events and the definition
// by other code than the engine's. The first fault is kept as a text.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "calendar/zone.h"
#include "procedure/definition.h"
#include "procedure/describe.h"
#include "procedure/event.h"
#include "procedure/matter.h"
#include "support/sim/alarm_watch.h"
#include "support/sim/setting.h"
#include "support/sim/values.h"

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
        require(alarms_.fault().empty(), alarms_.fault());
        if (!fault_.empty()) fault_ += "\n  at: " + procedure::describe(definition, event);
    }

    /// All events of one command, between the matter as it was and as it is.
    void see_all(const procedure::Definition& definition, const procedure::Matter& before,
                 const std::vector<procedure::Event>& events, const procedure::Matter& after) {
        for (const procedure::Event& event : events) {
            if (const auto* taken = std::get_if<procedure::StepTaken>(&event.what)) {
                check_demands(definition.steps[taken->step.index()], definition, before, events);
                check_tables(definition, events, after);
            }
        }
        by_of_step_.reset();
    }

    /// The matter after everything was done that is to be done by now.
    void settle(const procedure::Matter& matter, calendar::Instant now) {
        require(matter.state.is_some(), "the matter has no state");
        require(setting_->is_unit(matter.lead_unit), "the lead is no unit");
        if (definition_ != nullptr && matter.state.is_some()) {
            require(matter.ended == definition_->states[matter.state.index()].end,
                    "a matter is at an end and has not ended, or the other way round");
        }
        for (const procedure::Clock& clock : matter.clocks) {
            const bool going = clock.state == procedure::ClockState::running ||
                               clock.state == procedure::ClockState::stopped;
            require(!matter.ended || !going, "a clock outlives its matter");
            if (clock.state == procedure::ClockState::running)
                require(clock.passes > now, "a clock runs though its time is over");
        }
        for (std::size_t i = 0; i < matter.clocks.size(); ++i) check_standing_still(matter, i);
        for (const procedure::Question& question : matter.questions) {
            require(question.is_closed() || !matter.ended, "a question outlives its matter");
            require(question.is_closed() || question.passes > now,
                    "a question is open though its time is over");
        }
        if (!matter.ended) alarms_.settle(now);
        require(alarms_.fault().empty(), alarms_.fault());
    }

  private:
    using Instant = calendar::Instant;
    using Matter = procedure::Matter;

    void require(bool holds, std::string_view what) {
        if (!holds && fault_.empty()) fault_ = what;
    }
    template <typename What>
    void check(const Matter& /*before*/, const What& /*what*/, const Matter& /*after*/,
               Instant /*at*/) {}

    // --- Who acts -------------------------------------------------------------------------------

    void check(const Matter& before, const procedure::StepTaken& taken, const Matter& /*after*/,
               Instant at) {
        const procedure::Step& step = definition_->steps[taken.step.index()];
        const procedure::Power& power = taken.by.power;
        require(std::ranges::find(step.functions, power.function) != step.functions.end(),
                "a step was taken without a grant for one of its functions");
        require(setting_->is_unit(power.unit), "a step was taken by no unit");
        require(may_act(step.actor, before, power.unit),
                "a step was taken by a unit that may not take it");
        if (setting_->audit) {
            const std::string wrong = setting_->audit(taken.by, day_of(at));
            require(wrong.empty(), "a step was taken by a power that does not stand: " + wrong);
        }
        by_of_step_ = taken.by;
        if (step.opening) return;
        require(!taken.by.officer.empty(), "a step was taken by nobody");
        require(step.rank == procedure::Rank::officer || taken.by.rank == procedure::Rank::head,
                "a step was taken by too low a rank");
        require(step.from_any || std::ranges::find(step.from, before.state) != step.from.end(),
                "a step was taken from a state that it does not name");
        require(!step.note_required || !taken.note.empty(), "a step was taken without its reason");
    }
    [[nodiscard]] bool is_in_line(const std::string& unit, const std::string& below) const {
        return unit == below || setting_->stands_above(unit, below);
    }
    [[nodiscard]] bool is_asked(const Matter& matter, const std::string& unit) const {
        return std::ranges::any_of(matter.questions, [&](const procedure::Question& question) {
            return !question.is_closed() && is_in_line(unit, answering(matter, question));
        });
    }
    [[nodiscard]] const std::string& answering(const Matter& matter,
                                               const procedure::Question& question) const {
        const bool known = question.is_unit && setting_->is_unit(question.respondent);
        return known ? question.respondent : matter.lead_unit;
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
                return is_asked(matter, unit);
            case procedure::Actor::any:
                return true;
        }
        return false;
    }
    void check(const Matter& before, const procedure::LeadChanged& changed, const Matter& /*after*/,
               Instant /*at*/) {
        const std::string& unit = changed.by.power.unit;
        const bool above =
            setting_->stands_above(unit, before.lead_unit) && is_in_line(unit, changed.to);
        require(above || unit == before.lead_unit,
                "the lead was changed by a unit that stands below");
        require(changed.by.rank == procedure::Rank::head, "the lead was changed by no head");
    }
    void check(const Matter& before, const procedure::PaperBrought& brought,
               const Matter& /*after*/, Instant /*at*/) {
        const std::string& unit = brought.by.power.unit;
        const bool with_step = by_of_step_ == std::optional(brought.by);
        require(with_step || is_in_line(unit, before.lead_unit) || is_asked(before, unit),
                "a paper was brought by a unit that has nothing to do with the matter");
    }
    void check(const Matter& before, const procedure::Migrated& moved, const Matter& after,
               Instant /*at*/) {
        require(is_in_line(moved.by.power.unit, before.lead_unit),
                "a matter was moved to another version by a unit that does not lead it");
        require(!moved.note.empty(), "a matter was moved to another version without a reason");
        require(after.procedure_version > before.procedure_version, "a matter was moved backwards");
    }

    // --- States, fields, papers -----------------------------------------------------------------

    void check(const Matter& before, const procedure::StateChanged& changed, const Matter& after,
               Instant /*at*/) {
        require(changed.from == before.state, "a state changed from another than the matter's");
        require(changed.to == after.state, "a state did not change as it was said");
        require(changed.ends == definition_->states[changed.to.index()].end,
                "an end is none, or is one unsaid");
    }
    void check(const Matter& /*before*/, const procedure::FieldSet& set, const Matter& /*after*/,
               Instant /*at*/) {
        using Type = procedure::FieldType;
        const procedure::Field& field = definition_->fields[set.field.index()];
        require(field.list || set.value.items.size() <= 1,
                "a field that is no list holds several items");
        for (const procedure::Item& item : set.value.items) {
            if (field.may_be_empty && procedure::is_empty(item)) continue;
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
    /// What the step needs was there before, or came with it.
    void check_demands(const procedure::Step& step, const procedure::Definition& definition,
                       const Matter& before, const std::vector<procedure::Event>& events) {
        for (const procedure::FieldId field : step.needs) {
            const bool was = before.version != 0 && before.value(field).is_set();
            const bool came = std::ranges::any_of(events, [&](const procedure::Event& event) {
                const auto* set = std::get_if<procedure::FieldSet>(&event.what);
                return set != nullptr && set->field == field && set->value.is_set();
            });
            require(was || came, "a step was taken without a field that it needs");
        }
        for (const procedure::PaperKindId kind : step.papers) {
            const bool signature = definition.paper_kinds[kind.index()].signed_paper;
            const auto counts = [&](const procedure::Paper& paper) {
                return paper.kind == kind && (paper.is_signed || !signature);
            };
            const bool anew = std::ranges::find(step.brought, kind) != step.brought.end();
            const bool was = !anew && std::ranges::any_of(before.papers, counts);
            const bool came = std::ranges::any_of(events, [&](const procedure::Event& event) {
                const auto* brought = std::get_if<procedure::PaperBrought>(&event.what);
                return brought != nullptr && counts(brought->paper);
            });
            require(was || came, "a step was taken without a paper that it needs");
        }
    }

    /// Of a table that a step has touched every row is whole.
    void check_tables(const procedure::Definition& definition,
                      const std::vector<procedure::Event>& events, const Matter& after) {
        for (const procedure::Group& group : definition.groups) {
            const bool touched = std::ranges::any_of(events, [&](const procedure::Event& event) {
                const auto* set = std::get_if<procedure::FieldSet>(&event.what);
                return set != nullptr &&
                       std::ranges::find(group.columns, set->field) != group.columns.end();
            });
            std::size_t rows = 0;
            for (const procedure::FieldId column : group.columns)
                rows = std::max(rows, after.value(column).items.size());
            for (const procedure::FieldId column : group.columns) {
                const procedure::Value& cells = after.value(column);
                const bool none =
                    definition.fields[column.index()].may_be_empty && cells.items.empty();
                require(!touched || none || cells.items.size() == rows,
                        "a table was left with a row that lacks a cell");
            }
        }
    }

    // --- Due moments ----------------------------------------------------------------------------

    /// Every change of a due moment is said by the event that makes it.
    void check_dues(const Matter& before, const procedure::Event& event, const Matter& after) {
        const bool other_tables = std::holds_alternative<procedure::Opened>(event.what) ||
                                  std::holds_alternative<procedure::Migrated>(event.what);
        if (other_tables) return;
        for (std::size_t i = 0; i < after.clocks.size(); ++i) {
            if (before.clocks[i].due == after.clocks[i].due) continue;
            require(is_said(before.clocks[i], event, procedure::DeadlineId(i), after.clocks[i].due),
                    "a due moment moved silently");
        }
        for (const procedure::Question& question : before.questions) {
            const procedure::Question* now = after.find_question(question.id);
            if (now == nullptr || now->due == question.due) continue;
            const auto* moved = std::get_if<procedure::QuestionMoved>(&event.what);
            require(moved != nullptr && moved->before == question.due && moved->due == now->due,
                    "the time of a question moved silently");
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
    void check(const Matter& before, const procedure::ClockSet& set, const Matter& /*after*/,
               Instant at) {
        const procedure::Clock& clock = before.clock(set.deadline);
        require(
            set.before.has_value() == clock.is_open() && (!set.before || *set.before == clock.due),
            "a clock was set and another due moment named as the one before");
        check_passing(set, at);
        if (const auto* zoned = std::get_if<procedure::ZonedInstant>(&set.due))
            check_hours(definition_->deadlines[set.deadline.index()], zoned->instant, set.alarms,
                        at);
        alarms_.set(*definition_, set, at);
    }
    /// The first second that is too late: after the instant, or after midnight of the day.
    void check_passing(const procedure::ClockSet& set, Instant at) {
        Instant late;
        if (const auto* zoned = std::get_if<procedure::ZonedInstant>(&set.due)) {
            late = zoned->instant.plus_seconds(1);
        } else {
            const auto zone = calendar::Zone::find(set.count.zone);
            require(zone.ok(), "a clock counts in a zone that there is not");
            if (!zone.ok()) return;
            const calendar::Date day = std::get<calendar::Date>(set.due);
            late = zone.value().resolve({day.plus_days(1), 0}).instant;
        }
        require(set.passes == std::max(late, at), "a clock passes on another second than the next");
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
    /// A clock stands still because a step stopped it, or because the one it counts from does.
    void check_standing_still(const Matter& matter, std::size_t index) {
        using Kind = procedure::ClockChange::Kind;
        const procedure::Clock& clock = matter.clocks[index];
        if (clock.state != procedure::ClockState::stopped || definition_ == nullptr) return;
        bool by_step = false;
        for (const procedure::ClockChange& change : clock.changes) {
            if (change.kind != Kind::extended) by_step = change.kind == Kind::stopped;
        }
        const procedure::DeadlineId base = definition_->deadlines[index].from_deadline;
        const bool by_base =
            base.is_some() && matter.clock(base).state == procedure::ClockState::stopped;
        require(clock.held ? by_base : by_step, "a clock stands still for no reason");
    }
    void check(const Matter& before, const procedure::ClockPassed& passed, const Matter& /*after*/,
               Instant at) {
        const procedure::Clock& clock = before.clock(passed.deadline);
        require(clock.state == procedure::ClockState::running, "a clock passed that did not run");
        require(at == std::max(clock.passes, before.changed),
                "a clock passed at another moment than its own");
    }
    void check(const Matter& before, const procedure::ClockMet& met, const Matter& /*after*/,
               Instant at) {
        const procedure::Clock& clock = before.clock(met.deadline);
        require(clock.is_open(), "a clock was met that was not open");
        require(met.late || clock.state == procedure::ClockState::stopped || clock.passes > at,
                "a clock was met in time though its time was over");
        alarms_.end(definition_->deadlines[met.deadline.index()].id);
    }
    void check(const Matter& /*before*/, const procedure::ClockStopped& stopped,
               const Matter& /*after*/, Instant /*at*/) {
        alarms_.end(definition_->deadlines[stopped.deadline.index()].id);
    }
    void check(const Matter& /*before*/, const procedure::ClockWithdrawn& withdrawn,
               const Matter& /*after*/, Instant /*at*/) {
        alarms_.end(definition_->deadlines[withdrawn.deadline.index()].id);
    }

    // --- Questions ------------------------------------------------------------------------------

    void check(const Matter& before, const procedure::QuestionAsked& asked, const Matter& /*after*/,
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
        alarms_.ask(question.id, question.due, question.alarms);
    }
    void check(const Matter& before, const procedure::QuestionLapsed& lapsed,
               const Matter& /*after*/, Instant at) {
        const procedure::Question* question = before.find_question(lapsed.question);
        require(question != nullptr && !question->is_closed(),
                "a question lapsed that was not open");
        if (question != nullptr) {
            require(at == std::max(question->passes, before.changed),
                    "a question lapsed at another moment than its own");
        }
        alarms_.end_question(lapsed.question);
        lapsed_ = lapsed.question;
    }
    void check(const Matter& before, const procedure::QuestionAnswered& answered,
               const Matter& /*after*/, Instant at) {
        const procedure::Question* question = before.find_question(answered.question);
        require(question != nullptr, "an answer to no question");
        if (question == nullptr) return;
        require(is_in_line(answered.by.power.unit, answering(before, *question)),
                "a question was answered by a unit that was not asked");
        require(answered.late == (question->passes <= at), "an answer is late, or not, unsaid");
        alarms_.end_question(answered.question);
    }
    void check(const Matter& /*before*/, const procedure::QuestionWithdrawn& withdrawn,
               const Matter& /*after*/, Instant /*at*/) {
        alarms_.end_question(withdrawn.question);
    }
    void check(const Matter& /*before*/, const procedure::QuestionMoved& moved,
               const Matter& /*after*/, Instant /*at*/) {
        alarms_.ask(moved.question, moved.due, moved.alarms);
    }

    // --- Alarms ---------------------------------------------------------------------------------

    void sound(const Matter& before, procedure::DeadlineId deadline, const std::string& question,
               std::uint16_t index, Instant at) {
        const bool clock = deadline.is_some();
        alarms_.sound(clock ? "deadline " + definition_->deadlines[deadline.index()].id : question,
                      index, at, before.changed);
    }
    void check(const Matter& before, const procedure::Reminded& reminded, const Matter& /*after*/,
               Instant at) {
        sound(before, reminded.deadline, reminded.question, reminded.alarm, at);
    }
    void check(const Matter& before, const procedure::Escalated& told, const Matter& /*after*/,
               Instant at) {
        require(setting_->is_unit(told.unit), "an alarm reached no unit");
        if (!told.deadline.is_some() && told.question == lapsed_) return;  // a silence that goes up
        sound(before, told.deadline, told.question, told.alarm, at);
    }

    const Setting* setting_;
    const procedure::Definition* definition_ = nullptr;
    AlarmWatch alarms_;
    std::optional<procedure::Acting> by_of_step_;  // of the command whose events are being seen
    std::string lapsed_;
    std::string fault_;
};

}  // namespace remit::sim
