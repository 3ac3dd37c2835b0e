// An answer as handlers make it: a value that knows nothing of sockets.
//
// Invariant: no header can be split: control characters in a value become blanks. A redirect leads
// to this site. The server adds Date, Content-Length, X-Request-Id and the security headers
// (security.h); a handler never writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/method.h"

namespace remit::http {

struct Header {
    std::string name;
    std::string value;
};

/// That the answer stays open and gets what is published under these channels (events.h).
struct Subscription {
    std::vector<std::string> channels;
    std::string first;  // sent at once: what write_event() writes
};

class Response {
  public:
    StatusCode status = StatusCode::ok;
    std::string body;
    /// Used instead of `body` where it is not empty: bytes that outlive the server (assets).
    std::string_view lasting_body;
    std::optional<Subscription> subscription;

    static Response html(std::string body, StatusCode status = StatusCode::ok);
    static Response json(std::string body, StatusCode status = StatusCode::ok);
    /// RFC 9457.
    static Response problem(std::string body, StatusCode status);
    static Response text(std::string body, StatusCode status = StatusCode::ok);
    static Response empty(StatusCode status = StatusCode::no_content);
    /// 303 as a rule: what follows a form. A target that is not of this
    /// site (is_local_target) becomes "/".
    static Response redirect(std::string_view target, StatusCode status = StatusCode::see_other);
    /// An event stream; see events.h.
    static Response events(Subscription subscription);

    /// Sets a header, in place of one of that name. A name is a word of the program.
    Response& set(std::string_view name, std::string_view value);
    /// Adds a header beside those of that name: Set-Cookie.
    Response& add(std::string_view name, std::string_view value);
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] const std::vector<Header>& headers() const { return headers_; }
    [[nodiscard]] std::string_view bytes() const {
        return lasting_body.empty() ? std::string_view(body) : lasting_body;
    }

  private:
    std::vector<Header> headers_;
};

}  // namespace remit::http
