#include "web/opening_form.h"

#include <array>
#include <optional>
#include <string>

#include "authority/competence_words.h"
#include "office/commands.h"
#include "office/item_commands.h"
#include "office/item_view.h"
#include "office/step_view.h"
#include "procedure/speech.h"
#include "web/command_form.h"
#include "web/fields_form.h"
#include "web/inputs.h"
#include "web/mail_room.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::classes;
using html::href;
using html::Url;
using html::Writer;
using office::Declined;

constexpr std::string_view kItemField = "item";

/// The opening step that the path names; none where there is no such one.
struct Opening {
    const procedure::Definition* definition = nullptr;
    std::vector<office::StepChoice> choices;
    const office::StepChoice* choice = nullptr;
};

std::optional<Opening> find_opening(const Visit& visit) {
    Opening opening;
    opening.definition =
        visit.institution().procedures().latest(visit.request->path_value("procedure"));
    if (opening.definition == nullptr) return std::nullopt;
    opening.choices = office::opening_steps(visit.office(), *opening.definition);
    for (const office::StepChoice& choice : opening.choices) {
        if (choice.step->id == visit.request->path_value("step")) opening.choice = &choice;
    }
    if (opening.choice == nullptr) return std::nullopt;
    return opening;
}

/// The item from which the matter is opened; empty where there is none.
std::string item_of(const Visit& visit) {
    const auto sent = visit.form.fields.find(kItemField);
    return std::string(sent ? *sent : visit.request->query().text(kItemField));
}

/// What the item says already, in the fields for it: its subject, and what it is about.
std::vector<procedure::Value> known_of_item(const Visit& visit,
                                            const procedure::Definition& definition) {
    std::vector<procedure::Value> values(definition.fields.size());
    const std::string id = item_of(visit);
    if (id.empty()) return values;
    const Result<office::ItemFile> item = office::find_item(visit.office(), id);
    if (!item.ok()) return values;
    const auto routing = visit.house->mail_room->route(
        {.title = item.value().subject, .text = {}, .sender = item.value().sender}, visit.language);
    if (!routing.ok()) return values;
    const auto fill = [&](procedure::FieldId field, const std::vector<std::string>& ids) {
        if (!field.is_some()) return;
        const bool list = definition.fields[field.index()].list;
        for (const std::string& one : ids) {
            auto& items = values[field.index()].items;
            if (list || items.empty()) items.emplace_back(one);
        }
    };
    for (const std::string_view name : {"title", "subject"}) {
        if (const auto field = definition.find_field(name)) fill(*field, {item.value().subject});
    }
    fill(definition.subject_bodies, routing.value().bodies);
    fill(definition.subject_topics, routing.value().topics);
    return values;
}

/// An item brings its files itself.
StepInputs inputs_of_opening(const Visit& visit, const Opening& opening) {
    StepInputs inputs = inputs_of(*opening.definition, *opening.choice);
    if (!item_of(visit).empty()) inputs.papers.clear();
    return inputs;
}

http::Response opening_page(const Visit& visit, const Opening& opening, const Declined* declined) {
    const procedure::Speech speech(*opening.definition, visit.institution().vocabulary(),
                                   visit.language);
    const std::string title = speech.step(opening.choice->option.step);
    const std::vector<procedure::Value> known = known_of_item(visit, *opening.definition);
    const StepInputs inputs = inputs_of_opening(visit, opening);
    return page(visit, head_of(title, Tab::open, declined), [&](Writer& out) {
        write_head(out, procedure_in_words(visit, opening.definition->id), title,
                   visit.tell(PhraseId::clause_comes));
        out.section({classes("sec")}, [&] {
            if (declined != nullptr) write_declined(visit, out, *declined);
            const FieldsForm form(visit, *opening.definition, known);
            post_form(
                visit, out, Url::path({"open", opening.definition->id, opening.choice->step->id}),
                [&] {
                    write_key(visit, out, declined);
                    if (const std::string item = item_of(visit); !item.empty())
                        write_hidden(out, kItemField, item);
                    form.write(out, inputs);
                    write_note(visit, out, inputs.note_required ? Need::needed : Need::possible);
                    write_advised(visit, out);
                    write_submit(out, visit.say(PhraseId::open_it));
                },
                inputs.papers.empty() ? FormFiles::no : FormFiles::yes);
        });
    });
}

