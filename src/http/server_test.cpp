// Tests of the server with real sockets on this machine, each on a port of its own.
#include "http/server.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "http/form.h"
#include "support/fake_env.h"
#include "support/http_client.h"

namespace {

using namespace remit::http;
using remit::testing::Answer;
using remit::testing::FakeEnv;
using remit::testing::HttpClient;
using std::chrono::milliseconds;

const std::string kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

std::string post(std::string_view path, std::string_view body, std::string_view more = "") {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more) + "\r\n" + std::string(body);
}

/// A door that handlers wait at until the test opens it.
class Gate {
  public:
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        arrived_.notify_all();
        opened_.wait(lock, [&] { return is_open_; });
    }
    void await(int count) {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [&] { return waiting_ >= count; });
    }
    void open() {
        const std::lock_guard lock(mutex_);
        is_open_ = true;
        opened_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable opened_;
    int waiting_ = 0;
    bool is_open_ = false;
};

/// What the handlers below answer. `gate` holds "/gate"; "/fault" fails.
class Office {
  public:
    explicit Office(ServerOptions options = {}) {
        ServerHooks hooks = hooks_of(router_);
        hooks.log = [this](const AccessEntry& entry) {
            const std::lock_guard lock(mutex_);
            lines_ += write_access_line(entry);
        };
        hooks.incident = [this](std::string_view id, std::string_view what) {
            const std::lock_guard lock(mutex_);
            lines_ += write_incident_line(id, what);
        };
        server_ = Server::start(env_, std::move(options), std::move(hooks)).value();
    }
    ~Office() { gate.open(); }

    Server& server() { return *server_; }
    HttpClient client() { return HttpClient(server_->port()); }
    std::string lines() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

    Gate gate;

  private:
    Response at_gate(const Request&) {
        gate.wait();
        return Response::text("through");
    }
    static Response fault(const Request&) {
        return Response::text(std::string(1, std::string().at(3)));
    }
    static Response events(const Request& request) {
        return Response::events({.channels = {"desk", std::string(request.path_value("who"))},
                                 .first = write_event({.name = "hello", .data = "1", .id = ""})});
    }

