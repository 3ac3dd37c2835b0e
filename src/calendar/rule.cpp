#include "calendar/rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace remit::calendar {
namespace {

constexpr std::array<std::string_view, 5> kKindNames{"term", "date", "elapsed", "working_days",
                                                     "instant"};
constexpr std::size_t kNameBytesMax = 80;

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

bool has_days(const Duration& length) {
    return length.years != 0 || length.months != 0 || length.weeks != 0 || length.days != 0;
}

Status check_term(const TermRule& rule) {
    const Duration& length = rule.length;
    if (length.empty()) return refuse("a term has a length, such as P15D, P6M or PT48H");
    if (length.minutes != 0) {
        return refuse(
            fmt::format("a term is not counted in minutes ({}); write whole hours, or an instant",
                        length.iso()));
    }
    if (length.hours != 0 && has_days(length)) {
        return refuse(
            fmt::format("a term is counted in days or in hours, not in both ({})", length.iso()));
    }
    if (length.hours != 0 && rule.day_after) {
        return refuse(fmt::format("a term in hours ({}) ends at an instant and has no day after",
                                  length.iso()));
    }
    return base::done();
}

Status check_month_day(const DateRule& rule) {
    constexpr int kLeapYear = 2000;
    if (!Date::of(kLeapYear, rule.month, rule.day)) {
        return refuse(fmt::format("there is no day {} in month {}", rule.day, rule.month));
    }
    if (rule.month != 2 || rule.day != 29) return base::done();
    if (rule.year == 0)
        return refuse("29 February is not in every year; write 'P1D before 1 March'");
    if (!Date::of(rule.year, 2, 29))
        return refuse(fmt::format("there is no 29 February in {}", rule.year));
    return base::done();
}

Status check_weekday(const DateRule& rule) {
    constexpr int kWeeksMax = 4;  // every month has so many whole ones
    constexpr int kNthMax = 5;
    const bool week = rule.day_form == DateRule::Day::weekday_of_week;
    if (rule.month < 1 || rule.month > 12)
        return refuse(fmt::format("there is no month {}", rule.month));
    if (week && (rule.ordinal < 1 || rule.ordinal > kWeeksMax)) {
        return refuse(fmt::format("week {} is not in every month; write week 1 to {}", rule.ordinal,
                                  kWeeksMax));
    }
    if (!week && rule.ordinal != -1 && (rule.ordinal < 1 || rule.ordinal > kNthMax)) {
        return refuse("write the weekday as 1st to 5th, or as the last of its month");
    }
    return base::done();
}

Status check_date(const DateRule& rule) {
    const Status day =
        rule.day_form == DateRule::Day::numbered ? check_month_day(rule) : check_weekday(rule);
    if (!day.ok()) return day;
    if (rule.offset.has_time()) {
        return refuse(
            fmt::format("a date is counted in whole days, not in hours ({})", rule.offset.iso()));
    }
    const Duration& offset = rule.offset;
    const int years = offset.years + offset.months / 12 + (offset.weeks * 7 + offset.days) / 366;
    if (years > kOffsetYearsMax) {
        return refuse(fmt::format("{} is too far from a date of the year; write at most {} years",
                                  offset.iso(), kOffsetYearsMax));
    }
    for (const int year : {int{rule.year}, int{rule.from_year}}) {
        if (year != 0 && (year < kYearFirst || year > kYearLast)) {
            return refuse(
                fmt::format("{} is no year between {} and {}", year, kYearFirst, kYearLast));
        }
    }
    if (rule.year != 0 && rule.from_year != 0)
        return refuse("a date of one year has no year to count from");
    const bool nth = rule.choice == DateRule::Choice::of_nth_year;
    if (nth && (rule.years_after < 1 || rule.years_after > kYearsAfterMax)) {
        return refuse(
            fmt::format("write the 1st to the {}th year after the event", kYearsAfterMax));
    }
    if (rule.year != 0 && rule.choice != DateRule::Choice::first_from) {
        return refuse("a date of one year does not depend on an event");
    }
    return base::done();
}

Status check_elapsed(const ElapsedRule& rule) {
    if (rule.length.has_time()) {
        return refuse(
            fmt::format("days, months and years are counted, not hours ({}); hours need an instant",
                        rule.length.iso()));
    }
    if (rule.length.empty())
        return refuse("a rule that counts from an event has a length, such as P90D or P6M");
    if (rule.end != ElapsedRule::End::same_day && rule.direction == Direction::before) {
        return refuse(
            "only what counts forward can end on the first of a month or the day before an "
            "anniversary");
    }
    const bool months_only = rule.length.weeks == 0 && rule.length.days == 0;
    if (rule.end == ElapsedRule::End::first_of_month && !months_only) {
        return refuse(fmt::format("the first day of a month is counted in months, not in {}",
                                  rule.length.iso()));
    }
    return base::done();
}

Status check_working_days(const WorkingDaysRule& rule) {
    if (rule.count >= 1 && rule.count <= kWorkingDaysMax) return base::done();
    return refuse(fmt::format("{} working days cannot be counted; write 1 to {}", rule.count,
                              kWorkingDaysMax));
}

Status check_instant(const InstantRule& rule) {
    switch (rule.form) {
        case InstantRule::Form::length:
            if (rule.length.empty())
                return refuse(
                    "a rule that counts from an instant has a length, such as PT48H or PT1H");
            return base::done();
        case InstantRule::Form::share_left:
            if (rule.percent_left >= 1 && rule.percent_left <= 99) return base::done();
            return refuse(
                fmt::format("{}% is no share of a time; write 1% to 99%", rule.percent_left));
        case InstantRule::Form::written:
            if (rule.zone.empty())
                return refuse(
                    "a local time means nothing without its zone; write it behind: "
                    "Europe/Brussels");
            if (rule.local.date.in_range()) return base::done();
            return refuse(fmt::format("the year lies outside {} to {}", kYearFirst, kYearLast));
    }
    return base::done();
}

struct Checker {
    Status operator()(const TermRule& rule) const { return check_term(rule); }
    Status operator()(const DateRule& rule) const { return check_date(rule); }
    Status operator()(const ElapsedRule& rule) const { return check_elapsed(rule); }
    Status operator()(const WorkingDaysRule& rule) const { return check_working_days(rule); }
    Status operator()(const InstantRule& rule) const { return check_instant(rule); }
};

}  // namespace

std::string_view name_of(ClockKind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<ClockKind> find_clock_kind(std::string_view name) {
    const auto found = std::ranges::find(kKindNames, name);
    if (found == kKindNames.end()) return std::nullopt;
    return static_cast<ClockKind>(found - kKindNames.begin());
}

ClockKind kind_of(const Rule& rule) {
    return static_cast<ClockKind>(rule.index());
}

std::string_view calendar_of(const Rule& rule) {
    if (const auto* term = std::get_if<TermRule>(&rule)) return term->calendar;
    if (const auto* days = std::get_if<WorkingDaysRule>(&rule)) return days->calendar;
    return {};
}

std::string_view zone_of(const Rule& rule) {
    const auto* instant = std::get_if<InstantRule>(&rule);
    return instant == nullptr ? std::string_view() : std::string_view(instant->zone);
}

Status check(const Rule& rule) {
    if (calendar_of(rule).size() > kNameBytesMax || zone_of(rule).size() > kNameBytesMax) {
        return refuse(
            fmt::format("the name of a calendar or zone has at most {} bytes", kNameBytesMax));
    }
    return std::visit(Checker{}, rule);
}

}  // namespace remit::calendar
