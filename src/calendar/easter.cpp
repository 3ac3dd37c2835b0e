// Easter Sunday by both reckonings, and weekdays counted within a month.
//
// The western rule is the one of the Gregorian reform in the form of Meeus, Jones and Butcher; the
// orthodox one is the Julian rule of Gauss, whose date is then turned into a Gregorian one. Nothing
// here knows which church a State follows.
#include <array>

#include "base/check.h"
#include "calendar/holidays.h"

namespace remit::calendar {
namespace {

constexpr std::size_t kYearCount = kYearLast - kYearFirst + 1;

Date known_date(int year, int month, int day) {
    const auto date = Date::of(year, month, day);
    REMIT_CHECK(date.has_value());
    return *date;
}

Date find_western_easter(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int in_century = year % 100;
    const int skipped_leaps = century / 4;
    const int correction = (century - (century + 8) / 25 + 1) / 3;
    const int moon = (19 * golden + century - skipped_leaps - correction + 15) % 30;
    const int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    const int shift = (golden + 11 * moon + 22 * weekday) / 451;
    const int day = moon + weekday - 7 * shift + 114;  // 31 for each month and the day, from 0
    return known_date(year, day / 31, day % 31 + 1);
}

Date find_orthodox_easter(int year) {
    const int moon = (19 * (year % 19) + 15) % 30;
    const int weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    const int day = moon + weekday + 114;
    // How far the Julian calendar lags behind from March of that year on.
    const int lag = year / 100 - year / 400 - 2;
    return known_date(year, day / 31, day % 31 + 1).plus_days(lag);
}

/// OPTIMIZATION: every holiday that hangs on Easter asks for it in every year of a calendar.
template <typename Find>
std::array<Date, kYearCount> all_years(Find find) {
    std::array<Date, kYearCount> dates;
    for (std::size_t index = 0; index < kYearCount; ++index)
        dates[index] = find(kYearFirst + static_cast<int>(index));
    return dates;
}

std::size_t index_of(int year) {
    REMIT_CHECK(year >= kYearFirst && year <= kYearLast);
    return static_cast<std::size_t>(year - kYearFirst);
}

}  // namespace

Date western_easter(int year) {
    static const std::array<Date, kYearCount> dates = all_years(find_western_easter);
    return dates[index_of(year)];
}

Date orthodox_easter(int year) {
    static const std::array<Date, kYearCount> dates = all_years(find_orthodox_easter);
    return dates[index_of(year)];
}

std::optional<Date> nth_weekday(int year, int month, Weekday weekday, int ordinal) {
    const auto first = Date::of(year, month, 1);
    if (!first) return std::nullopt;
    const auto to_weekday = [weekday](Date date) {
        return (static_cast<int>(weekday) - static_cast<int>(date.weekday()) + 7) % 7;
    };
    if (ordinal < 0) {
        const Date next_month = first->plus_months(1);
        const Date last_week = next_month.plus_days(-7);
        return last_week.plus_days(to_weekday(last_week));
    }
    const Date date = first->plus_days(to_weekday(*first) + 7 * (ordinal - 1));
    if (ordinal < 1 || date.month() != month) return std::nullopt;
    return date;
}

}  // namespace remit::calendar
