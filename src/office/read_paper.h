// A paper of a matter is given to an officer who may read it.
//
// Whether he may is the access policy's answer alone. Where the rules say that readings are
// recorded, the reading is an entry of the matter, on the disk before the bytes are given.
// Invariants: bytes are hashed again and are those that the chain names, or are not given; who may
// not know that a matter is there is answered as if it were not.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "office/office.h"
#include "office/outcome.h"

namespace remit::office {

struct ReadRequest {
    std::string matter;         // id or file number
    std::string paper;          // its id in the matter
    std::uint32_t edition = 0;  // which version of it; 0: the newest
    /// The ground on which the officer opens in an emergency what he has no need to know; empty.
    std::string emergency;
};

struct PaperGiven {
    std::string matter;  // id
    std::string number;  // of the file
    std::string paper;
    std::string kind;  // id
    std::uint32_t version = 0;
    std::string digest;
    std::string marking;  // id of a level or a distribution; empty
    std::string bytes;
    bool is_recorded = false;          // that it was read
    std::vector<std::string> remarks;  // by what it may be read
};

using ReadOutcome = std::variant<PaperGiven, Declined>;

/// Errors: not_found (no such matter, or the officer may not know of it), corrupt (the bytes are
/// damaged or missing; names the paper), those of the database. A reading that is not recorded
/// writes nothing. Cost: O(entries of the chain + bytes).
Result<ReadOutcome> read_paper(Office& office, const Caller& caller, const ReadRequest& request);

}  // namespace remit::office
