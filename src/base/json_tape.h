// How a JsonDocument keeps its values: one behind the other, in the order of the text.
//
// Invariant: the values that an array or object holds stand right behind it; in an object each has
// its name, a text, before it. No pointer leads from one to another, so that a document is two
// blocks of memory. Of the reader of JSON only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"

namespace remit::base {

struct JsonNode {
    JsonKind kind = JsonKind::null;
    std::uint32_t size = 0;  // of text: bytes; of arrays and objects: how many they hold
    // A number or boolean; of text: where it begins in `bytes`; of arrays and objects: the index of
    // the node behind them.
    std::int64_t value = 0;
};

struct JsonTape {
    std::string name;
    std::string bytes;  // all text, names too, without escapes
    std::vector<JsonNode> nodes;

    [[nodiscard]] std::string_view text_at(std::uint32_t index) const {
        const JsonNode& node = nodes[index];
        return std::string_view(bytes).substr(static_cast<std::size_t>(node.value), node.size);
    }
    /// The index behind a value and all that it holds.
    [[nodiscard]] std::uint32_t behind(std::uint32_t index) const {
        const JsonNode& node = nodes[index];
        const bool holds = node.kind == JsonKind::array || node.kind == JsonKind::object;
        return holds ? static_cast<std::uint32_t>(node.value) : index + 1;
    }
};

/// Whether the byte goes on with a character of UTF-8 that began before it.
inline bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The beginning of a valid text, cut between characters, in quotes and with escapes.
std::string shown_json(std::string_view text);

}  // namespace remit::base
