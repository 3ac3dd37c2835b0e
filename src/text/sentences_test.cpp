// Tests of sentences.h: full stops that end a sentence, and those that do not.
#include "text/sentences.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using remit::text::ends_clause;
using remit::text::ends_sentence;
using remit::text::is_abbreviation;
using remit::text::Lexicon;
using remit::text::Token;
using remit::text::tokenise;

namespace {

// The text with a bar behind each end.
std::string marked(std::string_view text,
                   bool (*ends)(std::span<const Token>, std::size_t, const Lexicon&)) {
    Lexicon lexicon;
    const std::vector<Token> tokens = tokenise(text, lexicon);
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        out += text.substr(copied, tokens[i].end - copied);
        copied = tokens[i].end;
        if (ends(tokens, i, lexicon)) out += '|';
    }
    return out + std::string(text.substr(copied));
}

void check_ends(std::string_view wanted) {
    std::string plain(wanted);
    std::erase(plain, '|');
    CHECK(marked(plain, ends_sentence) == wanted);
}

}  // namespace

TEST_CASE("sentences: a full stop before a capital ends a sentence") {
    check_ends("Prati rad Vijeća.| Priprema stajališta.|");
    check_ends("Прати рад Савета.| Припрема ставове.|");
    check_ends("Prati rad.|\nSlužba za NATO");
    check_ends("prati rad.|\n\nčlan");
    check_ends("rad odbora.| „Služba“ prati!| Tko?| Ona.|");
}

TEST_CASE("sentences: abbreviations end none") {
    check_ends("iz čl. 46. st. 1. i br. 12 te tzv. Zapadnog Balkana, npr. Albanije.|");
    check_ends("u skladu s čl. 46. Zakona i Sl. glasnik R. Srbije.|");
    check_ends("Vlada R. Srbije, dr. Ivan I. Ivić, prof. Ana.|");
    check_ends("„Сл. гласник РС”, бр. 12 и тзв. Косово.|");
    check_ends("kod OUN i sl. organizacija");
    check_ends("OESS, NATO i sl.| Služba prati.|");
    check_ends("v. d. Ravnatelja, www.mvep.hr i kn. Petar.|");
}

TEST_CASE("sentences: ordinals, dates and numerals end none within a line") {
    check_ends("Dana 12. 5. 2020. Ministarstvo i 80. Skupština, III. Odjel, XIV. Korpus.|");
    check_ends("1. Služba za NATO\n2. Služba za UN");
    check_ends("Članak 46.|\nSlužba");
    check_ends("do 2020. godine.| Prati");
}

TEST_CASE("sentences: dots in a row and lower case behind them are read as one") {
    check_ends("prati... i tako dalje.|");
    check_ends("prati...| Služba");
    check_ends("rada.|Članak");
}

TEST_CASE("sentences: a semicolon ends a clause and no sentence") {
    CHECK(marked("prati rad; priprema čl. 4; kraj.", ends_clause) ==
          "prati rad;| priprema čl. 4;| kraj.|");
}

TEST_CASE("sentences: an abbreviation has its full stop and is known, an initial, or unspeakable") {
    Lexicon lexicon;
    const auto tokens = tokenise("čl. R. knjž. rad. čl x.", lexicon);
    CHECK(is_abbreviation(tokens, 0, lexicon));
    CHECK(is_abbreviation(tokens, 2, lexicon));
    CHECK(is_abbreviation(tokens, 4, lexicon));
    CHECK(!is_abbreviation(tokens, 6, lexicon));
    CHECK(!is_abbreviation(tokens, 8, lexicon));
    CHECK(is_abbreviation(tokens, 9, lexicon));
    CHECK(!is_abbreviation(tokens, 1, lexicon));
}
