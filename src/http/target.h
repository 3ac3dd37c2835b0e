// What a request asks for: the path as segments, and the query.
//
// Invariant: a segment is UTF-8 without NUL, decoded once; it is never empty, "." or "..", however
// these were written, so that no path leads above its root. A '/' in a segment was written "%2F"
// and is data: files are numbered "018-05/26-04/7".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/fields.h"

namespace remit::http {

struct Target {
    std::vector<std::string> segments;
    Fields query;
    std::string query_text;  // as it was sent
    /// Whether the path was written as path_of() writes it, but for the choice of escapes: no empty
    /// segment, no dots, no '/' at the end. The router leads others there.
    bool is_canonical = true;
    bool is_asterisk = false;  // "*", of OPTIONS
};

/// Reads "/a/b?c=d", "http://host/a/b?c=d" (the host is not looked at) or "*".
/// Errors: invalid_input (a bad escape, no UTF-8, a control character, no path), limit.
Result<Target> read_target(std::string_view target);

/// The one way to write the path: "/a/b", or "/".
std::string path_of(const std::vector<std::string>& segments);

/// Whether a text leads to this site and nowhere else, so that a form may name it as the place to
/// return to: "/desk?x=1", not "//host", not "/\host", no control characters.
bool is_local_target(std::string_view text);

}  // namespace remit::http
