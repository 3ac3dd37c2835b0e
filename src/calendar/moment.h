// When something is: a day, or an instant.
//
// Invariant: the two are never turned into each other silently. A day becomes an instant, and an
// instant a day, only with a zone, in a function that says so. A clock that counts days answers
// with a day, one of instants with an instant.
#pragma once

#include <string>
#include <variant>

#include "base/result.h"
#include "calendar/date.h"
#include "calendar/instant.h"
#include "calendar/zone.h"

namespace remit::calendar {

using Moment = std::variant<Date, Instant>;

/// The day, or the day on which the instant falls where the zone's clock is read. The zone may be
/// null for a Date. Errors: invalid_input (an instant without a zone).
Result<Date> day_of(const Moment& moment, const Zone* zone);

/// Reads "2026-01-31", "2026-04-07T17:00:00+02:00", "2026-04-07T15:00Z", and with a zone
/// "2026-04-07T17:00", unless its clock shows that time twice or never. Errors: invalid_input, with
/// what was seen and how to write it.
Result<Moment> parse_moment(std::string_view text, const Zone* zone);

/// "2026-01-31" or "2026-04-07T15:00:00Z".
std::string iso(const Moment& moment);

}  // namespace remit::calendar
