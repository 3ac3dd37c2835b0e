#include "office/matter_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "office/personal.h"
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

/// Marks the paper that the event brought, which is in the matter by now.
void take_marking(MatterFile& file, const procedure::Paper& brought, std::string marking) {
    const auto paper = std::ranges::find(file.matter.papers, brought.id, &procedure::Paper::id);
    file.paper_markings.resize(file.matter.papers.size());
    file.paper_markings[static_cast<std::size_t>(paper - file.matter.papers.begin())] =
        std::move(marking);
}

}  // namespace

void take_up(MatterFile& file, const PayloadHead& head, const procedure::Definition& definition,
             std::span<const procedure::Event> events, const Institution& institution) {
    std::size_t numbered = 0;
    std::size_t brought = 0;
    for (const procedure::Event& event : events) {
        procedure::apply(definition, file.matter, event);
        if (const auto* opened = std::get_if<procedure::Opened>(&event.what)) {
            if (opened->cause == procedure::OpenMatter::Cause::spawned)
                file.origin = opened->origin;
        }
        if (const auto* lead = std::get_if<procedure::LeadChanged>(&event.what)) {
            const bool chosen = lead->kind == procedure::ChangeLead::Kind::designation;
            file.designated_on =
                chosen ? std::optional(institution.day_at(event.at)) : std::nullopt;
        }
        if (const auto* paper = std::get_if<procedure::PaperBrought>(&event.what)) {
            const bool is_marked = brought < head.paper_markings.size();
            take_marking(file, paper->paper, is_marked ? head.paper_markings[brought] : "");
            ++brought;
        }
        if (file.paper_numbers.size() == file.matter.papers.size()) continue;
        const bool has_number = numbered < head.paper_numbers.size();
        file.paper_numbers.push_back(has_number ? head.paper_numbers[numbered] : std::string());
        ++numbered;
    }
    file.definition = &definition;
    if (head.erasure) forget(definition, file.matter);
    if (!head.numbering.series.empty()) {
        file.number = head.numbering.number;
        file.series = head.numbering.series;
        file.ordinal = head.numbering.ordinal;
    }
    if (head.officer) file.officer = *head.officer;
    if (head.emergency) file.emergencies.push_back(*head.emergency);
    if (!head.read && !head.emergency) file.changed_by = file.version() + 1;
    if (head.closing) file.closing = head.closing;
}

Result<ReadEntry> read_entry(const Kept& kept, const Institution& institution) {
    const ledger::Entry& entry = kept.entry;
    const std::string place = fmt::format("'{}', version {}", entry.matter, entry.matter_version);
    Payload payload = REMIT_TRY(read_payload(entry.payload).with(place));
    ReadEntry read;
    read.definition = REMIT_TRY(definition_of(institution, payload.head));
    read.head = std::move(payload.head);
    read.events.reserve(payload.events.size());
    for (const std::string_view line : payload.events) {
        Result<procedure::Event> event = procedure::read_event(*read.definition, line);
        if (!event.ok())
            return base::make_error(ErrorCode::corrupt, event.error().message).with(place);
        read.events.push_back(std::move(event).value());
    }
    REMIT_TRY(put_back_personal(*read.definition, kept, read.events));
    return read;
}

Result<ReadEntry> fold(MatterFile& file, const Kept& kept, const Institution& institution) {
    const ledger::Entry& entry = kept.entry;
    if (!ledger::follows(file.head, entry)) {
        return base::make_error(ErrorCode::corrupt,
                                fmt::format("version {} of '{}' does not follow version {}",
                                            entry.matter_version, entry.matter, file.version()));
    }
    ReadEntry read = REMIT_TRY(read_entry(kept, institution));
    take_up(file, read.head, *read.definition, read.events, institution);
    file.head = {entry.matter_version, kept.hash};
    return read;
}

Result<MatterFile> load_matter(const Journal& journal, const Institution& institution,
                               std::string_view id) {
    MatterFile file;
    file.id = id;
    const Status read = journal.read(id, 0, [&](const Kept& kept) -> Status {
        REMIT_TRY(fold(file, kept, institution));
        return base::done();
    });
    if (!read.ok()) return read.error();
    if (file.version() == 0) {
        return base::make_error(ErrorCode::not_found,
                                fmt::format("there is no matter '{}'; `remit matter list` shows "
                                            "those that there are",
                                            id));
    }
    return file;
}

}  // namespace remit::office
