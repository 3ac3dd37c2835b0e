#include "http/connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <optional>
#include <vector>

#include "base/byte_text.h"
#include "http/ascii.h"
#include "http/security.h"

namespace remit::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

// Civil date of days since 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::string http_date(std::int64_t seconds) {
    constexpr std::array<const char*, 7> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds moment{std::chrono::seconds(std::max<std::int64_t>(seconds, 0))};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::int64_t second = (moment - day).count();
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       kDays[static_cast<std::size_t>(day.time_since_epoch().count() % 7)],
                       static_cast<unsigned>(date.day()),
                       kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), second / 3600, second / 60 % 60, second % 60);
}

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kPulse = ":\n\n";  // a comment, which pages do not see

}  // namespace

Site::Site(base::Env& world, ServerOptions given, ServerHooks called)
    : env(world),
      options(std::move(given)),
      hooks(std::move(called)),
      pool(options.workers, options.limits.queued_requests_max),
      id_prefix(base::to_hex(env.random_bytes(6))) {}

std::string Site::next_id() {
    return id_prefix + fmt::format("-{:x}", ++request_count);
}

const std::string& Site::date_now() {
    const std::int64_t now = env.now_seconds();
    if (now != date_seconds) {
        date_seconds = now;
        date = http_date(now);
    }
    return date;
}

/// A request on its way through a worker. What it holds comes back to the thread of the sockets.
class Connection::HandleRequest final : public Task {
  public:
    HandleRequest(Hold hold, Site& site, Request request)
        : hold_(std::move(hold)), site_(site), request_(std::move(request)) {}

    void run() override {
        Response response = answer();
        asio::post(site_.io, [hold = std::move(hold_), route = request_.route_name,
                              made = std::move(response)]() mutable {
            hold->entry_.route = route;
            hold->respond(std::move(made));
        });
    }

  private:
    Response answer() {
        try {
            return site_.hooks.handle(request_);
        } catch (const std::exception& fault) {
            return incident(fault.what());
        } catch (...) {
            return incident("an exception that says nothing");
        }
    }
    Response incident(std::string_view what) {
        site_.hooks.incident(request_.id, what);
        try {
            return site_.hooks.error_page(request_, StatusCode::internal_error);
        } catch (...) {
            return Router::plain_error(request_, StatusCode::internal_error);
        }
    }

    Hold hold_;
    Site& site_;
    Request request_;
};

Connection::Hold::~Hold() {
    if (connection_ == nullptr || --connection_->holds_ > 0) return;
    if (connection_->state_ != State::closed) return;
    Site& site = connection_->site_;
    site.connections.erase(connection_);
    site.open_count = site.connections.size();
    site.on_gone();
}

Connection::Connection(Site& site, Socket socket, std::string address, bool is_proxy)
    : site_(site),
      socket_(std::move(socket)),
      address_(std::move(address)),
      is_proxy_(is_proxy),
      reader_(site.options.limits) {
    if (!address_.empty()) ++site_.count_by_address[address_];
}

Connection::~Connection() {
    if (address_.empty()) return;
    const auto count = site_.count_by_address.find(address_);
    if (--count->second == 0) site_.count_by_address.erase(count);
}

void Connection::start() {
    deadline_ = Clock::now() + site_.options.limits.idle_time;
    read();
}

void Connection::close() {
    if (state_ == State::closed) return;
    const Hold hold(this);  // the last one forgets the connection
    if (state_ == State::streaming) {
        --site_.stream_count;
        for (const std::string& channel : channels_) {
            const auto found = site_.subscribers.find(channel);
            if (found == site_.subscribers.end()) continue;
            found->second.erase(this);
            if (found->second.empty()) site_.subscribers.erase(found);
        }
    }
    release_body();
    state_ = State::closed;
    error_code ignored;
    socket_.close(ignored);
}

void Connection::end_soon() {
    is_closing_ = true;
    if (state_ == State::idle || state_ == State::streaming) close();
}

void Connection::sweep(Clock::time_point now) {
    const Limits& limits = site_.options.limits;
    if (state_ == State::streaming && now >= next_pulse_ && !is_writing_) {
        push(kPulse);
        next_pulse_ = now + limits.event_pulse_time;
    }
    if (state_ == State::streaming && is_writing_ && now >= event_deadline_) return drop();
    if (state_ == State::handling || state_ == State::closed || now < deadline_) return;
    if (state_ != State::reading || is_writing_) return close();
    error_code ignored;
    socket_.cancel(ignored);  // the read that waits; its end is not looked at
    refuse(StatusCode::request_timeout);
}

// --- reading -------------------------------------------------------------------------------------

