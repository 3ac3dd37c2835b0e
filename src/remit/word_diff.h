// What changed between two sequences of words: the shortest script of what stays, goes and comes.
//
// Invariant: reading what stays and what goes gives the old words, what stays and what comes the
// new ones, in order. Pairs of texts too long to compare (kWordCellsMax) share only their beginning
// and end. Source: the longest common subsequence by dynamic programming (Wagner and Fischer 1974).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "remit/word_table.h"

namespace remit::remit {

enum class WordChange : std::uint8_t { stays, goes, comes };

/// A run of words. `stays` speaks of both sides; `goes` has no new words, `comes` no old ones.
struct WordRun {
    WordChange change = WordChange::stays;
    std::size_t old_begin = 0;
    std::size_t old_end = 0;
    std::size_t new_begin = 0;
    std::size_t new_end = 0;

    bool operator==(const WordRun&) const = default;
};

/// Products of lengths up to which words are compared one by one.
inline constexpr std::size_t kWordCellsMax = 4'000'000;

/// Runs in order; between two runs that stay, what goes stands before what comes.
std::vector<WordRun> diff_words(std::span<const WordKey> old_words,
                                std::span<const WordKey> new_words);

}  // namespace remit::remit
