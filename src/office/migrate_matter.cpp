// A matter is moved to the newest version of its procedure; nothing that it holds is lost unnamed.
//
// A dry run is procedure::plan_migration() of the same matter and version.
#include "office/commands.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

Result<Outcome> migrate_in(MatterWork& work, const Order& order, const MigrateRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    if (const auto no = refuse_note(request.note, order.caller->language)) return Outcome(*no);
    const auto answer = work.ask(*order.caller, work.asked_as_lead(file, procedure::Rank::officer));
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const auto& permit = std::get<Permit>(answer);
    const procedure::Migrate command{
        .to = work.institution().procedures().latest(file.matter.procedure),
        .by = permit.acting,
        .note = request.note};
    return work.decide(order, std::move(file), command, permit);
}

}  // namespace

Result<Outcome> migrate_matter(Office& office, const Caller& caller,
                               const MigrateRequest& request) {
    const Order order{
        .caller = &caller, .name = "migrate_matter", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return migrate_in(work, order, request); });
}

}  // namespace remit::office
