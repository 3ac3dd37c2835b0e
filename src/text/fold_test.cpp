// Tests of fold.h: the properties are tried on every code point and on random words.
#include "text/fold.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "text/utf8.h"

using remit::text::append_utf8;
using remit::text::fold;

TEST_CASE("fold: case, diacritics and scripts meet in one key") {
    CHECK(fold("Vijeće sigurnosti") == "vijece sigurnosti");
    CHECK(fold("ČĆŠŽĐčćšžđ") == "ccszdjccszdj");
    CHECK(fold("Савет безбедности") == "savet bezbednosti");
    CHECK(fold("Љубљана, Његош, Џеп, Ћирић, Ђорђе") == "ljubljana, njegos, dzep, ciric, djordje");
    CHECK(fold("džep") == "dzep");
    CHECK(fold("ǆep ǈubav Ǌ") == "dzep ljubav nj");
    CHECK(fold("Đura") == fold("Djura"));
    CHECK(fold("odjel") == "odjel");
    CHECK(fold("Müller Ærø Œuvre Straße ŁÓDŹ İstanbul ısı") ==
          "muller aero oeuvre strasse lodz istanbul isi");
}

TEST_CASE("fold: a word of mixed scripts is read in the script it is meant in") {
    CHECK(fold("Cаветa") == "saveta");  // Latin C and a among Cyrillic
    CHECK(fold("Савeт") == "savet");    // Latin e
    CHECK(fold("NАТО") == "nato");      // Cyrillic А, Т, О after a Latin N
    CHECK(fold("HАТО") == "nato");      // a Latin H meant as Н
    CHECK(fold("pорт") == "rort");      // Latin p meant as р
    CHECK(fold("роrt") == "port");      // Cyrillic р meant as p
    CHECK(fold("sarаdnja") == "saradnja");
    CHECK(fold("EУ") == "eu");
    CHECK(fold("Cаветa NATO") == "saveta nato");
}

TEST_CASE("fold: signs, numbers and spaces stay as they are") {
    CHECK(fold("čl. 46. st. 1. – „§“ ½ … №") == "cl. 46. st. 1. – „§“ ½ … №");
    CHECK(fold("") == "");
    CHECK(fold("a\xC2\xAD"
               "b") == "ab");  // soft hyphen
}

TEST_CASE("fold: composed and decomposed text have one key") {
    CHECK(fold("c\xCC\x8C") == fold("č"));
    CHECK(fold("с\xCC\x81") == fold("с"));
    CHECK(fold("и\xCC\x86") == fold("й"));
}

TEST_CASE("fold: bytes that are not UTF-8 become U+FFFD") {
    CHECK(fold("a\xFF") == "a\xEF\xBF\xBD");
    CHECK(fold("\xD1\xC2\xAD\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("fold: folding a key changes nothing, for every code point") {
    for (char32_t code_point = 1; code_point <= 0x10FFFF; ++code_point) {
        if (code_point >= 0xD800 && code_point < 0xE000) continue;
        std::string text;
        append_utf8(text, code_point);
        const std::string key = fold(text);
        if (fold(key) != key)
            FAIL_CHECK("U+", code_point, " folds to ", key, " and that to ", fold(key));
    }
}

TEST_CASE("fold: folding a key changes nothing, for random texts of both scripts and bad bytes") {
    constexpr std::array<const char*, 26> kParts = {"a", "C", "č",    "Đ",        "р",
                                                    "С", "в", "Њ",    "ѡ",        "й",
                                                    "p", "x", "B",    "\xCC\x8C", "\xC2\xAD",
                                                    " ", "-", "\xD1", "\x80",     "7",
                                                    "ǆ", "ﬁ", "ы",    "Ω",        "\xE2\x80\x8D",
                                                    "ь"};
    std::mt19937 random(7);
    std::uniform_int_distribution<std::size_t> part(0, kParts.size() - 1);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (int i = 0; i < 8; ++i) text += kParts[part(random)];
        const std::string key = fold(text);
        CHECK_MESSAGE(fold(key) == key, text);
    }
}
