#include "procedure/clocks.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "procedure/alarms.h"
#include "procedure/conditions.h"
#include "procedure/counting.h"
#include "procedure/moments.h"
#include "procedure/permission.h"
#include "procedure/reckoning.h"
#include "procedure/recurrence.h"

namespace remit::procedure {
namespace {

bool contains(const std::vector<StepId>& steps, StepId step) {
    return std::ranges::find(steps, step) != steps.end();
}

/// One refresh: which clocks it has started matters to those that count from them.
class Refresh {
  public:
    Refresh(Draft& draft, StepId taken, Onward onward)
        : draft_(draft),
          taken_(taken),
          onward_(onward),
          refuses_(taken.is_some()),
          started_(draft.definition->deadlines.size(), false) {}

    /// Sets each open clock anew, whether or not something has changed, and computes each date
    /// anew.
    void renew(const Definition& older, const std::vector<std::uint32_t>& places) {
        refuses_ = true;
        tries_again_ = true;
        for (std::size_t i = 0; i < draft_.definition->deadlines.size(); ++i) {
            const DeadlineId id(i);
            if (clock(id).state == ClockState::idle) continue;
            const bool records = rule(id).records.is_some();
            if (records != older.deadlines[places[i]].records.is_some()) {
                // A date that was computed is no clock that runs, nor the other way round.
                draft_.emit(ClockWithdrawn{id, ClockWithdrawn::Why::reset});
                continue;
            }
            if (records) {
                const auto count = count_of(*draft_.definition, draft_.matter, id, *draft_.world);
                write_again(id, rule(id), count.value_or(clock(id).count));
                continue;
            }
            if (!clock(id).is_open()) continue;
            const std::vector<Alarm> had =
                renumbered(clock(id).alarms, older.deadlines[places[i]], rule(id));
            if (has_lapsed(id, rule(id))) {
                set_alarms(id, had);
                continue;
            }
            std::optional<Count> count =
                count_of(*draft_.definition, draft_.matter, id, *draft_.world);
            if (!count) continue;
            set(id, {.why = ClockSet::Why::recounted,
                     .count = *std::move(count),
                     .changes = clock(id).changes,
                     .had = had});
        }
    }

    /// Counts each open clock again from what it was counted from.
    void recompute(const std::string& ground) {
        tries_again_ = true;
        for (std::size_t i = 0; i < draft_.definition->deadlines.size(); ++i) {
            const DeadlineId id(i);
            const Deadline& deadline = rule(id);
            const Clock& now = clock(id);
            const bool counts = now.state == ClockState::running ||
                                now.state == ClockState::recorded ||
                                (now.state == ClockState::passed && !has_lapsed(id, deadline));
            if (!counts) continue;
            const Count count = now.count;
            const bool had_failed = now.has_failed(count);
            const Result<Due> due = counted(deadline, count, now.changes, *draft_.world);
            if (due.ok() ? due.value() == now.due && !had_failed : had_failed) continue;
            if (deadline.records.is_some()) {
                write_again(id, deadline, count);
            } else {
                set(id, {.why = ClockSet::Why::calendar,
                         .count = count,
                         .changes = now.changes,
                         .had = now.alarms,
                         .ground = ground});
            }
        }
    }

    void run() {
        if (taken_.is_some()) apply_step();
        const std::size_t count = draft_.definition->deadlines.size();
        // Each pass settles at least the deadlines whose base was settled before; a circle of
        // fields and dates stops here.
        for (std::size_t pass = 0; pass <= count; ++pass) {
            const std::size_t events = draft_.events.size();
            for (std::size_t i = 0; i < count; ++i) bring_in_line(DeadlineId(i));
            if (draft_.events.size() == events) return;
        }
    }

  private:
    const Deadline& rule(DeadlineId id) const { return draft_.definition->deadlines[id.index()]; }
    const Clock& clock(DeadlineId id) const { return draft_.matter.clocks[id.index()]; }

    // What the step itself says of the clock.
    void apply_step() {
        for (std::size_t i = 0; i < draft_.definition->deadlines.size(); ++i) {
            const DeadlineId id(i);
            const Deadline& deadline = rule(id);
            if (!clock(id).is_open()) continue;
            if (contains(deadline.met_by, taken_)) {
                draft_.emit(ClockMet{id, clock(id).state == ClockState::passed});
            } else if (contains(deadline.withdrawn_by, taken_)) {
                draft_.emit(ClockWithdrawn{id, ClockWithdrawn::Why::step});
            } else {
                change_by_step(id, deadline);
            }
        }
    }

