// What a word of a paper may point to: an entry of the vocabulary, by table and place.
//
// Pure values. The order of the kinds is the order in which people are told of them.
#pragma once

#include <compare>
#include <cstdint>

namespace remit::route {

enum class TargetKind : std::uint8_t { body, topic, counterpart, instrument, function, place };

/// An entry of the vocabulary's table for its kind; of a place, an index into Signs::places.
struct Target {
    TargetKind kind = TargetKind::body;
    std::uint32_t index = 0;

    auto operator<=>(const Target&) const = default;
};

}  // namespace remit::route
