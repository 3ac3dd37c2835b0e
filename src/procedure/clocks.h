// Sets the clocks of a draft going, moves, stops and ends them.
//
// After every change of the matter refresh_clocks() brings each clock in line with the definition:
// it starts what can be counted now and counts again what counts from something that has changed. A
// due moment moves only by an event that says from when to when and why, and a changed calendar
// alone moves nothing until Recompute. Of this module only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "procedure/draft.h"

namespace remit::procedure {

enum class Onward : std::uint8_t {
    goes_on,
    ends,  // dates are still computed, but no clock is started or counted again
};

/// Brings all clocks in line. `taken` is the step that has just been applied; none after a lapse.
/// Blocks where a date cannot be counted or an extension is none.
void refresh_clocks(Draft& draft, StepId taken, Onward onward);
/// The same after a move from an older version: alarms are those of the newer, and what has sounded
/// does not sound again. `deadlines` are the places in the older version (Migrated). Blocks where a
/// date cannot be counted.
void renew_clocks(Draft& draft, const Definition& older,
                  const std::vector<std::uint32_t>& deadlines);
/// Counts every open clock and question again under the book of today.
void recompute(Draft& draft, const std::string& ground);
/// Ends what is still open when the matter ends: clocks and questions.
void close_all(Draft& draft);

}  // namespace remit::procedure
