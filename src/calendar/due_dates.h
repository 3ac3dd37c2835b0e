// The dates on which something recurring is due: a written rule
// and a recurrence, as a register of obligations keeps them.
//
// Where the rule is a date of the year, the recurrence says in which years, counted from the rule's
// `from YYYY`, and the two must agree. Invariant: where the rule hangs on an event, or a body sets
// the date, the recurrence is only the rhythm and no date comes out; no date is ever made up.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "calendar/recurrence.h"
#include "calendar/rule_text.h"

namespace remit::calendar {

struct DueDates {
    enum class Source : std::uint8_t {
        calendar,  // `dates` are all there are
        event,     // each follows from an event: Book::compute() with its date
        set_by_body,
        no_date,  // as soon as possible, without delay, before an event
    };
    Source source = Source::calendar;
    std::vector<Date> dates;  // in order; only of `calendar`
};

/// The dates from `first` to `last`.
/// Errors: invalid_input (rule and recurrence contradict each other; an interval of years without
/// `from YYYY`); those of Recurrence::dates().
Result<DueDates> due_dates(const WrittenRule& rule, const std::optional<Recurrence>& recurrence,
                           Date first, Date last);

}  // namespace remit::calendar
