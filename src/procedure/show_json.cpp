// A procedure as JSON: everything that a definition holds, by id, in the order of the file.
//
// Keys and their order are those of docs/schema/procedure-v1.json, which a test compares. What is
// absent in the file is null or an empty list, never a default that the reader has to know.
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "procedure/definition_names.h"
#include "procedure/show.h"

namespace remit::procedure {
namespace {

using Kind = Condition::Kind;

class JsonShow {
  public:
    explicit JsonShow(const Definition& definition) : definition_(definition) {}

    std::string run() {
        out_.begin_object();
        out_.field("schema", "procedure-v1");
        out_.field("id", definition_.id);
        out_.field("version", static_cast<std::int64_t>(definition_.version));
        names("names", definition_.names);
        names("summary", definition_.summary);
        out_.key("subject").begin_object();
        id("bodies", definition_.fields, definition_.subject_bodies);
        id("topics", definition_.fields, definition_.subject_topics);
        id("counterparts", definition_.fields, definition_.subject_counterparts);
        out_.end_object();
        out_.key("only").begin_object();
        texts("bodies", definition_.only_bodies);
        texts("topics", definition_.only_topics);
        out_.end_object();
        list("carries_out", definition_.carries_out,
             [this](const CarriedOut& claim) { write(claim); });
        list("fields", definition_.fields, [this](const Field& field) { write(field); });
        list("groups", definition_.groups, [this](const Group& group) { write(group); });
        list("states", definition_.states, [this](const State& state) { write(state); });
        list("steps", definition_.steps, [this](const Step& step) { write(step); });
        list("deadlines", definition_.deadlines,
             [this](const Deadline& deadline) { write(deadline); });
        list("consultations", definition_.consultations,
             [this](const Consultation& asked) { write(asked); });
        list("papers", definition_.paper_kinds, [this](const PaperKind& kind) { write(kind); });
        list("tables", definition_.tables, [this](const Table& table) { write(table); });
        write_recurrence();
        write_succession();
        out_.end_object();
        return out_.finish();
    }

  private:
    // --- Forms
    template <typename Entries, typename Write>
    void list(std::string_view key, const Entries& entries, Write write_one) {
        out_.key(key).begin_array();
        for (const auto& entry : entries) write_one(entry);
        out_.end_array();
    }
    void texts(std::string_view key, const std::vector<std::string>& all) {
        list(key, all, [this](const std::string& text) { out_.string(text); });
    }
    void names(std::string_view key, const remit::Names& names) {
        out_.key(key).begin_object();
        for (const std::string_view language : {"en", "hr", "sr"}) {
            const auto found = names.in(language);
            out_.field(language,
                       found.empty() ? std::string_view() : std::string_view(found.front()));
        }
        out_.end_object();
    }
    template <typename Entries, typename Id>
    void id(std::string_view key, const Entries& entries, Id wanted) {
        out_.key(key);
        if (wanted.is_some()) {
            out_.string(entries[wanted.index()].id);
        } else {
            out_.null();
        }
    }
    template <typename Entries, typename Id>
    void ids(std::string_view key, const Entries& entries, const std::vector<Id>& wanted) {
        list(key, wanted, [&](Id one) { out_.string(entries[one.index()].id); });
    }
    void length(std::string_view key, const calendar::Duration& length) {
        out_.key(key);
        if (length.empty()) {
            out_.null();
        } else {
            out_.string(length.iso());
        }
    }
    void basis(const std::vector<Basis>& all) {
        list("basis", all, [this](const Basis& one) {
            out_.begin_object()
                .field("text", one.text)
                .field_bool("verified", one.verified)
                .end_object();
        });
    }
    void steps(std::string_view key, const std::vector<StepId>& all) {
        ids(key, definition_.steps, all);
    }
    void fields(std::string_view key, const std::vector<FieldId>& all) {
        ids(key, definition_.fields, all);
    }
    void field(std::string_view key, FieldId one) { id(key, definition_.fields, one); }

    void named(std::string_view id, const remit::Names& all) {
        out_.begin_object().field("id", id);
        names("names", all);
        out_.end_object();
    }

    // --- Parts
    void write(const CarriedOut& claim) {
        out_.begin_object().field("function", claim.function);
        texts("bodies", claim.bodies);
        texts("topics", claim.topics);
        steps("steps", claim.steps);
        ids("consultations", definition_.consultations, claim.consultations);
        out_.end_object();
    }

    void write(const Field& one) {
        out_.begin_object().field("id", one.id);
        names("names", one.names);
        names("help", one.help);
        out_.field("type", written_as(kFieldTypes, one.type)).field_bool("list", one.list);
        if (one.personal != authority::Personal::none)
            out_.field("personal", written_as(kPersonal, one.personal));
        list("choices", one.choices,
             [this](const Choice& choice) { named(choice.id, choice.names); });
        out_.end_object();
    }

