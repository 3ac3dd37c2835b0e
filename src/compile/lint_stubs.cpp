#include "compile/lints.h"
namespace remit::compile {
void lint_terms(const LintInput&, diag::Diagnostics&) {}
void lint_spelling(const LintInput&, diag::Diagnostics&) {}
}
