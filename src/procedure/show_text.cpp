// A procedure as lines of text for a head of unit: its states in order with what can be done in
// each, then clocks, consultations, papers, what is recorded.
//
// A step that starts from several states is told in full where it first comes, and by name after
// that. Which functions empower most steps, and who takes them, is said once. Invariant: every part
// of the definition has its line.
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "procedure/carried_out.h"
#include "procedure/definition_names.h"
#include "procedure/show.h"
#include "procedure/speech.h"

namespace remit::procedure {
namespace {

using Kind = ShownLine::Kind;

constexpr std::uint8_t kEntryIndent = 2;
constexpr std::uint8_t kStepIndent = 4;
constexpr std::uint8_t kDetailIndent = 8;

class TextShow {
  public:
    TextShow(const Definition& definition, const remit::Vocabulary& vocabulary,
             diag::Language language, std::span<const Definition> known)
        : definition_(definition), known_(known), speech_(definition, vocabulary, language) {}

    std::vector<ShownLine> run() {
        show_head();
        show_steps();
        show_deadlines();
        show_consultations();
        show_papers();
        show_fields();
        show_tables();
        show_editions();
        return std::move(lines_);
    }

  private:
    // --- Lines
    void line(Kind kind, std::uint8_t indent, std::string text) {
        lines_.push_back({kind, indent, std::move(text)});
    }
    void detail(std::string text) { line(Kind::detail, detail_indent_, std::move(text)); }
    void detail(PhraseId id, const std::vector<diag::Argument>& arguments = {}) {
        detail(speech_.say(id, arguments));
    }
    void heading(std::string what) {
        line(Kind::heading, 0, speech_.say(PhraseId::show_heading, {{"what", std::move(what)}}));
    }
    template <typename Id>
    void list(PhraseId id, const std::vector<Id>& ids) {
        if (!ids.empty()) detail(id, {{"list", speech_.names(ids)}});
    }
    void basis(const std::vector<Basis>& all) {
        for (const Basis& one : all) {
            detail(PhraseId::show_basis,
                   {{"verified", std::string(one.verified ? "yes" : "no")}, {"text", one.text}});
        }
    }

    // --- The head
    void show_head() {
        line(Kind::title, 0,
             speech_.say(PhraseId::show_title,
                         {{"name", speech_.name_of(definition_.names, definition_.id)},
                          {"id", definition_.id},
                          {"version", std::to_string(definition_.version)}}));
        line(Kind::text, 0, speech_.name_of(definition_.summary, definition_.id));
        detail_indent_ = 0;
        std::vector<FieldId> subject;
        for (const FieldId field : {definition_.subject_bodies, definition_.subject_topics,
                                    definition_.subject_counterparts}) {
            if (field.is_some()) subject.push_back(field);
        }
        list(PhraseId::show_subject, subject);
        std::vector<std::string> only;
        for (const std::string& body : definition_.only_bodies)
            only.push_back(speech_.word(FieldType::body, body));
        for (const std::string& topic : definition_.only_topics)
            only.push_back(speech_.word(FieldType::topic, topic));
        if (!only.empty()) detail(PhraseId::show_only, {{"list", Speech::joined(only)}});
        show_claims();
    }

    void show_claims() {
        std::vector<std::string> whole;
        for (const CarriedOut& claim : carried_out(definition_)) {
            std::string name = with_subjects(claim);
            if (claim.steps.empty() && claim.consultations.empty()) {
                whole.push_back(std::move(name));
                continue;
            }
            std::vector<std::string> parts;
            for (const StepId step : claim.steps) parts.push_back(speech_.step(step));
            for (const ConsultationId asked : claim.consultations)
                parts.push_back(speech_.consultation(asked));
            detail(PhraseId::show_carries_steps,
                   {{"function", name}, {"list", Speech::joined(parts)}});
        }
        if (!whole.empty()) detail(PhraseId::show_carries, {{"list", speech_.any_of(whole)}});
    }

