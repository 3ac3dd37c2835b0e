// Values that stand in a procedure's file: items of fields, ids of the vocabulary, and tables of
// facts.
//
// A value is checked against its type where it stands, and a name against the vocabulary, so that
// nothing of a definition can turn out unreadable when a matter uses it.
#include <algorithm>

#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;

constexpr std::pair<std::string_view, FieldType> kKeyTypes[] = {
    {"body", FieldType::body},
    {"topic", FieldType::topic},
    {"counterpart", FieldType::counterpart},
    {"unit", FieldType::unit},
    {"country", FieldType::country},
    {"choice", FieldType::choice},
    {"text", FieldType::text},
};

constexpr std::string_view kRowKeys[] = {"key", "basis", "verified", "parts"};

std::string_view form_of(FieldType type) {
    switch (type) {
        case FieldType::number:
            return "0, 1, 2 ...";
        case FieldType::date:
            return "2026-01-31";
        case FieldType::instant:
            return "2026-04-07T17:00 Europe/Brussels";
        case FieldType::duration:
            return "P30D, P6M, PT24H ...";
        case FieldType::money:
            return "1250.00 EUR";
        case FieldType::country:
            return "HR, RS ...";
        case FieldType::text:
        case FieldType::choice:
        case FieldType::body:
        case FieldType::topic:
        case FieldType::counterpart:
        case FieldType::unit:
        case FieldType::person:
        case FieldType::paper:
        case FieldType::matter:
            break;
    }
    return "text";
}

template <typename Entries>
std::vector<std::string_view> ids_of(const Entries& entries) {
    std::vector<std::string_view> ids;
    for (const auto& entry : entries) ids.push_back(entry.id);
    return ids;
}

std::vector<std::string_view> known_ids(const remit::Vocabulary& vocabulary, FieldType type) {
    if (type == FieldType::body) return ids_of(vocabulary.bodies);
    if (type == FieldType::topic) return ids_of(vocabulary.topics);
    if (type == FieldType::counterpart) return ids_of(vocabulary.counterparts);
    return {};
}

bool is_of_vocabulary(FieldType type) {
    return type == FieldType::body || type == FieldType::topic || type == FieldType::counterpart;
}

}  // namespace

bool Reading::is_item(FieldType type, std::string_view key, const Text& text) {
    if (!read_item(type, text.value).ok()) {
        reader_.report_value(key, text, std::string(form_of(type)));
        return false;
    }
    if (!is_of_vocabulary(type)) return true;
    const std::vector<std::string_view> known = known_ids(vocabulary_, type);
    if (std::ranges::find(known, text.value) != known.end()) return true;
    report_unknown(key, text, known);
    return false;
}

bool Reading::is_item_of(const Field& field, std::string_view key, const Text& text) {
    if (field.type != FieldType::choice) return is_item(field.type, key, text);
    if (std::ranges::find(field.choices, text.value, &Choice::id) != field.choices.end())
        return true;
    // A field whose own choices are faulty was reported.
    if (!field.choices.empty()) report_unknown(key, text, ids_of(field.choices));
    return false;
}

std::vector<std::string> Reading::vocabulary_ids(const Node& map, std::string_view key,
                                                 FieldType type) {
    std::vector<std::string> ids;
    std::map<std::string_view, diag::Span> seen;
    for (const Text& text : texts(map, key)) {
        const auto [first, is_new] = seen.try_emplace(text.value, text.span);
        if (!is_new) {
            reader_.report_repeated(text, first->second);
        } else if (is_item(type, key, text)) {
            ids.emplace_back(text.value);
        }
    }
    return ids;
}

void Reading::read_tables() {
    for (const Part& part : tables_.all) {
        definition_.tables.emplace_back();
        read_table(part, definition_.tables.back());
        places_.tables.push_back(part.id.span);
    }
}

void Reading::read_table(const Part& part, Table& table) {
    const Node& node = *part.node;
    reader_.allow(node, {"id", "names", "key", "columns", "words", "rows"});
    table.id = part.id.value;
    table.names = read_names(node, "names", /*required=*/true);
    const auto key = reader_.require_text(node, "key");
    if (key) table.key = word("key", *key, kKeyTypes).value_or(FieldType::text);
    read_columns(node, table);
    read_harmless([&] { read_named_ids(node, "words", table.words); });
    static_cast<void>(reader_.require(node, "rows"));
    std::map<std::string, diag::Span> keys;
    for (const Node* row : entries(node, "rows")) read_row(*row, table, keys);
    if (table.key == FieldType::body) add_rows_of_parts(table);
}

