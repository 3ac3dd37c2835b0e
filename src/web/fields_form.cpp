#include "web/fields_form.h"

#include <algorithm>
#include <array>

#include "authority/competence_words.h"
#include "base/hash.h"
#include "http/form.h"
#include "procedure/value.h"
#include "web/names_typed.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::flag;
using html::Id;
using html::Writer;
using procedure::FieldId;
using procedure::FieldType;

constexpr std::string_view kZoneSuffix = ".zone";
constexpr std::string_view kOriginPrefix = "was.";
/// Rows of a table that are left to fill in; once they are, the next page has as many more.
constexpr std::size_t kRowsLeft = 3;
constexpr std::size_t kTextsLeft = 2;  // the same of a list of texts
/// Where the bodies sit; the house's own zone stands before them.
constexpr std::array<std::string_view, 6> kZones{
    "Europe/Brussels", "Europe/Vienna", "Europe/Paris", "Europe/Zurich", "America/New_York", "UTC"};

std::string name_of(const procedure::Field& field) {
    return "field." + field.id;
}
std::string name_of(const procedure::PaperKind& kind) {
    return "paper." + kind.id;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
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

bool is_named(FieldType type) {
    return type == FieldType::body || type == FieldType::topic || type == FieldType::counterpart ||
           type == FieldType::unit;
}

/// How a value of the type is written, where its input does not show that.
std::optional<PhraseId> hint_of(FieldType type) {
    switch (type) {
        case FieldType::duration:
            return PhraseId::hint_duration;
        case FieldType::money:
            return PhraseId::hint_money;
        case FieldType::body:
        case FieldType::topic:
        case FieldType::counterpart:
        case FieldType::unit:
            return PhraseId::hint_name;
        case FieldType::country:
            return PhraseId::hint_country;
        case FieldType::matter:
            return PhraseId::hint_matter;
        default:
            return std::nullopt;
    }
}

}  // namespace

StepInputs inputs_of(const procedure::Definition& definition, const procedure::Step& step,
                     const std::vector<FieldId>& to_fill,
                     const std::vector<procedure::PaperKindId>& to_bring) {
    StepInputs inputs{
        .needed = to_fill, .possible = {}, .papers = to_bring, .note_required = step.note_required};
    const auto offer = [&](const std::vector<FieldId>& ids) {
        for (const FieldId id : ids) {
            const bool there = std::ranges::find(to_fill, id) != to_fill.end() ||
                               std::ranges::find(inputs.possible, id) != inputs.possible.end();
            const bool is_paper = definition.fields[id.index()].type == FieldType::paper;
            if (!there && !is_paper) inputs.possible.push_back(id);
        }
    };
    offer(step.needs);
    offer(step.may);
    return inputs;
}

/// By name where the name leads back to it.
std::string FieldsForm::in_names(const procedure::Field& field, const std::string& written) const {
    if (!is_named(field.type) || written.empty()) return written;
    const std::string named = speech_.word_of(field, written);
    return id_of_typed(visit_.institution(), field.type, named) == written ? named : written;
}

std::string FieldsForm::held(FieldId id) const {
    std::string all;
    for (const procedure::Item& item : values_[id.index()].items) {
        if (!all.empty()) all += '\n';
        all += in_names(definition_.fields[id.index()], procedure::write_item(item));
    }
    return all;
}

std::vector<std::string> FieldsForm::shown_cells(FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    std::vector<std::string> cells;
    for (const std::string_view sent : visit_.form.fields.every(name_of(field)))
        cells.emplace_back(sent);
    if (!cells.empty()) return cells;
    for (const procedure::Item& item : values_[id.index()].items)
        cells.push_back(in_names(field, procedure::write_item(item)));
    return cells;
}