    [[nodiscard]] std::string with_subjects(const CarriedOut& claim) const {
        std::vector<std::string> subjects;
        for (const std::string& body : claim.bodies)
            subjects.push_back(speech_.word(FieldType::body, body));
        for (const std::string& topic : claim.topics)
            subjects.push_back(speech_.word(FieldType::topic, topic));
        const std::string name = speech_.function(claim.function);
        return subjects.empty() ? name : name + " (" + Speech::joined(subjects) + ")";
    }

    // --- States and steps
    using Taker = std::pair<Actor, Rank>;

    static Taker taker_of(const Step& step) { return {step.actor, step.rank}; }

    /// What more than half of the steps have; none where nothing is, or there are few steps.
    template <typename Value, typename ValueOf>
    [[nodiscard]] std::optional<Value> usual(ValueOf value_of) const {
        constexpr std::size_t kStepsMin = 4;
        const std::vector<Step>& steps = definition_.steps;
        for (const Step& step : steps) {
            const Value value = value_of(step);
            const auto count = static_cast<std::size_t>(std::ranges::count(steps, value, value_of));
            if (steps.size() >= kStepsMin && 2 * count > steps.size()) return value;
        }
        return std::nullopt;
    }

    void show_usual() {
        usual_functions_ =
            usual<std::vector<std::string>>([](const Step& step) { return step.functions; });
        usual_taker_ = usual<Taker>(taker_of);
        if (!usual_functions_ && !usual_taker_) return;
        line(Kind::text, 0, speech_.say(PhraseId::show_usual));
        detail_indent_ = kEntryIndent;
        if (usual_functions_) show_functions(*usual_functions_);
        if (usual_taker_) show_taker(*usual_taker_);
    }

    void show_functions(const std::vector<std::string>& ids) {
        std::vector<std::string> functions;
        for (const std::string& id : ids) functions.push_back(speech_.function(id));
        detail(PhraseId::show_function, {{"list", speech_.any_of(functions)}});
    }

    void show_taker(const Taker& taker) {
        detail(PhraseId::show_who, {{"who", std::string(written_as(kActors, taker.first)) + "_" +
                                                std::string(written_as(kRanks, taker.second))}});
    }

    void show_steps() {
        show_usual();
        detail_indent_ = kDetailIndent;
        heading("begins");
        for (std::size_t i = 0; i < definition_.steps.size(); ++i) {
            if (definition_.steps[i].opening) show_step(i);
        }
        if (std::ranges::any_of(definition_.steps, &Step::from_any)) heading("any_state");
        for (std::size_t i = 0; i < definition_.steps.size(); ++i) {
            if (definition_.steps[i].from_any) show_step(i);
        }
        heading("states");
        told_.assign(definition_.steps.size(), false);
        for (std::size_t i = 0; i < definition_.states.size(); ++i) show_state(StateId(i));
    }

    void show_state(StateId id) {
        const State& state = definition_.states[id.index()];
        const std::string name = speech_.state(id);
        line(Kind::entry, kEntryIndent,
             state.end ? speech_.say(PhraseId::show_end_state, {{"state", name}}) : name);
        std::vector<std::string> told;
        for (std::size_t i = 0; i < definition_.steps.size(); ++i) {
            const auto& from = definition_.steps[i].from;
            if (std::ranges::find(from, id) == from.end()) continue;
            if (told_[i]) {
                told.push_back(way_of(i));
            } else {
                show_step(i);
            }
            told_[i] = true;
        }
        if (told.empty()) return;
        line(Kind::detail, kStepIndent,
             speech_.say(PhraseId::show_told_above, {{"list", Speech::joined(told)}}));
    }

    [[nodiscard]] std::string way_of(std::size_t index) const {
        const Step& step = definition_.steps[index];
        const std::string name = speech_.step(StepId(index));
        return step.to.is_some() ? name + " → " + speech_.state(step.to) : name;
    }

