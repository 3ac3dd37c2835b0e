#include "ledger/tile.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/check.h"

namespace remit::ledger {

using base::Hash;

namespace {

// How many hashes the levels of tiles hold in a tree of this size.
std::uint64_t hash_count(std::uint64_t size, unsigned tile_level) {
    const unsigned shift = tile_level * kTileHeight;
    return shift < 64 ? size >> shift : 0;
}

// The tile, as wide as it is in a tree of this size.
Tile tile_at(std::uint64_t size, unsigned level, std::uint64_t index) {
    const std::uint64_t rest = hash_count(size, level) - index * kTileWidth;
    return {level, index, static_cast<std::size_t>(std::min<std::uint64_t>(rest, kTileWidth))};
}

Hash fold(std::span<const Hash> hashes) {
    Frontier subtree;
    for (const Hash& hash : hashes) subtree.append(hash);
    return subtree.root();
}

Result<std::vector<Hash>> read_hashes(const Tile& tile, const TileSource& read) {
    const std::string bytes = REMIT_TRY(read(tile));
    return hashes_of(tile, bytes);
}

TileFile file_of(const Tile& tile, const std::vector<Hash>& hashes) {
    TileFile file{tile, {}};
    file.bytes.reserve(hashes.size() * base::kHashBytes);
    for (const Hash& hash : hashes) file.bytes += hash.view();
    return file;
}

}  // namespace

std::string numbered_path(std::uint64_t index, std::size_t width) {
    REMIT_CHECK(width >= 1 && width <= kTileWidth);
    std::string path = fmt::format("{:03}", index % 1000);
    for (std::uint64_t rest = index / 1000; rest > 0; rest /= 1000)
        path = fmt::format("x{:03}/{}", rest % 1000, path);
    return width == kTileWidth ? path : fmt::format("{}.p/{}", path, width);
}

std::string path_of(const Tile& tile) {
    return fmt::format("tile/{}/{}", tile.level, numbered_path(tile.index, tile.width));
}

Result<std::vector<Hash>> hashes_of(const Tile& tile, std::string_view bytes) {
    if (bytes.size() != tile.width * base::kHashBytes) {
        return base::make_error(ErrorCode::corrupt,
                                fmt::format("'{}' has {} bytes, not {}", path_of(tile),
                                            bytes.size(), tile.width * base::kHashBytes));
    }
    std::vector<Hash> hashes;
    for (std::size_t at = 0; at < bytes.size(); at += base::kHashBytes)
        hashes.push_back(*Hash::of(bytes.substr(at, base::kHashBytes)));
    return hashes;
}

Result<TileWriter> TileWriter::of(std::uint64_t size, const TileSource& read) {
    TileWriter writer;
    for (unsigned level = 0; hash_count(size, level) > 0; ++level) {
        const std::uint64_t count = hash_count(size, level);
        Edge edge{count / kTileWidth, {}};
        if (count % kTileWidth != 0) {
            edge.hashes = REMIT_TRY(read_hashes(tile_at(size, level, edge.index), read));
        }
        writer.edges_.push_back(std::move(edge));
    }
    return writer;
}

void TileWriter::append(const Hash& leaf) {
    std::optional<Hash> carried = leaf;
    for (std::size_t level = 0; carried; ++level) {
        if (level == edges_.size()) edges_.emplace_back();
        Edge& edge = edges_[level];
        edge.hashes.push_back(*carried);
        carried.reset();
        if (edge.hashes.size() < kTileWidth) continue;
        whole_.push_back(
            file_of({static_cast<unsigned>(level), edge.index, kTileWidth}, edge.hashes));
        carried = fold(edge.hashes);
        ++edge.index;
        edge.hashes.clear();
    }
}

std::vector<TileFile> TileWriter::partial() const {
    std::vector<TileFile> files;
    for (std::size_t level = 0; level < edges_.size(); ++level) {
        const Edge& edge = edges_[level];
        if (edge.hashes.empty()) continue;
        const Tile tile{static_cast<unsigned>(level), edge.index, edge.hashes.size()};
        files.push_back(file_of(tile, edge.hashes));
    }
    return files;
}

NodeSource nodes_of_tiles(std::uint64_t size, TileSource read) {
    return [size, read = std::move(read)](Node node) -> Result<Hash> {
        // The node is the root over 2^height neighbours in a tile.
        const unsigned level = node.level / kTileHeight;
        const unsigned height = node.level % kTileHeight;
        const std::uint64_t first = node.index << height;
        REMIT_CHECK(((node.index + 1) << height) <= hash_count(size, level));
        const Tile tile = tile_at(size, level, first / kTileWidth);
        const std::vector<Hash> hashes = REMIT_TRY(read_hashes(tile, read));
        return fold(std::span(hashes).subspan(first % kTileWidth, std::size_t{1} << height));
    };
}

}  // namespace remit::ledger
