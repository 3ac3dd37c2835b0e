// Fuzz target: what the http module reads from strangers.
//
// The first byte chooses a reader. Properties: a request read whole and read in cuts is the same,
// and one that was taken has no byte that two servers read in two ways; a path means the same when
// it is written again; fields are read back as they were; the bytes of a file lie in the body; no
// cookie, tag or wish makes a header longer than it was.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "http/accept.h"
#include "http/conditional.h"
#include "http/cookies.h"
#include "http/events.h"
#include "http/form.h"
#include "http/request_reader.h"
#include "http/router.h"

namespace {

using namespace remit::http;

struct Outcome {
    bool is_complete = false;
    std::size_t taken = 0;
    std::string path;
    std::string body;
    bool operator==(const Outcome&) const = default;
};

Outcome read_in_cuts(std::string_view bytes, std::size_t step) {
    const Limits limits;
    RequestReader reader(limits);
    std::size_t begin = 0;
    std::size_t end = 0;
    for (bool is_limited = false;;) {
        const std::size_t taken = reader.read(bytes.substr(begin, end - begin));
        REMIT_CHECK(taken <= end - begin);
        begin += taken;
        if (reader.state() == RequestReader::State::body && !is_limited) {
            is_limited = true;
            reader.limit_body(kBodyBytesMax);
            continue;
        }
        if (reader.state() == RequestReader::State::complete ||
            reader.state() == RequestReader::State::failed)
            break;
        if (taken > 0 && begin < end) continue;
        if (end == bytes.size()) break;
        end = std::min(end + step, bytes.size());
    }
    if (reader.state() != RequestReader::State::complete) return {};
    return {.is_complete = true,
            .taken = begin,
            .path = path_of(reader.request().path()),
            .body = reader.request().body_bytes};
}

void fuzz_request(std::string_view bytes) {
    const Outcome whole = read_in_cuts(bytes, std::max<std::size_t>(bytes.size(), 1));
    for (const std::size_t step : {std::size_t{1}, std::size_t{13}})
        REMIT_CHECK(read_in_cuts(bytes, step) == whole);
    if (!whole.is_complete) return;
    const std::string_view head = bytes.substr(0, bytes.find("\r\n\r\n"));
    REMIT_CHECK(head.find('\0') == std::string_view::npos);
    REMIT_CHECK(std::ranges::count(head, '\r') == std::ranges::count(head, '\n'));
}

void fuzz_target(std::string_view bytes) {
    const auto target = read_target(bytes);
    if (!target.ok() || target.value().is_asterisk) return;
    for (const std::string& segment : target.value().segments) {
        REMIT_CHECK(!segment.empty() && segment != "." && segment != "..");
        REMIT_CHECK(is_clean_text(segment));
    }
    const std::string written = path_of(target.value().segments);
    REMIT_CHECK(is_local_target(written));
    const auto again = read_target(written);
    REMIT_CHECK(again.ok() && again.value().is_canonical);
    REMIT_CHECK(again.value().segments == target.value().segments);
    const Fields& fields = target.value().query;
    REMIT_CHECK(read_urlencoded(write_urlencoded(fields)).value().all().size() <=
                fields.all().size());
}

void fuzz_fields(std::string_view bytes) {
    const auto fields = read_urlencoded(bytes);
    if (!fields.ok()) return;
    const auto again = read_urlencoded(write_urlencoded(fields.value()));
    REMIT_CHECK(again.ok() && again.value() == fields.value());
}

void fuzz_form(std::string_view bytes) {
    const auto form = read_form("multipart/form-data; boundary=XX", bytes);
    if (!form.ok()) return;
    for (const FormFile& file : form.value().files) {
        REMIT_CHECK(file.name.find_first_of("/\\\r\n") == std::string::npos);
        REMIT_CHECK(file.name.size() <= kFileNameBytesMax && is_clean_text(file.name));
        REMIT_CHECK(file.bytes.data() >= bytes.data());
        REMIT_CHECK(file.bytes.data() + file.bytes.size() <= bytes.data() + bytes.size());
    }
    for (const Field& field : form.value().fields.all()) {
        REMIT_CHECK(is_clean_text(field.name) && is_clean_text(field.value));
    }
}

void fuzz_headers(std::string_view bytes) {
    std::size_t length = 0;
    for (const CookiePair& pair : read_cookies(bytes)) {
        length += pair.name.size() + pair.value.size();
        REMIT_CHECK(write_cookie({.name = std::string(pair.name), .value = std::string(pair.value)})
                        .find('\n') == std::string::npos);
    }
    REMIT_CHECK(length <= bytes.size());
    if (const auto tags = read_tags(bytes)) {
        REMIT_CHECK(tags->is_any || !tags->tags.empty());
        REMIT_CHECK(tags->tags.size() <= kEntityTagsMax);
    }
    for (const Wish& wish : read_wishes(bytes)) {
        REMIT_CHECK(wish.weight >= 0 && wish.weight <= 1000);
        REMIT_CHECK(!wish.what.empty() && wish.what.size() <= bytes.size());
    }
    const std::string event = write_event({.name = "n", .data = std::string(bytes), .id = ""});
    for (std::string_view rest = std::string_view(event).substr(9); rest != "\n";) {
        REMIT_CHECK(rest.starts_with("data: "));
        rest.remove_prefix(rest.find('\n') + 1);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'r':
            fuzz_request(bytes);
            break;
        case 't':
            fuzz_target(bytes);
            break;
        case 'u':
            fuzz_fields(bytes);
            break;
        case 'f':
            fuzz_form(bytes);
            break;
        case 'h':
            fuzz_headers(bytes);
            break;
        default:
            break;
    }
    return 0;
}
