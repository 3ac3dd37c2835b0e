// Days and instants together: when a day begins and ends, and which moment lies so long before
// another.
//
// Invariant: a day has no length of its own; it begins and ends with the midnight of a zone,
// whatever the clocks do that night. What has hours is counted in seconds, what has days on the
// wall calendar. Of this module only; zones themselves are calendar's.
#pragma once

#include <optional>
#include <string_view>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/instant.h"
#include "procedure/matter.h"
#include "procedure/value.h"

namespace remit::procedure {

inline constexpr std::int64_t kSecondsOfHour = 3600;
inline constexpr std::int64_t kSecondsOfMinute = 60;

enum class Direction : std::uint8_t { before, after };

[[nodiscard]] calendar::Instant start_of_day(calendar::Date date, std::string_view zone);
[[nodiscard]] calendar::Date date_in(calendar::Instant instant, std::string_view zone);
[[nodiscard]] bool is_zone(std::string_view zone);

/// The day; of an instant, the day in its own zone.
[[nodiscard]] calendar::Date date_of(const Due& due);
/// The instant itself; of a day, its beginning.
[[nodiscard]] calendar::Instant beginning_of(const Due& due, std::string_view zone);
/// The last second that is in time: the instant itself; of a day, the second before midnight.
[[nodiscard]] calendar::Instant last_second_of(const Due& due, std::string_view zone);

/// The day so many years, months, weeks and days away; hours and minutes are left out.
[[nodiscard]] calendar::Date moved(calendar::Date date, const calendar::Duration& distance,
                                   Direction direction);
/// The same time of day on the day so far away, then so many hours and minutes in seconds.
[[nodiscard]] calendar::Instant moved(calendar::Instant instant, std::string_view zone,
                                      const calendar::Duration& distance, Direction direction);
/// The moment of an alarm. Of a day and a distance in days: the beginning of that day; in hours:
/// from the day's end.
[[nodiscard]] calendar::Instant alarm_at(const Due& due, const calendar::Duration& distance,
                                         Direction direction, std::string_view zone);

/// The item as a due moment; none where it is neither a date nor an instant.
[[nodiscard]] std::optional<Due> due_of(const Item& item);
[[nodiscard]] Item item_of(const Due& due);
/// Below, at or above zero as the first is earlier than the second. A day and an instant are
/// compared as days.
[[nodiscard]] int compare(const Due& left, const Due& right);

}  // namespace remit::procedure
