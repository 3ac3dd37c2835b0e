#include "procedure/steps.h"

#include <algorithm>
#include <string>
#include <utility>

#include "procedure/conditions.h"
#include "procedure/groups.h"
#include "procedure/papers.h"
#include "procedure/questions.h"
#include "procedure/recurrence.h"
#include "procedure/values.h"

namespace remit::procedure {
namespace {

template <typename Id>
bool contains(const std::vector<Id>& ids, Id id) {
    return std::ranges::find(ids, id) != ids.end();
}

void check_state(Draft& draft, const Step& step, StepId id) {
    const bool from_here = step.from_any || contains(step.from, draft.matter.state);
    if (!step.opening && !from_here) draft.block({.reason = Reason::wrong_state, .step = id});
}

void check_changes(Draft& draft, const Step& step, const TakeStep& command) {
    if (command.changes.size() > kChangesMax || command.papers.size() > kChangesMax ||
        command.respondents.size() > kChangesMax) {
        draft.block({.reason = Reason::too_many, .wanted = std::to_string(kChangesMax)});
        return;
    }
    for (std::size_t i = 0; i < command.changes.size(); ++i) {
        const FieldChange& change = command.changes[i];
        const auto block = [&](Reason reason) {
            draft.block({.reason = reason, .step = command.step, .field = change.field});
        };
        if (change.field.index() >= draft.definition->fields.size() ||
            (!contains(step.needs, change.field) && !contains(step.may, change.field))) {
            block(Reason::field_not_of_step);
            continue;
        }
        if (!fits(draft.definition->fields[change.field.index()], change.value, *draft.world))
            block(Reason::value_wrong);
        const auto earlier = std::span(command.changes).first(i);
        if (std::ranges::find(earlier, change.field, &FieldChange::field) != earlier.end())
            block(Reason::field_repeated);
    }
}

void check_respondents(Draft& draft, const Step& step, const TakeStep& command) {
    for (const RespondentFound& found : command.respondents) {
        if (!contains(step.asks, found.consultation)) {
            draft.block({.reason = Reason::respondent_not_of_step,
                         .step = command.step,
                         .seen = found.respondent});
        } else {
            check_id(draft, found.respondent);
        }
    }
}

/// The matter as the step's conditions see it. The events that say so follow in fill().
void bring_in(Draft& draft, const TakeStep& command) {
    for (const FieldChange& change : command.changes)
        draft.matter.fields[change.field.index()] = change.value;
    for (const Paper& paper : command.papers) {
        if (!accepts(draft, paper)) continue;
        const auto old = std::ranges::find(draft.matter.papers, paper.id, &Paper::id);
        if (old == draft.matter.papers.end()) {
            draft.matter.papers.push_back(paper);
        } else {
            *old = paper;
        }
    }
}

void check_demands(Draft& draft, const Step& step, const TakeStep& command) {
    const Definition& definition = *draft.definition;
    const StepId id = command.step;
    for (const FieldId field : step.needs) {
        if (!draft.matter.value(field).is_set())
            draft.block({.reason = Reason::field_missing, .step = id, .field = field});
    }
    for (const PaperKindId kind : step.papers) {
        // Where it must come with the step each time, what came before does not count.
        const bool anew = contains(step.brought, kind);
        const std::vector<Paper>& papers = anew ? command.papers : draft.matter.papers;
        if (has_paper(definition, papers, kind)) continue;
        const bool unsigned_one = std::ranges::find(papers, kind, &Paper::kind) != papers.end();
        draft.block({.reason = unsigned_one ? Reason::paper_unsigned : Reason::paper_missing,
                     .step = id,
                     .paper_kind = kind});
    }
    for (std::size_t i = 0; i < step.when.size(); ++i) {
        if (holds(definition, draft.matter, step.when[i], *draft.world, draft.now)) continue;
        draft.block(
            {.reason = Reason::condition, .step = id, .condition = static_cast<std::uint32_t>(i)});
    }
}

void set_field(Draft& draft, FieldId field, Value value) {
    if (draft.matter.value(field) == value) return;
    draft.emit(FieldSet{field, std::move(value)});
}

bool touches(const Step& step, const TakeStep& command, FieldId field) {
    return contains(step.clears, field) ||
           std::ranges::find(step.sets, field, &Assignment::field) != step.sets.end() ||
           std::ranges::find(command.changes, field, &FieldChange::field) != command.changes.end();
}

/// A step leaves no table that it touches with a cell missing.
void check_groups(Draft& draft, const Step& step, const TakeStep& command) {
    for (const Group& group : draft.definition->groups) {
        const auto touched = [&](FieldId field) { return touches(step, command, field); };
        if (std::ranges::none_of(group.columns, touched)) continue;
        for (const MissingCell& cell :
             missing_cells(*draft.definition, group, draft.matter.fields)) {
            draft.block({.reason = Reason::cell_missing,
                         .step = command.step,
                         .field = cell.column,
                         .seen = std::to_string(cell.row_number)});
        }
    }
}

/// What the command brought is in the draft already; the events say it.
void fill(Draft& draft, const Step& step, const TakeStep& command) {
    for (const FieldChange& change : command.changes)
        draft.emit(FieldSet{change.field, change.value});
    for (const Paper& paper : command.papers) draft.emit(PaperBrought{paper, command.by});
    assign(draft, step.sets);
    for (const FieldId field : step.clears) set_field(draft, field, {});
}

/// Of one matter for each item, `row_index` is that of the item.
Value value_of(const Draft& draft, const Spawn& spawn, const Spawn::Copy& copy,
               std::size_t row_index) {
    if (copy.self) return {{draft.matter.id}};
    const FieldId from = copy.each_item ? spawn.each : copy.from;
    if (!from.is_some()) return {};
    const Value& value = draft.matter.value(from);
    if (!copy.each_item && !copy.cell) return value;
    return row_index < value.items.size() ? Value{{value.items[row_index]}} : Value{};
}

void spawn_one(Draft& draft, const Spawn& spawn, std::size_t row_index) {
    Spawned spawned{spawn.procedure, spawn.link, {}};
    for (const Spawn::Copy& copy : spawn.copies) {
        NamedValue named{copy.to, value_of(draft, spawn, copy, row_index), copy.word};
        if (named.value.is_set() || !named.word.empty()) spawned.fields.push_back(std::move(named));
    }
    draft.emit(std::move(spawned));
}

void spawn(Draft& draft, const Step& step) {
    for (const Spawn& one : step.spawns) {
        if (!one.each.is_some()) {
            spawn_one(draft, one, 0);
            continue;
        }
        const std::size_t row_count = draft.matter.value(one.each).items.size();
        for (std::size_t i = 0; i < row_count; ++i) {
            if (!is_empty(draft.matter.value(one.each).items[i])) spawn_one(draft, one, i);
        }
    }
}

}  // namespace

void assign(Draft& draft, const std::vector<Assignment>& assignments) {
    for (const Assignment& assignment : assignments) {
        Value value =
            assignment.from.is_some() ? draft.matter.value(assignment.from) : assignment.word;
        set_field(draft, assignment.field, std::move(value));
    }
}

bool is_end(const Draft& draft, StateId state) {
    return state.is_some() && draft.definition->states[state.index()].end;
}

void enter(Draft& draft, StateId state, DeadlineId lapsed) {
    if (!state.is_some() || state == draft.matter.state) return;
    draft.emit(StateChanged{draft.matter.state, state, is_end(draft, state), lapsed});
}

void settle(Draft& draft, StepId taken, Onward onward) {
    refresh_clocks(draft, taken, onward);
    if (onward == Onward::ends) close_all(draft);
    const bool brings = taken.is_some() && sets_recurrence(draft);
    plan_edition(draft, brings ? Unreadable::refuses : Unreadable::plans_none);
}

void take(Draft& draft, const TakeStep& command, ByClock clock) {
    if (command.step.index() >= draft.definition->steps.size()) {
        draft.block({.reason = Reason::unknown_step});
        return;
    }
    const Step& step = draft.definition->steps[command.step.index()];
    check_state(draft, step, command.step);
    check_step_power(draft, step, command.by, clock);
    check_note(draft, command.note, step.note_required && clock == ByClock::no);
    check_changes(draft, step, command);
    check_respondents(draft, step, command);
    if (!draft.blockers.empty()) return;
    bring_in(draft, command);
    check_demands(draft, step, command);
    if (!draft.blockers.empty()) return;

    draft.emit(StepTaken{command.step, command.by, command.note});
    fill(draft, step, command);
    check_groups(draft, step, command);
    if (!draft.blockers.empty()) return;
    const bool ends = is_end(draft, step.to);
    if (!ends) {
        enter(draft, step.to, DeadlineId());
        ask(draft, step, command.respondents);
    }
    spawn(draft, step);
    settle(draft, command.step, ends ? Onward::ends : Onward::goes_on);
    if (ends) enter(draft, step.to, DeadlineId());
}

}  // namespace remit::procedure
