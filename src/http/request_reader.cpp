#include "http/request_reader.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "base/check.h"
#include "http/ascii.h"

namespace remit::http {

namespace beast = boost::beast::http;

namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

// A byte that may stand in a head: blanks, tabs, what can be seen, and bytes above ASCII, which
// RFC 9110, 5.5, leaves to the values. A line end is two bytes and is looked at apart.
bool is_head_byte(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return (code >= 0x20 && code != 0x7F) || byte == '\t';
}

// Of these a request has one at most; a second one would be read by some and not by others.
bool stands_once(HeaderName name) {
    switch (name) {
        case HeaderName::authorization:
        case HeaderName::content_length:
        case HeaderName::content_type:
        case HeaderName::csrf_token:
        case HeaderName::expect:
        case HeaderName::host:
        case HeaderName::idempotency_key:
        case HeaderName::last_event_id:
        case HeaderName::origin:
        case HeaderName::referer:
        case HeaderName::sec_fetch_site:
        case HeaderName::transfer_encoding:
        case HeaderName::user_agent:
            return true;
        case HeaderName::accept:
        case HeaderName::accept_encoding:
        case HeaderName::accept_language:
        case HeaderName::connection:
        case HeaderName::cookie:
        case HeaderName::forwarded_for:
        case HeaderName::forwarded_proto:
        case HeaderName::htmx_request:
        case HeaderName::htmx_target:
        case HeaderName::if_match:
        case HeaderName::if_none_match:
        case HeaderName::prefer:
            return false;
    }
    return false;
}

bool lists_word(std::string_view list, std::string_view word) {
    while (!list.empty())
        if (is_same_word(trimmed(take_until(list, ',')), word)) return true;
    return false;
}

// Digits only, up to a petabyte: what has more is no length.
std::optional<std::size_t> read_length(std::string_view text) {
    if (text.empty() || text.size() > 15) return std::nullopt;
    std::size_t length = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        length = length * 10 + static_cast<std::size_t>(digit - '0');
    }
    return length;
}

bool is_host(std::string_view host) {
    return std::ranges::all_of(host, [](char byte) {
        return is_token_byte(byte) || byte == ':' || byte == '[' || byte == ']';
    });
}

}  // namespace

void RequestReader::restart() {
    state_ = State::head;
    request_ = Request();
    head_.clear();
    is_version_11_ = true;
    expects_continue_ = false;
    keeps_alive_ = true;
    part_ = Part::nothing;
    left_ = 0;
    line_.clear();
    trailer_bytes_ = 0;
}

void RequestReader::fail(StatusCode fault) {
    state_ = State::failed;
    fault_ = fault;
    keeps_alive_ = false;
}

bool RequestReader::has_begun() const {
    return state_ != State::head || !head_.empty();
}

std::size_t RequestReader::read(std::string_view bytes) {
    switch (state_) {
        case State::head:
            return read_head(bytes);
        case State::body:
            return read_body(bytes);
        case State::complete:
        case State::failed:
            return 0;
    }
    return 0;
}

// Looks at each byte of the head as it comes, so that what can never be a request is refused at
// once, and not when the time is up.
std::size_t RequestReader::read_head(std::string_view bytes) {
    std::size_t taken = 0;
    for (const char byte : bytes) {
        ++taken;
        const bool is_behind_return = !head_.empty() && head_.back() == '\r';
        if (is_behind_return != (byte == '\n') ||
            (byte != '\r' && byte != '\n' && !is_head_byte(byte))) {
            fail(StatusCode::bad_request);
            return taken;
        }
        head_ += byte;
        if (byte != '\n') continue;
        if (head_ == "\r\n") head_.clear();  // RFC 9112, 2.2: an empty line before a request
        if (head_.ends_with(kHeadEnd)) {
            finish_head();
            return taken;
        }
    }
    if (head_.size() > limits_.header_bytes_max) {
        fail(StatusCode::headers_too_large);
    } else if (head_.size() > limits_.target_bytes_max + 20 &&
               head_.find('\r') == std::string::npos) {
        fail(StatusCode::uri_too_long);
    }
    return taken;
}

