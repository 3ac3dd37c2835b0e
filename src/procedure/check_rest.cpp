// Consultations that no step sends out, papers that no step asks for, and claims that do not hold.
//
// A claim of `carries_out` is judged by carried_out.h alone, so that the check and `remit coverage`
// agree.
#include <algorithm>
#include <string>

#include "procedure/carried_out.h"
#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;

void check_consultations(const Checked& checked) {
    const Definition& definition = checked.definition;
    for (std::size_t i = 0; i < definition.consultations.size(); ++i) {
        const ConsultationId id(i);
        const auto asks = [&](const Step& step) {
            return std::ranges::find(step.asks, id) != step.asks.end();
        };
        const auto lives_on = [&](const Step& step) {
            return asks(step) && !(step.to.is_some() && definition.states[step.to.index()].end);
        };
        // Where a step that would ask is impossible, that is told of there.
        if (std::ranges::any_of(definition.steps, lives_on)) continue;
        const bool at_the_end = std::ranges::any_of(definition.steps, asks);
        checked.diagnostics
            .report(DiagnosticId::consultation_never_asked, checked.places.consultations[i].id)
            .with("consultation", definition.consultations[i].id)
            .with("why", at_the_end ? "ended" : "no_step");
    }
}

void check_papers(const Checked& checked) {
    const Definition& definition = checked.definition;
    for (std::size_t i = 0; i < definition.paper_kinds.size(); ++i) {
        if (definition.paper_kinds[i].optional) continue;
        const PaperKindId id(i);
        const bool used = std::ranges::any_of(definition.steps, [&](const Step& step) {
            return std::ranges::find(step.papers, id) != step.papers.end() ||
                   std::ranges::find(step.when, id, &Condition::paper_kind) != step.when.end();
        });
        if (used) continue;
        checked.diagnostics.report(DiagnosticId::unused_paper, checked.places.papers[i])
            .with("paper", definition.paper_kinds[i].id);
    }
}

void check_claims(const Checked& checked) {
    for (std::size_t i = 0; i < checked.definition.carries_out.size(); ++i) {
        const CarriedOut& claim = checked.definition.carries_out[i];
        // That it asks nobody was told when it was read.
        const bool asks_nobody = std::ranges::any_of(claim.consultations, [&](ConsultationId id) {
            return checked.definition.consultations[id.index()].whom.empty();
        });
        if (asks_nobody) continue;
        std::string why;
        switch (check_claim(checked.definition, claim)) {
            case ClaimFault::none:
                continue;
            case ClaimFault::not_alone:
                why = "not_alone";
                break;
            case ClaimFault::step_without:
                why = "step_without";
                break;
            case ClaimFault::consultation_else:
                why = "consultation_else";
                break;
        }
        checked.diagnostics.report(DiagnosticId::unfounded_claim, checked.places.carries_out[i])
            .with("function", claim.function)
            .with("why", why);
    }
}

}  // namespace

void check_rest(const Checked& checked) {
    check_consultations(checked);
    check_papers(checked);
    check_claims(checked);
}

}  // namespace remit::procedure
