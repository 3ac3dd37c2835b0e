// What the clock makes happen, and when.
//
// Invariant: each event is stamped with its own moment, whenever and however often due() is asked;
// of what falls on one moment people are told first, then questions close, then deadlines pass. An
// event is never earlier than the one before it.
#include <algorithm>
#include <optional>
#include <tuple>

#include "procedure/draft.h"
#include "procedure/recurrence.h"
#include "procedure/steps.h"

namespace remit::procedure {
namespace {

/// What happens at one moment, in this order: people are told first, answers close before the
/// deadlines that wait for them.
enum class Turn : std::uint8_t { alarm, question_alarm, question_lapse, clock_pass, edition };

struct Next {
    calendar::Instant at;
    Turn turn = Turn::alarm;
    std::uint32_t index = 0;  // of the clock or the question
    std::uint16_t alarm = 0;

    auto operator<=>(const Next&) const = default;
};

class Earliest {
  public:
    void offer(const Next& next) {
        if (!found_ || next < *found_) found_ = next;
    }
    void offer(const std::vector<Alarm>& alarms, Turn turn, std::size_t index) {
        for (const Alarm& alarm : alarms) {
            if (!alarm.fired)
                offer({alarm.at, turn, static_cast<std::uint32_t>(index), alarm.index});
        }
    }
    [[nodiscard]] const std::optional<Next>& found() const { return found_; }

  private:
    std::optional<Next> found_;
};

std::optional<Next> next_of(const Matter& matter) {
    Earliest earliest;
    if (matter.next_edition && !matter.next_edition->opened)
        earliest.offer({matter.next_edition->opens, Turn::edition, 0, 0});
    if (!matter.is_open()) return earliest.found();
    for (std::size_t i = 0; i < matter.clocks.size(); ++i) {
        const Clock& clock = matter.clocks[i];
        const bool running = clock.state == ClockState::running;
        if (!running && clock.state != ClockState::passed) continue;
        earliest.offer(clock.alarms, Turn::alarm, i);
        if (running)
            earliest.offer({clock.passes, Turn::clock_pass, static_cast<std::uint32_t>(i), 0});
    }
    for (std::size_t i = 0; i < matter.questions.size(); ++i) {
        const Question& question = matter.questions[i];
        if (question.is_closed()) continue;
        earliest.offer(question.alarms, Turn::question_alarm, i);
        earliest.offer({question.passes, Turn::question_lapse, static_cast<std::uint32_t>(i), 0});
    }
    return earliest.found();
}

std::string told_unit(const Draft& draft, std::uint32_t levels) {
    const std::string& lead = draft.matter.lead_unit;
    const Hierarchy* hierarchy = draft.world->hierarchy;
    return hierarchy == nullptr ? lead : std::string(hierarchy->above(lead, levels));
}

void sound(Draft& draft, DeadlineId id, std::uint16_t alarm) {
    const Deadline& deadline = draft.definition->deadlines[id.index()];
    const Due due = draft.matter.clock(id).due;
    const std::size_t reminders = deadline.reminders.size();
    if (alarm < reminders) {
        draft.emit(Reminded{id, {}, alarm, due});
        return;
    }
    const Escalation& escalation = deadline.escalations[alarm - reminders];
    const std::uint32_t levels = escalation.duty_officer ? 0 : escalation.levels_up;
    draft.emit(Escalated{id,
                         {},
                         alarm,
                         due,
                         escalation.rank,
                         escalation.levels_up,
                         escalation.duty_officer,
                         told_unit(draft, levels)});
}

void lapse(Draft& draft, std::size_t index) {
    const Question question = draft.matter.questions[index];
    const Consultation& consultation =
        draft.definition->consultations[question.consultation.index()];
    draft.emit(QuestionLapsed{question.id, consultation.silence});
    if (consultation.silence != Silence::escalate) return;
    const auto alarm = static_cast<std::uint16_t>(consultation.reminders.size());
    draft.emit(Escalated{DeadlineId(), question.id, alarm, question.due, Rank::head, 0,
                         /*duty_officer=*/false, draft.matter.lead_unit});
}

void pass(Draft& draft, DeadlineId id) {
    const Deadline& deadline = draft.definition->deadlines[id.index()];
    draft.emit(ClockPassed{id, draft.matter.clock(id).due});
    const auto& from = deadline.lapse_from;
    const bool lapses = deadline.lapse_to.is_some() &&
                        (from.empty() || std::ranges::find(from, draft.matter.state) != from.end());
    if (!lapses) return;
    assign(draft, deadline.lapse_sets);
    const bool ends = is_end(draft, deadline.lapse_to);
    if (!ends) enter(draft, deadline.lapse_to, id);
    settle(draft, StepId(), ends ? Onward::ends : Onward::goes_on);
    if (ends) enter(draft, deadline.lapse_to, id);
}

void open_edition(Draft& draft) {
    const Recurrence& recurrence = *draft.definition->recurrence;
    const Edition& edition = *draft.matter.next_edition;
    EditionOpened event{edition.due, {draft.definition->id, "next_edition", {}}};
    const auto add = [&](FieldId field, Value value) {
        if (!field.is_some() || !value.is_set()) return;
        const std::string& name = draft.definition->fields[field.index()].id;
        event.matter.fields.push_back({name, std::move(value), {}});
    };
    for (const FieldId field : recurrence.carries) add(field, draft.matter.value(field));
    add(recurrence.due, {{edition.due}});
    add(recurrence.previous, {{draft.matter.id}});
    draft.emit(std::move(event));
}

void happen(Draft& draft, const Next& next) {
    switch (next.turn) {
        case Turn::alarm:
            sound(draft, DeadlineId(next.index), next.alarm);
            break;
        case Turn::question_alarm: {
            const Question& question = draft.matter.questions[next.index];
            draft.emit(Reminded{DeadlineId(), question.id, next.alarm, question.due});
            break;
        }
        case Turn::question_lapse:
            lapse(draft, next.index);
            break;
        case Turn::clock_pass:
            pass(draft, DeadlineId(next.index));
            break;
        case Turn::edition:
            open_edition(draft);
            break;
    }
}

}  // namespace

std::optional<calendar::Instant> next_alarm(const Matter& matter) {
    const std::optional<Next> next = next_of(matter);
    if (!next) return std::nullopt;
    return std::max(next->at, matter.changed);
}

void catch_up(Draft& draft, calendar::Instant now) {
    for (std::optional<Next> next = next_of(draft.matter); next; next = next_of(draft.matter)) {
        draft.now = std::max(next->at, draft.matter.changed);
        if (draft.now > now) break;
        happen(draft, *next);
    }
    draft.now = now;
}

std::vector<Event> due(const Definition& definition, const Matter& matter, const World& world,
                       calendar::Instant now) {
    const std::optional<calendar::Instant> next = next_alarm(matter);
    if (!next || *next > now) return {};
    Draft draft{&definition, &world, now, matter};
    catch_up(draft, now);
    return std::move(draft.events);
}

}  // namespace remit::procedure
