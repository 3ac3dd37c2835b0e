#include "procedure/flow.h"

#include <algorithm>
#include <utility>

namespace remit::procedure {
namespace {

using Kind = Condition::Kind;

template <typename Id>
bool contains(const std::vector<Id>& ids, Id id) {
    return std::ranges::find(ids, id) != ids.end();
}

}  // namespace

bool Bits::unite(const Bits& other) {
    bool grew = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        grew = grew || (other.words_[i] & ~words_[i]) != 0;
        words_[i] |= other.words_[i];
    }
    return grew;
}

bool Bits::intersect(const Bits& other) {
    bool shrank = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        shrank = shrank || (words_[i] & ~other.words_[i]) != 0;
        words_[i] &= other.words_[i];
    }
    return shrank;
}

Bits Bits::all(std::size_t count) {
    Bits bits(count);
    std::ranges::fill(bits.words_, ~std::uint64_t{0});
    return bits;
}

bool Facts::unite(const Facts& other) {
    const bool more_fields = fields.unite(other.fields);
    const bool more_steps = steps.unite(other.steps);
    const bool more_asked = consultations.unite(other.consultations);
    const bool more_clocks = deadlines.unite(other.deadlines);
    return more_fields || more_steps || more_asked || more_clocks;
}

Flow::Flow(const Definition& definition, const External& external, Supposed supposed)
    : definition_(&definition),
      supposed_(std::move(supposed)),
      reached_(definition.states.size(), false),
      leaving_(definition.states.size(), false),
      words_(definition.fields.size()),
      facts_(definition.states.size()),
      changed_(definition.states.size(), false),
      opened_with_(supposed_.fields),
      taken_(definition.steps.size()),
      started_(definition.deadlines.size()),
      set_(definition.fields.size()),
      asked_(definition.consultations.size()) {
    find_reached(external);
    find_words(external);
    find_possible(external);
    find_always(external);
}

std::vector<StateId> Flow::sources_of(const Step& step) const {
    std::vector<StateId> sources;
    if (step.opening) return sources;
    for (std::size_t i = 0; i < definition_->states.size(); ++i) {
        const StateId state(i);
        // Where the work has ended no step is taken.
        if (definition_->states[i].end) continue;
        if (step.from_any || contains(step.from, state)) sources.push_back(state);
    }
    return sources;
}

std::vector<StateId> Flow::sources_of(const Deadline& deadline) const {
    std::vector<StateId> sources;
    if (!deadline.lapse_to.is_some()) return sources;
    for (const StateId state : deadline.lapse_from) {
        if (!definition_->states[state.index()].end) sources.push_back(state);
    }
    return sources;
}

std::vector<std::pair<StateId, StateId>> Flow::ways() const {
    std::vector<std::pair<StateId, StateId>> found;
    for (const Step& step : definition_->steps) {
        if (!step.to.is_some()) continue;
        for (const StateId from : sources_of(step)) found.emplace_back(from, step.to);
    }
    for (const Deadline& deadline : definition_->deadlines) {
        for (const StateId from : sources_of(deadline)) found.emplace_back(from, deadline.lapse_to);
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

void Flow::find_reached(const External& external) {
    for (std::size_t i = 0; i < reached_.size(); ++i) {
        reached_[i] = external.entered[i];
        leaving_[i] = definition_->states[i].end;
    }
    for (const Step& step : definition_->steps) {
        if (step.opening && step.to.is_some()) reached_[step.to.index()] = true;
    }
    const auto all = ways();
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& [from, to] : all) {
            if (reached_[from.index()] && !reached_[to.index()]) grew = reached_[to.index()] = true;
            if (leaving_[to.index()] && !leaving_[from.index()])
                grew = leaving_[from.index()] = true;
        }
    }
}