void Connection::read() {
    if (in_begin_ == in_end_) in_begin_ = in_end_ = 0;
    if (in_end_ == in_.size()) {
        std::copy(in_.begin() + static_cast<std::ptrdiff_t>(in_begin_), in_.end(), in_.begin());
        in_end_ -= std::exchange(in_begin_, 0);
    }
    socket_.async_read_some(asio::buffer(in_.data() + in_end_, in_.size() - in_end_),
                            [hold = Hold(this)](const error_code& error, std::size_t size) {
                                hold->on_read(error, size);
                            });
}

void Connection::on_read(const error_code& error, std::size_t size) {
    switch (state_) {
        case State::idle:
        case State::reading:
            if (error) return close();
            in_end_ += size;
            return proceed();
        case State::lingering:
        case State::streaming:  // nothing more is expected; the end of the stream is
            if (error) return close();
            in_begin_ = in_end_ = 0;
            return read();
        case State::handling:
        case State::writing:  // a read that was cancelled
        case State::closed:
            return;
    }
}

// Takes what was read as far as it goes; ends in a read, in the hands of a worker or in an answer.
void Connection::proceed() {
    for (;;) {
        const std::string_view bytes(in_.data() + in_begin_, in_end_ - in_begin_);
        const std::size_t taken = reader_.read(bytes);
        in_begin_ += taken;
        if (state_ == State::idle && reader_.has_begun()) begin_request();
        switch (reader_.state()) {
            case RequestReader::State::failed:
                return refuse(reader_.fault());
            case RequestReader::State::complete:
                return handle();
            case RequestReader::State::head:
                return read();
            case RequestReader::State::body:
                break;
        }
        if (!is_head_finished_) {
            finish_head();
            continue;
        }
        const std::size_t size = reader_.body_size();
        site_.body_bytes += size - std::exchange(held_body_bytes_, size);
        deadline_ = begun_ + site_.options.limits.request_time + time_for(size);
        if (site_.body_bytes > site_.options.limits.body_bytes_in_all_max)
            return refuse(StatusCode::unavailable);
        if (in_begin_ == in_end_ && reader_.expects_continue() && size == 0 && !is_writing_)
            return write_continue();
        if (in_begin_ == in_end_) return read();
    }
}

// How much longer a client may take for so many bytes: an upload over a slow line is no attack.
Clock::duration Connection::time_for(std::size_t bytes) const {
    return std::chrono::milliseconds(bytes * 1'000 / site_.options.limits.bytes_per_second_min);
}

void Connection::begin_request() {
    state_ = State::reading;
    begun_ = Clock::now();
    deadline_ = begun_ + site_.options.limits.request_time;
    entry_ = AccessEntry();
    entry_.id = site_.next_id();
}

void Connection::finish_head() {
    is_head_finished_ = true;
    Request& request = reader_.request();
    request.id = entry_.id;
    identify(request);
    is_secure_ = request.is_secure;
    is_head_method_ = request.method == Method::head;
    entry_.method = name_of(request.method);
    entry_.path = request.target.is_asterisk ? "*" : path_of(request.path());
    reader_.limit_body(site_.hooks.body_bytes_max ? site_.hooks.body_bytes_max(request)
                                                  : kBodyBytesMax);
}

// Who asks: the peer, or whom our proxy names last.
void Connection::identify(Request& request) const {
    request.peer_address = address_;
    if (!is_proxy_) return;
    std::string_view forwarded = request.headers.text(HeaderName::forwarded_for);
    forwarded.remove_prefix(std::min(forwarded.rfind(',') + 1, forwarded.size()));
    error_code error;
    const auto address = asio::ip::make_address(std::string(trimmed(forwarded)), error);
    request.peer_address = error ? std::string() : address.to_string();
    request.is_secure = request.headers.text(HeaderName::forwarded_proto) == "https";
}

// It is written once: is_writing_ stays set until the answer is.
void Connection::write_continue() {
    is_writing_ = true;
    asio::async_write(socket_, asio::buffer(kContinue.data(), kContinue.size()),
                      [hold = Hold(this)](const error_code& error, std::size_t) {
                          if (hold->state_ != State::reading) return;
                          if (error) return hold->close();
                          hold->read();
                      });
}

void Connection::release_body() {
    site_.body_bytes -= std::exchange(held_body_bytes_, 0);
}

void Connection::handle() {
    state_ = State::handling;
    is_writing_ = false;
    is_closing_ = is_closing_ || !reader_.keeps_alive() || site_.is_stopping;
    std::unique_ptr<Task> task =
        std::make_unique<HandleRequest>(Hold(this), site_, std::move(reader_.request()));
    if (!site_.pool.submit(task)) refuse(StatusCode::unavailable);
}

// --- answering -----------------------------------------------------------------------------------

// An answer of the server itself, after which the connection ends.
void Connection::refuse(StatusCode status) {
    is_closing_ = true;
    Request none;
    none.id = entry_.id;
    Response response = Router::plain_error(none, status);
    if (status == StatusCode::unavailable) response.set("Retry-After", "1");
    respond(std::move(response));
}

void Connection::respond(Response response) {
    if (state_ == State::closed) return;
    release_body();
    state_ = State::writing;
    is_closing_ = is_closing_ || site_.is_stopping;
    response_ = std::move(response);
    if (response_.subscription &&
        (is_head_method_ || site_.stream_count >= site_.options.limits.event_streams_max)) {
        response_ = Response::text("Too many streams\n", StatusCode::unavailable);
    }
    const bool has_body =
        response_.status != StatusCode::no_content && response_.status != StatusCode::not_modified;
    if (response_.subscription) is_closing_ = true;
    add_security_headers(response_, is_secure_);
    write_head(response_, has_body && !response_.subscription);
    if (!has_body || is_head_method_) {
        response_.body.clear();
        response_.lasting_body = {};
    }
    entry_.status = number_of(response_.status);
    entry_.bytes = response_.bytes().size();
    write();
}

void Connection::write_head(const Response& response, bool has_length) {
    head_.clear();
    head_ += "HTTP/1.1 ";
    head_ += std::to_string(number_of(response.status));
    head_ += ' ';
    head_ += reason_of(response.status);
    const auto add = [&](std::string_view name, std::string_view value) {
        head_ += "\r\n";
        head_ += name;
        head_ += ": ";
        head_ += value;
    };
    add("Date", site_.date_now());
    for (const Header& header : response.headers()) add(header.name, header.value);
    add("X-Request-Id", entry_.id);
    if (has_length) add("Content-Length", std::to_string(response.bytes().size()));
    if (is_closing_) add("Connection", "close");
    head_ += "\r\n\r\n";
}

void Connection::write() {
    is_writing_ = true;
    const std::string_view body = response_.bytes();
    deadline_ = Clock::now() + site_.options.limits.write_time + time_for(body.size());
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head_),
                                                       asio::buffer(body.data(), body.size())};
    asio::async_write(socket_, buffers,
                      [hold = Hold(this)](const error_code& error, std::size_t size) {
                          hold->on_written(error, size);
                      });
}

