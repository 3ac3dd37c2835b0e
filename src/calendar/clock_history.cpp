#include "calendar/clock_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "calendar/clocks.h"
#include "calendar/lengths.h"

namespace remit::calendar {
namespace {

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

std::string_view verb_of(Change::Kind kind) {
    switch (kind) {
        case Change::Kind::stop:
            return "stopped";
        case Change::Kind::resume:
            return "resumed";
        case Change::Kind::extend_by:
        case Change::Kind::extend_to:
            return "extended";
        case Change::Kind::restart:
            return "restarted";
    }
    return {};
}

/// One clock and what befalls it. What differs between kinds of clock is asked of the rule each
/// time, and each kind answers for itself; the functions that count are those of clocks.h.
class Clock {
  public:
    Clock(const Rule& rule, const Given& given) : rule_(rule), given_(given) {}

    Status begin() {
        Deadline deadline = REMIT_TRY(compute(rule_, given_));
        std::vector<Line> told = std::move(deadline_.derivation);
        deadline_ = std::move(deadline);
        // What was told before stays in front.
        told.insert(told.end(), deadline_.derivation.begin(), deadline_.derivation.end());
        deadline_.derivation = std::move(told);
        last_ = REMIT_TRY(moment_of(given_.start));
        if (counts_days()) REMIT_TRY(begin_days());
        // Whatever befalls a clock that counts backwards comes before its event.
        if (counts_backwards()) last_ = earliest();
        return base::done();
    }

    Status apply(const Change& change) {
        if (change.ground.empty())
            return refuse(fmt::format("nothing says why the clock was {}; give the ground",
                                      verb_of(change.kind)));
        if (change.ground.size() > kGroundBytesMax) {
            return base::make_error(
                ErrorCode::limit,
                fmt::format("a ground has at most {} bytes; keep it to a reference",
                            kGroundBytesMax));
        }
        REMIT_TRY(check_form());
        const Moment on = REMIT_TRY(moment_of(change.on));
        if (on < last_) {
            return refuse(
                fmt::format("the clock was {} on {}, before what happened on {}; put the changes "
                            "in order, or correct the date",
                            verb_of(change.kind), iso(on), iso(last_)));
        }
        last_ = on;
        switch (change.kind) {
            case Change::Kind::stop:
                return stop(on, change);
            case Change::Kind::resume:
                return resume(on, change);
            case Change::Kind::extend_by:
            case Change::Kind::extend_to:
                return extend(on, change);
            case Change::Kind::restart:
                return restart(on, change);
        }
        return base::done();
    }

    Standing take() { return {stopped_since_.has_value(), std::move(deadline_)}; }

  private:
    /// A day of one year: a body wrote it, and may let it stand still. Not "15 April".
    [[nodiscard]] bool is_written_day() const {
        const auto* date = std::get_if<DateRule>(&rule_);
        return date != nullptr && date->year != 0;
    }
    /// Days for all kinds but instants and terms in hours.
    [[nodiscard]] bool counts_days() const { return std::holds_alternative<Date>(deadline_.due); }

    [[nodiscard]] Status check_form() const {
        const auto* instant = std::get_if<InstantRule>(&rule_);
        if (instant == nullptr || instant->form != InstantRule::Form::share_left)
            return base::done();
        return refuse("a share of a time follows the deadline it is taken from; change that one");
    }

    /// The moment as this clock counts: a day, or an instant.
    [[nodiscard]] Result<Moment> moment_of(const Moment& moment) const {
        if (counts_days()) {
            const Date day = REMIT_TRY(day_of(moment, given_.zone));
            if (!day.in_range())
                return refuse(fmt::format("the year lies outside {} to {}", kYearFirst, kYearLast));
            return Moment(day);
        }
        if (std::holds_alternative<Instant>(moment)) return moment;
        return refuse(
            fmt::format("this clock counts instants; give the time of {} as well", iso(moment)));
    }

    Status begin_days() {
        start_day_ = std::get<Date>(last_);
        end_ = std::get<Date>(deadline_.due);
        counted_from_ = start_day_;
        if (const auto* term = std::get_if<TermRule>(&rule_))
            end_ = add(start_day_, term->length, Direction::after).date;
        if (const auto* days = std::get_if<WorkingDaysRule>(&rule_)) left_ = days->count;
        return base::done();
    }

