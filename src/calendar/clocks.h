// The five clocks: one function each, in a file of its own (clock_term.cpp and so on).
//
// Internal to the module; others call compute() of deadline.h, which visits the rule without a
// default. Invariant: no clock calls another. Each fills `due` and the derivation of a Deadline
// whose inputs are set already, for a rule that check() has passed. What stands below them is how
// they write their lines, not how they count.
#pragma once

#include <string>
#include <string_view>

#include "calendar/deadline.h"

namespace remit::calendar {

Status count_term(const TermRule& rule, const Given& given, Deadline& deadline);
Status count_date(const DateRule& rule, const Given& given, Deadline& deadline);
Status count_elapsed(const ElapsedRule& rule, const Given& given, Deadline& deadline);
Status count_working_days(const WorkingDaysRule& rule, const Given& given, Deadline& deadline);
Status count_instant(const InstantRule& rule, const Given& given, Deadline& deadline);

/// The end of a term that was counted to `last`: moves on from days that do not work, and says so.
/// Errors: invalid_input (the calendar is closed for longer than anybody would).
Result<Date> move_end(Date last, const CountingVersion& version, const Calendar& calendar,
                      Deadline& deadline);
/// The nth working day after (or before) a day, told
/// run by run. Errors: invalid_input (out of range).
Result<Date> nth_working_day(Date from, std::int32_t count, Direction direction,
                             const Calendar& calendar, Deadline& deadline);

void add_line(Deadline& deadline, LineKind kind, Moment first = {}, Moment second = {},
              std::int64_t number = 0, std::string_view text = {});
/// The day of the event; where that is an instant, a line says in which zone it was read.
Result<Date> take_event_day(const Given& given, Deadline& deadline);
/// A day that stays although the given calendar rests on it. Without a calendar nothing is said.
void tell_rest(Date due, const Given& given, Deadline& deadline);
/// Says that the calendar was not checked against its source, or does not hold all closing days.
void tell_calendar(const Calendar& calendar, Deadline& deadline);
/// Sets the due day and says so. Errors: invalid_input (out of range).
Status end_on(Date due, Deadline& deadline);
Status end_at(Instant due, const Zone* zone, Deadline& deadline);

/// The calendar that a clock cannot do without, known for the day.
/// Errors: invalid_input, with what to give.
Status require_calendar(const Given& given, Date day, std::string_view clock);

Error closed_too_long(const Calendar& calendar, Date from);

}  // namespace remit::calendar
