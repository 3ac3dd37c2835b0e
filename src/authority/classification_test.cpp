// Levels of different schemes compare by rank, and terms end on the day that the law would count.
#include "authority/classification.h"

#include <doctest/doctest.h>

#include "authority/classification_loader.h"

namespace remit::authority {
namespace {

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

LevelId level(std::string_view id) {
    return schemes().find_level(id).value();
}
SchemeId scheme(std::string_view id) {
    return schemes().find_scheme(id).value();
}

std::string equivalent(std::string_view id, std::string_view in) {
    const auto found = schemes().find_equivalent(level(id), scheme(in));
    return found ? schemes().level(*found).id : "none";
}

std::string term(std::string_view id, int year, int month, int day) {
    const auto end = schemes().term_end(level(id), *calendar::Date::of(year, month, day));
    return end ? end->date.iso() : "none";
}

}  // namespace

TEST_CASE(
    "classification: TAJNO in Croatia is STROGO POVERLJIVO in Serbia, and each level has its "
    "equal") {
    CHECK(equivalent("hr_secret", "rs") == "rs_secret");
    CHECK(schemes().level(level("rs_secret")).name_in(diag::Language::en) == "STROGO POVERLJIVO");
    CHECK(schemes().level(level("rs_secret")).name_in(diag::Language::sr_cyrl) ==
          "СТРОГО ПОВЕРЉИВО");
    CHECK(equivalent("rs_top_secret", "hr") == "hr_top_secret");
    CHECK(equivalent("nato_confidential", "eu") == "eu_confidential");
    CHECK(equivalent("eu_restricted", "coe") == "coe_restricted");
    CHECK(equivalent("nato_top_secret", "coe") == "none");
    CHECK(equivalent("nato_secret", "osce") == "none");
    CHECK_FALSE(schemes().find_level_from(scheme("coe"), 4).has_value());
    CHECK(schemes().find_level_from(scheme("coe"), 0) == level("coe_restricted"));
}

TEST_CASE(
    "classification: the lowest level needs a briefing only, the others a certificate as well") {
    CHECK_FALSE(schemes().needs_certificate(level("nato_restricted")));
    CHECK(schemes().needs_briefing(level("nato_restricted")));
    CHECK(schemes().needs_certificate(level("nato_confidential")));
    CHECK(schemes().needs_certificate(level("rs_top_secret")));
}

TEST_CASE("classification: terms run by level, and none is invented") {
    CHECK(term("hr_top_secret", 2026, 3, 1) == "2031-03-01");
    CHECK(term("rs_secret", 2026, 3, 1) == "2041-03-01");
    CHECK(term("coe_restricted", 2024, 2, 29) == "2025-02-28");
    CHECK(term("nato_secret", 2026, 3, 1) == "none");
    CHECK(term("rs_top_secret", 2190, 3, 1) == "none");
    CHECK(schemes().term_end(level("hr_secret"), *calendar::Date::of(2026, 1, 1))->kind ==
          TermKind::review);
    CHECK_FALSE(schemes().term_end(level("rs_secret"), *calendar::Date::of(2026, 1, 1))->verified);
}

}  // namespace remit::authority
