// The powers of the unit that leads a matter, for what it does outside steps.
//
// Such a command names no function. The unit must be able to take some step of the procedure on
// what the matter is about; that duty is the one that empowers it.
#include "office/matter_work.h"

namespace remit::office {
PermitRequest MatterWork::asked_as_lead(const MatterFile& file, procedure::Rank rank) const {
    return {
        .functions = functions_of(*file.definition),
        .subjects = {subject_of(*file.definition, file.matter.fields, institution_->vocabulary())},
        .rank = rank,
        .file = &file,
        .take_over = true};
}

std::variant<Permit, Declined> MatterWork::ask_to_answer(
    const Caller& caller, const MatterFile& file, const procedure::Question& question) const {
    const PermitRequest asked = asked_as_lead(file, procedure::Rank::officer);
    // What a counterpart has answered is entered by the unit that leads the matter.
    if (!question.is_unit || !institution_->find_unit(question.respondent))
        return ask(caller, asked);
    return permits_.answer_for(caller, question.respondent, file.matter.lead_unit, asked);
}

}  // namespace remit::office
