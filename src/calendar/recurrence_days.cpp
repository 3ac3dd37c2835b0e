#include "calendar/recurrence_days.h"

#include <algorithm>
#include <cstdlib>

namespace remit::calendar {
namespace {

// Every year begins on one of seven weekdays and leaps
// or does not: 28 years in a row show all of them.
constexpr int kCycleFirst = 2000;
constexpr int kCycleYears = 28;

/// A run of days, such as a month, and the place of a day in it from both ends.
struct Run {
    Date first;
    Date last;

    [[nodiscard]] bool has_at(Date date, int place) const {
        const int from_front = date.day_number() - first.day_number() + 1;
        const int from_back = last.day_number() - date.day_number() + 1;
        return place > 0 ? place == from_front : -place == from_back;
    }
    [[nodiscard]] bool has_nth_week_at(Date date, int nth) const {
        const int from_front = (date.day_number() - first.day_number()) / 7 + 1;
        const int from_back = (last.day_number() - date.day_number()) / 7 + 1;
        return nth == 0 || (nth > 0 ? nth == from_front : -nth == from_back);
    }
};

Run month_of(Date date) {
    const Date first = *Date::of(date.year(), date.month(), 1);
    return {first, first.plus_months(1).plus_days(-1)};
}

Run year_of(Date date) {
    return {*Date::of(date.year(), 1, 1), *Date::of(date.year(), 12, 31)};
}

bool is_at_one_of(const std::vector<int>& places, const Run& run, Date date) {
    return places.empty() ||
           std::ranges::any_of(places, [&](int place) { return run.has_at(date, place); });
}

/// Whether the parts let the day through. What they leave open (the day, the month) is the
/// anchor's, and any anchor may come.
bool fits(const RecurrenceFields& fields, Date date, const Run& month, const Run& year) {
    const bool in_month = fields.months.empty() ||
                          std::ranges::find(fields.months, date.month()) != fields.months.end();
    if (!in_month || !is_at_one_of(fields.month_days, month, date) ||
        !is_at_one_of(fields.year_days, year, date))
        return false;
    // The anchor's day comes once a month; the first stands for it.
    const bool is_open =
        fields.month_days.empty() && fields.year_days.empty() && fields.weekdays.empty();
    if (is_open && fields.frequency >= Frequency::monthly) return date.day() == 1;
    const bool of_month = fields.frequency == Frequency::monthly || !fields.months.empty();
    const auto is_day = [&](const NthDay& day) {
        return day.weekday == date.weekday() &&
               (of_month ? month : year).has_nth_week_at(date, day.nth);
    };
    return fields.weekdays.empty() || std::ranges::any_of(fields.weekdays, is_day);
}

}  // namespace

bool gives_a_day(const RecurrenceFields& fields) {
    int wanted = 1;  // so many must fit in one period for a position to pick from
    if (!fields.positions.empty()) {
        wanted = std::abs(*std::ranges::min_element(
            fields.positions, {}, [](int position) { return std::abs(position); }));
    }
    for (int number = kCycleFirst; number < kCycleFirst + kCycleYears; ++number) {
        const Run year = year_of(*Date::of(number, 1, 1));
        Run month = month_of(year.first);
        int fitting = 0;
        for (Date date = year.first; date <= year.last; date = date.plus_days(1)) {
            if (date > month.last) {
                month = month_of(date);
                if (fields.frequency == Frequency::monthly) fitting = 0;
            }
            if (fits(fields, date, month, year) && ++fitting >= wanted) return true;
        }
    }
    return false;
}

}  // namespace remit::calendar
