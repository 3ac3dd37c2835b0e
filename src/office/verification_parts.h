// The parts of verification.h, each over one kind of what an office keeps.
//
// Each reports what it finds and goes on. Invariant: an error of corrupt data ends its part with a
// finding, and never the parts behind it; any other error is returned. Of this module only.
#pragma once

#include <functional>

#include "base/result.h"
#include "ledger/entry.h"
#include "office/entry_checker.h"
#include "office/verification.h"
#include "store/connection.h"

namespace remit::office {

/// Entries, their order, tiles and checkpoints. `visit` gets every entry that can be read.
Status check_ledger(store::Connection& connection, const Office& office, const PublicKeys& keys,
                    const EntryVisit& visit, Verification& found);

/// That every paper is what its digest says.
Status check_papers(store::Connection& connection, Verification& found);
/// That the papers which an entry names are there.
Status check_named_papers(store::Connection& connection, std::int64_t number,
                          const ledger::Entry& entry, Verification& found);

/// Registers against the rows that the chains make, chain by chain, each in a transaction that is
/// undone.
Status check_registers(Office& office, Verification& found);

/// Runs a part: corrupt data that ends it is a finding.
Status guarded(Finding::Part part, Verification& found, const std::function<Status()>& check);

/// "entry 12 ('m4x...', version 3, matter/take_step)".
std::string place_of(std::int64_t number, const ledger::Entry& entry);

}  // namespace remit::office
