#include "http/security.h"

#include <array>
#include <utility>

namespace remit::http {

void add_security_headers(Response& response, bool is_secure) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kHeaders = {{
        {"Content-Security-Policy", kContentSecurityPolicy},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Embedder-Policy", "require-corp"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    }};
    for (const auto& [name, value] : kHeaders)
        if (!response.find(name)) response.add(name, value);
    if (is_secure && !response.find("Strict-Transport-Security"))
        response.add("Strict-Transport-Security", "max-age=31536000");
    if (!response.find("Cache-Control"))
        response.add("Cache-Control", response.find("ETag") ? "private, no-cache" : "no-store");
}

}  // namespace remit::http
