// Codes of units: as printed where the act numbers them, made where it does not.
//
// Printed decimal and Roman numbers stand as they are; other marks are put behind the parent's code
// ("I/2"); a unit above "5.1" and "5.2" that shows no number is "5"; the top without any is "0".
// Codes are unique within an act.
#pragma once

#include <vector>

#include "remit/model.h"

namespace remit::compile {

/// Completes the code of every unit. `code` must hold what the act prints (its mark without dot and
/// brackets) where `code_printed` is set, and nothing elsewhere. Cost: O(units log units).
void assign_codes(std::vector<remit::Unit>& units);

}  // namespace remit::compile
