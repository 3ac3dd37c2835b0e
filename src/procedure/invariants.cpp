// The invariants of definition.h, for tests and fuzz targets: what the engine takes for granted.
//
// Written without the checks that make diagnostics, as far as that can be: the same question asked
// twice in one way would prove nothing. Each sentence names the part that breaks it.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "procedure/amounts.h"
#include "procedure/check.h"

namespace remit::procedure {
namespace {

class Invariants {
  public:
    Invariants(const Definition& definition, std::span<const Definition> others)
        : definition_(definition), others_(others) {}

    std::vector<std::string> run() {
        check_head();
        for (const Step& step : definition_.steps) check_step(step);
        for (const Deadline& deadline : definition_.deadlines) check_deadline(deadline);
        for (const Consultation& consultation : definition_.consultations)
            check_consultation(consultation);
        for (const Table& table : definition_.tables) check_table(table);
        if (!broken_.empty()) return broken_;
        check_ways();
        check_settable();
        return broken_;
    }

  private:
    void expect(bool holds, const std::string& part, std::string_view what) {
        if (!holds) broken_.push_back(part + ": " + std::string(what));
    }
    template <typename Id, typename Entry>
    static bool lies_in(Id id, const std::vector<Entry>& entries) {
        return id.index() < entries.size();
    }
    template <typename Id, typename Entry>
    static bool is_none_or_in(Id id, const std::vector<Entry>& entries) {
        return !id.is_some() || lies_in(id, entries);
    }
    template <typename Id, typename Entry>
    void expect_all(const std::vector<Id>& ids, const std::vector<Entry>& entries,
                    const std::string& part) {
        for (const Id id : ids) expect(lies_in(id, entries), part, "an index is out of its table");
    }
    void expect_names(const remit::Names& names, const std::string& part) {
        expect(names.en.size() == 1 && names.hr.size() == 1 && names.sr.size() == 1, part,
               "a name is missing");
    }

    void check_head() {
        expect(!definition_.id.empty() && definition_.version >= 1, "procedure",
               "it has no id or version");
        expect(std::ranges::any_of(definition_.steps, &Step::opening), "procedure",
               "nothing opens it");
        expect(std::ranges::any_of(definition_.states, &State::end), "procedure", "it has no end");
        expect_names(definition_.names, "procedure");
        for (const Field& field : definition_.fields) {
            expect_names(field.names, field.id);
            expect((field.type == FieldType::choice) == !field.choices.empty(), field.id,
                   "choices");
        }
        for (const State& state : definition_.states) expect_names(state.names, state.id);
        for (std::size_t i = 0; i < definition_.groups.size(); ++i) check_group(GroupId(i));
    }

    void check_group(GroupId id) {
        const Group& group = definition_.groups[id.index()];
        expect_names(group.names, group.id);
        expect_all(group.columns, definition_.fields, group.id);
        bool filled = false;
        for (const FieldId column : group.columns) {
            if (!lies_in(column, definition_.fields)) continue;
            const Field& field = definition_.fields[column.index()];
            expect(field.list && field.group == id, field.id, "it is no column of its group");
            filled = filled || !field.may_be_empty;
        }
        expect(filled, group.id, "every cell of a row may be empty");
    }

    void check_step(const Step& step) {
        expect_names(step.names, step.id);
        expect(!step.functions.empty(), step.id, "nobody may take it");
        expect(!step.opening || (step.to.is_some() && step.from.empty() && !step.from_any), step.id,
               "opening");
        expect(step.opening || step.from_any || !step.from.empty(), step.id, "it starts nowhere");
        expect(is_none_or_in(step.to, definition_.states), step.id, "to");
        expect_all(step.from, definition_.states, step.id);
        expect_all(step.needs, definition_.fields, step.id);
        expect_all(step.may, definition_.fields, step.id);
        expect_all(step.clears, definition_.fields, step.id);
        expect_all(step.papers, definition_.paper_kinds, step.id);
        expect_all(step.asks, definition_.consultations, step.id);
        check_assignments(step.sets, step.id);
        for (const Condition& condition : step.when) check_condition(condition, step.id);
        for (const Spawn& spawn : step.spawns) check_spawn(spawn, step.id);
    }

    void check_assignments(const std::vector<Assignment>& assignments, const std::string& part) {
        for (const Assignment& one : assignments) {
            expect(lies_in(one.field, definition_.fields), part, "sets");
            expect(is_none_or_in(one.from, definition_.fields), part, "sets from");
            expect(one.from.is_some() != one.word.is_set(), part, "sets neither or both");
            if (!lies_in(one.field, definition_.fields)) continue;
            const bool many = one.word.items.size() > 1;
            expect(!many || definition_.fields[one.field.index()].list, part, "sets several");
        }
    }

