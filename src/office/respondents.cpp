#include "office/respondents.h"

#include "office/permit.h"

namespace remit::office {
namespace {

/// The codes of those who are to be asked about the function.
std::vector<std::string> codes_of(const Institution& institution, std::string_view function,
                                  const authority::Subject& subject, std::string_view asking_unit) {
    std::vector<std::string> codes;
    const auto id = institution.vocabulary().find_function(function);
    if (!id) return codes;
    const auto holders = institution.competence().holders(*id, subject);
    for (const authority::Holder& holder : holders) {
        if (holder.standing == authority::Standing::outranked) continue;
        const std::string& code = institution.act().unit(holder.unit).code;
        if (code != asking_unit) codes.push_back(code);
        if (holder.standing == authority::Standing::competent) break;  // the owner alone
    }
    return codes;
}

}  // namespace

std::vector<procedure::RespondentFound> holders_to_ask(const Institution& institution,
                                                       const procedure::Definition& definition,
                                                       const procedure::Step& step,
                                                       const std::vector<procedure::Value>& fields,
                                                       std::string_view asking_unit) {
    std::vector<procedure::RespondentFound> found;
    const authority::Subject subject = subject_of(definition, fields, institution.vocabulary());
    for (const procedure::ConsultationId id : step.asks) {
        for (const procedure::Respondents& whom : definition.consultations[id.index()].whom) {
            if (whom.kind != procedure::Respondents::Kind::holders) continue;
            for (std::string& code : codes_of(institution, whom.function, subject, asking_unit)) {
                found.push_back(
                    {.consultation = id, .respondent = std::move(code), .is_unit = true});
            }
        }
    }
    return found;
}

}  // namespace remit::office
