#include "ledger/merkle.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "base/check.h"

namespace remit::ledger {

using base::Hash;

namespace {

constexpr std::string_view kLeafPrefix("\0", 1);
constexpr std::string_view kNodePrefix("\1", 1);

// Leaves begin (included) to end (not included).
struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    [[nodiscard]] std::uint64_t size() const { return end - begin; }
    // RFC 9162: k, the largest power of two smaller than n; n must be 2 or more.
    [[nodiscard]] std::uint64_t split() const { return begin + std::bit_floor(size() - 1); }
    [[nodiscard]] Range left() const { return {begin, split()}; }
    [[nodiscard]] Range right() const { return {split(), end}; }
};

// MTH(D[begin:end]) of a range that a split of the tree gives: it begins at a multiple of its
// largest subtree. Its whole subtrees, the largest first, are folded from the right as 2.1.1 does.
Result<Hash> root_of(Range range, const NodeSource& nodes) {
    std::vector<Hash> peaks;
    while (range.size() > 0) {
        const auto level = static_cast<unsigned>(std::bit_width(range.size()) - 1);
        peaks.push_back(REMIT_TRY(nodes({level, range.begin >> level})));
        range.begin += std::uint64_t{1} << level;
    }
    if (peaks.empty()) return empty_root();
    Hash root = peaks.back();
    for (std::size_t i = peaks.size() - 1; i > 0; --i) root = node_hash(peaks[i - 1], root);
    return root;
}

Error invalid(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Error unproven(std::string message) {
    return base::make_error(ErrorCode::corrupt, std::move(message));
}

}  // namespace

Hash leaf_hash(std::string_view content) {
    return base::sha256({kLeafPrefix, content});
}

Hash leaf_of(const Hash& entry) {
    return leaf_hash(entry.view());
}

Hash node_hash(const Hash& left, const Hash& right) {
    return base::sha256({kNodePrefix, left.view(), right.view()});
}

Hash empty_root() {
    return base::sha256({});
}

Result<Frontier> Frontier::of(std::uint64_t size, std::vector<Hash> peaks) {
    if (size > kTreeSizeMax || peaks.size() != static_cast<std::size_t>(std::popcount(size))) {
        return base::make_error(ErrorCode::corrupt,
                                fmt::format("a tree of {} leaves has {} peaks, not {}", size,
                                            std::popcount(size), peaks.size()));
    }
    Frontier frontier;
    frontier.size_ = size;
    frontier.peaks_ = std::move(peaks);
    return frontier;
}

void Frontier::append(const Hash& leaf) {
    REMIT_CHECK(size_ < kTreeSizeMax);
    Hash hash = leaf;
    // Each trailing 1 of the size is a whole subtree that the new one makes into one of twice its
    // size.
    for (std::uint64_t rest = size_; (rest & 1U) != 0; rest >>= 1U) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
    }
    peaks_.push_back(hash);
    ++size_;
}

Hash Frontier::root() const {
    if (peaks_.empty()) return empty_root();
    Hash root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root);
    return root;
}

NodeSource nodes_of_leaves(std::function<Result<Hash>(std::uint64_t)> leaf_at) {
    return [leaf_at = std::move(leaf_at)](Node node) -> Result<Hash> {
        Frontier subtree;
        const std::uint64_t begin = node.index << node.level;
        const std::uint64_t end = (node.index + 1) << node.level;
        for (std::uint64_t i = begin; i < end; ++i) subtree.append(REMIT_TRY(leaf_at(i)));
        return subtree.root();
    };
}

Result<Hash> root_at(std::uint64_t size, const NodeSource& nodes) {
    if (size > kTreeSizeMax) return invalid("the tree is larger than may be");
    return root_of({0, size}, nodes);
}

Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeSource& nodes) {
    if (size > kTreeSizeMax || index >= size) {
        return invalid(fmt::format("a tree of {} entries has none with index {}", size, index));
    }
    // PATH(m, D[n]) goes down from the root; the proof lists the same hashes from the leaf up.
    Proof proof;
    for (Range range{0, size}; range.size() > 1;) {
        const bool goes_left = index < range.split();
        proof.push_back(REMIT_TRY(root_of(goes_left ? range.right() : range.left(), nodes)));
        range = goes_left ? range.left() : range.right();
    }
    std::ranges::reverse(proof);
    return proof;
}

