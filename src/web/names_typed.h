// From a name that a person has typed to the id it stands for.
//
// Bodies, topics, counterparts and units are known by their names and acronyms in every language
// and both scripts. Invariant: only a name with one meaning is taken; anything else comes back as
// it was typed, so that the office says what is wrong with it.
#pragma once

#include <string>
#include <string_view>

#include "office/institution.h"
#include "procedure/value.h"

namespace remit::web {

/// Cost: O(names of the type).
std::string id_of_typed(const office::Institution& institution, procedure::FieldType type,
                        std::string_view typed);

}  // namespace remit::web
