// A day of the Gregorian calendar, without a time and without a zone.
//
// Invariant: a Date made by of() or parse() lies between 1 January 1900 and 31 December 2199.
// Adding to it may leave that range; whoever computes a date from data asks in_range() before
// showing it. Nothing here knows holidays.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::calendar {

inline constexpr int kYearFirst = 1900;
inline constexpr int kYearLast = 2199;

enum class Weekday : std::uint8_t {
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday
};

class Date {
  public:
    /// 1 January 1970.
    constexpr Date() = default;
    /// The first and the last day that a Date may be.
    static Date first();
    static Date last();
    /// None where there is no such day or the year is out of range.
    static std::optional<Date> of(int year, int month, int day);
    /// Reads "2026-01-31". Errors: invalid_input, says what was seen and how to write it.
    static Result<Date> parse(std::string_view iso);
    static constexpr Date from_day_number(std::int32_t days) {
        Date date;
        date.days_ = days;
        return date;
    }

    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;  // 1 to 12
    [[nodiscard]] int day() const;    // 1 to 31
    [[nodiscard]] Weekday weekday() const;
    /// Days since 1 January 1970.
    [[nodiscard]] constexpr std::int32_t day_number() const { return days_; }
    [[nodiscard]] bool in_range() const;

    [[nodiscard]] constexpr Date plus_days(std::int32_t days) const {
        return from_day_number(days_ + days);
    }
    /// The same day number so many months on, or the last day of that month where it has none.
    [[nodiscard]] Date plus_months(int months) const;
    /// "2026-01-31".
    [[nodiscard]] std::string iso() const;

    constexpr auto operator<=>(const Date&) const = default;

  private:
    std::int32_t days_ = 0;
};

}  // namespace remit::calendar
