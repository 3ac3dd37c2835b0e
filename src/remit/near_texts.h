// Pairs of texts that share most of their distinct words, found without comparing all with all.
//
// Prefix filtering: two sets that share the part t of their words must share one of the rarest (1 -
// t) of each, so only texts that meet in a rare word are compared. Invariant: every pair returned
// has the similarity stated; a pair may be missed only where kPostingsMax later texts hold every
// rare word that the two share. Source: Xiao, Wang, Lin, Yu: Efficient similarity joins for near
// duplicate detection (WWW 2008).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "remit/word_table.h"

namespace remit::remit {

struct NearText {
    std::uint32_t text = 0;        // an earlier text
    std::uint32_t similarity = 0;  // thousandths, below 1000 or of equal words in another order
};

/// The latest texts that are remembered under one word, and the near texts kept for one text.
inline constexpr std::size_t kPostingsMax = 16;
inline constexpr std::size_t kNearTextsMax = 4;

/// For each text the most similar earlier texts, best first, at most kNearTextsMax.
/// In: texts in `words` are pairwise distinct sequences; those of fewer than `words_min` distinct
/// words stay alone.
std::vector<std::vector<NearText>> find_near_texts(const WordTable& words,
                                                   std::uint32_t similarity_min,
                                                   std::size_t words_min);

/// Jaccard's measure of two ascending sequences without repeats, in thousandths.
std::uint32_t jaccard(std::span<const std::uint32_t> one, std::span<const std::uint32_t> other);

}  // namespace remit::remit
