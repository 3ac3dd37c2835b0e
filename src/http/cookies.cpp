#include "http/cookies.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "http/ascii.h"

namespace remit::http {

namespace {

// A cookie-octet of RFC 6265.
bool is_cookie_byte(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code > 0x20 && code < 0x7F && byte != '"' && byte != ',' && byte != ';' && byte != '\\';
}

}  // namespace

std::vector<CookiePair> read_cookies(std::string_view header) {
    std::vector<CookiePair> pairs;
    while (!header.empty() && pairs.size() < kCookiesMax) {
        std::string_view pair = trimmed(take_until(header, ';'));
        if (pair.find('=') == std::string_view::npos) continue;
        const std::string_view name = trimmed(take_until(pair, '='));
        std::string_view value = trimmed(pair);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (is_token(name) && std::ranges::all_of(value, is_cookie_byte))
            pairs.push_back({name, value});
    }
    return pairs;
}

std::optional<std::string_view> find_cookie(const Request& request, std::string_view name) {
    for (const CookiePair& pair : read_cookies(request.headers.text(HeaderName::cookie)))
        if (pair.name == name) return pair.value;
    return std::nullopt;
}

std::string write_cookie(const Cookie& cookie) {
    REMIT_CHECK(is_token(cookie.name));
    REMIT_CHECK(std::ranges::all_of(cookie.value, is_cookie_byte));
    REMIT_CHECK(std::ranges::all_of(cookie.path, is_cookie_byte));
    std::string out = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
    if (cookie.seconds) out += "; Max-Age=" + std::to_string(*cookie.seconds);
    if (cookie.is_secure) out += "; Secure";
    if (cookie.is_http_only) out += "; HttpOnly";
    out += cookie.same_site == SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax";
    return out;
}

void set_cookie(Response& response, const Cookie& cookie) {
    response.add("Set-Cookie", write_cookie(cookie));
}

void clear_cookie(Response& response, Cookie cookie) {
    cookie.value.clear();
    cookie.seconds = 0;
    set_cookie(response, cookie);
}

}  // namespace remit::http
