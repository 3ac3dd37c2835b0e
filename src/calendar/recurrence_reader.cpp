#include "calendar/recurrence_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "calendar/date.h"
#include "calendar/recurrence.h"
#include "calendar/recurrence_days.h"

namespace remit::calendar {
namespace {

using Fields = RecurrenceFields;

constexpr std::array<std::string_view, 4> kFrequencies{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 3> kTooOften{"SECONDLY", "MINUTELY", "HOURLY"};
constexpr std::array<std::string_view, 7> kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array<std::string_view, kPartCount> kParts{
    "FREQ",      "UNTIL",      "COUNT", "INTERVAL", "BYMONTH",
    "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"};
constexpr std::size_t kShownBytesMax = 40;

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

std::optional<int> read_number(std::string_view text) {
    int value = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

Status split(std::string_view text, Fields& fields) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view part = text.substr(0, end);
        const std::size_t equals = part.find('=');
        const auto found = std::ranges::find(kParts, part.substr(0, equals));
        if (equals == std::string_view::npos || equals + 1 == part.size() ||
            found == kParts.end()) {
            return refuse(fmt::format("'{}' is no part of a recurrence; the parts are {}",
                                      part.substr(0, kShownBytesMax), fmt::join(kParts, ", ")));
        }
        std::string_view& value = fields.values[static_cast<std::size_t>(found - kParts.begin())];
        if (!value.empty())
            return refuse(
                fmt::format("'{}' stands twice in the recurrence; leave one out", *found));
        value = part.substr(equals + 1);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return base::done();
}

Status read_frequency(Fields& fields) {
    const std::string_view name = fields.values[kFreq];
    if (name.empty())
        return refuse(
            "the recurrence does not say how often; write FREQ=YEARLY, MONTHLY, WEEKLY or DAILY");
    if (std::ranges::find(kTooOften, name) != kTooOften.end()) {
        return refuse(
            fmt::format("FREQ={} is more often than daily; dates recur by days at most", name));
    }
    const auto found = std::ranges::find(kFrequencies, name);
    if (found == kFrequencies.end()) {
        return refuse(fmt::format("FREQ={} is not known; write YEARLY, MONTHLY, WEEKLY or DAILY",
                                  name.substr(0, kShownBytesMax)));
    }
    fields.frequency = static_cast<Frequency>(found - kFrequencies.begin());
    return base::done();
}

/// Numbers from 1 to `most`, and with `negative` from -most to -1.
Result<std::vector<int>> read_numbers(const Fields& fields, Part part, int most, bool negative) {
    std::vector<int> numbers;
    std::string_view rest = fields.values[part];
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const auto number = read_number(rest.substr(0, end));
        const bool fits =
            number && *number != 0 && *number <= most && *number >= (negative ? -most : 1);
        if (!fits || end + 1 == rest.size()) {
            return refuse(
                fmt::format("'{}' does not fit {}; write numbers from {}1 to {}, parted by commas",
                            rest.substr(0, kShownBytesMax), kParts[part],
                            negative ? fmt::format("-{} to -1 and from ", most) : "", most));
        }
        numbers.push_back(*number);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return numbers;
}

Status check_limits(const Fields& fields, int& interval) {
    if (fields.has(kInterval)) {
        const auto number = read_number(fields.values[kInterval]);
        if (!number || *number < 1 || *number > kIntervalMax) {
            return refuse(fmt::format("INTERVAL={} is not from 1 to {}",
                                      fields.values[kInterval].substr(0, kShownBytesMax),
                                      kIntervalMax));
        }
        interval = *number;
    }
    if (fields.has(kCount)) {
        const auto number = read_number(fields.values[kCount]);
        if (!number || *number < 1 || *number > kCountMax) {
            return refuse(fmt::format("COUNT={} is not from 1 to {}",
                                      fields.values[kCount].substr(0, kShownBytesMax), kCountMax));
        }
        if (fields.has(kUntil)) return refuse("COUNT and UNTIL exclude each other; leave one out");
    }
    return base::done();
}

Status check_until(std::string_view value) {
    constexpr std::size_t kDateBytes = 8;
    if (value.empty()) return base::done();
    if (value.size() == kDateBytes) {
        const std::string iso =
            fmt::format("{}-{}-{}", value.substr(0, 4), value.substr(4, 2), value.substr(6, 2));
        if (Date::parse(iso).ok()) return base::done();
    }
    return refuse(
        fmt::format("UNTIL={} is no day; write it as 20301231", value.substr(0, kShownBytesMax)));
}

/// "MO", or with a number before it "2TU", "-1FR".
std::optional<NthDay> read_day(std::string_view text) {
    constexpr int kWeeksMax = 53;
    if (text.size() < 2) return std::nullopt;
    const auto found = std::ranges::find(kDays, text.substr(text.size() - 2));
    if (found == kDays.end()) return std::nullopt;
    NthDay day{0, static_cast<Weekday>(found - kDays.begin())};
    const std::string_view number = text.substr(0, text.size() - 2);
    if (number.empty()) return day;
    const auto nth = read_number(number);
    if (!nth || *nth == 0 || *nth > kWeeksMax || *nth < -kWeeksMax) return std::nullopt;
    day.nth = *nth;
    return day;
}

Status read_days(Fields& fields) {
    std::string_view rest = fields.values[kByDay];
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const auto day = read_day(rest.substr(0, end));
        if (!day || end + 1 == rest.size()) {
            return refuse(
                fmt::format("'{}' does not fit BYDAY; write MO to SU, with a number before it "
                            "where it is the nth of its month or year",
                            rest.substr(0, kShownBytesMax)));
        }
        if (day->nth != 0 && fields.frequency < Frequency::monthly) {
            return refuse(fmt::format(
                "BYDAY={} counts weekdays of a month or a year, which FREQ={} does not have",
                rest.substr(0, end), fields.values[kFreq]));
        }
        fields.weekdays.push_back(*day);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return base::done();
}

Status check_together(const Fields& fields) {
    if (fields.has(kByYearDay) && fields.frequency != Frequency::yearly)
        return refuse("BYYEARDAY needs FREQ=YEARLY");
    if (fields.has(kByMonthDay) && fields.frequency == Frequency::weekly)
        return refuse("BYMONTHDAY does not go with FREQ=WEEKLY");
    // libical 3.0 counts none of these four as the standard has it.
    if (fields.has(kByYearDay) && fields.has(kByMonth))
        return refuse("BYYEARDAY says the month as well; leave BYMONTH out, or write BYMONTHDAY");
    if (fields.has(kBySetPos) && fields.frequency < Frequency::monthly)
        return refuse("BYSETPOS goes with FREQ=MONTHLY or FREQ=YEARLY; write one of them");
    if (fields.frequency == Frequency::daily &&
        std::ranges::any_of(fields.month_days, [](int day) { return day < 0; })) {
        return refuse("days from the end of a month do not go with FREQ=DAILY; write FREQ=MONTHLY");
    }
    if (fields.frequency == Frequency::yearly && !fields.month_days.empty() &&
        fields.months.empty()) {
        return refuse(
            "BYMONTHDAY with FREQ=YEARLY needs the months; add BYMONTH, or write FREQ=MONTHLY");
    }
    const bool sets = fields.has(kByMonth) || fields.has(kByYearDay) || fields.has(kByMonthDay) ||
                      fields.has(kByDay);
    if (fields.has(kBySetPos) && !sets)
        return refuse("BYSETPOS picks from what another BY... part gives; add one");
    if (fields.has(kWkSt) && std::ranges::find(kDays, fields.values[kWkSt]) == kDays.end()) {
        return refuse(fmt::format("WKST={} is no weekday; write MO to SU",
                                  fields.values[kWkSt].substr(0, kShownBytesMax)));
    }
    return base::done();
}

/// Whether the parts leave a day at all: libical would search for centuries.
Status check_possible(const Fields& fields) {
    if (gives_a_day(fields)) return base::done();
    std::string parts;
    for (const Part part : {kByMonth, kByYearDay, kByMonthDay, kByDay, kBySetPos}) {
        if (!fields.has(part)) continue;
        parts += fmt::format("{}{}={}", parts.empty() ? "" : " and ", kParts[part],
                             fields.values[part].substr(0, kShownBytesMax));
    }
    return refuse(fmt::format("no day fits {}; the recurrence would have no date", parts));
}

}  // namespace

Result<RecurrenceParts> read_recurrence(std::string_view text) {
    constexpr std::string_view kPrefix = "RRULE:";
    if (text.size() > kRecurrenceBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format(
                "a recurrence has at most {} bytes, and this one has {}; write it as several",
                kRecurrenceBytesMax, text.size()));
    }
    if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
    constexpr int kMonths = 12;
    constexpr int kMonthDays = 31;
    constexpr int kYearDays = 366;
    Fields fields;
    RecurrenceParts parts;
    REMIT_TRY(split(text, fields));
    REMIT_TRY(read_frequency(fields));
    REMIT_TRY(check_limits(fields, parts.interval));
    REMIT_TRY(check_until(fields.values[kUntil]));
    fields.months = REMIT_TRY(read_numbers(fields, kByMonth, kMonths, /*negative=*/false));
    fields.month_days = REMIT_TRY(read_numbers(fields, kByMonthDay, kMonthDays, /*negative=*/true));
    fields.year_days = REMIT_TRY(read_numbers(fields, kByYearDay, kYearDays, /*negative=*/true));
    fields.positions = REMIT_TRY(read_numbers(fields, kBySetPos, kYearDays, /*negative=*/true));
    REMIT_TRY(read_days(fields));
    REMIT_TRY(check_together(fields));
    REMIT_TRY(check_possible(fields));
    for (std::size_t part = 0; part < kParts.size(); ++part) {
        if (fields.values[part].empty()) continue;
        parts.text += fmt::format("{}{}={}", parts.text.empty() ? "" : ";", kParts[part],
                                  fields.values[part]);
    }
    return parts;
}

}  // namespace remit::calendar
