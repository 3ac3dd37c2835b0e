// A question is answered: by the unit that was asked, or, of a counterpart, by the unit that asked.
//
// The unit that was asked needs no duty for it; what it answers has effect in a matter of the unit
// that asked, whose duty the entry cites.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "office/commands.h"
#include "office/request_hash.h"
#include "procedure/event_names.h"

namespace remit::office {
namespace {

Declined fault(std::string sentence) {
    return {.by = Declined::By::input, .reasons = {std::move(sentence)}, .cures = {}};
}

/// Every function that some step of the procedure names: whoever leads the matter has one of them.
std::vector<std::string> functions_of(const procedure::Definition& definition) {
    std::vector<std::string> functions;
    for (const procedure::Step& step : definition.steps) {
        for (const std::string& function : step.functions) {
            if (std::ranges::find(functions, function) == functions.end())
                functions.push_back(function);
        }
    }
    return functions;
}

Result<Outcome> answer_in(MatterWork& work, const Order& order, const AnswerRequest& request) {
    if (auto earlier = REMIT_TRY(work.repeated(order))) return *std::move(earlier);
    MatterFile file = REMIT_TRY(work.load(request.matter));
    if (const auto moved = work.check_version(*order.caller, file)) return Outcome(*moved);
    const procedure::Question* question = file.matter.find_question(request.question);
    if (question == nullptr) {
        return Outcome(fault(
            fmt::format("nothing was asked as '{}' in matter {}", request.question, file.number)));
    }
    const auto answer = procedure::find_named<procedure::Answer>(request.answer);
    if (!answer || *answer == procedure::Answer::none) {
        return Outcome(
            fault(fmt::format("'{}' is no answer; write agreed, amended, objected, "
                              "input, nil or unchanged",
                              request.answer)));
    }
    const auto permit = work.ask_to_answer(*order.caller, file, *question);
    if (const auto* no = std::get_if<Declined>(&permit)) return Outcome(*no);

    procedure::AnswerQuestion command;
    command.question = request.question;
    command.by = std::get<Permit>(permit).acting;
    command.answer = *answer;
    command.text = request.text;
    const procedure::Decision decision = procedure::decide(*file.definition, file.matter, command,
                                                           work.institution().world(), work.now());
    return work.conclude(order, std::move(file), decision, std::get<Permit>(permit));
}

}  // namespace

std::variant<Permit, Declined> MatterWork::ask_to_answer(
    const Caller& caller, const MatterFile& file, const procedure::Question& question) const {
    const PermitRequest asked{
        .functions = functions_of(*file.definition),
        .subjects = {subject_of(*file.definition, file.matter.fields, institution_->vocabulary())},
        .file = &file,
        .take_over = true};
    // What a counterpart has answered is entered by the unit that leads the matter.
    if (!question.is_unit || !institution_->find_unit(question.respondent))
        return ask(caller, asked);
    return permits_.answer_for(caller, question.respondent, file.matter.lead_unit, asked);
}

Result<Outcome> answer_question(Office& office, const Caller& caller,
                                const AnswerRequest& request) {
    const Order order{
        .caller = &caller, .name = "answer_question", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return answer_in(work, order, request); });
}

}  // namespace remit::office
