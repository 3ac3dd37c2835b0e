// Applies an event to a matter.
//
// Invariant: nothing but the event and the matter is looked at; the definition only sizes the
// tables. So the ledger folds to the same matter whatever calendars and procedures say later.
#include <algorithm>
#include <utility>

#include "base/check.h"
#include "procedure/engine.h"

namespace remit::procedure {
namespace {

/// The table of the newer version, each entry taken from the older where it has one there.
template <typename Entry>
std::vector<Entry> moved(std::vector<Entry>& old, const std::vector<std::uint32_t>& places) {
    std::vector<Entry> made(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != Migrated::kNone) made[i] = std::move(old[places[i]]);
    }
    return made;
}

template <typename Entry, typename Id>
void renumber(std::vector<Entry>& entries, Id Entry::*member,
              const std::vector<std::uint32_t>& places) {
    std::erase_if(entries, [&](const Entry& entry) {
        return places[(entry.*member).index()] == Migrated::kNone;
    });
    for (Entry& entry : entries) entry.*member = Id(places[(entry.*member).index()]);
}

class Applying {
  public:
    Applying(const Definition& definition, Matter& matter, calendar::Instant at)
        : definition_(definition), matter_(matter), at_(at) {}

    void operator()(const Opened& event) {
        matter_ = Matter{};
        matter_.id = event.matter;
        matter_.procedure = event.procedure;
        matter_.procedure_version = event.version;
        matter_.lead_unit = event.lead_unit;
        matter_.opened = at_;
        matter_.fields.resize(definition_.fields.size());
        matter_.clocks.resize(definition_.deadlines.size());
        matter_.times_taken.resize(definition_.steps.size());
        matter_.last_taken.resize(definition_.steps.size());
    }
    void operator()(const StepTaken& event) {
        ++matter_.times_taken[event.step.index()];
        matter_.last_taken[event.step.index()] = at_;
    }
    void operator()(const FieldSet& event) { matter_.fields[event.field.index()] = event.value; }
    void operator()(const FieldAppended& event) {
        matter_.fields[event.field.index()].items.push_back(event.item);
    }
    void operator()(const StateChanged& event) {
        matter_.state = event.to;
        matter_.ended = event.ends;
    }
    void operator()(const PaperBrought& event) {
        const auto found = std::ranges::find(matter_.papers, event.paper.id, &Paper::id);
        if (found == matter_.papers.end()) {
            matter_.papers.push_back(event.paper);
        } else {
            *found = event.paper;
        }
    }
    void operator()(const ClockSet& event) {
        Clock& clock = clock_of(event.deadline);
        if (event.why == ClockSet::Why::started || event.why == ClockSet::Why::restarted) {
            clock = Clock{};
            clock.started = at_;
        }
        clock.state = event.state;
        clock.held = clock.held && event.state == ClockState::stopped;
        clock.count = event.count;
        clock.due = event.due;
        clock.passes = event.passes;
        clock.alarms = event.alarms;
        clock.failed.clear();
        if (event.change) clock.changes.push_back(*event.change);
    }
    void operator()(const ClockStopped& event) {
        Clock& clock = clock_of(event.deadline);
        clock.state = ClockState::stopped;
        clock.held = event.held;
        if (!event.held)
            clock.changes.push_back({ClockChange::Kind::stopped, at_, {}, event.ground});
    }
    void operator()(const ClockMet& event) {
        clock_of(event.deadline).state = ClockState::met;
        clock_of(event.deadline).late = event.late;
    }
    void operator()(const ClockWithdrawn& event) {
        if (event.why == ClockWithdrawn::Why::reset) {
            clock_of(event.deadline) = Clock{};
        } else {
            clock_of(event.deadline).state = ClockState::withdrawn;
        }
    }
    void operator()(const ClockPassed& event) {
        clock_of(event.deadline).state = ClockState::passed;
    }
    void operator()(const ClockFailed& event) { clock_of(event.deadline).failed.assign(1, event.count); }
    void operator()(const DateComputed& event) {
        Clock& clock = clock_of(event.deadline);
        clock.state = ClockState::recorded;
        clock.count = event.count;
        clock.due = event.due;
        clock.failed.clear();
    }
    void operator()(const Reminded& event) { fire(event.deadline, event.question, event.alarm); }
    void operator()(const Escalated& event) { fire(event.deadline, event.question, event.alarm); }
    void operator()(const QuestionAsked& event) {
        matter_.questions.push_back(event.question);
        ++matter_.questions_asked;
    }
    void operator()(const QuestionAnswered& event) {
        Question& question = question_of(event.question);
        if (event.counts) question.state = Question::State::answered;
        question.answer = event.answer;
        question.text = event.text;
        question.late = event.late;
        question.answered = at_;
    }
    void operator()(const QuestionMoved& event) {
        Question& question = question_of(event.question);
        question.due = event.due;
        question.passes = event.passes;
        question.alarms = event.alarms;
    }
    void operator()(const QuestionWithdrawn& event) {
        question_of(event.question).state = Question::State::withdrawn;
    }
    void operator()(const QuestionLapsed& event) {
        question_of(event.question).state = Question::State::lapsed;
    }
    void operator()(const Spawned& /*event*/) {}
    void operator()(const EditionPlanned& event) { matter_.next_edition = event.edition; }
    void operator()(const EditionOpened& /*event*/) { matter_.next_edition->opened = true; }
    void operator()(const LeadChanged& event) {
        matter_.lead_unit = event.to;
        const bool designated = event.kind == ChangeLead::Kind::designation;
        matter_.designated_by = designated ? event.by.power.unit : std::string();
    }
    void operator()(const Migrated& event) {
        matter_.procedure_version = event.to;
        matter_.state = event.state;
        matter_.fields = moved(matter_.fields, event.fields);
        matter_.clocks = moved(matter_.clocks, event.deadlines);
        matter_.times_taken = moved(matter_.times_taken, event.steps);
        matter_.last_taken = moved(matter_.last_taken, event.steps);
        renumber(matter_.questions, &Question::consultation, event.consultations);
        renumber(matter_.papers, &Paper::kind, event.paper_kinds);
    }

  private:
    Clock& clock_of(DeadlineId deadline) { return matter_.clocks[deadline.index()]; }
    Question& question_of(std::string_view id) {
        const auto found = std::ranges::find(matter_.questions, id, &Question::id);
        REMIT_CHECK(found != matter_.questions.end());
        return *found;
    }
    void fire(DeadlineId deadline, std::string_view question, std::uint16_t index) {
        std::vector<Alarm>& alarms =
            deadline.is_some() ? clock_of(deadline).alarms : question_of(question).alarms;
        const auto found = std::ranges::find(alarms, index, &Alarm::index);
        if (found != alarms.end())
            found->fired = true;  // of a silence that escalates none stands there
    }

    const Definition& definition_;
    Matter& matter_;
    calendar::Instant at_;
};

}  // namespace

void apply(const Definition& definition, Matter& matter, const Event& event) {
    const std::uint64_t version = matter.version;
    std::visit(Applying(definition, matter, event.at), event.what);
    matter.changed = event.at;
    matter.version = version + 1;
}

}  // namespace remit::procedure