    void check_condition(const Condition& condition, const std::string& part) {
        using Kind = Condition::Kind;
        expect(is_none_or_in(condition.field, definition_.fields), part, "a condition's field");
        expect(is_none_or_in(condition.other, definition_.fields), part,
               "a condition's other field");
        expect(is_none_or_in(condition.deadline, definition_.deadlines), part,
               "a condition's deadline");
        expect(is_none_or_in(condition.consultation, definition_.consultations), part,
               "a condition's consultation");
        expect(is_none_or_in(condition.step, definition_.steps), part, "a condition's step");
        expect(is_none_or_in(condition.paper_kind, definition_.paper_kinds), part,
               "a condition's paper");
        expect(is_none_or_in(condition.table, definition_.tables), part, "a condition's table");
        const bool lists_words = condition.kind == Kind::field_is ||
                                 condition.kind == Kind::field_is_not ||
                                 condition.kind == Kind::table_is;
        expect(lists_words == !condition.words.empty(), part, "a condition's words");
        const bool of_field =
            condition.kind <= Kind::field_fresh || condition.kind == Kind::table_is;
        expect(of_field == condition.field.is_some(), part, "a condition without its field");
        if (condition.kind == Kind::table_is && lies_in(condition.table, definition_.tables)) {
            expect(condition.column < definition_.tables[condition.table.index()].columns.size(),
                   part, "a column");
        }
    }

    void check_spawn(const Spawn& spawn, const std::string& part) {
        expect(!spawn.procedure.empty() && !spawn.link.empty(), part,
               "a spawn without procedure or link");
        expect(is_none_or_in(spawn.each, definition_.fields), part, "each");
        for (const Spawn::Copy& copy : spawn.copies) {
            expect(is_none_or_in(copy.from, definition_.fields), part, "copy");
            const int kinds = static_cast<int>(copy.from.is_some()) +
                              static_cast<int>(copy.each_item) + static_cast<int>(copy.self) +
                              static_cast<int>(!copy.word.empty());
            expect(kinds == 1, part, "a copy of nothing, or of several");
            expect(!copy.each_item || spawn.each.is_some(), part, "an item of nothing");
            expect(!copy.cell || (copy.from.is_some() && spawn.each.is_some()), part,
                   "a cell of no row");
        }
    }

    void check_source(const Source& source, const std::string& part) {
        if (source.kind == Source::Kind::field)
            expect(lies_in(source.field, definition_.fields), part, "a field");
        if (source.kind != Source::Kind::table) return;
        expect(lies_in(source.field, definition_.fields), part, "a key");
        expect(lies_in(source.table, definition_.tables), part, "a table");
        if (!lies_in(source.table, definition_.tables)) return;
        expect(source.column < definition_.tables[source.table.index()].columns.size(), part,
               "a column");
    }

    void check_deadline(const Deadline& deadline) {
        const std::string& part = deadline.id;
        expect_names(deadline.names, part);
        const int bases = static_cast<int>(deadline.from_field.is_some()) +
                          static_cast<int>(deadline.from_step.is_some()) +
                          static_cast<int>(deadline.from_deadline.is_some());
        expect(bases == 1 || (bases == 0 && !deadline.starts_with.empty()), part,
               "what it counts from");
        expect(is_none_or_in(deadline.from_field, definition_.fields), part, "field");
        expect(is_none_or_in(deadline.from_step, definition_.steps), part, "step");
        expect(is_none_or_in(deadline.from_deadline, definition_.deadlines), part, "deadline");
        expect(is_none_or_in(deadline.records, definition_.fields), part, "records");
        expect(is_none_or_in(deadline.lapse_to, definition_.states), part, "lapse");
        expect(deadline.extended_by.empty() || deadline.extended_to.is_some(), part,
               "extended to nothing");
        expect(is_none_or_in(deadline.extended_to, definition_.fields), part, "extended_to");
        expect(deadline.share_left <= 99, part, "share");
        for (const auto* steps :
             {&deadline.starts_with, &deadline.met_by, &deadline.stopped_by, &deadline.resumed_by,
              &deadline.extended_by, &deadline.withdrawn_by}) {
            expect_all(*steps, definition_.steps, part);
        }
        expect_all(deadline.lapse_from, definition_.states, part);
        check_assignments(deadline.lapse_sets, part);
        for (const Condition& condition : deadline.when) check_condition(condition, part);
        for (const Source* source : {&deadline.amount, &deadline.calendar, &deadline.zone})
            check_source(*source, part);
        if (deadline.amount.kind != Source::Kind::written) return;
        expect(read_length_of(deadline.clock, deadline.amount.written).fault == LengthFault::none,
               part, "amount");
    }

    void check_consultation(const Consultation& consultation) {
        const std::string& part = consultation.id;
        expect_names(consultation.names, part);
        expect(!consultation.whom.empty(), part, "nobody is asked");
        expect(
            consultation.role == Role::informed || consultation.within.kind != Source::Kind::none,
            part, "within");
        for (const FieldId field : {consultation.answer_field, consultation.amendment_field,
                                    consultation.objection_field}) {
            expect(is_none_or_in(field, definition_.fields), part, "a field of answers");
        }
        for (const Respondents& whom : consultation.whom) {
            const bool by_field = whom.kind == Respondents::Kind::field;
            expect(!by_field || lies_in(whom.field, definition_.fields), part, "whom");
            expect(whom.kind != Respondents::Kind::holders || !whom.function.empty(), part,
                   "holders");
            expect(whom.kind != Respondents::Kind::counterpart || !whom.counterpart.empty(), part,
                   "counterpart");
        }
        for (const Source* source :
             {&consultation.within, &consultation.calendar, &consultation.zone}) {
            check_source(*source, part);
        }
    }

