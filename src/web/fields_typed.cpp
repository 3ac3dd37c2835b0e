// What was typed into a form of fields, as the request of an office has it: the reading half of
// FieldsForm. Blanks around a value and the way in which a browser ends its lines are no part of
// it; whether a value is right is the office's question.
#include <algorithm>

#include "base/hash.h"
#include "http/form.h"
#include "procedure/value.h"
#include "web/fields_form.h"
#include "web/inputs.h"
#include "web/names_typed.h"

namespace remit::web {
namespace {

using procedure::FieldId;
using procedure::FieldType;

constexpr std::string_view kOriginPrefix = "was.";

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// Browsers end the lines of a text with two characters; the office keeps one.
std::string with_plain_lines(std::string_view text) {
    std::string plain(text);
    std::erase(plain, '\r');
    return plain;
}

std::string digest_of(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& item : items) all += std::to_string(item.size()) + ":" + item;
    return base::sha256({all}).hex();
}

}  // namespace

std::vector<std::string> FieldsForm::typed_cells(FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const auto cells_of = [&](FieldId column) {
        return visit_.form.fields.every(field_name(definition_.fields[column.index()]));
    };
    std::size_t rows = 0;
    const auto& columns = definition_.groups[field.group.index()].columns;
    for (const FieldId column : columns) rows = std::max(rows, cells_of(column).size());
    const std::vector<std::string_view> own = cells_of(id);
    std::vector<std::string> cells;
    for (std::size_t row = 0; row < rows; ++row) {
        const bool filled = std::ranges::any_of(columns, [&](FieldId column) {
            const std::vector<std::string_view> all = cells_of(column);
            return row < all.size() && !without_blanks(all[row]).empty();
        });
        if (!filled) continue;
        const std::string cell =
            row < own.size() ? with_plain_lines(without_blanks(own[row])) : std::string();
        cells.push_back(cell.empty() ? cell : id_of_typed(visit_.institution(), field.type, cell));
    }
    const bool all_empty = std::ranges::all_of(cells, &std::string::empty);
    if (field.may_be_empty && all_empty) cells.clear();
    return cells;
}

std::vector<std::string> FieldsForm::held_items(FieldId id) const {
    std::vector<std::string> items;
    for (const procedure::Item& item : values_[id.index()].items)
        items.push_back(with_plain_lines(without_blanks(procedure::write_item(item))));
    return items;
}

std::vector<std::string> FieldsForm::typed(FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    if (field.group.is_some()) return typed_cells(id);
    const std::string_view sent = visit_.form.fields.text(field_name(field));
    std::vector<std::string> items;
    const auto add = [&](std::string_view text) {
        const std::string item = with_plain_lines(without_blanks(text));
        if (!item.empty()) items.push_back(id_of_typed(visit_.institution(), field.type, item));
    };
    if (!field.list) {
        add(sent);
    } else if (has_input_for_each(field)) {
        for (const std::string_view one : visit_.form.fields.every(field_name(field))) add(one);
    } else {
        for (std::size_t at = 0; at <= sent.size();) {
            const std::size_t end = std::min(sent.find('\n', at), sent.size());
            add(sent.substr(at, end - at));
            at = end + 1;
        }
    }
    if (field.type == FieldType::instant) {
        const std::string_view zone =
            visit_.form.fields.text(field_name(field) + std::string(kZoneSuffix));
        for (std::string& item : items) {
            if (item.find(' ') == std::string::npos) item += " " + std::string(zone);
        }
    }
    return items;
}

void FieldsForm::write_origins(html::Writer& out, const StepInputs& inputs) const {
    for (const auto* ids : {&inputs.needed, &inputs.possible}) {
        for (const FieldId id : *ids) {
            const std::string name =
                std::string(kOriginPrefix) + field_name(definition_.fields[id.index()]);
            const auto sent = visit_.form.fields.find(name);
            write_hidden(out, name, sent ? std::string(*sent) : digest_of(held_items(id)));
        }
    }
}

std::vector<office::FieldText> FieldsForm::fields(const StepInputs& inputs) const {
    std::vector<FieldId> ids = inputs.needed;
    ids.insert(ids.end(), inputs.possible.begin(), inputs.possible.end());
    std::ranges::sort(ids, {}, [](FieldId id) { return id.index(); });
    std::vector<office::FieldText> all;
    for (const FieldId id : ids) {
        const procedure::Field& field = definition_.fields[id.index()];
        if (!visit_.form.fields.find(field_name(field))) continue;
        const auto origin = visit_.form.fields.find(std::string(kOriginPrefix) + field_name(field));
        std::vector<std::string> items = typed(id);
        const bool untouched = origin ? *origin == digest_of(items) : items == held_items(id);
        if (!untouched) all.push_back({field.id, std::move(items)});
    }
    return all;
}

std::vector<office::PaperText> FieldsForm::papers() const {
    std::vector<office::PaperText> all;
    for (const procedure::PaperKind& kind : definition_.paper_kinds) {
        const std::string name = paper_name(kind);
        office::PaperText paper{.id = {},
                                .kind = kind.id,
                                .bytes = {},
                                .is_signed = visit_.form.fields.find(name + ".signed").has_value(),
                                .marking = {}};
        const auto file = std::ranges::find(visit_.form.files, name, &http::FormFile::field);
        if (file != visit_.form.files.end()) paper.bytes = file->bytes;
        if (paper.bytes.empty()) paper.bytes = visit_.form.fields.text(name + ".text");
        if (!paper.bytes.empty()) all.push_back(std::move(paper));
    }
    return all;
}

}  // namespace remit::web
