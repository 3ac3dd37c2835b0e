// A unit's name ends where the sentence goes on.
#include "act/names.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/small_grammar.h"

namespace remit::act {
namespace {

std::string name_in(std::string_view text, NameContext context = NameContext::sentence,
                    std::string_view learnt = {}) {
    const std::string joined = std::string(learnt) + std::string(text);
    const testing::SmallWords read(joined);
    NameReader reader(read.tokens, read.words);
    std::size_t begin = 0;
    while (begin < read.tokens.size() && read.tokens[begin].begin < learnt.size()) ++begin;
    if (begin > 0) reader.learn(0, begin);
    const auto phrase = reader.read(begin, read.tokens.size(), context);
    if (!phrase) return "none";
    const std::size_t first = read.tokens[phrase->name_begin].begin;
    return joined.substr(first, read.tokens[phrase->name_end - 1].end - first);
}

}  // namespace

TEST_CASE("names: a name ends before verb, relative clause, colon and dash") {
    CHECK(name_in("Odjel za vode prati rijeke") == "Odjel za vode");
    CHECK(name_in("Odjel za vode koji prati rijeke") == "Odjel za vode");
    CHECK(name_in("Odjel za vode: rijeke") == "Odjel za vode");
    CHECK(name_in("Odjel za vode - prati rijeke") == "Odjel za vode");
}

TEST_CASE("names: a name may hold commas, conjunctions and slashes of its own") {
    CHECK(name_in("Odjel za vode, bare i močvare prati rijeke") == "Odjel za vode, bare i močvare");
    CHECK(name_in("Odjel za most/skelu prati rijeke") == "Odjel za most/skelu");
}

TEST_CASE("names: in a list the next unit ends a name") {
    CHECK(name_in("Odjel za vode i bare, Odjel za kiše", NameContext::list) ==
          "Odjel za vode i bare");
}

TEST_CASE("names: attributes stand before the kind, other words do not") {
    CHECK(name_in("Samostalni odjel za vode prati rijeke") == "Samostalni odjel za vode");
    CHECK(name_in("Ministar i odjel za vode prate rijeke") == "none");
    CHECK(name_in("Rijeke i jezera") == "none");
}

TEST_CASE("names: before a verb that no list knows, a name ends where it ended before") {
    constexpr NameContext kSentence = NameContext::sentence;
    CHECK(name_in("Odjel za vode pali svjetla", kSentence) == "Odjel za vode pali svjetla");
    CHECK(name_in("Odjel za vode pali svjetla", kSentence, "Odjel za vode\n") == "Odjel za vode");
    CHECK(name_in("Odjel za vode i bare pali", kSentence, "Odjel za vode\n") ==
          "Odjel za vode i bare pali");
}

TEST_CASE("names: a unit may be spoken of as a place") {
    const testing::SmallWords read("U Odjelu za vode prati se stanje.");
    const auto phrase =
        NameReader(read.tokens, read.words).read(0, read.tokens.size(), NameContext::sentence);
    REQUIRE(phrase.has_value());
    CHECK(phrase->place);
    CHECK(phrase->begin == 0);
    CHECK(phrase->name_begin == 1);
    CHECK(!phrase->nominative);
}

}  // namespace remit::act