    void write(const Group& group) {
        out_.begin_object().field("id", group.id);
        names("names", group.names);
        list("columns", group.columns, [this](FieldId column) {
            out_.begin_object();
            field("field", column);
            out_.field_bool("may_be_empty", definition_.fields[column.index()].may_be_empty);
            out_.end_object();
        });
        out_.end_object();
    }

    void write(const State& state) {
        out_.begin_object().field("id", state.id);
        names("names", state.names);
        out_.field_bool("end", state.end).end_object();
    }

    void write(const Step& step) {
        out_.begin_object().field("id", step.id);
        names("names", step.names);
        out_.field_bool("opening", step.opening).field_bool("from_any", step.from_any);
        ids("from", definition_.states, step.from);
        id("to", definition_.states, step.to);
        texts("functions", step.functions);
        out_.field("actor", written_as(kActors, step.actor))
            .field("rank", written_as(kRanks, step.rank));
        fields("needs", step.needs);
        fields("may", step.may);
        assignments("sets", step.sets);
        fields("clears", step.clears);
        ids("papers", definition_.paper_kinds, step.papers);
        out_.field_bool("note_required", step.note_required);
        conditions(step.when);
        ids("asks", definition_.consultations, step.asks);
        list("spawns", step.spawns, [this](const Spawn& spawn) { write(spawn); });
        basis(step.basis);
        out_.end_object();
    }

    void assignments(std::string_view key, const std::vector<Assignment>& all) {
        list(key, all, [this](const Assignment& one) {
            out_.begin_object();
            field("field", one.field);
            field("from", one.from);
            list("items", one.word.items,
                 [this](const Item& item) { out_.string(write_item(item)); });
            out_.end_object();
        });
    }

    void write(const Spawn& spawn) {
        out_.begin_object().field("procedure", spawn.procedure).field("link", spawn.link);
        field("each", spawn.each);
        list("copies", spawn.copies, [this](const Spawn::Copy& copy) {
            out_.begin_object().field("to", copy.to);
            field("from", copy.from);
            out_.field_bool("cell", copy.cell)
                .field_bool("each", copy.each_item)
                .field_bool("self", copy.self)
                .field("word", copy.word);
            out_.end_object();
        });
        out_.end_object();
    }

    static std::string_view test_of(Kind kind) {
        const std::string_view words[] = {
            written_as(kFieldWords, kind),        written_as(kComparisons, kind),
            written_as(kDeadlineWords, kind),     written_as(kStepWords, kind),
            written_as(kConsultationWords, kind), written_as(kPaperWords, kind)};
        for (const std::string_view word : words) {
            if (!word.empty()) return word;
        }
        if (kind == Kind::field_is_not) return "is_not";
        if (kind == Kind::field_not_after) return "not_after";
        return kind == Kind::field_later ? "later_than" : "is";
    }

    void conditions(const std::vector<Condition>& all) {
        list("when", all, [this](const Condition& condition) {
            out_.begin_object().field("test", test_of(condition.kind));
            field("field", condition.field);
            field("other", condition.other);
            id("deadline", definition_.deadlines, condition.deadline);
            id("consultation", definition_.consultations, condition.consultation);
            id("step", definition_.steps, condition.step);
            id("paper", definition_.paper_kinds, condition.paper_kind);
            cell(condition.table, condition.column);
            texts("words", condition.words);
            length("distance", condition.distance);
            out_.end_object();
        });
    }

    void cell(TableId table, std::uint32_t column) {
        id("table", definition_.tables, table);
        out_.key("column");
        if (table.is_some()) {
            out_.string(definition_.tables[table.index()].columns[column]);
        } else {
            out_.null();
        }
    }

    void source(std::string_view key, const Source& source) {
        out_.key(key);
        if (source.kind == Source::Kind::none) {
            out_.null();
            return;
        }
        out_.begin_object().key("written");
        if (source.kind == Source::Kind::written) {
            out_.string(source.written);
        } else {
            out_.null();
        }
        field("field", source.field);
        cell(source.table, source.column);
        out_.end_object();
    }

    void write(const Deadline& deadline) {
        out_.begin_object().field("id", deadline.id);
        names("names", deadline.names);
        out_.field("clock", written_as(kClocks, deadline.clock));
        source("amount", deadline.amount);
        out_.field_bool("day_before", deadline.day_before).field_bool("before", deadline.before);
        field("from_field", deadline.from_field);
        id("from_step", definition_.steps, deadline.from_step);
        id("from_deadline", definition_.deadlines, deadline.from_deadline);
        out_.field("share_left", static_cast<std::int64_t>(deadline.share_left));
        steps("starts_with", deadline.starts_with);
        conditions(deadline.when);
        field("records", deadline.records);
        steps("met_by", deadline.met_by);
        steps("stopped_by", deadline.stopped_by);
        steps("resumed_by", deadline.resumed_by);
        steps("withdrawn_by", deadline.withdrawn_by);
        steps("extended_by", deadline.extended_by);
        field("extended_to", deadline.extended_to);
        source("calendar", deadline.calendar);
        source("zone", deadline.zone);
        reminders(deadline.reminders);
        list("escalations", deadline.escalations, [this](const Escalation& one) { write(one); });
        write_lapse(deadline);
        basis(deadline.basis);
        out_.end_object();
    }