    void show_step(std::size_t index) {
        const Step& step = definition_.steps[index];
        line(Kind::entry, kStepIndent, way_of(index));
        if (usual_functions_ != step.functions) show_functions(step.functions);
        if (usual_taker_ != taker_of(step)) show_taker(taker_of(step));
        list(PhraseId::show_needs, step.needs);
        list(PhraseId::show_may, step.may);
        list(PhraseId::show_papers, step.papers);
        if (step.note_required) detail(PhraseId::show_note);
        conditions(step.when);
        assignments(step.sets);
        list(PhraseId::show_clears, step.clears);
        list(PhraseId::show_asks, step.asks);
        for (const Spawn& spawn : step.spawns) show_spawn(spawn);
        basis(step.basis);
    }

    void conditions(const std::vector<Condition>& all) {
        for (const Condition& one : all)
            detail(PhraseId::show_when, {{"condition", speech_.condition(one)}});
    }

    void assignments(const std::vector<Assignment>& all) {
        std::vector<std::string> sets;
        for (const Assignment& one : all) {
            const Field& field = definition_.fields[one.field.index()];
            sets.push_back(speech_.field(one.field) + " = " +
                           (one.from.is_some() ? "'" + speech_.field(one.from) + "'"
                                               : speech_.value_of(field, one.word)));
        }
        if (!sets.empty()) detail(PhraseId::show_sets, {{"list", Speech::joined(sets)}});
    }

    void show_spawn(const Spawn& spawn) {
        const auto found = std::ranges::find(known_, spawn.procedure, &Definition::id);
        const std::string name = found == known_.end()
                                     ? spawn.procedure
                                     : speech_.name_of(found->names, spawn.procedure);
        std::vector<diag::Argument> arguments{{"procedure", name}, {"link", spawn.link}};
        if (spawn.each.is_some()) arguments.push_back({"field", speech_.field(spawn.each)});
        detail(spawn.each.is_some() ? PhraseId::show_spawn_each : PhraseId::show_spawn, arguments);
    }

    // --- Clocks and consultations
    void show_deadlines() {
        for (const bool computed : {false, true}) {
            bool first = true;
            for (std::size_t i = 0; i < definition_.deadlines.size(); ++i) {
                if (definition_.deadlines[i].records.is_some() != computed) continue;
                if (std::exchange(first, false)) heading(computed ? "dates" : "deadlines");
                show_deadline(DeadlineId(i));
            }
        }
    }

    void show_deadline(DeadlineId id) {
        detail_indent_ = kStepIndent;
        const Deadline& deadline = definition_.deadlines[id.index()];
        line(Kind::entry, kEntryIndent, speech_.deadline(id));
        detail(speech_.counting(deadline));
        if (deadline.day_before) detail(PhraseId::show_day_before);
        if (deadline.zone.kind != Source::Kind::none)
            detail(PhraseId::show_zone, {{"zone", speech_.zone(deadline.zone)}});
        conditions(deadline.when);
        list(PhraseId::show_starts, deadline.starts_with);
        list(PhraseId::show_met, deadline.met_by);
        list(PhraseId::show_stopped, deadline.stopped_by);
        list(PhraseId::show_resumed, deadline.resumed_by);
        list(PhraseId::show_withdrawn, deadline.withdrawn_by);
        if (!deadline.extended_by.empty()) {
            detail(PhraseId::show_extended, {{"list", speech_.names(deadline.extended_by)},
                                             {"field", speech_.field(deadline.extended_to)}});
        }
        if (deadline.records.is_some())
            detail(PhraseId::show_records, {{"field", speech_.field(deadline.records)}});
        reminders(deadline.reminders);
        for (const Escalation& escalation : deadline.escalations) show_escalation(escalation);
        if (deadline.lapse_to.is_some()) {
            detail(PhraseId::show_lapse, {{"list", speech_.names(deadline.lapse_from)},
                                          {"to", speech_.state(deadline.lapse_to)}});
            assignments(deadline.lapse_sets);
        }
        basis(deadline.basis);
    }

    void reminders(const std::vector<Reminder>& all) {
        std::vector<std::string> lengths;
        for (const Reminder& one : all) lengths.push_back(speech_.length(one.before));
        if (!lengths.empty()) detail(PhraseId::show_reminders, {{"list", Speech::joined(lengths)}});
    }

