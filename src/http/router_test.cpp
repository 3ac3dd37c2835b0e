// Tests of routes, assets, events and the log: what answers what.
#include "http/router.h"

#include <doctest/doctest.h>

#include <string>

#include "http/access_log.h"
#include "http/assets.h"
#include "http/events.h"

namespace {

using namespace remit::http;

Response named(const Request& request) {
    std::string out(request.route_name);
    for (const auto& [name, value] : request.path_values)
        out += " " + std::string(name) + "=" + value;
    return Response::text(out);
}

Router sample() {
    return Router(
        {{.method = Method::get, .pattern = "/", .name = "desk", .handler = named},
         {.method = Method::get, .pattern = "/matters/{id}", .name = "matter", .handler = named},
         {.method = Method::get, .pattern = "/matters/new", .name = "new", .handler = named},
         {.method = Method::post,
          .pattern = "/matters/{id}",
          .name = "change",
          .handler = named,
          .body_bytes_max = 7},
         {.method = Method::get,
          .pattern = "/matters/{id}/papers/{number}",
          .name = "paper",
          .handler = named},
         {.method = Method::get,
          .pattern = "/matters/new/{kind}",
          .name = "kind",
          .handler = named},
         {.method = Method::get,
          .pattern = "/assets/{file...}",
          .name = "assets",
          .handler = named}});
}

Request request_of(Method method, std::string_view target) {
    Request request;
    request.method = method;
    request.target = read_target(target).value();
    return request;
}

std::string answered(const Router& router, Method method, std::string_view target) {
    Request request = request_of(method, target);
    const Response response = router.handle(request);
    if (response.status == StatusCode::ok) return response.body;
    std::string out = std::to_string(number_of(response.status));
    if (const auto allow = response.find("Allow")) out += " " + std::string(*allow);
    if (const auto location = response.find("Location")) out += " " + std::string(*location);
    return out;
}

TEST_CASE("http router: a word goes before a value, whatever the order of the table") {
    const Router router = sample();
    CHECK(answered(router, Method::get, "/") == "desk");
    CHECK(answered(router, Method::get, "/matters/7?x=1") == "matter id=7");
    CHECK(answered(router, Method::get, "/matters/018-05%2F26") == "matter id=018-05/26");
    CHECK(answered(router, Method::get, "/matters/new") == "new");
    CHECK(answered(router, Method::get, "/matters/new/brief") == "kind kind=brief");
    CHECK(answered(router, Method::get, "/matters/new/papers/1") == "paper id=new number=1");
    CHECK(answered(router, Method::get, "/assets/a/b.css") == "assets file=a/b.css");
    CHECK(answered(router, Method::head, "/matters/7") == "matter id=7");
    CHECK(answered(router, Method::post, "/matters/7") == "change id=7");
}

TEST_CASE("http router: what is not in the table") {
    const Router router = sample();
    CHECK(answered(router, Method::get, "/nothing") == "404");
    CHECK(answered(router, Method::get, "/assets") == "404");
    CHECK(answered(router, Method::delete_, "/matters/7") == "405 OPTIONS, GET, HEAD, POST");
    CHECK(answered(router, Method::options, "/matters/7") == "204 OPTIONS, GET, HEAD, POST");
    CHECK(answered(router, Method::options, "*").starts_with("204 "));
    CHECK(answered(router, Method::get, "/matters/7/?a=b") == "308 /matters/7?a=b");
    CHECK(answered(router, Method::get, "//matters/./7") == "308 /matters/7");
    CHECK(answered(router, Method::get, "//evil.example/..") == "308 /");
}

TEST_CASE("http router: the table can be listed, and gives paths and limits") {
    const Router router = sample();
    CHECK(router.routes().size() == 7);
    CHECK(router.path_for("desk") == "/");
    CHECK(router.path_for("paper", {"a/b", "2"}) == "/matters/a%2Fb/papers/2");
    CHECK(router.path_for("assets", {"a/b c"}) == "/assets/a/b%20c");
    CHECK(router.body_bytes_max(request_of(Method::post, "/matters/7")) == 7);
    CHECK(router.body_bytes_max(request_of(Method::post, "/nothing")) == kBodyBytesMax);
}

TEST_CASE("http assets: for ever under a name with a fingerprint, in the form the client takes") {
    Assets assets("/assets");
    assets.add({.name = "remit.css",
                .media_type = "text/css",
                .bytes = "body{}",
                .gzip = "gz",
                .brotli = "b"});
    const std::string path(assets.path_of("remit.css"));
    CHECK(path.starts_with("/assets/remit."));
    CHECK(path.ends_with(".css"));
    const std::string name = path.substr(8);
    Request request;
    CHECK(assets.answer(request, name).bytes() == "body{}");
    CHECK(assets.answer(request, "remit.css").status == StatusCode::not_found);
    request.headers.add(HeaderName::accept_encoding, "gzip");
    const Response gzip = assets.answer(request, name);
    CHECK(gzip.bytes() == "gz");
    CHECK(gzip.find("Content-Encoding") == "gzip");
    CHECK(gzip.find("Cache-Control") == "public, max-age=31536000, immutable");
    request.headers.add(HeaderName::accept_encoding, "br");
    CHECK(assets.answer(request, name).bytes() == "b");
    request.headers.add(HeaderName::if_none_match, *assets.answer(request, name).find("ETag"));
    CHECK(assets.answer(request, name).status == StatusCode::not_modified);
    CHECK(media_type_of_file("a.b.js") == "text/javascript; charset=utf-8");
}

TEST_CASE("http events: no data can make another field") {
    CHECK(write_event({.name = "desk", .data = "a\r\nb\rc\n\nid: 9", .id = "7\n8"}) ==
          "event: desk\nid: 7 8\ndata: a\ndata: b\ndata: c\ndata: \ndata: id: 9\n\n");
    CHECK(write_event({.name = "", .data = "", .id = ""}) == "data: \n\n");
}

TEST_CASE("http log: one line of JSON, whatever the path") {
    const std::string line = write_access_line({.time = 5,
                                                .id = "x-1",
                                                .method = "GET",
                                                .path = "/a%22",
                                                .route = "r",
                                                .status = 200,
                                                .bytes = 3,
                                                .micros = 12});
    CHECK(line ==
          "{\"time\":5,\"id\":\"x-1\",\"method\":\"GET\",\"path\":\"/a%22\",\"route\":\"r\","
          "\"status\":200,\"bytes\":3,\"us\":12}\n");
    CHECK(write_incident_line("x-1", "bad\n\"\xFF") ==
          "{\"incident\":\"x-1\",\"what\":\"bad?\\\"?\"}\n");
}

}  // namespace
