// How long a time may be written for each kind of clock: what is a length, and what contradicts the
// clock.
//
// Invariant: a text with LengthFault::none can be counted by that clock, or says on purpose that
// there is no length (says_no_length). Months are never turned into days; two lengths are compared
// only where that is certain whatever the calendar. Nothing here knows holidays.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "calendar/duration.h"
#include "calendar/rule.h"
#include "procedure/definition.h"

namespace remit::procedure {

enum class LengthFault : std::uint8_t {
    none,
    unreadable,
    hours_in_days,           // hours or minutes of a clock that counts days
    months_in_working_days,  // a length that is no number of days
    nothing,                 // "P0D"
};
/// The word of the diagnostic contradictory-duration.
std::string_view name_of(LengthFault fault);

struct Length {
    LengthFault fault = LengthFault::none;
    std::optional<calendar::Duration>
        duration;  // none of a day of the year, and where there is no length
};
Length read_length_of(ClockKind clock, std::string_view text);

/// "unknown", "none", "set_by_body", or nothing: the deadline does not start.
bool says_no_length(std::string_view text);

/// How a length of this clock is written, by example.
std::string_view form_of_amount(ClockKind clock);
/// The types of fields that may hold one.
std::initializer_list<FieldType> types_of_amount(ClockKind clock);

/// "15 April", or another date of the calendar that does not name its event; none where it is none.
std::optional<calendar::Rule> read_day_of_year(std::string_view text);
/// 1 to 99 of "50%".
std::optional<std::uint8_t> read_percent(std::string_view text);

/// Whether `left` is longer than `right` whatever months and days it is counted over.
bool is_certainly_longer(const calendar::Duration& left, const calendar::Duration& right);

}  // namespace remit::procedure
