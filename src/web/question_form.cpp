#include "web/question_form.h"

#include <algorithm>
#include <array>
#include <string>

#include "office/commands.h"
#include "office/event_words.h"
#include "office/matter_view.h"
#include "procedure/event_names.h"
#include "web/command_form.h"
#include "web/inputs.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::href;
using html::Url;
using html::Writer;
using office::Declined;

constexpr std::string_view kAnswerField = "answer";
constexpr std::string_view kTextField = "text";
constexpr std::size_t kTextRows = 6;
constexpr std::array kAnswers{procedure::Answer::agreed,   procedure::Answer::amended,
                              procedure::Answer::objected, procedure::Answer::input,
                              procedure::Answer::nil,      procedure::Answer::unchanged};

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
    const office::MatterFile& file = asked.story.file;
    const office::EventWords words(visit.institution(), *file.definition, visit.language);
    const std::string title = visit.say(PhraseId::answer_it);
    std::vector<Choice> answers;
    for (const procedure::Answer one : kAnswers)
        answers.push_back({std::string(procedure::name_of(one)), words.answer(one)});
    return page(visit, head_of(title, Tab::consultations, declined), [&](Writer& out) {
        write_head(out, file.number + " " + office::title_of(file),
                   words.respondent(*asked.question) + ": " +
                       words.speech().consultation(asked.question->consultation),
                   {});
        write_section(out, "answering", title, [&] {
            if (declined != nullptr) write_declined(visit, out, *declined);
            post_form(
                visit, out, Url::path({"matters", file.id, "questions", asked.question->id}), [&] {
                    write_key(visit, out, declined);
                    write_version(out, file.version());
                    write_select(out, {.name = kAnswerField, .label = visit.say(PhraseId::answer)},
                                 visit.form.fields.text(kAnswerField), answers);
                    write_area(out, {.name = kTextField, .label = visit.say(PhraseId::in_words)},
                               visit.form.fields.text(kTextField), kTextRows);
                    write_submit(out, title, Button::first, [&] {
                        out.a({href(matter_url(file.id))}, visit.say(PhraseId::back));
                    });
                });
        });
    });
}

}  // namespace

bool may_answer(const Visit& visit, const office::MatterFile& file,
                const procedure::Question& question) {
    const office::Institution& institution = visit.institution();
    const auto answering =
        institution.find_unit(question.is_unit ? question.respondent : file.matter.lead_unit);
    return answering && std::ranges::any_of(visit.visitor->posts, [&](const VisitorPost& post) {
               const auto his = institution.find_unit(post.unit);
               return his && institution.act().contains(*his, *answering);
           });
}

http::Response show_question(const Visit& visit) {
    const Result<AskedPage> asked = load_question(visit);
    if (!asked.ok()) return fault_page(visit, asked.error());
    const office::MatterFile& file = asked.value().story.file;
    const procedure::Question& question = *asked.value().question;
    // What was answered, and what others answer, stands in the matter.
    if (question.is_closed() || !may_answer(visit, file, question))
        return http::Response::redirect(matter_url(file.id).text());
    return question_page(visit, asked.value(), nullptr);
}

http::Response answer_question(const Visit& visit) {
    const Result<AskedPage> asked = load_question(visit);
    if (!asked.ok()) return fault_page(visit, asked.error());
    return after(
        visit,
        office::answer_question(visit.office(), caller_of(visit),
                                {.matter = asked.value().story.file.id,
                                 .question = asked.value().question->id,
                                 .answer = std::string(visit.form.fields.text(kAnswerField)),
                                 .text = std::string(visit.form.fields.text(kTextField))}),
        [&](const Declined& declined) { return question_page(visit, asked.value(), &declined); });
}

}  // namespace remit::web
