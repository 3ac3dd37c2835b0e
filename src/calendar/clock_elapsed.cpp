// The clock of days, weeks, months and years from an event, as treaties count.
//
// Months count to the same number of the month, or to its last day; a due date on a day of rest
// stays. "Within the first year" ends the day before the anniversary, which is the wording of the
// instrument and not a way of rounding. Invariant: the same rule and the same event give the same
// date in every State; the calendar is looked at only to be told.
#include "calendar/clocks.h"
#include "calendar/lengths.h"

namespace remit::calendar {
namespace {

void tell_sum(const ElapsedRule& rule, Date event, const Sum& sum, Deadline& deadline) {
    if (has_months(rule.length) && !has_days(rule.length)) {
        add_line(deadline, sum.clamped ? LineKind::no_such_day : LineKind::same_number, sum.date,
                 {}, sum.clamped ? event.day() : 0);
    } else if (rule.direction == Direction::before) {
        add_line(deadline, LineKind::counted_before, sum.date, {},
                 event.day_number() - sum.date.day_number());
    } else {
        add_line(deadline, LineKind::last_day, sum.date, {},
                 sum.date.day_number() - event.day_number());
    }
}

Date first_of_month(Date date) {
    return date.plus_days(1 - date.day());
}

Date end_of(const ElapsedRule& rule, const Sum& sum, Deadline& deadline) {
    switch (rule.end) {
        case ElapsedRule::End::same_day:
            return sum.date;
        case ElapsedRule::End::day_before: {
            // A month too short for the anniversary ends before it:
            // a year from 29 February is over with 28 February.
            if (sum.clamped && !has_days(rule.length)) return sum.date;
            const Date day = sum.date.plus_days(-1);
            add_line(deadline, LineKind::day_before, day);
            return day;
        }
        case ElapsedRule::End::first_of_month:
            add_line(deadline, LineKind::first_of_month, first_of_month(sum.date));
            return first_of_month(sum.date);
        case ElapsedRule::End::first_of_next_month: {
            const Date day = first_of_month(sum.date).plus_months(1);
            add_line(deadline, LineKind::first_of_month, day);
            return day;
        }
    }
    return sum.date;
}

}  // namespace

Status count_elapsed(const ElapsedRule& rule, const Given& given, Deadline& deadline) {
    const Date event = REMIT_TRY(take_event_day(given, deadline));
    add_line(deadline, LineKind::rule_elapsed);
    add_line(deadline, LineKind::event_day, event);
    const Sum sum = add(event, rule.length, rule.direction);
    if (!sum.date.in_range()) return end_on(sum.date, deadline);
    if (rule.end != ElapsedRule::End::first_of_month) tell_sum(rule, event, sum, deadline);
    const Date due = end_of(rule, sum, deadline);
    tell_rest(due, given, deadline);
    return end_on(due, deadline);
}

}  // namespace remit::calendar
