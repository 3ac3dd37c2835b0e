// Tests of reading requests: what is one, what is none, and that cuts make no difference.
#include "http/request_reader.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace remit::http;

struct Outcome {
    bool is_complete = false;
    int fault = 0;
    std::string target;
    std::string body;
    std::size_t taken = 0;
    bool keeps_alive = false;
};

/// Gives the reader all bytes, `step` at a time, as a connection would.
Outcome read(std::string_view bytes, std::size_t step, const Limits& limits = {}) {
    RequestReader reader(limits);
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_limited = false;
    for (;;) {
        const std::size_t taken = reader.read(bytes.substr(begin, end - begin));
        begin += taken;
        if (reader.state() == RequestReader::State::body && !std::exchange(is_limited, true)) {
            reader.limit_body(100);
            continue;
        }
        if (reader.state() == RequestReader::State::complete ||
            reader.state() == RequestReader::State::failed)
            break;
        if (taken > 0 && begin < end) continue;
        if (end == bytes.size()) break;
        end = std::min(end + step, bytes.size());
    }
    Outcome outcome;
    outcome.taken = begin;
    outcome.is_complete = reader.state() == RequestReader::State::complete;
    outcome.keeps_alive = reader.keeps_alive();
    if (reader.state() == RequestReader::State::failed) outcome.fault = number_of(reader.fault());
    if (outcome.is_complete) {
        outcome.target = path_of(reader.request().path());
        outcome.body = reader.request().body_bytes;
    }
    return outcome;
}

/// The number of the fault, 200 for a whole request, 0 where more is needed; the same for all cuts.
int verdict(const std::string& bytes, const Limits& limits = {}) {
    const Outcome whole = read(bytes, bytes.size(), limits);
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
        const Outcome cut = read(bytes, step, limits);
        CHECK(cut.is_complete == whole.is_complete);
        CHECK((cut.fault != 0) == (whole.fault != 0));
        CHECK(cut.body == whole.body);
        if (whole.is_complete) CHECK(cut.taken == whole.taken);
    }
    return whole.is_complete ? 200 : whole.fault;
}

