// Days that this office closes, or opens again, besides what the pack's calendars say: entries in
// the chain of the office itself.
//
// A day of mourning, a bridge day, a day taken back: decided while the office runs, known to nobody
// who wrote the pack. Invariants: what was adopted fitted the calendars of its day; changes follow
// one another in the order in which they were adopted; only a day that the office itself closed is
// opened again, since what the pack says is changed by another pack.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/book.h"
#include "calendar/date.h"
#include "calendar/instant.h"
#include "office/journal.h"

namespace remit::office {

inline constexpr std::string_view kCalendarChanged = "house/calendar_changed";
/// In one change.
inline constexpr std::size_t kChangedDaysMax = 100;
inline constexpr std::size_t kChangeReasonBytesMax = 2000;

struct CalendarChange {
    std::string calendar;                // an id: "hr"
    std::vector<calendar::Date> closed;  // from now on
    std::vector<calendar::Date> opened;  // that the office had closed
    std::string reason;

    bool operator==(const CalendarChange&) const = default;
};

/// In the order in which they were adopted. Errors: corrupt, those of the journal.
Result<std::vector<CalendarChange>> load_calendar_changes(const Journal& journal);

/// Errors: those of the journal.
Result<Written> adopt_calendar_change(Journal& journal, std::string_view by,
                                      const CalendarChange& change, calendar::Instant now);

/// The book with the days of the change. Errors: invalid_input (no such calendar, no day or too
/// many, no reason, a day that is closed anyway or was not closed by the office), with the cure.
Result<calendar::Book> with_change(const calendar::Book& book, const CalendarChange& change);
/// The book with changes that were adopted, whatever a newer pack says of their days meanwhile.
Result<calendar::Book> with_adopted(calendar::Book book, std::span<const CalendarChange> changes);

/// "Day of mourning: 2026-05-04 is closed in 'hr'": the ground of what moves.
std::string ground_of(const CalendarChange& change);

}  // namespace remit::office
