// Builds a Tree from tokens in order.
//
// Invariant: a leaf takes all tokens from the end of the last leaf, so that by construction no
// token is left out or used twice. A block that would hold no leaf is never made.
#pragma once

#include <cstddef>
#include <vector>

#include "act/tree.h"
#include "act/words.h"
#include "base/check.h"

namespace remit::act {

class TreeBuilder {
  public:
    explicit TreeBuilder(Tokens tokens) : tokens_(tokens) {
        tree_.nodes.reserve(tokens.size() / 6 + 1);
        begin(NodeKind::root);
    }

    void begin(NodeKind kind) {
        open_.push_back(tree_.nodes.size());
        tree_.nodes.push_back({kind, {}, 0});
    }
    /// Closes the block; a block without leaves vanishes.
    void end() {
        const std::size_t index = open_.back();
        open_.pop_back();
        if (index + 1 == tree_.nodes.size() && index > 0) {
            tree_.nodes.pop_back();
            return;
        }
        Node& node = tree_.nodes[index];
        node.subtree_end = static_cast<std::uint32_t>(tree_.nodes.size());
        if (index + 1 == tree_.nodes.size()) return;
        node.span = {tree_.nodes[index + 1].span.begin, tree_.nodes.back().span.end};
    }
    /// A leaf of all tokens from the last leaf up to `end_token`; none where there are none.
    void leaf(NodeKind kind, std::size_t end_token) {
        if (end_token <= next_) return;
        REMIT_CHECK(end_token <= tokens_.size());
        const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
        tree_.nodes.push_back(
            {kind, {tokens_[next_].begin, tokens_[end_token - 1].end}, index + 1});
        next_ = end_token;
    }
    /// The first token that no leaf holds yet.
    [[nodiscard]] std::size_t next() const { return next_; }

    Tree finish() {
        REMIT_CHECK(next_ == tokens_.size() && open_.size() == 1);
        end();
        return std::move(tree_);
    }

  private:
    Tokens tokens_;
    Tree tree_;
    std::vector<std::size_t> open_;
    std::size_t next_ = 0;
};

}  // namespace remit::act
