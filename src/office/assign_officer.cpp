// A matter is given to an officer: by a head over others, by an officer to himself.
//
// Who has a matter is told what happens in it; it changes nobody's powers.
#include <fmt/format.h>

#include "office/commands.h"
#include "office/phrases.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

Result<Outcome> assign_in(MatterWork& work, const Order& order, const AssignRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    const Caller& caller = *order.caller;
    const bool takes_it = request.officer == caller.officer;
    const auto answer = work.ask(
        caller,
        work.asked_as_lead(file, takes_it ? procedure::Rank::officer : procedure::Rank::head));
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    if (!request.officer.empty() &&
        !work.permits().works_in(request.officer, file.matter.lead_unit)) {
        return Outcome(Declined{
            .by = Declined::By::input,
            .reasons = {say(PhraseId::not_of_lead_unit, order.caller->language,
                            {{"officer", request.officer},
                             {"unit", file.matter.lead_unit},
                             {"number", file.number}})},
            .cures = {say(PhraseId::not_of_lead_unit_cure, order.caller->language,
                          {{"command", fmt::format("`remit unit {}`", file.matter.lead_unit)}})}});
    }
    return work.give_to(order, std::move(file), request.officer, std::get<Permit>(answer));
}

}  // namespace

Result<Outcome> assign_officer(Office& office, const Caller& caller, const AssignRequest& request) {
    const Order order{
        .caller = &caller, .name = "assign_officer", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return assign_in(work, order, request); });
}

}  // namespace remit::office
