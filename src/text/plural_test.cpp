// Tests of plural.h: the categories of Croatian, Serbian and English.
#include "text/plural.h"

#include <doctest/doctest.h>

using remit::text::name_of;
using remit::text::plural_category;
using remit::text::PluralLanguage;

TEST_CASE("plural: Croatian and Serbian tell one, few and other apart") {
    for (const PluralLanguage language : {PluralLanguage::hr, PluralLanguage::sr}) {
        for (const std::int64_t one : {1, 21, 101, -1}) {
            CHECK(name_of(plural_category(one, language)) == "one");
        }
        for (const std::int64_t few : {2, 3, 4, 22, 104}) {
            CHECK(name_of(plural_category(few, language)) == "few");
        }
        for (const std::int64_t other : {0, 5, 11, 12, 14, 111, 20}) {
            CHECK(name_of(plural_category(other, language)) == "other");
        }
    }
}

TEST_CASE("plural: English has one and other") {
    CHECK(name_of(plural_category(1, PluralLanguage::en)) == "one");
    CHECK(name_of(plural_category(0, PluralLanguage::en)) == "other");
    CHECK(name_of(plural_category(21, PluralLanguage::en)) == "other");
}
