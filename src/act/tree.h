// The lossless syntax tree of an act.
//
// Nodes stand in preorder; a node's children follow it up to its subtree's end. Invariants, checked
// by find_tree_fault() and by the tests on every input there is: leaves are in order and do not overlap;
// every byte outside them is white space; printing the leaves with what stands between them gives
// the input back byte for byte. So every non-blank byte of the text belongs to exactly one leaf;
// what makes no sense is in `stray` leaves, each with a diagnostic.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"

namespace remit::act {

enum class NodeKind : std::uint8_t {
    // blocks, children of the root
    root,
    article,       // "Članak 45."
    heading,       // a unit's name standing alone, with its number
    announcement,  // "U Upravi X ustrojavaju se:", and the units it names where they stand in the
                   // same sentence
    announced,     // one unit of a list, with its mark
    remit,         // a sentence that gives duties: subject, lead-in, and duties that stand in it
    item,          // one duty of a list, with its mark
    post,          // about a post and its duties, which are no unit's
    statement,     // any other text
    // leaves
    mark,        // "1)", "5.1.1.", "-", "II"
    unit_name,   // the unit is headed or announced here
    unit_ref,    // the unit is spoken of: subject, or place ("U Sektoru za X")
    definition,  // "(u daljnjem tekstu: OESS)" inside a name
    lead,        // the words between the subject and the duties
    duty,        // the exact words of one duty
    separator,   // between duties
    words,       // any other words
    stray,       // punctuation that belongs nowhere
};

/// The kind's name as `remit compile -p tree` prints it.
std::string_view name_of(NodeKind kind);

struct Node {
    NodeKind kind = NodeKind::root;
    diag::Span span;                // first to last byte of its leaves
    std::uint32_t subtree_end = 0;  // index behind its last descendant
};

struct Tree {
    std::vector<Node> nodes;  // nodes[0] is the root; empty for no text

    [[nodiscard]] bool is_leaf(std::size_t index) const {
        return nodes[index].kind >= NodeKind::mark;
    }
    /// Calls visit(index) for each child of the node, in order.
    template <typename Visit>
    void for_each_child(std::size_t index, Visit visit) const {
        for (std::size_t child = index + 1; child < nodes[index].subtree_end;
             child = nodes[child].subtree_end) {
            visit(child);
        }
    }
};

/// The text that the tree was made from, put together from its leaves and the white space between
/// them.
std::string print_tree(const Tree& tree, std::string_view text);

/// The place of the first byte that breaks the invariant above, or text.size() where it holds.
std::size_t find_tree_fault(const Tree& tree, std::string_view text);

/// The tree for people: one node a line, indented, leaves with their words.
std::string describe_tree(const Tree& tree, std::string_view text);

}  // namespace remit::act
