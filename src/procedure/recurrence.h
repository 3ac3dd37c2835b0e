// Matters that begin without a letter: the dates of a recurrence kept in fields.
//
// Invariant: the plan for the next matter is computed again whenever the rule, the anchor or the
// own date changes, and never after that matter was opened; the matter after it is planned in that
// one, so that a year of which nobody thought is made up for one matter at a time. What recurs when
// is calendar's.
#pragma once

#include <cstdint>
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

/// A rule that cannot be read stands in the way of whoever brings it. Where it is there already, or
/// a lapse brings it, no next matter is planned, and everything else goes on.
enum class Unreadable : std::uint8_t { refuses, plans_none };

/// Plans the next matter where what it is computed from has changed. Of this module only.
void plan_edition(Draft& draft, Unreadable unreadable);
/// Whether the step taken last has set what the next matter is computed from. Of this module only.
[[nodiscard]] bool sets_recurrence(const Draft& draft);

}  // namespace remit::procedure