void Connection::on_written(const error_code& error, std::size_t /*size*/) {
    is_writing_ = false;
    if (state_ == State::closed) return;
    if (error) return close();
    log_answer();
    finish_response();
}

void Connection::log_answer() {
    ++site_.answered;
    entry_.time = site_.env.now_seconds();
    entry_.micros =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_).count();
    site_.hooks.log(entry_);
}

void Connection::finish_response() {
    if (response_.subscription) return subscribe(*response_.subscription);
    if (is_closing_ || site_.is_stopping) return linger();
    reader_.restart();
    is_head_finished_ = false;
    is_head_method_ = false;
    state_ = State::idle;
    deadline_ = Clock::now() + site_.options.limits.idle_time;
    proceed();
}

// Closing a socket with unread bytes would take the answer away from the client: RFC 9112, 9.6.
void Connection::linger() {
    state_ = State::lingering;
    deadline_ = Clock::now() + site_.options.limits.linger_time;
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    if (error) return close();
    in_begin_ = in_end_ = 0;
    read();
}

// --- events --------------------------------------------------------------------------------------

void Connection::subscribe(Subscription& subscription) {
    state_ = State::streaming;
    ++site_.stream_count;
    channels_ = std::move(subscription.channels);
    for (const std::string& channel : channels_) site_.subscribers[channel].insert(this);
    const Clock::time_point now = Clock::now();
    deadline_ = now + site_.options.limits.event_stream_time;
    next_pulse_ = now + site_.options.limits.event_pulse_time;
    in_begin_ = in_end_ = 0;
    read();
    if (!subscription.first.empty()) push(subscription.first);
}

void Connection::push(std::string_view event) {
    if (state_ != State::streaming) return;
    if (events_.size() + event.size() > site_.options.limits.event_bytes_queued_max) return drop();
    events_ += event;
    if (!is_writing_) write_events();
}

void Connection::drop() {
    ++site_.dropped_streams;
    close();
}

void Connection::write_events() {
    is_writing_ = true;
    event_deadline_ = Clock::now() + site_.options.limits.write_time;
    head_ = std::exchange(events_, std::string());
    asio::async_write(socket_, asio::buffer(head_),
                      [hold = Hold(this)](const error_code& error, std::size_t) {
                          hold->is_writing_ = false;
                          if (hold->state_ == State::closed) return;
                          if (error) return hold->close();
                          if (!hold->events_.empty()) hold->write_events();
                      });
}

}  // namespace remit::http
