// How alike the texts of two versions are, and which are worth comparing.
//
// A word weighs the more the fewer texts of both versions hold it, so that "coordinates the work
// of" says little and "demining" much. Invariant: similarity(i, j) does not depend on which version
// is called the old one. Candidates are found over the rarest words of a text, so that the cost
// stays linear in the text.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "remit/word_table.h"

namespace remit::remit {

/// Which of the two versions.
enum class Side : std::uint8_t { old_side, new_side };

/// The rarest words of a text over which candidates are sought, and the texts looked at under each.
inline constexpr std::size_t kCandidateWordsMax = 6;
inline constexpr std::size_t kCandidatesPerWordMax = 64;

class DiffTexts {
  public:
    /// The tables are borrowed for the life of this.
    DiffTexts(const WordTable& old_words, const WordTable& new_words);

    /// Whether the two texts are the same words in the same order.
    [[nodiscard]] bool same(std::size_t old_text, std::size_t new_text) const;
    /// Twice the shared weight over the weight of both, in thousandths; words count as often as
    /// they stand.
    [[nodiscard]] std::uint32_t similarity(std::size_t old_text, std::size_t new_text) const;
    /// The part of a text's weight that the other version's text shares, in thousandths.
    [[nodiscard]] std::uint32_t containment(Side side, std::size_t text, std::size_t other) const;
    /// Of the weight that a text shares with `whole` of the other version, the part that `sibling`
    /// (of the same version as `text`) does not share with it, in thousandths: 1000 where the two
    /// carry different halves.
    [[nodiscard]] std::uint32_t own_part(Side side, std::size_t text, std::size_t whole,
                                         std::size_t sibling) const;
    /// Distinct words that both texts hold.
    [[nodiscard]] std::size_t shared_words(std::size_t old_text, std::size_t new_text) const;
    /// Texts of the other version that share one of the rarest words of the text; ascending. Where
    /// many do, those that stand at about the same place.
    [[nodiscard]] std::vector<std::uint32_t> candidates(Side side, std::size_t text) const;

  private:
    struct Version {
        const WordTable* words = nullptr;
        WordTable sorted;                    // each text's words, ascending, with repeats
        std::vector<std::uint64_t> weights;  // by text
        std::vector<std::vector<std::uint32_t>> postings;  // by word: the texts that hold it
    };
    static Version index(const WordTable& words, std::size_t key_count);
    void weigh();
    void weigh_texts(Version& version) const;
    [[nodiscard]] const Version& version(Side side) const {
        return side == Side::old_side ? old_ : new_;
    }
    [[nodiscard]] const Version& other_version(Side side) const {
        return side == Side::old_side ? new_ : old_;
    }
    [[nodiscard]] std::uint64_t shared_weight(std::span<const WordKey> one,
                                              std::span<const WordKey> other) const;
    void add_postings(const Version& from, std::size_t text, WordKey key,
                      std::vector<std::uint32_t>& found) const;

    Version old_;
    Version new_;
    std::vector<std::uint32_t> weight_of_;  // by word
};

}  // namespace remit::remit
