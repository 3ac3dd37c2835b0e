// The clock of working days of a named calendar.
//
// The day of the event is not counted; the first working day after it is number one. Invariant:
// only days on which the calendar works are counted, so that the due day is always one of them; the
// counting rules of terms play no part.
#include <fmt/format.h>

#include <algorithm>

#include "calendar/clocks.h"

namespace remit::calendar {
namespace {

constexpr std::int32_t kToldDaysMax = 40;  // of a longer count, only the sum is told

/// Tells the run from `first` to `last`, all working or
/// all resting, in the order in which they were passed.
class Teller {
  public:
    Teller(const Calendar& calendar, Deadline& deadline)
        : calendar_(calendar), deadline_(deadline) {}

    void pass(Date date, std::int32_t count) {
        const LineKind kind = kind_of_day(date);
        const bool joins =
            kind == kind_ && (kind == LineKind::working_day || kind == LineKind::skipped_rest);
        if (!joins) {
            close();
            kind_ = kind;
            first_ = date;
            open_ = true;
        }
        last_ = date;
        count_ = count;
    }
    void close() {
        if (!open_) return;
        open_ = false;
        if (kind_ == LineKind::working_day || kind_ == LineKind::skipped_rest) {
            add_line(deadline_, kind_, std::min(first_, last_), std::max(first_, last_), count_);
            return;
        }
        const Calendar::Closing& closing = calendar_.closings(first_).front();
        const Date own = Date::from_day_number(closing.instead_of);
        add_line(deadline_, kind_, first_, kind_ == LineKind::skipped_substitute ? own : Date(), 0,
                 calendar_.holiday(closing).id);
    }

  private:
    [[nodiscard]] LineKind kind_of_day(Date date) const {
        if (calendar_.is_working(date)) return LineKind::working_day;
        // Who rests anyway needs no holiday to do so.
        if (calendar_.is_weekly_rest(date)) return LineKind::skipped_rest;
        const bool substitute = calendar_.closings(date).front().substitute != Calendar::kNone;
        return substitute ? LineKind::skipped_substitute : LineKind::skipped_holiday;
    }

    const Calendar& calendar_;
    Deadline& deadline_;
    LineKind kind_ = LineKind::working_day;
    Date first_;
    Date last_;
    std::int32_t count_ = 0;
    bool open_ = false;
};

Error out_of_days() {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("so many working days lead out of the years {} to {}; shorten the rule",
                    kYearFirst, kYearLast));
}

}  // namespace

Result<Date> nth_working_day(Date from, std::int32_t count, Direction direction,
                             const Calendar& calendar, Deadline& deadline) {
    const std::int32_t step = direction == Direction::after ? 1 : -1;
    const bool told = count <= kToldDaysMax;
    Teller teller(calendar, deadline);
    Date date = from;
    int closed_run = 0;
    for (std::int32_t counted = 0; counted < count;) {
        date = date.plus_days(step);
        if (!date.in_range()) return out_of_days();
        closed_run = calendar.is_working(date) ? 0 : closed_run + 1;
        if (closed_run == 0) ++counted;
        if (closed_run > kClosedRunDaysMax) return closed_too_long(calendar, date);
        if (told) teller.pass(date, counted);
    }
    teller.close();
    if (!told) {
        const std::int32_t days = (date.day_number() - from.day_number()) * step;
        add_line(deadline, LineKind::working_days_all, std::min(from.plus_days(step), date),
                 std::max(from.plus_days(step), date), days - count);
    }
    return date;
}

Status count_working_days(const WorkingDaysRule& rule, const Given& given, Deadline& deadline) {
    if (given.calendar == nullptr) return require_calendar(given, Date(), "working days");
    const Date event = REMIT_TRY(take_event_day(given, deadline));
    REMIT_TRY(require_calendar(given, event, "working days"));
    add_line(deadline, LineKind::rule_working_days, {}, {}, rule.count, given.calendar->id());
    tell_calendar(*given.calendar, deadline);
    add_line(deadline, LineKind::event_not_counted, event);
    const Date due =
        REMIT_TRY(nth_working_day(event, rule.count, rule.direction, *given.calendar, deadline));
    // Backwards, the count may reach days that nobody has written down.
    REMIT_TRY(require_calendar(given, due, "working days"));
    return end_on(due, deadline);
}

}  // namespace remit::calendar