    Status stop(const Moment& on, const Change& change) {
        if (stopped_since_) {
            return refuse(fmt::format(
                "the clock was stopped on {} and is stopped again on {}; resume it first",
                iso(*stopped_since_), iso(on)));
        }
        REMIT_TRY(check_can_stop());
        REMIT_TRY(check_not_passed(on, change.kind));
        stopped_since_ = on;
        add_line(deadline_, LineKind::stopped, on, {}, 0, change.ground);
        if (std::holds_alternative<WorkingDaysRule>(rule_)) {
            const Date day = std::get<Date>(on);
            left_ -=
                given_.calendar->count_working_days(counted_from_.plus_days(1), day.plus_days(-1));
            add_line(deadline_, LineKind::left_over, {}, {}, left_);
        }
        return base::done();
    }

    [[nodiscard]] bool counts_backwards() const {
        const auto* date = std::get_if<DateRule>(&rule_);
        const auto* elapsed = std::get_if<ElapsedRule>(&rule_);
        const auto* days = std::get_if<WorkingDaysRule>(&rule_);
        const auto* instant = std::get_if<InstantRule>(&rule_);
        return (date != nullptr && date->choice == DateRule::Choice::last_before) ||
               (elapsed != nullptr && elapsed->direction == Direction::before) ||
               (days != nullptr && days->direction == Direction::before) ||
               (instant != nullptr && instant->direction == Direction::before);
    }
    [[nodiscard]] Moment earliest() const {
        if (counts_days()) return Moment(Date::first());
        return Moment(from_utc({Date::first(), 0}));
    }

    [[nodiscard]] Status check_can_stop() const {
        if (std::holds_alternative<DateRule>(rule_) && !is_written_day())
            return refuse("a fixed date cannot be stopped; extend it to another date");
        if (counts_backwards())
            return refuse(
                "what is counted backwards cannot be stopped; extend it to another day, or move "
                "its event");
        return base::done();
    }

    [[nodiscard]] Status check_not_passed(const Moment& on, Change::Kind kind) const {
        if (on <= deadline_.due) return base::done();
        return refuse(fmt::format(
            "the clock was {} on {}, but it had passed on {}; correct the date, or restart it",
            verb_of(kind), iso(on), iso(deadline_.due)));
    }

    Status resume(const Moment& on, const Change& change) {
        if (!stopped_since_)
            return refuse(fmt::format(
                "the clock was resumed on {} and had not been stopped; record the stop first",
                iso(on)));
        const Moment since = *stopped_since_;
        stopped_since_.reset();
        if (!counts_days()) {
            const std::int64_t seconds =
                std::get<Instant>(on).seconds - std::get<Instant>(since).seconds;
            add_line(deadline_, LineKind::resumed, on, {}, seconds, change.ground);
            return end_at(std::get<Instant>(deadline_.due).plus_seconds(seconds), given_.zone,
                          deadline_);
        }
        // The day of the event was never counted, so a stop on it takes nothing away.
        // A day that somebody wrote was counted from nothing.
        const Date first = is_written_day() ? std::get<Date>(since) : start_day_.plus_days(1);
        const Date from = std::max(std::get<Date>(since), first);
        const Date day = std::get<Date>(on);
        const std::int32_t days = std::max(0, day.day_number() - from.day_number());
        add_line(deadline_, LineKind::resumed, on, {}, days, change.ground);
        if (std::holds_alternative<WorkingDaysRule>(rule_)) {
            counted_from_ = std::max(counted_from_, day.plus_days(-1));
            return count_left();
        }
        return end_days(std::max(end_, from).plus_days(days));
    }

    /// Ends on the day, or where the kind of clock lets such an end move.
    Status end_days(Date end) {
        end_ = end;
        if (!end.in_range()) return end_on(end, deadline_);
        add_line(deadline_, LineKind::last_day_now, end);
        const auto* term = std::get_if<TermRule>(&rule_);
        if (term == nullptr) {
            tell_rest(end, given_, deadline_);
            return end_on(end, deadline_);
        }
        const CountingVersion* version = given_.counting->find(start_day_);
        const Date moved = REMIT_TRY(move_end(end, *version, *given_.calendar, deadline_));
        if (!term->day_after) return end_on(moved, deadline_);
        add_line(deadline_, LineKind::day_after, moved.plus_days(1));
        return end_on(moved.plus_days(1), deadline_);
    }

    Status count_left() {
        // One that was set to a day of rest may have none left; it ends when it goes on.
        if (left_ == 0) return end_on(counted_from_.plus_days(1), deadline_);
        const Date due = REMIT_TRY(
            nth_working_day(counted_from_, left_, Direction::after, *given_.calendar, deadline_));
        return end_on(due, deadline_);
    }

