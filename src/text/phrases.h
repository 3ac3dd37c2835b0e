// Finding set phrases and names in a text cut into tokens.
//
// A pattern is a sequence of folded words: `word`, `word*` (begins so), `(a|b)` (one of), `(a|)`
// (may be missing), and `*` alone (up to kGapWordsMax words of any kind). A table compares words by
// a key: the folded word itself, or what a caller's key function makes of it (text/inflection.h,
// for names in any case). All work per word is done once per distinct word; matching then compares
// small integers. Declined acronyms ("NATO-a") match their bare form.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"
#include "text/token.h"

namespace remit::text {

inline constexpr std::size_t kGapWordsMax = 6;

/// Turns a folded word into the key by which a table compares words.
using WordKey = std::string (*)(std::string_view folded);

class PhraseTable {
  public:
    explicit PhraseTable(WordKey key = nullptr) : key_(key) {}

    /// Adds a pattern; `value` is what a match reports. The first element must be a word.
    void add(std::string_view pattern, std::uint32_t value);
    /// Adds a name as people write it: its words in order, whatever stands between them. A name
    /// that holds a number
    /// ("Resolution 1244") is left out, since numbers are no words of the lexicon.
    void add_name(std::string_view name, std::uint32_t value);
    [[nodiscard]] std::size_t size() const { return phrases_.size(); }

  private:
    friend class PhraseMatcher;
    static constexpr std::uint32_t kNoAtom = ~std::uint32_t{0};
    struct Element {
        std::vector<std::uint32_t> atoms;  // any of these
        std::uint64_t mask = 0;            // one bit for each of them, by its number modulo 64
        bool optional = false;
        bool gap = false;
    };
    struct Phrase {
        std::vector<Element> elements;
        std::uint32_t value = 0;
    };
    void add(Phrase phrase);
    Element element_of(std::string_view pattern);
    std::uint32_t atom_of(std::string_view word);
    std::uint32_t atom_of(WordId word_of_name);
    /// The atom of a key that is a whole word.
    std::uint32_t exact_atom(std::string key);

    WordKey key_;
    // OPTIMIZATION: each word of the names is folded and keyed once; without this it took a fifth
    // of the time of every command.
    Lexicon name_words_;
    std::vector<std::uint32_t> name_atoms_;  // per word of name_words_; kNoAtom where not yet known
    std::vector<Phrase> phrases_;
    struct KeyHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const {
            return std::hash<std::string_view>{}(key);
        }
    };
    using Atoms = std::unordered_map<std::string, std::uint32_t, KeyHash, std::equal_to<>>;

    Atoms exact_;
    Atoms prefixes_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> phrases_by_first_atom_;
    std::uint32_t atom_count_ = 0;
    std::vector<std::size_t> prefix_sizes_;  // in bytes, each once, in order
    std::array<bool, 256> first_bytes_{};    // that a key of the table may begin with
};

struct PhraseMatch {
    std::uint32_t value = 0;
    std::size_t begin = 0;  // token indexes, end exclusive
    std::size_t end = 0;
};

class PhraseMatcher {
  public:
    /// Both are borrowed and must outlive the matcher; words may still join the lexicon before
    /// learn().
    PhraseMatcher(const PhraseTable& table, const Lexicon& lexicon)
        : table_(&table), lexicon_(&lexicon) {}

    /// Classifies the words that joined the lexicon since the last call. Cost: O(new distinct
    /// words).
    void learn();
    /// Whether any phrase may begin with the word. Cheap; the usual answer is no.
    [[nodiscard]] bool starts(WordId word) const {
        return first_phrases_[word.index()].begin != first_phrases_[word.index()].end;
    }
    /// The longest phrase that begins at token `begin` and ends before `end`.
    [[nodiscard]] std::optional<PhraseMatch> match_at(std::span<const Token> tokens,
                                                      std::size_t begin, std::size_t end) const;
    /// Every phrase that begins at the token, in the order they were added.
    void all_at(std::span<const Token> tokens, std::size_t begin, std::size_t end,
                std::vector<PhraseMatch>& out) const;

  private:
    struct Range {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    void learn_word(WordId word);
    void find_atoms(std::string_view folded);
    /// Calls visit(value, end of the match) for every phrase that begins at the token and matches.
    template <typename Visit>
    void for_each_match(std::span<const Token> tokens, std::size_t begin, std::size_t end,
                        Visit visit) const;
    [[nodiscard]] bool fits(const PhraseTable::Element& element, WordId word) const;
    [[nodiscard]] std::size_t next_word(std::span<const Token> tokens, std::size_t index,
                                        std::size_t end) const;
    [[nodiscard]] std::size_t match_phrase(const PhraseTable::Phrase& phrase,
                                           std::span<const Token> tokens, std::size_t begin,
                                           std::size_t end) const;

    const PhraseTable* table_;
    const Lexicon* lexicon_;
    std::vector<Range> atoms_;          // per word, into atom_list_
    std::vector<Range> first_phrases_;  // per word, into phrase_list_
    std::vector<std::uint32_t> atom_list_;
    struct Candidate {
        std::uint64_t second_mask = 0;  // of the phrase's second word; all bits where it may be any
        std::uint32_t phrase = 0;
    };
    std::vector<Candidate> phrase_list_;
    std::vector<std::uint64_t> masks_;  // per word, of its atoms
};

}  // namespace remit::text
