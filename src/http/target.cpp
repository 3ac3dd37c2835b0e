#include "http/target.h"

#include <algorithm>
#include <utility>

#include "http/ascii.h"

namespace remit::http {

namespace {

Error bad_target(const char* message) {
    return base::make_error(ErrorCode::invalid_input, message);
}

bool is_control(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value < 0x20 || value == 0x7F;
}

// RFC 9112, 3.2.2: a server takes the absolute form too. What stands before the path goes.
std::string_view without_origin(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() < scheme.size() || !is_same_word(target.substr(0, scheme.size()), scheme))
            continue;
        target.remove_prefix(scheme.size());
        target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
        return target.empty() ? "/" : target;
    }
    return target;
}

}  // namespace

Result<Target> read_target(std::string_view written) {
    Target target;
    if (written == "*") {
        target.is_asterisk = true;
        return target;
    }
    std::string_view rest = without_origin(written);
    std::string_view path = take_until(rest, '?');
    if (!path.starts_with('/')) return bad_target("the target of a request begins with '/'");
    path.remove_prefix(1);
    for (bool more = !path.empty(); more;) {
        more = path.find('/') != std::string_view::npos;
        std::optional<std::string> segment = percent_decoded(take_until(path, '/'));
        if (!segment || !is_clean_text(*segment) || std::ranges::any_of(*segment, is_control)) {
            return bad_target(
                "the path of a request cannot be decoded: it must be UTF-8, "
                "percent-encoded, without control characters");
        }
        if (segment->empty() || *segment == "." || *segment == "..") {
            target.is_canonical = false;
            if (*segment == ".." && !target.segments.empty()) target.segments.pop_back();
        } else {
            target.segments.push_back(*std::move(segment));
        }
    }
    target.query = REMIT_TRY(read_urlencoded(rest));
    target.query_text = rest;
    return target;
}

std::string path_of(const std::vector<std::string>& segments) {
    std::string path;
    for (const std::string& segment : segments) path += "/" + percent_encoded(segment);
    return path.empty() ? "/" : path;
}

bool is_local_target(std::string_view text) {
    return text.starts_with('/') && !text.starts_with("//") &&
           text.find('\\') == std::string_view::npos && std::ranges::none_of(text, is_control);
}

}  // namespace remit::http