std::vector<std::string> FieldsForm::typed_cells(FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const auto cells_of = [&](FieldId column) {
        return visit_.form.fields.every(name_of(definition_.fields[column.index()]));
    };
    std::size_t rows = 0;
    const auto& columns = definition_.groups[field.group.index()].columns;
    for (const FieldId column : columns) rows = std::max(rows, cells_of(column).size());
    const std::vector<std::string_view> own = cells_of(id);
    std::vector<std::string> cells;
    for (std::size_t row = 0; row < rows; ++row) {
        const bool filled = std::ranges::any_of(columns, [&](FieldId column) {
            const std::vector<std::string_view> all = cells_of(column);
            return row < all.size() && !trimmed(all[row]).empty();
        });
        if (!filled) continue;
        const std::string_view cell = row < own.size() ? trimmed(own[row]) : std::string_view();
        cells.push_back(cell.empty() ? std::string()
                                     : id_of_typed(visit_.institution(), field.type, cell));
    }
    const bool all_empty = std::ranges::all_of(cells, &std::string::empty);
    if (field.may_be_empty && all_empty) cells.clear();
    return cells;
}

std::vector<std::string> FieldsForm::held_items(FieldId id) const {
    std::vector<std::string> items;
    for (const procedure::Item& item : values_[id.index()].items)
        items.push_back(with_plain_lines(trimmed(procedure::write_item(item))));
    return items;
}

std::string FieldsForm::shown(FieldId id) const {
    const auto sent = visit_.form.fields.find(name_of(definition_.fields[id.index()]));
    return sent ? std::string(*sent) : held(id);
}

std::vector<std::string> FieldsForm::typed(FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    if (field.group.is_some()) return typed_cells(id);
    const std::string_view sent = visit_.form.fields.text(name_of(field));
    std::vector<std::string> items;
    const auto add = [&](std::string_view text) {
        const std::string item = with_plain_lines(trimmed(text));
        if (!item.empty()) items.push_back(id_of_typed(visit_.institution(), field.type, item));
    };
    if (!field.list) {
        add(sent);
    } else if (field.type == FieldType::text) {
        for (const std::string_view one : visit_.form.fields.every(name_of(field))) add(one);
    } else {
        for (std::size_t at = 0; at <= sent.size();) {
            const std::size_t end = std::min(sent.find('\n', at), sent.size());
            add(sent.substr(at, end - at));
            at = end + 1;
        }
    }
    if (field.type == FieldType::instant) {
        const std::string_view zone =
            visit_.form.fields.text(name_of(field) + std::string(kZoneSuffix));
        for (std::string& item : items) {
            if (item.find(' ') == std::string::npos) item += " " + std::string(zone);
        }
    }
    return items;
}

void FieldsForm::write(Writer& out, const StepInputs& inputs) const {
    std::vector<procedure::GroupId> groups;
    write_fields(out, inputs.needed, true, groups);
    for (const procedure::PaperKindId id : inputs.papers) write_paper(out, id);
    if (inputs.possible.empty()) return;
    const bool any_sent = std::ranges::any_of(inputs.possible, [&](FieldId id) {
        return visit_.form.fields.find(name_of(definition_.fields[id.index()])).has_value();
    });
    out.details({flag<"open">(any_sent || inputs.needed.empty())}, [&] {
        out.summary(visit_.say(PhraseId::more_fields));
        write_fields(out, inputs.possible, false, groups);
    });
}

/// A group stands where its first column does; a column alone is as any other list.
void FieldsForm::write_fields(Writer& out, const std::vector<FieldId>& ids, bool needed,
                              std::vector<procedure::GroupId>& written) const {
    for (const FieldId id : ids) {
        const procedure::GroupId group = definition_.fields[id.index()].group;
        if (!group.is_some()) {
            write_field(out, id, needed);
        } else if (std::ranges::find(written, group) == written.end()) {
            write_group(out, definition_.groups[group.index()]);
            written.push_back(group);
        }
    }
}

