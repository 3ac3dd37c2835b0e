// The headers by which a browser is told what our pages never do.
//
// Invariant: every answer has them, whoever made it. Scripts, styles, fonts and pictures come from
// this site's files alone; nothing inline runs; no other site may frame a page, read an answer, or
// be the target of a form. A page that says nothing of caching is not kept; one with an ETag is
// asked for again each time.
#pragma once

#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace remit::http {

inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

/// Sets what the response does not say itself.
void add_security_headers(Response& response, bool is_secure);

}  // namespace remit::http
