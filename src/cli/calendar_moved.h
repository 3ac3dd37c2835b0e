// `remit calendar moved`: which named deadlines move when a calendar is closed on more days.
//
// Invariant: nothing is counted here; what_moved.h of module calendar counts each deadline twice,
// from each day of a span, and tells what differs. Deadlines that no holiday moves (dates, months
// from an event, instants) are not asked about.
#pragma once

#include "base/env.h"
#include "calendar/book.h"
#include "cli/command.h"

namespace remit::cli {

/// The calendar is named, the days are --closed, the span is --from to --until.
int run_calendar_moved(base::Env& env, const calendar::Book& book, const Options& options);

}  // namespace remit::cli
