#include "http/access_log.h"

#include "base/json_writer.h"

namespace remit::http {

namespace {

// What a library says may be in any encoding.
std::string plain(std::string_view text) {
    std::string out(text.substr(0, 500));
    for (char& byte : out)
        if (byte < 0x20 || byte == 0x7F) byte = '?';
    return out;
}

}  // namespace

std::string write_access_line(const AccessEntry& entry) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("time", entry.time).field("id", entry.id);
    json.field("method", entry.method).field("path", entry.path);
    if (!entry.route.empty()) json.field("route", entry.route);
    json.field("status", std::int64_t{entry.status});
    json.field("bytes", static_cast<std::int64_t>(entry.bytes)).field("us", entry.micros);
    json.end_object();
    return json.finish();
}

std::string write_incident_line(std::string_view id, std::string_view what) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("incident", id).field("what", plain(what)).end_object();
    return json.finish();
}

}  // namespace remit::http
