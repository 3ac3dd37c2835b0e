// A question that is open is taken back by the unit that asked it.
//
// The note is for the respondent, who may have begun to work on it.
#include "office/commands.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

Result<Outcome> withdraw_in(MatterWork& work, const Order& order, const WithdrawRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    if (const auto no = refuse_note(request.note, order.caller->language)) return Outcome(*no);
    const auto answer = work.ask(*order.caller, work.asked_as_lead(file, procedure::Rank::officer));
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const auto& permit = std::get<Permit>(answer);
    const procedure::WithdrawQuestion command{
        .question = request.question, .by = permit.acting, .note = request.note};
    return work.decide(order, std::move(file), command, permit);
}

}  // namespace

Result<Outcome> withdraw_question(Office& office, const Caller& caller,
                                  const WithdrawRequest& request) {
    const Order order{
        .caller = &caller, .name = "withdraw_question", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return withdraw_in(work, order, request); });
}

}  // namespace remit::office
