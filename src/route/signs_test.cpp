// What the loader of signs, symbols, places and language words reads, and what it says of a fault.
#include "route/signs.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "support/mailroom.h"

namespace remit::route {
namespace {

using testing::Mailroom;
using testing::Strings;

LoadedSigns load(std::string_view path, std::string_view text) {
    static const Mailroom room;
    const base::EmbeddedFile file{path, text};
    return load_signs({&file, 1}, room.words);
}

/// Every fault as "id at line:column 'what it points at'", parted by semicolons.
std::string faults(const LoadedSigns& loaded) {
    std::string shown;
    for (const diag::Diagnostic& fault : loaded.diagnostics.all()) {
        const diag::Place place = loaded.source.place_of(fault.span.begin);
        shown += shown.empty() ? "" : "; ";
        shown += std::string(diag::entry_of(fault.id).id_text) + " at " +
                 std::to_string(place.line) + ":" + std::to_string(place.column) + " '" +
                 std::string(loaded.source.text(fault.span)) + "'";
    }
    return shown;
}
std::string faults(std::string_view path, std::string_view text) {
    return faults(load(path, text));
}

constexpr std::string_view kSignFile = "vocabulary/signs/papers.yaml";
constexpr std::string_view kSymbolFile = "vocabulary/symbols.yaml";
constexpr std::string_view kPlaceFile = "vocabulary/places.yaml";
constexpr std::string_view kLanguageFile = "vocabulary/languages.yaml";

}  // namespace

TEST_CASE("signs: phrases and hints by language, of one entry") {
    const LoadedSigns loaded = load(kSignFile,
                                    "- topic: winds\n"
                                    "  signs: {en: [gale, squall], sr: [бура]}\n"
                                    "  hints: {hr: [jugo]}\n"
                                    "- function: watch\n"
                                    "  signs: {fr: [veille]}\n");
    REQUIRE(faults(loaded).empty());
    REQUIRE(loaded.signs.signs.size() == 2);
    const Sign& winds = loaded.signs.signs[0];
    CHECK(winds.target == Mailroom().topic_target("winds"));
    CHECK(winds.signs.en == Strings{"gale", "squall"});
    CHECK(winds.signs.sr == Strings{"бура"});
    CHECK(winds.hints.hr == Strings{"jugo"});
    CHECK(loaded.signs.signs[1].target == Mailroom().function_target("watch"));
}

TEST_CASE("signs: a symbol may say several things at once") {
    const LoadedSigns loaded =
        load(kSymbolFile, "- pattern: \"L/W/#\"\n  body: wind_committee\n  topic: winds\n");
    REQUIRE(faults(loaded).empty());
    REQUIRE(loaded.signs.symbols.size() == 1);
    CHECK(loaded.signs.symbols[0].pattern == "L/W/#");
    CHECK(loaded.signs.symbols[0].targets ==
          std::vector{Mailroom().body_target("wind_committee"), Mailroom().topic_target("winds")});
}

TEST_CASE("signs: places and words that give away a language") {
    const LoadedSigns places = load(kPlaceFile,
                                    "- id: atlantis\n"
                                    "  names: {en: [Atlantis], hr: [Atlantida]}\n"
                                    "  acronyms: {en: [ATL]}\n"
                                    "  adjectives: {en: [Atlantean]}\n"
                                    "  region: oceania\n"
                                    "  topics: [tides]\n");
    REQUIRE(faults(places).empty());
    REQUIRE(places.signs.places.size() == 1);
    CHECK(places.signs.places[0].names.hr == Strings{"Atlantida"});
    CHECK(places.signs.places[0].topics == std::vector{Mailroom().topic("tides")});
    const LoadedSigns languages = load(kLanguageFile, "- id: fr\n  words: [les, des]\n");
    REQUIRE(faults(languages).empty());
    CHECK(languages.signs.languages.fr == Strings{"les", "des"});
}

TEST_CASE("signs: each fault has its diagnostic and its place, and the rest is read") {
    using Case = std::pair<std::string_view, std::string_view>;
    const auto check = [](std::string_view path, const Case& one) {
        CAPTURE(one.first);
        CHECK(faults(path, one.first) == one.second);
    };
    for (const Case& one : std::vector<Case>{
             {"- topic: wind\n", "unknown-reference at 1:10 'wind'"},
             {"- body: winds\n", "unknown-reference at 1:9 'winds'"},
             {"- place: atlantis\n  topic: winds\n", "unknown-field at 1:3 'place'"},
             {"- signs: {en: [gale]}\n", "missing-field at 1:3 'signs'"},
             {"- body: union\n  topic: winds\n", "bad-value at 2:10 'winds'"},
             {"- topic: winds\n  signs: {de: [Sturm]}\n", "unknown-field at 2:11 'de'"},
             {"- topic: winds\n  signs: [gale]\n", "wrong-type at 2:10 '[gale'"},
             {"- topic: winds\n  signs: {en: gale}\n", "wrong-type at 2:15 'gale'"},
             {"- gale\n", "wrong-type at 1:3 'gale'"},
             {"topic: winds\n", "wrong-type at 1:1 'topic'"},
         }) {
        check(kSignFile, one);
    }
    check(kSymbolFile, {"- body: union\n", "missing-field at 1:3 'body'"});
    check(kSymbolFile, {"- pattern: U/#\n", "missing-field at 1:3 'pattern'"});
    check(kSymbolFile, {"- pattern: U/#\n  body: onion\n", "unknown-reference at 2:9 'onion'"});
    check(kPlaceFile, {"- names: {en: [Atlantis]}\n", "missing-field at 1:3 'names'"});
    check(kPlaceFile, {"- id: a\n  topics: [tide]\n", "unknown-reference at 2:12 'tide'"});
    check(kPlaceFile, {"- id: a\n- id: a\n", "duplicate-id at 2:7 'a'"});
    check(kLanguageFile, {"- words: [the]\n", "missing-field at 1:3 'words'"});
    check(kLanguageFile, {"- id: de\n  words: [der]\n", "bad-value at 1:7 'de'"});
    check(kLanguageFile, {"- id: en\n  verbs: [go]\n", "unknown-field at 2:3 'verbs'"});
}

TEST_CASE("signs: a file that is no YAML is one fault, and what stands beside a fault is read") {
    CHECK(load(kSignFile, "- topic: [\n").diagnostics.all().size() == 1);
    const LoadedSigns loaded = load(kSignFile, "- topic: wind\n- topic: tides\n");
    CHECK(loaded.diagnostics.all().size() == 1);
    REQUIRE(loaded.signs.signs.size() == 1);
    CHECK(loaded.signs.signs[0].target == Mailroom().topic_target("tides"));
}

TEST_CASE("signs: files that hold something else are passed over") {
    CHECK(faults("vocabulary/bodies.yaml", "- nonsense\n").empty());
    CHECK(faults("vocabulary/signs/README.md", "[").empty());
}

TEST_CASE("signs: the carried files have no fault, and hold all four kinds") {
    const LoadedSigns loaded = load_embedded_signs(testing::vocabulary());
    CHECK(faults(loaded).empty());
    CHECK(loaded.signs.signs.size() > 100);
    CHECK(loaded.signs.symbols.size() > 100);
    CHECK(loaded.signs.places.size() > 190);
    for (const char* language : {"en", "fr", "hr", "sr"}) {
        CHECK(loaded.signs.languages.in(language).size() > 10);
    }
}

}  // namespace remit::route
