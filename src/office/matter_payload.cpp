#include "office/matter_payload.h"

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "procedure/describe.h"

namespace remit::office {
namespace {

constexpr std::int64_t kVersionMax = 0xFFFFFFFF;

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
    if (const auto numbers = object.take_if_there("paper_numbers")) {
        const base::JsonItems items = REMIT_TRY(numbers->items());
        for (const base::JsonValue number : items)
            head.paper_numbers.emplace_back(REMIT_TRY(number.text()));
    }
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
    if (!head.paper_numbers.empty()) {
        json.key("paper_numbers").begin_array();
        for (const std::string& number : head.paper_numbers) json.string(number);
        json.end_array();
    }
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
