#include "http/events.h"

namespace remit::http {

namespace {

void append_line(std::string& out, std::string_view field, std::string_view value) {
    out += field;
    out += ": ";
    for (const char byte : value) out += byte == '\r' || byte == '\n' || byte == '\0' ? ' ' : byte;
    out += '\n';
}

}  // namespace

std::string write_event(const Event& event) {
    std::string out;
    if (!event.name.empty()) append_line(out, "event", event.name);
    if (!event.id.empty()) append_line(out, "id", event.id);
    // "\r\n", "\n" and "\r" end lines alike.
    std::string_view data = event.data;
    for (bool more = true; more;) {
        const std::size_t end = std::min(data.find_first_of("\r\n"), data.size());
        append_line(out, "data", data.substr(0, end));
        more = end < data.size();
        data.remove_prefix(end);
        if (more) data.remove_prefix(data.starts_with("\r\n") ? 2 : 1);
    }
    out += '\n';
    return out;
}

}  // namespace remit::http
