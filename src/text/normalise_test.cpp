// Tests of normalise.h: composed text is told from decomposed text, wherever the seam is.
#include "text/normalise.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "text/fold.h"
#include "text/utf8.h"

using remit::text::find_uncomposed;
using remit::text::fold;
using remit::text::is_nfc;
using remit::text::nfc;

TEST_CASE("normalise: the place where text stops being composed is named") {
    CHECK(is_nfc("Vijeće sigurnosti – „Веће“"));
    CHECK(find_uncomposed("ab c\xCC\x8C") == 3U);
    CHECK(nfc("c\xCC\x8C") == "č");
    CHECK(is_nfc("б\xCC\x81"));  // no composed letter exists
    CHECK(is_nfc(""));
}

TEST_CASE("normalise: a check in pieces says what the whole conversion says") {
    constexpr std::array<const char*, 12> kParts = {
        "a", "č", "и", "\xCC\x86", "\xCC\x8C", "\xCC\xA3", "ᄀ", "ᅡ", "각", "Å", "“", "б"};
    std::mt19937 random(9);
    std::uniform_int_distribution<std::size_t> part(0, kParts.size() - 1);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (int i = 0; i < 6; ++i) text += kParts[part(random)];
        CHECK_MESSAGE(is_nfc(text) == (nfc(text) == text), text);
        CHECK_MESSAGE(fold(text) == fold(nfc(text)), text);
    }
}

TEST_CASE("normalise: a very long run of marks is judged without much memory") {
    std::string text = "x";
    for (int i = 0; i < 200000; ++i) text += "\xCC\x81";
    CHECK(is_nfc(text));
    CHECK(!is_nfc(text + "\xCC\xA3"));
}
