#include "office/sealed_tree.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "ledger/entry.h"

namespace remit::office {
namespace {

using ledger::kTileWidth;
using ledger::Tile;

Error corrupt(std::string message) {
    return base::make_error(ErrorCode::corrupt,
                            message + "; run `remit ledger verify`, which names what is wrong");
}

Result<std::string> whole_tile(store::Connection& connection, unsigned level, std::uint64_t index) {
    auto row = REMIT_TRY((connection.find<store::OwnedBlob>(
        "SELECT bytes FROM tiles WHERE level = ?1 AND position = ?2",
        {static_cast<std::int64_t>(level), static_cast<std::int64_t>(index)})));
    if (row) return std::move(std::get<0>(*row).bytes);
    return corrupt(
        fmt::format("the tile '{}' is not there", ledger::path_of({level, index, kTileWidth})));
}

/// The leaves of the last entries, in their order.
Result<std::string> leaves(store::Connection& connection, const Tile& tile) {
    const std::uint64_t first = tile.index * kTileWidth;
    store::Rows rows = REMIT_TRY(connection.query(
        "SELECT e.hash FROM sealed s JOIN entries e ON e.number = s.number "
        "WHERE s.position >= ?1 AND s.position < ?2 ORDER BY s.position",
        {static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + tile.width)}));
    std::string bytes;
    while (const auto row = REMIT_TRY((rows.next<store::Blob>()))) {
        const auto hash = base::Hash::of(std::get<0>(*row).bytes);
        if (!hash) return corrupt("the hash of a sealed entry is not 32 bytes long");
        bytes += ledger::leaf_of(*hash).view();
    }
    if (bytes.size() == tile.width * base::kHashBytes) return bytes;
    return corrupt(fmt::format("of the entries {} to {} of the tree some are not there", first,
                               first + tile.width - 1));
}

/// Each hash is the root of a whole tile of the level below.
Result<std::string> roots_below(store::Connection& connection, const Tile& tile) {
    std::string bytes;
    for (std::size_t place = 0; place < tile.width; ++place) {
        const Tile below{tile.level - 1, tile.index * kTileWidth + place, kTileWidth};
        const std::string hashes = REMIT_TRY(whole_tile(connection, below.level, below.index));
        ledger::Frontier subtree;
        for (const base::Hash& hash : REMIT_TRY(ledger::hashes_of(below, hashes)))
            subtree.append(hash);
        bytes += subtree.root().view();
    }
    return bytes;
}

}  // namespace

Result<std::uint64_t> sealed_size(store::Connection& connection) {
    const auto row = REMIT_TRY((connection.find<std::int64_t>(
        "SELECT position FROM sealed ORDER BY position DESC LIMIT 1")));
    return row ? static_cast<std::uint64_t>(std::get<0>(*row)) + 1 : 0;
}

ledger::TileSource sealed_tiles(store::Connection& connection) {
    return [&connection](const Tile& tile) -> Result<std::string> {
        if (tile.width == kTileWidth) return whole_tile(connection, tile.level, tile.index);
        return tile.level == 0 ? leaves(connection, tile) : roots_below(connection, tile);
    };
}

ledger::NodeSource sealed_nodes(store::Connection& connection, std::uint64_t size) {
    return ledger::nodes_of_tiles(size, sealed_tiles(connection));
}

Result<ledger::TreeHead> sealed_head(store::Connection& connection) {
    const std::uint64_t size = REMIT_TRY(sealed_size(connection));
    return ledger::TreeHead{size, REMIT_TRY(ledger::root_at(size, sealed_nodes(connection, size)))};
}

}  // namespace remit::office