    void reminders(const std::vector<Reminder>& all) {
        list("reminders", all, [this](const Reminder& one) { out_.string(one.before.iso()); });
    }

    void write(const Escalation& one) {
        const Told told{one.rank, one.levels_up, one.duty_officer};
        out_.begin_object().field_bool("before", one.before);
        length("distance", one.distance);
        out_.field("to", written_as(kTold, told)).end_object();
    }

    void write_lapse(const Deadline& deadline) {
        out_.key("lapse");
        if (!deadline.lapse_to.is_some()) {
            out_.null();
            return;
        }
        out_.begin_object();
        id("to", definition_.states, deadline.lapse_to);
        ids("from", definition_.states, deadline.lapse_from);
        assignments("sets", deadline.lapse_sets);
        out_.end_object();
    }

    void write(const Consultation& asked) {
        const bool waits = asked.role != Role::informed;
        out_.begin_object().field("id", asked.id);
        names("names", asked.names);
        out_.field("role", written_as(kRoles, asked.role))
            .field("asked", written_as(kAsked, asked.asked));
        list("whom", asked.whom, [this](const Respondents& whom) { write(whom); });
        optional("clock", waits ? written_as(kClocks, asked.clock) : std::string_view());
        source("within", asked.within);
        source("calendar", asked.calendar);
        source("zone", asked.zone);
        optional("silence", waits ? written_as(kSilences, asked.silence) : std::string_view());
        field("answers", asked.answer_field);
        field("amendments", asked.amendment_field);
        field("objections", asked.objection_field);
        reminders(asked.reminders);
        basis(asked.basis);
        out_.end_object();
    }

    void optional(std::string_view key, std::string_view text) {
        out_.key(key);
        if (text.empty()) {
            out_.null();
        } else {
            out_.string(text);
        }
    }

    void write(const Respondents& whom) {
        out_.begin_object();
        field("field", whom.field);
        optional("counterpart", whom.counterpart);
        optional("holders", whom.function);
        out_.field_bool("superior", whom.kind == Respondents::Kind::superior).end_object();
    }

    void write(const PaperKind& kind) {
        out_.begin_object().field("id", kind.id);
        names("names", kind.names);
        out_.field_bool("signed", kind.signed_paper)
            .field_bool("optional", kind.optional)
            .end_object();
    }

    void write(const Table& table) {
        out_.begin_object().field("id", table.id);
        names("names", table.names);
        out_.field("key", written_as(kFieldTypes, table.key)).key("columns").begin_array();
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            named(table.columns[i], table.column_names[i]);
        }
        out_.end_array();
        list("words", table.words, [this](const Choice& word) { named(word.id, word.names); });
        out_.key("rows").begin_array();
        for (const Table::Row& row : table.rows) {
            if (!row.of_part) write(table, row);
        }
        out_.end_array().end_object();
    }

    void write(const Table& table, const Table::Row& row) {
        out_.begin_object()
            .field("key", row.key)
            .field_bool("parts", row.parts)
            .field("basis", row.basis);
        out_.key("cells").begin_array();
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            out_.begin_object()
                .field("value", row.cells[i])
                .field_bool("verified", row.verified[i])
                .end_object();
        }
        out_.end_array().end_object();
    }

    void write_recurrence() {
        out_.key("recurrence");
        if (!definition_.recurrence) {
            out_.null();
            return;
        }
        const Recurrence& recurrence = *definition_.recurrence;
        out_.begin_object();
        field("rule", recurrence.rule);
        field("anchor", recurrence.anchor);
        field("due", recurrence.due);
        length("ahead", recurrence.ahead);
        fields("carries", recurrence.carries);
        field("previous", recurrence.previous);
        out_.end_object();
    }

    void write_succession() {
        out_.key("succeeds");
        if (!definition_.succession) {
            out_.null();
            return;
        }
        const Succession& succession = *definition_.succession;
        const auto renames = [this](std::string_view key, const auto& all) {
            list(key, all, [this](const auto& one) {
                out_.begin_object().field("old", one.first).field("new", one.second).end_object();
            });
        };
        out_.begin_object().field("version", static_cast<std::int64_t>(succession.from_version));
        renames("states", succession.states);
        renames("fields", succession.fields);
        texts("drops", succession.dropped_fields);
        out_.end_object();
    }

    const Definition& definition_;
    base::JsonWriter out_;
};

}  // namespace

std::string show_json(const Definition& definition) {
    return JsonShow(definition).run();
}

}  // namespace remit::procedure
