// What moves when a calendar changes: which due dates, and because of which days.
//
// Invariant: every clock is computed twice, with the calendar as it was and as it is, by the same
// functions as ever; what differs is told, and nothing else. A clock that counts by another
// calendar, or by none, cannot move.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "calendar/book.h"
#include "calendar/clock_history.h"
#include "diag/language.h"

namespace remit::calendar {

/// A clock of a register: what it is, and by which names its inputs are known.
struct KnownClock {
    std::string id;  // of a matter, an obligation; as its owner names it
    ClockHistory history;
    Moment start;
    std::string calendar;
    std::string zone;
};

/// A day that is closed in one calendar and not in the other.
struct ChangedDay {
    Date date;
    bool closed = false;  // closed now; otherwise it was and is no more
    Names reason;         // the holiday that closes it, or closed it; empty: weekly rest

    bool operator==(const ChangedDay&) const = default;
};

struct Moved {
    std::size_t clock = 0;  // index in the list that was asked about
    bool stopped = false;   // it stands still: both moments mean nothing, and it will end elsewhere
    Moment before;
    Moment after;
    std::vector<ChangedDay> because;  // the changed days that its count met, in order
};

/// Days that differ, from `first` to `last`. At most kChangedDaysMax are named.
inline constexpr std::size_t kChangedDaysMax = 100;
std::vector<ChangedDay> changed_days(const Calendar& before, const Calendar& after, Date first,
                                     Date last);

/// The clocks whose due moment or whose rest moves when the book's calendar is replaced by its
/// namesake `after`. Errors: those of computing one of the clocks, with its id in front. Cost:
/// O(clocks), two computations each.
Result<std::vector<Moved>> what_moved(std::span<const KnownClock> clocks, const Book& book,
                                      const Calendar& after);

/// "Tuesday 5 May 2026 is now closed: day of mourning".
std::string in_words(const ChangedDay& day, diag::Language language);

}  // namespace remit::calendar
