#include "http/form.h"

#include <algorithm>
#include <utility>

#include "http/ascii.h"
#include "text/utf8.h"

namespace remit::http {

namespace {

constexpr std::size_t kBoundaryBytesMax = 70;  // RFC 2046, 5.1.1

Error bad_form(std::string_view message) {
    return base::make_error(ErrorCode::invalid_input,
                            "the form cannot be read: " + std::string(message));
}

// Takes a quoted string off the front, without its quotes; a '\' takes the next byte as it is.
std::optional<std::string> take_quoted(std::string_view& text) {
    std::string out;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '"') {
            text.remove_prefix(at + 1);
            return out;
        }
        const bool is_escape = text[at] == '\\' && at + 1 < text.size() &&
                               (text[at + 1] == '"' || text[at + 1] == '\\');
        out += text[is_escape ? ++at : at];
    }
    return std::nullopt;
}

// WHATWG HTML, "multipart/form-data encoding algorithm": browsers write these three so.
std::string without_browser_escapes(std::string text) {
    constexpr std::pair<std::string_view, char> kEscapes[] = {
        {"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}};
    for (const auto& [escape, byte] : kEscapes) {
        for (std::size_t at = text.find(escape); at != std::string::npos;
             at = text.find(escape, at + 1))
            text.replace(at, escape.size(), 1, byte);
    }
    return text;
}

// What stands behind the last '/' or '\', without control characters, cut at a whole character.
std::string shown_file_name(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t size = text::decode(name, at).size;
        if (out.size() + size > kFileNameBytesMax) break;
        const auto code = static_cast<unsigned char>(name[at]);
        if (code >= 0x20 && code != 0x7F) out += name.substr(at, size);
        at += size;
    }
    return out == "." || out == ".." ? std::string("file") : out;
}

struct PartHead {
    std::string disposition;
    std::string content_type;
};

// The headers of one part, up to and without the empty line.
Result<PartHead> read_part_head(std::string_view head) {
    PartHead part;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const std::string_view name = take_until(line, ':');
        if (!is_token(name)) return bad_form("a header of a part has no name");
        if (is_same_word(name, "content-disposition")) {
            if (!part.disposition.empty()) return bad_form("a part has two Content-Dispositions");
            part.disposition = trimmed(line);
        } else if (is_same_word(name, "content-type")) {
            part.content_type = trimmed(line);
        } else if (is_same_word(name, "content-transfer-encoding") &&
                   !is_same_word(trimmed(line), "binary") && !is_same_word(trimmed(line), "8bit") &&
                   !is_same_word(trimmed(line), "7bit")) {
            return bad_form("a part is encoded for mail");
        }
    }
    if (!is_same_word(media_type_of(part.disposition), "form-data"))
        return bad_form("a part has no Content-Disposition of a form");
    return part;
}

Status add_part(Form& form, const PartHead& head, std::string_view bytes) {
    auto name = parameter_of(head.disposition, "name");
    auto file_name = parameter_of(head.disposition, "filename");
    if (!name) return bad_form("a part has no name");
    std::string field = without_browser_escapes(*std::move(name));
    if (!is_clean_text(field)) return bad_form("a name is not UTF-8");
    if (!file_name) {
        if (!is_clean_text(bytes)) return bad_form("a field is not UTF-8");
        form.fields.add(std::move(field), std::string(bytes));
        return base::done();
    }
    const std::string written = without_browser_escapes(*std::move(file_name));
    if (!is_clean_text(written)) return bad_form("the name of a file is not UTF-8");
    if (written.empty() && bytes.empty()) return base::done();  // no file was chosen
    const std::string type = media_type_of(head.content_type);
    form.files.push_back({.field = std::move(field),
                          .name = shown_file_name(written),
                          .media_type = type.empty() ? "application/octet-stream" : type,
                          .bytes = bytes});
    return base::done();
}

// RFC 2046, 5.1.1, with nothing before the first delimiter, as browsers write it.
Result<Form> read_multipart(std::string_view boundary, std::string_view body) {
    const std::string first = "--" + std::string(boundary);
    const std::string delimiter = "\r\n" + first;
    if (!body.starts_with(first)) return bad_form("it does not begin with its boundary");
    std::string_view rest = body.substr(first.size());
    Form form;
    for (std::size_t parts = 0; !rest.starts_with("--"); ++parts) {
        if (parts == kFormPartsMax) {
            return base::make_error(ErrorCode::limit, "the form has more parts than 1000");
        }
        if (!rest.starts_with("\r\n")) return bad_form("a boundary is not followed by a line end");
        rest.remove_prefix(2);
        const std::size_t head_end = rest.substr(0, kPartHeaderBytesMax).find("\r\n\r\n");
        if (head_end == std::string_view::npos)
            return bad_form("the headers of a part do not end, or are too long");
        const PartHead head = REMIT_TRY(read_part_head(rest.substr(0, head_end)));
        rest.remove_prefix(head_end + 4);
        // An empty part has its delimiter right behind the empty line.
        const std::size_t end = rest.find(delimiter);
        if (end == std::string_view::npos) return bad_form("a part does not end");
        REMIT_TRY(add_part(form, head, rest.substr(0, end)));
        rest.remove_prefix(end + delimiter.size());
    }
    return form;
}

}  // namespace

std::string media_type_of(std::string_view content_type) {
    return lowered(trimmed(take_until(content_type, ';')));
}

std::optional<std::string> parameter_of(std::string_view header, std::string_view name) {
    take_until(header, ';');
    while (!header.empty()) {
        header = trimmed(header);
        const std::size_t name_end = header.find_first_of("=;");
        if (name_end == std::string_view::npos) return std::nullopt;
        const std::string_view found = trimmed(header.substr(0, name_end));
        const bool has_value = header[name_end] == '=';
        header.remove_prefix(name_end + 1);
        if (!has_value) continue;
        header = trimmed(header);
        std::optional<std::string> value;
        if (header.starts_with('"')) {
            value = take_quoted(header);
            if (!value) return std::nullopt;
            if (!trimmed(take_until(header, ';')).empty()) return std::nullopt;
        } else {
            value = std::string(trimmed(take_until(header, ';')));
        }
        if (is_same_word(found, name)) return value;
    }
    return std::nullopt;
}

Result<Form> read_form(std::string_view content_type, std::string_view body) {
    const std::string type = media_type_of(content_type);
    if (type == "application/x-www-form-urlencoded") {
        Form form;
        form.fields = REMIT_TRY(read_urlencoded(body));
        return form;
    }
    if (type != "multipart/form-data") {
        return base::make_error(ErrorCode::denied,
                                "a form is sent as multipart/form-data or "
                                "application/x-www-form-urlencoded");
    }
    const auto boundary = parameter_of(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > kBoundaryBytesMax)
        return bad_form("its Content-Type names no boundary");
    return read_multipart(*boundary, body);
}

Result<Form> read_form(const Request& request) {
    return read_form(request.headers.text(HeaderName::content_type), request.body());
}

}  // namespace remit::http
