#include "web/fields_form.h"

#include <algorithm>
#include <array>

#include "authority/competence_words.h"
#include "procedure/value.h"
#include "web/inputs.h"
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

/// Rows of a table that are left to fill in; once they are, the next page has as many more.
constexpr std::size_t kRowsLeft = 3;
constexpr std::size_t kTextsLeft = 2;  // the same of a list of texts
constexpr std::size_t kTextRows = 5;
constexpr std::size_t kListRows = 3;
constexpr std::size_t kPaperRows = 6;
/// Where the bodies sit; the house's own zone stands before them.
constexpr std::array<std::string_view, 6> kZones{
    "Europe/Brussels", "Europe/Vienna", "Europe/Paris", "Europe/Zurich", "America/New_York", "UTC"};

bool is_named(FieldType type) {
    return type == FieldType::body || type == FieldType::topic || type == FieldType::counterpart ||
           type == FieldType::unit;
}

/// How a value of the type is written, where its input does not show that.
std::optional<PhraseId> form_of(FieldType type) {
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

std::string field_name(const procedure::Field& field) {
    return "field." + field.id;
}

std::string paper_name(const procedure::PaperKind& kind) {
    return "paper." + kind.id;
}

bool has_input_for_each(const procedure::Field& field) {
    return field.type == FieldType::text || field.type == FieldType::choice;
}

StepInputs inputs_of(const procedure::Definition& definition, const office::StepChoice& choice) {
    const std::vector<FieldId>& to_fill = choice.option.to_fill;
    StepInputs inputs{.needed = to_fill,
                      .possible = {},
                      .papers = choice.option.to_bring,
                      .note_required = choice.step->note_required};
    for (const auto* ids : {&choice.step->needs, &choice.step->may}) {
        for (const FieldId id : *ids) {
            const bool there = std::ranges::find(to_fill, id) != to_fill.end() ||
                               std::ranges::find(inputs.possible, id) != inputs.possible.end();
            const bool is_paper = definition.fields[id.index()].type == FieldType::paper;
            if (!there && !is_paper) inputs.possible.push_back(id);
        }
    }
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
    for (const std::string_view sent : visit_.form.fields.every(field_name(field)))
        cells.emplace_back(sent);
    if (!cells.empty()) return cells;
    for (const procedure::Item& item : values_[id.index()].items)
        cells.push_back(in_names(field, procedure::write_item(item)));
    return cells;
}

std::string FieldsForm::shown(FieldId id) const {
    const auto sent = visit_.form.fields.find(field_name(definition_.fields[id.index()]));
    return sent ? std::string(*sent) : held(id);
}

void FieldsForm::write(Writer& out, const StepInputs& inputs) const {
    std::vector<procedure::GroupId> groups;
    write_fields(out, inputs.needed, Need::needed, groups);
    for (const procedure::PaperKindId id : inputs.papers) write_paper(out, id);
    if (inputs.possible.empty()) return;
    const bool any_sent = std::ranges::any_of(inputs.possible, [&](FieldId id) {
        return visit_.form.fields.find(field_name(definition_.fields[id.index()])).has_value();
    });
    out.details({flag<"open">(any_sent || inputs.needed.empty())}, [&] {
        out.summary(visit_.say(PhraseId::more_fields));
        write_fields(out, inputs.possible, Need::possible, groups);
    });
}

/// A group stands where its first column does; a column alone is as any other list.
void FieldsForm::write_fields(Writer& out, const std::vector<FieldId>& ids, Need need,
                              std::vector<procedure::GroupId>& written) const {
    for (const FieldId id : ids) {
        const procedure::GroupId group = definition_.fields[id.index()].group;
        if (!group.is_some()) {
            write_field(out, id, need);
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

/// A choice is chosen, a text may have several lines, the rest stands in one.
void FieldsForm::write_cell(Writer& out, FieldId id, std::string_view shown) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const std::string name = field_name(field);
    const std::string label = speech_.field(id);
    if (field.type == FieldType::choice) {
        out.select({attribute<"name">(name), attribute<"aria-label">(label)},
                   [&] { write_options(out, shown, choices_of(field)); });
    } else if (field.type == FieldType::text) {
        out.textarea(
            {attribute<"name">(name), attribute<"aria-label">(label), attribute<"rows">(1)}, shown);
    } else {
        out.input({attribute<"name">(name), attribute<"aria-label">(label),
                   attribute<"type">(field.type == FieldType::date ? "date" : "text"),
                   attribute<"value">(shown)});
    }
}

std::vector<Choice> FieldsForm::choices_of(const procedure::Field& field) const {
    std::vector<Choice> choices;
    if (!field.list || field.group.is_some()) choices.push_back({"", visit_.say(PhraseId::choose)});
    for (const procedure::Choice& choice : field.choices)
        choices.push_back({choice.id, speech_.name_of(choice.names, choice.id)});
    return choices;
}

/// What the procedure says of the field, and how its value is written.
std::string FieldsForm::hint(const procedure::Field& field) const {
    std::string hint = authority::name_in(field.help, visit_.language, {});
    const auto add = [&](const std::string& sentence) {
        if (!hint.empty()) hint += hint.ends_with('.') ? " " : ". ";
        hint += sentence;
    };
    if (const auto form = form_of(field.type)) add(visit_.tell(*form));
    if (field.list && !has_input_for_each(field)) add(visit_.tell(PhraseId::one_a_line));
    return hint;
}

void FieldsForm::write_field(Writer& out, FieldId id, Need need) const {
    const procedure::Field& field = definition_.fields[id.index()];
    const std::string name = field_name(field);
    const std::string label =
        speech_.field(id) + (need == Need::needed ? " " + visit_.say(PhraseId::needed) : "");
    const std::string hint = this->hint(field);
    const Asked asked{.name = name, .label = label, .hint = hint};
    if (field.type == FieldType::choice) {
        if (field.list) {
            write_boxes(out, asked, shown_cells(id), choices_of(field));
        } else {
            write_select(out, asked, shown(id), choices_of(field));
        }
    } else if (field.type == FieldType::instant && !field.list) {
        web::write_field(out, asked, [&] { write_instant(out, id, asked); });
    } else if (field.type == FieldType::text && field.list) {
        web::write_field(out, asked, [&] { write_texts(out, id, asked); });
    } else if (field.list || field.type == FieldType::text) {
        write_area(out, asked, shown(id), field.list ? kListRows : kTextRows);
    } else {
        write_line(out, asked, shown(id), field.type == FieldType::date ? "date" : "text");
    }
}

/// Each text in an input of its own, since it may have several lines.
void FieldsForm::write_texts(Writer& out, FieldId id, const Asked& asked) const {
    std::vector<std::string> texts = shown_cells(id);
    std::erase(texts, std::string());
    texts.resize(texts.size() + kTextsLeft);
    const Id hint = hint_id(asked);
    for (const std::string& text : texts) {
        const bool first = &text == &texts.front();
        out.textarea({html::when(first, html::id(Id(asked.name))), attribute<"name">(asked.name),
                      html::when(!first, attribute<"aria-label">(asked.label)),
                      attribute<"rows">(2), hint_of(hint, asked)},
                     text);
    }
}

/// A day and hour, and in which place's time they are meant.
void FieldsForm::write_instant(Writer& out, FieldId id, const Asked& asked) const {
    const std::string whole = shown(id);
    const std::size_t blank = whole.find(' ');
    const std::string zone_name = std::string(asked.name) + std::string(kZoneSuffix);
    const std::string house = visit_.institution().zone().name();
    std::string zone(visit_.form.fields.text(zone_name));
    if (zone.empty()) zone = blank == std::string::npos ? house : whole.substr(blank + 1);
    std::vector<Choice> zones{{house, house}};
    const auto offer = [&](std::string_view one) {
        if (std::ranges::find(zones, one, &Choice::value) == zones.end())
            zones.push_back({std::string(one), std::string(one)});
    };
    for (const std::string_view one : kZones) offer(one);
    offer(zone);
    const Id hint = hint_id(asked);
    out.div({classes("pair")}, [&] {
        out.input({html::id(Id(asked.name)), attribute<"name">(asked.name),
                   attribute<"type">("datetime-local"), attribute<"value">(whole.substr(0, blank)),
                   hint_of(hint, asked)});
        out.select({attribute<"name">(zone_name),
                    attribute<"aria-label">(visit_.say(PhraseId::time_zone))},
                   [&] { write_options(out, zone, zones); });
    });
}

void FieldsForm::write_paper(Writer& out, procedure::PaperKindId id) const {
    const procedure::PaperKind& kind = definition_.paper_kinds[id.index()];
    const std::string name = paper_name(kind);
    const std::string hint = visit_.tell(PhraseId::hint_paper);
    const std::string text = name + ".text";
    const std::string is_signed = name + ".signed";
    const auto sent = visit_.form.fields.find(text);
    const bool ticked = sent ? visit_.form.fields.find(is_signed).has_value() : kind.signed_paper;
    write_file(out, {.name = name, .label = speech_.paper(id), .hint = hint});
    write_area(out, {.name = text, .label = visit_.say(PhraseId::or_text)},
               sent.value_or(std::string_view()), kPaperRows);
    out.p({classes("opt")}, [&] {
        out.input({html::id(Id(is_signed)), attribute<"type">("checkbox"),
                   attribute<"name">(is_signed), attribute<"value">("yes"),
                   flag<"checked">(ticked)});
        out.text(" ");
        out.label({html::label_for(Id(is_signed))}, visit_.say(PhraseId::paper_is_signed));
    });
}

}  // namespace remit::web
