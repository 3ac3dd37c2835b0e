// A matter is put into the hands of another unit: handed over, or by a superior's choice among
// units that are equally competent.
//
// The unit that receives it must have a power of its own; it is recorded beside that of whoever
// decides.
#include <fmt/format.h>

#include "office/commands.h"
#include "office/phrases.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

Result<Outcome> change_in(MatterWork& work, const Order& order, const LeadRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    if (const auto no = refuse_note(request.note, order.caller->language)) return Outcome(*no);
    const auto receiver = work.institution().find_unit(request.unit);
    if (!receiver) {
        return Outcome(no_such_unit(request.unit, order.caller->language));
    }
    const PermitRequest asked = work.asked_as_lead(file, procedure::Rank::head);
    const auto answer = work.ask(*order.caller, asked);
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const auto& permit = std::get<Permit>(answer);
    const std::string chooser = request.designation ? permit.acting.power.unit : std::string();
    const auto receiving = work.permits().power_of(*order.caller, *receiver, chooser, asked);
    if (const auto* no = std::get_if<Declined>(&receiving)) return Outcome(*no);
    const procedure::ChangeLead command{.kind = request.designation
                                                    ? procedure::ChangeLead::Kind::designation
                                                    : procedure::ChangeLead::Kind::reassignment,
                                        .by = permit.acting,
                                        .receiving = std::get<procedure::Power>(receiving),
                                        .note = request.note};
    return work.decide(order, std::move(file), command, permit);
}

}  // namespace

Result<Outcome> change_lead(Office& office, const Caller& caller, const LeadRequest& request) {
    const Order order{
        .caller = &caller, .name = "change_lead", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return change_in(work, order, request); });
}

}  // namespace remit::office
