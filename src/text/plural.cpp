#include "text/plural.h"

#include <unicode/locid.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <array>
#include <cmath>
#include <memory>

#include "base/check.h"

namespace remit::text {

namespace {

using Rules = std::unique_ptr<icu::PluralRules>;

Rules load(const char* language) {
    UErrorCode status = U_ZERO_ERROR;
    Rules rules(icu::PluralRules::forLocale(icu::Locale(language), status));
    REMIT_CHECK(U_SUCCESS(status) != 0 && rules != nullptr);  // the data is part of the library
    return rules;
}

const icu::PluralRules& rules_of(PluralLanguage language) {
    static const std::array<Rules, 3> kRules = {load("en"), load("hr"), load("sr")};
    return *kRules[static_cast<std::size_t>(language)];
}

}  // namespace

PluralCategory plural_category(std::int64_t number, PluralLanguage language) {
    const icu::UnicodeString keyword =
        rules_of(language).select(std::fabs(static_cast<double>(number)));
    if (keyword == u"one") return PluralCategory::one;
    return keyword == u"few" ? PluralCategory::few : PluralCategory::other;
}

std::string_view name_of(PluralCategory category) {
    switch (category) {
        case PluralCategory::one:
            return "one";
        case PluralCategory::few:
            return "few";
        case PluralCategory::other:
            return "other";
    }
    REMIT_CHECK(false);
}

}  // namespace remit::text