void RequestReader::finish_head() {
    if (head_.size() > limits_.header_bytes_max) return fail(StatusCode::headers_too_large);
    std::string_view rest = std::string_view(head_).substr(0, head_.size() - 2);
    const auto take_line = [&] {
        const std::size_t end = rest.find("\r\n");
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        return line;
    };
    if (!read_request_line(take_line())) return;
    for (std::size_t count = 1; !rest.empty(); ++count) {
        if (count > limits_.header_count_max) return fail(StatusCode::headers_too_large);
        if (!read_header(take_line())) return;
    }
    if (!check_framing()) return;

    if (!is_head_for_beast()) return fail(StatusCode::bad_request);
    state_ = State::body;
}

// A second opinion on the head, whole as it is, and on how long the body is.
bool RequestReader::is_head_for_beast() const {
    beast::request_parser<beast::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(head_.size() + 1));
    parser.body_limit(boost::none);
    boost::beast::error_code error;
    const std::size_t read = parser.put(boost::asio::buffer(head_), error);
    const bool is_chunked = request_.headers.has(HeaderName::transfer_encoding);
    const auto length = request_.headers.find(HeaderName::content_length);
    return !error && read == head_.size() && parser.is_header_done() &&
           parser.chunked() == is_chunked &&
           parser.content_length().value_or(0) == read_length(length.value_or("0"));
}

// RFC 9112, section 3: method SP target SP version, and not one blank more.
bool RequestReader::read_request_line(std::string_view line) {
    const auto refuse = [&](StatusCode fault) {
        fail(fault);
        return false;
    };
    const std::string_view method = take_until(line, ' ');
    const std::string_view target = take_until(line, ' ');
    const std::string_view version = line;
    if (!is_token(method) || target.empty()) return refuse(StatusCode::bad_request);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        const bool is_other = version.size() == 8 && version.starts_with("HTTP/") &&
                              version[6] == '.' && version[5] >= '0' && version[5] <= '9';
        return refuse(is_other ? StatusCode::version_not_supported : StatusCode::bad_request);
    }
    is_version_11_ = version == "HTTP/1.1";
    if (target.size() > limits_.target_bytes_max) return refuse(StatusCode::uri_too_long);
    const std::optional<Method> known = method_of(method);
    if (!known) return refuse(StatusCode::not_implemented);
    const bool is_ascii = std::ranges::all_of(
        target, [](char byte) { return byte > 0x20 && byte < 0x7F && byte != '#'; });
    if (!is_ascii) return refuse(StatusCode::bad_request);
    Result<Target> read = read_target(target);
    if (!read.ok()) return refuse(StatusCode::bad_request);
    request_.method = *known;
    request_.target = std::move(read).value();
    return true;
}

// RFC 9112, section 5: no blank before the name (a folded line) nor before the colon.
bool RequestReader::read_header(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        fail(StatusCode::bad_request);
        return false;
    }
    const std::optional<HeaderName> name = header_name_of(line.substr(0, colon));
    if (!name) return true;
    if (stands_once(*name) && request_.headers.has(*name)) {
        fail(StatusCode::bad_request);
        return false;
    }
    request_.headers.add(*name, line.substr(colon + 1));
    return true;
}

// RFC 9112, 3.2 (Host) and 6.3 (length of the body).
bool RequestReader::check_framing() {
    const Headers& headers = request_.headers;
    const auto refuse = [&](StatusCode fault) {
        fail(fault);
        return false;
    };
    const auto host = headers.find(HeaderName::host);
    if ((!host && is_version_11_) || (host && !is_host(*host)))
        return refuse(StatusCode::bad_request);
    const auto length = headers.find(HeaderName::content_length);
    const auto coding = headers.find(HeaderName::transfer_encoding);
    if (length && (coding || !read_length(*length))) return refuse(StatusCode::bad_request);
    if (coding && !is_version_11_) return refuse(StatusCode::bad_request);
    if (coding && !is_same_word(*coding, "chunked")) return refuse(StatusCode::not_implemented);
    if (const auto expect = headers.find(HeaderName::expect)) {
        if (!is_same_word(*expect, "100-continue")) return refuse(StatusCode::expectation_failed);
        expects_continue_ = is_version_11_ && (coding || read_length(length.value_or("0")) != 0);
    }
    const std::string_view connection = headers.text(HeaderName::connection);
    keeps_alive_ =
        is_version_11_ ? !lists_word(connection, "close") : lists_word(connection, "keep-alive");
    return true;
}

