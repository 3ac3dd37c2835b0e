// What a thing of the calendar is called, in the three languages in which Remit speaks.
//
// Invariant: `sr` is Cyrillic; its Latin form is derived when it is shown. A name is for people
// only: nothing is ever looked up by it. A thing without a name is shown by its id.
#pragma once

#include <string>

#include "diag/language.h"

namespace remit::calendar {

struct Names {
    std::string en;
    std::string hr;
    std::string sr;

    /// The name in the language, the English one where that is missing; may be empty.
    [[nodiscard]] std::string in(diag::Language language) const;
    bool operator==(const Names&) const = default;
};

}  // namespace remit::calendar
