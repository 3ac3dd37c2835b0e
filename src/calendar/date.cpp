#include "calendar/date.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace remit::calendar {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil(std::int32_t day_number) {
    return sys_days(days(day_number));
}

constexpr std::int32_t day_number_of(int year, unsigned month, unsigned day) {
    const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                              std::chrono::day(day)};
    return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}
constexpr std::int32_t kDayFirst = day_number_of(kYearFirst, 1, 1);
constexpr std::int32_t kDayLast = day_number_of(kYearLast, 12, 31);

/// A number of exactly `size` digits; -1 where it is none.
int digits_at(std::string_view text, std::size_t begin, std::size_t size) {
    int value = -1;
    const char* first = text.data() + begin;
    if (*first < '0' || *first > '9') return -1;
    const auto read = std::from_chars(first, first + size, value);
    return read.ec == std::errc() && read.ptr == first + size ? value : -1;
}

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
    if (year < kYearFirst || year > kYearLast || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const year_month_day date(std::chrono::year(year),
                              std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok()) return std::nullopt;
    return from_day_number(static_cast<std::int32_t>(sys_days(date).time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view iso) {
    constexpr std::string_view kForm = "2026-01-31";
    std::optional<Date> date;
    if (iso.size() == kForm.size() && iso[4] == '-' && iso[7] == '-') {
        date = of(digits_at(iso, 0, 4), digits_at(iso, 5, 2), digits_at(iso, 8, 2));
    }
    if (date.has_value()) return *date;
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("'{}' is no date between {} and {}; write it as {}",
                                        iso.substr(0, 40), kYearFirst, kYearLast, kForm));
}

int Date::year() const {
    return static_cast<int>(civil(days_).year());
}
int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}
int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}

Weekday Date::weekday() const {
    const unsigned iso = std::chrono::weekday(sys_days(days(days_))).iso_encoding();  // Monday is 1
    return static_cast<Weekday>(iso - 1);
}

Date Date::first() {
    return from_day_number(kDayFirst);
}
Date Date::last() {
    return from_day_number(kDayLast);
}
bool Date::in_range() const {
    return days_ >= kDayFirst && days_ <= kDayLast;
}

Date Date::plus_months(int months) const {
    year_month_day date = civil(days_) + std::chrono::months(months);
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return from_day_number(static_cast<std::int32_t>(sys_days(date).time_since_epoch().count()));
}

std::string Date::iso() const {
    const year_month_day date = civil(days_);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace remit::calendar
