// A clock to which things happen: it is stopped, resumed,
// extended and restarted, each time on a ground.
//
// Invariant: a history that contradicts itself is an error with its cure, never a date; what comes
// out is a Deadline whose derivation tells every change, and computing the history again gives the
// same. While a clock stands still it has no due moment.
//
// How changes count: from the day of the stop to the day before it is resumed nothing is counted,
// so that a clock of days ends so many days later, one of working days takes up its count again,
// and an instant moves by the time between. A length extends from the moment that was due. A day to
// which somebody extended is that day and does not move; a clock that has passed is extended to a
// day only, as a request that came in time is often granted later. A day that somebody wrote moves
// by the days for which it stood still. A fixed date of the year and what counts backwards cannot
// stand still; a share of a time follows the deadline it is taken from.
#pragma once

#include <string>
#include <vector>

#include "calendar/deadline.h"

namespace remit::calendar {

inline constexpr std::size_t kChangesMax = 1000;
inline constexpr std::size_t kGroundBytesMax = 2000;

struct Change {
    enum class Kind : std::uint8_t { stop, resume, extend_by, extend_to, restart };
    Kind kind = Kind::stop;
    Moment on;                      // when it happened; of `restart`, the new event
    std::string ground;             // why: an order, a request, a paper; never empty
    Duration by;                    // of extend_by
    std::int32_t working_days = 0;  // of extend_by, instead of `by`, for a clock of working days
    Moment to;                      // of extend_to

    bool operator==(const Change&) const = default;
};

struct ClockHistory {
    Rule rule;
    std::vector<Change> changes;  // in the order in which they happened
};

/// Where a clock stands after all that befell it.
struct Standing {
    bool stopped = false;
    Deadline deadline;  // `start` is the last event; `due` means nothing while it is stopped

    bool operator==(const Standing&) const = default;
};

/// The clock began with given.start. Cost: O(changes), each as compute() of deadline.h.
/// Errors: those of compute(); invalid_input for each contradiction (resumed and not stopped,
/// stopped when it had passed, restarted before it began, extended to an earlier day, changes out
/// of order, no ground); limit.
Result<Standing> compute(const ClockHistory& history, const Given& given);

}  // namespace remit::calendar
