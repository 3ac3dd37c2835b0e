#include "compile/lints.h"

#include "compile/lint_support.h"

#include <algorithm>

namespace remit::compile {

std::int8_t language_leaning(const act::Grammar& grammar, std::string_view folded) {
    if (std::ranges::find(grammar.serbian_words, folded) != grammar.serbian_words.end()) return 1;
    if (std::ranges::find(grammar.croatian_words, folded) != grammar.croatian_words.end()) {
        return -1;
    }
    return 0;
}

void run_lints(const LintInput& compiled, diag::Diagnostics& diagnostics) {
    const WordNumbers numbers{number_by_fold(compiled.lexicon),
                              number_by_inflection(compiled.lexicon)};
    LintInput input = compiled;
    input.numbers = &numbers;
    lint_repeated_duties(input, diagnostics);
    lint_units(input, diagnostics);
    lint_numbering(input, diagnostics);
    lint_duties(input, diagnostics);
    lint_abbreviations(input, diagnostics);
    lint_terms(input, diagnostics);
    lint_spelling(input, diagnostics);
    lint_scripts(input, diagnostics);
    lint_punctuation(input, diagnostics);
    lint_boundaries(input, diagnostics);
}

}  // namespace remit::compile
