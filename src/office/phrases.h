// The sentences of module office (words.toml), said in the language of whoever asked.
//
// Invariant: what people read of this module comes from here; errors (base::Result), which are for
// those who run the program, stay in English. Nothing here decides what is said.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/language.h"
#include "diag/message.h"
#include "office/words.h"

namespace remit::office {

inline std::string say(PhraseId id, diag::Language language,
                       const std::vector<diag::Argument>& arguments = {}) {
    return diag::in_words(phrase(id), arguments, language);
}

/// A label of a matter's page: "state", "due" (words.toml).
inline std::string label(std::string_view what, diag::Language language) {
    return say(PhraseId::label, language, {{"what", std::string(what)}});
}

/// The sentence, with the known word that was probably meant, where one is near.
std::string with_near(std::string sentence, std::string_view word,
                      std::span<const std::string_view> known, diag::Language language);
/// The same, or all known words where none is near.
std::string with_known(std::string sentence, std::string_view word,
                       std::span<const std::string_view> known, diag::Language language);

}  // namespace remit::office
