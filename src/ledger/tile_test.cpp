// Tests of tile.h: names as the standard writes them, and trees of every shape from their tiles.
#include "ledger/tile.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace remit::ledger;
using remit::base::Hash;

namespace {

Hash leaf(std::uint64_t index) {
    return leaf_hash(std::to_string(index));
}

// The tiles of a tree, as files.
struct Stored {
    TileWriter writer;
    Frontier frontier;
    std::map<std::string, std::string> files;

    void grow_to(std::uint64_t size) {
        while (frontier.size() < size) {
            writer.append(leaf(frontier.size()));
            frontier.append(leaf(frontier.size()));
        }
        for (const TileFile& file : writer.take_whole()) files[path_of(file.tile)] = file.bytes;
        for (const TileFile& file : writer.partial()) files[path_of(file.tile)] = file.bytes;
    }
    [[nodiscard]] TileSource source() const {
        return [this](const Tile& tile) -> remit::Result<std::string> {
            const auto found = files.find(path_of(tile));
            if (found != files.end()) return found->second;
            return remit::base::make_error(remit::ErrorCode::not_found, path_of(tile));
        };
    }
};

std::vector<std::string> names(const Stored& stored) {
    std::vector<std::string> found;
    found.reserve(stored.files.size());
    for (const auto& [path, bytes] : stored.files) found.push_back(path);
    return found;
}

}  // namespace

TEST_CASE("tile: paths are those of the standard") {
    CHECK(path_of({0, 0}) == "tile/0/000");
    CHECK(path_of({0, 999}) == "tile/0/999");
    CHECK(path_of({1, 1000}) == "tile/1/x001/000");
    CHECK(path_of({2, 1'234'067}) == "tile/2/x001/x234/067");
    CHECK(path_of({63, 5, 255}) == "tile/63/005.p/255");
    CHECK(path_of({0, 1'234'067, 1}) == "tile/0/x001/x234/067.p/1");
}

TEST_CASE("tile: a tree of 256 leaves has a whole tile and a partial one of width 1 above it") {
    Stored stored;
    stored.grow_to(256);
    CHECK(names(stored) == std::vector<std::string>{"tile/0/000", "tile/1/000.p/1"});
    CHECK(stored.files["tile/0/000"].size() == 8192);
    CHECK(stored.files["tile/1/000.p/1"] == stored.frontier.root().view());
}

TEST_CASE("tile: a tree of 70,000 leaves has the tiles that the standard counts") {
    Stored stored;
    stored.grow_to(70'000);
    std::map<std::size_t, std::size_t> whole;
    std::vector<std::string> partial;
    for (const auto& [path, bytes] : stored.files) {
        if (path.find(".p/") != std::string::npos) {
            partial.push_back(path);
        } else {
            ++whole[static_cast<std::size_t>(path[5] - '0')];
        }
    }
    CHECK(whole == std::map<std::size_t, std::size_t>{{0, 273}, {1, 1}});
    CHECK(partial ==
          std::vector<std::string>{"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"});
    CHECK(root_at(70'000, nodes_of_tiles(70'000, stored.source())).value() ==
          stored.frontier.root());
}

TEST_CASE("tile: roots, proofs and older trees come out of the tiles at sizes around the edges") {
    const NodeSource naive =
        nodes_of_leaves([](std::uint64_t index) -> remit::Result<Hash> { return leaf(index); });
    for (const std::uint64_t size : {1U, 2U, 255U, 256U, 257U, 511U, 512U, 700U}) {
        Stored stored;
        stored.grow_to(size);
        const NodeSource nodes = nodes_of_tiles(size, stored.source());
        const Hash root = stored.frontier.root();
        CHECK(root_at(size, nodes).value() == root);
        for (const std::uint64_t index : {std::uint64_t{0}, size / 2, size - 1}) {
            const Proof proof = inclusion_proof(index, size, nodes).value();
            CHECK(proof == inclusion_proof(index, size, naive).value());
            CHECK(verify_inclusion(leaf(index), index, size, proof, root).ok());
            const TreeHead before{index + 1, root_at(index + 1, nodes).value()};
            CHECK(verify_consistency(before, {size, root},
                                     consistency_proof(index + 1, size, nodes).value())
                      .ok());
        }
    }
}

TEST_CASE("tile: a writer that is taken up again goes on as if it had never stopped") {
    Stored whole;
    whole.grow_to(1'000);
    Stored interrupted;
    for (const std::uint64_t size : {0U, 1U, 255U, 256U, 300U, 512U, 513U, 1'000U}) {
        interrupted.grow_to(size);
        auto again = TileWriter::of(size, interrupted.source());
        REQUIRE_MESSAGE(again.ok(), again.error().message);
        interrupted.writer = std::move(again).value();
    }
    for (const auto& [path, bytes] : whole.files) CHECK(interrupted.files[path] == bytes);
    // It has the partial tiles of the sizes at which it stopped besides.
    CHECK(interrupted.files.contains("tile/0/001.p/44"));
}

TEST_CASE("tile: a tile that is missing or has another width is told") {
    Stored stored;
    stored.grow_to(300);
    stored.files["tile/0/001.p/44"].pop_back();
    CHECK(TileWriter::of(300, stored.source()).error().message ==
          "'tile/0/001.p/44' has 1407 bytes, not 1408");
    CHECK(root_at(300, nodes_of_tiles(300, stored.source())).error().code ==
          remit::ErrorCode::corrupt);
    stored.files.erase("tile/0/001.p/44");
    CHECK(TileWriter::of(300, stored.source()).error().code == remit::ErrorCode::not_found);
    CHECK(root_at(300, nodes_of_tiles(300, stored.source())).error().code ==
          remit::ErrorCode::not_found);
}
