// Cookies: reading those of a request, writing those of an answer (RFC 6265bis).
//
// Invariant: a cookie that we set is HttpOnly and SameSite=Lax unless somebody says otherwise, and
// holds only what may stand in one. Of two cookies of one name the first counts, for browsers send
// the one with the narrower path first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace remit::http {

inline constexpr std::size_t kCookiesMax = 100;

struct CookiePair {
    std::string_view name;
    std::string_view value;
};

/// "a=1; b=2". What is no pair is left out. Pairs borrow from the header.
std::vector<CookiePair> read_cookies(std::string_view header);
std::optional<std::string_view> find_cookie(const Request& request, std::string_view name);

enum class SameSite : std::uint8_t { lax, strict };

struct Cookie {
    std::string name;   // a token; "__Host-..." where is_secure, so that no other host can set it
    std::string value;  // letters, digits, "-._~" and the like: no blank, quote, ',', ';', '\'
    std::string path = "/";
    std::optional<std::int64_t> seconds;  // how long it is kept; without, until the browser closes
    bool is_secure = false;
    bool is_http_only = true;
    SameSite same_site = SameSite::lax;
};

/// The value of Set-Cookie. A name or value that may not stand there is a fault of the program.
std::string write_cookie(const Cookie& cookie);
void set_cookie(Response& response, const Cookie& cookie);
/// Makes the browser forget it.
void clear_cookie(Response& response, Cookie cookie);

}  // namespace remit::http
