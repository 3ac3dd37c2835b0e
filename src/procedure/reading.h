// One file of a procedure on its way into a Definition: what its parts are called, and the reading
// of each kind of part.
//
// The file is read twice: collect() learns every id, so that a step may name what stands further
// down; then each part is read and what it names is looked up. Whatever is faulty is reported and
// left out, so that the definition and its places stay in step; nothing is guessed. `is_whole` says
// whether something was left out that a check of the whole would miss. Split over reading*.cpp by
// kind of part. Of this module only.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/reader.h"
#include "diag/diagnostics.h"
#include "procedure/definition.h"
#include "procedure/places.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

/// The most entries of one list: fields, states, steps, conditions of a step, rows of a table. What
/// checks cost grows with them.
inline constexpr std::size_t kEntriesMax = 500;
inline constexpr std::size_t kTextBytesMax = 4000;  // of one name, help, basis
inline constexpr std::size_t kPartIdBytesMax = 80;  // of one id

/// An entry of a list of parts, with its id.
struct Part {
    const yaml::Node* node = nullptr;
    data::Text id;
};

/// The parts of one kind. Ids are the index of the definition's list.
struct Parts {
    std::string_view kind;  // "states": the key of the list
    std::vector<Part> all;
    std::map<std::string_view, std::size_t> by_id;
};

template <typename Id>
struct Named {
    Id id;
    data::Text text;
};

class Reading {
  public:
    Reading(const data::Reader& reader, diag::Diagnostics& diagnostics,
            const remit::Vocabulary& vocabulary, Definition& definition, Places& places)
        : reader_(reader),
          diagnostics_(diagnostics),
          vocabulary_(vocabulary),
          definition_(definition),
          places_(places) {}

    void read(const yaml::Node& root);
    /// Whether nothing but names and the like was left out.
    [[nodiscard]] bool is_whole() const;

  private:
    // reading.cpp: what every kind of part needs.
    [[nodiscard]] Parts collect(const yaml::Node& root, std::string_view key);
    [[nodiscard]] std::vector<const yaml::Node*> entries(const yaml::Node& map,
                                                         std::string_view key);
    [[nodiscard]] std::optional<data::Text> text_of(const yaml::Node& node, std::string_view key);
    /// One text, or a list of texts.
    [[nodiscard]] std::vector<data::Text> one_or_more(const yaml::Node& map, std::string_view key);
    [[nodiscard]] std::vector<data::Text> texts(const yaml::Node& map, std::string_view key);
    [[nodiscard]] remit::Names read_names(const yaml::Node& map, std::string_view key,
                                          bool required);
    [[nodiscard]] std::vector<Basis> read_basis(const yaml::Node& map);
    [[nodiscard]] std::optional<calendar::Duration> read_length(std::string_view key,
                                                                const data::Text& text);
    [[nodiscard]] bool is_id(std::string_view key, const data::Text& text);
    void report_unknown(std::string_view key, const data::Text& text,
                        std::span<const std::string_view> known);
    void report_unknown_part(std::string_view key, const data::Text& text, const Parts& parts);
    /// Nothing is said of a field whose type could not be read, since that was told.
    void report_wrong_field(const data::Text& text, FieldId id, std::string wanted);
    void report_type(const yaml::Node& node, std::string_view key, std::string expected);
    /// Reads what no check of the whole looks at, so that its faults do not keep them from looking.
    template <typename Read>
    void read_harmless(Read&& read) {
        const std::size_t faults = diagnostics_.all().size();
        const std::size_t harmless = harmless_;
        read();
        harmless_ = harmless + (diagnostics_.all().size() - faults);
    }
    /// A field that says nothing here, beside what else is written.
    void report_useless(const yaml::Node& map, std::string_view key);
    /// A list without an entry, where one is needed.
    void report_empty(const yaml::Node& list, std::string_view key);
    void report_too_many(std::string_view key, diag::Span span, std::size_t most);

