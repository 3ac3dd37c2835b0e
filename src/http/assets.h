// Files of the program that pages load: styles, scripts, fonts, icons.
//
// Invariant: the address of an asset holds a fingerprint of its bytes, so that it may be kept for
// ever and a changed file has another address. The bytes do not change once the table is made, and
// the table outlives the server that answers with them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace remit::http {

struct Asset {
    std::string name;        // "remit.css"
    std::string media_type;  // "text/css; charset=utf-8"
    std::string bytes;
    std::string gzip = {};  // the same, compressed; empty where it is not given
    std::string brotli = {};
};

class Assets {
  public:
    /// `prefix`: where they are, "/assets".
    explicit Assets(std::string prefix) : prefix_(std::move(prefix)) {}
    Assets(const Assets&) = delete;
    Assets& operator=(const Assets&) = delete;

    /// Before the server starts. Two of one name are a fault of the program.
    void add(Asset asset);
    /// The address of an asset, which must be there: "/assets/remit.0c5f9b1d2e3a4f56.css".
    [[nodiscard]] std::string_view path_of(std::string_view name) const;
    /// Answers a GET of prefix/{name}: with the smallest form that the client takes, or 404.
    [[nodiscard]] Response answer(const Request& request, std::string_view file_name) const;

  private:
    struct Kept {
        Asset asset;
        std::string path;
        std::string tag;
    };
    std::string prefix_;
    std::map<std::string, Kept, std::less<>> by_file_name_;  // with fingerprint
    std::map<std::string, std::string, std::less<>> file_name_by_name_;
};

/// By the end of its name: ".css", ".js", ".svg", ".woff2", ".png", ".ico", ".webmanifest".
std::string_view media_type_of_file(std::string_view name);

}  // namespace remit::http
