// Events written out: as a line for goldens and logs, and whole, as JSON with ids in place of
// indexes.
//
// Invariant: to_json() says everything that the event holds, and event_reading.h reads the same
// event from it; the same event gives the same bytes. Nothing of it depends on the order of a
// definition's tables, but for a move to a newer version, which says of each entry where it stood
// in the older. The definition is the one that the event was made under; of Migrated the newer one.
#pragma once

#include <span>
#include <string>

#include "procedure/definition.h"
#include "procedure/event.h"

namespace remit::procedure {

/// "2026-04-08T15:00:01Z state under_silence -> adopted by silence".
std::string describe(const Definition& definition, const Event& event);
/// One line each, with a line end.
std::string describe(const Definition& definition, std::span<const Event> events);

/// One object, on one line, without a line end. Texts of the event must be valid UTF-8.
std::string to_json(const Definition& definition, const Event& event);

}  // namespace remit::procedure
