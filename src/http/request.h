// A request as handlers see it: a value that knows nothing of sockets.
//
// Invariant: it was read whole, its target and headers are decoded and within the limits; headers
// that stood twice are joined, those that may stand once only did. Headers that no code of ours
// reads are not kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/method.h"
#include "http/target.h"

namespace remit::http {

enum class HeaderName : std::uint8_t {
    accept,
    accept_encoding,
    accept_language,
    authorization,
    connection,
    content_length,
    content_type,
    cookie,
    csrf_token,  // X-CSRF-Token
    expect,
    forwarded_for,    // X-Forwarded-For
    forwarded_proto,  // X-Forwarded-Proto
    host,
    htmx_request,  // HX-Request
    htmx_target,   // HX-Target
    idempotency_key,
    if_match,
    if_none_match,
    last_event_id,
    origin,
    prefer,
    referer,
    sec_fetch_site,
    transfer_encoding,
    user_agent,
};

/// The name in small letters: "if-none-match".
std::string_view name_of(HeaderName name);
std::optional<HeaderName> header_name_of(std::string_view name);

class Headers {
  public:
    void add(HeaderName name, std::string_view value);
    /// Its value without blanks at the ends. It borrows from the Headers.
    [[nodiscard]] std::optional<std::string_view> find(HeaderName name) const;
    /// The same; an empty text where it is absent.
    [[nodiscard]] std::string_view text(HeaderName name) const;
    [[nodiscard]] bool has(HeaderName name) const { return find(name).has_value(); }

  private:
    std::vector<std::pair<HeaderName, std::string>> all_;
};

struct Request {
    Method method = Method::get;
    Target target;
    Headers headers;
    std::string body_bytes;
    std::string peer_address;  // who is connected, or whom a trusted proxy names
    std::string id;            // one for each request of this server, in answers and logs
    bool is_secure = false;    // it came over TLS, as a trusted proxy says

    // What the router found.
    std::string_view route_name;  // borrowed from the router; empty before
    std::vector<std::pair<std::string_view, std::string>> path_values;

    [[nodiscard]] std::string_view body() const { return body_bytes; }
    [[nodiscard]] const std::vector<std::string>& path() const { return target.segments; }
    [[nodiscard]] const Fields& query() const { return target.query; }
    /// What stood in place of {name} in the pattern of the route, which must have it.
    [[nodiscard]] std::string_view path_value(std::string_view name) const;
};

}  // namespace remit::http
