// The tree over all entries: RFC 9162 (and RFC 6962), section 2.1, with SHA-256.
//
// A leaf is hashed behind the byte 0, a node behind the byte 1. The leaves are the hashes of
// entries in the order in which the sealer put them. The functions name the sections of RFC 9162
// that they follow.
//
// Invariant: nothing here keeps or reads a tree. What is needed of one is asked of a NodeSource,
// which knows the nodes over whole subtrees (tile.h reads them from tiles); those never change once
// they are there. Indices and sizes are 64 bits, no proof has more than 64 hashes, and verifying
// trusts nothing but its arguments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace remit::ledger {

/// Far more than will be; with it a size has a place in every signed number and a proof at most 63
/// hashes.
inline constexpr std::uint64_t kTreeSizeMax = (std::uint64_t{1} << 62U);

/// 2.1.1: the hash of a leaf with this content.
base::Hash leaf_hash(std::string_view content);
/// The leaf of an entry: its content is the entry's hash.
base::Hash leaf_of(const base::Hash& entry);
/// 2.1.1: the hash of a node over two others.
base::Hash node_hash(const base::Hash& left, const base::Hash& right);
/// 2.1.1: the root of a tree without leaves.
base::Hash empty_root();

/// The right edge of a tree: enough to add leaves and to know the root, in O(log size) hashes.
class Frontier {
  public:
    Frontier() = default;
    /// Taken up again from what peaks() gave. Errors: corrupt, where their number does not fit the
    /// size.
    static Result<Frontier> of(std::uint64_t size, std::vector<base::Hash> peaks);

    /// Cost: one hash on average, O(log size) at most.
    void append(const base::Hash& leaf);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// Cost: O(log size) hashes.
    [[nodiscard]] base::Hash root() const;
    /// The roots of the whole subtrees that the tree is made of, the largest first.
    [[nodiscard]] const std::vector<base::Hash>& peaks() const { return peaks_; }

  private:
    std::uint64_t size_ = 0;
    std::vector<base::Hash> peaks_;
};

/// The root of the whole subtree over the leaves index * 2^level to (index + 1) * 2^level.
struct Node {
    unsigned level = 0;
    std::uint64_t index = 0;

    bool operator==(const Node&) const = default;
};

/// Gives the hash of a node that lies wholly in the tree. Its errors are passed on.
using NodeSource = std::function<Result<base::Hash>(Node)>;
/// Nodes computed from leaves each time. Cost: 2^level hashes a node; for small trees.
NodeSource nodes_of_leaves(std::function<Result<base::Hash>(std::uint64_t)> leaf_at);

/// The root of the first `size` leaves. Errors: of the source.
Result<base::Hash> root_at(std::uint64_t size, const NodeSource& nodes);

using Proof = std::vector<base::Hash>;

/// 2.1.3.1: that the leaf stands at the index in the tree of the size. Errors: invalid_input where
/// the index is not below the size; of the source.
Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeSource& nodes);
/// 2.1.4.1: that the tree of the old size is the beginning of that of the new one; empty where the
/// sizes are equal or the old one is 0. Errors: invalid_input where the old size is the larger; of
/// the source.
Result<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t new_size,
                                const NodeSource& nodes);

/// 2.1.3.2. Errors: corrupt, where the proof does not show it.
Status verify_inclusion(const base::Hash& leaf, std::uint64_t index, std::uint64_t size,
                        std::span<const base::Hash> proof, const base::Hash& root);

struct TreeHead {
    std::uint64_t size = 0;
    base::Hash root;

    bool operator==(const TreeHead&) const = default;
};

/// 2.1.4.2; the empty tree is the beginning of every tree. Errors: corrupt, where the proof does
/// not show it.
Status verify_consistency(const TreeHead& old_head, const TreeHead& new_head,
                          std::span<const base::Hash> proof);

}  // namespace remit::ledger
