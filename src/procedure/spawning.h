// From what a matter gives rise to, to the command that opens it: spawned matters and next
// editions.
//
// Invariant: the command brings exactly the fields that the event names, read as the new
// procedure's types; what does not fit is an error and opens nothing. Who opens it and under which
// power is for the caller, who asks authority: a spawned matter needs a power as any other.
#pragma once

#include <string_view>

#include "base/result.h"
#include "procedure/command.h"
#include "procedure/definition.h"
#include "procedure/event.h"

namespace remit::procedure {

/// The command without its new id, its lead unit and who acts. The opening step is the first that
/// takes all the fields and needs no other, or else the first that takes them all. Errors:
/// not_found (no such field, no opening step that takes the fields), invalid_input (a word that is
/// not of the field's type).
Result<OpenMatter> opening_of(const Spawned& spawned, const Definition& definition,
                              std::string_view origin);
Result<OpenMatter> opening_of(const EditionOpened& edition, const Definition& definition,
                              std::string_view origin);

}  // namespace remit::procedure
