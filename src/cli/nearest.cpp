#include "cli/nearest.h"

#include <algorithm>
#include <vector>

#include "text/edit_distance.h"

namespace remit::cli {

namespace {

constexpr std::size_t kWordBytesMax = 100;
constexpr std::size_t kPartBytesMin = 3;

std::vector<std::string_view> parts_of(std::string_view word) {
    std::vector<std::string_view> parts;
    while (!word.empty()) {
        const std::size_t end = std::min(word.find_first_of("-_ "), word.size());
        if (end >= kPartBytesMin) parts.push_back(word.substr(0, end));
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return parts;
}

/// How many parts of the one stand in the other, with a slip allowed.
std::size_t shared_parts(std::string_view word, std::string_view candidate) {
    std::size_t shared = 0;
    const std::vector<std::string_view> theirs = parts_of(candidate);
    for (const std::string_view part : parts_of(word)) {
        shared += std::ranges::any_of(theirs, [part](std::string_view other) {
            return other.starts_with(part) || text::find_slips(part, other).value_or(2) < 2;
        });
    }
    return shared;
}

}  // namespace

std::optional<std::string_view> find_nearest(std::string_view word,
                                             std::span<const std::string_view> candidates) {
    if (word.empty() || word.size() > kWordBytesMax) return std::nullopt;
    std::optional<std::string_view> nearest;
    std::size_t fewest = text::kSlipsMax + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t slips = text::find_slips(word, candidate).value_or(fewest);
        if (slips >= fewest || 2 * slips >= candidate.size()) continue;
        nearest = candidate;
        fewest = slips;
    }
    if (nearest) return nearest;
    std::size_t most = 0;
    for (const std::string_view candidate : candidates) {
        const std::size_t shared = shared_parts(word, candidate);
        if (shared <= most) continue;
        nearest = candidate;
        most = shared;
    }
    return nearest;
}

}  // namespace remit::cli
