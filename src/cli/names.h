// Names of the vocabulary in the language a person reads, and small phrases of counts.
//
// Only for showing: other programs get ids (compile/export_json.h). A name that the language lacks
// is shown in English.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "authority/competence_words.h"
#include "compile/compilation.h"
#include "diag/language.h"

namespace remit::cli {

using authority::name_in;

/// "propose positions, monitor"; empty where the duty has none. So are the next three.
std::string functions_of(const compile::Compilation& compilation, const remit::Duty& duty,
                         diag::Language language);
std::string bodies_of(const compile::Compilation& compilation, const remit::Duty& duty);
std::string topics_of(const compile::Compilation& compilation, const remit::Duty& duty,
                      diag::Language language);
std::string counterparts_of(const compile::Compilation& compilation, const remit::Duty& duty);

/// "1 unit", "6 units".
std::string count_of(std::size_t count, std::string_view one, std::string_view many);

}  // namespace remit::cli