void FieldsForm::write_group(Writer& out, const procedure::Group& group) const {
    std::vector<std::vector<std::string>> columns;
    std::size_t rows = 0;
    for (const FieldId id : group.columns) {
        columns.push_back(shown_cells(id));
        rows = std::max(rows, columns.back().size());
    }
    out.table({classes("cells")}, [&] {
        out.caption(speech_.name_of(group.names, group.id));
        out.thead([&] {
            out.tr([&] {
                for (const FieldId id : group.columns)
                    out.th({attribute<"scope">("col")}, speech_.field(id));
            });
        });
        out.tbody([&] {
            for (std::size_t row = 0; row < rows + kRowsLeft; ++row) {
                out.tr([&] {
                    for (std::size_t column = 0; column < columns.size(); ++column) {
                        const bool there = row < columns[column].size();
                        out.td([&] {
                            write_cell(out, group.columns[column],
                                       there ? std::string_view(columns[column][row])
                                             : std::string_view());
                        });
                    }
                });
            }
        });
    });
}

void FieldsForm::write_cell(Writer& out, FieldId id, std::string_view shown) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const std::string name = name_of(field);
    const std::string label = speech_.field(id);
    if (field.type != FieldType::choice) {
        out.input({attribute<"name">(name), attribute<"aria-label">(label),
                   attribute<"type">(field.type == FieldType::date ? "date" : "text"),
                   attribute<"value">(shown)});
        return;
    }
    out.select({attribute<"name">(name), attribute<"aria-label">(label)}, [&] {
        out.option({attribute<"value">(""), flag<"selected">(shown.empty())},
                   visit_.say(PhraseId::choose));
        for (const procedure::Choice& choice : field.choices) {
            out.option({attribute<"value">(choice.id), flag<"selected">(choice.id == shown)},
                       speech_.name_of(choice.names, choice.id));
        }
    });
}

void FieldsForm::write_field(Writer& out, FieldId id, bool needed) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const Id input(name_of(field));
    out.div({classes("field")}, [&] {
        out.label({html::label_for(input)}, [&] {
            out.text(speech_.field(id));
            if (needed) out.small(" " + visit_.say(PhraseId::needed));
        });
        std::string hint = authority::name_in(field.help, visit_.language, {});
        const auto add = [&](const std::string& sentence) {
            if (!hint.empty()) hint += hint.ends_with('.') ? " " : ". ";
            hint += sentence;
        };
        if (const auto form = hint_of(field.type)) add(visit_.tell(*form));
        if (field.list && field.type != FieldType::text) add(visit_.tell(PhraseId::one_a_line));
        const Id hint_id(name_of(field) + "-hint");
        if (!hint.empty()) out.p({classes("hint"), html::id(hint_id)}, hint);
        write_input(out, id);
    });
}

void FieldsForm::write_input(Writer& out, FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const std::string name = name_of(field);
    const Id input(name);
    if (field.type == FieldType::choice && !field.list) {
        write_choice(out, id);
    } else if (field.type == FieldType::instant && !field.list) {
        write_instant(out, id);
    } else if (field.list && field.type == FieldType::text) {
        write_texts(out, id);
    } else if (field.list || field.type == FieldType::text) {
        out.textarea(
            {html::id(input), attribute<"name">(name), attribute<"rows">(field.list ? 3 : 5)},
            shown(id));
    } else {
        const std::string_view type = field.type == FieldType::date ? "date" : "text";
        out.input({html::id(input), attribute<"name">(name), attribute<"type">(type),
                   attribute<"value">(shown(id))});
    }
}

/// Each text in an input of its own, since it may have several lines.
void FieldsForm::write_texts(Writer& out, FieldId id) const {
    const std::string name = name_of(definition_.fields[id.index()]);
    std::vector<std::string> texts = shown_cells(id);
    std::erase(texts, std::string());
    texts.resize(texts.size() + kTextsLeft);
    for (const std::string& text : texts) {
        const bool first = &text == &texts.front();
        out.textarea(
            {html::when(first, html::id(Id(name))), attribute<"name">(name),
             html::when(!first, attribute<"aria-label">(speech_.field(id))), attribute<"rows">(2)},
            text);
    }
}