Result<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t new_size,
                                const NodeSource& nodes) {
    if (new_size > kTreeSizeMax || old_size > new_size)
        return invalid(
            fmt::format("a tree of {} entries is no beginning of one of {}", old_size, new_size));
    Proof proof;
    if (old_size == 0 || old_size == new_size) return proof;
    // SUBPROOF(m, D[n], b) from the root down; b says that the subtree is one of the old tree's
    // own.
    Range range{0, new_size};
    bool whole = true;
    while (old_size != range.end) {
        const bool goes_left = old_size <= range.split();
        proof.push_back(REMIT_TRY(root_of(goes_left ? range.right() : range.left(), nodes)));
        if (!goes_left) whole = false;
        range = goes_left ? range.left() : range.right();
    }
    if (!whole) proof.push_back(REMIT_TRY(root_of(range, nodes)));
    std::ranges::reverse(proof);
    return proof;
}

Status verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                        std::span<const Hash> proof, const Hash& root) {
    // 1. Compare leaf_index and tree_size.
    if (index >= size)
        return unproven(fmt::format("a tree of {} entries has none with index {}", size, index));
    // 2. fn is leaf_index, sn is tree_size - 1.
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    // 3. r is hash.
    Hash r = leaf;
    // 4. For each value p of the path:
    for (const Hash& p : proof) {
        // a. The proof is longer than the way to the root.
        if (sn == 0) return unproven("the inclusion proof is too long");
        // b. p stands on the left of r, or on its right.
        if ((fn & 1U) != 0 || fn == sn) {
            r = node_hash(p, r);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            r = node_hash(r, p);
        }
        // c. One level up.
        fn >>= 1U;
        sn >>= 1U;
    }
    // 5. The whole way was gone, and led to the root.
    if (sn != 0) return unproven("the inclusion proof is too short");
    if (r != root) return unproven("the inclusion proof leads to another root");
    return base::done();
}

Status verify_consistency(const TreeHead& old_head, const TreeHead& new_head,
                          std::span<const Hash> proof) {
    if (old_head.size > new_head.size) return unproven("the older tree is the larger one");
    if (old_head.size == new_head.size || old_head.size == 0) {
        // Nothing is to be shown but that the same size has the same root, and the empty tree its
        // own.
        if (!proof.empty()) return unproven("the consistency proof is too long");
        const Hash expected = old_head.size == 0 ? empty_root() : new_head.root;
        if (old_head.root != expected || (new_head.size == 0 && new_head.root != expected))
            return unproven("two trees of one size have different roots");
        return base::done();
    }
    // 1. A path of nothing shows nothing.
    if (proof.empty()) return unproven("the consistency proof is too short");
    // 2. Where the old tree is a whole subtree, its root is the first value of the path.
    std::vector<Hash> path(proof.begin(), proof.end());
    if (std::has_single_bit(old_head.size)) path.insert(path.begin(), old_head.root);
    // 3. fn is first - 1, sn is second - 1.
    std::uint64_t fn = old_head.size - 1;
    std::uint64_t sn = new_head.size - 1;
    // 4. Go up to the first whole subtree.
    while ((fn & 1U) != 0) {
        fn >>= 1U;
        sn >>= 1U;
    }
    // 5. fr and sr are the first value of the path.
    Hash fr = path.front();
    Hash sr = path.front();
    // 6. For each further value c of the path:
    for (const Hash& c : std::span(path).subspan(1)) {
        // a. The proof is longer than the way to the root.
        if (sn == 0) return unproven("the consistency proof is too long");
        // b. c stands on the left of both, or on the right of the new one alone.
        if ((fn & 1U) != 0 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = node_hash(sr, c);
        }
        // c. One level up.
        fn >>= 1U;
        sn >>= 1U;
    }
    // 7. The whole way was gone, and led to both roots.
    if (sn != 0) return unproven("the consistency proof is too short");
    if (fr != old_head.root) return unproven("the consistency proof leads to another old root");
    if (sr != new_head.root) return unproven("the consistency proof leads to another new root");
    return base::done();
}

}  // namespace remit::ledger
