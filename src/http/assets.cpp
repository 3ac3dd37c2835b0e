#include "http/assets.h"

#include <array>
#include <utility>

#include "base/check.h"
#include "base/hash.h"
#include "http/accept.h"
#include "http/conditional.h"
#include "http/router.h"

namespace remit::http {

namespace {

constexpr std::size_t kFingerprintDigits = 16;

}  // namespace

void Assets::add(Asset asset) {
    const std::string fingerprint = base::sha256({asset.bytes}).hex().substr(0, kFingerprintDigits);
    const std::size_t dot = std::min(asset.name.rfind('.'), asset.name.size());
    const std::string file_name =
        asset.name.substr(0, dot) + "." + fingerprint + asset.name.substr(dot);
    REMIT_CHECK(file_name_by_name_.emplace(asset.name, file_name).second);
    by_file_name_.emplace(
        file_name,
        Kept{.asset = std::move(asset), .path = prefix_ + "/" + file_name, .tag = fingerprint});
}

std::string_view Assets::path_of(std::string_view name) const {
    const auto found = file_name_by_name_.find(name);
    REMIT_CHECK(found != file_name_by_name_.end());
    return by_file_name_.find(found->second)->second.path;
}

Response Assets::answer(const Request& request, std::string_view file_name) const {
    const auto found = by_file_name_.find(file_name);
    if (found == by_file_name_.end()) return Router::plain_error(request, StatusCode::not_found);
    const Asset& asset = found->second.asset;
    Response response;
    std::string_view coding;
    if (!asset.brotli.empty() && accepts_encoding(request, "br")) {
        coding = "br";
        response.lasting_body = asset.brotli;
    } else if (!asset.gzip.empty() && accepts_encoding(request, "gzip")) {
        coding = "gzip";
        response.lasting_body = asset.gzip;
    } else {
        response.lasting_body = asset.bytes;
    }
    response.set("Content-Type", asset.media_type);
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    response.set("Vary", "Accept-Encoding");
    if (!coding.empty()) response.set("Content-Encoding", coding);
    // Each form is a representation of its own, with a strong tag of its own.
    const std::string tag = "\"" + found->second.tag + std::string(coding) + "\"";
    return with_tag(request, std::move(response), tag);
}

std::string_view media_type_of_file(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes = {{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".woff2", "font/woff2"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [end, type] : kTypes)
        if (name.ends_with(end)) return type;
    return "application/octet-stream";
}

}  // namespace remit::http
