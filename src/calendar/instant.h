// A moment, the same for everybody, and the zones in which people read their clocks.
//
// Invariant: an Instant counts whole seconds since 1970 in UTC and knows
// no zone; a local time means nothing without one. What is to happen at
// an instant is never moved by a holiday or by a change of calendar.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "calendar/date.h"

namespace remit::calendar {

struct Instant {
    std::int64_t seconds = 0;

    /// Reads "2026-04-07T17:00:00+02:00" or "...Z" (RFC 3339;
    /// seconds may be left out). Errors: invalid_input.
    static Result<Instant> parse(std::string_view text);
    /// "2026-04-07T15:00:00Z".
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] constexpr Instant plus_seconds(std::int64_t more) const {
        return {seconds + more};
    }
    /// Whether its day in UTC is one that a Date may be.
    [[nodiscard]] bool in_range() const;

    constexpr auto operator<=>(const Instant&) const = default;
};

/// What the clock on a wall shows.
struct LocalTime {
    Date date;
    std::int32_t second_of_day = 0;

    /// Reads "2026-04-07T17:00" or "2026-04-07T17:00:00". Errors: invalid_input.
    static Result<LocalTime> parse(std::string_view text);
    /// "2026-04-07 17:00", with seconds where they are not 0.
    [[nodiscard]] std::string text() const;

    auto operator<=>(const LocalTime&) const = default;
};

/// What a clock in UTC shows, and the way back.
LocalTime utc_time(Instant instant);
Instant from_utc(const LocalTime& time);

}  // namespace remit::calendar
