// Drops all registers and makes them again from the chains, in one transaction.
//
// Invariant: what stands in a register afterwards is what the chains say, to the byte what it was
// before if nobody has touched it. Where a chain cannot be read, nothing is changed.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "office/office.h"

namespace remit::office {

struct Rebuilt {
    std::uint64_t entries = 0;
    std::uint64_t chains = 0;  // that have rows
};

/// Errors: corrupt (an entry that is not what was written, or says what nobody can read), not_found
/// (a procedure that this program does not carry), those of the database. Cost: one scan over the
/// entries; holds one chain.
Result<Rebuilt> rebuild(Office& office);

}  // namespace remit::office
