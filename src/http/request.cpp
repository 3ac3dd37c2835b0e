#include "http/request.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "http/ascii.h"

namespace remit::http {

namespace {

constexpr std::array<std::string_view, 25> kNames = {
    "accept",       "accept-encoding", "accept-language", "authorization",
    "connection",   "content-length",  "content-type",    "cookie",
    "x-csrf-token", "expect",          "x-forwarded-for", "x-forwarded-proto",
    "host",         "hx-request",      "hx-target",       "idempotency-key",
    "if-match",     "if-none-match",   "last-event-id",   "origin",
    "prefer",       "referer",         "sec-fetch-site",  "transfer-encoding",
    "user-agent"};
static_assert(kNames.size() == static_cast<std::size_t>(HeaderName::user_agent) + 1);

}  // namespace

std::string_view name_of(HeaderName name) {
    return kNames[static_cast<std::size_t>(name)];
}

std::optional<HeaderName> header_name_of(std::string_view name) {
    for (std::size_t index = 0; index < kNames.size(); ++index) {
        if (kNames[index].size() == name.size() && is_same_word(kNames[index], name))
            return static_cast<HeaderName>(index);
    }
    return std::nullopt;
}

void Headers::add(HeaderName name, std::string_view value) {
    const auto found = std::ranges::find(all_, name, [](const auto& entry) { return entry.first; });
    if (found == all_.end()) {
        all_.emplace_back(name, trimmed(value));
        return;
    }
    found->second += name == HeaderName::cookie ? "; " : ", ";
    found->second += trimmed(value);
}

std::optional<std::string_view> Headers::find(HeaderName name) const {
    const auto found = std::ranges::find(all_, name, [](const auto& entry) { return entry.first; });
    if (found == all_.end()) return std::nullopt;
    return found->second;
}

std::string_view Headers::text(HeaderName name) const {
    return find(name).value_or(std::string_view());
}

std::string_view Request::path_value(std::string_view name) const {
    const auto found =
        std::ranges::find(path_values, name, [](const auto& entry) { return entry.first; });
    REMIT_CHECK(found != path_values.end());
    return found->second;
}

}  // namespace remit::http
