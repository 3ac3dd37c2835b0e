// Deadlines: a rule and the moment of its event give the
// moment when something is due, and how that was counted.
//
// Invariant: a Deadline carries all that it was computed from, and computing it again gives the
// same due moment and the same derivation, line by line (verify). Lines are data; derivation.h puts
// them into words. Each kind of clock is counted by a function of its own (clocks.h): no kind
// borrows the counting of another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/counting.h"
#include "calendar/holidays.h"
#include "calendar/moment.h"
#include "calendar/rule.h"

namespace remit::calendar {

/// One line of a derivation. Behind each kind: what its first and second moment, its number and its
/// text are; a calendar, a holiday and counting rules are named by their ids.
enum class LineKind : std::uint8_t {
    // What is counted, and from when.
    rule_term,            // number: version of the counting rules; text: the rules
    rule_term_hours,      // runs without a break
    rule_date,            // nothing more
    rule_elapsed,         // nothing more
    rule_working_days,    // number: how many; text: calendar
    rule_instant,         // text: zone, or nothing
    unverified_rules,     // not checked against their source; text: the rules
    unverified_calendar,  // not checked against its source; text: calendar
    calendar_open,        // closes on days announced each year, too; text: calendar
    event_not_counted,    // first: the day of the event
    event_day,            // first: the event
    event_instant,        // first: the event
    day_taken,            // first: the instant; second: the day it falls on; text: zone
    looked_from,          // first: the day from which the date is looked for
    // How it is counted.
    first_day,           // first: the first day that counts
    first_day_rest,      // the same, and it is a day of rest
    last_day,            // first: the last day; number: how many days were counted
    same_number,         // first: the day so many months on
    no_such_day,         // first: the last day of a short month; number: the day that it lacks
    rest_inside,         // number: days of rest that do not prolong it
    counted_before,      // first: so far back; number: how many days
    offset_base,         // first: the day the offset is counted from; second: where it leads
    week_of_month,       // first: Monday of the first week; second: the day; number: which week
    not_before_year,     // number: the year that anchors the rule
    share,               // first, second: the time; number: percent left
    working_day,         // first to second: a run of working days; number: the count at its end
    skipped_rest,        // first to second: weekly rest in between
    skipped_holiday,     // first: a holiday in between; text: holiday
    skipped_substitute,  // first: a day off; second: the holiday's own day; text: holiday
    working_days_all,    // first to second: all of them; number: days of rest among them
    clock_skipped,       // first: the instant; its local time does not exist; text: zone
    clock_repeated,      // first: the instant; its local time comes twice; text: zone
    // Where it ends.
    moved_weekday,     // first: a day of weekly rest: the end moves on
    moved_holiday,     // first: a holiday: the end moves on; text: holiday
    moved_substitute,  // first: a day off; second: the holiday's own day; text: holiday
    disputed_weekday,  // first: the end; second: where it would be on the other opinion
    next_working,      // first: a working day, on which it ends
    stays_rest,        // first: the due day, a day of rest, which stays; text: calendar
    stays_holiday,     // first: the due day, a holiday that moves nothing; text: holiday
    holiday_inside,    // first: a holiday on the way that changes nothing; text: holiday
    day_before,        // first: the day before the same number
    first_of_month,    // first: the first day of the month
    day_after,         // first: the day on which it is deemed done
    due_day,           // first: the due day
    due_instant,       // first: the due instant; text: zone
    // What befell it.
    stopped,       // first: since when; text: ground
    resumed,       // first: since when; number: days or seconds at rest; text: ground
    left_over,     // number: working days that were left when it stopped
    last_day_now,  // first: the last day now, before it is moved
    extended_by,   // first: until then; second: until now; text: ground
    extended_to,   // first: until then; second: until now; text: ground
    restarted,     // first: the new event; text: ground
};
/// "rule_term" and so on: for JSON, whatever the language.
std::string_view name_of(LineKind kind);

struct Line {
    LineKind kind = LineKind::due_day;
    Moment first;
    Moment second;
    std::int64_t number = 0;
    std::string text;

    bool operator==(const Line&) const = default;
};

/// What a rule is counted with. Everything pointed to outlives the call.
struct Given {
    /// The event; of a rule that counts backwards, too.
    Moment start;
    /// Of share_left: when the window opened; `start` is when it closes.
    std::optional<Moment> opened;
    /// Terms and working days need it; for the others it is looked at and told.
    const Calendar* calendar = nullptr;
    /// Terms need it.
    const CountingRules* counting = nullptr;
    /// Needed to read an instant as a day or a day as an instant.
    const Zone* zone = nullptr;
};

struct Deadline {
    Rule rule;
    Moment start;
    std::optional<Moment> opened;
    std::string calendar;  // ids and names, for computing it again
    std::string counting;  // the counting rules; empty where none count
    std::string zone;
    Moment due;
    std::vector<Line> derivation;

    [[nodiscard]] ClockKind kind() const { return kind_of(rule); }
    bool operator==(const Deadline&) const = default;
};

/// Errors: invalid_input (the rule cannot be counted, the calendar or zone it needs is not given,
/// the event is of the wrong kind, the due moment lies out of range), with the cure. Cost: below a
/// few microseconds for spans of some months; O(working days) and O(days moved).
Result<Deadline> compute(const Rule& rule, const Given& given);

/// Computes the deadline again. Errors: corrupt, where something else comes out (naming the first
/// line that differs); those of compute().
Status verify(const Deadline& deadline, const Given& given);

}  // namespace remit::calendar
