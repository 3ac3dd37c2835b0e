// Duties that say what an earlier one says: within a unit, below it, or in a rival.
//
// Each duty makes one report at most, against its nearest earlier holder, so that a clause which five units share is
// not reported ten times. Likeness is decided in remit/overlap.h.
#include "compile/lint_support.h"
#include "remit/overlap.h"

namespace remit::compile {
namespace {

using remit::Duty;
using remit::HolderRelation;
using remit::Overlap;

diag::Span span_of_duty(const Duty& duty) { return {duty.extent.begin, duty.extent.end}; }

/// The words of each duty, folded and not inflected: kSimilarityMin was measured so.
remit::WordTable words_of_duties(const LintInput& input) {
    const std::vector<std::uint32_t>& numbers = input.numbers->by_fold;
    remit::WordTable table;
    std::vector<remit::WordKey> words;
    for (const TokenRange& range : input.duty_tokens) {
        words.clear();
        for (std::size_t i = range.begin; i < range.end; ++i) {
            const text::Token& token = input.syntax.tokens[i];
            if (is_word(token)) words.push_back(numbers[token.word.index()]);
        }
        table.add(words);
    }
    return table;
}

void report(const LintInput& input, const Overlap& overlap, diag::Diagnostics& diagnostics) {
    const remit::Remit& remit = input.remit();
    const Duty& duty = remit.duty(overlap.duty);
    const Duty& earlier = remit.duty(overlap.earlier);
    if (overlap.relation == HolderRelation::same_unit) {
        diagnostics.report(diag::DiagnosticId::duplicate_duty, span_of_duty(duty))
            .with("unit", shown_name(remit.unit(duty.unit)))
            .note(diag::NoteId::duplicate_duty_first, span_of_duty(earlier));
        return;
    }
    const bool ancestor = overlap.relation == HolderRelation::ancestor;
    const bool upside_down = ancestor && remit.contains(duty.unit, earlier.unit);
    const remit::UnitId unit = upside_down ? earlier.unit : duty.unit;
    const remit::UnitId other = upside_down ? duty.unit : earlier.unit;
    diagnostics.report(diag::DiagnosticId::shared_duty, span_of_duty(duty))
        .with("unit", shown_name(remit.unit(unit)))
        .with("other", shown_name(remit.unit(other)))
        .with("relation", ancestor ? "ancestor" : "rival")
        .note(diag::NoteId::shared_duty_other_place, span_of_duty(earlier));
}

}  // namespace

void lint_repeated_duties(const LintInput& input, diag::Diagnostics& diagnostics) {
    remit::DutyId latest;
    for (const Overlap& overlap : find_overlaps(input.remit(), words_of_duties(input))) {
        if (latest.is_some() && overlap.duty == latest) continue;
        latest = overlap.duty;
        report(input, overlap, diagnostics);
    }
}

}  // namespace remit::compile
