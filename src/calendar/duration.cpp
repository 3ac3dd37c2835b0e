#include "calendar/duration.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace remit::calendar {
namespace {

constexpr std::size_t kShownBytesMax = 40;

/// The designators in the order in which ISO 8601 wants them, with the most of each.
struct Part {
    char designator;
    bool time;
    std::int32_t most;
    std::int32_t Duration::*member;
};
constexpr std::array<Part, 6> kParts{{
    {'Y', false, 200, &Duration::years},
    {'M', false, 2'400, &Duration::months},
    {'W', false, 10'000, &Duration::weeks},
    {'D', false, 73'000, &Duration::days},
    {'H', true, 100'000, &Duration::hours},
    {'M', true, 100'000, &Duration::minutes},
}};

Error not_a_duration(std::string_view seen) {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("'{}' is no duration; write it as P6M, P90D, P1Y6M or PT48H",
                    seen.substr(0, kShownBytesMax)));
}

/// The next number with the letter behind it, taken from the front.
std::optional<std::pair<std::int32_t, char>> take_number(std::string_view& rest) {
    std::int32_t number = 0;
    const char* end = rest.data() + rest.size();
    if (rest.empty() || rest.front() < '0' || rest.front() > '9') return std::nullopt;
    const auto read = std::from_chars(rest.data(), end, number);
    if (read.ec != std::errc() || read.ptr == end) return std::nullopt;
    const char letter = *read.ptr;
    rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()) + 1);
    return std::pair{number, letter};
}

}  // namespace

Result<Duration> Duration::parse(std::string_view iso) {
    std::string_view rest = iso;
    if (!rest.starts_with('P') || rest.size() == 1 || rest.ends_with('T'))
        return not_a_duration(iso);
    rest.remove_prefix(1);
    Duration duration;
    bool time = false;
    std::size_t next = 0;  // parts come in order, each once
    while (!rest.empty()) {
        if (rest.front() == 'T') {
            if (time) return not_a_duration(iso);
            time = true;
            rest.remove_prefix(1);
        }
        const auto number = take_number(rest);
        if (!number) return not_a_duration(iso);
        while (next < kParts.size() &&
               (kParts[next].designator != number->second || kParts[next].time != time))
            ++next;
        if (next == kParts.size()) return not_a_duration(iso);
        const Part& part = kParts[next++];
        if (number->first > part.most) {
            return base::make_error(
                ErrorCode::invalid_input,
                fmt::format("'{}' is too long a duration; at most {}{} are counted",
                            iso.substr(0, kShownBytesMax), part.most, part.designator));
        }
        duration.*part.member = number->first;
    }
    return duration;
}

std::string Duration::iso() const {
    std::string out = "P";
    bool time = false;
    for (const Part& part : kParts) {
        const std::int32_t number = this->*part.member;
        if (number == 0) continue;
        if (part.time && !time) out += 'T';
        time = part.time;
        fmt::format_to(std::back_inserter(out), "{}{}", number, part.designator);
    }
    return out == "P" ? "P0D" : out;
}

}  // namespace remit::calendar
