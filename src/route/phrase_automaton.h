// Finds every phrase of a large set in one pass over the words of a text (Aho and Corasick, 1975),
// words taking the place of letters.
//
// Invariant: built once and never changed; a scan visits each occurrence of each phrase exactly
// once, in order of its end, the longer before the shorter that end at the same word. Cost of a
// scan: O(words + occurrences), whatever the number of phrases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "route/word_keys.h"

namespace remit::route {

class PhraseAutomaton {
  public:
    /// Adds a phrase before build(); `value` is what a scan reports. One value may be added once
    /// only, several values may have one phrase.
    void add(std::span<const KeyId> words, std::uint32_t value);
    /// Makes the automaton ready; nothing may be added after it.
    void build();

    /// Calls visit(value, begin, end) for every occurrence; `key_of(i)` is the key of word i.
    template <typename KeyOf, typename Visit>
    void scan(std::size_t word_count, const KeyOf& key_of, const Visit& visit) const {
        std::uint32_t node = kRoot;
        for (std::size_t word = 0; word < word_count; ++word) {
            node = step(node, key_of(word));
            for (std::uint32_t at = node; at != kRoot; at = nodes_[at].shorter) {
                for (std::uint32_t i = nodes_[at].values_begin; i < nodes_[at].values_end; ++i) {
                    visit(values_[i], word + 1 - nodes_[at].depth, word + 1);
                }
            }
        }
    }

  private:
    static constexpr std::uint32_t kRoot = 0;
    struct Node {
        std::uint32_t parent = kRoot;
        std::uint32_t back = kRoot;     // the longest phrase head that this one ends with
        std::uint32_t shorter = kRoot;  // the nearest one on the way back where a phrase ends
        std::uint32_t depth = 0;        // words
        std::uint32_t values_begin = 0;
        std::uint32_t values_end = 0;
        KeyId key = kNoKey;  // of its last word
    };
    [[nodiscard]] static std::uint64_t edge(std::uint32_t node, KeyId key) {
        return (std::uint64_t{node} << 32U) | key;
    }
    [[nodiscard]] std::uint32_t child(std::uint32_t node, KeyId key) const;
    [[nodiscard]] std::uint32_t step(std::uint32_t node, KeyId key) const;
    void grow();

    struct Slot {
        std::uint64_t edge = 0;
        std::uint32_t node = kRoot;  // kRoot: empty
    };
    std::vector<Node> nodes_{Node{}};
    std::vector<Slot> slots_;  // open addressing, a power of two long
    std::size_t used_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends_;  // node, value; before build()
    std::vector<std::uint32_t> values_;
};

}  // namespace remit::route
