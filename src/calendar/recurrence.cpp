#include "calendar/recurrence.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>

namespace remit::calendar {
namespace {

enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };
constexpr std::array<std::string_view, 4> kFrequencies{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 3> kTooOften{"SECONDLY", "MINUTELY", "HOURLY"};
constexpr std::array<std::string_view, 7> kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// The parts in the order in which they are written out.
constexpr std::array<std::string_view, 10> kParts{"FREQ",     "UNTIL",     "COUNT",      "INTERVAL",
                                                  "BYMONTH",  "BYYEARDAY", "BYMONTHDAY", "BYDAY",
                                                  "BYSETPOS", "WKST"};
enum Part : std::uint8_t {
    kFreq,
    kUntil,
    kCount,
    kInterval,
    kByMonth,
    kByYearDay,
    kByMonthDay,
    kByDay,
    kBySetPos,
    kWkSt
};
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

struct Fields {
    std::array<std::string_view, kParts.size()> values;  // empty where the part is absent
    Frequency frequency = Frequency::yearly;
    std::vector<int> months;
    std::vector<int> month_days;
    std::vector<int> year_days;

    [[nodiscard]] bool has(Part part) const { return !values[part].empty(); }
};

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
Status check_days(const Fields& fields) {
    constexpr int kWeeksMax = 53;
    std::string_view rest = fields.values[kByDay];
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string_view day = rest.substr(0, end);
        const bool known =
            day.size() >= 2 && std::ranges::find(kDays, day.substr(day.size() - 2)) != kDays.end();
        const std::string_view number = known ? day.substr(0, day.size() - 2) : std::string_view();
        const bool counted = !number.empty();
        const auto value = read_number(number);
        const bool fits =
            known &&
            (!counted || (value && *value != 0 && *value <= kWeeksMax && *value >= -kWeeksMax));
        if (!fits || end + 1 == rest.size()) {
            return refuse(
                fmt::format("'{}' does not fit BYDAY; write MO to SU, with a number before it "
                            "where it is the nth of its "
                            "month or year",
                            rest.substr(0, kShownBytesMax)));
        }
        if (counted && (fields.frequency < Frequency::monthly)) {
            return refuse(fmt::format(
                "BYDAY={} counts weekdays of a month or a year, which FREQ={} does not have", day,
                fields.values[kFreq]));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return base::done();
}

Status check_together(const Fields& fields) {
    if (fields.has(kByYearDay) && fields.frequency != Frequency::yearly)
        return refuse("BYYEARDAY needs FREQ=YEARLY");
    if (fields.has(kByMonthDay) && fields.frequency == Frequency::weekly)
        return refuse("BYMONTHDAY does not go with FREQ=WEEKLY");
    // libical 3.0 counts neither of these two as the standard has it.
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

constexpr int kLeapYear = 2000;
constexpr int kCommonYear = 2001;

bool month_has(int month, int day) {
    const Date last = Date::of(kLeapYear, month, 1)->plus_months(1).plus_days(-1);
    return (day < 0 ? -day : day) <= last.day();
}

bool day_in_months(int year_day, const std::vector<int>& months) {
    return std::ranges::any_of(std::array{kLeapYear, kCommonYear}, [&](int year) {
        const Date first = *Date::of(year, 1, 1);
        const Date date = year_day > 0 ? first.plus_days(year_day - 1)
                                       : Date::of(year, 12, 31)->plus_days(year_day + 1);
        return date.year() == year && std::ranges::find(months, date.month()) != months.end();
    });
}

/// Whether the parts leave a day at all; of the combinations that libical would search for
/// centuries.
Status check_possible(const Fields& fields) {
    const auto fits_month = [&](int day) {
        return std::ranges::any_of(fields.months,
                                   [day](int month) { return month_has(month, day); });
    };
    if (!fields.months.empty() && !fields.month_days.empty() &&
        std::ranges::none_of(fields.month_days, fits_month)) {
        return refuse(fmt::format(
            "no month of BYMONTH={} has a day of BYMONTHDAY={}; the recurrence would have no date",
            fields.values[kByMonth], fields.values[kByMonthDay]));
    }
    const auto fits_year = [&](int day) { return day_in_months(day, fields.months); };
    if (!fields.months.empty() && !fields.year_days.empty() &&
        std::ranges::none_of(fields.year_days, fits_year)) {
        return refuse(fmt::format(
            "no day of BYYEARDAY={} lies in BYMONTH={}; the recurrence would have no date",
            fields.values[kByYearDay], fields.values[kByMonth]));
    }
    return base::done();
}

struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

icaltimetype to_ical(Date date) {
    icaltimetype time = icaltime_null_time();
    time.year = date.year();
    time.month = date.month();
    time.day = date.day();
    time.is_date = 1;
    return time;
}

}  // namespace

Result<Recurrence> Recurrence::parse(std::string_view text) {
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
    Recurrence recurrence;
    REMIT_TRY(split(text, fields));
    REMIT_TRY(read_frequency(fields));
    REMIT_TRY(check_limits(fields, recurrence.interval_));
    REMIT_TRY(check_until(fields.values[kUntil]));
    fields.months = REMIT_TRY(read_numbers(fields, kByMonth, kMonths, /*negative=*/false));
    fields.month_days = REMIT_TRY(read_numbers(fields, kByMonthDay, kMonthDays, /*negative=*/true));
    fields.year_days = REMIT_TRY(read_numbers(fields, kByYearDay, kYearDays, /*negative=*/true));
    REMIT_TRY(read_numbers(fields, kBySetPos, kYearDays, /*negative=*/true));
    REMIT_TRY(check_days(fields));
    REMIT_TRY(check_together(fields));
    REMIT_TRY(check_possible(fields));
    for (std::size_t part = 0; part < kParts.size(); ++part) {
        if (fields.values[part].empty()) continue;
        recurrence.text_ += fmt::format("{}{}={}", recurrence.text_.empty() ? "" : ";",
                                        kParts[part], fields.values[part]);
    }
    return recurrence;
}

Result<std::vector<Date>> Recurrence::dates(Date anchor, Date first, Date last) const {
    std::vector<Date> found;
    if (!anchor.in_range())
        return refuse("a recurrence is counted from a day between the years 1900 and 2199");
    icalerror_clear_errno();
    const icalrecurrencetype rule = icalrecurrencetype_from_string(text_.c_str());
    const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(
        icalrecur_iterator_new(rule, to_ical(anchor)));
    if (iterator == nullptr) {
        // No date at all from this anchor on, such as 29 February every fourth year from an odd
        // one, comes back as an error, too.
        if (rule.freq != ICAL_NO_RECURRENCE && icalerrno == ICAL_NO_ERROR) return found;
        return refuse(
            fmt::format("'{}' gives no date from {} on; correct the recurrence or its first year",
                        text_, anchor.iso()));
    }
    std::optional<Date> before;
    while (true) {
        const icaltimetype time = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(time) != 0 || time.year > kYearLast) return found;
        const auto date = Date::of(time.year, time.month, time.day);
        if (!date || *date > last) return found;
        // One that does not go on would never end.
        if (before && *date <= *before)
            return refuse(fmt::format("'{}' cannot be expanded; write it with fewer parts", text_));
        before = date;
        if (*date < first) continue;
        if (found.size() == kOccurrencesMax) {
            return base::make_error(
                ErrorCode::limit,
                fmt::format("'{}' gives more than {} dates up to {}; ask for a shorter time", text_,
                            kOccurrencesMax, last.iso()));
        }
        found.push_back(*date);
    }
}

}  // namespace remit::calendar
