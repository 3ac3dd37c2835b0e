// Each kind of block of the tree, shown on the shortest text that makes one.
//
// What words the parser knows is data and tested with the data (src/compile/forms_test.cpp).
#include "act/parser.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/small_grammar.h"

namespace remit::act {
namespace {

/// Blocks and leaves in order, without their places: "remit(unit_ref duty) article(words)".
std::string shape_of(std::string_view text) {
    const testing::SmallReading reading(text);
    std::string shape;
    std::size_t block_end = 0;
    const auto& nodes = reading.syntax.tree.nodes;
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (!reading.syntax.tree.is_leaf(i)) {
            shape += (shape.empty() ? "" : " ") + std::string(name_of(nodes[i].kind)) + "(";
            block_end = nodes[i].subtree_end;
            continue;
        }
        if (shape.back() != '(') shape += ' ';
        shape += name_of(nodes[i].kind);
        if (i + 1 == block_end) shape += ')';
    }
    return shape;
}

}  // namespace

TEST_CASE("parser: a name alone on its line is a heading, with or without a number") {
    CHECK(shape_of("Odjel za vode\n") == "heading(unit_name)");
    CHECK(shape_of("2.1. Odjel za vode\n") == "heading(mark unit_name)");
}

TEST_CASE("parser: an article is a block of its own") {
    CHECK(shape_of("Članak 3.\n") == "article(words)");
    CHECK(shape_of("Članak 3.a\nOdjel za vode prati rijeke.\n") ==
          "article(words) remit(unit_ref duty separator)");
}

TEST_CASE("parser: clauses of a sentence are duties, the residual tail is one of them") {
    CHECK(shape_of("Odjel za vode prati rijeke; mjeri kiše, te obavlja i druge poslove.\n") ==
          "remit(unit_ref duty separator duty separator duty separator)");
}

TEST_CASE("parser: a lead-in is apart from the duties behind it") {
    CHECK(shape_of("Odjel za vode obavlja poslove koji se odnose na: rijeke; jezera.\n") ==
          "remit(unit_ref lead duty separator duty separator)");
    CHECK(shape_of("Odjel za vode obavlja poslove koji se odnose na:\n1) rijeke;\n2) jezera.\n") ==
          "remit(unit_ref lead) item(mark duty separator) item(mark duty separator)");
}

TEST_CASE("parser: a unit may be spoken of as a place") {
    CHECK(shape_of("U Odjelu za vode obavljaju se poslovi koji se odnose na: rijeke; jezera.\n") ==
          "remit(words unit_ref lead duty separator duty separator)");
}

TEST_CASE("parser: units are announced in a list or in the sentence") {
    CHECK(
        shape_of("U Sektoru za vode ustrojavaju se:\n1. Odjel za rijeke;\n2. Odjel za jezera.\n") ==
        "announcement(words unit_ref words) announced(mark unit_name separator) "
        "announced(mark unit_name separator)");
}

TEST_CASE("parser: the duties of a post are no duties of a unit") {
    const std::string shape = shape_of("Odjel za vode prati rijeke.\nNačelnik vodi Odjel.\n");
    CHECK(shape == "remit(unit_ref duty separator) post(words)");
}

TEST_CASE("parser: other text is a statement") {
    CHECK(shape_of("Ova Uredba stupa na snagu osmoga dana.\n") == "statement(words)");
}

TEST_CASE("parser: punctuation that belongs nowhere is stray and reported") {
    const testing::SmallReading reading("Odjel za vode prati rijeke;; mjeri kiše.\n");
    CHECK(reading.tree.find("stray") != std::string::npos);
    REQUIRE(reading.diagnostics.all().size() == 1);
    CHECK(reading.diagnostics.all().front().id == diag::DiagnosticId::stray_punctuation);
}

TEST_CASE("parser: no text, blanks, and marks alone are read") {
    CHECK(shape_of("").empty());
    CHECK(shape_of(" \n\t\n").empty());
    for (const std::string_view text :
         {"„", "„„„", "(", ";", "1.", "- - -", "\xFF\xC4", "I", "Članak", ":"}) {
        const testing::SmallReading reading(text);
        CHECK_MESSAGE(find_tree_fault(reading.syntax.tree, text) == text.size(), text);
    }
}

}  // namespace remit::act
