// Tests of token.h and lexicon.h: kinds, lines, and that every byte is accounted for.
#include "text/token.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

using remit::text::Casing;
using remit::text::Lexicon;
using remit::text::Script;
using remit::text::Token;
using remit::text::tokenise;
using remit::text::TokenKind;
using remit::text::Word;

namespace {

std::vector<std::string> cut(std::string_view text) {
    Lexicon lexicon;
    std::vector<std::string> out;
    for (const Token& token : tokenise(text, lexicon)) {
        out.emplace_back(text.substr(token.begin, token.end - token.begin));
    }
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("token: words, numbers and marks are told apart") {
    CHECK(cut("prati rad Vijeća EU-a; čl. 46.") ==
          Words{"prati", "rad", "Vijeća", "EU", "-", "a", ";", "čl", ".", "46", "."});
    CHECK(cut("СБУН 1244(1999)") == Words{"СБУН", "1244", "(", "1999", ")"});
    CHECK(cut("„a2b“2b") == Words{"„", "a2b", "“", "2", "b"});
    CHECK(cut("c\xCC\x8C") == Words{"c\xCC\x8C"});
    CHECK(cut("me\xC2\xADđu") == Words{"me\xC2\xADđu"});
    CHECK(cut("").empty());
    CHECK(cut(" \t\r\n\xEF\xBB\xBF").empty());
}

TEST_CASE("token: lines, blank lines and spaces are noted") {
    Lexicon lexicon;
    const auto tokens = tokenise("a b,c\nd\r\n \r\ne\rf", lexicon);
    REQUIRE(tokens.size() == 7);
    const auto flags = [&](std::size_t i) {
        return std::string(tokens[i].starts_line ? "l" : "-") +
               (tokens[i].after_blank_line ? "b" : "-") + (tokens[i].after_space ? "s" : "-");
    };
    CHECK(flags(0) == "l-s");
    CHECK(flags(1) == "--s");
    CHECK(flags(2) == "---");
    CHECK(flags(3) == "---");
    CHECK(flags(4) == "l-s");
    CHECK(flags(5) == "lbs");
    CHECK(flags(6) == "l-s");
    CHECK(tokenise("\n\na", lexicon)[0].after_blank_line);
    CHECK(!tokenise("a", lexicon)[0].after_blank_line);
}

TEST_CASE("token: bytes that are no character, and NULs, make invalid tokens") {
    Lexicon lexicon;
    const std::string text("a\xFF\xFE\0b", 5);
    const auto tokens = tokenise(text, lexicon);
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[1].kind == TokenKind::invalid);
    CHECK(tokens[1].begin == 1);
    CHECK(tokens[1].end == 4);
    CHECK(tokens[2].kind == TokenKind::word);
}

TEST_CASE("token: a mark carries its code point") {
    Lexicon lexicon;
    const auto tokens = tokenise("„–", lexicon);
    REQUIRE(tokens.size() == 2);
    CHECK(tokens[0].mark == U'„');
    CHECK(tokens[1].mark == U'–');
}

TEST_CASE("lexicon: one word has one id, its key, script and casing") {
    Lexicon lexicon;
    const auto id = lexicon.intern("Савет");
    CHECK(lexicon.intern("савет") != id);
    CHECK(lexicon.intern("Савет") == id);
    CHECK(lexicon[id].folded == "savet");
    CHECK(lexicon[id].script == Script::cyrillic);
    CHECK(lexicon[id].casing == Casing::capitalised);
    CHECK(lexicon[id].letter_count == 5);
    const auto casing = [&](std::string_view word) { return lexicon[lexicon.intern(word)].casing; };
    CHECK(casing("OESS") == Casing::upper);
    CHECK(casing("OESSa") == Casing::mixed);
    CHECK(casing("p") == Casing::lower);
    CHECK(casing("P") == Casing::capitalised);
    CHECK(casing("ŠTO2") == Casing::upper);
    CHECK(casing("eTwinning") == Casing::mixed);
    CHECK(lexicon[lexicon.intern("Cавет")].script == Script::mixed);
    CHECK(lexicon[lexicon.intern("ωmega")].script == Script::latin);
}

TEST_CASE("lexicon: a hundred thousand words keep their bytes and ids") {
    Lexicon lexicon;
    for (std::size_t i = 0; i < 100000; ++i) {
        CHECK(lexicon.intern("Реч" + std::to_string(i)).index() == i);
    }
    const auto& word = lexicon[lexicon.intern("Реч54321")];
    CHECK(word.text == "Реч54321");
    CHECK(word.folded == "rec54321");
}

TEST_CASE("token: every byte that is not white space lies in exactly one token") {
    constexpr std::array<const char*, 22> kParts = {"a",        "č",        "Ш",
                                                    " ",        "\n",       "\r",
                                                    "\t",       "1",        ".",
                                                    "-",        "\xCC\x8C", "\xC2\xAD",
                                                    "\xFF",     "\xD1",     "\x80",
                                                    "\xE2\x80", "“",        "\xF0\x9F\x98\x80",
                                                    "\xC2\xA0", "٣",        "\xE2\x80\xA8",
                                                    "Ⅳ"};
    std::mt19937 random(11);
    std::uniform_int_distribution<std::size_t> part(0, kParts.size() - 1);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (int i = 0; i < 10; ++i) text += kParts[part(random)];
        if (round % 3 == 0) text += '\0';
        Lexicon lexicon;
        std::size_t end = 0;
        std::string between;
        for (const Token& token : tokenise(text, lexicon)) {
            CHECK(token.begin >= end);
            CHECK(token.end > token.begin);
            between += text.substr(end, token.begin - end);
            end = token.end;
        }
        between += text.substr(end);
        CHECK(tokenise(between, lexicon).empty());
    }
}
