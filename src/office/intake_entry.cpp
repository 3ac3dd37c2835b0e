#include "office/intake_entry.h"

#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"

namespace remit::office {
namespace {

/// He notes it in his post, for no unit: no duty empowers him.
ledger::Acting noting(const MatterWork& work, const std::string& officer) {
    const ledger::Acting in_post = work.acting_in_post(officer);
    return {.officer = in_post.officer, .post = in_post.post};
}

}  // namespace

Declined declined_input(std::string reason, std::string cure) {
    Declined declined{.by = Declined::By::input, .reasons = {std::move(reason)}, .cures = {}};
    if (!cure.empty()) declined.cures.push_back(std::move(cure));
    return declined;
}

Declined declined_missing(std::string reason, std::string_view option, diag::Language language) {
    return declined_input(std::move(reason),
                          say(PhraseId::add_option, language, {{"option", std::string(option)}}));
}

Result<Written> append_note(MatterWork& work, const Caller& caller, const ledger::ChainHead& head,
                            Note note) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("command", note.command);
    json.field("request", note.request.hex()).end_object();
    Record record{.chain = std::move(note.chain),
                  .kind = std::move(note.kind),
                  .happened = work.now(),
                  .payload = json.finish() + note.event};
    record.acting = note.permit != nullptr ? acting_of(*note.permit) : noting(work, caller.officer);
    record.idempotency_key = caller.idempotency_key;
    record.claims_key = !record.idempotency_key.empty();
    return work.journal().append(head, std::move(record));
}

Result<NotePayload> read_note(std::string_view payload) {
    const std::size_t end = payload.find('\n');
    if (end == std::string_view::npos || !payload.ends_with('\n') || end + 1 == payload.size())
        return base::make_error(ErrorCode::corrupt, "a payload has not its two lines");
    const base::JsonDocument document =
        REMIT_TRY(base::read_json("payload", payload.substr(0, end)));
    base::JsonObject object = REMIT_TRY(document.root().object());
    NotePayload note;
    const base::JsonValue command = REMIT_TRY(object.take("command"));
    note.command = REMIT_TRY(command.text());
    const base::JsonValue request = REMIT_TRY(object.take("request"));
    note.request = REMIT_TRY(request.text());
    REMIT_TRY(object.finish());
    note.event = payload.substr(end + 1);
    note.event.remove_suffix(1);
    return note;
}

Result<std::optional<std::variant<std::string, Declined>>> find_repeated(
    MatterWork& work, const Caller& caller, const base::Hash& request) {
    using Found = std::optional<std::variant<std::string, Declined>>;
    if (caller.idempotency_key.empty()) return Found();
    const std::optional<Kept> kept = REMIT_TRY(work.journal().find_by_key(caller.idempotency_key));
    if (!kept) return Found();
    const Result<NotePayload> note = read_note(kept->entry.payload);
    if (note.ok() && note.value().request == request.hex()) return Found(kept->entry.matter);
    return Found(key_was_used(caller.idempotency_key, caller.language));
}

std::optional<Declined> check_officer(const MatterWork& work, const Caller& caller) {
    return check_officer(work.establishment(), caller);
}

std::optional<Declined> check_officer(const authority::Establishment& establishment,
                                      const Caller& caller) {
    if (establishment.find_officer(caller.officer)) return std::nullopt;
    std::vector<std::string_view> ids;
    for (const std::string& id : establishment.staff().officers) ids.push_back(id);
    std::string reason = say(PhraseId::no_such_officer, caller.language, {{"id", caller.officer}});
    return declined_input(with_near(std::move(reason), caller.officer, ids, caller.language),
                          say(PhraseId::no_such_officer_cure, caller.language));
}

std::optional<Declined> check_version(const Caller& caller, const ledger::ChainHead& head,
                                      PhraseId moved, const std::string& number,
                                      const std::string& command) {
    if (!caller.expected_version || *caller.expected_version == head.matter_version)
        return std::nullopt;
    return Declined{
        .by = Declined::By::version,
        .reasons = {say(moved, caller.language,
                        {{"number", number},
                         {"version", std::to_string(head.matter_version)},
                         {"seen", std::to_string(*caller.expected_version)}})},
        .cures = {say(PhraseId::version_moved_cure, caller.language,
                      {{"number", number}, {"command", fmt::format("`{} {}`", command, number)}})}};
}

}  // namespace remit::office
