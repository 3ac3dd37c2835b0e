// States and fields: where a procedure begins and ends, what leads nowhere, and what nothing ever
// sets.
//
// Without an opening or without an end only that is told: everything else would follow from it.
#include <algorithm>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;

/// Every field that something in the definition can set.
Bits settable(const Definition& definition) {
    Bits fields(definition.fields.size());
    const auto add = [&](FieldId field) {
        if (field.is_some()) fields.add(field.index());
    };
    for (const Step& step : definition.steps) {
        std::ranges::for_each(step.needs, add);
        std::ranges::for_each(step.may, add);
        for (const Assignment& one : step.sets) add(one.field);
    }
    for (const Deadline& deadline : definition.deadlines) {
        add(deadline.records);
        for (const Assignment& one : deadline.lapse_sets) add(one.field);
    }
    for (const Consultation& consultation : definition.consultations) {
        add(consultation.answer_field);
        add(consultation.amendment_field);
        add(consultation.objection_field);
    }
    if (definition.recurrence) {
        add(definition.recurrence->due);
        add(definition.recurrence->previous);
    }
    return fields;
}

}  // namespace

void check_states(const Checked& checked, Supposed& told) {
    const auto& [definition, places, flow, external, diagnostics] = checked;
    const bool opens = std::ranges::any_of(definition.steps, &Step::opening);
    const bool ends = std::ranges::any_of(definition.states, &State::end);
    if (!opens) {
        diagnostics.report(DiagnosticId::procedure_without_opening, places.id)
            .with("procedure", definition.id);
    }
    if (!ends)
        diagnostics.report(DiagnosticId::procedure_without_end, places.id)
            .with("procedure", definition.id);
    for (std::size_t i = 0; i < definition.states.size(); ++i) {
        const StateId id(i);
        if (opens && !flow.is_reached(id)) {
            diagnostics.report(DiagnosticId::unreachable_state, places.states[i])
                .with("state", definition.states[i].id);
            told.states.add(i);
        } else if (opens && ends && !flow.is_leaving(id)) {
            diagnostics.report(DiagnosticId::dead_end_state, places.states[i])
                .with("state", definition.states[i].id);
        }
    }
}

void check_fields(const Checked& checked, Supposed& told) {
    const Bits fields = settable(checked.definition);
    for (std::size_t i = 0; i < checked.definition.fields.size(); ++i) {
        if (fields.has(i) || checked.external.opened_with[i] || checked.external.kept[i]) continue;
        checked.diagnostics.report(DiagnosticId::unset_field, checked.places.fields[i])
            .with("field", checked.definition.fields[i].id);
        told.fields.add(i);
    }
}

}  // namespace remit::procedure
