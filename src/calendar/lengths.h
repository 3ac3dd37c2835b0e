// Adding a length to a day, as every law does it: years and months first, then weeks and days.
//
// Arithmetic of dates and nothing else: no clock's rule stands here. Invariant: units are not
// converted, and where a month is too short its last day is taken and `clamped` says so.
#pragma once

#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/rule.h"

namespace remit::calendar {

struct Sum {
    Date date;
    bool clamped = false;  // the month has no day of that number
};

/// Hours and minutes are left out. The result may lie out of range.
inline Sum add(Date date, const Duration& length, Direction direction) {
    const std::int32_t sign = direction == Direction::after ? 1 : -1;
    const std::int32_t months = sign * (length.years * 12 + length.months);
    Sum sum{date, false};
    if (months != 0) {
        sum.date = date.plus_months(months);
        sum.clamped = sum.date.day() != date.day();
    }
    sum.date = sum.date.plus_days(sign * (length.weeks * 7 + length.days));
    return sum;
}

inline bool has_months(const Duration& length) {
    return length.years != 0 || length.months != 0;
}
inline bool has_days(const Duration& length) {
    return length.weeks != 0 || length.days != 0;
}

}  // namespace remit::calendar
