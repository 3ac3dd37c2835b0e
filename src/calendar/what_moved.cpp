#include "calendar/what_moved.h"

#include <algorithm>

#include "base/check.h"
#include "calendar/dates_in_words.h"
#include "calendar/words.h"
#include "diag/message.h"

namespace remit::calendar {
namespace {

Names reason_of(const Calendar& calendar, Date date) {
    const auto closings = calendar.closings(date);
    if (closings.empty() || !calendar.is_holiday(date)) return {};
    return calendar.holiday(closings.front()).names;
}

/// The days that a computation looked at: from its earliest to its latest moment.
struct Reach {
    Date first = Date::last();
    Date last = Date::first();

    void take(const Moment& moment, const Zone* zone) {
        const Result<Date> day = day_of(moment, zone);
        if (!day.ok() || !day.value().in_range()) return;
        first = std::min(first, day.value());
        last = std::max(last, day.value());
    }
};

/// Errors: as computing the clock.
Result<Standing> stand(const KnownClock& clock, const Book& book, const Calendar* calendar) {
    std::optional<Zone> spare;
    Given given = REMIT_TRY(
        book.given(clock.history.rule, {clock.start, {}, clock.calendar, clock.zone}, spare));
    if (calendar != nullptr) {
        given.calendar = calendar;
        given.counting = book.find_counting(calendar->data().counting);
    }
    return compute(clock.history, given);
}

bool counts_by(const KnownClock& clock, std::string_view calendar) {
    const std::string_view own = calendar_of(clock.history.rule);
    return (own.empty() ? std::string_view(clock.calendar) : own) == calendar;
}

std::vector<ChangedDay> reasons(const Standing& was, const Standing& is, const Calendar& before,
                                const Calendar& after) {
    Reach reach;
    for (const Standing* standing : {&was, &is}) {
        reach.take(standing->deadline.start, nullptr);
        reach.take(standing->deadline.due, nullptr);
        for (const Line& line : standing->deadline.derivation) {
            // Lines without a moment hold the first day of 1970.
            if (line.first != Moment()) reach.take(line.first, nullptr);
        }
    }
    if (reach.first > reach.last) return {};
    return changed_days(before, after, reach.first, reach.last);
}

}  // namespace

std::vector<ChangedDay> changed_days(const Calendar& before, const Calendar& after, Date first,
                                     Date last) {
    std::vector<ChangedDay> days;
    for (Date date = first; date <= last && date.in_range() && days.size() < kChangedDaysMax;
         date = date.plus_days(1)) {
        if (before.is_working(date) == after.is_working(date)) continue;
        const bool closed = !after.is_working(date);
        days.push_back({date, closed, reason_of(closed ? after : before, date)});
    }
    return days;
}

Result<std::vector<Moved>> what_moved(std::span<const KnownClock> clocks, const Book& book,
                                      const Calendar& after) {
    const Calendar* before = book.find_calendar(after.id());
    REMIT_CHECK(before != nullptr);
    std::vector<Moved> moved;
    for (std::size_t index = 0; index < clocks.size(); ++index) {
        const KnownClock& clock = clocks[index];
        if (!counts_by(clock, after.id())) continue;
        Standing was = REMIT_TRY(stand(clock, book, before).with(clock.id));
        Standing is = REMIT_TRY(stand(clock, book, &after).with(clock.id));
        if (was.deadline.due == is.deadline.due) continue;
        moved.push_back({index, is.stopped, was.deadline.due, is.deadline.due,
                         reasons(was, is, *before, after)});
    }
    return moved;
}

std::string in_words(const ChangedDay& day, diag::Language language) {
    std::string reason = day.reason.in(language);
    if (reason.empty()) reason = diag::in_words(phrase(PhraseId::weekly_rest), {}, language);
    const std::vector<diag::Argument> arguments{{"date", date_in_words(day.date, language)},
                                                {"name", reason}};
    return diag::in_words(phrase(day.closed ? PhraseId::closed_now : PhraseId::open_now), arguments,
                          language);
}

}  // namespace remit::calendar
