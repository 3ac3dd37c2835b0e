// Days and instants together: when a day begins and ends, and which moment lies so long before
// another.
//
// Invariant: a day has no length of its own; it begins and ends with the midnight of a zone,
// whatever the clocks do that night. What has hours is counted in seconds, what has days on the
// wall calendar. Due moments of deadlines are counted by calendar and never here. Of this module
// only.
#pragma once

#include <optional>
#include <string_view>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/instant.h"
#include "calendar/moment.h"
#include "calendar/rule.h"
#include "calendar/zone.h"
#include "procedure/matter.h"
#include "procedure/value.h"
#include "procedure/world.h"

namespace remit::procedure {

using calendar::Direction;

/// The book of the world, or one without anything.
[[nodiscard]] const calendar::Book& book_of(const World& world);

/// A zone by name: from the book where that has it.
class FoundZone {
  public:
    FoundZone(const World& world, std::string_view name);
    FoundZone(const FoundZone&) = delete;
    FoundZone& operator=(const FoundZone&) = delete;

    [[nodiscard]] bool is_known() const { return zone_ != nullptr; }
    /// The zone must be known.
    [[nodiscard]] const calendar::Zone& operator*() const { return *zone_; }

  private:
    std::optional<calendar::Zone> spare_;
    const calendar::Zone* zone_ = nullptr;
};

[[nodiscard]] calendar::Instant start_of_day(calendar::Date date, const calendar::Zone& zone);

/// The day; of an instant, the day in its own zone.
[[nodiscard]] calendar::Date date_of(const Due& due, const World& world);
/// The instant itself; of a day, its beginning.
[[nodiscard]] calendar::Instant beginning_of(const Due& due, const calendar::Zone& zone);
/// The last second that is in time: the instant itself; of a day, the second before midnight.
[[nodiscard]] calendar::Instant last_second_of(const Due& due, const calendar::Zone& zone);

/// The day so many years, months, weeks and days away; hours and minutes are left out.
[[nodiscard]] calendar::Date moved(calendar::Date date, const calendar::Duration& distance,
                                   Direction direction);
/// The same time of day on the day so far away, then so many hours and minutes in seconds.
[[nodiscard]] calendar::Instant moved(calendar::Instant instant, const calendar::Zone& zone,
                                      const calendar::Duration& distance, Direction direction);
/// The moment of an alarm. Of a day and a distance in days: the beginning of that day; in hours:
/// from the day's end.
[[nodiscard]] calendar::Instant alarm_at(const Due& due, const calendar::Duration& distance,
                                         Direction direction, const calendar::Zone& zone);

/// The item as a due moment; none where it is neither a date nor an instant.
[[nodiscard]] std::optional<Due> due_of(const Item& item);
[[nodiscard]] Item item_of(const Due& due);
[[nodiscard]] calendar::Moment moment_of(const Due& due);
/// Below, at or above zero as the first is earlier than the second. A day and an instant are
/// compared as days.
[[nodiscard]] int compare(const Due& left, const Due& right, const World& world);

}  // namespace remit::procedure
