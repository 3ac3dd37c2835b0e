// The clock of fixed dates: 15 April, 90 days after 31
// December, Tuesday of the third week of September.
//
// Every year has one such date at most; which year is meant is said
// by the rule's choice. Invariant: no holiday and no counting rule
// moves the date; a year that has no such date is passed over.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "calendar/clocks.h"
#include "calendar/lengths.h"

namespace remit::calendar {
namespace {

/// The Monday of the first week that has a day from Monday to Friday in the month.
Date first_working_week(Date first_of_month) {
    const auto weekday = static_cast<int>(first_of_month.weekday());
    const bool weekend = first_of_month.weekday() >= Weekday::saturday;
    return first_of_month.plus_days(weekend ? 7 - weekday : -weekday);
}

/// The date that the offset is counted from.
std::optional<Date> base_in(const DateRule& rule, int year) {
    switch (rule.day_form) {
        case DateRule::Day::numbered:
            return Date::of(year, rule.month, rule.day);
        case DateRule::Day::nth_weekday:
            return nth_weekday(year, rule.month, rule.weekday, rule.ordinal);
        case DateRule::Day::weekday_of_week: {
            const auto first = Date::of(year, rule.month, 1);
            if (!first) return std::nullopt;
            return first_working_week(*first).plus_days(7 * (rule.ordinal - 1) +
                                                        static_cast<int>(rule.weekday));
        }
    }
    return std::nullopt;
}

struct Found {
    Date base;
    Date date;
};

std::optional<Found> date_in(const DateRule& rule, int year) {
    const auto base = base_in(rule, year);
    if (!base) return std::nullopt;
    return Found{*base, add(*base, rule.offset, rule.direction).date};
}

/// How many years the date may lie from the year of its base.
int reach_of(const DateRule& rule) {
    const Duration& offset = rule.offset;
    return 1 + offset.years + offset.months / 12 + (offset.weeks * 7 + offset.days) / 365;
}

std::optional<Found> first_from(const DateRule& rule, Date start) {
    const int reach = reach_of(rule) + 1;
    // A year without the date (a fifth Friday) is passed over; some year within the cycle has it.
    constexpr int kGapYearsMax = 40;
    for (int year = std::max(start.year() - reach, int{rule.from_year}); year <= kYearLast;
         ++year) {
        const auto found = date_in(rule, year);
        if (found && found->date >= start) return found;
        if (year > std::max(start.year(), int{rule.from_year}) + reach + kGapYearsMax) break;
    }
    return std::nullopt;
}

std::optional<Found> last_before(const DateRule& rule, Date event) {
    const int reach = reach_of(rule) + 1;
    constexpr int kGapYearsMax = 40;
    for (int year = event.year() + reach; year >= event.year() - reach - kGapYearsMax; --year) {
        if (rule.from_year != 0 && year < rule.from_year) break;
        const auto found = date_in(rule, year);
        if (found && found->date < event) return found;
    }
    return std::nullopt;
}

std::optional<Found> choose(const DateRule& rule, Date start) {
    if (rule.year != 0) return date_in(rule, rule.year);
    switch (rule.choice) {
        case DateRule::Choice::first_from:
            return first_from(rule, start);
        case DateRule::Choice::last_before:
            return last_before(rule, start);
        case DateRule::Choice::of_nth_year:
            return date_in(rule, start.year() + rule.years_after);
    }
    return std::nullopt;
}

}  // namespace

Status count_date(const DateRule& rule, const Given& given, Deadline& deadline) {
    const Date start = REMIT_TRY(take_event_day(given, deadline));
    add_line(deadline, LineKind::rule_date);
    const bool by_event = rule.choice != DateRule::Choice::first_from;
    if (rule.year == 0)
        add_line(deadline, by_event ? LineKind::event_day : LineKind::looked_from, start);
    if (rule.from_year != 0) add_line(deadline, LineKind::not_before_year, {}, {}, rule.from_year);
    const std::optional<Found> found = choose(rule, start);
    if (!found) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("from {} on there is no such date up to {}; correct the rule or the event",
                        start.iso(), kYearLast));
    }
    if (rule.day_form == DateRule::Day::weekday_of_week) {
        const Date monday =
            found->base.plus_days(-7 * (rule.ordinal - 1) - static_cast<int>(rule.weekday));
        add_line(deadline, LineKind::week_of_month, monday, found->base, rule.ordinal);
    }
    if (!rule.offset.empty()) add_line(deadline, LineKind::offset_base, found->base, found->date);
    tell_rest(found->date, given, deadline);
    return end_on(found->date, deadline);
}

}  // namespace remit::calendar
