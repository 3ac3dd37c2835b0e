#include "http/response.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "http/ascii.h"
#include "http/target.h"

namespace remit::http {

namespace {

Response with_type(std::string body, StatusCode status, std::string_view type) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.set("Content-Type", type);
    return response;
}

// A line end in a value would begin another header.
std::string one_line(std::string_view value) {
    std::string out(value);
    for (char& byte : out) {
        const auto code = static_cast<unsigned char>(byte);
        if (code < 0x20 || code == 0x7F) byte = ' ';
    }
    return out;
}

}  // namespace

Response Response::html(std::string body, StatusCode status) {
    return with_type(std::move(body), status, "text/html; charset=utf-8");
}
Response Response::json(std::string body, StatusCode status) {
    return with_type(std::move(body), status, "application/json");
}
Response Response::problem(std::string body, StatusCode status) {
    return with_type(std::move(body), status, "application/problem+json");
}
Response Response::text(std::string body, StatusCode status) {
    return with_type(std::move(body), status, "text/plain; charset=utf-8");
}

Response Response::empty(StatusCode status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::redirect(std::string_view target, StatusCode status) {
    Response response = empty(status);
    response.set("Location", is_local_target(target) ? target : "/");
    return response;
}

Response Response::events(Subscription subscription) {
    Response response = with_type({}, StatusCode::ok, "text/event-stream");
    response.set("Cache-Control", "no-store");
    response.set("X-Accel-Buffering", "no");  // nginx would keep events back
    response.subscription = std::move(subscription);
    return response;
}

Response& Response::set(std::string_view name, std::string_view value) {
    REMIT_CHECK(is_token(name));
    const auto found = std::ranges::find_if(
        headers_, [&](const Header& header) { return is_same_word(header.name, name); });
    if (found == headers_.end()) return add(name, value);
    found->value = one_line(value);
    return *this;
}

Response& Response::add(std::string_view name, std::string_view value) {
    REMIT_CHECK(is_token(name));
    headers_.push_back({std::string(name), one_line(value)});
    return *this;
}

std::optional<std::string_view> Response::find(std::string_view name) const {
    const auto found = std::ranges::find_if(
        headers_, [&](const Header& header) { return is_same_word(header.name, name); });
    if (found == headers_.end()) return std::nullopt;
    return found->value;
}

}  // namespace remit::http
