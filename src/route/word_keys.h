// How words of papers and of names are compared, word by word and without their endings.
//
// Three ways side by side, since the language of a paper is not known and papers mix: Croatian and
// Serbian words without their case (text/inflection.h), English and French words without their
// plural, and acronyms, which count only in capitals ("WHO" is not "who"). A key is for comparing;
// it is never shown.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"
#include "text/token.h"

namespace remit::route {

enum class Lane : std::uint8_t { slavic, western, capitals };
inline constexpr std::size_t kLaneCount = 3;

using KeyId = std::uint32_t;
/// Of a word that stands in no name.
inline constexpr KeyId kNoKey = 0;

/// An English or French word without the ending of its plural: "treaties" and "treaty" meet.
/// In: `folded` = text::fold(word).
std::string western_key(std::string_view folded);

/// The keys of one word, one for each lane.
struct WordKeys {
    KeyId lane[kLaneCount] = {kNoKey, kNoKey, kNoKey};
};

/// The keys that any name holds. Numbers from 1 in order of first sight.
class KeyTable {
  public:
    KeyId add(std::string_view key);
    [[nodiscard]] KeyId find(std::string_view key) const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const {
            return std::hash<std::string_view>{}(key);
        }
    };
    std::unordered_map<std::string, KeyId, Hash, std::equal_to<>> ids_;
};

/// A word of a text, or a number.
struct TextWord {
    std::uint32_t begin = 0;  // bytes of the text
    std::uint32_t end = 0;
    text::WordId word;  // none for a number
    WordKeys keys;
};

/// The key of a word in one lane; empty where the word has none there: a word that is not in
/// capitals has no key among acronyms.
std::string lane_key(Lane lane, const text::Word& word);

/// Cuts texts into words and finds their keys. What is learnt of a word is kept, so that a common
/// word is looked up once; one reader serves one thread.
class TextReader {
  public:
    /// Borrowed; must outlive the reader.
    explicit TextReader(const KeyTable (&tables)[kLaneCount]) : tables_(tables) {}

    /// The words of the text, in order. The ending of a declined acronym ("NATO-a") is part of it.
    /// The span is good until the next call.
    const std::vector<TextWord>& read(std::string_view text);
    [[nodiscard]] const text::Word& word(text::WordId id) const { return lexicon_[id]; }

  private:
    void learn();

    const KeyTable (&tables_)[kLaneCount];
    text::Lexicon lexicon_;
    std::vector<WordKeys> keys_;  // by WordId
    std::vector<TextWord> words_;
};

}  // namespace remit::route