/// A field that people fill may hold anything; one that only steps fill holds what they write.
void Flow::find_words(const External& external) {
    std::vector<bool> anything(words_.size(), false);
    std::vector<std::pair<FieldId, FieldId>> taken_over;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i].emplace();
        anything[i] = external.opened_with[i] || external.kept[i] ||
                      definition_->fields[i].type != FieldType::choice;
    }
    const auto assign = [&](const std::vector<Assignment>& assignments) {
        for (const Assignment& one : assignments) {
            if (one.from.is_some()) {
                taken_over.emplace_back(one.field, one.from);
                continue;
            }
            for (const Item& item : one.word.items)
                words_[one.field.index()]->push_back(write_item(item));
        }
    };
    for (const Step& step : definition_->steps) {
        for (const FieldId field : step.needs) anything[field.index()] = true;
        for (const FieldId field : step.may) anything[field.index()] = true;
        assign(step.sets);
    }
    for (const Deadline& deadline : definition_->deadlines) assign(deadline.lapse_sets);
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& [to, from] : taken_over) {
            if (anything[to.index()]) continue;
            if (anything[from.index()]) grew = anything[to.index()] = true;
            std::vector<std::string>& words = *words_[to.index()];
            const std::size_t before = words.size();
            // Of a field itself nothing is new.
            for (std::size_t i = 0; i < words_[from.index()]->size(); ++i) {
                const std::string& word = (*words_[from.index()])[i];
                if (!contains(words, word)) words.push_back(word);
            }
            grew = grew || words.size() > before;
        }
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if (anything[i]) words_[i].reset();
    }
}

Facts Flow::nothing() const {
    return {Bits(definition_->fields.size()), Bits(definition_->steps.size()),
            Bits(definition_->consultations.size()), Bits(definition_->deadlines.size())};
}

Facts Flow::opening_facts() const {
    Facts facts = nothing();
    facts.fields = opened_with_;
    return facts;
}

void Flow::find_possible(const External& external) {
    for (std::size_t i = 0; i < definition_->fields.size(); ++i) {
        if (external.opened_with[i]) opened_with_.add(i);
    }
    if (definition_->recurrence) {
        const Recurrence& recurrence = *definition_->recurrence;
        for (const FieldId field : recurrence.carries) opened_with_.add(field.index());
        opened_with_.add(recurrence.due.index());
        if (recurrence.previous.is_some()) opened_with_.add(recurrence.previous.index());
    }
    // A matter of an older version may have been through all of its steps.
    Facts older = nothing();
    older.steps = Bits::all(definition_->steps.size());
    older.consultations = Bits::all(definition_->consultations.size());
    for (std::size_t i = 0; i < definition_->fields.size(); ++i) {
        if (external.kept[i]) older.fields.add(i);
    }
    for (std::size_t i = 0; i < definition_->states.size(); ++i) {
        if (external.entered[i] || supposed_.states.has(i)) reach(StateId(i), older);
    }
    for (std::size_t i = 0; i < definition_->steps.size(); ++i) {
        if (definition_->steps[i].opening) take_step(i, opening_facts(), StateId());
    }
    // Each state is gone through again only where more may have happened there.
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t i = 0; i < facts_.size(); ++i) {
            if (!changed_[i]) continue;
            grew = true;
            changed_[i] = false;
            go_on_from(StateId(i));
        }
    }
    for (const auto& facts : facts_) {
        if (!facts) continue;
        set_.unite(facts->fields);
        asked_.unite(facts->consultations);
        started_.unite(facts->deadlines);
    }
}

void Flow::go_on_from(StateId state) {
    if (definition_->states[state.index()].end) return;
    const Facts before = *facts_[state.index()];
    for (std::size_t i = 0; i < definition_->steps.size(); ++i) {
        const Step& step = definition_->steps[i];
        if (!step.opening && (step.from_any || contains(step.from, state)))
            take_step(i, before, state);
    }
    for (std::size_t i = 0; i < definition_->deadlines.size(); ++i) {
        const Deadline& deadline = definition_->deadlines[i];
        const bool lapses = deadline.lapse_to.is_some() && contains(deadline.lapse_from, state);
        if (lapses && before.deadlines.has(i))
            reach(deadline.lapse_to, assigned(before, deadline.lapse_sets));
    }
}

