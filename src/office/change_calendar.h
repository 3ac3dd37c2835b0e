// A new closing day in a running office: the calendar changes, and due days of open matters with
// it.
//
// Every open matter is counted again as by procedure::Recompute; where a due day moves, an entry in
// that matter says from when to when and why. Invariants: plan and run are the same function; what
// the clock had made happen before is recorded first, under the calendar of then; the days and all
// that they move are adopted in one transaction.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "office/calendar_file.h"
#include "office/office.h"
#include "procedure/event.h"

namespace remit::office {

/// A deadline or a question of a matter that is due on another day now.
struct MovedDue {
    std::string deadline;  // an id; empty where it is a question's
    std::string question;
    procedure::Due before;
    procedure::Due after;
};

struct MovedMatter {
    std::string matter;  // id
    std::string number;
    std::string unit;                    // that leads it
    const procedure::Definition* under;  // of the institution
    std::vector<MovedDue> moved;         // may be empty: what moved then has no due day of its own
    std::vector<procedure::Event> events;  // what is recorded
};

struct CalendarMoves {
    std::vector<MovedMatter> matters;  // by number
    std::size_t stays = 0;             // open matters in which nothing moves
};

/// What would happen; writes nothing. Errors: those of with_change(), those of the database. Cost:
/// O(open matters), each folded once.
Result<CalendarMoves> plan_calendar_change(const Office& office, const CalendarChange& change);

/// Adopts the change and does what the plan says. The office must be opened again behind it, and so
/// must every other that is open with the calendar of before. Errors: the same.
Result<CalendarMoves> change_calendar(Office& office, const std::string& by,
                                      const CalendarChange& change);

}  // namespace remit::office
