// Taking a step: what it demands, and what it does.
//
// Invariant: a step does everything or nothing; its conditions are asked of the matter as it is
// with the fields and papers that the step brings, and before what the step itself sets and clears.
// Of this module only.
#pragma once

#include "procedure/draft.h"
#include "procedure/permission.h"

namespace remit::procedure {

void take(Draft& draft, const TakeStep& command, ByClock clock);
/// A step or a lapse has brought the matter into the state: events, and an end closes what is open.
void enter(Draft& draft, StateId state, DeadlineId lapsed);
/// Fields that a step or a lapse fills by itself.
void assign(Draft& draft, const std::vector<Assignment>& assignments);

}  // namespace remit::procedure