    /// What a text names among the parts; reported where there is none.
    template <typename Id>
    [[nodiscard]] std::optional<Id> refer(const Parts& parts, std::string_view key,
                                          const data::Text& text) {
        const auto found = parts.by_id.find(text.value);
        if (found != parts.by_id.end()) return Id(found->second);
        report_unknown_part(key, text, parts);
        return std::nullopt;
    }
    /// The part that the text under `key` names; an Id that is none where it is absent or faulty.
    template <typename Id>
    [[nodiscard]] Named<Id> refer_in(const Parts& parts, const yaml::Node& map,
                                     std::string_view key) {
        const auto text = reader_.find_text(map, key);
        if (!text) return {};
        return {refer<Id>(parts, key, *text).value_or(Id()), *text};
    }
    /// Those named in a list; repeated ones are reported. Spans go to `spans` where it is given.
    template <typename Id>
    [[nodiscard]] std::vector<Id> refer_all(const Parts& parts, std::string_view key,
                                            const std::vector<data::Text>& texts, Spans* spans) {
        std::vector<Id> ids;
        std::map<std::size_t, diag::Span> seen;
        for (const data::Text& text : texts) {
            const auto id = refer<Id>(parts, key, text);
            if (!id) continue;
            const auto [first, is_new] = seen.try_emplace(id->index(), text.span);
            if (!is_new) {
                reader_.report_repeated(text, first->second);
                continue;
            }
            ids.push_back(*id);
            if (spans != nullptr) spans->push_back(text.span);
        }
        return ids;
    }
    template <typename Id>
    [[nodiscard]] std::vector<Id> refer_list(const Parts& parts, const yaml::Node& map,
                                             std::string_view key, Spans* spans = nullptr) {
        return refer_all<Id>(parts, key, texts(map, key), spans);
    }
    /// One of fixed words; reported with all of them where it is another.
    template <typename Word, std::size_t kCount>
    [[nodiscard]] std::optional<Word> word(
        std::string_view key, const data::Text& text,
        const std::pair<std::string_view, Word> (&words)[kCount]) {
        std::string expected;
        for (std::size_t i = 0; i < kCount; ++i) {
            if (words[i].first == text.value) return words[i].second;
            expected += (i == 0 ? "'" : " | '") + std::string(words[i].first) + "'";
        }
        reader_.report_value(key, text, std::move(expected));
        return std::nullopt;
    }

    // reading_fields.cpp: the head, fields, papers, states, tables.
    void read_head(const yaml::Node& root);
    void read_subject(const yaml::Node& root);
    void read_only(const yaml::Node& root);
    void read_carries_out(const yaml::Node& root);
    void read_fields();
    void read_field(const Part& part, Field& field);
    void read_choices(const yaml::Node& node, Field& field);
    /// A list of ids with their names; without it nothing is found.
    void read_named_ids(const yaml::Node& map, std::string_view key, std::vector<Choice>& found);
    void copy_choices(const data::Text& name, Field& field);
    void read_states();
    void read_papers();
    void read_tables();
    void read_table(const Part& part, Table& table);
    void read_columns(const yaml::Node& node, Table& table);
    void read_row(const yaml::Node& node, Table& table, std::map<std::string, diag::Span>& keys);
    void add_rows_of_parts(Table& table);
    void read_cell(const yaml::Entry& entry, const Table& table, Table::Row& row);
    [[nodiscard]] std::optional<std::uint32_t> read_version(std::string_view key,
                                                            const data::Text& text);
    [[nodiscard]] bool is_item(FieldType type, std::string_view key, const data::Text& text);
    /// The same, of a choice one of the field's own.
    [[nodiscard]] bool is_item_of(const Field& field, std::string_view key, const data::Text& text);
    [[nodiscard]] std::vector<std::string> vocabulary_ids(const yaml::Node& map,
                                                          std::string_view key, FieldType type);
    [[nodiscard]] std::optional<std::string> function_id(std::string_view key,
                                                         const data::Text& text);

