#include "web/step_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "authority/competence_words.h"
#include "office/commands.h"
#include "office/event_words.h"
#include "office/item_commands.h"
#include "office/item_view.h"
#include "office/matter_view.h"
#include "office/step_view.h"
#include "procedure/event_names.h"
#include "web/command_form.h"
#include "web/fields_form.h"
#include "web/mail_room.h"
#include "web/matter_page.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::href;
using html::Id;
using html::Url;
using html::Writer;
using office::Declined;

constexpr std::string_view kNoteField = "note";
constexpr std::string_view kItemField = "item";

void write_note(const Visit& visit, Writer& out, bool needed) {
    const Id id(kNoteField);
    out.div({classes("field")}, [&] {
        out.label({html::label_for(id)}, [&] {
            out.text(visit.say(needed ? PhraseId::a_reason : PhraseId::note));
            if (needed) out.small(" " + visit.say(PhraseId::needed));
        });
        out.textarea({html::id(id), attribute<"name">(kNoteField), attribute<"rows">(3)},
                     visit.form.fields.text(kNoteField));
    });
}

/// After a receipt back to the matter, whose story shows what was done.
http::Response after(const office::Receipt& receipt) {
    return http::Response::redirect(matter_url(receipt.matter).text());
}

// --- A step ---

struct StepPage {
    office::MatterStory story;
    std::vector<office::StepChoice> choices;
    const office::StepChoice* choice = nullptr;  // none of a step that there is not
};

Result<StepPage> load_step(const Visit& visit) {
    StepPage page;
    page.story = REMIT_TRY(
        office::load_story(visit.office(), visit.visitor->reader, visit.request->path_value("id")));
    page.choices = office::steps_of(visit.office(), page.story.file);
    const std::string_view wanted = visit.request->path_value("step");
    for (const office::StepChoice& choice : page.choices) {
        if (choice.step->id == wanted) page.choice = &choice;
    }
    if (page.choice != nullptr) return page;
    return base::make_error(ErrorCode::not_found, "there is no such step");
}

http::Response step_page(const Visit& visit, const StepPage& step, const Declined* declined) {
    const office::MatterFile& file = step.story.file;
    const office::EventWords words(visit.institution(), *file.definition, visit.language);
    const std::string title = words.speech().step(step.choice->option.step);
    const StepInputs inputs = inputs_of(*file.definition, *step.choice->step,
                                        step.choice->option.to_fill, step.choice->option.to_bring);
    const PageHead head{
        .title = title,
        .tab = Tab::matters,
        .is_error = declined != nullptr,
        .status = declined != nullptr ? status_of(*declined) : http::StatusCode::ok};
    return page(visit, head, [&](Writer& out) {
        out.header({classes("head")}, [&] {
            out.div([&] {
                out.p({classes("crumb")}, [&] {
                    out.a({href(matter_url(file.id))}, file.number);
                    out.text(" " + office::title_of(file));
                });
                out.h1(title);
            });
            out.div({classes("mar")}, [&] {
                const std::vector<StepOffer> offers = offers_for(visit, step.choices);
                const auto offer = std::ranges::find(offers, step.choice, &StepOffer::choice);
                if (offer->unit != nullptr) {
                    write_duty(visit, out, visit.institution().compilation(), offer->unit->duty);
                }
                if (offer->state != StepOffer::State::open)
                    out.p({classes("nocl")}, visit.say(PhraseId::no_clause));
            });
        });
        out.section({classes("sec")}, [&] {
            if (declined != nullptr) write_declined(visit, out, *declined);
            const FieldsForm form(visit, *file.definition, file.matter.fields);
            post_form(
                visit, out, Url::path({"matters", file.id, "steps", step.choice->step->id}),
                [&] {
                    write_key(visit, out, declined);
                    write_version(out, file.version());
                    form.write_origins(out, inputs);
                    form.write(out, inputs);
                    write_note(visit, out, inputs.note_required);
                    write_advised(visit, out);
                    out.p({classes("acts")}, [&] {
                        out.button({classes("btn"), attribute<"type">("submit")}, title);
                        out.text(" ");
                        out.a({href(matter_url(file.id))}, visit.say(PhraseId::back));
                    });
                },
                inputs.papers.empty() ? FormFiles::no : FormFiles::yes);
        });
    });
}

// --- Opening ---

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

