// Taking a step: what it demands, and what it does.
//
// Invariant: a step does everything or nothing; its conditions are asked of the matter as it is
// with the fields and papers that the step brings, and before what the step itself sets and clears.
// Of this module only.
#pragma once

#include "procedure/clocks.h"
#include "procedure/draft.h"
#include "procedure/permission.h"

namespace remit::procedure {

void take(Draft& draft, const TakeStep& command, ByClock clock);
[[nodiscard]] bool is_end(const Draft& draft, StateId state);
/// Brings the matter into the state; nothing where it is none, or the same. An end is entered after
/// all else, so that nothing comes after it.
void enter(Draft& draft, StateId state, DeadlineId lapsed);
/// Clocks and plans follow what a step or a lapse has done; where it ends, what is open closes.
void settle(Draft& draft, StepId taken, Onward onward);
/// Fields that a step or a lapse fills by itself.
void assign(Draft& draft, const std::vector<Assignment>& assignments);

}  // namespace remit::procedure
