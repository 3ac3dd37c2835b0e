// What a matter says of people is shown to an officer who may know it.
//
// Whether he may is the access policy's answer alone; the matter itself is what is read.
// Invariants: where the rules say that such a reading is recorded, it is an entry of the matter
// before anything is shown; who may not know that a matter is there is answered as if it were not.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "office/office.h"
#include "office/outcome.h"

namespace remit::office {

struct PersonalGiven {
    std::string matter;                                                    // id
    std::string number;                                                    // of the file
    std::vector<std::pair<std::string, std::vector<std::string>>> fields;  // id; what it holds
    bool is_recorded = false;                                              // that it was read
};

using PersonalOutcome = std::variant<PersonalGiven, Declined>;

/// Errors: not_found (no such matter, or the officer may not know of it), those of the database.
/// Cost: O(entries of the chain).
Result<PersonalOutcome> read_personal(Office& office, const Caller& caller,
                                      std::string_view matter);

}  // namespace remit::office