    // reading_groups.cpp: groups, and lists in which a group stands for its columns.
    enum class Columns : std::uint8_t { all, filled, may_be_empty };
    void read_groups();
    void read_group(const Part& part, Group& group);
    void read_columns(const Part& part, Group& group);
    void allow_empty(const Part& part, const Group& group);
    /// The same texts, each that names a group replaced by those columns of it, at its place.
    [[nodiscard]] std::vector<data::Text> columns_in(const std::vector<data::Text>& texts,
                                                     Columns which) const;
    void read_input(const yaml::Node& node, Step& step, StepPlaces& places);
    [[nodiscard]] std::vector<FieldId> read_carries(const yaml::Node& node);
    /// A column that something fills alone, with nobody there who could be refused.
    void report_column(FieldId id, diag::Span span);
    void report_group(std::string_view why, diag::Span span, std::string_view group,
                      std::string_view column);

    // reading_conditions.cpp
    [[nodiscard]] std::vector<Condition> read_conditions(const yaml::Node& map, Spans& spans);
    [[nodiscard]] std::optional<Condition> read_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<Condition> read_field_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<Condition> read_field_is(const yaml::Node& node, FieldId id,
                                                         const data::Text& name);
    [[nodiscard]] std::optional<Condition> read_comparison(const yaml::Node& node, FieldId id,
                                                           const data::Text& name,
                                                           std::string_view key);
    [[nodiscard]] std::optional<Condition> read_covers(FieldId id, const data::Text& name,
                                                       FieldId other, const data::Text& other_name);
    [[nodiscard]] std::optional<Condition> read_deadline_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<Condition> read_consultation_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<Condition> read_step_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<Condition> read_paper_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<Condition> read_table_condition(const yaml::Node& node);
    [[nodiscard]] std::optional<std::vector<std::string>> read_words(const yaml::Node& map,
                                                                     std::string_view key,
                                                                     FieldId id,
                                                                     const data::Text& name);
    /// The table, key and column that a map names.
    [[nodiscard]] std::optional<Source> read_cell_name(const yaml::Node& node);

    // reading_steps.cpp: steps, what they set, what they spawn.
    void read_stages(const yaml::Node& root);
    /// The states named in a list, where a stage stands for its states.
    [[nodiscard]] std::vector<StateId> read_states_in(const yaml::Node& map, std::string_view key,
                                                      Spans* spans = nullptr);
    [[nodiscard]] std::vector<data::Text> states_in(const std::vector<data::Text>& texts) const;
    void read_steps(const yaml::Node& root);
    void read_step(const Part& part, Step& step, StepPlaces& places);
    void read_way(const Part& part, Step& step, StepPlaces& places);
    void read_power(const Part& part, Step& step);
    [[nodiscard]] std::vector<std::string> read_functions(const yaml::Node& map);
    [[nodiscard]] std::vector<Assignment> read_sets(const yaml::Node& map, Spans& spans);
    [[nodiscard]] std::optional<Assignment> read_assignment(FieldId field, const yaml::Node& value);
    void read_spawn(const yaml::Node& node, Step& step, StepPlaces& places);
    [[nodiscard]] std::optional<Spawn::Copy> read_copy(const yaml::Entry& entry, FieldId each);
    [[nodiscard]] std::optional<Spawn::Copy> read_copy_of_field(const yaml::Node& node,
                                                                Spawn::Copy copy, FieldId each);
    /// Whether what the field `from` holds can be put into the target; reported otherwise.
    [[nodiscard]] bool fits(FieldId target, const data::Text& name, FieldId from);

