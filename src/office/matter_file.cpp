#include "office/matter_file.h"

#include <fmt/format.h>

#include <variant>

#include "office/matter_payload.h"
#include "procedure/engine.h"
#include "procedure/event_reading.h"

namespace remit::office {
namespace {

Result<const procedure::Definition*> definition_of(const Institution& institution,
                                                   const PayloadHead& head) {
    const procedure::Definition* found =
        institution.procedures().find(head.procedure, head.version);
    if (found != nullptr) return found;
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("this program does not carry version {} of procedure '{}', under which a "
                    "matter of this office is kept; open the office with a program that does",
                    head.version, head.procedure));
}

}  // namespace

Status fold(MatterFile& file, const Kept& kept, const Institution& institution) {
    const ledger::Entry& entry = kept.entry;
    if (!ledger::follows(file.head, entry)) {
        return base::make_error(ErrorCode::corrupt,
                                fmt::format("version {} of '{}' does not follow version {}",
                                            entry.matter_version, entry.matter, file.version()));
    }
    const std::string place = fmt::format("'{}', version {}", entry.matter, entry.matter_version);
    const Payload payload = REMIT_TRY(read_payload(entry.payload).with(place));
    const procedure::Definition* definition = REMIT_TRY(definition_of(institution, payload.head));
    for (const std::string_view line : payload.events) {
        const Result<procedure::Event> event = procedure::read_event(*definition, line);
        if (!event.ok())
            return base::make_error(ErrorCode::corrupt, event.error().message).with(place);
        procedure::apply(*definition, file.matter, event.value());
        const auto* lead = std::get_if<procedure::LeadChanged>(&event.value().what);
        if (lead != nullptr) {
            const bool chosen = lead->kind == procedure::ChangeLead::Kind::designation;
            file.designated_on =
                chosen ? std::optional(institution.day_at(event.value().at)) : std::nullopt;
        }
    }
    file.definition = definition;
    if (!payload.head.number.empty()) file.number = payload.head.number;
    if (!payload.head.officer.empty()) file.officer = payload.head.officer;
    file.head = {entry.matter_version, kept.hash};
    return base::done();
}

Result<MatterFile> load_matter(const Journal& journal, const Institution& institution,
                               std::string_view id) {
    MatterFile file;
    file.id = id;
    REMIT_TRY(journal.read(id, 0, [&](const Kept& kept) { return fold(file, kept, institution); }));
    if (file.version() == 0) {
        return base::make_error(ErrorCode::not_found,
                                fmt::format("there is no matter '{}'; `remit matter list` shows "
                                            "those that there are",
                                            id));
    }
    return file;
}

}  // namespace remit::office
