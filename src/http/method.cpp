#include "http/method.h"

#include <algorithm>
#include <array>
#include <utility>

namespace remit::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods = {{
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::delete_, "DELETE"},
    {Method::options, "OPTIONS"},
}};

}  // namespace

std::string_view name_of(Method method) {
    return kMethods[static_cast<std::size_t>(method)].second;
}

std::optional<Method> method_of(std::string_view name) {
    const auto* const found =
        std::ranges::find(kMethods, name, [](const auto& m) { return m.second; });
    if (found == kMethods.end()) return std::nullopt;
    return found->first;
}

bool is_safe(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

std::string_view reason_of(StatusCode code) {
    switch (code) {
        case StatusCode::ok:
            return "OK";
        case StatusCode::created:
            return "Created";
        case StatusCode::accepted:
            return "Accepted";
        case StatusCode::no_content:
            return "No Content";
        case StatusCode::see_other:
            return "See Other";
        case StatusCode::not_modified:
            return "Not Modified";
        case StatusCode::temporary_redirect:
            return "Temporary Redirect";
        case StatusCode::permanent_redirect:
            return "Permanent Redirect";
        case StatusCode::bad_request:
            return "Bad Request";
        case StatusCode::unauthorized:
            return "Unauthorized";
        case StatusCode::forbidden:
            return "Forbidden";
        case StatusCode::not_found:
            return "Not Found";
        case StatusCode::method_not_allowed:
            return "Method Not Allowed";
        case StatusCode::not_acceptable:
            return "Not Acceptable";
        case StatusCode::request_timeout:
            return "Request Timeout";
        case StatusCode::conflict:
            return "Conflict";
        case StatusCode::gone:
            return "Gone";
        case StatusCode::length_required:
            return "Length Required";
        case StatusCode::precondition_failed:
            return "Precondition Failed";
        case StatusCode::content_too_large:
            return "Content Too Large";
        case StatusCode::uri_too_long:
            return "URI Too Long";
        case StatusCode::unsupported_media_type:
            return "Unsupported Media Type";
        case StatusCode::expectation_failed:
            return "Expectation Failed";
        case StatusCode::unprocessable:
            return "Unprocessable Content";
        case StatusCode::precondition_required:
            return "Precondition Required";
        case StatusCode::too_many_requests:
            return "Too Many Requests";
        case StatusCode::headers_too_large:
            return "Request Header Fields Too Large";
        case StatusCode::internal_error:
            return "Internal Server Error";
        case StatusCode::not_implemented:
            return "Not Implemented";
        case StatusCode::unavailable:
            return "Service Unavailable";
        case StatusCode::version_not_supported:
            return "HTTP Version Not Supported";
    }
    return "";
}

}  // namespace remit::http