std::string get(std::string_view headers) {
    return "GET /a HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}
std::string post(std::string_view headers, std::string_view body) {
    return "POST /a HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

TEST_CASE("http reader: requests") {
    CHECK(verdict(get("")) == 200);
    CHECK(verdict("\r\n" + get("X: \xC5\xBE\r\n")) == 200);
    CHECK(verdict(get("A:\r\nB:\tx \r\n")) == 200);
    CHECK(verdict("GET http://x/a?b HTTP/1.1\r\nHost: x\r\n\r\n") == 200);
    CHECK(verdict("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n") == 200);
    CHECK(verdict(post("Content-Length: 3\r\n", "abc")) == 200);
    CHECK(verdict(post("Content-Length: 3\r\n", "ab")) == 0);
    CHECK(verdict(post("Content-Length: 0\r\n", "")) == 200);
    CHECK(verdict(post("Transfer-Encoding: Chunked\r\n", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")) ==
          200);
    const Outcome two = read(post("Content-Length: 3\r\n", "abc") + get(""), 1'000);
    CHECK(two.body == "abc");
    CHECK(two.taken == post("Content-Length: 3\r\n", "abc").size());
}

TEST_CASE("http reader: versions and what keeps a connection") {
    CHECK(read(get(""), 1'000).keeps_alive);
    CHECK_FALSE(read(get("Connection: x, Close\r\n"), 1'000).keeps_alive);
    CHECK_FALSE(read("GET / HTTP/1.0\r\n\r\n", 1'000).keeps_alive);
    CHECK(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 1'000).keeps_alive);
    CHECK(verdict("GET / HTTP/2.0\r\n\r\n") == 505);
    CHECK(verdict("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
    CHECK(verdict("GET / HTTP/1.2\r\n\r\n") == 505);
    CHECK(verdict("GET / http/1.1\r\n\r\n") == 400);
    CHECK(verdict("GET /\r\n\r\n") == 400);
}

TEST_CASE("http reader: what two servers could read in two ways is refused") {
    const std::string chunk = "1\r\na\r\n0\r\n\r\n";
    CHECK(verdict(post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", chunk)) == 400);
    CHECK(verdict(post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", chunk)) == 400);
    CHECK(verdict(post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")) == 400);
    CHECK(verdict(post("Content-Length: 3, 3\r\n", "abc")) == 400);
    for (const std::string_view length :
         {"+3", "-3", "0x3", "3 3", "", "3.0", "99999999999999999999"})
        CHECK(verdict(post("Content-Length: " + std::string(length) + "\r\n", "abc")) == 400);
    CHECK(verdict(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunk)) ==
          400);
    for (const std::string_view coding :
         {"gzip, chunked", "chunked, chunked", "identity", "xchunked", ""})
        CHECK(verdict(post("Transfer-Encoding: " + std::string(coding) + "\r\n", chunk)) == 501);
    CHECK(verdict("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk) == 400);
    CHECK(verdict(post("Transfer-Encoding : chunked\r\n", chunk)) == 400);
    CHECK(verdict(post("Transfer-Encoding\t: chunked\r\n", chunk)) == 400);
    CHECK(verdict(get("A: b\r\n c\r\n")) == 400);  // folded
    CHECK(verdict(get(" A: b\r\n")) == 400);
    CHECK(verdict("GET / HTTP/1.1\r\n Host: x\r\n\r\n") == 400);
    CHECK(verdict("GET / HTTP/1.1\nHost: x\n\n") == 400);
    CHECK(verdict(get("A: b\n")) == 400);
    CHECK(verdict(get("A: b\rc\r\n")) == 400);
    CHECK(verdict(get(std::string_view("A: \0\r\n", 6))) == 400);
    CHECK(verdict(get("A\x01: b\r\n")) == 400);
    CHECK(verdict(get("A b: c\r\n")) == 400);
    CHECK(verdict(get(": c\r\n")) == 400);
    CHECK(verdict(get("no colon\r\n")) == 400);
    CHECK(verdict(get("Host: y\r\n")) == 400);
    CHECK(verdict("GET / HTTP/1.1\r\n\r\n") == 400);  // no Host
    CHECK(verdict("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n") == 400);
    CHECK(verdict("GET  / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(verdict("GET / HTTP/1.1 \r\nHost: x\r\n\r\n") == 400);
    CHECK(verdict(" GET / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(verdict("GET /\xC5\xBE HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(verdict("GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
}

TEST_CASE("http reader: chunks are spelt in one way") {
    const auto chunked = [](const std::string& body) {
        return verdict(post("Transfer-Encoding: chunked\r\n", body));
    };
    CHECK(chunked("A\r\n0123456789\r\n0\r\n\r\n") == 200);
    CHECK(chunked("0\r\n\r\n") == 200);  // in pieces too, on which Beast 1.81 aborts
    CHECK(chunked("000A;a=\"b\"\r\n0123456789\r\n0;c\r\nA: b\r\n\r\n") == 200);
    CHECK(chunked("1\r\na\r\n0\r\nA: b\r\n c\r\n\r\n") == 400);  // a folded trailer
    CHECK(chunked("1\r\na\r\n0\r\nA: b\nB: c\r\n\r\n") == 400);
    CHECK(chunked("1;" + std::string(300, 'a') + "\r\na\r\n0\r\n\r\n") == 400);
    CHECK(chunked("0\r\nA: " + std::string(17'000, 'a') + "\r\n\r\n") == 400);
    CHECK(chunked("000000001\r\na\r\n0\r\n\r\n") == 400);
    for (const std::string_view bad :
         {"x\r\n", "-1\r\na\r\n", "+1\r\na\r\n", "0x1\r\na\r\n", "1\na\n0\n\n", "1\r\nab\r\n",
          "\r\n", "ffffffffffffffffff\r\n", "1 1\r\na\r\n", ";\r\n"}) {
        CAPTURE(bad);
        const int found = chunked(std::string(bad) + "\r\n0\r\n\r\n");
        CHECK((found == 400 || found == 413));
    }
    // A trailer is read and not kept: it could name who asks.
    Limits limits;
    RequestReader reader(limits);
    const std::string bytes =
        post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nCookie: s=evil\r\nHost: y\r\n\r\n");
    std::size_t at = reader.read(bytes);
    reader.limit_body(10);
    while (reader.state() == RequestReader::State::body) {
        const std::size_t taken = reader.read(std::string_view(bytes).substr(at));
        REQUIRE((taken > 0 || reader.state() != RequestReader::State::body));
        at += taken;
    }
    CHECK(reader.state() == RequestReader::State::complete);
    CHECK_FALSE(reader.request().headers.has(HeaderName::cookie));
    CHECK(reader.request().headers.text(HeaderName::host) == "x");
}

TEST_CASE("http reader: limits") {
    CHECK(verdict(post("Content-Length: 101\r\n", "")) == 413);
    CHECK(verdict(post("Transfer-Encoding: chunked\r\n", "65\r\n" + std::string(101, 'a'))) == 413);
    CHECK(verdict("GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
    CHECK(verdict(get("A: " + std::string(17'000, 'a') + "\r\n")) == 431);
    std::string many;
    for (int header = 0; header < 100; ++header) many += "A: b\r\n";
    CHECK(verdict(get(many)) == 431);
    CHECK(verdict("BREW / HTTP/1.1\r\nHost: x\r\n\r\n") == 501);
    CHECK(verdict(get("Expect: more\r\n")) == 417);
    Limits small;
    small.header_bytes_max = 64;
    CHECK(verdict(get(""), small) == 200);
    CHECK(verdict(get("A: " + std::string(60, 'a')), small) == 431);
}

TEST_CASE("http reader: who waits for 100 Continue") {
    Limits limits;
    RequestReader reader(limits);
    reader.read(post("Expect: 100-continue\r\nContent-Length: 3\r\n", ""));
    CHECK(reader.expects_continue());
    reader.restart();
    reader.read(post("Expect: 100-Continue\r\nContent-Length: 0\r\n", ""));
    CHECK_FALSE(reader.expects_continue());
    CHECK(reader.has_begun());
}

}  // namespace