void Flow::reach(StateId state, Facts facts) {
    close(facts);
    auto& known = facts_[state.index()];
    if (!known) {
        known = std::move(facts);
        changed_[state.index()] = true;
    } else if (known->unite(facts)) {
        changed_[state.index()] = true;
    }
}

/// Answers fill fields, clocks start, and some clocks fill fields, on which others count.
void Flow::close(Facts& facts) const {
    for (std::size_t i = 0; i < definition_->consultations.size(); ++i) {
        const Consultation& consultation = definition_->consultations[i];
        if (!facts.consultations.has(i) || consultation.role == Role::informed) continue;
        for (const FieldId field : {consultation.answer_field, consultation.amendment_field,
                                    consultation.objection_field}) {
            if (field.is_some()) facts.fields.add(field.index());
        }
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t i = 0; i < definition_->deadlines.size(); ++i) {
            if (facts.deadlines.has(i) || !may_start(DeadlineId(i), facts)) continue;
            facts.deadlines.add(i);
            const FieldId records = definition_->deadlines[i].records;
            if (records.is_some()) facts.fields.add(records.index());
            grew = true;
        }
    }
}

bool Flow::may_start(DeadlineId id, const Facts& facts) const {
    if (supposed_.deadlines.has(id.index())) return true;
    const Deadline& deadline = definition_->deadlines[id.index()];
    const auto was_taken = [&](StepId step) { return facts.steps.has(step.index()); };
    const auto may_be_there = [&](const Source& source) {
        const bool by_field =
            source.kind == Source::Kind::field || source.kind == Source::Kind::table;
        return !by_field || facts.fields.has(source.field.index());
    };
    if (deadline.from_field.is_some() && !facts.fields.has(deadline.from_field.index()))
        return false;
    if (deadline.from_step.is_some() && !was_taken(deadline.from_step)) return false;
    if (deadline.from_deadline.is_some() && !facts.deadlines.has(deadline.from_deadline.index()))
        return false;
    if (!deadline.starts_with.empty() && std::ranges::none_of(deadline.starts_with, was_taken))
        return false;
    if (!may_be_there(deadline.amount) || !may_be_there(deadline.zone) ||
        !may_be_there(deadline.calendar))
        return false;
    return std::ranges::all_of(
        deadline.when, [&](const Condition& condition) { return may_hold(condition, facts); });
}

Facts Flow::with_input(const Step& step, const Facts& facts) const {
    Facts input = facts;
    for (const FieldId field : step.needs) input.fields.add(field.index());
    for (const FieldId field : step.may) input.fields.add(field.index());
    close(input);
    return input;
}

Facts Flow::assigned(Facts facts, const std::vector<Assignment>& assignments) {
    for (const Assignment& one : assignments) {
        const bool has = !one.from.is_some() || facts.fields.has(one.from.index());
        if (has) facts.fields.add(one.field.index());
    }
    return facts;
}

void Flow::take_step(std::size_t index, const Facts& before, StateId from) {
    const Step& step = definition_->steps[index];
    Facts input = with_input(step, before);
    const bool may_be = supposed_.steps.has(index) ||
                        std::ranges::all_of(step.when, [&](const Condition& condition) {
                            return may_hold(condition, input);
                        });
    if (!may_be) return;
    taken_.add(index);
    const StateId to = step.to.is_some() ? step.to : from;
    if (!to.is_some()) return;
    Facts after = assigned(std::move(input), step.sets);
    after.steps.add(index);
    // Where the work has ended nobody is asked any more.
    if (!definition_->states[to.index()].end) {
        for (const ConsultationId asked : step.asks) after.consultations.add(asked.index());
    }
    reach(to, std::move(after));
}

bool Flow::may_hold_of_field(const Condition& condition, const Facts& facts) const {
    const bool is_set = facts.fields.has(condition.field.index());
    if (condition.kind == Kind::field_is) {
        const auto& words = words_[condition.field.index()];
        return is_set &&
               (!words || std::ranges::any_of(condition.words, [&](const std::string& word) {
                   return contains(*words, word);
               }));
    }
    const bool other = !condition.other.is_some() || facts.fields.has(condition.other.index());
    if (condition.kind == Kind::fields_differ) return is_set || other;
    const bool deadline =
        !condition.deadline.is_some() || facts.deadlines.has(condition.deadline.index());
    return is_set && other && deadline;
}