void RequestReader::limit_body(std::size_t bytes_max) {
    REMIT_CHECK(state_ == State::body);
    body_bytes_max_ = bytes_max;
    if (request_.headers.has(HeaderName::transfer_encoding)) {
        part_ = Part::chunk_size;
        return;
    }
    left_ = read_length(request_.headers.text(HeaderName::content_length)).value_or(0);
    if (left_ > body_bytes_max_) return fail(StatusCode::content_too_large);
    part_ = left_ > 0 ? Part::bytes : Part::nothing;
}

// RFC 9112, 6.3 and 7.1.
std::size_t RequestReader::read_body(std::string_view bytes) {
    std::size_t taken = 0;
    while (state_ == State::body && part_ != Part::nothing && taken < bytes.size()) {
        const std::string_view rest = bytes.substr(taken);
        const bool is_raw = part_ == Part::bytes || part_ == Part::chunk_bytes;
        taken += is_raw ? take_bytes(rest) : take_line(rest);
    }
    if (state_ == State::body && part_ == Part::nothing) state_ = State::complete;
    return taken;
}

std::size_t RequestReader::take_bytes(std::string_view bytes) {
    const std::string_view taken = bytes.substr(0, left_);
    request_.body_bytes += taken;
    left_ -= taken.size();
    if (left_ == 0) part_ = part_ == Part::bytes ? Part::nothing : Part::chunk_end;
    return taken.size();
}

// Up to the end of one line, byte by byte, as in the head.
std::size_t RequestReader::take_line(std::string_view bytes) {
    const std::size_t bytes_max =
        part_ == Part::trailer ? limits_.header_bytes_max - trailer_bytes_ : kChunkLineBytesMax;
    std::size_t taken = 0;
    for (const char byte : bytes) {
        ++taken;
        const bool is_behind_return = line_.ends_with('\r');
        const bool is_end = byte == '\n';
        if (is_behind_return != is_end || (byte != '\r' && !is_end && !is_head_byte(byte)) ||
            line_.size() >= bytes_max) {
            fail(StatusCode::bad_request);
            return taken;
        }
        if (is_end) {
            line_.pop_back();
            finish_line();
            line_.clear();
            return taken;
        }
        line_ += byte;
    }
    return taken;
}

void RequestReader::finish_line() {
    if (part_ == Part::chunk_size) return begin_chunk(line_);
    if (part_ == Part::chunk_end) {
        if (!line_.empty()) return fail(StatusCode::bad_request);
        part_ = Part::chunk_size;
        return;
    }
    if (line_.empty()) {
        part_ = Part::nothing;
        return;
    }
    // A trailer is well formed or refused, and never kept: it could name who asks.
    trailer_bytes_ += line_.size();
    const std::size_t colon = line_.find(':');
    if (colon == std::string::npos || !is_token(std::string_view(line_).substr(0, colon)))
        fail(StatusCode::bad_request);
}

// Up to eight hexadecimal digits; what follows behind ';' is for nobody we know.
void RequestReader::begin_chunk(std::string_view line) {
    const std::string_view digits = take_until(line, ';');
    std::size_t size = 0;
    const char* const behind = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), behind, size, 16);
    if (error != std::errc() || end != behind || digits.size() > 8)
        return fail(StatusCode::bad_request);
    if (size > body_bytes_max_ - request_.body_bytes.size())
        return fail(StatusCode::content_too_large);
    left_ = size;
    part_ = size > 0 ? Part::chunk_bytes : Part::trailer;
}

}  // namespace remit::http
