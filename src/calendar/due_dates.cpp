#include "calendar/due_dates.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/deadline.h"

namespace remit::calendar {
namespace {

/// The rule's dates in the window, one in each year at most.
Result<std::vector<Date>> dates_of(const DateRule& rule, Date first, Date last) {
    std::vector<Date> dates;
    Date from = first;
    while (from <= last && from.in_range()) {
        Given given;
        given.start = from;
        const Result<Deadline> deadline = compute(Rule(rule), given);
        // Past the end of the calendar there is none.
        if (!deadline.ok()) break;
        const Date due = std::get<Date>(deadline.value().due);
        if (due > last || due < from) break;
        dates.push_back(due);
        from = due.plus_days(1);
    }
    return dates;
}

Result<Date> anchor_of(const DateRule& rule, const Recurrence& recurrence, Date first) {
    if (rule.from_year == 0 && recurrence.interval() > 1) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("'{}' does not recur every year, and '{}' does not say "
                                            "from which year on; add 'from YYYY'",
                                            recurrence.text(), text_of(Rule(rule))));
    }
    Given given;
    const int year = rule.from_year != 0 ? rule.from_year : std::max(first.year() - 1, kYearFirst);
    given.start = *Date::of(year, 1, 1);
    const Deadline deadline = REMIT_TRY(compute(Rule(rule), given));
    return std::get<Date>(deadline.due);
}

Result<std::vector<Date>> dates_of(const DateRule& rule, const Recurrence& recurrence, Date first,
                                   Date last) {
    const Date anchor = REMIT_TRY(anchor_of(rule, recurrence, first));
    const std::vector<Date> dates = REMIT_TRY(recurrence.dates(anchor, first, last));
    for (const Date date : dates) {
        Given given;
        given.start = date;
        const Deadline deadline = REMIT_TRY(compute(Rule(rule), given));
        if (deadline.due == Moment(date)) continue;
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("the recurrence '{}' gives {}, which is no date of the "
                                            "rule '{}'; correct one of them",
                                            recurrence.text(), date.iso(), text_of(Rule(rule))));
    }
    return dates;
}

}  // namespace

Result<DueDates> due_dates(const WrittenRule& rule, const std::optional<Recurrence>& recurrence,
                           Date first, Date last) {
    if (const auto* undated = std::get_if<Undated>(&rule.rule)) {
        const bool by_body = *undated == Undated::set_by_body;
        return DueDates{by_body ? DueDates::Source::set_by_body : DueDates::Source::no_date, {}};
    }
    const auto* date = std::get_if<DateRule>(rule.dated());
    if (date == nullptr || date->choice != DateRule::Choice::first_from)
        return DueDates{DueDates::Source::event, {}};
    DueDates due;
    if (!recurrence || date->year != 0) {
        due.dates = REMIT_TRY(dates_of(*date, first, last));
    } else {
        due.dates = REMIT_TRY(dates_of(*date, *recurrence, first, last));
    }
    return due;
}

}  // namespace remit::calendar
