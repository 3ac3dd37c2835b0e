// How words of papers meet words of names: plurals, declined acronyms, capitals.
#include "route/word_keys.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/fold.h"

namespace remit::route {
namespace {

std::string key_of(Lane lane, std::string_view word) {
    text::Lexicon lexicon;
    const text::WordId id = lexicon.intern(word);
    return lane_key(lane, lexicon[id]);
}
std::string western(std::string_view word) {
    return western_key(text::fold(word));
}

/// A reader for tables that hold these acronyms, and no other word.
struct Acronyms {
    KeyTable tables[kLaneCount];
    TextReader reader{tables};

    explicit Acronyms(const std::vector<std::string_view>& acronyms) {
        for (const auto acronym : acronyms) {
            tables[static_cast<std::size_t>(Lane::capitals)].add(text::fold(acronym));
        }
    }
    /// The words of the text with their own bytes; those that are one of the acronyms in brackets.
    std::string read(std::string_view text) {
        std::string shown;
        for (const TextWord& word : reader.read(text)) {
            const std::string bytes(text.substr(word.begin, word.end - word.begin));
            const bool known = word.keys.lane[static_cast<std::size_t>(Lane::capitals)] != kNoKey;
            shown += shown.empty() ? "" : " ";
            shown += known ? "[" + bytes + "]" : bytes;
        }
        return shown;
    }
};

}  // namespace

TEST_CASE("word keys: an English or French plural and its singular meet") {
    for (const auto& [one, many] :
         std::vector<std::pair<std::string, std::string>>{{"treaty", "treaties"},
                                                          {"right", "rights"},
                                                          {"process", "processes"},
                                                          {"branch", "branches"},
                                                          {"tax", "taxes"},
                                                          {"réseau", "réseaux"},
                                                          {"tribunal", "tribunaux"},
                                                          {"arme", "armes"}}) {
        CAPTURE(one);
        CHECK(western(one) == western(many));
    }
}

TEST_CASE("word keys: what only looks like a plural is left alone") {
    for (const std::string_view word : {"status", "crisis", "access", "gas", "is"}) {
        CHECK(western(word) == word);
    }
}

TEST_CASE("word keys: a Croatian and a Serbian word meet in all cases and both scripts") {
    const std::string council = key_of(Lane::slavic, "Vijeće");
    for (const std::string_view form : {"Vijeća", "vijećem", "VIJEĆU", "Веће", "већа"}) {
        CHECK(key_of(Lane::slavic, form) == council);
    }
}

TEST_CASE("word keys: an acronym counts in capitals only") {
    CHECK(key_of(Lane::capitals, "WHO") == "who");
    CHECK(key_of(Lane::capitals, "ОЕБС") == "oebs");
    CHECK(key_of(Lane::capitals, "who").empty());
    CHECK(key_of(Lane::capitals, "Who").empty());
}

TEST_CASE("word keys: an ending glued to an acronym falls off, in both scripts") {
    CHECK(key_of(Lane::capitals, "KFORa") == "kfor");
    CHECK(key_of(Lane::capitals, "NATOvim") == "nato");
    CHECK(key_of(Lane::capitals, "КФОРа") == "kfor");
    CHECK(key_of(Lane::capitals, "УНМИКу") == "unmik");
    CHECK(key_of(Lane::capitals, "NATOlogist").empty());
    CHECK(key_of(Lane::capitals, "EUr").empty());
}

TEST_CASE("text words: an ending behind a hyphen is part of the acronym, and nothing else is") {
    Acronyms known({"NATO", "OESS", "ОЕБС"});
    CHECK(known.read("rad NATO-a i OESS-u") == "rad [NATO-a] i [OESS-u]");
    CHECK(known.read("мисија ОЕБС-а") == "мисија [ОЕБС-а]");
    CHECK(known.read("NATO – a") == "[NATO] a");
    CHECK(known.read("NATO-led") == "[NATO] led");
    CHECK(known.read("nato-a") == "nato a");
    CHECK(known.read("-a NATO") == "a [NATO]");
}

TEST_CASE("text words: numbers are words, marks are not") {
    Acronyms known({});
    CHECK(known.read("Article 24, § 3 (b)!") == "Article 24 3 b");
    CHECK(known.read("").empty());
    CHECK(known.read(" .,;- ").empty());
}

TEST_CASE("text words: a reader that has forgotten its words reads on as before") {
    Acronyms known({"NATO"});
    std::string many;
    for (int i = 0; i < 70'000; ++i) {
        std::string word = "w";
        for (int rest = i; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
        many += word + "q ";
    }
    CHECK(known.read("NATO-a") == "[NATO-a]");
    CHECK(known.reader.read(many).size() == 70'000);
    CHECK(known.read("u NATO-u") == "u [NATO-u]");
}

TEST_CASE("key table: keys are numbered from one in order of first sight") {
    KeyTable table;
    CHECK(table.find("a") == kNoKey);
    CHECK(table.add("a") == 1);
    CHECK(table.add("b") == 2);
    CHECK(table.add("a") == 1);
    CHECK(table.find("b") == 2);
    CHECK(table.find("c") == kNoKey);
}

}  // namespace remit::route
