#include "office/chain_event.h"

#include <fmt/format.h>

#include "office/intake_entry.h"

namespace remit::office {

base::JsonWriter event_named(std::string_view name) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("event", name);
    return json;
}

std::string end_event(base::JsonWriter& json) {
    json.end_object();
    return json.finish();
}

Result<std::string> take_text(base::JsonObject& object, std::string_view key) {
    const base::JsonValue value = REMIT_TRY(object.take(key));
    return std::string(REMIT_TRY(value.text()));
}

Result<std::int64_t> take_number(base::JsonObject& object, std::string_view key) {
    const base::JsonValue value = REMIT_TRY(object.take(key));
    return value.number();
}

Status fold_event(ledger::ChainHead& head, const Kept& kept,
                  const std::function<Status(std::string_view event)>& take) {
    const ledger::Entry& entry = kept.entry;
    const std::string place = fmt::format("'{}', version {}", entry.matter, entry.matter_version);
    if (!ledger::follows(head, entry)) {
        return base::make_error(ErrorCode::corrupt, place + " does not follow the entry before it");
    }
    const NotePayload note = REMIT_TRY(read_note(entry.payload).with(place));
    const Status taken = take(note.event);
    if (!taken.ok()) return base::make_error(ErrorCode::corrupt, taken.error().message).with(place);
    head = {entry.matter_version, kept.hash};
    return base::done();
}

}  // namespace remit::office
