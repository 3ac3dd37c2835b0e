// Tests of merkle.h: the reference vectors of RFC 6962's implementations, and the definition of
// RFC 9162 written down naively.
#include "ledger/merkle.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/byte_text.h"

using namespace remit::ledger;
using remit::base::Hash;

namespace {

Hash hash(std::string_view hex) {
    return Hash::of(remit::base::from_hex(hex).value()).value();
}

Proof proof_of(std::initializer_list<std::string_view> hexes) {
    Proof proof;
    for (const std::string_view hex : hexes) proof.push_back(hash(hex));
    return proof;
}

// The eight leaves, their roots and proofs that the implementations of Certificate Transparency
// share (transparency-dev/merkle, proof/verify_test.go).
const std::array<std::string_view, 8> kContents = {"",
                                                   "00",
                                                   "10",
                                                   "2021",
                                                   "3031",
                                                   "40414243",
                                                   "5051525354555657",
                                                   "606162636465666768696a6b6c6d6e6f"};
const std::array<std::string_view, 8> kRoots = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Hash> known_leaves() {
    std::vector<Hash> leaves;
    leaves.reserve(kContents.size());
    for (const std::string_view hex : kContents)
        leaves.push_back(leaf_hash(remit::base::from_hex(hex).value()));
    return leaves;
}

NodeSource source_of(const std::vector<Hash>& leaves) {
    return nodes_of_leaves([&leaves](std::uint64_t index) -> remit::Result<Hash> {
        REQUIRE(index < leaves.size());
        return leaves[index];
    });
}

// RFC 9162, 2.1.1, 2.1.3.1 and 2.1.4.1, word for word.
std::size_t k_of(std::size_t n) {
    std::size_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}
using Leaves = std::vector<Hash>;
Leaves part(const Leaves& d, std::size_t begin, std::size_t end) {
    return {d.begin() + static_cast<std::ptrdiff_t>(begin),
            d.begin() + static_cast<std::ptrdiff_t>(end)};
}
Hash mth(const Leaves& d) {
    if (d.empty()) return remit::base::sha256({});
    if (d.size() == 1) return d[0];
    const std::size_t k = k_of(d.size());
    return node_hash(mth(part(d, 0, k)), mth(part(d, k, d.size())));
}
Proof with(Proof proof, const Hash& last) {
    proof.push_back(last);
    return proof;
}
Proof path(std::size_t m, const Leaves& d) {
    if (d.size() == 1) return {};
    const std::size_t k = k_of(d.size());
    if (m < k) return with(path(m, part(d, 0, k)), mth(part(d, k, d.size())));
    return with(path(m - k, part(d, k, d.size())), mth(part(d, 0, k)));
}
Proof subproof(std::size_t m, const Leaves& d, bool whole) {
    if (m == d.size()) return whole ? Proof{} : Proof{mth(d)};
    const std::size_t k = k_of(d.size());
    if (m <= k) return with(subproof(m, part(d, 0, k), whole), mth(part(d, k, d.size())));
    return with(subproof(m - k, part(d, k, d.size()), /*whole=*/false), mth(part(d, 0, k)));
}

Leaves many_leaves(std::size_t count) {
    Leaves leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
    return leaves;
}

constexpr std::size_t kManyLeaves = 70;

}  // namespace

