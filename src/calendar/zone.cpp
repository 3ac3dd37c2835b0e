#include "calendar/zone.h"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/check.h"

namespace remit::calendar {
namespace {

constexpr std::size_t kNameBytesMax = 40;
constexpr double kMillisecondsPerSecond = 1000.0;
constexpr std::int64_t kKeptFrom = 0;               // 1970
constexpr std::int64_t kKeptUntil = 4'102'444'800;  // 2100
constexpr std::int64_t kEdgeSeconds =
    2 * 86'400;                            // a local time and its instant lie no further apart
constexpr std::size_t kChangesMax = 1000;  // of a clock in those years

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
    /// From `begin` on the clock is so far ahead of UTC. By the clock itself, what is earlier than
    /// `local_first` was before the change, what is not earlier than `local_last` is after it, and
    /// between them it shows every time twice, or none.
    struct Change {
        std::int64_t begin = 0;
        std::int64_t local_first = 0;
        std::int64_t local_last = 0;
        std::int32_t offset = 0;
    };

    std::unique_ptr<const icu::BasicTimeZone> zone;
    std::vector<Change> changes;  // in order; empty where none are kept

    [[nodiscard]] static bool keeps(std::int64_t seconds) {
        return seconds >= kKeptFrom + kEdgeSeconds && seconds < kKeptUntil - kEdgeSeconds;
    }
};

Zone::Zone(std::string name, std::unique_ptr<Table> table)
    : name_(std::move(name)), table_(std::move(table)) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

Zone::Zone(const Zone& other)
    : name_(other.name_),
      table_(std::make_unique<Table>(
          Table{std::unique_ptr<const icu::BasicTimeZone>(
                    static_cast<const icu::BasicTimeZone*>(other.table_->zone->clone())),
                other.table_->changes})) {}

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
    return Zone(std::string(name), std::make_unique<Table>(Table{
                                       std::unique_ptr<const icu::BasicTimeZone>(basic), {}}));
}

void Zone::keep_changes() {
    std::vector<Table::Change>& changes = table_->changes;
    const std::int32_t first = computed_offset({kKeptFrom});
    changes.assign(1, {kKeptFrom, kKeptFrom + first, kKeptFrom + first, first});
    icu::TimeZoneTransition transition;
    double at = static_cast<double>(kKeptFrom) * kMillisecondsPerSecond;
    while (table_->zone->getNextTransition(at, /*inclusive=*/0, transition) != 0) {
        at = transition.getTime();
        const auto begin = static_cast<std::int64_t>(at / kMillisecondsPerSecond);
        if (begin >= kKeptUntil || changes.size() == kChangesMax) break;
        const std::int32_t before = changes.back().offset;
        const std::int32_t offset = computed_offset({begin});
        if (offset == before) continue;  // only its name changes
        changes.push_back(
            {begin, begin + std::min(before, offset), begin + std::max(before, offset), offset});
    }
    // Years that are known in part would be answered wrongly.
    if (changes.size() == kChangesMax) changes.clear();
}

// OPTIMIZATION: looked up, a local time is resolved in a twentieth of the time that ICU takes;
// of opening a matter with six clocks that was a fifth (bench/decide_bench, step_opening).
std::int32_t Zone::offset_seconds(Instant instant) const {
    const auto& changes = table_->changes;
    if (changes.empty() || !Table::keeps(instant.seconds)) return computed_offset(instant);
    const auto after =
        std::ranges::upper_bound(changes, instant.seconds, {}, &Table::Change::begin);
    return std::prev(after)->offset;
}

std::int32_t Zone::computed_offset(Instant instant) const {
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
    const auto& changes = table_->changes;
    const Instant as_utc = from_utc(local);
    if (changes.empty() || !Table::keeps(as_utc.seconds)) return computed(local);
    const auto next =
        std::ranges::upper_bound(changes, as_utc.seconds, {}, &Table::Change::local_last);
    const std::int32_t offset = std::prev(next)->offset;
    const bool between = next != changes.end() && as_utc.seconds >= next->local_first;
    const LocalFit fit = !between                ? LocalFit::once
                         : offset < next->offset ? LocalFit::skipped
                                                 : LocalFit::repeated;
    return {as_utc.plus_seconds(-offset), fit};
}

Resolved Zone::computed(const LocalTime& local) const {
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
