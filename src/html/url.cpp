#include "html/url.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/percent_encoding.h"

namespace remit::html {

using base::append_percent_encoded;

namespace {

bool is_forbidden(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value <= 0x20 || value == 0x7F || byte == '\\' || byte == '"' || byte == '<' ||
           byte == '>';
}

bool has_scheme(std::string_view text, std::string_view scheme) {
    return text.size() > scheme.size() &&
           std::ranges::equal(text.substr(0, scheme.size()), scheme, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
}

}  // namespace

Url Url::path(std::initializer_list<UrlPart> segments) {
    std::string out;
    for (const UrlPart& segment : segments) {
        if (segment.text().empty() || segment.text() == "." || segment.text() == "..") continue;
        out += '/';
        append_percent_encoded(out, segment.text());
    }
    if (out.empty()) out = "/";
    return Url(std::move(out));
}

Url Url::within_page(std::string_view fragment) {
    return Url("").fragment(fragment);
}

std::optional<Url> Url::parse(std::string_view text) {
    if (text.empty() || std::ranges::any_of(text, is_forbidden)) return std::nullopt;
    const bool is_local = text.front() == '#' || (text.front() == '/' && !text.starts_with("//"));
    constexpr std::array<std::string_view, 4> kSchemes = {"https://", "http://", "mailto:", "tel:"};
    const bool is_known = std::ranges::any_of(
        kSchemes, [&](std::string_view scheme) { return has_scheme(text, scheme); });
    if (!is_local && !is_known) return std::nullopt;
    return Url(std::string(text));
}

Url Url::query(std::string_view name, const UrlPart& value) && {
    REMIT_CHECK(text_.find('#') == std::string::npos);
    text_ += text_.find('?') == std::string::npos ? '?' : '&';
    append_percent_encoded(text_, name);
    text_ += '=';
    append_percent_encoded(text_, value.text());
    return std::move(*this);
}

Url Url::fragment(std::string_view fragment) && {
    REMIT_CHECK(text_.find('#') == std::string::npos);
    text_ += '#';
    append_percent_encoded(text_, fragment);
    return std::move(*this);
}

}  // namespace remit::html