    FakeEnv env_;
    std::mutex mutex_;
    std::string lines_;
    Router router_{{
        {.method = Method::get,
         .pattern = "/",
         .name = "root",
         .handler = [](const Request&) { return Response::html("<p>desk</p>"); }},
        {.method = Method::get,
         .pattern = "/long",
         .name = "long",
         .handler = [](const Request&) { return Response::text(std::string(8'000'000, 'x')); }},
        {.method = Method::post,
         .pattern = "/echo",
         .name = "echo",
         .handler = [](const Request& r) { return Response::text(r.body_bytes); },
         .body_bytes_max = 100'000},
        {.method = Method::get,
         .pattern = "/who",
         .name = "who",
         .handler =
             [](const Request& r) {
                 return Response::text(r.peer_address + (r.is_secure ? " secure" : ""));
             }},
        {.method = Method::get,
         .pattern = "/gate",
         .name = "gate",
         .handler = [this](const Request& r) { return at_gate(r); }},
        {.method = Method::get, .pattern = "/fault", .name = "fault", .handler = fault},
        {.method = Method::get, .pattern = "/events/{who}", .name = "events", .handler = events},
    }};
    std::unique_ptr<Server> server_;
};

/// How many files and threads this process has.
std::size_t entries_of(const char* folder) {
    const std::filesystem::directory_iterator all(folder);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST_CASE("http server: a page, with the headers that every answer has") {
    Office office;
    HttpClient client = office.client();
    const Answer answer = client.ask(kGet);
    CHECK(answer.status == 200);
    CHECK(answer.body == "<p>desk</p>");
    CHECK(answer.header("Date") == "Thu, 01 Jan 2026 00:00:00 GMT");
    CHECK(answer.header("Content-Type") == "text/html; charset=utf-8");
    CHECK(answer.header("Content-Security-Policy"));
    CHECK(answer.header("X-Request-Id"));
    CHECK_FALSE(answer.header("Connection"));
    const Answer head = client.ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", /*has_body=*/false);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "11");
    CHECK(client.ask("GET /no HTTP/1.1\r\nHost: x\r\n\r\n").status == 404);
    CHECK(client.ask("PUT / HTTP/1.1\r\nHost: x\r\n\r\n").header("Allow") == "OPTIONS, GET, HEAD");
}

TEST_CASE("http server: 1,000 requests on one connection, and pipelined ones in their order") {
    Office office;
    HttpClient client = office.client();
    for (int count = 0; count < 1'000; ++count) REQUIRE(client.ask(kGet).status == 200);
    std::string many;
    for (int count = 0; count < 200; ++count) many += post("/echo", std::to_string(count));
    client.send(many);
    for (int count = 0; count < 200; ++count) REQUIRE(client.read().body == std::to_string(count));
    CHECK(
        client.ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").header("Connection") ==
        "close");
    CHECK(client.is_ended());
    CHECK(office.server().counts().requests == 1'201);
}

TEST_CASE("http server: bodies with a length, in chunks, and only after 100 Continue") {
    Office office;
    HttpClient client = office.client();
    const std::string big(90'000, 'b');
    CHECK(client.ask(post("/echo", big)).body == big);
    std::string chunks = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int chunk = 0; chunk < 1'000; ++chunk) chunks += "3\r\nabc\r\n";
    CHECK(client.ask(chunks + "0\r\n\r\n").body.size() == 3'000);
    client.send(
        "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(client.read().status == 100);
    CHECK(client.ask("ab").body == "ab");
    CHECK(client
              .ask("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                   "Content-Length: 100001\r\n\r\n")
              .status == 413);
    CHECK(client.is_ended());
    HttpClient other = office.client();
    CHECK(other.ask(post("/echo", std::string(100'001, 'x'))).status == 413);
}

TEST_CASE("http server: a handler that fails costs a page with a number, which the log knows") {
    Office office;
    HttpClient client = office.client();
    const Answer answer = client.ask("GET /fault?secret=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(answer.status == 500);
    const std::string id = answer.header("X-Request-Id").value();
    CHECK(office.lines().find("{\"incident\":\"" + id + "\"") != std::string::npos);
    CHECK(client.ask(kGet).status == 200);
    CHECK(office.lines().find(
              "\"method\":\"GET\",\"path\":\"/fault\",\"route\":\"fault\",\"status\":500") !=
          std::string::npos);
    CHECK(office.lines().find("secret") == std::string::npos);
}

TEST_CASE("http server: 200 connections at once") {
    Office office;
    std::vector<HttpClient> clients;
    for (int count = 0; count < 200; ++count) clients.push_back(office.client());
    for (HttpClient& client : clients) REQUIRE(client.send(kGet));
    for (HttpClient& client : clients) REQUIRE(client.read().status == 200);
    CHECK(office.server().counts().connections == 200);
}

TEST_CASE("http server: no more connections than the limits say, in all and from one address") {
    ServerOptions options;
    options.limits.connections_by_address_max = 2;
    Office office(options);
    HttpClient first = office.client();
    HttpClient second = office.client();
    CHECK(first.ask(kGet).status == 200);
    CHECK(second.ask(kGet).status == 200);
    HttpClient third = office.client();
    CHECK(third.read().status == 503);
    CHECK(third.is_ended());
    CHECK(office.server().counts().refused_connections == 1);

    options.limits = {};
    options.limits.connections_max = 1;
    options.proxy = Proxy::local;
    Office small(options);
    HttpClient only = small.client();
    CHECK(only.ask(kGet).status == 200);
    CHECK(small.client().read().status == 503);
}

TEST_CASE("http server: a full queue of requests is said at once") {
    ServerOptions options;
    options.workers = 1;
    options.limits.queued_requests_max = 1;
    Office office(options);
    const std::string gate = "GET /gate HTTP/1.1\r\nHost: x\r\n\r\n";
    HttpClient working = office.client();
    working.send(gate);
    office.gate.await(1);
    // One of the three waits in the queue, the two others are told.
    std::vector<HttpClient> clients;
    for (int count = 0; count < 3; ++count) {
        clients.push_back(office.client());
        clients.back().send(gate);
    }
    while (office.server().counts().requests < 2) std::this_thread::yield();
    office.gate.open();
    CHECK(working.read().body == "through");
    int statuses = 0;
    for (HttpClient& client : clients) statuses += client.read().status;
    CHECK(statuses == 200 + 503 + 503);
}

ServerOptions impatient() {
    ServerOptions options;
    options.limits.request_time = milliseconds(60);
    options.limits.write_time = milliseconds(60);
    options.limits.idle_time = milliseconds(120);
    options.limits.linger_time = milliseconds(60);
    options.limits.bytes_per_second_min = std::size_t{1} << 40U;
    return options;
}

TEST_CASE("http server: a client that sends slowly, or nothing, or takes nothing is let go") {
    Office office(impatient());
    HttpClient silent = office.client();
    HttpClient slow = office.client();
    HttpClient body = office.client();
    HttpClient greedy = office.client();
    slow.send("GET / HTTP/1.1\r\nHo");
    body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
    greedy.send("GET /long HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(slow.read().status == 408);
    CHECK(body.read().status == 408);
    CHECK(slow.is_ended());
    CHECK(silent.is_ended());
    // The other end is closed: what was on its way is all that comes.
    while (office.server().counts().connections > 0) std::this_thread::yield();
    greedy.drain();
    CHECK(office.client().ask(kGet).status == 200);
}

TEST_CASE("http server: who has said all gets an answer, who is gone costs nothing") {
    Office office;
    HttpClient client = office.client();
    client.send(kGet);
    client.end();
    CHECK(client.read().status == 200);
    CHECK(client.is_ended());
    {
        HttpClient gone = office.client();
        gone.send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n");
        office.gate.await(1);
        HttpClient half = office.client();
        half.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
        half.end();
        CHECK(half.is_ended());
    }
    office.gate.open();
    CHECK(office.client().ask(kGet).status == 200);
}

TEST_CASE("http server: whom a proxy of ours names, and that nobody else is believed") {
    const std::string asked =
        "GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.2.3.4, 5.6.7.8\r\n"
        "X-Forwarded-Proto: https\r\n\r\n";
    Office alone;
    CHECK(alone.client().ask(asked).body == "127.0.0.1");
    ServerOptions options;
    options.proxy = Proxy::local;
    Office behind(options);
    const Answer answer = behind.client().ask(asked);
    CHECK(answer.body == "5.6.7.8 secure");
    CHECK(answer.header("Strict-Transport-Security"));
}

TEST_CASE("http server: a Unix socket, and one that a crash left behind") {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("remit-http-" + std::to_string(::getpid())))
            .string();
    ServerOptions options;
    options.listens_on_port = false;
    options.socket_path = path;
    for (int round = 0; round < 2; ++round) {
        Office office(options);
        CHECK(office.server().port() == 0);
        CHECK(HttpClient(path).ask(kGet).status == 200);
        FakeEnv env;
        CHECK(Server::start(env, options, {.handle = [](Request&) { return Response(); }})
                  .error()
                  .code == remit::ErrorCode::io);
    }
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("http server: an address that cannot be listened on is said") {
    Office office;
    FakeEnv env;
    const ServerHooks hooks{.handle = [](Request&) { return Response(); }};
    ServerOptions options;
    options.port = office.server().port();
    CHECK(Server::start(env, options, hooks).error().code == remit::ErrorCode::io);
    options.address = "nowhere";
    CHECK(Server::start(env, options, hooks).error().code == remit::ErrorCode::invalid_input);
    options = {.listens_on_port = false, .socket_path = std::string(200, 'x')};
    CHECK(Server::start(env, options, hooks).error().code == remit::ErrorCode::invalid_input);
}

TEST_CASE("http server: events reach who subscribed, and who takes none is dropped") {
    ServerOptions options;
    options.limits.event_pulse_time = milliseconds(40);
    options.limits.event_streams_max = 2;
    Office office(options);
    HttpClient ana = office.client();
    ana.send("GET /events/ana HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string head = ana.read_until("\r\n\r\n");
    CHECK(head.find("Content-Type: text/event-stream") != std::string::npos);
    CHECK(head.find("Content-Length") == std::string::npos);
    CHECK(ana.read_until("\n\n") == "event: hello\ndata: 1\n\n");
    HttpClient ivo = office.client();
    ivo.send("GET /events/ivo HTTP/1.1\r\nHost: x\r\n\r\n");
    ivo.read_until("data: 1\n\n");
    CHECK(office.server().counts().event_streams == 2);
    CHECK(office.client().ask("GET /events/x HTTP/1.1\r\nHost: x\r\n\r\n").status == 503);

    office.server().publish("ivo", {.name = "n", .data = "for ivo", .id = "1"});
    office.server().publish("desk", {.name = "n", .data = "for all", .id = "2"});
    CHECK(ivo.read_until("for all\n\n").find("for ivo") != std::string::npos);
    CHECK(ana.read_until("for all\n\n").find("for ivo") == std::string::npos);
    CHECK(ana.read_until(":\n\n") == ":\n\n");  // a sign of life

    // Ana reads on, Ivo does not: he is dropped once his queue is full, and she misses nothing.
    const std::string data(20'000, 'd');
    for (int event = 0; office.server().counts().dropped_streams == 0 && event < 2'000; ++event) {
        office.server().publish("desk", {.name = "", .data = data, .id = ""});
        REQUIRE(ana.read_until(data + "\n\n").size() > data.size());
    }
    CHECK(office.server().counts().dropped_streams == 1);
    CHECK(office.server().counts().event_streams == 1);
}

TEST_CASE("http server: an event stream ends when the client has gone or its time is up") {
    ServerOptions options;
    options.limits.event_stream_time = milliseconds(80);
    Office office(options);
    {
        HttpClient gone = office.client();
        gone.send("GET /events/x HTTP/1.1\r\nHost: x\r\n\r\n");
        gone.read_until("data: 1\n\n");
    }
    HttpClient client = office.client();
    client.send("GET /events/x HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_until("data: 1\n\n");
    CHECK(client.is_ended());
    while (office.server().counts().event_streams > 0) std::this_thread::yield();
}

TEST_CASE("http server: what runs when it stops is finished, and nothing is begun") {
    Office office;
    HttpClient working = office.client();
    working.send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n");
    office.gate.await(1);
    HttpClient idle = office.client();
    CHECK(idle.ask(kGet).status == 200);
    const std::uint16_t port = office.server().port();
    bool was_clean = false;
    std::thread stopper([&] { was_clean = office.server().stop(milliseconds(5'000)).ok(); });
    CHECK(idle.is_ended());
    CHECK_FALSE(HttpClient(port).is_connected());
    office.gate.open();
    const Answer answer = working.read();
    CHECK(answer.body == "through");
    CHECK(answer.header("Connection") == "close");
    CHECK(working.is_ended());
    { const HttpClient closed = std::move(working); }
    stopper.join();
    CHECK(was_clean);
}

TEST_CASE("http server: stopped under load, every request was answered whole or not at all") {
    const std::size_t files = entries_of("/proc/self/fd");
    const std::size_t threads = entries_of("/proc/self/task");
    {
        Office office;
        std::atomic<int> answered = 0;
        std::atomic<int> halves = 0;
        std::vector<std::thread> users;
        for (int user = 0; user < 8; ++user) {
            users.emplace_back([&] {
                HttpClient client = office.client();
                for (;;) {
                    const Answer answer = client.ask(kGet);
                    if (answer.status == 0) return;
                    ++answered;
                    if (answer.status != 200 || answer.body != "<p>desk</p>") ++halves;
                    if (answer.header("Connection")) return;
                }
            });
        }
        while (answered < 500) std::this_thread::yield();
        CHECK(office.server().stop(milliseconds(5'000)).ok());
        for (std::thread& user : users) user.join();
        CHECK(halves == 0);
    }
    CHECK(entries_of("/proc/self/fd") == files);
    CHECK(entries_of("/proc/self/task") == threads);
}

TEST_CASE("http server: what does not end in time is cut, and that is said") {
    Office office;
    HttpClient slow = office.client();
    slow.send("GET / HTTP/1.1\r\n");
    CHECK(office.client().ask(kGet).status == 200);  // so the other was accepted
    CHECK(office.server().stop(milliseconds(20)).error().code == remit::ErrorCode::unavailable);
    CHECK(slow.is_ended());
}

// --- malformed requests --------------------------------------------------------------------------

std::string mutated(std::mt19937& random, std::string bytes) {
    static const std::vector<std::string> kShapes = {"Content-Length: 5\r\n",
                                                     "Transfer-Encoding: chunked\r\n",
                                                     "Content-Length: 5\r\nContent-Length: 6\r\n",
                                                     "\n",
                                                     "\r",
                                                     std::string(1, '\0'),
                                                     "\r\n \t",
                                                     " :",
                                                     "\x80\xFF",
                                                     "%",
                                                     "%00",
                                                     "..",
                                                     "//",
                                                     "ffffffffffffffff\r\n",
                                                     "-1\r\n",
                                                     "0\r\n\r\n",
                                                     std::string(20'000, 'a'),
                                                     "HTTP/9.9",
                                                     "\r\n\r\n",
                                                     "Expect: 100-continue\r\n",
                                                     "Host: y\r\n",
                                                     "Connection: close\r\n"};
    for (auto left = 1 + random() % 3; left > 0; --left) {
        const std::size_t at = random() % (bytes.size() + 1);
        switch (random() % 4) {
            case 0:
                bytes.insert(at, kShapes[random() % kShapes.size()]);
                break;
            case 1:
                bytes.erase(at, random() % 8);
                break;
            case 2:
                if (at < bytes.size()) bytes[at] = static_cast<char>(random() % 256);
                break;
            default:
                if (const auto end = bytes.find("\r\n"); end != std::string::npos)
                    bytes.insert(end + 2, kShapes[random() % kShapes.size()]);
        }
    }
    return bytes;
}

TEST_CASE("http server: 2,000 malformed requests, no answer of which is a fault of ours") {
    ServerOptions options = impatient();
    Office office(options);
    const std::vector<std::string> good = {
        kGet, post("/echo", "hello"), "HEAD /x%20y?a=b HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
        "chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"};
    std::mt19937 random(6);
    std::atomic<int> faults = 0;
    std::vector<std::vector<std::string>> work(8);
    for (std::size_t count = 0; count < 2'000; ++count)
        work[count % work.size()].push_back(mutated(random, good[count % good.size()]));
    std::vector<std::thread> users;
    for (const auto& requests : work) {
        users.emplace_back([&] {
            for (const std::string& bytes : requests) {
                HttpClient client = office.client();
                client.send(bytes);
                client.end();
                // Answers until the server ends the connection, each of a known kind.
                for (Answer answer = client.read(!bytes.starts_with("HEAD")); answer.status != 0;
                     answer = client.read()) {
                    const bool is_known =
                        answer.status < 500 || answer.status == 501 || answer.status == 505;
                    if (!is_known) ++faults;
                }
            }
        });
    }
    for (std::thread& user : users) user.join();
    CHECK(faults == 0);
    CHECK(office.client().ask(kGet).status == 200);
    while (office.server().counts().connections > 0) std::this_thread::yield();
    CHECK(office.server().stop(milliseconds(5'000)).ok());
}

}  // namespace
