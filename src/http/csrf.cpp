#include "http/csrf.h"

#include "base/byte_text.h"
#include "base/check.h"
#include "base/hmac.h"
#include "http/ascii.h"

namespace remit::http {

namespace {

base::Hash seal(std::string_view key, std::string_view session, std::string_view random) {
    return base::hmac_sha256(key, {"remit csrf 1", random, session});
}

}  // namespace

std::string CsrfGuard::token(std::string_view session, std::string_view random) const {
    REMIT_CHECK(random.size() == kCsrfRandomBytes);
    return base::to_hex(std::string(random) + std::string(seal(key_, session, random).view()));
}

bool CsrfGuard::is_token_of(std::string_view session, std::string_view token) const {
    const auto bytes = base::from_hex(token);
    if (!bytes || bytes->size() != kCsrfRandomBytes + base::kHashBytes) return false;
    const std::string_view random = std::string_view(*bytes).substr(0, kCsrfRandomBytes);
    return base::is_same_secret(seal(key_, session, random).view(),
                                std::string_view(*bytes).substr(kCsrfRandomBytes));
}

CsrfVerdict CsrfGuard::check(const Request& request, std::string_view session,
                             std::string_view form_token) const {
    if (is_safe(request.method)) return CsrfVerdict::good;
    if (is_from_other_site(request)) return CsrfVerdict::other_site;
    const std::string_view token =
        request.headers.find(HeaderName::csrf_token).value_or(form_token);
    if (token.empty()) return CsrfVerdict::no_token;
    return is_token_of(session, token) ? CsrfVerdict::good : CsrfVerdict::bad_token;
}

bool is_from_other_site(const Request& request) {
    if (const auto site = request.headers.find(HeaderName::sec_fetch_site))
        return *site != "same-origin" && *site != "none";
    const auto origin = request.headers.find(HeaderName::origin);
    if (!origin) return false;
    const std::size_t host = origin->find("://");
    return host == std::string_view::npos ||
           !is_same_word(origin->substr(host + 3), request.headers.text(HeaderName::host));
}

}  // namespace remit::http