http::Response opening_page(const Visit& visit, const Opening& opening, const Declined* declined) {
    const procedure::Speech speech(*opening.definition, visit.institution().vocabulary(),
                                   visit.language);
    const std::string title = speech.step(opening.choice->option.step);
    const std::vector<procedure::Value> known = known_of_item(visit, *opening.definition);
    const StepInputs inputs =
        inputs_of(*opening.definition, *opening.choice->step, opening.choice->option.to_fill,
                  opening.choice->option.to_bring);
    const PageHead head{
        .title = title,
        .tab = Tab::open,
        .is_error = declined != nullptr,
        .status = declined != nullptr ? status_of(*declined) : http::StatusCode::ok};
    return page(visit, head, [&](Writer& out) {
        write_head(out, procedure_in_words(visit, opening.definition->id), title,
                   visit.tell(PhraseId::clause_comes));
        out.section({classes("sec")}, [&] {
            if (declined != nullptr) write_declined(visit, out, *declined);
            const FieldsForm form(visit, *opening.definition, known);
            post_form(
                visit, out, Url::path({"open", opening.definition->id, opening.choice->step->id}),
                [&] {
                    write_key(visit, out, declined);
                    if (const std::string item = item_of(visit); !item.empty()) {
                        out.input({attribute<"type">("hidden"), attribute<"name">(kItemField),
                                   attribute<"value">(item)});
                    }
                    form.write(out, inputs);
                    write_note(visit, out, inputs.note_required);
                    write_advised(visit, out);
                    out.p({classes("acts")}, [&] {
                        out.button({classes("btn"), attribute<"type">("submit")},
                                   visit.say(PhraseId::open_it));
                    });
                },
                inputs.papers.empty() ? FormFiles::no : FormFiles::yes);
        });
    });
}

http::Response open_from_item(const Visit& visit, const Opening& opening, const std::string& item,
                              std::vector<office::FieldText> fields) {
    const Result<office::NotedOutcome> done =
        office::take_item(visit.office(), caller_of(visit),
                          {.item = item,
                           .matter = {},
                           .procedure = opening.definition->id,
                           .step = opening.choice->step->id,
                           .paper = {},
                           .fields = std::move(fields),
                           .note = std::string(visit.form.fields.text(kNoteField))});
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<Declined>(&done.value()))
        return opening_page(visit, opening, declined);
    const auto& noted = std::get<office::Noted>(done.value());
    return noted.matter ? after(*noted.matter) : http::Response::redirect("/intake");
}

// --- A question ---

struct AskedPage {
    office::MatterStory story;
    const procedure::Question* question = nullptr;
};

Result<AskedPage> load_question(const Visit& visit) {
    AskedPage page;
    page.story = REMIT_TRY(
        office::load_story(visit.office(), visit.visitor->reader, visit.request->path_value("id")));
    page.question = page.story.file.matter.find_question(visit.request->path_value("question"));
    if (page.question != nullptr) return page;
    return base::make_error(ErrorCode::not_found, "there is no such question");
}

http::Response question_page(const Visit& visit, const AskedPage& asked, const Declined* declined) {
    constexpr std::array kAnswers{procedure::Answer::agreed,   procedure::Answer::amended,
                                  procedure::Answer::objected, procedure::Answer::input,
                                  procedure::Answer::nil,      procedure::Answer::unchanged};
    const office::MatterFile& file = asked.story.file;
    const office::EventWords words(visit.institution(), *file.definition, visit.language);
    const std::string title = visit.say(PhraseId::answer_it);
    const PageHead head{
        .title = title,
        .tab = Tab::consultations,
        .is_error = declined != nullptr,
        .status = declined != nullptr ? status_of(*declined) : http::StatusCode::ok};
    return page(visit, head, [&](Writer& out) {
        write_head(out, file.number + " " + office::title_of(file),
                   words.respondent(*asked.question) + ": " +
                       words.speech().consultation(asked.question->consultation),
                   {});
        out.section({classes("sec")}, [&] {
            if (declined != nullptr) write_declined(visit, out, *declined);
            post_form(visit, out, Url::path({"matters", file.id, "questions", asked.question->id}),
                      [&] {
                          write_key(visit, out, declined);
                          write_version(out, file.version());
                          const Id answer("answer");
                          out.div({classes("field")}, [&] {
                              out.label({html::label_for(answer)}, visit.say(PhraseId::answer));
                              out.select({html::id(answer), attribute<"name">("answer")}, [&] {
                                  for (const procedure::Answer one : kAnswers) {
                                      const std::string_view name = procedure::name_of(one);
                                      out.option({attribute<"value">(name),
                                                  html::flag<"selected">(
                                                      visit.form.fields.text("answer") == name)},
                                                 words.answer(one));
                                  }
                              });
                          });
                          const Id text("text");
                          out.div({classes("field")}, [&] {
                              out.label({html::label_for(text)}, visit.say(PhraseId::in_words));
                              out.textarea(
                                  {html::id(text), attribute<"name">("text"), attribute<"rows">(6)},
                                  visit.form.fields.text("text"));
                          });
                          out.p({classes("acts")}, [&] {
                              out.button({classes("btn"), attribute<"type">("submit")}, title);
                              out.text(" ");
                              out.a({href(matter_url(file.id))}, visit.say(PhraseId::back));
                          });
                      });
        });
    });
}

}  // namespace

