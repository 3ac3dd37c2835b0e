// The tree is lossless, and the check that says so sees every way of being lossy.
#include "act/tree.h"

#include <doctest/doctest.h>

#include <string_view>

#include "support/small_grammar.h"

namespace remit::act {
namespace {

constexpr std::string_view kText =
    "Odjel za vode; „bare";  // the mark before "bare" has three bytes

/// A root with two leaves: "Odjel za vode" and the rest.
Tree two_leaves(diag::Span first, diag::Span second) {
    Tree tree;
    tree.nodes = {{NodeKind::root, {first.begin, second.end}, 3},
                  {NodeKind::words, first, 2},
                  {NodeKind::words, second, 3}};
    return tree;
}

}  // namespace

TEST_CASE("tree: leaves and the blanks between them are the text") {
    const Tree tree = two_leaves({0, 14}, {15, 22});
    CHECK(find_tree_fault(tree, kText) == kText.size());
    CHECK(print_tree(tree, kText) == kText);
}

TEST_CASE("tree: what no leaf holds is found, be it one mark of punctuation") {
    CHECK(find_tree_fault(two_leaves({0, 13}, {15, 22}), kText) == 13);
    CHECK(find_tree_fault(two_leaves({0, 14}, {18, 22}), kText) == 14);
    CHECK(find_tree_fault(two_leaves({0, 14}, {15, 21}), kText) == 21);
    CHECK(find_tree_fault(two_leaves({2, 14}, {15, 22}), kText) == 0);
}

TEST_CASE("tree: leaves that overlap are found") {
    CHECK(find_tree_fault(two_leaves({0, 14}, {13, 22}), kText) == 14);
}

TEST_CASE("tree: white space of every width is blank") {
    constexpr std::string_view kBlanks = "a\t\r\n\u00A0\u2003\u202F\u3000\uFEFFb";
    const auto size = static_cast<std::uint32_t>(kBlanks.size());
    CHECK(find_tree_fault(two_leaves({0, 1}, {size - 1, size}), kBlanks) == kBlanks.size());
}

TEST_CASE("tree: an empty text has an empty tree") {
    CHECK(find_tree_fault(Tree{}, "") == 0);
    CHECK(print_tree(Tree{}, "").empty());
}

TEST_CASE("tree: it is shown with blocks, places and words") {
    CHECK(testing::SmallReading("Članak 2.\nOdjel za vode prati rijeke; mjeri kiše.\n").tree ==
          "root [0, 51)\n"
          "  article [0, 10)\n"
          "    words [0, 10) 'Članak 2.'\n"
          "  remit [11, 51)\n"
          "    unit_ref [11, 24) 'Odjel za vode'\n"
          "    duty [25, 37) 'prati rijeke'\n"
          "    separator [37, 38) ';'\n"
          "    duty [39, 50) 'mjeri kiše'\n"
          "    separator [50, 51) '.'\n");
}

}  // namespace remit::act