    void show_escalation(const Escalation& escalation) {
        const Told told{escalation.rank, escalation.levels_up, escalation.duty_officer};
        const std::string moment = escalation.distance.empty() ? "at"
                                   : escalation.before         ? "before"
                                                               : "after";
        detail(PhraseId::show_escalation,
               {{"moment", moment},
                {"time", speech_.length(escalation.distance)},
                {"who", speech_.say(PhraseId::show_told,
                                    {{"who", std::string(written_as(kTold, told))}})}});
    }

    void show_consultations() {
        if (!definition_.consultations.empty()) heading("consultations");
        for (std::size_t i = 0; i < definition_.consultations.size(); ++i)
            show_consultation(ConsultationId(i));
    }

    void show_consultation(ConsultationId id) {
        const Consultation& asked = definition_.consultations[id.index()];
        line(Kind::entry, kEntryIndent, speech_.consultation(id));
        detail(PhraseId::show_role, {{"role", std::string(written_as(kRoles, asked.role))}});
        detail(PhraseId::show_asked, {{"asked", std::string(written_as(kAsked, asked.asked))}});
        std::vector<std::string> whom;
        for (const Respondents& one : asked.whom) whom.push_back(speech_.respondents(one));
        detail(PhraseId::show_whom, {{"list", Speech::joined(whom)}});
        if (asked.role != Role::informed) {
            detail(PhraseId::show_within, {{"length", speech_.within(asked)}});
            if (asked.zone.kind != Source::Kind::none)
                detail(PhraseId::show_zone, {{"zone", speech_.zone(asked.zone)}});
            detail(PhraseId::show_silence,
                   {{"silence", std::string(written_as(kSilences, asked.silence))}});
            reminders(asked.reminders);
        }
        const std::pair<const char*, FieldId> gathered[] = {{"answers", asked.answer_field},
                                                            {"amendments", asked.amendment_field},
                                                            {"objections", asked.objection_field}};
        for (const auto& [what, field] : gathered) {
            if (field.is_some())
                detail(PhraseId::show_answers,
                       {{"what", std::string(what)}, {"field", speech_.field(field)}});
        }
        basis(asked.basis);
    }

    // --- What is kept
    void show_papers() {
        if (definition_.paper_kinds.empty()) return;
        heading("papers");
        for (std::size_t i = 0; i < definition_.paper_kinds.size(); ++i) {
            const std::string name = speech_.paper(PaperKindId(i));
            const bool optional = definition_.paper_kinds[i].optional;
            line(Kind::detail, kEntryIndent,
                 optional ? speech_.say(PhraseId::show_optional, {{"paper", name}}) : name);
        }
    }

    void show_fields() {
        if (definition_.fields.empty()) return;
        heading("fields");
        for (std::size_t i = 0; i < definition_.fields.size(); ++i) {
            const Field& field = definition_.fields[i];
            if (!field.group.is_some()) {
                show_field(FieldId(i), kEntryIndent);
            } else if (definition_.groups[field.group.index()].columns.front() == FieldId(i)) {
                show_group(definition_.groups[field.group.index()]);
            }
        }
    }

    void show_field(FieldId id, std::uint8_t indent) {
        const Field& field = definition_.fields[id.index()];
        std::string text = speech_.field(id) + ": " + speech_.type_of(field);
        std::vector<std::string> choices;
        for (const Choice& choice : field.choices)
            choices.push_back(speech_.name_of(choice.names, choice.id));
        if (!choices.empty()) text += " (" + Speech::joined(choices) + ")";
        if (field.personal != authority::Personal::none)
            text += ". " + speech_.say(PhraseId::show_personal);
        if (!field.help.en.empty()) text += ". " + speech_.name_of(field.help, "");
        line(Kind::detail, indent, std::move(text));
    }

