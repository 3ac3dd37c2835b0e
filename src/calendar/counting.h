// How a law of administrative procedure counts its terms, as dated data.
//
// Invariant: versions are in the order of their dates and do not overlap. Which days make a term's
// end move is said here and not by the calendar, because laws differed on Saturday while the
// offices rested on it. Nothing here counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "calendar/names.h"

namespace remit::calendar {

/// A set of weekdays.
class Weekdays {
  public:
    constexpr void add(Weekday day) {
        bits_ |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(day));
    }
    [[nodiscard]] constexpr bool has(Weekday day) const {
        return ((bits_ >> static_cast<unsigned>(day)) & 1U) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool all() const { return bits_ == 0x7F; }
    constexpr bool operator==(const Weekdays&) const = default;

  private:
    std::uint8_t bits_ = 0;
};

struct CountingVersion {
    std::optional<Date> from;   // of the day of the event; open where absent
    std::optional<Date> until;  // the last day
    Weekdays rest;              // an end on one of these moves on, as on a holiday
    Weekdays disputed;          // opinions differ: the end is not moved, and the derivation says so
    std::string basis;
    bool verified = true;
};

struct CountingRules {
    std::string id;
    Names names;
    std::vector<CountingVersion> versions;

    /// The version in force on the day of the event; null where there is none.
    [[nodiscard]] const CountingVersion* find(Date event) const;
};

}  // namespace remit::calendar
