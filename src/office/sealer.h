// The sealer: puts entries into the tree after they were committed, one behind the other, for good.
//
// Appending never waits for the tree; sealing follows, and any number of processes may try it. They
// agree by what is on the disk: a position is taken once (its key), an entry once (its key), and
// who finds that another was faster begins anew. Invariants: positions rise without gaps and are
// never given anew; the entries of one chain have them in the order of their versions; a whole tile
// is written in the transaction of its last entry. An entry whose transaction committed late, with
// a smaller number than others that are sealed already, is sealed behind them.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "office/journal.h"
#include "office/office.h"

namespace remit::office {

/// How many entries one transaction of the sealer seals.
inline constexpr std::size_t kSealedAtOnce = 1024;

/// Seals all that waits, and returns how many entries that were. Errors: corrupt (an entry is not
/// what its hash says; it is named and not sealed), conflict (others sealed faster, many times),
/// those of the database. Cost: reads the right edge of the tree once.
Result<std::uint64_t> seal(Office& office);

/// Seals one entry as the next, in the transaction that wrote it. All entries of its chain before
/// it must be sealed. Errors: those of the connection.
Status seal_at_once(store::Connection& connection, const Written& written);

}  // namespace remit::office
