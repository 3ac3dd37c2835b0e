#include "calendar/moment.h"

#include <fmt/format.h>

namespace remit::calendar {

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
    if (zone != nullptr) return Moment(zone->resolve(local.value()).instant);
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
