#include "office/obligation_file.h"

#include <fmt/format.h>

#include <utility>

#include "office/chain_event.h"

namespace remit::office {
namespace {

using base::JsonObject;
using base::JsonValue;
using base::JsonWriter;

void write_names(JsonWriter& json, std::string_view key, const calendar::Names& names) {
    json.key(key).begin_object().field("en", names.en).field("hr", names.hr);
    json.field("sr", names.sr).end_object();
}

Result<calendar::Names> take_names(JsonObject& object, std::string_view key) {
    const JsonValue value = REMIT_TRY(object.take(key));
    JsonObject members = REMIT_TRY(value.object());
    calendar::Names names;
    names.en = REMIT_TRY(take_text(members, "en"));
    names.hr = REMIT_TRY(take_text(members, "hr"));
    names.sr = REMIT_TRY(take_text(members, "sr"));
    REMIT_TRY(members.finish());
    return names;
}

Result<std::vector<std::string>> take_texts(JsonObject& object, std::string_view key) {
    const JsonValue value = REMIT_TRY(object.take(key));
    std::vector<std::string> texts;
    const auto items = REMIT_TRY(value.items());
    for (const JsonValue item : items) texts.emplace_back(REMIT_TRY(item.text()));
    return texts;
}

Status take_applies(JsonObject& object, Obligation& row) {
    const JsonValue value = REMIT_TRY(object.take("applies"));
    const auto members = REMIT_TRY(value.members());
    for (const JsonValue member : members) {
        const auto applies = find_applies(REMIT_TRY(member.text()));
        if (!applies) return member.unfit("write yes, no or unknown");
        row.applies.emplace(member.name(), *applies);
    }
    return base::done();
}

}  // namespace

std::string chain_of_obligation(std::string_view id) {
    return std::string(1, kObligationKind) + std::string(id);
}

std::string write_obligation(const Obligation& row, bool own) {
    JsonWriter json(JsonWriter::Layout::compact);
    json.begin_object().field("id", row.id);
    write_names(json, "names", row.names);
    json.field("instrument", row.instrument);
    write_names(json, "source", row.source);
    json.field("body", row.body);
    write_names(json, "owed_to", row.owed_to);
    json.key("topics").begin_array();
    for (const std::string& topic : row.topics) json.string(topic);
    json.end_array().field("kind", row.kind).field("recurs", row.recurs).field("due", row.due);
    json.field("period", row.period);
    write_names(json, "period_names", row.period_names);
    json.field("basis", row.basis).key("applies").begin_object();
    for (const auto& [pack, applies] : row.applies) json.field(pack, name_of(applies));
    json.end_object().field_bool("verified", row.verified).field_bool("own", own).end_object();
    return json.finish();
}

Result<ObligationFile> read_obligation(std::string_view line) {
    const base::JsonDocument document = REMIT_TRY(base::read_json("obligation", line));
    JsonObject object = REMIT_TRY(document.root().object());
    ObligationFile file;
    Obligation& row = file.row;
    row.id = REMIT_TRY(take_text(object, "id"));
    row.names = REMIT_TRY(take_names(object, "names"));
    row.instrument = REMIT_TRY(take_text(object, "instrument"));
    row.source = REMIT_TRY(take_names(object, "source"));
    row.body = REMIT_TRY(take_text(object, "body"));
    row.owed_to = REMIT_TRY(take_names(object, "owed_to"));
    row.topics = REMIT_TRY(take_texts(object, "topics"));
    row.kind = REMIT_TRY(take_text(object, "kind"));
    row.recurs = REMIT_TRY(take_text(object, "recurs"));
    row.due = REMIT_TRY(take_text(object, "due"));
    row.period = REMIT_TRY(take_text(object, "period"));
    row.period_names = REMIT_TRY(take_names(object, "period_names"));
    row.basis = REMIT_TRY(take_text(object, "basis"));
    REMIT_TRY(take_applies(object, row));
    const JsonValue verified = REMIT_TRY(object.take("verified"));
    row.verified = REMIT_TRY(verified.boolean());
    const JsonValue own = REMIT_TRY(object.take("own"));
    file.own = REMIT_TRY(own.boolean());
    REMIT_TRY(object.finish());
    return file;
}

Status fold(ObligationFile& file, const Kept& kept) {
    return fold_event(file.head, kept, [&](std::string_view event) -> Status {
        ObligationFile said = REMIT_TRY(read_obligation(event));
        file.row = std::move(said.row);
        file.own = said.own;
        return base::done();
    });
}

Result<ObligationFile> load_obligation(const Journal& journal, std::string_view id) {
    ObligationFile file;
    REMIT_TRY(journal.read(chain_of_obligation(id), 0,
                           [&](const Kept& kept) { return fold(file, kept); }));
    return file;
}

}  // namespace remit::office
