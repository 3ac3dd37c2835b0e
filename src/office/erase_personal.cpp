// What a matter says of people is erased: the values and their salts, in all that its chain holds.
//
// The head of the lead unit decides it and says why. The entry names the fields, the duty and the
// ground; that something was recorded, when and by whom stays proven, what it was does not. A
// matter that is closed is no exception: that is when it is mostly asked for. Copies that are not
// in the office's fields (backups, papers) are not reached: who runs it must see to them.
#include <algorithm>

#include "office/commands.h"
#include "office/personal.h"
#include "office/phrases.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

/// The fields of which the chain still keeps values, those among them that were replaced since.
Result<std::vector<std::string>> fields_kept(MatterWork& work, const std::string& matter) {
    std::vector<std::string> fields;
    const Status read = work.journal().read(matter, 0, [&](const Kept& kept) -> Status {
        if (kept.openings.empty()) return base::done();
        const ReadEntry entry = REMIT_TRY(read_entry(kept, work.institution()));
        for (std::string& field : personal_fields_set(*entry.definition, entry.events)) {
            if (std::ranges::find(fields, field) == fields.end())
                fields.push_back(std::move(field));
        }
        return base::done();
    });
    if (!read.ok()) return read.error();
    return fields;
}

Result<Outcome> erase_in(MatterWork& work, const Order& order, const EraseRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin_even_closed(order, request.matter, file, at_once))) return at_once;
    const diag::Language language = order.caller->language;
    if (const auto no = refuse_note(request.note, language)) return Outcome(*no);
    if (request.note.find_first_not_of(" \t\r\n") == std::string::npos) {
        return Outcome(Declined{.by = Declined::By::input,
                                .reasons = {say(PhraseId::erase_ground, language)},
                                .cures = {say(PhraseId::erase_ground_cure, language)}});
    }
    Erasure erasure{.fields = REMIT_TRY(fields_kept(work, file.id)), .ground = request.note};
    if (erasure.fields.empty()) return Outcome(nothing_personal(file.number, language));
    const auto answer = work.ask(*order.caller, work.asked_as_lead(file, procedure::Rank::head));
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    return work.erase(order, std::move(file), std::move(erasure), std::get<Permit>(answer));
}

}  // namespace

Result<Outcome> erase_personal(Office& office, const Caller& caller, const EraseRequest& request) {
    const Order order{.caller = &caller, .name = "erase", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return erase_in(work, order, request); });
}

}  // namespace remit::office
