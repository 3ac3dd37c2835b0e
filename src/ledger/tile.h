// Tiles: the hashes of the tree as files that never change once they are whole (C2SP tlog-tiles).
//
// A tile holds up to 256 hashes of every eighth level of the tree, side by side: on level 0 leaves,
// on level 1 the roots of whole tiles of level 0, and so on. From tiles any proof can be made, by
// anybody, with any program that knows the format. At the right edge of the tree tiles are partial:
// their width is in their name.
//
// Invariant: here are names and bytes only; who has them writes and reads files. A whole tile has
// 8192 bytes and one content for ever; a partial one is a beginning of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "ledger/merkle.h"

namespace remit::ledger {

inline constexpr unsigned kTileHeight = 8;
inline constexpr std::size_t kTileWidth = std::size_t{1} << kTileHeight;

struct Tile {
    unsigned level = 0;
    std::uint64_t index = 0;
    std::size_t width = kTileWidth;  // from 1; below kTileWidth it is partial

    bool operator==(const Tile&) const = default;
};

/// "x001/x234/067", and ".p/17" behind it where the width is partial: how files are numbered.
std::string numbered_path(std::uint64_t index, std::size_t width);
/// "tile/0/x001/067".
std::string path_of(const Tile& tile);

/// Gives the bytes of a tile that is there. Its errors are passed on.
using TileSource = std::function<Result<std::string>(const Tile&)>;

struct TileFile {
    Tile tile;
    std::string bytes;
};

/// Makes the tiles of a tree that grows. It holds its right edge only: at most 255 hashes a level.
class TileWriter {
  public:
    TileWriter() = default;
    /// Taken up again at a size; `read` gives the partial tiles of the tree of that size. Errors:
    /// of `read`; corrupt, where a tile has another width than it should.
    static Result<TileWriter> of(std::uint64_t size, const TileSource& read);

    void append(const base::Hash& leaf);
    /// The tiles that became whole since it was last asked; of one level in their order.
    std::vector<TileFile> take_whole() { return std::exchange(whole_, {}); }
    /// The partial tiles of the tree as it stands, lower levels first.
    [[nodiscard]] std::vector<TileFile> partial() const;

  private:
    struct Edge {
        std::uint64_t index = 0;  // of the tile that is being filled
        std::vector<base::Hash> hashes;
    };

    std::vector<Edge> edges_;  // by level
    std::vector<TileFile> whole_;
};

/// The nodes of a tree of this size, computed from its tiles: at most 255 hashes and one tile each.
/// Errors: of `read`; corrupt, where a tile has another width than it should.
NodeSource nodes_of_tiles(std::uint64_t size, TileSource read);

/// The hashes that a tile holds. Errors: corrupt, where the bytes are not `width` hashes.
Result<std::vector<base::Hash>> hashes_of(const Tile& tile, std::string_view bytes);

}  // namespace remit::ledger
