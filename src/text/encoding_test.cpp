// Tests of encoding.h: each code page is recognised from a sentence, and doubt gives no guess.
#include "text/encoding.h"

#include <doctest/doctest.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

using remit::text::CodePage;
using remit::text::find_wrong_letters;
using remit::text::guess_code_page;
using remit::text::name_of;

namespace {

constexpr const char* kLatin =
    "Služba obavlja poslove koji se odnose na međunarodne organizacije, šalje izvješća i čuva "
    "zapise; Članak 12. u Županiji, Đakovo.";
constexpr const char* kCyrillic =
    "Одељење обавља послове који се односе на међународне организације, шаље извештаје и чува "
    "записе; Члан 12. Ђердап, Њујорк, Џакарта.";

std::string encode(const char* text, const char* page) {
    const auto units = icu::UnicodeString::fromUTF8(text);
    std::string bytes(static_cast<std::size_t>(units.length()) * 4 + 4, '\0');
    const auto size =
        units.extract(0, units.length(), bytes.data(), static_cast<uint32_t>(bytes.size()), page);
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

std::string guess(const std::string& bytes) {
    const auto page = guess_code_page(bytes);
    return page.has_value() ? std::string(name_of(*page)) : "";
}

std::string repaired(std::string text) {
    const auto found = find_wrong_letters(text);
    for (auto letter = found.rbegin(); letter != found.rend(); ++letter) {
        text.replace(letter->offset, letter->size, letter->replacement);
    }
    return text;
}

}  // namespace

TEST_CASE("encoding: the code page of a sentence is recognised") {
    CHECK(guess(encode(kLatin, "windows-1250")) == "WINDOWS-1250");
    CHECK(guess(encode(kLatin, "ISO-8859-2")) == "ISO-8859-2");
    CHECK(guess(encode(kLatin, "ibm-852")) == "CP852");
    CHECK(guess(encode(kCyrillic, "windows-1251")) == "WINDOWS-1251");
    CHECK(guess(encode(kCyrillic, "ISO-8859-5")) == "ISO-8859-5");
    for (const char* text : {kLatin, kCyrillic}) {
        CHECK(guess(encode(text, "UTF-16LE")) == "UTF-16LE");
        CHECK(guess(encode(text, "UTF-16BE")) == "UTF-16BE");
    }
    CHECK(guess("\xFF\xFE") == "UTF-16LE");
}

TEST_CASE("encoding: ASCII, UTF-8 and binaries give no guess") {
    CHECK(guess("plain ASCII").empty());
    CHECK(guess(kCyrillic).empty());
    CHECK(guess(kLatin).empty());
    CHECK(guess(std::string("\x7F"
                            "ELF\x02\x01\x01\0\0\0\xF3\xFF\x90\x00\x12",
                            15))
              .empty());
    CHECK(guess("").empty());
}

TEST_CASE("encoding: letters of a wrong code page are found with what belongs there") {
    CHECK(repaired("drţava meĊu ĉlanak Ĉlanak SLUŢBA meĎunarodni MEĎU") ==
          "država među članak Članak SLUŽBA međunarodni MEĐU");
    CHECK(repaired("Ãuro i sluÅ¾ba, sigurnoÅ¡Ä‡u") == "Ãuro i služba, sigurnošću");
    CHECK(repaired("Ðuro meðu èlanak vijeæe") == "Đuro među članak vijeće");
    CHECK(find_wrong_letters("première članak Ærø").empty());
    CHECK(find_wrong_letters(kLatin).empty());
    CHECK(find_wrong_letters(kCyrillic).empty());
    CHECK(find_wrong_letters("").empty());
}
