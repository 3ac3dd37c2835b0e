// Reads the parts of a recurrence and refuses what recurrence.h promises not to let through.
//
// Internal to recurrence.cpp, which expands what was read and alone
// includes libical. Invariant: the text that comes out has only parts
// that were understood, each once, in the order of the standard.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::calendar {

struct RecurrenceParts {
    std::string text;
    int interval = 1;
};

/// Errors: those of Recurrence::parse().
Result<RecurrenceParts> read_recurrence(std::string_view text);

}  // namespace remit::calendar
