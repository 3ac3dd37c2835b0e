// Events read back from the JSON that to_json() of describe.h writes.
//
// Invariant: the exact inverse of to_json(): what it wrote is read to the same event, and any other
// text is refused, but for blanks and the order of members. Only the form is judged. Whether a
// unit, a body or a zone exists, and whether a value fits its field, was judged when the event was
// made; a ledger must stay readable whatever procedures and calendars say later.
#pragma once

#include <string_view>

#include "base/result.h"
#include "procedure/definition.h"
#include "procedure/event.h"

namespace remit::procedure {

/// In:     the definition that the event was made under; of Migrated the newer one.
/// Errors: invalid_input, with the path and the cure: "event.by.power.unit is missing"; an id that
///         the definition does not have; Opened or Migrated under another procedure or version.
/// Cost:   O(bytes); see bench/event_bench.cpp.
Result<Event> read_event(const Definition& definition, std::string_view json);

}  // namespace remit::procedure