http::Response show_step(const Visit& visit) {
    const Result<StepPage> step = load_step(visit);
    return step.ok() ? step_page(visit, step.value(), nullptr) : fault_page(visit, step.error());
}

http::Response take_step(const Visit& visit) {
    const Result<StepPage> step = load_step(visit);
    if (!step.ok()) return fault_page(visit, step.error());
    const office::MatterFile& file = step.value().story.file;
    const office::StepChoice& choice = *step.value().choice;
    const StepInputs inputs =
        inputs_of(*file.definition, *choice.step, choice.option.to_fill, choice.option.to_bring);
    const FieldsForm form(visit, *file.definition, file.matter.fields);
    const Result<office::Outcome> done =
        office::take_step(visit.office(), caller_of(visit),
                          {.matter = file.id,
                           .step = choice.step->id,
                           .fields = form.fields(inputs),
                           .papers = form.papers(),
                           .note = std::string(visit.form.fields.text(kNoteField))});
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<Declined>(&done.value()))
        return step_page(visit, step.value(), declined);
    return after(std::get<office::Receipt>(done.value()));
}

http::Response show_openings(const Visit& visit) {
    const std::string title = visit.say(PhraseId::open_matter);
    return page(visit, {.title = title, .tab = Tab::open}, [&](Writer& out) {
        write_head(out, {}, title, visit.tell(PhraseId::clause_comes));
        const procedure::Library& library = visit.institution().procedures();
        for (const procedure::Definition& one : library.all()) {
            if (library.latest(one.id) != &one) continue;
            const procedure::Speech speech(one, visit.institution().vocabulary(), visit.language);
            const Id id(one.id);
            out.section({classes("sec"), html::labelled_by(id)}, [&] {
                out.h2({html::id(id)}, speech.name_of(one.names, one.id));
                out.p({classes("prose")}, authority::name_in(one.summary, visit.language, {}));
                out.p({classes("acts")}, [&] {
                    for (const office::StepChoice& choice :
                         office::opening_steps(visit.office(), one)) {
                        out.a({classes("btn", "two"),
                               href(Url::path({"open", one.id, choice.step->id}))},
                              speech.step(choice.option.step));
                        out.text(" ");
                    }
                });
            });
        }
    });
}

http::Response show_opening(const Visit& visit) {
    const auto opening = find_opening(visit);
    if (!opening) return fault_page(visit, base::make_error(ErrorCode::not_found, "no such way"));
    return opening_page(visit, *opening, nullptr);
}

http::Response open_matter(const Visit& visit) {
    const auto opening = find_opening(visit);
    if (!opening) return fault_page(visit, base::make_error(ErrorCode::not_found, "no such way"));
    const std::vector<procedure::Value> nothing(opening->definition->fields.size());
    const StepInputs inputs =
        inputs_of(*opening->definition, *opening->choice->step, opening->choice->option.to_fill,
                  opening->choice->option.to_bring);
    const FieldsForm form(visit, *opening->definition, nothing);
    if (const std::string item = item_of(visit); !item.empty())
        return open_from_item(visit, *opening, item, form.fields(inputs));
    const Result<office::Outcome> done =
        office::open_matter(visit.office(), caller_of(visit),
                            {.procedure = opening->definition->id,
                             .step = opening->choice->step->id,
                             .lead_unit = {},
                             .take_over = false,
                             .fields = form.fields(inputs),
                             .papers = form.papers(),
                             .note = std::string(visit.form.fields.text(kNoteField))});
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<Declined>(&done.value()))
        return opening_page(visit, *opening, declined);
    return after(std::get<office::Receipt>(done.value()));
}

http::Response show_question(const Visit& visit) {
    const Result<AskedPage> asked = load_question(visit);
    return asked.ok() ? question_page(visit, asked.value(), nullptr)
                      : fault_page(visit, asked.error());
}

http::Response answer_question(const Visit& visit) {
    const Result<AskedPage> asked = load_question(visit);
    if (!asked.ok()) return fault_page(visit, asked.error());
    const Result<office::Outcome> done =
        office::answer_question(visit.office(), caller_of(visit),
                                {.matter = asked.value().story.file.id,
                                 .question = asked.value().question->id,
                                 .answer = std::string(visit.form.fields.text("answer")),
                                 .text = std::string(visit.form.fields.text("text"))});
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<Declined>(&done.value()))
        return question_page(visit, asked.value(), declined);
    return after(std::get<office::Receipt>(done.value()));
}

}  // namespace remit::web
