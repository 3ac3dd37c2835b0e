// The entries of `counting` and `calendars` of a data file.
//
// Internal to the loader. Invariant: what is returned is sound for a
// Calendar: indexes point into their tables, substitutes lead to an
// end, the zone exists, and some day of the week is no day of rest.
#pragma once

#include <optional>

#include "calendar/counting.h"
#include "calendar/entry_reader.h"
#include "calendar/holidays.h"

namespace remit::calendar {

inline constexpr std::size_t kVersionsMax = 50;

/// None where the entry has no id of its own.
std::optional<CountingRules> read_counting(const EntryReader& reader, const yaml::Node& entry,
                                           FirstUses& uses);

/// `counting` holds the ids of all counting rules.
std::optional<CalendarData> read_calendar(const EntryReader& reader, const yaml::Node& entry,
                                          FirstUses& uses, const FirstUses& counting);

}  // namespace remit::calendar