TEST_CASE("merkle: the roots of the reference vectors, leaf by leaf") {
    CHECK(empty_root() == hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    Frontier frontier;
    CHECK(frontier.root() == empty_root());
    for (std::size_t i = 0; i < kRoots.size(); ++i) {
        frontier.append(known_leaves()[i]);
        CHECK(frontier.size() == i + 1);
        CHECK(frontier.root() == hash(kRoots[i]));
        CHECK(root_at(i + 1, source_of(known_leaves())).value() == hash(kRoots[i]));
    }
}

TEST_CASE("merkle: the inclusion proofs of the reference vectors") {
    struct Vector {
        std::uint64_t index;
        std::uint64_t size;
        Proof proof;
    };
    const std::vector<Vector> vectors = {
        {0, 1, {}},
        {0, 8,
         proof_of({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})},
        {5, 8,
         proof_of({"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})},
        {2, 3, proof_of({"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"})},
        {1, 5,
         proof_of({"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"})}};
    for (const Vector& v : vectors) {
        CHECK(inclusion_proof(v.index, v.size, source_of(known_leaves())).value() == v.proof);
        CHECK(verify_inclusion(known_leaves()[v.index], v.index, v.size, v.proof,
                               hash(kRoots[v.size - 1]))
                  .ok());
    }
}

TEST_CASE("merkle: the consistency proofs of the reference vectors") {
    struct Vector {
        std::uint64_t old_size;
        std::uint64_t new_size;
        Proof proof;
    };
    const std::vector<Vector> vectors = {
        {1, 1, {}},
        {1, 8,
         proof_of({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})},
        {6, 8,
         proof_of({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})},
        {2, 5,
         proof_of({"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"})},
        {6, 7,
         proof_of({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                   "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})}};
    for (const Vector& v : vectors) {
        CHECK(consistency_proof(v.old_size, v.new_size, source_of(known_leaves())).value() ==
              v.proof);
        CHECK(verify_consistency({v.old_size, hash(kRoots[v.old_size - 1])},
                                 {v.new_size, hash(kRoots[v.new_size - 1])}, v.proof)
                  .ok());
    }
}

TEST_CASE("merkle: roots and proofs are those of the definition, at every size to 70") {
    const Leaves leaves = many_leaves(kManyLeaves);
    const NodeSource nodes = source_of(leaves);
    Frontier frontier;
    for (std::size_t size = 0; size <= kManyLeaves; ++size) {
        const Leaves tree = part(leaves, 0, size);
        CHECK(frontier.root() == mth(tree));
        CHECK(root_at(size, nodes).value() == mth(tree));
        for (std::size_t index = 0; index < size; ++index) {
            const Proof proof = inclusion_proof(index, size, nodes).value();
            CHECK(proof == path(index, tree));
            CHECK(verify_inclusion(leaves[index], index, size, proof, mth(tree)).ok());
        }
        for (std::size_t old = 1; old <= size; ++old) {
            const Proof proof = consistency_proof(old, size, nodes).value();
            CHECK(proof == subproof(old, tree, /*whole=*/true));
            CHECK(verify_consistency({old, mth(part(leaves, 0, old))}, {size, mth(tree)}, proof)
                      .ok());
        }
        if (size < kManyLeaves) frontier.append(leaves[size]);
    }
}

TEST_CASE("merkle: a frontier is taken up again where it was left") {
    const Leaves leaves = many_leaves(kManyLeaves);
    Frontier frontier;
    for (const Hash& leaf : leaves) {
        frontier.append(leaf);
        frontier = Frontier::of(frontier.size(), frontier.peaks()).value();
    }
    CHECK(frontier.root() == mth(leaves));
    CHECK(Frontier::of(3, {leaves[0]}).error().message == "a tree of 3 leaves has 2 peaks, not 1");
    CHECK(!Frontier::of(kTreeSizeMax + 1, {}).ok());
}

TEST_CASE("merkle: an inclusion proof shows one leaf at one place of one tree") {
    const Leaves leaves = many_leaves(20);
    for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
        const Hash root = mth(part(leaves, 0, size));
        for (std::uint64_t index = 0; index < size; ++index) {
            const Proof proof = inclusion_proof(index, size, source_of(leaves)).value();
            const auto holds = [&](const Hash& leaf, std::uint64_t i, std::uint64_t n,
                                   const Proof& p, const Hash& r) {
                return verify_inclusion(leaf, i, n, p, r).ok();
            };
            for (std::uint64_t other = 0; other <= size; ++other) {
                if (other == index) continue;
                CHECK(!holds(leaves[index], other, size, proof, root));
                if (other < size) CHECK(!holds(leaves[other], index, size, proof, root));
            }
            CHECK(!holds(leaves[index], index, 0, proof, root));
            CHECK(!holds(leaves[index], index, size, with(proof, root), root));
            CHECK(!holds(leaves[index], index, size, proof, leaf_hash("other")));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                Proof changed = proof;
                changed[i].bytes[i % 32] ^= 8U;
                CHECK(!holds(leaves[index], index, size, changed, root));
                changed = proof;
                changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
                CHECK(!holds(leaves[index], index, size, changed, root));
            }
        }
    }
}

TEST_CASE("merkle: a consistency proof shows that one tree is the beginning of another") {
    const Leaves leaves = many_leaves(20);
    for (std::uint64_t size = 2; size <= leaves.size(); ++size) {
        const TreeHead now{size, mth(part(leaves, 0, size))};
        for (std::uint64_t old = 1; old < size; ++old) {
            const TreeHead before{old, mth(part(leaves, 0, old))};
            const Proof proof = consistency_proof(old, size, source_of(leaves)).value();
            for (std::uint64_t other = 0; other <= size; ++other) {
                if (other != old) CHECK(!verify_consistency({other, before.root}, now, proof).ok());
            }
            CHECK(!verify_consistency({old, now.root}, {size, before.root}, proof).ok());
            CHECK(!verify_consistency({old, leaf_hash("x")}, now, proof).ok());
            CHECK(!verify_consistency(before, {size, leaf_hash("x")}, proof).ok());
            CHECK(!verify_consistency(before, now, with(proof, now.root)).ok());
            CHECK(!verify_consistency(before, now, {}).ok());
            for (std::size_t i = 0; i < proof.size(); ++i) {
                Proof changed = proof;
                changed[i].bytes[i % 32] ^= 8U;
                CHECK(!verify_consistency(before, now, changed).ok());
            }
        }
    }
}

TEST_CASE("merkle: a history that was rewritten has no consistency proof") {
    Leaves leaves = many_leaves(13);
    const TreeHead before{6, mth(part(leaves, 0, 6))};
    leaves[4] = leaf_hash("rewritten");
    const TreeHead now{13, mth(leaves)};
    const Proof proof = consistency_proof(6, 13, source_of(leaves)).value();
    CHECK(verify_consistency(before, now, proof).error().message ==
          "the consistency proof leads to another old root");
}

TEST_CASE(
    "merkle: the empty tree is the beginning of every tree, and equal sizes have equal roots") {
    const TreeHead empty{0, empty_root()};
    const TreeHead one{1, leaf_hash("a")};
    CHECK(verify_consistency(empty, empty, {}).ok());
    CHECK(verify_consistency(empty, one, {}).ok());
    CHECK(verify_consistency(one, one, {}).ok());
    CHECK(!verify_consistency(empty, one, Proof{one.root}).ok());
    CHECK(!verify_consistency(one, one, Proof{one.root}).ok());
    CHECK(!verify_consistency({0, one.root}, one, {}).ok());
    CHECK(!verify_consistency(empty, {0, one.root}, {}).ok());
    CHECK(!verify_consistency({1, leaf_hash("b")}, one, {}).ok());
    CHECK(!verify_consistency(one, empty, {}).ok());
    CHECK(consistency_proof(0, 5, source_of(many_leaves(5))).value().empty());
}

TEST_CASE("merkle: a proof that cannot be is refused, and a fault of the source is passed on") {
    const Leaves leaves = many_leaves(5);
    CHECK(inclusion_proof(5, 5, source_of(leaves)).error().message ==
          "a tree of 5 entries has none with index 5");
    CHECK(consistency_proof(6, 5, source_of(leaves)).error().message ==
          "a tree of 6 entries is no beginning of one of 5");
    CHECK(!root_at(kTreeSizeMax + 1, source_of(leaves)).ok());
    const NodeSource broken = [](Node) -> remit::Result<Hash> {
        return remit::base::make_error(remit::ErrorCode::io, "no disk");
    };
    CHECK(root_at(5, broken).error().message == "no disk");
    CHECK(inclusion_proof(0, 5, broken).error().message == "no disk");
    CHECK(consistency_proof(3, 5, broken).error().message == "no disk");
}
