// Lines are put together where a person would read on.
#include "act/paragraphs.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/small_grammar.h"

namespace remit::act {
namespace {

using Texts = std::vector<std::string>;

Texts paragraphs_of(std::string_view text) {
    const testing::SmallWords read(text);
    Texts texts;
    for (const Paragraph& paragraph : find_paragraphs(read.tokens, read.words, text)) {
        const std::size_t begin = read.tokens[paragraph.begin].begin;
        texts.emplace_back(text.substr(begin, read.tokens[paragraph.end - 1].end - begin));
    }
    return texts;
}

}  // namespace

TEST_CASE("paragraphs: a line that goes on in small letters joins the one before") {
    CHECK(paragraphs_of("Odjel za vode obavlja poslove na\nrijekama.\n") ==
          Texts{"Odjel za vode obavlja poslove na\nrijekama."});
}

TEST_CASE("paragraphs: a mark begins a paragraph") {
    CHECK(paragraphs_of("Odjel za vode:\n1) rijeke;\n2) jezera.\n") ==
          Texts{"Odjel za vode:", "1) rijeke;", "2) jezera."});
}

TEST_CASE("paragraphs: headings and articles stand alone") {
    CHECK(paragraphs_of("Odjel za vode\nČlanak 3.\nOdjel za vode prati rijeke.\n") ==
          Texts{"Odjel za vode", "Članak 3.", "Odjel za vode prati rijeke."});
}

TEST_CASE("paragraphs: a blank line inside a sentence is passed over and marked") {
    constexpr std::string_view kText = "Odjel za vode:\n- rijeke i\n\njezera;\n- bare.\n";
    const testing::SmallWords read(kText);
    const auto paragraphs = find_paragraphs(read.tokens, read.words, kText);
    REQUIRE(paragraphs.size() == 3);
    REQUIRE(paragraphs[1].broken_at > 0);
    CHECK(kText.substr(read.tokens[paragraphs[1].broken_at].begin, 6) == "jezera");
}

TEST_CASE("paragraphs: a number alone belongs to the line below") {
    constexpr std::string_view kText = "2)\n\nOdjel za vode prati rijeke.\n";
    const testing::SmallWords read(kText);
    const auto paragraphs = find_paragraphs(read.tokens, read.words, kText);
    REQUIRE(paragraphs.size() == 1);
    CHECK(paragraphs[0].mark_alone);
}

TEST_CASE("paragraphs: together they hold every token once, in order") {
    for (const std::string_view text :
         {"", "\n\n", "a\nb\n\nc", "1)\n2)\n", "„\n(\n;", "I\n\nII\nČlanak"}) {
        const testing::SmallWords read(text);
        std::size_t end = 0;
        for (const Paragraph& paragraph : find_paragraphs(read.tokens, read.words, text)) {
            CHECK(paragraph.begin == end);
            CHECK(paragraph.end > paragraph.begin);
            end = paragraph.end;
        }
        CHECK(end == read.tokens.size());
    }
}

}  // namespace remit::act
