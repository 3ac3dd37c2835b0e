// A question is answered: by the unit that was asked, or, of a counterpart, by the unit that asked.
//
// The unit that was asked needs no duty for it; what it answers has effect in a matter of the unit
// that asked, whose duty the entry cites.
#include <algorithm>
#include <utility>

#include "office/commands.h"
#include "office/phrases.h"
#include "office/request_hash.h"
#include "procedure/event_names.h"

namespace remit::office {
namespace {

constexpr std::string_view kAnswers = "agreed, amended, objected, input, nil, unchanged";

Declined fault(std::string sentence) {
    return {.by = Declined::By::input, .reasons = {std::move(sentence)}, .cures = {}};
}

Result<Outcome> answer_in(MatterWork& work, const Order& order, const AnswerRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    if (const auto no = refuse_note(request.text, order.caller->language)) return Outcome(*no);
    const diag::Language language = order.caller->language;
    const procedure::Question* question = file.matter.find_question(request.question);
    if (question == nullptr) {
        return Outcome(fault(say(PhraseId::no_such_question, language,
                                 {{"id", request.question}, {"number", file.number}})));
    }
    const auto answer = procedure::find_named<procedure::Answer>(request.answer);
    if (!answer || *answer == procedure::Answer::none) {
        return Outcome(fault(say(PhraseId::no_such_answer, language,
                                 {{"id", request.answer}, {"list", std::string(kAnswers)}})));
    }
    const auto permit = work.ask_to_answer(*order.caller, file, *question);
    if (const auto* no = std::get_if<Declined>(&permit)) return Outcome(*no);

    procedure::AnswerQuestion command;
    command.question = request.question;
    command.by = std::get<Permit>(permit).acting;
    command.answer = *answer;
    command.text = request.text;
    return work.decide(order, std::move(file), command, std::get<Permit>(permit));
}

}  // namespace

Result<Outcome> answer_question(Office& office, const Caller& caller,
                                const AnswerRequest& request) {
    const Order order{
        .caller = &caller, .name = "answer_question", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return answer_in(work, order, request); });
}

}  // namespace remit::office