bool Flow::may_hold(const Condition& condition, const Facts& facts) const {
    switch (condition.kind) {
        case Kind::field_set:
        case Kind::field_is:
        case Kind::fields_equal:
        case Kind::fields_differ:
        case Kind::field_not_after:
        case Kind::field_later:
        case Kind::field_near:
        case Kind::field_older:
        case Kind::field_fresh:
        case Kind::table_is:
            return may_hold_of_field(condition, facts);
        case Kind::deadline_running:
        case Kind::deadline_passed:
        case Kind::deadline_open:
            return facts.deadlines.has(condition.deadline.index());
        case Kind::step_taken:
            return facts.steps.has(condition.step.index());
        case Kind::objection: {
            if (condition.consultation.is_some())
                return facts.consultations.has(condition.consultation.index());
            for (std::size_t i = 0; i < definition_->consultations.size(); ++i) {
                if (facts.consultations.has(i)) return true;
            }
            return false;
        }
        case Kind::field_unset:
        case Kind::field_is_not:
        case Kind::fields_same:
        case Kind::field_covers:
        case Kind::field_ahead:
        case Kind::deadline_not_running:
        case Kind::consultations_closed:
        case Kind::consultations_answered:
        case Kind::no_objection:
        case Kind::step_not_taken:
        case Kind::paper_present:
            return true;
    }
    return true;
}

bool Flow::may_hold(const Condition& condition, const Step& step, StateId from) const {
    if (!from.is_some()) return may_hold(condition, with_input(step, opening_facts()));
    const auto& facts = facts_[from.index()];
    return facts && may_hold(condition, with_input(step, *facts));
}

/// The fields of a matter after a step or a lapse, of those that certainly hold something before.
Bits Flow::kept_after(Bits fields, const std::vector<Assignment>& assignments) {
    for (const Assignment& one : assignments) {
        const bool has = one.from.is_some() ? fields.has(one.from.index()) : one.word.is_set();
        if (has) fields.add(one.field.index());
        if (!has) fields.take(one.field.index());
    }
    return fields;
}

Bits Flow::kept_after(Bits fields, const Step& step) {
    for (const FieldId field : step.may) fields.take(field.index());
    for (const FieldId field : step.needs) fields.add(field.index());
    fields = kept_after(std::move(fields), step.sets);
    for (const FieldId field : step.clears) fields.take(field.index());
    return fields;
}

void Flow::find_always(const External& external) {
    const std::size_t count = definition_->fields.size();
    always_.assign(definition_->states.size(), Bits::all(count));
    for (std::size_t i = 0; i < always_.size(); ++i) {
        if (external.entered[i]) always_[i] = Bits(count);
    }
    for (const Step& step : definition_->steps) {
        if (step.opening && step.to.is_some())
            always_[step.to.index()].intersect(kept_after(Bits(count), step));
    }
    for (bool shrank = true; shrank;) {
        shrank = false;
        for (const Step& step : definition_->steps) {
            for (const StateId from : sources_of(step)) {
                if (!reached_[from.index()]) continue;
                const StateId to = step.to.is_some() ? step.to : from;
                shrank = always_[to.index()].intersect(kept_after(always_[from.index()], step)) ||
                         shrank;
            }
        }
        for (const Deadline& deadline : definition_->deadlines) {
            for (const StateId from : sources_of(deadline)) {
                if (!reached_[from.index()]) continue;
                const Bits after = kept_after(always_[from.index()], deadline.lapse_sets);
                shrank = always_[deadline.lapse_to.index()].intersect(after) || shrank;
            }
        }
    }
}

bool Flow::is_always_set(FieldId field, StateId state) const {
    return reached_[state.index()] && always_[state.index()].has(field.index());
}

}  // namespace remit::procedure
