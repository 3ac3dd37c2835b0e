// The tree over the sealed entries, as the database keeps it: whole tiles, and entries in their
// order.
//
// Partial tiles are not kept. They are made of what is below them when they are asked for: of the
// last entries on level 0, of whole tiles above; at most 255 a level, whatever the size of the
// tree. Invariant: nothing here writes, and what it gives is as good as what the tables hold:
// whether they tell the truth is the question of verification.h.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/tile.h"
#include "store/connection.h"

namespace remit::office {

/// How many entries are sealed. Errors: those of the connection.
Result<std::uint64_t> sealed_size(store::Connection& connection);

/// The tiles of the tree at any size up to the present one, whole and partial. The connection is
/// borrowed for as long as the source is used. Errors of the source: corrupt (a tile or an entry is
/// not there), those of the connection.
ledger::TileSource sealed_tiles(store::Connection& connection);

/// The nodes of the tree of this size, for proofs and roots. Borrows as sealed_tiles().
ledger::NodeSource sealed_nodes(store::Connection& connection, std::uint64_t size);

/// Size and root of all that is sealed. Errors: those of the tiles.
Result<ledger::TreeHead> sealed_head(store::Connection& connection);

}  // namespace remit::office
