// Tests of stem.h: the three languages are there and stem what we rely on.
#include "text/stem.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using remit::text::StemLanguage;
using remit::text::Stemmer;

TEST_CASE("stem: Serbian takes both scripts and both standards") {
    const auto opened = Stemmer::open(StemLanguage::serbian);
    REQUIRE(opened.ok());
    const Stemmer& stemmer = opened.value();
    CHECK(stemmer.stem("izvještaja") == stemmer.stem("izveštaja"));
    CHECK(stemmer.stem("извештаја") == stemmer.stem("izveštaja"));
    CHECK(stemmer.stem("") == "");
}

TEST_CASE("stem: English and French words lose their endings") {
    const auto english = Stemmer::open(StemLanguage::english);
    const auto french = Stemmer::open(StemLanguage::french);
    REQUIRE(english.ok());
    REQUIRE(french.ok());
    CHECK(english.value().stem("reporting") == english.value().stem("reports"));
    CHECK(french.value().stem("nationales") == french.value().stem("nationale"));
}

TEST_CASE("stem: a stemmer may be moved, and long runs come back as they are") {
    auto opened = Stemmer::open(StemLanguage::english);
    REQUIRE(opened.ok());
    const Stemmer stemmer = std::move(opened).value();
    CHECK(stemmer.stem("treaties") == "treati");
    const std::string run(10000, 'x');
    CHECK(stemmer.stem(run) == run);
}
