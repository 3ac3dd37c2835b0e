// Plural categories: "1 duty", "2 duties"; "1 posao", "2 posla", "5 poslova".
//
// The rules are those of Unicode CLDR as ICU holds them, for whole numbers. Nothing else decides
// which form of a message is shown.
#pragma once

#include <cstdint>
#include <string_view>

namespace remit::text {

enum class PluralLanguage : std::uint8_t { en, hr, sr };
enum class PluralCategory : std::uint8_t { one, few, other };

/// The category of a whole number; the sign does not matter.
PluralCategory plural_category(std::int64_t number, PluralLanguage language);

/// "one", "few" or "other".
std::string_view name_of(PluralCategory category);

}  // namespace remit::text
