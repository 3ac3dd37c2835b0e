// The parser: paragraphs to blocks of the tree.
//
// One pass over the paragraphs with a little context: which list is open, whether the text speaks
// of a post, whether a unit has been named. It never fails: what it does not know becomes a
// `statement`. It decides only what a clause is and where it stands; which unit it belongs to is
// decided in compile/units.cpp.
#pragma once

#include <string_view>

#include "act/grammar.h"
#include "act/tree.h"
#include "diag/diagnostics.h"
#include "text/lexicon.h"
#include "text/token.h"

namespace remit::act {

/// Everything that reading one act's text yields. The lexicon is borrowed by the words that refer
/// to it.
struct SyntaxTree {
    std::vector<text::Token> tokens;
    Tree tree;
};

/// Reads a text. Words join `lexicon`; faults of form (stray punctuation, lone numbers, broken
/// lines) are reported. Cost: O(bytes). Never fails.
SyntaxTree parse(std::string_view text, const Grammar& grammar, text::Lexicon& lexicon,
                 diag::Diagnostics& diagnostics);

}  // namespace remit::act
