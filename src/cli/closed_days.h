// The days of --closed: closed in a calendar for the sake of argument.
//
// Invariant: the calendar that was given stays as it is; the answer is another one. A day that is
// closed anyway may be named again.
#pragma once

#include <vector>

#include "base/result.h"
#include "calendar/book.h"
#include "calendar/holidays.h"
#include "cli/command.h"

namespace remit::cli {

/// Errors: no date, or too many of them.
Result<std::vector<calendar::Date>> read_closed(const Options& options);
calendar::Calendar with_closed(calendar::Calendar calendar,
                               const std::vector<calendar::Date>& dates);
/// Errors: no such calendar, with the nearest and those that there are.
Result<const calendar::Calendar*> find_calendar(const calendar::Book& book,
                                                const std::string& name);

}  // namespace remit::cli
