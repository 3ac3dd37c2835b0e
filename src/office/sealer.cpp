#include "office/sealer.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "ledger/entry.h"
#include "office/sealed_tree.h"

namespace remit::office {
namespace {

using ledger::TileWriter;

constexpr int kAttemptsMax = 100;

struct Waiting {
    std::int64_t number = 0;
    base::Hash hash;
};

/// The right edge of the tree, and what is to be put behind it, as one view of the database has
/// them.
struct Edge {
    std::uint64_t size = 0;
    TileWriter tiles;
    std::vector<Waiting> waiting;
};

/// In the order of their numbers. What one view shows of a chain has no gap: the entry before was
/// committed before this one was begun, and has the smaller number.
Result<std::vector<Waiting>> waiting_entries(store::Connection& connection) {
    std::vector<Waiting> found;
    store::Rows rows = REMIT_TRY(connection.query(
        "SELECT e.number, e.bytes, e.hash FROM unsealed u JOIN entries e ON e.number = u.number "
        "ORDER BY u.number LIMIT ?1",
        {static_cast<std::int64_t>(kSealedAtOnce)}));
    while (const auto row = REMIT_TRY((rows.next<std::int64_t, store::Blob, store::Blob>()))) {
        const auto& [number, bytes, hash] = *row;
        const base::Hash computed = ledger::entry_hash(bytes.bytes);
        if (computed.view() != hash.bytes) {
            return base::make_error(
                ErrorCode::corrupt,
                fmt::format("entry {} is not what was written and is not sealed; run `remit "
                            "ledger verify` and restore the last backup",
                            number));
        }
        found.push_back({number, computed});
    }
    return found;
}

Result<Edge> read_edge(store::Database& database) {
    const store::Snapshot snapshot = REMIT_TRY(database.snapshot());
    Edge edge;
    edge.waiting = REMIT_TRY(waiting_entries(*snapshot));
    if (edge.waiting.empty()) return edge;
    edge.size = REMIT_TRY(sealed_size(*snapshot));
    edge.tiles = REMIT_TRY(TileWriter::of(edge.size, sealed_tiles(*snapshot)));
    return edge;
}

Status write_tiles(store::Connection& connection, const std::vector<ledger::TileFile>& tiles) {
    for (const ledger::TileFile& file : tiles) {
        REMIT_TRY(
            connection.run("INSERT INTO tiles (level, position, bytes) VALUES (?1, ?2, ?3)",
                           {static_cast<std::int64_t>(file.tile.level),
                            static_cast<std::int64_t>(file.tile.index), store::Blob{file.bytes}}));
    }
    return base::done();
}

/// Errors: conflict, where somebody else has sealed meanwhile.
Status write_sealed(store::Connection& connection, const Edge& edge,
                    const std::vector<ledger::TileFile>& tiles) {
    if (REMIT_TRY(sealed_size(connection)) != edge.size)
        return base::make_error(ErrorCode::conflict, "others sealed meanwhile");
    auto position = static_cast<std::int64_t>(edge.size);
    for (const Waiting& entry : edge.waiting) {
        REMIT_TRY(connection.run("INSERT INTO sealed (position, number) VALUES (?1, ?2)",
                                 {position++, entry.number}));
        REMIT_TRY(connection.change_one("DELETE FROM unsealed WHERE number = ?1", {entry.number}));
    }
    return write_tiles(connection, tiles);
}

}  // namespace

Result<std::uint64_t> seal(Office& office) {
    std::uint64_t sealed = 0;
    int lost = 0;
    while (true) {
        Edge edge = REMIT_TRY(read_edge(office.database()));
        if (edge.waiting.empty()) return sealed;
        for (const Waiting& entry : edge.waiting) edge.tiles.append(ledger::leaf_of(entry.hash));
        const std::vector<ledger::TileFile> tiles = edge.tiles.take_whole();
        const Status written = office.database().write(
            [&](store::Connection& connection) { return write_sealed(connection, edge, tiles); });
        if (written.ok()) {
            sealed += edge.waiting.size();
        } else if (written.error().code != ErrorCode::conflict || ++lost == kAttemptsMax) {
            return written.error();
        }
    }
}

Status seal_at_once(store::Connection& connection, const Written& written) {
    Edge edge;
    edge.size = REMIT_TRY(sealed_size(connection));
    edge.tiles = REMIT_TRY(TileWriter::of(edge.size, sealed_tiles(connection)));
    edge.waiting.push_back({written.number, written.head.hash});
    edge.tiles.append(ledger::leaf_of(written.head.hash));
    return write_sealed(connection, edge, edge.tiles.take_whole());
}

}  // namespace remit::office
