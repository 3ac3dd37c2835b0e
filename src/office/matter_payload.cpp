#include "office/matter_payload.h"

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "ledger/entry.h"
#include "procedure/describe.h"

namespace remit::office {
namespace {

constexpr std::int64_t kVersionMax = 0xFFFFFFFF;

Result<std::vector<std::string>> read_texts(const base::JsonValue& list) {
    std::vector<std::string> texts;
    const base::JsonItems items = REMIT_TRY(list.items());
    for (const base::JsonValue text : items) texts.emplace_back(REMIT_TRY(text.text()));
    return texts;
}

void write_texts(base::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    json.key(name).begin_array();
    for (const std::string& text : texts) json.string(text);
    json.end_array();
}

Result<PaperRead> read_reading(const base::JsonValue& value) {
    base::JsonObject object = REMIT_TRY(value.object());
    PaperRead read;
    const base::JsonValue paper = REMIT_TRY(object.take("paper"));
    read.paper = REMIT_TRY(paper.text());
    const base::JsonValue version = REMIT_TRY(object.take("version"));
    // What the matter says of people has no version, every paper has.
    const std::int64_t least = read.paper.empty() ? 0 : 1;
    const std::int64_t most = read.paper.empty() ? 0 : kVersionMax;
    read.version = static_cast<std::uint32_t>(REMIT_TRY(version.number_within(least, most)));
    REMIT_TRY(object.finish());
    return read;
}

Result<authority::BreakGlass> read_emergency(const base::JsonValue& value) {
    base::JsonObject object = REMIT_TRY(value.object());
    authority::BreakGlass glass;
    const base::JsonValue officer = REMIT_TRY(object.take("officer"));
    glass.officer = REMIT_TRY(officer.text());
    const base::JsonValue paper = REMIT_TRY(object.take("paper"));
    glass.subject = REMIT_TRY(paper.text());
    const base::JsonValue ground = REMIT_TRY(object.take("ground"));
    glass.ground = REMIT_TRY(ground.text());
    const base::JsonValue opened = REMIT_TRY(object.take("opened"));
    glass.opened.seconds = REMIT_TRY(opened.number_within(0, ledger::kTimeMax));
    const base::JsonValue until = REMIT_TRY(object.take("until"));
    glass.until.seconds = REMIT_TRY(until.number_within(0, ledger::kTimeMax));
    REMIT_TRY(object.finish());
    return glass;
}

/// What a reading or an emergency says, if the head is that of one.
void write_access(base::JsonWriter& json, const PayloadHead& head) {
    if (head.read) {
        json.key("read").begin_object().field("paper", head.read->paper);
        json.field("version", std::int64_t{head.read->version}).end_object();
    }
    if (!head.emergency) return;
    const authority::BreakGlass& glass = *head.emergency;
    json.key("emergency").begin_object().field("officer", glass.officer);
    json.field("paper", glass.subject).field("ground", glass.ground);
    json.field("opened", glass.opened.seconds).field("until", glass.until.seconds).end_object();
}

Result<Closing> read_closing(const base::JsonValue& value) {
    base::JsonObject object = REMIT_TRY(value.object());
    const auto text = [&](std::string_view name) -> Result<std::string> {
        const base::JsonValue member = REMIT_TRY(object.take(name));
        return std::string(REMIT_TRY(member.text()));
    };
    const std::string day = REMIT_TRY(text("day"));
    Closing closing{.day = REMIT_TRY(calendar::Date::parse(day)), .by = {}, .dossier = {}};
    closing.by = REMIT_TRY(text("by"));
    closing.dossier = REMIT_TRY(text("dossier"));
    closing.note = REMIT_TRY(text("note"));
    REMIT_TRY(object.finish());
    return closing;
}

Result<Erasure> read_erasure(const base::JsonValue& value) {
    base::JsonObject object = REMIT_TRY(value.object());
    Erasure erasure;
    const base::JsonValue fields = REMIT_TRY(object.take("fields"));
    erasure.fields = REMIT_TRY(read_texts(fields));
    const base::JsonValue ground = REMIT_TRY(object.take("ground"));
    erasure.ground = REMIT_TRY(ground.text());
    REMIT_TRY(object.finish());
    return erasure;
}

Result<PayloadHead> read_head(std::string_view line) {
    const base::JsonDocument document = REMIT_TRY(base::read_json("payload", line));
    base::JsonObject object = REMIT_TRY(document.root().object());
    PayloadHead head;
    const auto text = [&](std::string_view name) -> Result<std::string> {
        const base::JsonValue value = REMIT_TRY(object.take(name));
        return std::string(REMIT_TRY(value.text()));
    };
    head.command = REMIT_TRY(text("command"));
    head.procedure = REMIT_TRY(text("procedure"));
    const base::JsonValue version = REMIT_TRY(object.take("version"));
    head.version = static_cast<std::uint32_t>(REMIT_TRY(version.number_within(1, kVersionMax)));
    head.request = REMIT_TRY(text("request"));
    if (const auto number = object.take_if_there("number")) {
        head.numbering.number = REMIT_TRY(number->text());
        head.numbering.series = REMIT_TRY(text("series"));
        const base::JsonValue ordinal = REMIT_TRY(object.take("ordinal"));
        head.numbering.ordinal = REMIT_TRY(ordinal.number_within(1, kVersionMax));
    }
    if (const auto officer = object.take_if_there("officer"))
        head.officer = std::string(REMIT_TRY(officer->text()));
    if (const auto reason = object.take_if_there("reason"))
        head.reason = std::string(REMIT_TRY(reason->text()));
    if (const auto numbers = object.take_if_there("paper_numbers"))
        head.paper_numbers = REMIT_TRY(read_texts(*numbers));
    if (const auto markings = object.take_if_there("paper_markings"))
        head.paper_markings = REMIT_TRY(read_texts(*markings));
    if (const auto erasure = object.take_if_there("erasure"))
        head.erasure = REMIT_TRY(read_erasure(*erasure));
    if (const auto read = object.take_if_there("read")) head.read = REMIT_TRY(read_reading(*read));
    if (const auto emergency = object.take_if_there("emergency"))
        head.emergency = REMIT_TRY(read_emergency(*emergency));
    if (const auto closing = object.take_if_there("closing"))
        head.closing = REMIT_TRY(read_closing(*closing));
    REMIT_TRY(object.finish());
    return head;
}

}  // namespace

std::string write_payload(const PayloadHead& head, const procedure::Definition& definition,
                          std::span<const procedure::Event> events) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("command", head.command).field("procedure", head.procedure);
    json.field("version", std::int64_t{head.version}).field("request", head.request);
    if (!head.numbering.series.empty()) {
        json.field("number", head.numbering.number).field("series", head.numbering.series);
        json.field("ordinal", head.numbering.ordinal);
    }
    if (head.officer) json.field("officer", *head.officer);
    if (!head.reason.empty()) json.field("reason", head.reason);
    write_texts(json, "paper_numbers", head.paper_numbers);
    write_texts(json, "paper_markings", head.paper_markings);
    if (head.erasure) {
        json.key("erasure").begin_object();
        write_texts(json, "fields", head.erasure->fields);
        json.field("ground", head.erasure->ground).end_object();
    }
    write_access(json, head);
    if (head.closing) {
        json.key("closing").begin_object().field("day", head.closing->day.iso());
        json.field("by", head.closing->by).field("dossier", head.closing->dossier);
        json.field("note", head.closing->note).end_object();
    }
    json.end_object();
    std::string bytes = json.finish();
    for (const procedure::Event& event : events) {
        bytes += procedure::to_json(definition, event);
        bytes += '\n';
    }
    return bytes;
}

Result<Payload> read_payload(std::string_view bytes) {
    Payload payload;
    bool first = true;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos)
            return base::make_error(ErrorCode::corrupt, "a payload ends in the middle of a line");
        const std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end + 1);
        if (first) {
            Result<PayloadHead> head = read_head(line);
            if (!head.ok()) return base::make_error(ErrorCode::corrupt, head.error().message);
            payload.head = std::move(head).value();
        } else {
            payload.events.push_back(line);
        }
        first = false;
    }
    if (first) return base::make_error(ErrorCode::corrupt, "a payload is empty");
    return payload;
}

}  // namespace remit::office
