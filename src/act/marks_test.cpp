// List marks are read in every style that acts use, and numbers in a sentence are none.
#include "act/marks.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/small_grammar.h"

namespace remit::act {
namespace {

Mark mark_of(std::string_view line) {
    const testing::SmallWords read(line);
    return read_mark(read.tokens, read.words, 0, read.tokens.size());
}

}  // namespace

TEST_CASE("marks: each style is known by its shape") {
    CHECK(mark_of("- praćenje rijeka").style == MarkStyle::dash);
    CHECK(mark_of("– praćenje rijeka").style == MarkStyle::dash);
    CHECK(mark_of("• praćenje rijeka").style == MarkStyle::bullet);
    CHECK(mark_of("* praćenje rijeka").style == MarkStyle::bullet);
    CHECK(mark_of("1. praćenje rijeka").style == MarkStyle::number_dot);
    CHECK(mark_of("1) praćenje rijeka").style == MarkStyle::number_paren);
    CHECK(mark_of("(1) praćenje rijeka").style == MarkStyle::paren_number);
    CHECK(mark_of("a) praćenje rijeka").style == MarkStyle::letter_paren);
    CHECK(mark_of("ђ) праћење река").style == MarkStyle::letter_paren);
    CHECK(mark_of("II Odjel za rijeke").style == MarkStyle::roman);
}

TEST_CASE("marks: decimals count their levels") {
    const Mark two = mark_of("5.1. Odjel za rijeke");
    CHECK(two.style == MarkStyle::decimal);
    CHECK(two.depth == 2);
    CHECK(mark_of("5.1.1.2.1. Odjel za rijeke").depth == 5);
}

TEST_CASE("marks: a decimal beyond every act is cut off and said to be") {
    std::string number;
    for (std::size_t i = 0; i < kMarkDepthMax + 5; ++i) number += "1.";
    const Mark mark = mark_of(number + " Odjel za rijeke");
    CHECK(mark.too_deep);
}

TEST_CASE("marks: a dash before a number is one mark") {
    const Mark mark = mark_of("- 2) praćenje rijeka");
    CHECK(mark.doubled);
    CHECK(mark.end == 3);
}

TEST_CASE("marks: words, and numbers that belong to words, are no marks") {
    CHECK(!mark_of("praćenje rijeka"));
    CHECK(!mark_of("Odjel za rijeke"));
    CHECK(!mark_of("i praćenje rijeka"));
    CHECK(!mark_of(""));
}

}  // namespace remit::act
