// Recurrence of dates in the form of RFC 5545: "FREQ=YEARLY;BYYEARDAY=90",
// "FREQ=YEARLY;INTERVAL=4;BYMONTH=4;BYMONTHDAY=30".
//
// Expanded by libical, which recurrence.cpp alone includes. Invariant: what parse() lets through is
// days only (nothing more often than daily), within named limits, and no rule of which no day can
// ever come, such as 31 February: libical would look for it for centuries. What libical 3.0 counts
// otherwise than the standard is not taken either (BYWEEKNO; BYYEARDAY within BYMONTH; BYMONTHDAY
// of years without BYMONTH, or from the end of the month by days), or is counted here (every nth
// week); a test compares the rest with the standard. The same rule, anchor and window give the same
// dates.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"

namespace remit::calendar {

inline constexpr std::size_t kRecurrenceBytesMax = 400;
inline constexpr int kIntervalMax = 1000;
inline constexpr int kCountMax = 10'000;
inline constexpr std::size_t kOccurrencesMax = 10'000;

class Recurrence {
  public:
    /// The value of an RRULE, with or without "RRULE:" in front; UNTIL is a day (20301231).
    /// Errors: invalid_input (which part, and what may stand there); limit.
    static Result<Recurrence> parse(std::string_view text);

    /// In the order of parts that RFC 5545 lists; parsing it gives the same recurrence.
    [[nodiscard]] const std::string& text() const { return text_; }
    /// Every how many years, months, weeks or days.
    [[nodiscard]] int interval() const { return interval_; }

    /// The dates from `first` to `last`, in order. The anchor is DTSTART: COUNT
    /// and INTERVAL count from it, and what the rule leaves open (the month, the
    /// day) is the anchor's; it is a date itself only if the rule says so. Errors:
    /// limit (more than kOccurrencesMax); invalid_input (libical does not take the
    /// rule, with its reason). Cost: O(days from the anchor to `last`) at worst.
    [[nodiscard]] Result<std::vector<Date>> dates(Date anchor, Date first, Date last) const;

    bool operator==(const Recurrence&) const = default;

  private:
    std::string text_;
    int interval_ = 1;
};

}  // namespace remit::calendar
