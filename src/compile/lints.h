// What is wrong with an act: one function per kind of fault, each reading what the compiler has found.
//
// A lint reports and changes nothing. Lints are independent of each other; their order is that of run_lints and does
// not show, since diagnostics are sorted by place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "act/parser.h"
#include "compile/compilation.h"
#include "compile/knowledge.h"
#include "compile/units.h"

namespace remit::text {
class Spelling;
}

namespace remit::compile {

/// Token indexes, end exclusive.
struct TokenRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Numbers of the distinct words, which several lints compare; made once by run_lints.
struct WordNumbers {
    std::vector<std::uint32_t> by_fold;        // equal for words that fold to the same
    std::vector<std::uint32_t> by_inflection;  // equal for words that declension alone tells apart
};

/// Everything a lint may read. All borrowed.
struct LintInput {
    const Compilation& compilation;
    const act::SyntaxTree& syntax;
    const text::Lexicon& lexicon;
    const UnitTable& units;
    const Knowledge& knowledge;
    const text::Spelling* spelling;
    const std::vector<TokenRange>& duty_tokens;  // per duty
    const WordNumbers* numbers = nullptr;        // set by run_lints

    [[nodiscard]] std::string_view text() const { return compilation.source.text(); }
    [[nodiscard]] std::string_view bytes_of(const text::Token& token) const {
        return text().substr(token.begin, token.end - token.begin);
    }
    [[nodiscard]] const remit::Remit& remit() const { return compilation.remit; }
};

/// Positive for words that only Serbian uses, negative for Croatian ones, 0 for all others.
std::int8_t language_leaning(const act::Grammar& grammar, std::string_view folded);

/// Every definition of a short form, in the order of the act. Cost: O(tokens).
void find_abbreviations(const LintInput& input, std::vector<remit::Abbreviation>& abbreviations);

void run_lints(const LintInput& compiled, diag::Diagnostics& diagnostics);

// The lints; docs/diagnostics/ID.md says what each means.
void lint_repeated_duties(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_units(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_numbering(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_duties(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_abbreviations(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_terms(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_spelling(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_scripts(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_punctuation(const LintInput& input, diag::Diagnostics& diagnostics);
void lint_boundaries(const LintInput& input, diag::Diagnostics& diagnostics);

}  // namespace remit::compile
