#include "web/step_form.h"

#include <algorithm>

#include "office/commands.h"
#include "office/event_words.h"
#include "office/matter_view.h"
#include "office/step_view.h"
#include "web/command_form.h"
#include "web/fields_form.h"
#include "web/inputs.h"
#include "web/matter_steps.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::classes;
using html::href;
using html::Url;
using html::Writer;
using office::Declined;

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
    const StepInputs inputs = inputs_of(*file.definition, *step.choice);
    return page(visit, head_of(title, Tab::matters, declined), [&](Writer& out) {
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
                if (offer->state == StepOffer::State::open) {
                    write_duty(visit, out, visit.institution().compilation(), offer->unit->duty);
                } else {
                    out.p({classes("nocl")}, visit.say(PhraseId::no_clause));
                }
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
                    write_note(visit, out, inputs.note_required ? Need::needed : Need::possible);
                    write_advised(visit, out);
                    write_submit(out, title, Button::first, [&] {
                        out.a({href(matter_url(file.id))}, visit.say(PhraseId::back));
                    });
                },
                inputs.papers.empty() ? FormFiles::no : FormFiles::yes);
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
    const FieldsForm form(visit, *file.definition, file.matter.fields);
    return after(
        visit,
        office::take_step(visit.office(), caller_of(visit),
                          {.matter = file.id,
                           .step = choice.step->id,
                           .fields = form.fields(inputs_of(*file.definition, choice)),
                           .papers = form.papers(),
                           .note = note_of(visit)}),
        [&](const Declined& declined) { return step_page(visit, step.value(), &declined); });
}

}  // namespace remit::web
