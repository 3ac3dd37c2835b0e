// The words of many texts as numbers: what overlap and diff compare.
//
// Each text is a sequence of keys; equal keys are equal words. Whoever fills the table chooses what
// a word is (compile/duty_words.h: folded, not inflected). Keys are small and dense, such as
// WordIds: tables are indexed by them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"

namespace remit::remit {

using WordKey = std::uint32_t;

/// Keys must lie below this, since memory is taken in proportion to the largest.
inline constexpr WordKey kWordKeyLimit = WordKey{1} << 28;

class WordTable {
  public:
    /// Appends the next text.
    void add(std::span<const WordKey> words) {
        for (const WordKey key : words) REMIT_CHECK(key < kWordKeyLimit);
        keys_.insert(keys_.end(), words.begin(), words.end());
        ends_.push_back(keys_.size());
    }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] std::span<const WordKey> operator[](std::size_t index) const {
        const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
        return std::span(keys_).subspan(begin, ends_[index] - begin);
    }
    /// One more than the largest key, 0 when there is none.
    [[nodiscard]] std::size_t key_count() const {
        WordKey largest = 0;
        for (const WordKey key : keys_) largest = key > largest ? key : largest;
        return keys_.empty() ? 0 : std::size_t{largest} + 1;
    }

  private:
    std::vector<WordKey> keys_;
    std::vector<std::size_t> ends_;
};

}  // namespace remit::remit
