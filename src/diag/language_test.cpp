// Tests of diag/language.h.
#include "diag/language.h"

#include <doctest/doctest.h>

using namespace remit::diag;

TEST_CASE("diag: a language is known by its name and nothing else") {
    CHECK(find_language("en") == Language::en);
    CHECK(find_language("hr") == Language::hr);
    CHECK(find_language("sr") == Language::sr_cyrl);
    CHECK(find_language("sr-Cyrl") == Language::sr_cyrl);
    CHECK(find_language("sr-Latn") == Language::sr_latn);
    CHECK(!find_language("de"));
    CHECK(!find_language(""));
    for (const Language language :
         {Language::en, Language::hr, Language::sr_cyrl, Language::sr_latn}) {
        CHECK(find_language(name_of(language)) == language);
    }
}
