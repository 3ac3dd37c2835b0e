#include "compile/lints.h"
namespace remit::compile {
void lint_numbering(const LintInput&, diag::Diagnostics&) {}
void lint_duties(const LintInput&, diag::Diagnostics&) {}
void lint_abbreviations(const LintInput&, diag::Diagnostics&) {}
void lint_terms(const LintInput&, diag::Diagnostics&) {}
void lint_spelling(const LintInput&, diag::Diagnostics&) {}
void lint_scripts(const LintInput&, diag::Diagnostics&) {}
void lint_punctuation(const LintInput&, diag::Diagnostics&) {}
void lint_boundaries(const LintInput&, diag::Diagnostics&) {}
void find_abbreviations(const LintInput&, std::vector<remit::Abbreviation>&) {}
}
