// What a due moment counts from: the matter read, and put into the form in which its clock counts.
//
// The first of two steps: count_of() reads the matter, reckoning.h asks the calendars. A stored
// count gives the stored moment again under the same book, which is how a due moment is explained
// years later. Nothing here changes a clock. Of this module only.
#pragma once

#include <optional>

#include "procedure/definition.h"
#include "procedure/matter.h"
#include "procedure/world.h"

namespace remit::procedure {

/// What the deadline counts from now; none where that is not there, or there is no amount: the
/// deadline does not start, and no date is invented. Whether its conditions hold is not asked.
[[nodiscard]] std::optional<Count> count_of(const Definition& definition, const Matter& matter,
                                            DeadlineId deadline, const World& world);
/// Of a question that is asked now.
[[nodiscard]] std::optional<Count> count_of(const Definition& definition, const Matter& matter,
                                            ConsultationId consultation, const World& world,
                                            calendar::Instant now);

}  // namespace remit::procedure
