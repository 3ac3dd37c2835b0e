// A client of HTTP for tests that sends exactly the bytes it is told: a blocking socket on this
// machine, with a limit of time on each wait.
//
// It reads one answer at a time, by its Content-Length or to the end of the connection, and trusts
// nothing else, so that a test sees what is really on the wire. Never waits longer than
// kWaitMillis.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace remit::testing {

struct Answer {
    int status = 0;  // 0: the connection ended, or nothing came
    std::string head;
    std::string body;

    /// The value of a header, as it is written; none where it is absent.
    [[nodiscard]] std::optional<std::string> header(std::string_view name) const {
        const std::string start = "\r\n" + std::string(name) + ": ";
        const std::size_t at = head.find(start);
        if (at == std::string::npos) return std::nullopt;
        const std::size_t begin = at + start.size();
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

class HttpClient {
  public:
    static constexpr int kWaitMillis = 5'000;

    explicit HttpClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
    explicit HttpClient(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }
    HttpClient(HttpClient&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)),
          is_connected_(other.is_connected_),
          received_(std::move(other.received_)) {}
    HttpClient& operator=(HttpClient&&) = delete;
    ~HttpClient() {
        if (socket_ >= 0) ::close(socket_);
    }

    [[nodiscard]] bool is_connected() const { return is_connected_; }

    /// Sends all; false where the other side has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Says that nothing more will be sent.
    void end() { ::shutdown(socket_, SHUT_WR); }

    /// The next answer. `has_body`: false for one to HEAD.
    Answer read(bool has_body = true) {
        Answer answer;
        std::size_t end = std::string::npos;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return answer;
        answer.head = received_.substr(0, end + 2);
        received_.erase(0, end + 4);
        if (answer.head.size() > 12)
            std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
        const bool is_bodiless =
            answer.status == 204 || answer.status == 304 || answer.status < 200;
        if (!has_body || is_bodiless) return answer;
        std::size_t length = 0;
        const auto text = answer.header("Content-Length");
        if (!text) return answer;
        std::from_chars(text->data(), text->data() + text->size(), length);
        while (received_.size() < length)
            if (!more()) break;
        answer.body = received_.substr(0, length);
        received_.erase(0, answer.body.size());
        return answer;
    }
    Answer ask(std::string_view request, bool has_body = true) {
        send(request);
        return read(has_body);
    }
    /// What comes until this text has come, with it.
    std::string read_until(std::string_view text) {
        std::size_t at = std::string::npos;
        while ((at = received_.find(text)) == std::string::npos)
            if (!more()) return std::exchange(received_, {});
        std::string taken = received_.substr(0, at + text.size());
        received_.erase(0, taken.size());
        return taken;
    }
    /// Whether the other side ends the connection without sending more.
    bool is_ended() {
        while (more()) {
        }
        return is_over_ && received_.empty();
    }
    /// Reads what there is and throws it away, until the connection ends or the time is up.
    void drain() {
        while (more()) received_.clear();
    }

  private:
    void connect(const sockaddr* address, socklen_t size) {
        is_connected_ = ::connect(socket_, address, size) == 0;
    }
    bool more() {
        pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
        if (::poll(&wait, 1, kWaitMillis) != 1) return false;
        char buffer[65'536];
        const auto size = ::recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) {
            is_over_ = true;
            return false;
        }
        received_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    int socket_;
    bool is_connected_ = false;
    bool is_over_ = false;
    std::string received_;
};

}  // namespace remit::testing
