#include "calendar/moment.h"

#include <fmt/format.h>

#include <cstdlib>

namespace remit::calendar {
namespace {

/// What people write must mean one instant: on a night of the change of clocks they say which.
Result<Moment> resolve_once(std::string_view text, const LocalTime& local, const Zone& zone) {
    const Resolved resolved = zone.resolve(local);
    if (resolved.fit == LocalFit::once) return Moment(resolved.instant);
    const std::int64_t utc = from_utc(local).seconds;
    const auto with_offset = [&](std::int64_t day_seconds) {
        const std::int32_t offset = zone.offset_seconds({utc + day_seconds});
        return fmt::format("{}{}{:02}:{:02}", text, offset < 0 ? '-' : '+', std::abs(offset) / 3600,
                           std::abs(offset) / 60 % 60);
    };
    constexpr std::int64_t kDay = 86'400;
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("the clock in {} {} {}; write the offset behind it: {} or {}", zone.name(),
                    resolved.fit == LocalFit::skipped ? "never shows" : "shows twice", text,
                    with_offset(-kDay), with_offset(kDay)));
}

}  // namespace

Result<Date> day_of(const Moment& moment, const Zone* zone) {
    if (const auto* date = std::get_if<Date>(&moment)) return *date;
    if (zone != nullptr) return zone->local(std::get<Instant>(moment)).date;
    return base::make_error(
        ErrorCode::invalid_input,
        "an instant falls on a day only where the zone is known; name one, such as Europe/Zagreb");
}

Result<Moment> parse_moment(std::string_view text, const Zone* zone) {
    const bool has_time = text.find('T') != std::string_view::npos;
    if (!has_time) {
        const Date date = REMIT_TRY(Date::parse(text));
        return Moment(date);
    }
    if (const auto instant = Instant::parse(text); instant.ok()) return Moment(instant.value());
    const auto local = LocalTime::parse(text);
    if (!local.ok()) return Instant::parse(text).error();
    if (zone != nullptr) return resolve_once(text, local.value(), *zone);
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "'{}' is a time without a zone; name the zone, such as Europe/Brussels, or write the "
            "offset behind it: {}+02:00",
            text, text));
}

std::string iso(const Moment& moment) {
    if (const auto* date = std::get_if<Date>(&moment)) return date->iso();
    return std::get<Instant>(moment).iso();
}

}  // namespace remit::calendar