    void change_by_step(DeadlineId id, const Deadline& deadline) {
        const std::string& ground = draft_.definition->steps[taken_.index()].id;
        const ClockState state = clock(id).state;
        if (state == ClockState::running && contains(deadline.stopped_by, taken_)) {
            draft_.emit(ClockStopped{id, /*held=*/false, ground});
        } else if (state == ClockState::stopped && !clock(id).held &&
                   contains(deadline.resumed_by, taken_)) {
            change(id, {ClockChange::Kind::resumed, draft_.now, {}, ground});
        }
        if (contains(deadline.extended_by, taken_)) extend(id, deadline, ground);
    }

    void extend(DeadlineId id, const Deadline& deadline, const std::string& ground) {
        const Value& to = draft_.matter.value(deadline.extended_to);
        if (!to.is_set()) {
            draft_.block({.reason = Reason::extension_missing,
                          .field = deadline.extended_to,
                          .deadline = id});
            return;
        }
        const Due& before = clock(id).due;
        const std::optional<Due> later = due_of(to.items.front());
        if (later && compare(*later, before, *draft_.world) <= 0) {
            draft_.block({.reason = Reason::extension_not_later,
                          .field = deadline.extended_to,
                          .deadline = id,
                          .wanted = write_item(item_of(before))});
            return;
        }
        change(id, {ClockChange::Kind::extended, draft_.now, to.items.front(), ground});
    }

    void change(DeadlineId id, ClockChange made) {
        std::vector<ClockChange> changes = clock(id).changes;
        changes.push_back(made);
        const ClockSet::Why why = made.kind == ClockChange::Kind::resumed ? ClockSet::Why::resumed
                                                                          : ClockSet::Why::extended;
        set(id, {.why = why,
                 .count = clock(id).count,
                 .changes = changes,
                 .had = clock(id).alarms,
                 .made = std::move(made)});
    }

    // What the matter says of the clock.
    void bring_in_line(DeadlineId id) {
        const Deadline& deadline = rule(id);
        const bool records = deadline.records.is_some();
        const bool runs = clock(id).state != ClockState::idle;
        if (!records && !runs && !starts_now(id, deadline)) return;  // most have not begun
        std::optional<Count> count = count_of(*draft_.definition, draft_.matter, id, *draft_.world);
        if (records) {
            if (count) record(id, deadline, *count);
        } else if (onward_ == Onward::ends) {
            return;  // what is open is closed in a moment
        } else if (!count) {
            take_away(id, deadline);
        } else if (starts_now(id, deadline)) {
            start(id, deadline, *std::move(count));
        } else if (clock(id).is_open()) {
            follow(id, deadline, *std::move(count));
        }
    }

    /// What it counts from is not there any more.
    void take_away(DeadlineId id, const Deadline& deadline) {
        const ClockState state = clock(id).state;
        if (state == ClockState::idle) return;
        const bool base_ended = deadline.from_deadline.is_some() &&
                                clock(deadline.from_deadline).state != ClockState::idle;
        if (!base_ended) {
            draft_.emit(ClockWithdrawn{id, ClockWithdrawn::Why::reset});
        } else if (clock(id).is_open()) {
            draft_.emit(ClockWithdrawn{id, ClockWithdrawn::Why::base});
        }
    }

    [[nodiscard]] bool starts_now(DeadlineId id, const Deadline& deadline) const {
        if (started_[id.index()]) return false;
        const bool again = deadline.starts_with.empty() ? deadline.from_step == taken_
                                                        : contains(deadline.starts_with, taken_);
        if (taken_.is_some() && again) return true;
        if (deadline.starts_with.empty() && deadline.from_deadline.is_some() &&
            started_[deadline.from_deadline.index()])
            return true;
        if (clock(id).state != ClockState::idle) return false;
        return deadline.starts_with.empty() ||
               std::ranges::any_of(deadline.starts_with, [&](StepId step) {
                   return draft_.matter.times_taken[step.index()] > 0;
               });
    }

