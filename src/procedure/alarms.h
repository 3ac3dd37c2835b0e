// When people are told of a due moment, and when its time is over.
//
// Invariant: an alarm fires at most once for one due moment; where a clock is set late, reminders
// whose moment is over are left out and escalations fire at once. Of this module only.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "procedure/definition.h"
#include "procedure/matter.h"
#include "procedure/world.h"

namespace remit::procedure {

struct Timing {
    calendar::Instant passes;   // the first second that is too late, never before `now`
    std::vector<Alarm> alarms;  // in the order of their moments
};

/// Of a clock that is set at `now`. `before` are the alarms that it had: what has fired is not
/// repeated at once. The zone must be known.
[[nodiscard]] Timing timing_of(const Deadline& deadline, const Due& due, std::string_view zone,
                               const World& world, calendar::Instant now,
                               std::span<const Alarm> before);
/// The alarms of a clock as a newer version of its deadline numbers them; without those that it
/// does not have any more.
[[nodiscard]] std::vector<Alarm> renumbered(const std::vector<Alarm>& alarms, const Deadline& older,
                                            const Deadline& newer);
[[nodiscard]] Timing timing_of(const Consultation& consultation, const Due& due,
                               std::string_view zone, const World& world, calendar::Instant now);

}  // namespace remit::procedure
