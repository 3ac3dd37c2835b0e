// Matters that begin without a letter: the dates of a recurrence kept in fields.
//
// Invariant: the plan for the next matter is computed again whenever the rule, the anchor or the
// own date changes, and never after that matter was opened; the matter after it is planned in that
// one, so that a year of which nobody thought is made up for one matter at a time. What recurs when
// is calendar's.
#pragma once

#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "procedure/definition.h"
#include "procedure/draft.h"
#include "procedure/matter.h"
#include "procedure/world.h"

namespace remit::procedure {

/// The dates of the matter's recurrence from `first` to `last`, its own among them; none where it
/// has no rule. Errors: those of calendar::Recurrence.
Result<std::vector<calendar::Date>> occurrences(const Definition& definition, const Matter& matter,
                                                const World& world, calendar::Date first,
                                                calendar::Date last);

/// Plans the next matter where what it is computed from has changed; blocks where the rule cannot
/// be read. Of this module only.
void plan_edition(Draft& draft);

}  // namespace remit::procedure
