#include "office/item_file.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/byte_text.h"
#include "office/chain_event.h"

namespace remit::office {
namespace {

using base::JsonObject;
using base::JsonValue;
using base::JsonWriter;

constexpr std::array<std::string_view, 5> kStates{"registered", "assigned", "taken", "returned",
                                                  "closed"};

Result<base::Hash> take_digest(JsonObject& object) {
    const JsonValue value = REMIT_TRY(object.take("digest"));
    const std::string_view hex = REMIT_TRY(value.text());
    const auto bytes = base::from_hex(hex);
    const auto digest = bytes ? base::Hash::of(*bytes) : std::nullopt;
    if (digest) return *digest;
    return value.unfit("write a SHA-256 in hexadecimal");
}

Status take_files(JsonObject& object, ItemFile& item) {
    const JsonValue value = REMIT_TRY(object.take("files"));
    const auto files = REMIT_TRY(value.items());
    for (const JsonValue file : files) {
        JsonObject members = REMIT_TRY(file.object());
        ItemContent content;
        content.name = REMIT_TRY(take_text(members, "name"));
        content.digest = REMIT_TRY(take_digest(members));
        content.size = REMIT_TRY(take_number(members, "size"));
        REMIT_TRY(members.finish());
        item.files.push_back(std::move(content));
    }
    return base::done();
}

Status take_registered(JsonObject& object, ItemFile& item) {
    item.year = static_cast<int>(REMIT_TRY(take_number(object, "year")));
    item.ordinal = REMIT_TRY(take_number(object, "ordinal"));
    item.received = REMIT_TRY(take_text(object, "received"));
    item.sender = REMIT_TRY(take_text(object, "sender"));
    item.subject = REMIT_TRY(take_text(object, "subject"));
    item.channel = REMIT_TRY(take_text(object, "channel"));
    const JsonValue bodies = REMIT_TRY(object.take("bodies"));
    const auto ids = REMIT_TRY(bodies.items());
    for (const JsonValue body : ids) item.bodies.emplace_back(REMIT_TRY(body.text()));
    item.classification = REMIT_TRY(take_text(object, "classification"));
    REMIT_TRY(take_files(object, item));
    item.duplicate_of = REMIT_TRY(take_text(object, "duplicate_of"));
    return base::done();
}

Status take_event(std::string_view line, ItemFile& item) {
    const base::JsonDocument document = REMIT_TRY(base::read_json("item", line));
    JsonObject object = REMIT_TRY(document.root().object());
    const JsonValue named = REMIT_TRY(object.take("event"));
    const std::string_view event = REMIT_TRY(named.text());
    item.note.clear();
    if (event == "registered") {
        REMIT_TRY(take_registered(object, item));
        item.state = ItemState::registered;
    } else if (event == "assigned") {
        item.unit = REMIT_TRY(take_text(object, "unit"));
        item.state = ItemState::assigned;
    } else if (event == "taken") {
        item.matter = REMIT_TRY(take_text(object, "matter"));
        item.state = ItemState::taken;
    } else if (event == "returned") {
        item.note = REMIT_TRY(take_text(object, "note"));
        item.state = ItemState::returned;
    } else if (event == "closed") {
        item.ground = REMIT_TRY(take_text(object, "ground"));
        item.note = REMIT_TRY(take_text(object, "note"));
        item.state = ItemState::closed;
    } else {
        return named.unfit("write registered, assigned, taken, returned or closed");
    }
    return object.finish();
}

}  // namespace

std::string_view name_of(ItemState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::string ItemFile::number() const {
    return fmt::format("{}/{}", year, ordinal);
}

std::string item_registered(const ItemFile& item) {
    JsonWriter json = event_named("registered");
    json.field("year", std::int64_t{item.year}).field("ordinal", item.ordinal);
    json.field("received", item.received).field("sender", item.sender);
    json.field("subject", item.subject).field("channel", item.channel);
    json.key("bodies").begin_array();
    for (const std::string& body : item.bodies) json.string(body);
    json.end_array().field("classification", item.classification).key("files").begin_array();
    for (const ItemContent& file : item.files) {
        json.begin_object().field("name", file.name).field("digest", file.digest.hex());
        json.field("size", file.size).end_object();
    }
    json.end_array().field("duplicate_of", item.duplicate_of);
    return end_event(json);
}

std::string item_assigned(std::string_view unit) {
    JsonWriter json = event_named("assigned");
    json.field("unit", unit);
    return end_event(json);
}

std::string item_taken(std::string_view matter) {
    JsonWriter json = event_named("taken");
    json.field("matter", matter);
    return end_event(json);
}

std::string item_returned(std::string_view note) {
    JsonWriter json = event_named("returned");
    json.field("note", note);
    return end_event(json);
}

std::string item_closed(std::string_view ground, std::string_view note) {
    JsonWriter json = event_named("closed");
    json.field("ground", ground).field("note", note);
    return end_event(json);
}

Status fold(ItemFile& item, const Kept& kept) {
    item.id = kept.entry.matter;
    return fold_event(item.head, kept,
                      [&](std::string_view event) { return take_event(event, item); });
}

Result<ItemFile> load_item(const Journal& journal, std::string_view id) {
    ItemFile item;
    REMIT_TRY(journal.read(id, 0, [&](const Kept& kept) { return fold(item, kept); }));
    if (item.head.matter_version != 0) return item;
    return base::make_error(ErrorCode::not_found,
                            fmt::format("there is no item '{}'; `remit item list` shows those "
                                        "that there are",
                                        id));
}

}  // namespace remit::office
