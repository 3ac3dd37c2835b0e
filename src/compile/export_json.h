// The compiled act as JSON of our own, schema docs/schema/remit-v1.json.
//
// Invariant: every offset is a byte of the joined input, end exclusive, and the same compilation
// gives the same bytes. Fields may be added within version 1; none changes its meaning or goes.
#pragma once

#include <string>

#include "compile/compilation.h"
#include "diag/language.h"

namespace remit::compile {

/// The whole compilation; messages of the diagnostics in `language`.
std::string export_json(const Compilation& compilation, diag::Language language);

}  // namespace remit::compile
