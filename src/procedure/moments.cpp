#include "procedure/moments.h"

#include "base/check.h"
#include "calendar/book.h"

namespace remit::procedure {
namespace {

std::int64_t seconds_of(const calendar::Duration& distance) {
    constexpr std::int64_t kSecondsOfHour = 3600;
    constexpr std::int64_t kSecondsOfMinute = 60;
    return distance.hours * kSecondsOfHour + distance.minutes * kSecondsOfMinute;
}

}  // namespace

const calendar::Book& book_of(const World& world) {
    static const calendar::Book kEmpty;
    return world.book != nullptr ? *world.book : kEmpty;
}

FoundZone::FoundZone(const World& world, std::string_view name)
    : zone_(book_of(world).find_zone(name)) {
    if (zone_ != nullptr) return;
    Result<calendar::Zone> found = calendar::Zone::find(name);
    if (!found.ok()) return;
    spare_ = std::move(found).value();
    zone_ = &*spare_;
}

calendar::Instant start_of_day(calendar::Date date, const calendar::Zone& zone) {
    return zone.resolve({date, 0}).instant;
}

calendar::Date date_of(const Due& due, const World& world) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return *date;
    const auto& zoned = std::get<ZonedInstant>(due);
    const FoundZone zone(world, zoned.zone);
    REMIT_CHECK(zone.is_known());  // values.cpp and counting.cpp let no other in
    return (*zone).local(zoned.instant).date;
}

calendar::Instant beginning_of(const Due& due, const calendar::Zone& zone) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&due)) return zoned->instant;
    return start_of_day(std::get<calendar::Date>(due), zone);
}

calendar::Instant last_second_of(const Due& due, const calendar::Zone& zone) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&due)) return zoned->instant;
    return start_of_day(std::get<calendar::Date>(due).plus_days(1), zone).plus_seconds(-1);
}

calendar::Date moved(calendar::Date date, const calendar::Duration& distance, Direction direction) {
    constexpr int kMonthsOfYear = 12;
    constexpr int kDaysOfWeek = 7;
    const int sign = direction == Direction::after ? 1 : -1;
    const int months = distance.years * kMonthsOfYear + distance.months;
    const int days = distance.weeks * kDaysOfWeek + distance.days;
    const calendar::Date by_months = months == 0 ? date : date.plus_months(sign * months);
    return by_months.plus_days(sign * days);
}

calendar::Instant moved(calendar::Instant instant, const calendar::Zone& zone,
                        const calendar::Duration& distance, Direction direction) {
    const std::int64_t sign = direction == Direction::after ? 1 : -1;
    const calendar::Duration days{distance.years, distance.months, distance.weeks, distance.days};
    if (!days.empty()) {
        calendar::LocalTime local = zone.local(instant);
        local.date = moved(local.date, days, direction);
        instant = zone.resolve(local).instant;
    }
    return instant.plus_seconds(sign * seconds_of(distance));
}

calendar::Instant alarm_at(const Due& due, const calendar::Duration& distance, Direction direction,
                           const calendar::Zone& zone) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&due))
        return moved(zoned->instant, zone, distance, direction);
    const calendar::Date day = moved(std::get<calendar::Date>(due), distance, direction);
    if (!distance.has_time()) return start_of_day(day, zone);
    const std::int64_t sign = direction == Direction::after ? 1 : -1;
    return start_of_day(day.plus_days(1), zone).plus_seconds(sign * seconds_of(distance));
}

std::optional<Due> due_of(const Item& item) {
    if (const auto* date = std::get_if<calendar::Date>(&item)) return *date;
    if (const auto* zoned = std::get_if<ZonedInstant>(&item)) return *zoned;
    return std::nullopt;
}

Item item_of(const Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return *date;
    return std::get<ZonedInstant>(due);
}

calendar::Moment moment_of(const Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return *date;
    return std::get<ZonedInstant>(due).instant;
}

int compare(const Due& left, const Due& right, const World& world) {
    const auto* one = std::get_if<ZonedInstant>(&left);
    const auto* two = std::get_if<ZonedInstant>(&right);
    if (one != nullptr && two != nullptr) {
        if (one->instant == two->instant) return 0;
        return one->instant < two->instant ? -1 : 1;
    }
    const calendar::Date first = date_of(left, world);
    const calendar::Date second = date_of(right, world);
    if (first == second) return 0;
    return first < second ? -1 : 1;
}

}  // namespace remit::procedure