    void start(DeadlineId id, const Deadline& deadline, Count count) {
        if (fails_still(id, count, {})) return;
        if (!all_hold(*draft_.definition, draft_.matter, deadline.when, *draft_.world, draft_.now))
            return;
        const bool again = clock(id).state != ClockState::idle;
        started_[id.index()] = true;
        set(id, {.why = again ? ClockSet::Why::restarted : ClockSet::Why::started,
                 .count = std::move(count),
                 .changes = {},
                 .had = {}});
        hold_with_base(id, deadline);
    }

    void follow(DeadlineId id, const Deadline& deadline, Count count) {
        hold_with_base(id, deadline);
        if (clock(id).held && !base_is_stopped(deadline)) {
            count_again(id, ClockSet::Why::resumed, std::move(count));
        } else if (count != clock(id).count && !has_lapsed(id, deadline)) {
            count_again(id, ClockSet::Why::recounted, std::move(count));
        }
    }

    void count_again(DeadlineId id, ClockSet::Why why, Count count) {
        if (fails_still(id, count, clock(id).changes)) return;
        set(id, {.why = why,
                 .count = std::move(count),
                 .changes = clock(id).changes,
                 .had = clock(id).alarms});
    }

    [[nodiscard]] bool base_is_stopped(const Deadline& deadline) const {
        return deadline.from_deadline.is_some() &&
               clock(deadline.from_deadline).state == ClockState::stopped;
    }
    void hold_with_base(DeadlineId id, const Deadline& deadline) {
        if (clock(id).state == ClockState::running && base_is_stopped(deadline))
            draft_.emit(ClockStopped{id, /*held=*/true, {}});
    }
    /// What its passing did is done, and no later date undoes it.
    [[nodiscard]] bool has_lapsed(DeadlineId id, const Deadline& deadline) const {
        return deadline.lapse_to.is_some() && clock(id).state == ClockState::passed;
    }

    void record(DeadlineId id, const Deadline& deadline, const Count& count) {
        const bool changed = clock(id).state == ClockState::idle || clock(id).count != count;
        if (!changed && draft_.matter.value(deadline.records).is_set()) return;
        if (fails_still(id, count, {})) return;
        if (all_hold(*draft_.definition, draft_.matter, deadline.when, *draft_.world, draft_.now))
            write_again(id, deadline, count);
    }

    void write_again(DeadlineId id, const Deadline& deadline, const Count& count) {
        const Clock& before = clock(id);
        const Value& held = draft_.matter.value(deadline.records);
        const Result<Due> due = counted(deadline, count, {}, *draft_.world);
        if (!due.ok()) {
            uncountable(id, count, due.error());
            return;
        }
        const bool ours =
            before.state == ClockState::recorded && held == recorded_value(deadline, before.due);
        const bool empty = !held.is_set();
        if (before.state == ClockState::idle || before.count != count ||
            before.due != due.value() || before.has_failed(count))
            draft_.emit(DateComputed{id, count, due.value()});
        Value value = recorded_value(deadline, due.value());
        if ((empty || ours) && draft_.matter.value(deadline.records) != value)
            draft_.emit(FieldSet{deadline.records, std::move(value)});
    }

    [[nodiscard]] Value recorded_value(const Deadline& deadline, const Due& due) const {
        const FieldType type = draft_.definition->fields[deadline.records.index()].type;
        if (type == FieldType::date) return {{date_of(due, *draft_.world)}};
        return {{item_of(due)}};
    }

    /// What could not be counted was said once. It is tried again where the calendars or the rule
    /// may be others.
    [[nodiscard]] bool fails_still(DeadlineId id, const Count& count,
                                   std::span<const ClockChange> changes) const {
        if (!clock(id).has_failed(count)) return false;
        return !tries_again_ || !counted(rule(id), count, changes, *draft_.world).ok();
    }

    /// What a person does is refused; what the clock does goes on, and says so once.
    void uncountable(DeadlineId id, const Count& count, const Error& error) {
        draft_.emit(ClockFailed{id, count, error.message});
        if (refuses_) {
            draft_.block(
                {.reason = Reason::deadline_uncountable, .deadline = id, .seen = error.message});
        }
    }

