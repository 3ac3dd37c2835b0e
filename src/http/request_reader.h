// Bytes of a connection to one Request, by RFC 9112 at its strictest.
//
// Invariant: however the bytes are cut, the same bytes give the same request, or none; and no two
// programs can disagree on where the request ends. So whatever RFC 9112 lets a server read in two
// ways is refused: a line end that is not CR LF, a folded header, a blank before a colon, NUL, both
// lengths or a length twice, a Transfer-Encoding other than "chunked".
// Our reading of a head is checked by Boost.Beast, which must find the same; only
// request_reader.cpp includes it. Bodies are taken apart here: the parser of Beast 1.81 aborts on a
// last chunk that comes in pieces, and takes folded trailers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/limits.h"
#include "http/method.h"
#include "http/request.h"

namespace remit::http {

/// Of the line that gives a chunk's size, with what is written behind the size.
inline constexpr std::size_t kChunkLineBytesMax = 256;

class RequestReader {
  public:
    enum class State : std::uint8_t {
        head,      // the request line or headers are not whole yet
        body,      // request() has all but its body
        complete,  // request() is whole
        failed,    // fault() says why; the connection cannot go on
    };

    explicit RequestReader(const Limits& limits) : limits_(limits) {}
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Takes bytes off the front and says how many. It stops behind the head, once, and when the
    /// request is complete or failed; else it takes all.
    std::size_t read(std::string_view bytes);
    /// How long a body is taken; to be called behind the head. It may fail the request with 413.
    void limit_body(std::size_t bytes_max);
    /// Begins the next request.
    void restart();

    [[nodiscard]] State state() const { return state_; }
    /// Of a failed request.
    [[nodiscard]] StatusCode fault() const { return fault_; }
    /// Whether any byte of a request was read.
    [[nodiscard]] bool has_begun() const;
    /// Whether the client waits for "100 Continue" before it sends the body.
    [[nodiscard]] bool expects_continue() const { return expects_continue_; }
    /// Whether the client takes more answers on this connection.
    [[nodiscard]] bool keeps_alive() const { return keeps_alive_; }
    /// How many bytes of the body are held.
    [[nodiscard]] std::size_t body_size() const { return request_.body_bytes.size(); }
    /// From `body` on. The body is there when it is complete.
    [[nodiscard]] Request& request() { return request_; }

  private:
    /// What of a body comes next.
    enum class Part : std::uint8_t { bytes, chunk_size, chunk_bytes, chunk_end, trailer, nothing };

    void fail(StatusCode fault);
    std::size_t read_head(std::string_view bytes);
    std::size_t read_body(std::string_view bytes);
    std::size_t take_bytes(std::string_view bytes);
    std::size_t take_line(std::string_view bytes);
    void finish_head();
    void finish_line();
    void begin_chunk(std::string_view line);
    bool read_request_line(std::string_view line);
    bool read_header(std::string_view line);
    bool check_framing();
    [[nodiscard]] bool is_head_for_beast() const;

    const Limits& limits_;
    State state_ = State::head;
    StatusCode fault_ = StatusCode::bad_request;
    Request request_;
    std::string head_;
    bool is_version_11_ = true;
    bool expects_continue_ = false;
    bool keeps_alive_ = true;

    Part part_ = Part::nothing;
    std::size_t body_bytes_max_ = 0;
    std::size_t left_ = 0;  // bytes of the body or chunk that are still to come
    std::string line_;      // of a chunk's size, its end, or a trailer
    std::size_t trailer_bytes_ = 0;
};

}  // namespace remit::http
