// The compiler: the text of an act to a remit with diagnostics.
//
// Phases, each of which `remit compile -p PHASE` prints: tokens, tree, units, remit, diagnostics.
// No I/O: the caller brings the text. Any text compiles; what is wrong with it is in the
// diagnostics.
#pragma once

#include "act/parser.h"
#include "compile/compilation.h"
#include "compile/knowledge.h"
#include "text/lexicon.h"

namespace remit::text {
class Spelling;
}

namespace remit::compile {

/// The syntax that a compilation was made from, for printing its phases.
struct Phases {
    act::SyntaxTree syntax;
    text::Lexicon lexicon;
};

struct CompileOptions {
    const text::Spelling* spelling =
        nullptr;               // without one, suspected-typo compares words of the act only
    Phases* phases = nullptr;  // filled where given
};

/// Compiles the joined text of `source`. `knowledge` must outlive the compilation.
/// Cost: linear in the text. Errors: none; see Compilation::diagnostics.
Compilation compile_act(diag::Source source, const Knowledge& knowledge,
                        const CompileOptions& options = {});

}  // namespace remit::compile
