#include "calendar/date.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace remit::calendar {
namespace {

constexpr std::size_t kShownBytesMax = 40;

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

constexpr std::string_view kForm = "2026-01-31";

bool is_shaped(std::string_view text) {
    return text.size() == kForm.size() && text[4] == '-' && text[7] == '-';
}

/// What is wrong with a text that has the shape of a date, as narrowly as can be said.
std::string fault_of(int year, int month, int day) {
    if (year < 0 || month < 0 || day < 0) return fmt::format("it is written as {}", kForm);
    if (year < kYearFirst || year > kYearLast)
        return fmt::format("the years are {} to {}", kYearFirst, kYearLast);
    if (month < 1 || month > 12) return "the months are 01 to 12";
    const Date last = Date::of(year, month, 1)->plus_months(1).plus_days(-1);
    return fmt::format("that month has the days 01 to {:02}", last.day());
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
    if (!is_shaped(iso)) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("'{}' is no date; write it as {}", iso.substr(0, kShownBytesMax), kForm));
    }
    const int year = digits_at(iso, 0, 4);
    const int month = digits_at(iso, 5, 2);
    const int day = digits_at(iso, 8, 2);
    if (const auto date = of(year, month, day)) return *date;
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("'{}' is no date: {}", iso, fault_of(year, month, day)));
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
