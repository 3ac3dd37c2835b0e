// Every limit of the server, by name.
//
// Invariant: nothing that a client sends is read, kept or waited for without one of these. The
// defaults are what `remit serve` uses; tests pass smaller ones.
#pragma once

#include <chrono>
#include <cstddef>

namespace remit::http {

/// Of a request that carries text only.
inline constexpr std::size_t kBodyBytesMax = std::size_t{1} << 20U;
/// Of a request that uploads papers; a route asks for it.
inline constexpr std::size_t kUploadBytesMax = std::size_t{32} << 20U;

struct Limits {
    // Of one request.
    std::size_t header_bytes_max = std::size_t{16} << 10U;  // request line and headers
    std::size_t header_count_max = 100;
    std::size_t target_bytes_max = std::size_t{4} << 10U;
    std::chrono::milliseconds request_time{30'000};  // from its first byte to its last, and
    std::chrono::milliseconds write_time{30'000};    // to take the answer; both longer by the
    std::size_t bytes_per_second_min = std::size_t{64} << 10U;  // time that its body may take so
    std::chrono::milliseconds idle_time{60'000};                // between two requests
    std::chrono::milliseconds linger_time{1'000};  // to read an answer that ends the connection

    // Of all together.
    std::size_t connections_max = 1'024;
    std::size_t connections_by_address_max = 256;
    std::size_t queued_requests_max = 1'024;  // that wait for a worker
    std::size_t body_bytes_in_all_max = std::size_t{256} << 20U;

    // Of event streams.
    std::size_t event_streams_max = 512;
    std::size_t event_bytes_queued_max = std::size_t{64} << 10U;  // for one client
    std::chrono::milliseconds event_pulse_time{15'000};           // between signs of life
    std::chrono::milliseconds event_stream_time{3'600'000};       // then the client asks again
};

}  // namespace remit::http
