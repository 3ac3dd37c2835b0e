#include "calendar/deadline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "calendar/clocks.h"

namespace remit::calendar {
namespace {

constexpr std::size_t kLinesUsual = 12;

constexpr std::array<std::string_view, 52> kLineNames{
    "rule_term",
    "rule_term_hours",
    "rule_date",
    "rule_elapsed",
    "rule_working_days",
    "rule_instant",
    "unverified_rules",
    "unverified_calendar",
    "calendar_open",
    "event_not_counted",
    "event_day",
    "event_instant",
    "day_taken",
    "looked_from",
    "first_day",
    "first_day_rest",
    "last_day",
    "same_number",
    "no_such_day",
    "rest_inside",
    "counted_before",
    "offset_base",
    "week_of_month",
    "not_before_year",
    "share",
    "working_day",
    "skipped_rest",
    "skipped_holiday",
    "skipped_substitute",
    "working_days_all",
    "clock_skipped",
    "clock_repeated",
    "moved_weekday",
    "moved_holiday",
    "moved_substitute",
    "disputed_weekday",
    "next_working",
    "stays_rest",
    "stays_holiday",
    "holiday_inside",
    "day_before",
    "first_of_month",
    "day_after",
    "due_day",
    "due_instant",
    "stopped",
    "resumed",
    "left_over",
    "last_day_now",
    "extended_by",
    "extended_to",
    "restarted",
};
static_assert(kLineNames.size() == static_cast<std::size_t>(LineKind::restarted) + 1);

/// One overload for each kind of clock, and none for the others: a sixth kind would not compile.
struct Counter {
    const Given& given;
    Deadline& deadline;

    Status operator()(const TermRule& rule) const { return count_term(rule, given, deadline); }
    Status operator()(const DateRule& rule) const { return count_date(rule, given, deadline); }
    Status operator()(const ElapsedRule& rule) const {
        return count_elapsed(rule, given, deadline);
    }
    Status operator()(const WorkingDaysRule& rule) const {
        return count_working_days(rule, given, deadline);
    }
    Status operator()(const InstantRule& rule) const {
        return count_instant(rule, given, deadline);
    }
};

bool in_range(const Moment& moment) {
    const auto* date = std::get_if<Date>(&moment);
    return date != nullptr ? date->in_range() : std::get<Instant>(moment).in_range();
}

Error out_of_range() {
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("this leads out of the years {} to {}; shorten the rule or "
                                        "correct the date of the event",
                                        kYearFirst, kYearLast));
}

}  // namespace

Result<Deadline> compute(const Rule& rule, const Given& given) {
    REMIT_TRY(check(rule));
    if (!in_range(given.start) || (given.opened && !in_range(*given.opened))) return out_of_range();
    Deadline deadline;
    deadline.rule = rule;
    deadline.start = given.start;
    deadline.opened = given.opened;
    if (given.calendar != nullptr) deadline.calendar = given.calendar->id();
    if (given.zone != nullptr) deadline.zone = given.zone->name();
    deadline.derivation.reserve(kLinesUsual);
    REMIT_TRY(std::visit(Counter{given, deadline}, rule));
    return deadline;
}

Status verify(const Deadline& deadline, const Given& given) {
    const Deadline again = REMIT_TRY(compute(deadline.rule, given));
    if (again == deadline) return base::done();
    const auto [was, is] = std::ranges::mismatch(deadline.derivation, again.derivation);
    const auto line = was - deadline.derivation.begin() + 1;
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format(
            "the deadline was due {} and comes out as {}; line {} of its derivation differs: the "
            "calendar or the rule was changed since",
            iso(deadline.due), iso(again.due), line));
}

std::string_view name_of(LineKind kind) {
    return kLineNames[static_cast<std::size_t>(kind)];
}

void add_line(Deadline& deadline, LineKind kind, Moment first, Moment second, std::int64_t number,
              std::string_view text) {
    deadline.derivation.push_back({kind, first, second, number, std::string(text)});
}

Result<Date> take_event_day(const Given& given, Deadline& deadline) {
    const Date day = REMIT_TRY(day_of(given.start, given.zone));
    if (!day.in_range()) return out_of_range();
    if (std::holds_alternative<Instant>(given.start)) {
        add_line(deadline, LineKind::day_taken, given.start, day, 0, given.zone->name());
    }
    return day;
}

void tell_rest(Date due, const Given& given, Deadline& deadline) {
    if (given.calendar == nullptr || !due.in_range()) return;
    const Calendar& calendar = *given.calendar;
    if (calendar.is_holiday(due)) {
        add_line(deadline, LineKind::stays_holiday, due, {}, 0,
                 calendar.holiday(calendar.closings(due).front()).id);
    } else if (calendar.is_weekly_rest(due)) {
        add_line(deadline, LineKind::stays_rest, due, {}, 0, calendar.id());
    }
}

void tell_calendar(const Calendar& calendar, Deadline& deadline) {
    if (!calendar.data().verified)
        add_line(deadline, LineKind::unverified_calendar, {}, {}, 0, calendar.id());
    if (!calendar.data().complete)
        add_line(deadline, LineKind::calendar_open, {}, {}, 0, calendar.id());
}

Status end_on(Date due, Deadline& deadline) {
    if (!due.in_range()) return out_of_range();
    deadline.due = due;
    add_line(deadline, LineKind::due_day, due);
    return base::done();
}

Status end_at(Instant due, const Zone* zone, Deadline& deadline) {
    if (!due.in_range()) return out_of_range();
    deadline.due = due;
    add_line(deadline, LineKind::due_instant, due, {}, 0,
             zone == nullptr ? "UTC" : std::string_view(zone->name()));
    return base::done();
}

Status require_calendar(const Given& given, Date day, std::string_view clock) {
    if (given.calendar == nullptr) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("{} need a calendar; name one", clock));
    }
    if (given.calendar->is_known(day)) return base::done();
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "calendar '{}' is known from {} on, and {} lies before that; add its earlier days",
            given.calendar->id(), given.calendar->data().known_from->iso(), day.iso()));
}

Error closed_too_long(const Calendar& calendar, Date from) {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "calendar '{}' is closed for more than {} days from {} on; correct its closing days",
            calendar.id(), kClosedRunDaysMax, from.iso()));
}

}  // namespace remit::calendar
