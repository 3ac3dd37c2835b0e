// What definitions say of one another: matters that one opens under another, and versions that
// follow one another.
//
// A definition that was not given is not judged: the older version of a succession need not be at
// hand. One that is there but faulty is not compared with.
#include <algorithm>
#include <string>
#include <string_view>

#include "procedure/check.h"
#include "procedure/nearest.h"
#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;

std::string described(FieldType type, bool list) {
    return std::string(name_of(type)) + (list ? "[]" : "");
}

/// What a copy brings: a type, and whether there may be several.
struct Brought {
    FieldType type = FieldType::text;
    bool list = false;
};

class SpawnCheck {
  public:
    SpawnCheck(const Definition& from, const Definition& to, const remit::Vocabulary& vocabulary,
               diag::Diagnostics& diagnostics)
        : from_(from), to_(to), vocabulary_(vocabulary), diagnostics_(diagnostics) {}

    void run(const Spawn& spawn, const Spans& places, diag::Span span) {
        for (std::size_t i = 0; i < spawn.copies.size(); ++i)
            check_copy(spawn, spawn.copies[i], places[i]);
        for (std::size_t i = 0; i < spawn.copies.size(); ++i)
            check_columns(spawn, spawn.copies[i], places[i]);
        check_opening(spawn, span);
    }

  private:
    void check_copy(const Spawn& spawn, const Spawn::Copy& copy, diag::Span span) {
        const auto id = to_.find_field(copy.to);
        if (!id) {
            std::vector<std::string_view> known;
            for (const Field& field : to_.fields) known.push_back(field.id);
            report_unknown(diagnostics_, "copy", copy.to, span, known);
            return;
        }
        const Field& target = to_.fields[id->index()];
        if (!copy.word.empty()) {
            check_word(target, copy.word, span);
            return;
        }
        const Brought brought = brought_by(spawn, copy);
        if (brought.type == target.type && (!brought.list || target.list)) return;
        report(span, "type")
            .with("field", copy.to)
            .with("seen", described(brought.type, brought.list))
            .with("wanted", described(target.type, target.list));
    }

    [[nodiscard]] Brought brought_by(const Spawn& spawn, const Spawn::Copy& copy) const {
        if (copy.self) return {FieldType::matter, false};
        if (copy.each_item) return {from_.fields[spawn.each.index()].type, false};
        const Field& field = from_.fields[copy.from.index()];
        return {field.type, field.list && !copy.cell};
    }

    void check_word(const Field& target, const std::string& word, diag::Span span) {
        if (is_word_of(target, word)) return;
        report(span, "type")
            .with("field", target.id)
            .with("seen", word)
            .with("wanted", described(target.type, false));
    }

    [[nodiscard]] bool is_word_of(const Field& target, const std::string& word) const {
        if (!read_item(target.type, word).ok()) return false;
        switch (target.type) {
            case FieldType::choice:
                return std::ranges::find(target.choices, word, &Choice::id) != target.choices.end();
            case FieldType::body:
                return vocabulary_.find_body(word).has_value();
            case FieldType::topic:
                return vocabulary_.find_topic(word).has_value();
            case FieldType::counterpart:
                return vocabulary_.find_counterpart(word).has_value();
            default:
                return true;
        }
    }

    [[nodiscard]] bool copies(const Spawn& spawn, FieldId field) const {
        return std::ranges::find(spawn.copies, to_.fields[field.index()].id, &Spawn::Copy::to) !=
               spawn.copies.end();
    }

    /// A column is copied with all the others that are filled in every row.
    void check_columns(const Spawn& spawn, const Spawn::Copy& copy, diag::Span span) {
        const auto id = to_.find_field(copy.to);
        if (!id || !to_.fields[id->index()].group.is_some()) return;
        const Group& group = to_.groups[to_.fields[id->index()].group.index()];
        const auto missing = std::ranges::find_if(group.columns, [&](FieldId column) {
            return !to_.fields[column.index()].may_be_empty && !copies(spawn, column);
        });
        if (missing == group.columns.end()) return;
        report(span, "column")
            .with("field", copy.to)
            .with("seen", group.id)
            .with("wanted", to_.fields[missing->index()].id);
    }

    /// A matter is opened by an opening step whose needs the copies meet.
    void check_opening(const Spawn& spawn, diag::Span span) {
        const bool can_open = std::ranges::any_of(to_.steps, [&](const Step& step) {
            return step.opening && std::ranges::all_of(step.needs, [&](FieldId field) {
                       return copies(spawn, field);
                   });
        });
        if (can_open) return;
        report(span, "opening").with("field", "").with("seen", to_.id).with("wanted", "");
    }

