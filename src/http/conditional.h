// Entity tags and conditional requests (RFC 9110, section 13): what saves sending a page again, and
// what keeps two officers from overwriting each other.
//
// Invariant: If-Match compares strongly and If-None-Match weakly, in the order of section 13.2.2. A
// condition that cannot be read does not hold: the page is sent, the change refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace remit::http {

inline constexpr std::size_t kEntityTagsMax = 64;

struct EntityTag {
    std::string_view text;  // between the quotes
    bool is_weak = false;
    bool operator==(const EntityTag&) const = default;
};

/// The value of If-Match or If-None-Match. Tags borrow from the header.
struct TagList {
    bool is_any = false;  // "*"
    std::vector<EntityTag> tags;
};

/// None where the header is malformed or has more than kEntityTagsMax.
std::optional<TagList> read_tags(std::string_view header);

/// A strong tag of these bytes: 32 digits of their hash, with quotes. Cost: 1 GB/s.
std::string strong_tag(std::string_view bytes);
/// A strong tag of a version that counts: "\"v7\"".
std::string version_tag(std::uint64_t version);

enum class Precondition : std::uint8_t {
    holds,         // go on
    not_modified,  // answer 304
    failed,        // answer 412
};

/// In: the tag of what is there now, with quotes, strong; none where nothing is.
Precondition check_preconditions(const Request& request, std::optional<std::string_view> current);

/// Gives the answer its ETag, and makes it a 304 or 412 where the request says so. For a GET whose
/// page is made before its tag is known.
Response with_tag(const Request& request, Response response, std::string_view tag);

}  // namespace remit::http
