// Whether a value that somebody gives fits its field.
//
// Only the form is checked: that a body or a unit exists is for whoever shows the list to choose
// from. Of this module only.
#pragma once

#include "procedure/definition.h"
#include "procedure/value.h"
#include "procedure/world.h"

namespace remit::procedure {

/// Whether every item is of the field's type, in range and within the limits, and a field that is
/// not a list has no more than one. A value without items fits. Which cells of a column may be
/// empty is for groups.h.
[[nodiscard]] bool fits(const Field& field, const Value& value, const World& world);

}  // namespace remit::procedure