void Reading::read_columns(const Node& node, Table& table) {
    static_cast<void>(reader_.require(node, "columns"));
    std::map<std::string_view, diag::Span> seen;
    for (const Node* entry : entries(node, "columns")) {
        reader_.allow(*entry, {"id", "names"});
        const auto id = reader_.require_text(*entry, "id");
        if (!id) continue;
        const auto [first, is_new] = seen.try_emplace(id->value, id->span);
        const bool reserved = std::ranges::find(kRowKeys, id->value) != std::end(kRowKeys);
        if (!is_new) {
            reader_.report_repeated(*id, first->second);
        } else if (id->value.empty() || id->value.size() > kPartIdBytesMax || reserved) {
            reader_.report_value("columns", *id, "reply, time_bar ...");
        } else {
            table.columns.emplace_back(id->value);
            table.column_names.push_back(read_names(*entry, "names", /*required=*/true));
        }
    }
}

void Reading::read_row(const Node& node, Table& table, std::map<std::string, diag::Span>& keys) {
    Table::Row row;
    const auto entries = node.map();
    const bool is_marked = std::ranges::all_of(entries.value(), [](const yaml::Entry& entry) {
        return std::ranges::find(kRowKeys, entry.key) != std::end(kRowKeys) ||
               entry.value.kind() == yaml::NodeKind::map;
    });
    if (!is_marked) static_cast<void>(reader_.require(node, "verified"));
    const bool verified = reader_.flag(node, "verified", /*otherwise=*/false);
    const auto key = reader_.require_text(node, "key");
    if (const auto basis = reader_.find_text(node, "basis")) row.basis = basis->value;
    row.parts = reader_.flag(node, "parts", /*otherwise=*/false);
    if (row.parts && table.key != FieldType::body) report_useless(node, "parts");
    row.cells.resize(table.columns.size());
    row.verified.assign(table.columns.size(), verified);
    for (const yaml::Entry& entry : entries.value()) {
        if (std::ranges::find(kRowKeys, entry.key) == std::end(kRowKeys))
            read_cell(entry, table, row);
    }
    if (!key) return;
    const bool known = key->value == Table::kAnyKey || is_item(table.key, "key", *key);
    const auto [first, is_new] = keys.try_emplace(std::string(key->value), key->span);
    if (!is_new) {
        reader_.report_repeated(*key, first->second);
    } else if (known) {
        row.key = key->value;
        table.rows.push_back(std::move(row));
    }
}

void Reading::read_cell(const yaml::Entry& entry, const Table& table, Table::Row& row) {
    const auto column = std::ranges::find(table.columns, entry.key);
    if (column == table.columns.end()) {
        std::vector<std::string_view> known(table.columns.begin(), table.columns.end());
        report_unknown("columns", reader_.key_of(entry), known);
        return;
    }
    const auto index = static_cast<std::size_t>(column - table.columns.begin());
    std::optional<Text> cell;
    if (entry.value.kind() == yaml::NodeKind::map) {
        reader_.allow(entry.value, {"value", "verified"});
        cell = reader_.require_text(entry.value, "value");
        static_cast<void>(reader_.require(entry.value, "verified"));
        row.verified[index] = reader_.flag(entry.value, "verified", /*otherwise=*/false);
    } else if (entry.value.kind() != yaml::NodeKind::nothing) {
        cell = text_of(entry.value, entry.key);
    }
    if (!cell) return;
    if (cell->value.size() > kTextBytesMax) {
        reader_.report_value(entry.key, *cell, "1 - " + std::to_string(kTextBytesMax) + " B");
        return;
    }
    row.cells[index] = cell->value;
    cells_.push_back({TableId(definition_.tables.size() - 1), index, *cell});
}

/// A row with `parts` stands for every body below it that has no nearer row: the nearest body above
/// that has one decides.
void Reading::add_rows_of_parts(Table& table) {
    std::map<std::string_view, std::size_t> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i) rows.emplace(table.rows[i].key, i);
    std::vector<Table::Row> added;
    for (const remit::Body& body : vocabulary_.bodies) {
        if (rows.contains(body.id)) continue;
        remit::BodyId above = body.part_of;
        // A vocabulary has no cycles, but this table need not know that.
        for (std::size_t steps = 0; above.is_some() && steps < vocabulary_.bodies.size(); ++steps) {
            const auto row = rows.find(vocabulary_.body(above).id);
            if (row != rows.end() && table.rows[row->second].parts) {
                added.push_back(table.rows[row->second]);
                added.back().key = body.id;
                added.back().of_part = true;
                break;
            }
            above = vocabulary_.body(above).part_of;
        }
    }
    table.rows.insert(table.rows.end(), added.begin(), added.end());
}

}  // namespace remit::procedure
