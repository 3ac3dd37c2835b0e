// A procedure with its tables in another order: the same work, with other ids.
//
// A newer version of a procedure puts a field or a deadline into the middle, and every id behind it
// changes; matters that move to it must not notice. Invariant: no id of a definition is left out,
// except those of tables of facts, which keep their order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "procedure/definition.h"
#include "support/sim/random.h"

namespace remit::sim {

/// Calls `see` with every id in the definition; none of them may be some.
template <typename See>
class Visiting {
  public:
    explicit Visiting(See see) : see_(std::move(see)) {}

    void run(procedure::Definition& all) {
        each(all.subject_bodies, all.subject_topics, all.subject_counterparts);
        for (procedure::Step& step : all.steps) visit(step);
        for (procedure::Deadline& deadline : all.deadlines) visit(deadline);
        for (procedure::Consultation& asked : all.consultations) visit(asked);
        for (procedure::Group& group : all.groups) visit(group.columns);
        if (!all.recurrence) return;
        procedure::Recurrence& again = *all.recurrence;
        each(again.rule, again.anchor, again.due, again.carries, again.previous);
    }

  private:
    template <typename... Parts>
    void each(Parts&... parts) {
        (visit(parts), ...);
    }
    template <typename Tag>
    void visit(base::Id<Tag>& id) {
        see_(id);
    }
    template <typename Entry>
    void visit(std::vector<Entry>& entries) {
        for (Entry& entry : entries) visit(entry);
    }
    void visit(procedure::Source& source) { see_(source.field); }
    void visit(procedure::Assignment& made) { each(made.field, made.from); }
    void visit(procedure::Spawn::Copy& copy) { see_(copy.from); }
    void visit(procedure::Respondents& whom) { see_(whom.field); }
    void visit(procedure::Condition& one) {
        each(one.field, one.other, one.deadline, one.consultation, one.step, one.paper_kind);
    }
    void visit(procedure::Spawn& spawn) { each(spawn.each, spawn.copies); }
    void visit(procedure::Step& step) {
        each(step.from, step.to, step.needs, step.may, step.sets, step.clears, step.papers,
             step.brought, step.when, step.asks, step.spawns);
    }
    void visit(procedure::Deadline& one) {
        each(one.amount, one.from_field, one.from_step, one.from_deadline, one.starts_with,
             one.met_by, one.stopped_by, one.resumed_by, one.extended_by, one.extended_to,
             one.withdrawn_by, one.when, one.records, one.calendar, one.zone, one.lapse_to,
             one.lapse_from, one.lapse_sets);
    }
    void visit(procedure::Consultation& one) {
        each(one.whom, one.within, one.calendar, one.zone, one.answer_field, one.amendment_field,
             one.objection_field);
    }

    See see_;
};

/// Where each entry of a table goes; ids of other tables stay as they are.
template <typename Id>
struct Moving {
    std::vector<std::uint32_t> places;

    void operator()(Id& id) const {
        if (id.is_some()) id = Id(places[id.index()]);
    }
    template <typename Other>
    void operator()(base::Id<Other>& /*id*/) const {}
};

/// Takes an entry out; nothing may point to it any more.
template <typename Id, typename Entry>
void take_out(procedure::Definition& all, std::vector<Entry> procedure::Definition::*table, Id id) {
    std::vector<Entry>& entries = all.*table;
    Moving<Id> moving;
    for (std::size_t i = 0; i < entries.size(); ++i)
        moving.places.push_back(static_cast<std::uint32_t>(i > id.index() ? i - 1 : i));
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(id.index()));
    Visiting(std::move(moving)).run(all);
}

template <typename Id, typename Entry>
void shuffle(procedure::Definition& all, std::vector<Entry> procedure::Definition::*table,
             Random& random) {
    std::vector<Entry>& entries = all.*table;
    Moving<Id> moving;
    moving.places.resize(entries.size());
    std::iota(moving.places.begin(), moving.places.end(), 0U);
    for (std::size_t i = entries.size(); i > 1; --i)
        std::swap(moving.places[i - 1], moving.places[random.below(i)]);
    std::vector<Entry> moved(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        moved[moving.places[i]] = std::move(entries[i]);
    entries = std::move(moved);
    Visiting(std::move(moving)).run(all);
}

/// All tables but those of facts.
inline void shuffle_all(procedure::Definition& all, Random& random) {
    using procedure::Definition;
    shuffle<procedure::FieldId>(all, &Definition::fields, random);
    shuffle<procedure::StateId>(all, &Definition::states, random);
    shuffle<procedure::StepId>(all, &Definition::steps, random);
    shuffle<procedure::DeadlineId>(all, &Definition::deadlines, random);
    shuffle<procedure::ConsultationId>(all, &Definition::consultations, random);
    shuffle<procedure::PaperKindId>(all, &Definition::paper_kinds, random);
}

}  // namespace remit::sim
