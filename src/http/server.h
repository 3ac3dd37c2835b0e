// The server: sockets to requests, answers to sockets. HTTP/1.1; TLS and HTTP/2 are a proxy's.
//
// Invariant: one thread does all that touches sockets, and workers do nothing but handle requests,
// so that a slow client costs no worker and a slow handler no other client's bytes. Requests of one
// connection are answered one by one, in their order. Whatever a handler does, its client gets an
// answer: an exception is caught last here and becomes a 500 with a number that the log knows.
//
//     Router router(routes, error_page);
//     auto server = REMIT_TRY(Server::start(env, {.port = 8080}, hooks_of(router)));
//     ...
//     server->stop(std::chrono::seconds(10));
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/env.h"
#include "base/result.h"
#include "http/access_log.h"
#include "http/events.h"
#include "http/limits.h"
#include "http/router.h"

namespace remit::http {

/// Whom the server believes what X-Forwarded-For and X-Forwarded-Proto say.
enum class Proxy : std::uint8_t {
    none,   // nobody
    local,  // who connects from this machine, or by the Unix socket: our reverse proxy
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;        // 0: any that is free
    bool listens_on_port = true;   // without, the Unix socket is all there is
    std::string socket_path = {};  // of a Unix socket to listen on as well; empty: none
    std::size_t workers = 4;
    Proxy proxy = Proxy::none;
    Limits limits = {};
};

/// What the server calls. All but `log` run in workers, many at a time.
struct ServerHooks {
    std::function<Response(Request&)> handle;
    /// How long a body is taken; asked before it is read, by the thread of the sockets: be quick.
    std::function<std::size_t(const Request&)> body_bytes_max;
    /// Makes the page of an incident, with the number of the request; Router::plain_error if unset.
    ErrorPage error_page = Router::plain_error;
    /// Gets each request that was answered, from the thread of the sockets: be quick.
    std::function<void(const AccessEntry&)> log = [](const AccessEntry&) {};
    /// Gets what an exception said that a handler let out, with the number of the request.
    std::function<void(std::string_view id, std::string_view what)> incident =
        [](std::string_view, std::string_view) {};
};

/// The hooks of a router, which must outlive the server.
ServerHooks hooks_of(const Router& router);

struct ServerCounts {
    std::uint64_t connections = 0;  // open now
    std::uint64_t event_streams = 0;
    std::uint64_t requests = 0;             // answered since the start
    std::uint64_t refused_connections = 0;  // over a limit
    std::uint64_t dropped_streams = 0;      // that did not take their events
};

class Server final : public EventSink {
  public:
    /// Listens and serves. `env` gives the time and the numbers of requests, and must outlive the
    /// server. Errors: io (the address is taken, or not this machine's), invalid_input (no
    /// address).
    static Result<std::unique_ptr<Server>> start(base::Env& env, ServerOptions options,
                                                 ServerHooks hooks);
    ~Server() override;  // stops at once

    /// Which port it listens on; 0 where it does not.
    [[nodiscard]] std::uint16_t port() const;
    void publish(std::string channel, const Event& event) override;
    [[nodiscard]] ServerCounts counts() const;

    /// Takes no more connections and requests, lets those that were begun finish, and ends its
    /// threads. After the deadline it cuts what is left; it waits for handlers that still run,
    /// since nothing can end those. From a thread of none of its own.
    /// Errors: unavailable (something was cut).
    Status stop(std::chrono::milliseconds deadline);

  private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace remit::http
