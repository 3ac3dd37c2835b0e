// Set phrases and names found in tokens.
#include "text/phrases.h"

#include <doctest/doctest.h>

#include <string>

#include "text/inflection.h"

namespace remit::text {
namespace {

/// The words of the longest phrase at the first word of the text, or nothing.
std::string longest_at_start(const PhraseTable& table, std::string_view text) {
    Lexicon lexicon;
    const std::vector<Token> tokens = tokenise(text, lexicon);
    PhraseMatcher matcher(table, lexicon);
    matcher.learn();
    const auto match = matcher.match_at(tokens, 0, tokens.size());
    if (!match) return {};
    const std::uint32_t begin = tokens[match->begin].begin;
    return std::string(text.substr(begin, tokens[match->end - 1].end - begin));
}

PhraseTable table_of(std::initializer_list<std::string_view> patterns, WordKey key = nullptr) {
    PhraseTable table(key);
    std::uint32_t value = 0;
    for (const std::string_view pattern : patterns) table.add(pattern, value++);
    return table;
}

}  // namespace

TEST_CASE("phrases: a pattern matches in any script and letter case") {
    const PhraseTable table = table_of({"koji se odnose na"});
    CHECK(longest_at_start(table, "koji se odnose na rad") == "koji se odnose na");
    CHECK(longest_at_start(table, "Који се односе на рад") == "Који се односе на");
    CHECK(longest_at_start(table, "koji se odnosi na rad").empty());
}

TEST_CASE("phrases: alternatives, beginnings, words that may be missing, and gaps") {
    const PhraseTable table =
        table_of({"(provodi|vodi) * odnos*", "u (tom|) smislu", "drug* poslov*"});
    CHECK(longest_at_start(table, "vodi diplomatske i druge odnose s UN") ==
          "vodi diplomatske i druge odnose");
    CHECK(longest_at_start(table, "u tom smislu") == "u tom smislu");
    CHECK(longest_at_start(table, "u smislu") == "u smislu");
    CHECK(longest_at_start(table, "druge poslove") == "druge poslove");
    CHECK(longest_at_start(table, "vodi a b c d e f g odnose").empty());  // the gap is too wide
}

TEST_CASE("phrases: the longest of several matches wins") {
    const PhraseTable table = table_of({"ministarstvo", "ministarstvo vanjskih poslova"});
    CHECK(longest_at_start(table, "Ministarstvo vanjskih poslova") ==
          "Ministarstvo vanjskih poslova");
}

TEST_CASE("phrases: names match in any case, acronyms with their endings") {
    PhraseTable table(inflection_key);
    table.add_name("Vijeće sigurnosti", 0);
    table.add_name("NATO-Rusija", 1);
    table.add_name("UN", 2);
    CHECK(longest_at_start(table, "Vijeću sigurnosti UN-a") == "Vijeću sigurnosti");
    CHECK(longest_at_start(table, "NATO-Rusija") == "NATO-Rusija");
    CHECK(longest_at_start(table, "UN-a i EU") == "UN-a");
}

TEST_CASE("phrases: a word of a million letters costs no more than reading it") {
    const PhraseTable table = table_of({"medjunarodn* odnos*"});
    const std::string word(1'000'000, 'a');
    CHECK(longest_at_start(table, word).empty());
}

}  // namespace remit::text
