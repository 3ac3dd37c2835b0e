// The clock of instants: a silence that expires at 17:00
// in Brussels, an answer within 48 hours, a last hour.
//
// Hours and minutes are time as it passes; days, months and years go by the clock on the wall, so
// that a day from 17:00 is 17:00 although a night had 23 hours. Invariant: no holiday moves an
// instant. Those of the given calendar that lie between are told, because people at home rest on
// them while the clock runs.
#include <fmt/format.h>

#include <algorithm>

#include "calendar/clocks.h"
#include "calendar/lengths.h"

namespace remit::calendar {
namespace {

constexpr int kToldSpanDaysMax = 31;  // holidays of a longer time are not told one by one

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Instant resolve(const LocalTime& local, const Zone& zone, Deadline& deadline) {
    const Resolved resolved = zone.resolve(local);
    if (resolved.fit == LocalFit::skipped)
        add_line(deadline, LineKind::clock_skipped, resolved.instant, {}, 0, zone.name());
    if (resolved.fit == LocalFit::repeated)
        add_line(deadline, LineKind::clock_repeated, resolved.instant, {}, 0, zone.name());
    return resolved.instant;
}

Result<Instant> after_length(const InstantRule& rule, const Given& given, Deadline& deadline) {
    const auto* start = std::get_if<Instant>(&given.start);
    if (start == nullptr) {
        return refuse(fmt::format(
            "{} runs from an instant; give the time as well, such as {}T17:00, with its zone",
            rule.length.iso(), iso(given.start)));
    }
    add_line(deadline, LineKind::event_instant, *start);
    Instant due = *start;
    const Duration& length = rule.length;
    if (has_months(length) || has_days(length)) {
        if (given.zone == nullptr) {
            return refuse(fmt::format(
                "days ({}) go by the clock of a zone; name one, such as Europe/Brussels",
                length.iso()));
        }
        LocalTime local = given.zone->local(due);
        local.date = add(local.date, length, rule.direction).date;
        due = resolve(local, *given.zone, deadline);
    }
    const std::int64_t seconds =
        std::int64_t{length.hours} * 3600 + std::int64_t{length.minutes} * 60;
    return due.plus_seconds(rule.direction == Direction::after ? seconds : -seconds);
}

/// When the share is all that is left; of days, counted so that nobody is later for it.
Result<Moment> share_of(const InstantRule& rule, const Given& given, Deadline& deadline) {
    if (!given.opened)
        return refuse("a share of a time needs its beginning and its end; give both");
    if (given.opened->index() != given.start.index()) {
        return refuse(
            "a share is taken between two days or between two instants, not between one and the "
            "other");
    }
    if (given.start < *given.opened) {
        return refuse(fmt::format("the time begins on {} and ends before, on {}; exchange them",
                                  iso(*given.opened), iso(given.start)));
    }
    add_line(deadline, LineKind::share, *given.opened, given.start, rule.percent_left);
    const std::int64_t gone = 100 - rule.percent_left;
    if (const auto* opened = std::get_if<Date>(&*given.opened)) {
        const std::int64_t days = std::get<Date>(given.start).day_number() - opened->day_number();
        return Moment(opened->plus_days(static_cast<std::int32_t>(days * gone / 100)));
    }
    const Instant opened = std::get<Instant>(*given.opened);
    const std::int64_t seconds = std::get<Instant>(given.start).seconds - opened.seconds;
    return Moment(opened.plus_seconds(seconds * gone / 100));
}

Result<Instant> written_instant(const InstantRule& rule, const Given& given, Deadline& deadline) {
    if (given.zone == nullptr || given.zone->name() != rule.zone) {
        return refuse(fmt::format("the time is one of {}; give that zone", rule.zone));
    }
    return resolve(rule.local, *given.zone, deadline);
}

Result<Moment> due_of(const InstantRule& rule, const Given& given, Deadline& deadline) {
    switch (rule.form) {
        case InstantRule::Form::length: {
            const Instant due = REMIT_TRY(after_length(rule, given, deadline));
            return Moment(due);
        }
        case InstantRule::Form::share_left:
            return share_of(rule, given, deadline);
        case InstantRule::Form::written:
            break;
    }
    const Instant due = REMIT_TRY(written_instant(rule, given, deadline));
    return Moment(due);
}

/// The holidays of the calendar on which people rest while the clock runs.
void tell_holidays(Instant due, const Given& given, Deadline& deadline) {
    if (given.calendar == nullptr || given.zone == nullptr || !due.in_range()) return;
    const Result<Date> begin = day_of(given.start, given.zone);
    const Date other = given.zone->local(due).date;
    if (!begin.ok() || !other.in_range() || !begin.value().in_range()) return;
    const Date first = std::min(begin.value(), other);
    const Date last = std::max(begin.value(), other);
    if (last.day_number() - first.day_number() > kToldSpanDaysMax) return;
    for (const Calendar::Closing& closing : given.calendar->closings(first, last)) {
        const Holiday& holiday = given.calendar->holiday(closing);
        const Date date = Date::from_day_number(closing.day_number);
        if (!holiday.working && date != other)
            add_line(deadline, LineKind::holiday_inside, date, {}, 0, holiday.id);
    }
}

}  // namespace

Status count_instant(const InstantRule& rule, const Given& given, Deadline& deadline) {
    add_line(deadline, LineKind::rule_instant, {}, {}, 0, deadline.zone);
    const Moment due = REMIT_TRY(due_of(rule, given, deadline));
    if (const auto* day = std::get_if<Date>(&due)) {
        tell_rest(*day, given, deadline);
        return end_on(*day, deadline);
    }
    const Instant instant = std::get<Instant>(due);
    tell_holidays(instant, given, deadline);
    if (given.zone != nullptr && instant.in_range())
        tell_rest(given.zone->local(instant).date, given, deadline);
    return end_at(instant, given.zone, deadline);
}

}  // namespace remit::calendar
