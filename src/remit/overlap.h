// Which duties of a remit say the same as an earlier one.
//
// Invariant: every report points back in the act, never to a residual duty, and no duty makes more
// than kEarlierMax reports, however often an act repeats itself. The model is read, never changed;
// what an overlap means for a reader (a warning, a fault, nothing) is decided elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "remit/model.h"
#include "remit/word_table.h"

namespace remit::remit {

/// Duties are nearly the same when they share this part of their distinct words, in thousandths
/// (Jaccard's measure). Measured on two real acts: hand-marked repetitions lie at 714 and above,
/// clauses that merely touch at 660 and below when words are folded but not inflected. Inflection
/// keys would make "mirovnih misija i operacija" equal to "mirovne operacije i misije" and lose
/// that gap.
inline constexpr std::uint32_t kSimilarityMin = 700;
/// A text of fewer distinct words is only ever exactly the same: of three words, one makes all the
/// difference.
inline constexpr std::size_t kNearWordsMin = 4;
/// Earlier holders reported for one duty.
inline constexpr std::size_t kEarlierMax = 4;

enum class Likeness : std::uint8_t { exact, near };

enum class HolderRelation : std::uint8_t {
    same_unit,
    ancestor,  // one of the two units stands above the other
    rival,     // neither does
};

struct Overlap {
    DutyId duty;
    DutyId earlier;
    Likeness likeness = Likeness::exact;
    HolderRelation relation = HolderRelation::same_unit;
    std::uint32_t similarity = 1000;  // thousandths

    bool operator==(const Overlap&) const = default;
};

/// Finds overlaps, in the order of the act; those of one duty by nearness: units above first, then
/// the latest. In:   `words[i]` are the words of duty i, in order and with repeats. Out:  a duty
/// that repeats one of its own unit is reported against the first such only; a duty with an exact
/// overlap
///       is not reported for near ones. Residual and wordless duties take no part.
/// Cost: O(words) for repeated texts. Near duties are sought among those that share one of a text's
/// rarest words, the
///       latest kPostingsMax for each, so that distinct texts cost O(words) too; 400,000 duties
///       take under a second.
std::vector<Overlap> find_overlaps(const Remit& remit, const WordTable& words);

}  // namespace remit::remit
