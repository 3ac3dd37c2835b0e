// What a client would like best: media types, languages, encodings (RFC 9110, section 12).
//
// Invariant: a header that cannot be read counts as absent, item by item; it is never an error.
// What is not offered is never chosen, and equal wishes are decided by the order of the offers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace remit::http {

inline constexpr std::size_t kAcceptItemsMax = 64;

/// One item of such a header, "text/html;q=0.8": its words in small letters, its weight from 0
/// (never) to 1000.
struct Wish {
    std::string what;
    int weight = 1000;
};

/// The items in order, the first kAcceptItemsMax of them.
std::vector<Wish> read_wishes(std::string_view header);

/// The languages that pages are written in.
enum class PageLanguage : std::uint8_t { hr, sr_cyrl, sr_latn, en };

/// As pages and headers name it: "sr-Cyrl".
std::string_view tag_of(PageLanguage language);
/// The language of a tag: "sr", "sr-RS" and "sr-Cyrl-RS" are Cyrillic, "sr-Latn" and "sr-Latn-ME"
/// Latin, "hr-BA" is hr; none for other languages.
std::optional<PageLanguage> page_language_of(std::string_view tag);
/// From Accept-Language; `otherwise` where it wishes for none of ours.
PageLanguage choose_language(const Request& request, PageLanguage otherwise);

enum class Media : std::uint8_t { html, json };

/// From Accept; `otherwise` where it is absent, wishes for both alike, or for neither.
Media choose_media(const Request& request, Media otherwise);

/// Whether Accept-Encoding takes the coding: "br", "gzip".
bool accepts_encoding(const Request& request, std::string_view coding);

}  // namespace remit::http