    /// How a clock is set.
    struct Anew {
        ClockSet::Why why = ClockSet::Why::started;
        Count count;
        std::span<const ClockChange> changes;  // that befell it; so far, or with `made`
        std::span<const Alarm> had;            // what has sounded of them does not sound at once
        std::optional<ClockChange> made = std::nullopt;
        std::string_view ground = {};
    };
    void set(DeadlineId id, Anew anew) {
        const Deadline& deadline = rule(id);
        const Clock& old = clock(id);
        Result<Due> due = counted(deadline, anew.count, anew.changes, *draft_.world);
        if (!due.ok()) {
            uncountable(id, anew.count, due.error());
            return;
        }
        ClockSet event{.deadline = id, .why = anew.why, .count = std::move(anew.count)};
        event.due = std::move(due).value();
        Timing timing =
            timing_of(deadline, event.due, event.count.zone, *draft_.world, draft_.now, anew.had);
        event.passes = timing.passes;
        event.alarms = std::move(timing.alarms);
        event.state = state_after(old, anew.why, event.passes);
        if (old.is_open()) event.before = old.due;
        event.change = std::move(anew.made);
        event.ground = anew.ground;
        draft_.emit(std::move(event));
    }
    /// What has lapsed keeps its due moment; only whom it still tells is of the newer version.
    void set_alarms(DeadlineId id, std::span<const Alarm> had) {
        const Clock& old = clock(id);
        ClockSet event{.deadline = id, .why = ClockSet::Why::recounted, .count = old.count};
        Timing timing =
            timing_of(rule(id), old.due, old.count.zone, *draft_.world, draft_.now, had);
        event.due = old.due;
        event.before = old.due;
        event.state = old.state;
        event.passes = timing.passes;
        event.alarms = std::move(timing.alarms);
        draft_.emit(std::move(event));
    }

    [[nodiscard]] ClockState state_after(const Clock& old, ClockSet::Why why,
                                         calendar::Instant passes) const {
        const bool going_on = why == ClockSet::Why::recounted || why == ClockSet::Why::extended ||
                              why == ClockSet::Why::calendar;
        if (going_on && old.state == ClockState::stopped) return ClockState::stopped;
        // What has passed runs again only where its new moment is still to come.
        if (going_on && old.state == ClockState::passed && passes <= draft_.now)
            return ClockState::passed;
        return ClockState::running;
    }

    Draft& draft_;
    StepId taken_;
    Onward onward_;
    bool refuses_;              // whether what cannot be counted stands in the way
    bool tries_again_ = false;  // what could not be counted before
    std::vector<bool> started_;
};

void recount_questions(Draft& draft, const std::string& ground) {
    for (std::size_t i = 0; i < draft.matter.questions.size(); ++i) {
        const Question& question = draft.matter.questions[i];
        if (question.is_closed()) continue;
        const Consultation& consultation =
            draft.definition->consultations[question.consultation.index()];
        const Result<Due> due = counted(consultation, question.count, *draft.world);
        if (!due.ok() || due.value() == question.due) continue;
        QuestionMoved event{question.id, question.due, due.value(), {}, {}, ground};
        Timing timing =
            timing_of(consultation, event.due, question.count.zone, *draft.world, draft.now);
        event.passes = timing.passes;
        event.alarms = std::move(timing.alarms);
        draft.emit(std::move(event));
    }
}

}  // namespace

void refresh_clocks(Draft& draft, StepId taken, Onward onward) {
    Refresh(draft, taken, onward).run();
}

void renew_clocks(Draft& draft, const Definition& older,
                  const std::vector<std::uint32_t>& deadlines) {
    Refresh refresh(draft, StepId(), Onward::goes_on);
    refresh.renew(older, deadlines);
    refresh.run();
}

void recompute(Draft& draft, const std::string& ground) {
    check_note(draft, ground, /*required=*/true);
    if (draft.matter.ended || !draft.blockers.empty()) return;
    Refresh refresh(draft, StepId(), Onward::goes_on);
    refresh.recompute(ground);
    refresh.run();
    recount_questions(draft, ground);
    plan_edition(draft, Unreadable::plans_none);
}

void close_all(Draft& draft) {
    for (std::size_t i = 0; i < draft.matter.clocks.size(); ++i) {
        const ClockState state = draft.matter.clocks[i].state;
        if (state == ClockState::running || state == ClockState::stopped)
            draft.emit(ClockWithdrawn{DeadlineId(i), ClockWithdrawn::Why::ended});
    }
    for (std::size_t i = 0; i < draft.matter.questions.size(); ++i) {
        if (draft.matter.questions[i].is_closed()) continue;
        draft.emit(QuestionWithdrawn{
            draft.matter.questions[i].id, QuestionWithdrawn::Why::ended, std::nullopt, {}});
    }
}

}  // namespace remit::procedure
