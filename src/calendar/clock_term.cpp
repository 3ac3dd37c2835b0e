// The clock of administrative law: a term under the counting rules of a State.
//
// The day of the event is not counted; the term starts the next day, whatever day that is, and runs
// over days of rest; what ends on a day of rest ends on the next working day. A term in hours runs
// without a break and never moves. Invariant: only the end moves, and only for the days that the
// version of the rules in force on the day of the event names.
#include <fmt/format.h>

#include "calendar/clocks.h"
#include "calendar/lengths.h"

namespace remit::calendar {
namespace {

Status count_hours(const TermRule& rule, const Given& given, Deadline& deadline) {
    const auto* start = std::get_if<Instant>(&given.start);
    if (start == nullptr) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("a term in hours ({}) runs from an instant; give the time as well, such as "
                        "2026-04-07T17:00, with its zone",
                        rule.length.iso()));
    }
    add_line(deadline, LineKind::rule_term_hours);
    add_line(deadline, LineKind::event_instant, *start);
    return end_at(start->plus_seconds(std::int64_t{rule.length.hours} * 3600), given.zone,
                  deadline);
}

void tell_rules(const Given& given, const CountingVersion& version, Deadline& deadline) {
    const CountingRules& rules = *given.counting;
    deadline.counting = rules.id;
    add_line(deadline, LineKind::rule_term, {}, {}, &version - rules.versions.data(), rules.id);
    if (!version.verified) add_line(deadline, LineKind::unverified_rules, {}, {}, 0, rules.id);
    tell_calendar(*given.calendar, deadline);
}

void tell_last_day(const TermRule& rule, Date event, const Sum& last, Deadline& deadline) {
    if (has_months(rule.length) && !has_days(rule.length)) {
        add_line(deadline, last.clamped ? LineKind::no_such_day : LineKind::same_number, last.date,
                 {}, last.clamped ? event.day() : 0);
    } else {
        add_line(deadline, LineKind::last_day, last.date, {},
                 last.date.day_number() - event.day_number());
    }
}

bool rests(Date date, const CountingVersion& version, const Calendar& calendar) {
    return version.rest.has(date.weekday()) || calendar.is_holiday(date);
}

void tell_move(Date date, const Calendar& calendar, Deadline& deadline) {
    if (!calendar.is_holiday(date)) {
        add_line(deadline, LineKind::moved_weekday, date);
        return;
    }
    const Calendar::Closing& closing = calendar.closings(date).front();
    const std::string& id = calendar.holiday(closing).id;
    if (closing.substitute == Calendar::kNone) {
        add_line(deadline, LineKind::moved_holiday, date, {}, 0, id);
    } else {
        add_line(deadline, LineKind::moved_substitute, date,
                 Date::from_day_number(closing.instead_of), 0, id);
    }
}

}  // namespace

Result<Date> move_end(Date last, const CountingVersion& version, const Calendar& calendar,
                      Deadline& deadline) {
    Date end = last;
    for (; end.in_range() && rests(end, version, calendar); end = end.plus_days(1)) {
        if (end.day_number() - last.day_number() > kClosedRunDaysMax)
            return closed_too_long(calendar, last);
        tell_move(end, calendar, deadline);
    }
    if (!end.in_range()) return end;
    if (end != last) add_line(deadline, LineKind::next_working, end);
    if (version.disputed.has(end.weekday())) {
        Date other = end.plus_days(1);
        while (other.in_range() &&
               (rests(other, version, calendar) || version.disputed.has(other.weekday()))) {
            if (other.day_number() - end.day_number() > kClosedRunDaysMax)
                return closed_too_long(calendar, end);
            other = other.plus_days(1);
        }
        add_line(deadline, LineKind::disputed_weekday, end, other);
    }
    return end;
}

Status count_term(const TermRule& rule, const Given& given, Deadline& deadline) {
    if (rule.length.hours != 0) return count_hours(rule, given, deadline);
    // What cannot be counted at all is said before what is missing for this event.
    if (given.calendar == nullptr) return require_calendar(given, Date(), "terms");
    if (given.counting == nullptr) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format(
                "calendar '{}' has no rules for counting terms; take the calendar of a State, or a "
                "rule that counts without them, such as {}",
                given.calendar->id(), rule.length.iso()));
    }
    const Date event = REMIT_TRY(take_event_day(given, deadline));
    REMIT_TRY(require_calendar(given, event, "terms"));
    const Calendar& calendar = *given.calendar;
    const CountingVersion* version = given.counting->find(event);
    if (version == nullptr) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("the counting rules '{}' say nothing for {}; add a version",
                        given.counting->id, event.iso()));
    }
    tell_rules(given, *version, deadline);
    add_line(deadline, LineKind::event_not_counted, event);
    const Date first = event.plus_days(1);
    const Sum last = add(event, rule.length, Direction::after);
    if (!first.in_range() || !last.date.in_range()) return end_on(last.date, deadline);
    add_line(deadline,
             rests(first, *version, calendar) ? LineKind::first_day_rest : LineKind::first_day,
             first);
    tell_last_day(rule, event, last, deadline);
    const int inside = last.date.day_number() - first.day_number() -
                       calendar.count_working_days(first, last.date.plus_days(-1));
    if (inside > 0) add_line(deadline, LineKind::rest_inside, {}, {}, inside);
    const Date end = REMIT_TRY(move_end(last.date, *version, calendar, deadline));
    if (!rule.day_after) return end_on(end, deadline);
    add_line(deadline, LineKind::day_after, end.plus_days(1));
    return end_on(end.plus_days(1), deadline);
}

}  // namespace remit::calendar
