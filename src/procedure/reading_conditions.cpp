// Conditions: what must hold before a step can be taken or a deadline starts.
//
// The key that a condition begins with says of what it is: field, deadline, consultations, step,
// paper or table. A word that a field cannot hold is reported here, because such a condition would
// silently never hold.
#include <algorithm>

#include "procedure/definition_names.h"
#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using Kind = Condition::Kind;
using yaml::Node;
using yaml::NodeKind;

constexpr std::string_view kFieldTests[] = {"is",      "is_not", "equals",    "same",
                                            "differs", "covers", "not_after", "later_than"};

/// Types whose items are compared with words.
bool has_words(FieldType type) {
    return type != FieldType::date && type != FieldType::instant && type != FieldType::duration &&
           type != FieldType::money;
}

bool is_of_time(Kind kind) {
    return kind == Kind::field_ahead || kind == Kind::field_near || kind == Kind::field_older ||
           kind == Kind::field_fresh;
}

}  // namespace

std::vector<Condition> Reading::read_conditions(const Node& map, Spans& spans) {
    std::vector<Condition> conditions;
    for (const Node* node : entries(map, "when")) {
        auto condition = read_condition(*node);
        if (!condition) continue;
        conditions.push_back(std::move(*condition));
        spans.push_back(place_of(*node));
    }
    return conditions;
}

std::optional<Condition> Reading::read_condition(const Node& node) {
    if (node.find("table") != nullptr) return read_table_condition(node);
    if (node.find("field") != nullptr) return read_field_condition(node);
    if (node.find("deadline") != nullptr) return read_deadline_condition(node);
    if (node.find("consultations") != nullptr) return read_consultation_condition(node);
    if (node.find("step") != nullptr) return read_step_condition(node);
    if (node.find("paper") != nullptr) return read_paper_condition(node);
    reader_.allow(node, {"field", "deadline", "consultations", "step", "paper", "table"});
    static_cast<void>(reader_.require(node, "field"));
    return std::nullopt;
}

std::optional<Condition> Reading::read_field_condition(const Node& node) {
    reader_.allow(node, {"field", "is", "is_not", "equals", "same", "differs", "covers",
                         "not_after", "later_than", "by"});
    std::string_view test;
    for (const std::string_view key : kFieldTests) {
        if (node.find(key) == nullptr) continue;
        if (!test.empty()) {
            report_useless(node, key);
            return std::nullopt;
        }
        test = key;
    }
    const auto [id, name] = refer_in<FieldId>(fields_, node, "field");
    if (test.empty()) static_cast<void>(reader_.require(node, "is"));
    if (!id.is_some() || test.empty()) return std::nullopt;
    if (test != "is" && node.find("by") != nullptr) report_useless(node, "by");
    if (test == "is") return read_field_is(node, id, name);
    if (test == "is_not") {
        auto words = read_words(node, "is_not", id, name);
        if (!words) return std::nullopt;
        return Condition{.kind = Kind::field_is_not, .field = id, .words = std::move(*words)};
    }
    if (test == "not_after" || test == "later_than") return read_comparison(node, id, name, test);
    const auto [other, other_name] = refer_in<FieldId>(fields_, node, test);
    const auto kind =
        std::ranges::find(kComparisons, test, &std::pair<std::string_view, Kind>::first);
    if (!other.is_some() || kind == std::end(kComparisons)) return std::nullopt;
    if (kind->second == Kind::field_covers) return read_covers(id, name, other, other_name);
    const bool same = field(other).type == field(id).type && field(other).list == field(id).list;
    if (!same && has_unread_type(id)) return std::nullopt;
    if (!same) {
        report_wrong_field(other_name, other, described(field(id)));
        return std::nullopt;
    }
    return Condition{.kind = kind->second, .field = id, .other = other};
}

/// Two choices of one list of choices; the other may be several.
std::optional<Condition> Reading::read_covers(FieldId id, const Text& name, FieldId other,
                                              const Text& other_name) {
    if (!has_type(name, id, {FieldType::choice}) ||
        !has_type(other_name, other, {FieldType::choice}))
        return std::nullopt;
    if (field(id).list) {
        report_wrong_field(name, id, "choice");
        return std::nullopt;
    }
    if (!std::ranges::equal(field(id).choices, field(other).choices, {}, &Choice::id,
                            &Choice::id)) {
        report_wrong_field(other_name, other, "choices_of: " + field(id).id);
        return std::nullopt;
    }
    return Condition{.kind = Kind::field_covers, .field = id, .other = other};
}

std::optional<Condition> Reading::read_field_is(const Node& node, FieldId id, const Text& name) {
    const Node& is = *node.find("is");
    Condition condition{.field = id};
    if (is.kind() == NodeKind::list) {
        if (node.find("by") != nullptr) report_useless(node, "by");
        auto words = read_words(node, "is", id, name);
        if (!words) return std::nullopt;
        condition.kind = Kind::field_is;
        condition.words = std::move(*words);
        return condition;
    }
    const auto text = text_of(is, "is");
    if (!text) return std::nullopt;
    const auto kind = word("is", *text, kFieldWords);
    if (!kind) return std::nullopt;
    condition.kind = *kind;
    if (!is_of_time(*kind)) {
        if (node.find("by") != nullptr) report_useless(node, "by");
        return condition;
    }
    if (!has_type(name, id, {FieldType::date, FieldType::instant})) return std::nullopt;
    const auto by = reader_.find_text(node, "by");
    if (!by) return condition;
    const auto distance = read_length("by", *by);
    if (!distance) return std::nullopt;
    condition.distance = *distance;
    return condition;
}

