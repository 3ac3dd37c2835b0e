// Tests of what is read from a request: targets, fields, Accept, tags, cookies.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "http/accept.h"
#include "http/conditional.h"
#include "http/cookies.h"
#include "http/csrf.h"
#include "http/security.h"

namespace {

using namespace remit::http;

std::string shown(std::string_view written) {
    const auto target = read_target(written);
    if (!target.ok()) return "refused";
    return path_of(target.value().segments) + (target.value().is_canonical ? "" : " (other)");
}

TEST_CASE("http target: a path has one meaning, and never leads above its root") {
    CHECK(shown("/") == "/");
    CHECK(shown("/matters/7") == "/matters/7");
    CHECK(shown("/a%2Fb") == "/a%2Fb");
    CHECK(shown("/%C5%BE") == "/%C5%BE");
    CHECK(shown("/a:b@c") == "/a%3Ab%40c");
    CHECK(shown("/a/") == "/a (other)");
    CHECK(shown("//a") == "/a (other)");
    CHECK(shown("//") == "/ (other)");
    CHECK(shown("/a/./b/../c") == "/a/c (other)");
    CHECK(shown("/a/%2e%2E/%2e/b") == "/b (other)");
    CHECK(shown("/../../etc/passwd") == "/etc/passwd (other)");
    CHECK(shown("http://host:80/a?b") == "/a");
    CHECK(shown("HTTPS://host") == "/");
    CHECK(read_target("*").value().is_asterisk);
    for (const std::string_view bad :
         {"", "a", "/%", "/%4", "/%zz", "/%00", "/%0a", "/%ff", "/%C5", "ftp://x/", "/a?b=%f"}) {
        CHECK(shown(bad) == "refused");
    }
    CHECK(read_target("/a?b=c%20d&b=e+f&g").value().query.every("b") ==
          std::vector<std::string_view>{"c d", "e f"});
}

TEST_CASE("http target: a place to return to is on this site") {
    CHECK(is_local_target("/desk?x=1#y"));
    for (const std::string_view bad :
         {"", "desk", "//evil", "/\\evil", "https://evil", "/a\r\nSet-Cookie: x"})
        CHECK_FALSE(is_local_target(bad));
    CHECK(Response::redirect("//evil").find("Location") == "/");
}

TEST_CASE("http fields: what is written is read back") {
    Fields fields;
    fields.add("naslov", "Č & d = 5 % + ž\n");
    fields.add("", "");
    fields.add("naslov", "");
    CHECK(read_urlencoded(write_urlencoded(fields)).value() == fields);
    CHECK(fields.text("naslov") == "Č & d = 5 % + ž\n");
    CHECK_FALSE(fields.find("other"));
    CHECK_FALSE(read_urlencoded("a=%00").ok());
    CHECK_FALSE(read_urlencoded("a=%C5").ok());
    std::string many;
    for (std::size_t field = 0; field <= kFieldsMax; ++field) many += "a&";
    CHECK(read_urlencoded(many).error().code == remit::ErrorCode::limit);
}

Request with(HeaderName name, std::string_view value) {
    Request request;
    request.headers.add(name, value);
    return request;
}

TEST_CASE("http accept: languages by weight, Serbian by script") {
    const auto chosen = [](std::string_view header) {
        return tag_of(choose_language(with(HeaderName::accept_language, header), PageLanguage::hr));
    };
    CHECK(chosen("") == "hr");
    CHECK(chosen("de, fr;q=0.9") == "hr");
    CHECK(chosen("sr") == "sr-Cyrl");
    CHECK(chosen("sr-RS,sr;q=0.9,en;q=0.8") == "sr-Cyrl");
    CHECK(chosen("sr-Latn-RS") == "sr-Latn");
    CHECK(chosen("de;q=0.9, EN-gb;q=0.5, hr;q=0.1") == "en");
    CHECK(chosen("en;q=0, hr;q=0.001") == "hr");
    CHECK(chosen("en;q=2, sr-Latn;q=0.1") == "sr-Latn");  // no weight is above 1
    CHECK(chosen("*;q=0.5, en;q=0.4") == "hr");
}

TEST_CASE("http accept: media and encodings") {
    const auto chosen = [](std::string_view header) {
        return choose_media(with(HeaderName::accept, header), Media::html) == Media::html ? "html"
                                                                                          : "json";
    };
    CHECK(chosen("text/html,application/xhtml+xml,*/*;q=0.8") == std::string("html"));
    CHECK(chosen("application/json") == std::string("json"));
    CHECK(chosen("application/problem+json") == std::string("json"));
    CHECK(chosen("*/*") == std::string("html"));
    CHECK(chosen("") == std::string("html"));
    CHECK(chosen("text/*;q=0.1, application/*") == std::string("json"));
    CHECK(chosen("image/png") == std::string("html"));
    CHECK(accepts_encoding(with(HeaderName::accept_encoding, "gzip, br;q=0"), "gzip"));
    CHECK_FALSE(accepts_encoding(with(HeaderName::accept_encoding, "gzip, br;q=0"), "br"));
    CHECK_FALSE(accepts_encoding(Request(), "gzip"));
}

Precondition verdict(Method method, HeaderName name, std::string_view value,
                     std::optional<std::string_view> current) {
    Request request = with(name, value);
    request.method = method;
    return check_preconditions(request, current);
}

TEST_CASE("http conditions: If-None-Match saves a page, If-Match saves a change") {
    using enum Precondition;
    CHECK(verdict(Method::get, HeaderName::if_none_match, "\"a\", W/\"b\"", "\"b\"") ==
          not_modified);
    CHECK(verdict(Method::head, HeaderName::if_none_match, "*", "\"b\"") == not_modified);
    CHECK(verdict(Method::get, HeaderName::if_none_match, "\"a\"", "\"b\"") == holds);
    CHECK(verdict(Method::get, HeaderName::if_none_match, "\"a", "\"a\"") == holds);
    CHECK(verdict(Method::put, HeaderName::if_none_match, "*", "\"b\"") == failed);
    CHECK(verdict(Method::put, HeaderName::if_none_match, "*", std::nullopt) == holds);
    CHECK(verdict(Method::post, HeaderName::if_match, "\"v7\"", "\"v7\"") == holds);
    CHECK(verdict(Method::post, HeaderName::if_match, "W/\"v7\"", "\"v7\"") == failed);
    CHECK(verdict(Method::post, HeaderName::if_match, "\"v6\"", "\"v7\"") == failed);
    CHECK(verdict(Method::post, HeaderName::if_match, "*", "\"v7\"") == holds);
    CHECK(verdict(Method::post, HeaderName::if_match, "*", std::nullopt) == failed);
    CHECK(verdict(Method::post, HeaderName::if_match, "nonsense", "\"v7\"") == failed);
    CHECK(version_tag(7) == "\"v7\"");
    CHECK(strong_tag("a") != strong_tag("b"));
    CHECK_FALSE(read_tags("\"a\" \"b\""));
    CHECK_FALSE(read_tags(""));
    CHECK(read_tags(", \"a\" ,, \"\"")->tags.size() == 2);

    const Response kept =
        with_tag(with(HeaderName::if_none_match, "\"a\""), Response::html("page"), "\"a\"");
    CHECK(kept.status == StatusCode::not_modified);
    CHECK(kept.bytes().empty());
    CHECK(with_tag(Request(), Response::html("page"), "\"a\"").bytes() == "page");
}

TEST_CASE("http cookies: the first of a name counts, and what is none is left out") {
    const Request request =
        with(HeaderName::cookie, "a=1; b=\"2\"; a=3;c; =4; d e=5; f=x y; g=; h=a=b");
    CHECK(find_cookie(request, "a") == "1");
    CHECK(find_cookie(request, "b") == "2");
    CHECK(find_cookie(request, "g") == "");
    CHECK(find_cookie(request, "h") == "a=b");
    for (const std::string_view absent : {"c", "", "d e", "f"})
        CHECK_FALSE(find_cookie(request, absent));
    CHECK(write_cookie({.name = "__Host-s", .value = "ab", .is_secure = true}) ==
          "__Host-s=ab; Path=/; Secure; HttpOnly; SameSite=Lax");
    CHECK(write_cookie({.name = "l",
                        .value = "hr",
                        .path = "/x",
                        .seconds = 60,
                        .is_http_only = false,
                        .same_site = SameSite::strict}) ==
          "l=hr; Path=/x; Max-Age=60; SameSite=Strict");
    Response response;
    set_cookie(response, {.name = "a", .value = "1"});
    clear_cookie(response, {.name = "b", .value = "2"});
    CHECK(response.headers().size() == 2);
    CHECK(response.headers()[1].value == "b=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

TEST_CASE("http csrf: a token is good for its session and key alone") {
    const CsrfGuard guard(std::string(32, 'k'));
    const std::string token = guard.token("session-1", std::string(16, 'r'));
    CHECK(token != guard.token("session-1", std::string(16, 's')));
    CHECK(guard.is_token_of("session-1", token));
    CHECK_FALSE(guard.is_token_of("session-2", token));
    CHECK_FALSE(CsrfGuard(std::string(32, 'x')).is_token_of("session-1", token));
    for (std::size_t at = 0; at < token.size(); ++at) {
        std::string changed = token;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CHECK_FALSE(guard.is_token_of("session-1", changed));
    }
    Request request;
    CHECK(guard.check(request, "session-1", "") == CsrfVerdict::good);  // GET
    request.method = Method::post;
    CHECK(guard.check(request, "session-1", "") == CsrfVerdict::no_token);
    CHECK(guard.check(request, "session-1", token) == CsrfVerdict::good);
    CHECK(guard.check(request, "session-2", token) == CsrfVerdict::bad_token);
    request.headers.add(HeaderName::host, "office.example");
    request.headers.add(HeaderName::origin, "https://office.example");
    CHECK(guard.check(request, "session-1", token) == CsrfVerdict::good);
    request.headers.add(HeaderName::sec_fetch_site, "cross-site");
    CHECK(guard.check(request, "session-1", token) == CsrfVerdict::other_site);
    Request other = with(HeaderName::origin, "null");
    CHECK(is_from_other_site(other));
}

TEST_CASE("http response: no header can be split, and pages forbid what we never do") {
    Response response = Response::html("x");
    response.set("X-Test", "a\r\nSet-Cookie: evil=1");
    CHECK(response.find("x-test") == "a  Set-Cookie: evil=1");
    add_security_headers(response, /*is_secure=*/true);
    CHECK(response.find("Content-Security-Policy")->find("unsafe") == std::string_view::npos);
    CHECK(response.find("Cache-Control") == "no-store");
    CHECK(response.find("Strict-Transport-Security"));
}

}  // namespace