    // reading_deadlines.cpp: deadlines, and the parts that consultations share with them.
    void read_deadlines();
    void read_deadline(const Part& part, Deadline& deadline, DeadlinePlaces& places);
    void read_base(const Part& part, Deadline& deadline, DeadlinePlaces& places);
    /// How long it runs, by the rules of its clock; or which share of another's time is left.
    void read_time(const Part& part, std::optional<ClockKind> clock, Deadline& deadline,
                   DeadlinePlaces& places);
    void read_share(const data::Text& left, Deadline& deadline);
    void read_extension(const Part& part, Deadline& deadline);
    void read_records(const Part& part, Deadline& deadline, DeadlinePlaces& places);
    void read_lapse(const Part& part, Deadline& deadline, DeadlinePlaces& places);
    void report_impossible_changes(const yaml::Node& node, const Deadline& deadline);
    void read_escalations(const Part& part, Deadline& deadline);
    [[nodiscard]] std::vector<Reminder> read_reminders(const yaml::Node& map, Spans& spans);
    /// Nothing where it is missing or faulty: nothing can then be said of what it would count.
    [[nodiscard]] std::optional<ClockKind> read_clock(const Part& part, diag::Span& span);
    void check_amount(std::string_view key, const data::Text& text, ClockKind clock);
    [[nodiscard]] Source read_amount(const yaml::Node& map, std::string_view key, ClockKind clock,
                                     diag::Span& span);
    [[nodiscard]] Source read_within(const yaml::Node& map, ClockKind clock, diag::Span& span);
    [[nodiscard]] Source read_calendar(const yaml::Node& map, ClockKind clock);
    [[nodiscard]] Source read_zone(const yaml::Node& map);
    /// A text, a field of one of the types, or a cell of a table.
    [[nodiscard]] Source read_source(const yaml::Node& map, std::string_view key,
                                     std::initializer_list<FieldType> types, diag::Span& span);
    [[nodiscard]] std::vector<data::Text> texts_of(const Source& source, const yaml::Node& map,
                                                   std::string_view key);
    void report_contradiction(diag::Span span, std::string_view why, std::string_view seen,
                              std::string_view expected);

    // reading_consultations.cpp: consultations, recurrence, succession.
    void read_consultations();
    void read_consultation(const Part& part, Consultation& consultation,
                           ConsultationPlaces& places);
    void read_time(const Part& part, Consultation& consultation, ConsultationPlaces& places);
    void read_silence(const Part& part, Consultation& consultation);
    void read_whom(const Part& part, Consultation& consultation);
    [[nodiscard]] FieldId list_of_texts(const yaml::Node& node, std::string_view key);
    [[nodiscard]] FieldId single_field(const yaml::Node& map, std::string_view key, FieldType type);
    [[nodiscard]] std::optional<Respondents> read_respondents(const yaml::Node& node);
    void read_recurrence(const yaml::Node& root);
    void read_succession(const yaml::Node& root);
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> read_renames(
        const yaml::Node& map, std::string_view key, const Parts& parts);

    /// The field that the text under `key` names, if it is of one of the types; reported otherwise.
    [[nodiscard]] FieldId field_of_type(const yaml::Node& map, std::string_view key,
                                        std::initializer_list<FieldType> types);
    [[nodiscard]] bool has_type(const data::Text& name, FieldId field,
                                std::initializer_list<FieldType> types);
    /// The value of the first entry: where people look for what a map is about.
    [[nodiscard]] diag::Span place_of(const yaml::Node& map) const;
    [[nodiscard]] static std::string described(const Field& field);
    [[nodiscard]] const Field& field(FieldId id) const { return definition_.fields[id.index()]; }
    [[nodiscard]] bool has_unread_type(FieldId id) const { return untyped_.contains(id.index()); }

    const data::Reader& reader_;
    diag::Diagnostics& diagnostics_;
    const remit::Vocabulary& vocabulary_;
    Definition& definition_;
    Places& places_;
    std::size_t before_ = diagnostics_.all().size();
    std::size_t harmless_ =
        0;  // faults that leave nothing out which a check of the whole would miss
    struct Cell {
        TableId table;
        std::size_t column = 0;
        data::Text text;
    };
    std::vector<Cell> cells_;        // every cell that is written
    std::set<std::size_t> untyped_;  // fields whose type could not be read; they pass for texts
    std::map<std::string_view, std::vector<StateId>> stages_;
    std::vector<std::string> functions_;  // of steps that name none
    Parts fields_;
    Parts groups_;
    Parts states_;
    Parts steps_;
    Parts deadlines_;
    Parts consultations_;
    Parts papers_;
    Parts tables_;
};

/// "text": as files write it.
std::string_view name_of(FieldType type);

}  // namespace remit::procedure
