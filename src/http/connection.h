// One client's connection: read a request, have it handled, write the answer, again.
//
// Invariant: only the thread of the sockets calls it. It lives until it is closed and no operation
// of the system or of a worker holds it; then its Site forgets it. At most one request is handled
// at a time, and while it is, nothing more is read. Of http alone.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "http/request_reader.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace remit::http {

using Socket = boost::asio::generic::stream_protocol::socket;
using Clock = std::chrono::steady_clock;  // for limits and for what is logged; decides nothing else

class Connection;

/// What all connections share. The thread of the sockets alone uses it, but for `hooks` and `pool`.
struct Site {
    Site(base::Env& world, ServerOptions given, ServerHooks called);

    base::Env& env;
    const ServerOptions options;
    const ServerHooks hooks;
    boost::asio::io_context io{1};  // one thread runs it
    WorkerPool pool;

    std::unordered_map<const Connection*, std::unique_ptr<Connection>> connections;
    std::map<std::string, std::size_t, std::less<>> count_by_address;
    std::map<std::string, std::set<Connection*>, std::less<>> subscribers;  // by channel
    std::size_t body_bytes = 0;  // of all requests that are being read
    bool is_stopping = false;
    bool was_cut = false;
    std::string id_prefix;
    std::uint64_t request_count = 0;
    // These are read from other threads.
    std::atomic<std::uint64_t> open_count = 0;
    std::atomic<std::uint64_t> stream_count = 0;
    std::atomic<std::uint64_t> dropped_streams = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<std::uint64_t> answered = 0;
    std::int64_t date_seconds = -1;
    std::string date;  // of that second, as headers write it

    [[nodiscard]] std::string next_id();
    /// The value of Date.
    const std::string& date_now();
    /// Called when a connection is gone; may end the loop of a server that stops.
    std::function<void()> on_gone = [] {};
};

class Connection {
  public:
    /// `address`: whose it is for the limit by address; empty: nobody's.
    Connection(Site& site, Socket socket, std::string address, bool is_proxy);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    void start();
    /// Looks at the clock; called some times within the shortest limit.
    void sweep(Clock::time_point now);
    /// Closes now if nothing is being done for the client; else when that is done.
    void end_soon();
    void close();
    /// Whether all that was owed to the client was written.
    [[nodiscard]] bool is_lingering() const { return state_ == State::lingering; }
    /// Queues an event. It drops a client that has too many waiting.
    void push(std::string_view event);

  private:
    enum class State : std::uint8_t {
        idle,       // between requests
        reading,    // a request has begun
        handling,   // a worker has it
        writing,    // the answer
        lingering,  // the last answer is written; what still comes is thrown away
        streaming,  // events
        closed,
    };

    /// Keeps the connection alive while the system or a worker is at work for it.
    class Hold {
      public:
        explicit Hold(Connection* connection) : connection_(connection) { ++connection_->holds_; }
        Hold(Hold&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
        Hold& operator=(Hold&&) = delete;
        ~Hold();
        Connection* operator->() const { return connection_; }

      private:
        Connection* connection_;
    };
    class HandleRequest;

    void read();
    void on_read(const boost::system::error_code& error, std::size_t size);
    void proceed();
    void begin_request();
    void finish_head();
    void write_continue();
    void handle();
    void refuse(StatusCode status);
    void respond(Response response);
    void subscribe(Subscription& subscription);
    void write_head(const Response& response, bool has_length);
    void write();
    void on_written(const boost::system::error_code& error, std::size_t size);
    void finish_response();
    void write_events();
    void drop();
    void linger();
    void log_answer();
    void release_body();
    void identify(Request& request) const;
    [[nodiscard]] Clock::duration time_for(std::size_t bytes) const;

    Site& site_;
    Socket socket_;
    const std::string address_;
    const bool is_proxy_;
    State state_ = State::idle;
    int holds_ = 0;

    std::array<char, std::size_t{16} << 10U> in_{};
    std::size_t in_begin_ = 0;
    std::size_t in_end_ = 0;
    RequestReader reader_;
    bool is_head_finished_ = false;
    std::size_t held_body_bytes_ = 0;

    Clock::time_point deadline_;
    Clock::time_point begun_;
    AccessEntry entry_;
    bool is_head_method_ = false;
    bool is_closing_ = false;  // after this answer
    bool is_writing_ = false;
    bool is_secure_ = false;

    std::string head_;
    Response response_;
    std::string events_;  // that wait to be written
    std::vector<std::string> channels_;
    Clock::time_point next_pulse_;
    Clock::time_point event_deadline_;  // for the client to take what is being written
};

}  // namespace remit::http
