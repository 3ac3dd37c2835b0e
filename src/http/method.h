// Methods of requests and codes of answers.
//
// Invariant: a request has one of these methods, or never reaches a handler. A StatusCode is one
// that we send; its number is the protocol's.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remit::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };

/// As the protocol writes it: "GET".
std::string_view name_of(Method method);
/// None where it is none of ours; upper and lower case are not the same.
std::optional<Method> method_of(std::string_view name);
/// Whether it changes nothing by its definition: GET, HEAD, OPTIONS.
bool is_safe(Method method);

enum class StatusCode : std::uint16_t {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    see_other = 303,
    not_modified = 304,
    temporary_redirect = 307,
    permanent_redirect = 308,
    bad_request = 400,
    unauthorized = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    not_acceptable = 406,
    request_timeout = 408,
    conflict = 409,
    gone = 410,
    length_required = 411,
    precondition_failed = 412,
    content_too_large = 413,
    uri_too_long = 414,
    unsupported_media_type = 415,
    expectation_failed = 417,
    unprocessable = 422,
    precondition_required = 428,
    too_many_requests = 429,
    headers_too_large = 431,
    internal_error = 500,
    not_implemented = 501,
    unavailable = 503,
    version_not_supported = 505,
};

/// The words of the protocol: "Not Found".
std::string_view reason_of(StatusCode code);
inline std::uint16_t number_of(StatusCode code) {
    return static_cast<std::uint16_t>(code);
}

}  // namespace remit::http