    void check_table(const Table& table) {
        expect_names(table.names, table.id);
        expect(table.column_names.size() == table.columns.size(), table.id,
               "a column has not its names");
        for (const remit::Names& names : table.column_names) expect_names(names, table.id);
        for (const Choice& word : table.words) expect_names(word.names, table.id);
        std::vector<std::string> keys;
        for (const Table::Row& row : table.rows) {
            expect(row.cells.size() == table.columns.size() &&
                       row.verified.size() == table.columns.size(),
                   table.id, "a row has not one cell for each column");
            keys.push_back(row.key);
        }
        std::ranges::sort(keys);
        expect(std::ranges::adjacent_find(keys) == keys.end(), table.id, "a key has two rows");
    }

    [[nodiscard]] bool goes(const Step& step, std::size_t from) const {
        if (step.opening || definition_.states[from].end) return false;
        return step.from_any || std::ranges::find(step.from, StateId(from)) != step.from.end();
    }

    /// One step at a time, as often as there are states.
    void check_ways() {
        const std::size_t count = definition_.states.size();
        std::vector<bool> reached(count, definition_.succession.has_value());
        for (const Step& step : definition_.steps) {
            if (step.opening) reached[step.to.index()] = true;
        }
        std::vector<bool> leaves(count);
        for (std::size_t i = 0; i < count; ++i) leaves[i] = definition_.states[i].end;
        for (std::size_t round = 0; round < count; ++round) {
            for (std::size_t from = 0; from < count; ++from) spread(from, reached, leaves);
        }
        for (std::size_t i = 0; i < count; ++i) {
            expect(reached[i], definition_.states[i].id, "nothing leads there");
            expect(leaves[i], definition_.states[i].id, "no way leads from there to an end");
        }
    }

    void spread(std::size_t from, std::vector<bool>& reached, std::vector<bool>& leaves) const {
        const auto go = [&](StateId to) {
            if (reached[from]) reached[to.index()] = true;
            if (leaves[to.index()]) leaves[from] = true;
        };
        for (const Step& step : definition_.steps) {
            if (step.to.is_some() && goes(step, from)) go(step.to);
        }
        for (const Deadline& deadline : definition_.deadlines) {
            const auto& sources = deadline.lapse_from;
            const bool lapses = std::ranges::find(sources, StateId(from)) != sources.end();
            if (deadline.lapse_to.is_some() && lapses && !definition_.states[from].end)
                go(deadline.lapse_to);
        }
    }

    /// Every field that a condition needs can be set.
    void check_settable() {
        for (const Step& step : definition_.steps) {
            for (const Condition& condition : step.when) {
                if (condition.kind != Condition::Kind::field_set &&
                    condition.kind != Condition::Kind::field_is)
                    continue;
                expect(is_settable(condition.field), step.id,
                       "it waits for a field that nothing sets");
            }
        }
    }

    [[nodiscard]] bool is_settable(FieldId field) const {
        const auto has = [&](const std::vector<FieldId>& fields) {
            return std::ranges::find(fields, field) != fields.end();
        };
        const auto sets = [&](const std::vector<Assignment>& assignments) {
            return std::ranges::find(assignments, field, &Assignment::field) != assignments.end();
        };
        for (const Step& step : definition_.steps) {
            if (has(step.needs) || has(step.may) || sets(step.sets)) return true;
        }
        for (const Deadline& deadline : definition_.deadlines) {
            if (deadline.records == field || sets(deadline.lapse_sets)) return true;
        }
        for (const Consultation& asked : definition_.consultations) {
            if (asked.answer_field == field || asked.amendment_field == field ||
                asked.objection_field == field)
                return true;
        }
        const auto& recurrence = definition_.recurrence;
        return definition_.succession.has_value() || is_copied_into(field) ||
               (recurrence && (recurrence->due == field || recurrence->previous == field));
    }

    [[nodiscard]] bool is_copied_into(FieldId field) const {
        const std::string& id = definition_.fields[field.index()].id;
        for (const Definition& other : others_) {
            for (const Step& step : other.steps) {
                for (const Spawn& spawn : step.spawns) {
                    const bool copied =
                        std::ranges::find(spawn.copies, id, &Spawn::Copy::to) != spawn.copies.end();
                    if (spawn.procedure == definition_.id && copied) return true;
                }
            }
        }
        return false;
    }

    const Definition& definition_;
    std::span<const Definition> others_;
    std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> check_invariants(const Definition& definition,
                                          std::span<const Definition> others) {
    return Invariants(definition, others).run();
}

}  // namespace remit::procedure
