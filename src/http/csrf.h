// Tokens against requests that another site makes a browser send.
//
// Invariant: a request that may change something is let through only if no header says that it
// comes from another site, and it shows, beside the session's cookie, a token that the key binds to
// that session. Double submit: another site can make the browser send the cookie, but can neither
// read nor make the token. Each token is different, so that compression of a page betrays none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/request.h"

namespace remit::http {

inline constexpr std::size_t kCsrfRandomBytes = 16;

enum class CsrfVerdict : std::uint8_t {
    good,
    other_site,  // a header says so
    no_token,
    bad_token,  // of another session, another key, or made up
};

class CsrfGuard {
  public:
    /// The key: 32 bytes that nobody can guess (Env::random_bytes), the same on every node.
    explicit CsrfGuard(std::string key) : key_(std::move(key)) {}

    /// A token for a form in a page of this session. `random`: kCsrfRandomBytes bytes.
    [[nodiscard]] std::string token(std::string_view session, std::string_view random) const;
    [[nodiscard]] bool is_token_of(std::string_view session, std::string_view token) const;

    /// In: the session of the cookie, and the token from the form; one in the header X-CSRF-Token
    /// goes before it. A safe method is always good.
    [[nodiscard]] CsrfVerdict check(const Request& request, std::string_view session,
                                    std::string_view form_token) const;

  private:
    std::string key_;
};

/// Whether Sec-Fetch-Site or Origin says that another site sends this.
bool is_from_other_site(const Request& request);

}  // namespace remit::http
