// The steps of a matter as buttons: which can be taken, and what stands in the way of the others.
//
// Invariant: what is shown as free is refused only for who acts or for what is filled in with the
// step. It decides nothing; decide() asks everything again.
#include <algorithm>

#include "procedure/conditions.h"
#include "procedure/draft.h"
#include "procedure/permission.h"

namespace remit::procedure {
namespace {

/// Whether somebody who takes the step fills the field in with it.
bool is_filled_by(const Step& step, FieldId field) {
    const auto has = [&](const std::vector<FieldId>& fields) {
        return std::ranges::find(fields, field) != fields.end();
    };
    return field.is_some() && (has(step.needs) || has(step.may));
}

bool depends_on_input(const Step& step, const Condition& condition) {
    const bool paper = condition.kind == Condition::Kind::paper_present;
    return paper || is_filled_by(step, condition.field) || is_filled_by(step, condition.other);
}

StepOption option_of(const Draft& draft, StepId id) {
    const Definition& definition = *draft.definition;
    const Step& step = definition.steps[id.index()];
    StepOption option{.step = id};
    const bool from_here = step.opening || step.from_any ||
                           std::ranges::find(step.from, draft.matter.state) != step.from.end();
    if (draft.matter.ended) {
        option.blockers.push_back({.reason = Reason::ended, .step = id});
    } else if (!from_here) {
        option.blockers.push_back({.reason = Reason::wrong_state, .step = id});
    }
    for (const FieldId field : step.needs) {
        if (!draft.matter.value(field).is_set()) option.to_fill.push_back(field);
    }
    for (const PaperKindId kind : step.papers) {
        const bool anew = std::ranges::find(step.brought, kind) != step.brought.end();
        if (anew || !has_paper(definition, draft.matter.papers, kind))
            option.to_bring.push_back(kind);
    }
    for (std::size_t i = 0; i < step.when.size(); ++i) {
        const Condition& condition = step.when[i];
        if (holds(definition, draft.matter, condition, *draft.world, draft.now)) continue;
        option.blockers.push_back({.reason = Reason::condition,
                                   .step = id,
                                   .condition = static_cast<std::uint32_t>(i),
                                   .on_input = depends_on_input(step, condition)});
    }
    option.units = units_for(draft.matter, step, *draft.world);
    if (step.actor == Actor::consulted && option.units.empty())
        option.blockers.push_back({.reason = Reason::wrong_unit, .step = id});
    return option;
}

}  // namespace

bool StepOption::can_be_taken() const {
    return std::ranges::all_of(blockers, [](const Blocker& blocker) { return blocker.on_input; });
}

std::vector<StepOption> available(const Definition& definition, const Matter& matter,
                                  const World& world, calendar::Instant now) {
    Draft draft{&definition, &world, now, matter};
    const bool opening = matter.version == 0;
    if (opening) {
        draft.matter.fields.resize(definition.fields.size());
        draft.matter.clocks.resize(definition.deadlines.size());
        draft.matter.times_taken.resize(definition.steps.size());
        draft.matter.last_taken.resize(definition.steps.size());
    } else {
        catch_up(draft, std::max(now, matter.changed));
    }
    std::vector<StepOption> options;
    for (std::size_t i = 0; i < definition.steps.size(); ++i) {
        if (definition.steps[i].opening == opening) options.push_back(option_of(draft, StepId(i)));
    }
    return options;
}

}  // namespace remit::procedure