    Status extend(const Moment& on, const Change& change) {
        if (stopped_since_) {
            return refuse(
                fmt::format("the clock stands still since {}; resume it before it is extended",
                            iso(*stopped_since_)));
        }
        // Also when the time is over: a request that came in time may be granted later, and whether
        // it did come in time is for the procedure to ask.
        if (change.kind == Change::Kind::extend_to) return extend_to(change);
        REMIT_TRY(check_not_passed(on, change.kind));
        if (std::holds_alternative<WorkingDaysRule>(rule_)) return extend_working_days(change);
        if (change.working_days != 0 || change.by.empty()) {
            return refuse(
                "say by how long it was extended, such as P15D; only a clock of working days is "
                "extended by working days");
        }
        return counts_days() ? extend_days(change) : extend_instant(change);
    }

    Status extend_to(const Change& change) {
        const Moment to = REMIT_TRY(moment_of(change.to));
        if (to <= deadline_.due) {
            return refuse(fmt::format(
                "the clock was extended to {}, which is not later than {}; correct the date",
                iso(to), iso(deadline_.due)));
        }
        add_line(deadline_, LineKind::extended_to, deadline_.due, to, 0, change.ground);
        if (!counts_days()) return end_at(std::get<Instant>(to), given_.zone, deadline_);
        end_ = std::get<Date>(to);
        if (std::holds_alternative<WorkingDaysRule>(rule_)) {
            left_ = given_.calendar->count_working_days(std::min(counted_from_.plus_days(1), end_),
                                                        end_);
        }
        tell_rest(end_, given_, deadline_);
        return end_on(end_, deadline_);
    }

    Status extend_working_days(const Change& change) {
        if (!change.by.empty() || change.working_days < 1 ||
            change.working_days > kWorkingDaysMax) {
            return refuse(fmt::format(
                "a clock of working days is extended by 1 to {} working days, or to a day",
                kWorkingDaysMax));
        }
        // Those that were left before are left still: it may be stopped before they are over.
        left_ += change.working_days;
        const Date before = std::get<Date>(deadline_.due);
        const auto line = deadline_.derivation.size();
        add_line(deadline_, LineKind::extended_by, before, {}, 0, change.ground);
        const Date due = REMIT_TRY(nth_working_day(before, change.working_days, Direction::after,
                                                   *given_.calendar, deadline_));
        deadline_.derivation[line].second = due;
        return end_on(due, deadline_);
    }

    Status extend_days(const Change& change) {
        if (change.by.has_time())
            return refuse(
                fmt::format("a clock of days is not extended by hours ({})", change.by.iso()));
        const auto line = deadline_.derivation.size();
        add_line(deadline_, LineKind::extended_by, deadline_.due, {}, 0, change.ground);
        REMIT_TRY(end_days(add(std::get<Date>(deadline_.due), change.by, Direction::after).date));
        deadline_.derivation[line].second = deadline_.due;
        return base::done();
    }

    Status extend_instant(const Change& change) {
        Instant due = std::get<Instant>(deadline_.due);
        if (has_months(change.by) || has_days(change.by)) {
            if (given_.zone == nullptr)
                return refuse(
                    fmt::format("days ({}) go by the clock of a zone; name one", change.by.iso()));
            LocalTime local = given_.zone->local(due);
            local.date = add(local.date, change.by, Direction::after).date;
            due = given_.zone->resolve(local).instant;
        }
        due = due.plus_seconds(std::int64_t{change.by.hours} * 3600 +
                               std::int64_t{change.by.minutes} * 60);
        add_line(deadline_, LineKind::extended_by, deadline_.due, due, 0, change.ground);
        return end_at(due, given_.zone, deadline_);
    }

    Status restart(const Moment& on, const Change& change) {
        stopped_since_.reset();
        add_line(deadline_, LineKind::restarted, on, {}, 0, change.ground);
        given_.start = change.on;
        return begin();
    }

    Rule rule_;
    Given given_;
    Deadline deadline_;
    Moment last_;  // the event or the last change
    std::optional<Moment> stopped_since_;
    Date start_day_;     // of clocks of days
    Date end_;           // before it was moved
    Date counted_from_;  // of working days: `left_` of them are counted from the day after it
    std::int32_t left_ = 0;
};

}  // namespace

Result<Standing> compute(const ClockHistory& history, const Given& given) {
    if (history.changes.size() > kChangesMax) {
        return base::make_error(
            ErrorCode::limit, fmt::format("{} changes of one clock are not counted; at most {} are",
                                          history.changes.size(), kChangesMax));
    }
    Clock clock(history.rule, given);
    REMIT_TRY(clock.begin());
    for (const Change& change : history.changes) REMIT_TRY(clock.apply(change));
    return clock.take();
}

}  // namespace remit::calendar