    diag::Diagnostic& report(diag::Span span, std::string_view why) {
        return diagnostics_.report(DiagnosticId::impossible_spawn, span)
            .with("why", std::string(why));
    }

    const Definition& from_;
    const Definition& to_;
    const remit::Vocabulary& vocabulary_;
    diag::Diagnostics& diagnostics_;
};

/// The newest version, under which matters are opened.
const ReadDefinition* latest_of(const std::vector<ReadDefinition>& read, std::string_view id) {
    const ReadDefinition* latest = nullptr;
    for (const ReadDefinition& other : read) {
        if (other.definition.id != id) continue;
        if (latest == nullptr || other.definition.version > latest->definition.version)
            latest = &other;
    }
    return latest;
}

void check_spawns(const std::vector<ReadDefinition>& read, const ReadDefinition& one,
                  const remit::Vocabulary& vocabulary, diag::Diagnostics& diagnostics) {
    std::vector<std::string_view> known;
    for (const ReadDefinition& other : read) known.push_back(other.definition.id);
    for (std::size_t i = 0; i < one.definition.steps.size(); ++i) {
        const Step& step = one.definition.steps[i];
        const StepPlaces& places = one.places.steps[i];
        for (std::size_t k = 0; k < step.spawns.size(); ++k) {
            const ReadDefinition* target = latest_of(read, step.spawns[k].procedure);
            if (target == nullptr) {
                report_unknown(diagnostics, "procedure", step.spawns[k].procedure, places.spawns[k],
                               known);
            } else if (target->is_whole) {
                SpawnCheck(one.definition, target->definition, vocabulary, diagnostics)
                    .run(step.spawns[k], places.copies[k], places.spawns[k]);
            }
        }
    }
}

using Renames = std::vector<std::pair<std::string, std::string>>;

std::string_view renamed(const Renames& names, std::string_view old) {
    const auto found = std::ranges::find(names, old, &Renames::value_type::first);
    return found == names.end() ? old : std::string_view(found->second);
}

class SuccessionCheck {
  public:
    SuccessionCheck(const Definition& older, const Definition& newer, diag::Span span,
                    diag::Diagnostics& diagnostics)
        : older_(older),
          newer_(newer),
          succession_(*newer.succession),
          span_(span),
          diagnostics_(diagnostics) {}

    void run() {
        check_old_names();
        for (const State& state : older_.states) {
            // A matter that has ended stays under its version.
            if (state.end) continue;
            const auto id = newer_.find_state(renamed(succession_.states, state.id));
            if (!id) report("state_lost", state.id);
        }
        for (const Field& field : older_.fields) check_field(field);
    }

  private:
    void check_old_names() {
        for (const auto& [old, current] : succession_.states) {
            if (!older_.find_state(old)) report("state_unknown", old);
        }
        for (const auto& [old, current] : succession_.fields) {
            if (!older_.find_field(old)) report("field_unknown", old);
        }
        for (const std::string& old : succession_.dropped_fields) {
            if (!older_.find_field(old)) report("field_unknown", old);
        }
    }

    void check_field(const Field& old) {
        const auto& drops = succession_.dropped_fields;
        if (std::ranges::find(drops, old.id) != drops.end()) return;
        const auto id = newer_.find_field(renamed(succession_.fields, old.id));
        if (!id) {
            report("field_lost", old.id);
            return;
        }
        const Field& field = newer_.fields[id->index()];
        if (field.type != old.type || (old.list && !field.list)) report("field_type", old.id);
    }

    void report(std::string_view why, std::string what) {
        diagnostics_.report(DiagnosticId::broken_succession, span_)
            .with("why", std::string(why))
            .with("what", std::move(what))
            .with("version", static_cast<std::int64_t>(older_.version));
    }

    const Definition& older_;
    const Definition& newer_;
    const Succession& succession_;
    diag::Span span_;
    diag::Diagnostics& diagnostics_;
};

}  // namespace

void check_others(const std::vector<ReadDefinition>& read, const ReadDefinition& one,
                  const remit::Vocabulary& vocabulary, diag::Diagnostics& diagnostics) {
    check_spawns(read, one, vocabulary, diagnostics);
    if (!one.definition.succession) return;
    for (const ReadDefinition& other : read) {
        const bool is_older = other.definition.id == one.definition.id &&
                              other.definition.version == one.definition.succession->from_version;
        if (is_older && other.is_whole && &other != &one) {
            SuccessionCheck(other.definition, one.definition, one.places.succession, diagnostics)
                .run();
        }
    }
}

}  // namespace remit::procedure
