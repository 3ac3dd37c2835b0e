// One line of JSON for each request that was answered.
//
// Invariant: it holds the path and never a query, a body, a header or who asked; whatever a client
// sent is escaped, so that nobody can write lines of his own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit::http {

struct AccessEntry {
    std::int64_t time = 0;  // seconds since 1970, when the answer was sent
    std::string id;
    std::string_view method = "-";  // "-" where the request could not be read
    std::string path = "-";
    std::string_view route;  // its name; empty where no route was taken
    std::uint16_t status = 0;
    std::uint64_t bytes = 0;  // of the answer's body, as sent
    std::int64_t micros = 0;  // from the first byte of the request to the last of the answer
};

/// With a line end.
std::string write_access_line(const AccessEntry& entry);

/// What went wrong in a handler, under the number that the user was shown. With a line end.
std::string write_incident_line(std::string_view id, std::string_view what);

}  // namespace remit::http
