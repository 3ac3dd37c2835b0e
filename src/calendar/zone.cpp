#include "calendar/zone.h"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace remit::calendar {
namespace {

constexpr std::size_t kNameBytesMax = 40;
constexpr double kMillisecondsPerSecond = 1000.0;

/// Area/City, or UTC: what other names mean ("CET", "EST", "GMT+2") is not the same for everybody.
bool is_shaped_as_name(std::string_view name) {
    if (name == "UTC") return true;
    if (name.size() > kNameBytesMax || name.find('/') == std::string_view::npos ||
        name.starts_with("Etc/"))
        return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    });
}

Error no_zone(std::string_view name) {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("there is no time zone '{}'; write it as Europe/Brussels or America/New_York",
                    name.substr(0, kNameBytesMax)));
}

}  // namespace

struct Zone::Table {
    std::unique_ptr<const icu::BasicTimeZone> zone;
};

Zone::Zone(std::string name, std::unique_ptr<Table> table)
    : name_(std::move(name)), table_(std::move(table)) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

Zone::Zone(const Zone& other)
    : name_(other.name_),
      table_(std::make_unique<Table>(std::unique_ptr<const icu::BasicTimeZone>(
          static_cast<const icu::BasicTimeZone*>(other.table_->zone->clone())))) {}

Zone& Zone::operator=(const Zone& other) {
    if (this != &other) *this = Zone(other);
    return *this;
}

Result<Zone> Zone::find(std::string_view name) {
    if (!is_shaped_as_name(name)) return no_zone(name);
    const auto wanted = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    std::unique_ptr<icu::TimeZone> found(icu::TimeZone::createTimeZone(wanted));
    icu::UnicodeString id;
    if (found == nullptr || found->getID(id) != wanted) return no_zone(name);
    auto* basic = dynamic_cast<icu::BasicTimeZone*>(found.get());
    if (basic == nullptr) return no_zone(name);
    static_cast<void>(found.release());
    return Zone(std::string(name),
                std::make_unique<Table>(std::unique_ptr<const icu::BasicTimeZone>(basic)));
}

std::int32_t Zone::offset_seconds(Instant instant) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    table_->zone->getOffset(static_cast<double>(instant.seconds) * kMillisecondsPerSecond,
                            /*local=*/0, raw, summer, status);
    REMIT_CHECK(U_SUCCESS(status) != 0);
    return (raw + summer) / 1000;
}

LocalTime Zone::local(Instant instant) const {
    return utc_time(instant.plus_seconds(offset_seconds(instant)));
}

Resolved Zone::resolve(const LocalTime& local) const {
    const Instant as_utc = from_utc(local);
    const auto offset = [&](UTimeZoneLocalOption option) {
        std::int32_t raw = 0;
        std::int32_t summer = 0;
        UErrorCode status = U_ZERO_ERROR;
        table_->zone->getOffsetFromLocal(
            static_cast<double>(as_utc.seconds) * kMillisecondsPerSecond, option, option, raw,
            summer, status);
        REMIT_CHECK(U_SUCCESS(status) != 0);
        return (raw + summer) / 1000;
    };
    const std::int32_t former = offset(UCAL_TZ_LOCAL_FORMER);
    const std::int32_t latter = offset(UCAL_TZ_LOCAL_LATTER);
    const LocalFit fit = former == latter  ? LocalFit::once
                         : former < latter ? LocalFit::skipped
                                           : LocalFit::repeated;
    return {as_utc.plus_seconds(-former), fit};
}

std::string Zone::iso(Instant instant) const {
    const std::int32_t offset = offset_seconds(instant);
    const LocalTime time = utc_time(instant.plus_seconds(offset));
    const std::int32_t minutes = (offset < 0 ? -offset : offset) / 60;
    const std::int32_t second = time.second_of_day;
    return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", time.date.iso(), second / 3600,
                       second / 60 % 60, second % 60, offset < 0 ? '-' : '+', minutes / 60,
                       minutes % 60);
}

}  // namespace remit::calendar