void FieldsForm::write_choice(Writer& out, FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const std::string chosen = shown(id);
    out.select({html::id(Id(name_of(field))), attribute<"name">(name_of(field))}, [&] {
        out.option({attribute<"value">(""), flag<"selected">(chosen.empty())},
                   visit_.say(PhraseId::choose));
        for (const procedure::Choice& choice : field.choices) {
            out.option({attribute<"value">(choice.id), flag<"selected">(choice.id == chosen)},
                       speech_.name_of(choice.names, choice.id));
        }
    });
}

/// A day and hour, and in which place's time they are meant.
void FieldsForm::write_instant(Writer& out, FieldId id) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const std::string name = name_of(field);
    const std::string whole = shown(id);
    const std::size_t blank = whole.find(' ');
    const std::string zone_name = name + std::string(kZoneSuffix);
    const std::string house = visit_.institution().zone().name();
    std::string zone(visit_.form.fields.text(zone_name));
    if (zone.empty()) zone = blank == std::string::npos ? house : whole.substr(blank + 1);
    out.div({classes("pair")}, [&] {
        out.input({html::id(Id(name)), attribute<"name">(name), attribute<"type">("datetime-local"),
                   attribute<"value">(whole.substr(0, blank))});
        out.select(
            {attribute<"name">(zone_name),
             attribute<"aria-label">(visit_.say(PhraseId::time_zone))},
            [&] {
                const auto offer = [&](std::string_view one) {
                    out.option({attribute<"value">(one), flag<"selected">(one == zone)}, one);
                };
                offer(house);
                for (const std::string_view one : kZones) {
                    if (one != house) offer(one);
                }
                const bool known = zone == house || std::ranges::find(kZones, zone) != kZones.end();
                if (!known) offer(zone);
            });
    });
}

void FieldsForm::write_paper(Writer& out, procedure::PaperKindId id) const {
    const procedure::PaperKind& kind = definition_.paper_kinds[id.index()];
    const std::string name = name_of(kind);
    const Id input(name);
    out.div({classes("field")}, [&] {
        out.label({html::label_for(input)}, speech_.paper(id));
        out.p({classes("hint")}, visit_.tell(PhraseId::hint_paper));
        out.input({html::id(input), attribute<"name">(name), attribute<"type">("file")});
        const std::string text = name + ".text";
        out.label({html::label_for(Id(text))}, visit_.say(PhraseId::or_text));
        out.textarea({html::id(Id(text)), attribute<"name">(text), attribute<"rows">(6)},
                     visit_.form.fields.text(text));
        const std::string is_signed = name + ".signed";
        out.p({classes("opt")}, [&] {
            out.input({html::id(Id(is_signed)), attribute<"type">("checkbox"),
                       attribute<"name">(is_signed), attribute<"value">("yes"),
                       flag<"checked">(kind.signed_paper ||
                                       visit_.form.fields.find(is_signed).has_value())});
            out.label({html::label_for(Id(is_signed))}, visit_.say(PhraseId::paper_is_signed));
        });
    });
}

void FieldsForm::write_origins(Writer& out, const StepInputs& inputs) const {
    for (const auto* ids : {&inputs.needed, &inputs.possible}) {
        for (const FieldId id : *ids) {
            const std::string name =
                std::string(kOriginPrefix) + name_of(definition_.fields[id.index()]);
            const auto sent = visit_.form.fields.find(name);
            out.input({attribute<"type">("hidden"), attribute<"name">(name),
                       attribute<"value">(sent ? std::string(*sent) : digest_of(held_items(id)))});
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
        if (!visit_.form.fields.find(name_of(field))) continue;
        const auto origin = visit_.form.fields.find(std::string(kOriginPrefix) + name_of(field));
        std::vector<std::string> items = typed(id);
        const bool untouched = origin ? *origin == digest_of(items) : items == held_items(id);
        if (!untouched) all.push_back({field.id, std::move(items)});
    }
    return all;
}

std::vector<office::PaperText> FieldsForm::papers() const {
    std::vector<office::PaperText> all;
    for (const procedure::PaperKind& kind : definition_.paper_kinds) {
        const std::string name = name_of(kind);
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
