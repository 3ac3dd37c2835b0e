// vocabulary/grammar.yaml, unit_kinds.yaml and the phrases of functions.yaml, read into what the
// parser uses.
// A key that no list has, or a list that is missing, is an error with its place: a grammar is never half loaded.
#pragma once

#include <string_view>

#include "act/grammar.h"
#include "base/result.h"
#include "compile/knowledge.h"

namespace remit::compile {

/// Fills the grammar's phrase lists and `back_references`. Errors: invalid_input, with place and
/// cure.
Status load_grammar(std::string_view yaml, Knowledge& knowledge);

/// Fills the phrases that give functions. The vocabulary's functions must be loaded.
Status load_function_phrases(std::string_view yaml, Knowledge& knowledge);

}  // namespace remit::compile
