// The languages in which Remit speaks to people.
//
// Serbian is written once, in Cyrillic; its Latin form is derived when a message is shown. The
// language of messages has nothing to do with the language of the act that is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remit::diag {

enum class Language : std::uint8_t { en, hr, sr_cyrl, sr_latn };

/// The language named "en", "hr", "sr" (in Cyrillic), "sr-Cyrl" or "sr-Latn".
[[nodiscard]] std::optional<Language> find_language(std::string_view name);
/// The name as BCP 47 has it: "sr-Latn".
[[nodiscard]] std::string_view name_of(Language language);

}  // namespace remit::diag
