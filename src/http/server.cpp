#include "http/server.h"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "http/connection.h"

namespace remit::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Local = asio::local::stream_protocol;

namespace {

Error cannot_listen(const std::string& where, const error_code& error) {
    return base::make_error(ErrorCode::io, "cannot listen on " + where + ": " + error.message() +
                                               "; choose another, or end the program that has it");
}

// How often limits of time are looked at: some times within the shortest.
Clock::duration sweep_time(const Limits& limits) {
    using std::chrono::milliseconds;
    const milliseconds shortest =
        std::min({limits.request_time, limits.write_time, limits.idle_time, limits.linger_time,
                  limits.event_pulse_time, limits.event_stream_time});
    return std::clamp(shortest / 4, milliseconds(2), milliseconds(500));
}

}  // namespace

class Server::Impl {
  public:
    Impl(base::Env& env, ServerOptions options, ServerHooks hooks)
        : site_(env, std::move(options), std::move(hooks)),
          work_(asio::make_work_guard(site_.io)),
          timer_(site_.io) {
        site_.on_gone = [this] { finish_if_empty(); };
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() = default;

    Status listen_on_port() {
        error_code error;
        const auto address = asio::ip::make_address(site_.options.address, error);
        if (error) {
            return base::make_error(ErrorCode::invalid_input, "'" + site_.options.address +
                                                                  "' is no address: write one such "
                                                                  "as 127.0.0.1");
        }
        const tcp::endpoint endpoint(address, site_.options.port);
        tcp::acceptor& acceptor = tcp_.emplace(site_.io);
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(tcp::acceptor::reuse_address(/*v=*/true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (!error) port_ = acceptor.local_endpoint(error).port();
        if (error) {
            return cannot_listen(site_.options.address + ":" + std::to_string(site_.options.port),
                                 error);
        }
        return base::done();
    }

    Status listen_on_socket() {
        const std::string& path = site_.options.socket_path;
        if (path.size() >= Local::endpoint().capacity() - sizeof(unsigned short)) {
            return base::make_error(ErrorCode::invalid_input,
                                    "the path of the socket is too long: '" + path + "'");
        }
        remove_dead_socket(path);
        error_code error;
        Local::acceptor& acceptor = local_.emplace(site_.io);
        acceptor.open(Local(), error);
        if (!error) acceptor.bind(Local::endpoint(path), error);
        if (!error) owns_path_ = true;
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) return cannot_listen(path, error);
        return base::done();
    }

    void serve() {
        accept_all();
        sweep();
        thread_ = std::thread([this] { site_.io.run(); });
    }

    Status stop(std::chrono::milliseconds deadline) {
        if (thread_.joinable()) {
            asio::post(site_.io, [this, deadline] { begin_stop(deadline); });
            thread_.join();
        }
        site_.pool.close();
        if (std::exchange(owns_path_, false)) ::unlink(site_.options.socket_path.c_str());
        if (!site_.was_cut) return base::done();
        return base::make_error(ErrorCode::unavailable,
                                "requests were cut, since they did not end in time");
    }

    void publish(std::string channel, std::string event) {
        asio::post(site_.io, [this, channel = std::move(channel), event = std::move(event)] {
            const auto found = site_.subscribers.find(channel);
            if (found == site_.subscribers.end()) return;
            // A copy: a client that is dropped leaves the set.
            const std::vector<Connection*> clients(found->second.begin(), found->second.end());
            for (Connection* client : clients) client->push(event);
        });
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] ServerCounts counts() const {
        return {.connections = site_.open_count,
                .event_streams = site_.stream_count,
                .requests = site_.answered,
                .refused_connections = site_.refused,
                .dropped_streams = site_.dropped_streams};
    }

  private:
    // A socket on which nobody listens is what a crash left behind; one that answers is not ours.
    static void remove_dead_socket(const std::string& path) {
        asio::io_context io;
        Local::socket probe(io);
        error_code error;
        probe.connect(Local::endpoint(path), error);
        if (error == asio::error::connection_refused) ::unlink(path.c_str());
    }

    void accept_all() {
        if (tcp_ && !is_accepting_tcp_) accept_tcp();
        if (local_ && !is_accepting_local_) accept_local();
    }

    // When accepting fails (no more files), the next sweep tries again.
    void accept_tcp() {
        is_accepting_tcp_ = true;
        tcp_->async_accept([this](const error_code& error, tcp::socket socket) {
            is_accepting_tcp_ = false;
            if (error || site_.is_stopping) return;
            error_code ignored;
            socket.set_option(tcp::no_delay(/*v=*/true), ignored);
            const asio::ip::address address = socket.remote_endpoint(ignored).address();
            const bool is_proxy = site_.options.proxy == Proxy::local && address.is_loopback();
            open(Socket(std::move(socket)), is_proxy ? std::string() : address.to_string(),
                 is_proxy);
            accept_tcp();
        });
    }

    void accept_local() {
        is_accepting_local_ = true;
        local_->async_accept([this](const error_code& error, Local::socket socket) {
            is_accepting_local_ = false;
            if (error || site_.is_stopping) return;
            open(Socket(std::move(socket)), {}, site_.options.proxy == Proxy::local);
            accept_local();
        });
    }

    void open(Socket socket, std::string address, bool is_proxy) {
        const Limits& limits = site_.options.limits;
        const auto same = site_.count_by_address.find(address);
        const bool is_one_too_many = same != site_.count_by_address.end() &&
                                     same->second >= limits.connections_by_address_max;
        if (is_one_too_many || site_.connections.size() >= limits.connections_max) {
            ++site_.refused;
            // Said once, if the system takes it at once; nobody waits for this client.
            constexpr std::string_view kBusy =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                "Connection: close\r\n\r\n";
            error_code ignored;
            socket.non_blocking(/*mode=*/true, ignored);
            socket.write_some(asio::buffer(kBusy.data(), kBusy.size()), ignored);
            return;
        }
        auto connection =
            std::make_unique<Connection>(site_, std::move(socket), std::move(address), is_proxy);
        Connection* const opened = connection.get();
        site_.connections.emplace(opened, std::move(connection));
        site_.open_count = site_.connections.size();
        opened->start();
    }

    [[nodiscard]] std::vector<Connection*> all() const {
        std::vector<Connection*> out;
        out.reserve(site_.connections.size());
        for (const auto& [key, connection] : site_.connections) out.push_back(connection.get());
        return out;
    }

    void sweep() {
        timer_.expires_after(sweep_time(site_.options.limits));
        timer_.async_wait([this](const error_code& error) {
            if (error || is_finished_) return;
            const Clock::time_point now = Clock::now();
            for (Connection* connection : all()) connection->sweep(now);
            if (site_.is_stopping && now >= stop_deadline_) cut();
            if (!site_.is_stopping) accept_all();
            if (!is_finished_) sweep();
        });
    }

    void begin_stop(std::chrono::milliseconds deadline) {
        site_.is_stopping = true;
        stop_deadline_ = Clock::now() + deadline;
        error_code ignored;
        if (tcp_) tcp_->close(ignored);
        if (local_) local_->close(ignored);
        for (Connection* connection : all()) connection->end_soon();
        if (deadline.count() == 0) cut();
        finish_if_empty();
    }

    void cut() {
        for (Connection* connection : all()) {
            if (!connection->is_lingering()) site_.was_cut = true;
            connection->close();
        }
    }

    // A connection is gone only when no worker has it, so that no worker is left with nothing to
    // answer to.
    void finish_if_empty() {
        if (!site_.is_stopping || !site_.connections.empty()) return;
        is_finished_ = true;
        timer_.cancel();
        work_.reset();
    }

    Site site_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    asio::steady_timer timer_;
    std::optional<tcp::acceptor> tcp_;
    std::optional<Local::acceptor> local_;
    bool is_accepting_tcp_ = false;
    bool is_accepting_local_ = false;
    bool is_finished_ = false;
    bool owns_path_ = false;
    std::uint16_t port_ = 0;
    Clock::time_point stop_deadline_;
    std::thread thread_;
};

ServerHooks hooks_of(const Router& router) {
    return {.handle = [&router](Request& request) { return router.handle(request); },
            .body_bytes_max =
                [&router](const Request& request) { return router.body_bytes_max(request); }};
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
    if (!impl_->stop(std::chrono::milliseconds(0)).ok()) return;  // nobody is there to be told
}

Result<std::unique_ptr<Server>> Server::start(base::Env& env, ServerOptions options,
                                              ServerHooks hooks) {
    REMIT_CHECK(hooks.handle != nullptr && options.workers > 0);
    const bool listens_on_port = options.listens_on_port;
    const bool listens_on_socket = !options.socket_path.empty();
    auto impl = std::make_unique<Impl>(env, std::move(options), std::move(hooks));
    if (listens_on_port) REMIT_TRY(impl->listen_on_port());
    if (listens_on_socket) REMIT_TRY(impl->listen_on_socket());
    impl->serve();
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const {
    return impl_->port();
}

void Server::publish(std::string channel, const Event& event) {
    impl_->publish(std::move(channel), write_event(event));
}

ServerCounts Server::counts() const {
    return impl_->counts();
}

Status Server::stop(std::chrono::milliseconds deadline) {
    return impl_->stop(deadline);
}

}  // namespace remit::http