    /// Where its first column stands among the fields.
    void show_group(const Group& group) {
        line(
            Kind::detail, kEntryIndent,
            speech_.say(PhraseId::show_group, {{"group", speech_.name_of(group.names, group.id)}}));
        for (const FieldId column : group.columns) show_field(column, kStepIndent);
    }

    void show_tables() {
        if (definition_.tables.empty()) return;
        heading("tables");
        for (std::size_t i = 0; i < definition_.tables.size(); ++i) {
            const TableId id(i);
            line(Kind::entry, kEntryIndent, speech_.table(id));
            for (const Table::Row& row : definition_.tables[i].rows) {
                if (!row.of_part) show_row(id, row);
            }
        }
    }

    /// The key of a row: of choices in the words of a field that the table is asked by.
    [[nodiscard]] std::string key_of(TableId id, const Table::Row& row) const {
        if (row.key == Table::kAnyKey) return speech_.say(PhraseId::show_any_key);
        const FieldType type = definition_.tables[id.index()].key;
        if (type != FieldType::choice) return speech_.word(type, row.key);
        const FieldId field = key_field(id);
        return field.is_some() ? speech_.word_of(definition_.fields[field.index()], row.key)
                               : row.key;
    }

    [[nodiscard]] FieldId key_field(TableId id) const {
        for (const Step& step : definition_.steps) {
            const auto asks = std::ranges::find(step.when, id, &Condition::table);
            if (asks != step.when.end()) return asks->field;
        }
        FieldId found;
        const auto look = [&](const Source& source) {
            if (source.kind == Source::Kind::table && source.table == id) found = source.field;
        };
        for (const Deadline& deadline : definition_.deadlines) {
            for (const Source* one : {&deadline.amount, &deadline.zone, &deadline.calendar})
                look(*one);
        }
        for (const Consultation& asked : definition_.consultations) {
            for (const Source* one : {&asked.within, &asked.zone, &asked.calendar}) look(*one);
        }
        return found;
    }

    /// A mark that every cell of a row has stands once, beside its key.
    void show_row(TableId id, const Table::Row& row) {
        std::string text = key_of(id, row);
        bool none_verified = true;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            none_verified = none_verified && (row.cells[i].empty() || !row.verified[i]);
        }
        if (none_verified) text = unverified(text);
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].empty()) continue;
            const std::string cell = speech_.column(id, i) + " = " + speech_.cell(id, row.cells[i]);
            cells.push_back(none_verified || row.verified[i] ? cell : unverified(cell));
        }
        line(Kind::detail, kStepIndent, text + ": " + Speech::joined(cells));
        if (!row.basis.empty()) line(Kind::detail, kDetailIndent, row.basis);
    }

    [[nodiscard]] std::string unverified(const std::string& text) const {
        return speech_.say(PhraseId::show_unverified, {{"text", text}});
    }

    void show_editions() {
        detail_indent_ = kEntryIndent;
        if (definition_.recurrence) {
            const Recurrence& recurrence = *definition_.recurrence;
            heading("recurrence");
            detail(PhraseId::show_recurrence, {{"rule", speech_.field(recurrence.rule)},
                                               {"anchor", speech_.field(recurrence.anchor)},
                                               {"time", speech_.length(recurrence.ahead)},
                                               {"due", speech_.field(recurrence.due)}});
            list(PhraseId::show_carries_over, recurrence.carries);
        }
        if (definition_.succession) {
            heading("versions");
            detail(PhraseId::show_succession,
                   {{"version", std::to_string(definition_.succession->from_version)}});
        }
    }

    const Definition& definition_;
    std::span<const Definition> known_;
    Speech speech_;
    std::vector<ShownLine> lines_;
    std::vector<bool> told_;
    std::optional<std::vector<std::string>> usual_functions_;
    std::optional<Taker> usual_taker_;
    std::uint8_t detail_indent_ = 0;
};

}  // namespace

std::vector<ShownLine> show_lines(const Definition& definition, const remit::Vocabulary& vocabulary,
                                  diag::Language language, std::span<const Definition> known) {
    return TextShow(definition, vocabulary, language, known).run();
}

}  // namespace remit::procedure
