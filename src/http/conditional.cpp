#include "http/conditional.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "http/ascii.h"

namespace remit::http {

namespace {

bool is_tag_byte(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code == 0x21 || (code >= 0x23 && code != 0x7F);
}

// Takes one tag off the front; none where there is none.
std::optional<EntityTag> take_tag(std::string_view& text) {
    EntityTag tag;
    if (text.starts_with("W/")) {
        tag.is_weak = true;
        text.remove_prefix(2);
    }
    if (!text.starts_with('"')) return std::nullopt;
    const std::size_t end = text.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    tag.text = text.substr(1, end - 1);
    if (!std::ranges::all_of(tag.text, is_tag_byte)) return std::nullopt;
    text.remove_prefix(end + 1);
    return tag;
}

// Whether the list names the tag of what is there.
bool names(const TagList& list, std::optional<std::string_view> current, bool is_strongly) {
    if (!current) return false;
    return list.is_any || std::ranges::any_of(list.tags, [&](const EntityTag& tag) {
               return !(is_strongly && tag.is_weak) && current->size() == tag.text.size() + 2 &&
                      current->substr(1, tag.text.size()) == tag.text;
           });
}

}  // namespace

std::optional<TagList> read_tags(std::string_view header) {
    TagList list;
    std::string_view rest = trimmed(header);
    if (rest == "*") {
        list.is_any = true;
        return list;
    }
    while (!rest.empty()) {
        if (rest.starts_with(',')) {  // empty items are allowed, 5.6.1.2
            rest = trimmed(rest.substr(1));
            continue;
        }
        const std::optional<EntityTag> tag = take_tag(rest);
        rest = trimmed(rest);
        if (!tag || list.tags.size() == kEntityTagsMax || !(rest.empty() || rest.starts_with(',')))
            return std::nullopt;
        list.tags.push_back(*tag);
    }
    if (list.tags.empty()) return std::nullopt;
    return list;
}

std::string strong_tag(std::string_view bytes) {
    return '"' + base::sha256({bytes}).hex().substr(0, 32) + '"';
}

std::string version_tag(std::uint64_t version) {
    return "\"v" + std::to_string(version) + '"';
}

Precondition check_preconditions(const Request& request, std::optional<std::string_view> current) {
    if (const auto header = request.headers.find(HeaderName::if_match)) {
        const std::optional<TagList> list = read_tags(*header);
        if (!list || !names(*list, current, /*is_strongly=*/true)) return Precondition::failed;
    }
    if (const auto header = request.headers.find(HeaderName::if_none_match)) {
        const bool is_reading = request.method == Method::get || request.method == Method::head;
        const std::optional<TagList> list = read_tags(*header);
        const bool is_named = list && names(*list, current, /*is_strongly=*/false);
        if (is_reading) return is_named ? Precondition::not_modified : Precondition::holds;
        if (!list || is_named) return Precondition::failed;
    }
    return Precondition::holds;
}

Response with_tag(const Request& request, Response response, std::string_view tag) {
    response.set("ETag", tag);
    switch (check_preconditions(request, tag)) {
        case Precondition::holds:
            return response;
        case Precondition::not_modified:
            response.status = StatusCode::not_modified;
            break;
        case Precondition::failed:
            response.status = StatusCode::precondition_failed;
            break;
    }
    response.body.clear();
    response.lasting_body = {};
    return response;
}

}  // namespace remit::http
