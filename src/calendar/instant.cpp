#include "calendar/instant.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace remit::calendar {
namespace {

constexpr std::int32_t kDaySeconds = 86'400;
constexpr std::size_t kShownBytesMax = 40;
constexpr std::size_t kDateBytes = 10;    // "2026-04-07"
constexpr std::size_t kMinuteBytes = 16;  // "2026-04-07T17:00"
constexpr std::size_t kSecondBytes = 19;  // "2026-04-07T17:00:00"
constexpr std::size_t kOffsetBytes = 6;   // "+02:00"

/// Two digits below `limit`; -1 where they are none.
int two_digits(std::string_view text, std::size_t at, int limit) {
    int value = -1;
    const char* first = text.data() + at;
    if (*first < '0' || *first > '9') return -1;
    const auto read = std::from_chars(first, first + 2, value);
    return read.ec == std::errc() && read.ptr == first + 2 && value < limit ? value : -1;
}

/// The local time that is the whole text.
std::optional<LocalTime> read_local(std::string_view text) {
    if (text.size() != kMinuteBytes && text.size() != kSecondBytes) return std::nullopt;
    if (text[kDateBytes] != 'T' || text[13] != ':') return std::nullopt;
    const auto date = Date::parse(text.substr(0, kDateBytes));
    const int hour = two_digits(text, 11, 24);
    const int minute = two_digits(text, 14, 60);
    const bool has_seconds = text.size() == kSecondBytes;
    if (has_seconds && text[kMinuteBytes] != ':') return std::nullopt;
    const int second = has_seconds ? two_digits(text, 17, 60) : 0;
    if (!date.ok() || hour < 0 || minute < 0 || second < 0) return std::nullopt;
    return LocalTime{date.value(), (hour * 60 + minute) * 60 + second};
}

/// "Z" or "+02:00" at the end of the text, taken off; none where there is neither.
std::optional<std::int32_t> take_offset(std::string_view& text) {
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
        return 0;
    }
    if (text.size() < kOffsetBytes) return std::nullopt;
    const std::string_view tail = text.substr(text.size() - kOffsetBytes);
    if ((tail[0] != '+' && tail[0] != '-') || tail[3] != ':') return std::nullopt;
    const int hours = two_digits(tail, 1, 24);
    const int minutes = two_digits(tail, 4, 60);
    if (hours < 0 || minutes < 0) return std::nullopt;
    text.remove_suffix(kOffsetBytes);
    return (hours * 60 + minutes) * 60 * (tail[0] == '-' ? -1 : 1);
}

/// What is wrong with a time, as narrowly as can be said; `form` where its form is.
Error no_time(std::string_view text, std::string_view what, std::string_view form) {
    const std::string_view date_text = text.substr(0, kDateBytes);
    const auto date = Date::parse(date_text);
    std::string cure = fmt::format("write it as {}", form);
    const bool is_dated = date_text.size() == kDateBytes &&
                          date_text.find_first_not_of("0123456789-") == std::string_view::npos;
    if (is_dated && !date.ok()) return date.error();
    if (text.substr(date_text.size()).starts_with("T24:"))
        cure = "the day ends at 00:00 of the next one; write that";
    if (text.size() >= kSecondBytes && text.substr(kMinuteBytes, 3) == ":60")
        cure = "leap seconds are not counted; write the second before or after";
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("'{}' is no {}; {}", text.substr(0, kShownBytesMax), what, cure));
}

std::string time_text(std::int32_t second_of_day, bool always_seconds) {
    const int hour = second_of_day / 3600;
    const int minute = second_of_day / 60 % 60;
    const int second = second_of_day % 60;
    if (second == 0 && !always_seconds) return fmt::format("{:02}:{:02}", hour, minute);
    return fmt::format("{:02}:{:02}:{:02}", hour, minute, second);
}

}  // namespace

LocalTime utc_time(Instant instant) {
    std::int64_t days = instant.seconds / kDaySeconds;
    std::int64_t rest = instant.seconds % kDaySeconds;
    if (rest < 0) {
        rest += kDaySeconds;
        --days;
    }
    return {Date::from_day_number(static_cast<std::int32_t>(days)),
            static_cast<std::int32_t>(rest)};
}

Instant from_utc(const LocalTime& time) {
    return {std::int64_t{time.date.day_number()} * kDaySeconds + time.second_of_day};
}

Result<Instant> Instant::parse(std::string_view text) {
    std::string_view rest = text;
    const auto offset = take_offset(rest);
    const auto local = offset ? read_local(rest) : std::nullopt;
    if (local) {
        const Instant instant = from_utc(*local).plus_seconds(-*offset);
        if (instant.in_range()) return instant;
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("'{}' lies outside the years {} to {} in UTC", text,
                                            kYearFirst, kYearLast));
    }
    return no_time(text, "instant", "2026-04-07T17:00:00+02:00 or 2026-04-07T15:00Z");
}

std::string Instant::iso() const {
    const LocalTime time = utc_time(*this);
    return fmt::format("{}T{}Z", time.date.iso(),
                       time_text(time.second_of_day, /*always_seconds=*/true));
}

bool Instant::in_range() const {
    // Dates beyond 32 bits are not asked for their year.
    constexpr std::int64_t kSecondsMax = std::int64_t{100'000} * kDaySeconds;
    return seconds > -kSecondsMax && seconds < kSecondsMax && utc_time(*this).date.in_range();
}

Result<LocalTime> LocalTime::parse(std::string_view text) {
    if (const auto local = read_local(text)) return *local;
    return no_time(text, "local time", "2026-04-07T17:00");
}

std::string LocalTime::text() const {
    return fmt::format("{} {}", date.iso(), time_text(second_of_day, /*always_seconds=*/false));
}

}  // namespace remit::calendar
