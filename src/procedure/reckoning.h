// From a count to the due moment, through the clocks of module calendar.
//
// Invariant: the same count, changes and book give the same moment and the same derivation, line by
// line; each kind of clock keeps its own rule and none is turned into another. Of this module only;
// the derivation is shown through derive() of engine.h.
#pragma once

#include <optional>
#include <span>

#include "base/result.h"
#include "calendar/clock_history.h"
#include "procedure/definition.h"
#include "procedure/matter.h"
#include "procedure/world.h"

namespace remit::procedure {

/// `began` is when the clock was set going: what is itself due has no other event, and the holidays
/// that lie between are told from there. It moves nothing.
/// Errors: invalid_input where a length, a calendar or a zone that a field brought cannot be
/// counted, or the date leaves the range.
[[nodiscard]] Result<calendar::Standing> reckon(const Deadline& deadline, const Count& count,
                                                std::span<const ClockChange> changes,
                                                const World& world,
                                                std::optional<calendar::Instant> began = {});
[[nodiscard]] Result<calendar::Standing> reckon(const Consultation& consultation,
                                                const Count& count, const World& world,
                                                std::optional<calendar::Instant> began = {});

/// The due moment alone. While the clock stands still it is the one that it had.
[[nodiscard]] Result<Due> counted(const Deadline& deadline, const Count& count,
                                  std::span<const ClockChange> changes, const World& world);
[[nodiscard]] Result<Due> counted(const Consultation& consultation, const Count& count,
                                  const World& world);

}  // namespace remit::procedure