/// The outcome of taking the item up is that of the matter that is opened.
Result<office::Outcome> open_from_item(const Visit& visit, const Opening& opening,
                                       const std::string& item,
                                       std::vector<office::FieldText> fields) {
    const auto& papers = opening.choice->option.to_bring;
    const office::NotedOutcome done = REMIT_TRY(office::take_item(
        visit.office(), caller_of(visit),
        {.item = item,
         .matter = {},
         .procedure = opening.definition->id,
         .step = opening.choice->step->id,
         .paper = papers.empty() ? std::string()
                                 : opening.definition->paper_kinds[papers.front().index()].id,
         .fields = std::move(fields),
         .note = note_of(visit)}));
    if (const auto* declined = std::get_if<Declined>(&done)) return office::Outcome(*declined);
    const auto& noted = std::get<office::Noted>(done);
    if (noted.matter) return office::Outcome(*noted.matter);
    // The item was taken up before, under the same key: it says into which matter.
    const office::ItemFile taken = REMIT_TRY(office::find_item(visit.office(), noted.id));
    office::Receipt receipt;
    receipt.matter = taken.matter;
    receipt.repeated = true;
    return office::Outcome(std::move(receipt));
}

http::Response no_such_opening(const Visit& visit) {
    return fault_page(visit, base::make_error(ErrorCode::not_found, "no such opening"));
}

}  // namespace

std::vector<const procedure::Definition*> newest_procedures(const Visit& visit) {
    const procedure::Library& library = visit.institution().procedures();
    std::vector<const procedure::Definition*> all;
    for (const procedure::Definition& one : library.all()) {
        if (library.latest(one.id) == &one) all.push_back(&one);
    }
    return all;
}

void write_openings(const Visit& visit, Writer& out, const procedure::Definition& definition,
                    std::string_view item) {
    const procedure::Speech speech(definition, visit.institution().vocabulary(), visit.language);
    out.p({classes("acts")}, [&] {
        for (std::size_t i = 0; i < definition.steps.size(); ++i) {
            const procedure::Step& step = definition.steps[i];
            if (!step.opening) continue;
            Url url = Url::path({"open", definition.id, step.id});
            if (!item.empty()) url = std::move(url).query(kItemField, item);
            out.a({classes("btn", "two"), href(url)}, speech.step(procedure::StepId(i)));
            out.text(" ");
        }
    });
}

http::Response show_openings(const Visit& visit) {
    const std::string title = visit.say(PhraseId::open_matter);
    return page(visit, {.title = title, .tab = Tab::open}, [&](Writer& out) {
        write_head(out, {}, title, visit.tell(PhraseId::clause_comes));
        for (const procedure::Definition* one : newest_procedures(visit)) {
            write_section(out, one->id, procedure_in_words(visit, one->id), [&] {
                out.p({classes("prose")}, authority::name_in(one->summary, visit.language, {}));
                write_openings(visit, out, *one, {});
            });
        }
    });
}

http::Response show_opening(const Visit& visit) {
    const auto opening = find_opening(visit);
    return opening ? opening_page(visit, *opening, nullptr) : no_such_opening(visit);
}

http::Response open_matter(const Visit& visit) {
    const auto opening = find_opening(visit);
    if (!opening) return no_such_opening(visit);
    const std::vector<procedure::Value> nothing(opening->definition->fields.size());
    const FieldsForm form(visit, *opening->definition, nothing);
    std::vector<office::FieldText> fields = form.fields(inputs_of_opening(visit, *opening));
    const auto refused = [&](const Declined& declined) {
        return opening_page(visit, *opening, &declined);
    };
    if (const std::string item = item_of(visit); !item.empty())
        return after(visit, open_from_item(visit, *opening, item, std::move(fields)), refused);
    return after(visit,
                 office::open_matter(visit.office(), caller_of(visit),
                                     {.procedure = opening->definition->id,
                                      .step = opening->choice->step->id,
                                      .lead_unit = {},
                                      .take_over = false,
                                      .fields = std::move(fields),
                                      .papers = form.papers(),
                                      .note = note_of(visit)}),
                 refused);
}

}  // namespace remit::web