std::optional<std::vector<std::string>> Reading::read_words(const Node& map, std::string_view key,
                                                            FieldId id, const Text& name) {
    if (!has_words(field(id).type)) {
        report_wrong_field(name, id, "choice | text | body ...");
        return std::nullopt;
    }
    std::vector<std::string> words;
    const std::vector<Text> written = texts(map, key);
    for (const Text& text : written) {
        if (is_item_of(field(id), key, text)) words.emplace_back(text.value);
    }
    // An empty list of words holds never, or always: neither is a condition.
    if (written.empty()) report_empty(*map.find(key), key);
    if (words.empty()) return std::nullopt;
    return words;
}

std::optional<Condition> Reading::read_comparison(const Node& node, FieldId id, const Text& name,
                                                  std::string_view key) {
    const Node& with = *node.find(key);
    if (!reader_.is_map(with, key)) return std::nullopt;
    reader_.allow(with, {"deadline", "field"});
    if (!has_type(name, id, {FieldType::date, FieldType::instant})) return std::nullopt;
    Condition condition{.kind = key == "not_after" ? Kind::field_not_after : Kind::field_later,
                        .field = id};
    if (with.find("deadline") != nullptr) {
        condition.deadline = refer_in<DeadlineId>(deadlines_, with, "deadline").id;
        if (with.find("field") != nullptr) report_useless(with, "field");
        if (!condition.deadline.is_some()) return std::nullopt;
        return condition;
    }
    static_cast<void>(reader_.require(with, "field"));
    condition.other = field_of_type(with, "field", {FieldType::date, FieldType::instant});
    if (!condition.other.is_some()) return std::nullopt;
    return condition;
}

std::optional<Condition> Reading::read_deadline_condition(const Node& node) {
    reader_.allow(node, {"deadline", "is"});
    const auto id = refer_in<DeadlineId>(deadlines_, node, "deadline").id;
    const auto text = reader_.require_text(node, "is");
    const auto kind = text ? word("is", *text, kDeadlineWords) : std::nullopt;
    if (!id.is_some() || !kind) return std::nullopt;
    return Condition{.kind = *kind, .deadline = id};
}

std::optional<Condition> Reading::read_consultation_condition(const Node& node) {
    reader_.allow(node, {"consultations", "is"});
    ConsultationId id;
    const auto name = reader_.find_text(node, "consultations");
    if (name && name->value != "all") {
        const auto found = refer<ConsultationId>(consultations_, "consultations", *name);
        id = found.value_or(ConsultationId());
    }
    const auto text = reader_.require_text(node, "is");
    const auto kind = text ? word("is", *text, kConsultationWords) : std::nullopt;
    const bool named = name && (name->value == "all" || id.is_some());
    if (!named || !kind) return std::nullopt;
    return Condition{.kind = *kind, .consultation = id};
}

std::optional<Condition> Reading::read_step_condition(const Node& node) {
    reader_.allow(node, {"step", "is"});
    const auto id = refer_in<StepId>(steps_, node, "step").id;
    const auto text = reader_.require_text(node, "is");
    const auto kind = text ? word("is", *text, kStepWords) : std::nullopt;
    if (!id.is_some() || !kind) return std::nullopt;
    return Condition{.kind = *kind, .step = id};
}

std::optional<Condition> Reading::read_paper_condition(const Node& node) {
    reader_.allow(node, {"paper", "is"});
    const auto id = refer_in<PaperKindId>(papers_, node, "paper").id;
    const auto text = reader_.require_text(node, "is");
    const auto kind = text ? word("is", *text, kPaperWords) : std::nullopt;
    if (!id.is_some() || !kind) return std::nullopt;
    return Condition{.kind = *kind, .paper_kind = id};
}

std::optional<Condition> Reading::read_table_condition(const Node& node) {
    reader_.allow(node, {"table", "key", "column", "is"});
    const auto cell = read_cell_name(node);
    static_cast<void>(reader_.require(node, "is"));
    const std::vector<Text> written = texts(node, "is");
    if (!cell || written.empty()) {
        if (const Node* is = node.find("is"); is != nullptr && written.empty())
            report_empty(*is, "is");
        return std::nullopt;
    }
    Condition condition{
        .kind = Kind::table_is, .field = cell->field, .table = cell->table, .column = cell->column};
    for (const Text& text : written) {
        const bool found = std::ranges::any_of(cells_, [&](const Cell& known) {
            return known.table == cell->table && known.column == cell->column &&
                   known.text.value == text.value;
        });
        if (found) {
            condition.words.emplace_back(text.value);
        } else {
            std::vector<std::string_view> known;
            for (const Cell& other : cells_) {
                if (other.table == cell->table && other.column == cell->column)
                    known.push_back(other.text.value);
            }
            report_unknown("is", text, known);
        }
    }
    if (condition.words.empty()) return std::nullopt;
    return condition;
}

std::optional<Source> Reading::read_cell_name(const Node& node) {
    const auto table = refer_in<TableId>(tables_, node, "table").id;
    static_cast<void>(reader_.require(node, "key"));
    const auto [key, key_name] = refer_in<FieldId>(fields_, node, "key");
    const auto column = reader_.require_text(node, "column");
    if (!table.is_some()) return std::nullopt;
    const Table& rows = definition_.tables[table.index()];
    const bool fits = key.is_some() && has_type(key_name, key, {rows.key});
    if (!column) return std::nullopt;
    const auto found = std::ranges::find(rows.columns, column->value);
    if (found == rows.columns.end()) {
        const std::vector<std::string_view> known(rows.columns.begin(), rows.columns.end());
        report_unknown("column", *column, known);
        return std::nullopt;
    }
    if (!fits) return std::nullopt;
    return Source{.kind = Source::Kind::table,
                  .written = {},
                  .field = key,
                  .table = table,
                  .column = static_cast<std::uint32_t>(found - rows.columns.begin())};
}

}  // namespace remit::procedure
