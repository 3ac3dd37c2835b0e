#include "procedure/moments.h"

namespace remit::procedure {
namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;

std::int64_t floor_days(std::int64_t seconds) {
    return seconds >= 0 ? seconds / kSecondsOfDay
                        : -((-seconds + kSecondsOfDay - 1) / kSecondsOfDay);
}

std::int64_t seconds_of(const calendar::Duration& distance) {
    return distance.hours * kSecondsOfHour + distance.minutes * kSecondsOfMinute;
}

// SEAM until calendar/zone.h is there: central European time for every zone of Europe, UTC
// otherwise.
std::int64_t offset_at(std::int64_t utc, std::string_view zone) {
    if (!zone.starts_with("Europe/")) return 0;
    const int year =
        calendar::Date::from_day_number(static_cast<std::int32_t>(floor_days(utc))).year();
    const auto change = [year](int month) {
        calendar::Date day = *calendar::Date::of(year, month, 31);
        while (day.weekday() != calendar::Weekday::sunday) day = day.plus_days(-1);
        return day.day_number() * kSecondsOfDay + kSecondsOfHour;
    };
    const bool summer = utc >= change(3) && utc < change(10);
    return summer ? 2 * kSecondsOfHour : kSecondsOfHour;
}

calendar::LocalTime local_in(calendar::Instant instant, std::string_view zone) {
    const std::int64_t local = instant.seconds + offset_at(instant.seconds, zone);
    const std::int64_t day = floor_days(local);
    return {calendar::Date::from_day_number(static_cast<std::int32_t>(day)),
            static_cast<std::int32_t>(local - day * kSecondsOfDay)};
}

calendar::Instant instant_in(const calendar::LocalTime& time, std::string_view zone) {
    const std::int64_t local = time.date.day_number() * kSecondsOfDay + time.second_of_day;
    const std::int64_t guess = local - offset_at(local - kSecondsOfHour, zone);
    return {local - offset_at(guess, zone)};
}

}  // namespace

bool is_zone(std::string_view zone) {
    return zone == "UTC" || zone.starts_with("Europe/");
}

calendar::Instant start_of_day(calendar::Date date, std::string_view zone) {
    return instant_in({date, 0}, zone);
}

calendar::Date date_in(calendar::Instant instant, std::string_view zone) {
    return local_in(instant, zone).date;
}

calendar::Date date_of(const Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return *date;
    const auto& zoned = std::get<ZonedInstant>(due);
    return date_in(zoned.instant, zoned.zone);
}

calendar::Instant beginning_of(const Due& due, std::string_view zone) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&due)) return zoned->instant;
    return start_of_day(std::get<calendar::Date>(due), zone);
}

calendar::Instant last_second_of(const Due& due, std::string_view zone) {
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

calendar::Instant moved(calendar::Instant instant, std::string_view zone,
                        const calendar::Duration& distance, Direction direction) {
    const std::int64_t sign = direction == Direction::after ? 1 : -1;
    const calendar::Duration days{distance.years, distance.months, distance.weeks, distance.days};
    if (!days.empty()) {
        calendar::LocalTime local = local_in(instant, zone);
        local.date = moved(local.date, days, direction);
        instant = instant_in(local, zone);
    }
    return instant.plus_seconds(sign * seconds_of(distance));
}

calendar::Instant alarm_at(const Due& due, const calendar::Duration& distance, Direction direction,
                           std::string_view zone) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&due))
        return moved(zoned->instant, zoned->zone, distance, direction);
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

int compare(const Due& left, const Due& right) {
    const auto* one = std::get_if<ZonedInstant>(&left);
    const auto* two = std::get_if<ZonedInstant>(&right);
    if (one != nullptr && two != nullptr) {
        if (one->instant == two->instant) return 0;
        return one->instant < two->instant ? -1 : 1;
    }
    const calendar::Date first = date_of(left);
    const calendar::Date second = date_of(right);
    if (first == second) return 0;
    return first < second ? -1 : 1;
}

}  // namespace remit::procedure
