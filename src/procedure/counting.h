// From a definition and a matter to what a due moment counts from, and from that to the moment.
//
// Two steps on purpose: count_of() reads the matter, counted() the calendars. A stored count gives
// the stored moment again under the same book, which is how a due moment is explained years later.
// Nothing here changes a clock. Of this module only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "procedure/definition.h"
#include "procedure/matter.h"
#include "procedure/world.h"

namespace remit::procedure {

/// What the deadline counts from now; none where that is not there, or there is no amount: the
/// deadline does not start, and no date is invented. Whether its conditions hold is not asked.
[[nodiscard]] std::optional<Count> count_of(const Definition& definition, const Matter& matter,
                                            DeadlineId deadline, const World& world);
/// The due moment. Errors: invalid_input where a length, a calendar or a zone that a field brought
/// cannot be counted, or the date leaves the range.
[[nodiscard]] Result<Due> counted(const Deadline& deadline, const Count& count,
                                  const std::vector<ClockChange>& changes, const World& world);

/// Of a question that is asked now.
[[nodiscard]] std::optional<Count> count_of(const Definition& definition, const Matter& matter,
                                            ConsultationId consultation, const World& world,
                                            calendar::Instant now);
[[nodiscard]] Result<Due> counted(const Consultation& consultation, const Count& count,
                                  const World& world);

/// The first second that is too late, but never before `now`: what is over already passes at once.
[[nodiscard]] calendar::Instant passes_at(const Due& due, std::string_view zone,
                                          calendar::Instant now);
/// The alarms of a clock that is set at `now`, in the order of their moments. A reminder whose
/// moment is over is left out; an escalation whose moment is over fires at once, unless `before`
/// says that it has fired already.
[[nodiscard]] std::vector<Alarm> alarms_of(const Deadline& deadline, const Due& due,
                                           std::string_view zone, calendar::Instant now,
                                           const std::vector<Alarm>& before);
[[nodiscard]] std::vector<Alarm> alarms_of(const Consultation& consultation, const Due& due,
                                           std::string_view zone, calendar::Instant now);

}  // namespace remit::procedure
