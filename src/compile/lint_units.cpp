// Units whose announcement, heading and provision do not fit together.
//
// Reads what units.cpp noted while it resolved the units; looks at no text of its own.
#include "compile/lint_support.h"

namespace remit::compile {
namespace {

using remit::Unit;
using remit::UnitId;
using remit::UnitStatus;

diag::Span span_from(const remit::Extent& extent) { return {extent.begin, extent.end}; }

std::vector<bool> find_parents(const remit::Remit& remit) {
    std::vector<bool> parents(remit.units.size(), false);
    for (const Unit& unit : remit.units) {
        if (unit.parent.is_some()) parents[unit.parent.index()] = true;
    }
    return parents;
}

/// The first word of the provision: what stands where the name should.
diag::Span first_word(const LintInput& input, diag::Span span) {
    const std::size_t token = token_at(input, span.begin);
    if (token >= input.syntax.tokens.size()) return span;
    return span_of(input, {token, token + 1});
}

void lint_unit(const LintInput& input, std::size_t index, bool has_children,
               diag::Diagnostics& diagnostics) {
    const Unit& unit = input.remit().units[index];
    const UnitNotes& notes = input.units.notes[index];
    const std::string& name = shown_name(unit);
    // A unit that is organised further has a provision, if only about its parts.
    if (unit.status == UnitStatus::announced_only && !unit.announced.empty() &&
        unit.heading.empty() && !has_children) {
        diagnostics
            .report(diag::DiagnosticId::announced_unit_without_provision,
                    span_from(unit.announced))
            .with("unit", name);
    }
    if (notes.expects_announcement && !notes.announced && !unit.heading.empty()) {
        auto& found = diagnostics
                          .report(diag::DiagnosticId::unit_without_announcement,
                                  span_from(unit.heading))
                          .with("unit", name);
        if (notes.announcement.size() > 0) {
            found.note(diag::NoteId::unit_without_announcement_announcement, notes.announcement);
        }
    }
    if (notes.nameless) {
        auto& found = diagnostics
                          .report(diag::DiagnosticId::missing_heading,
                                  first_word(input, notes.nameless_at))
                          .with("unit", name);
        if (notes.named_later.size() > 0) {
            found.note(diag::NoteId::missing_heading_named, notes.named_later);
        }
    }
    if (notes.second_heading.size() > 0) {
        diagnostics.report(diag::DiagnosticId::duplicate_unit, notes.second_heading)
            .with("unit", name)
            .note(diag::NoteId::duplicate_unit_first, notes.first_heading);
    }
}

}  // namespace

void lint_units(const LintInput& input, diag::Diagnostics& diagnostics) {
    const std::vector<bool> parents = find_parents(input.remit());
    for (std::size_t i = 0; i < input.units.notes.size(); ++i) {
        lint_unit(input, i, parents[i], diagnostics);
    }
}

}  // namespace remit::compile
