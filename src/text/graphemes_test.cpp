// Tests of graphemes.h: against ICU's own break iterator, on chosen and on random text.
#include "text/graphemes.h"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <random>
#include <string>

using remit::text::display_width;
using remit::text::first_grapheme_size;
using remit::text::grapheme_count;

namespace {

std::size_t count_by_icu(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    const auto units = icu::UnicodeString::fromUTF8(text);
    breaks->setText(units);
    std::size_t count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

}  // namespace

TEST_CASE("graphemes: letters with marks, line ends and bad bytes are counted as a person would") {
    CHECK(grapheme_count("") == 0);
    CHECK(grapheme_count("Vijeće") == 6);
    CHECK(grapheme_count("Vijec\xCC\x81"
                         "e") == 6);
    CHECK(grapheme_count("Веће\r\n") == 5);
    CHECK(grapheme_count("\xF0\x9F\x87\xAD\xF0\x9F\x87\xB7\xF0\x9F\x87\xB7\xF0\x9F\x87\xB8") == 2);
    CHECK(grapheme_count("\xFF\xD0") == 2);
    CHECK(first_grapheme_size("c\xCC\x81x") == 3);
    CHECK(first_grapheme_size("") == 0);
}

TEST_CASE("graphemes: marks and invisible characters take no column") {
    CHECK(display_width("c\xCC\x81x") == 2);
    CHECK(display_width("a\xC2\xAD\xE2\x80\x8B\xEF\xBB\xBF"
                        "b") == 2);
}

TEST_CASE("graphemes: a cluster ends at the limit, however many marks follow") {
    std::string text = "a";
    for (int i = 0; i < 100000; ++i) text += "\xCC\x81";
    CHECK(first_grapheme_size(text) <= remit::text::kGraphemeBytesMax);
    CHECK(grapheme_count(text) > 100);
}

TEST_CASE("graphemes: random text is cut as ICU cuts it") {
    constexpr std::array<const char*, 22> kParts = {
        "a",  "č", "Њ",        "\xCC\x81",     "\r",   "\n", "\xE2\x80\x8D", "👩",
        "❤",  "🇭", "🇷",        "\xC2\xAD",     "각",   "ᄀ", "ᅡ",           "ᆨ",
        "नि", "ำ", "\xD8\x80", "\xEF\xB8\x8F", "🏽", " "};
    std::mt19937 random(3);
    std::uniform_int_distribution<std::size_t> part(0, kParts.size() - 1);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (int i = 0; i < 8; ++i) text += kParts[part(random)];
        CHECK_MESSAGE(grapheme_count(text) == count_by_icu(text), text);
    }
}
