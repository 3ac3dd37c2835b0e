// What the parser knows about each distinct word of an act, and about phrases.
//
// Filled once per distinct word after the text is cut into tokens; the parser asks by token and
// never compares text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "act/grammar.h"
#include "text/phrases.h"
#include "text/token.h"

namespace remit::act {

using Tokens = std::span<const text::Token>;

/// Whether the token is that punctuation mark.
inline bool is_mark(const text::Token& token, char32_t mark) {
    return token.kind == text::TokenKind::punctuation && token.mark == mark;
}

/// Properties of a word, as bits.
enum WordFlag : std::uint32_t {
    kVerb = 1U << 0,             // third person, singular or plural: may begin a clause of a remit
    kWorkVerb = 1U << 1,         // "obavlja", "nadležan": only says that work is done
    kWorkNoun = 1U << 2,         // "poslove", "zadaci"
    kPost = 1U << 3,             // "načelnik"
    kHeadingVerb = 1U << 4,      // "rukovodi"
    kRelative = 1U << 5,         // "koji", "čiji"
    kTailOpener = 1U << 6,       // "te", "kao", "i"
    kArticleWord = 1U << 7,      // "članak"
    kPointing = 1U << 8,         // "ovaj"
    kKindAttribute = 1U << 9,    // "samostalna"
    kKindNominative = 1U << 10,  // a unit kind in the nominative singular
    kLower = 1U << 11,
    kUpper = 1U << 12,        // all capitals, two letters or more
    kCapitalised = 1U << 13,  // first letter capital
    kRoman = 1U << 14,        // could be a Roman numeral
    kSingleLetter = 1U << 15,
    kPreposition = 1U << 16,       // one that may stand before a relative: "u kojem"
    kAdjectiveForm = 1U << 17,     // ends as an adjective may
    kStrongTailOpener = 1U << 19,  // "te", "kao": opens a tail even without a comma
    kCopulaWork = 1U << 20,        // "nadležan": "je ... za" follows
    kPluralVerb = 1U << 21,        // third person plural only: "vode", which is also a noun
    kArticleReference = 1U << 18,  // "članka", "stav", "broj": a number behind it is a reference
};

struct WordClass {
    std::uint32_t flags = 0;
    std::int16_t kind = -1;   // index into Grammar::unit_kinds
    std::uint16_t roman = 0;  // value of a Roman numeral
    std::uint64_t key = 0;    // equal for words that fold to the same key
};

/// Lists of phrases that the parser looks for at a token.
enum class PhraseList : std::uint8_t {
    announcement,
    unit_list_noun,
    lead_connector,
    weak_connector,
    lead_tail,
    residual,
    weak_residual,
    post_caption,
    name_ender,
    place_opener,
    sentence_opener,
    definition_marker,
    quoting,
};
inline constexpr std::size_t kPhraseListCount = 13;

class Words {
  public:
    /// Both are borrowed and must outlive this; the lexicon must hold all words of the text.
    Words(const Grammar& grammar, const text::Lexicon& lexicon);
    ~Words();
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    [[nodiscard]] const WordClass& operator[](text::WordId id) const {
        return classes_[id.index()];
    }
    [[nodiscard]] bool is(const text::Token& token, std::uint32_t flags) const {
        return token.kind == text::TokenKind::word && (classes_[token.word.index()].flags & flags);
    }
    /// "se", the reflexive pronoun that makes a verb passive.
    [[nodiscard]] bool is_reflexive(const text::Token& token) const {
        return is_folded(token, "se");
    }
    /// Whether the token is a word that folds to `folded`; false for marks and numbers.
    [[nodiscard]] bool is_folded(const text::Token& token, std::string_view folded) const {
        return token.kind == text::TokenKind::word && (*lexicon_)[token.word].folded == folded;
    }
    [[nodiscard]] bool is_kind(const text::Token& token) const {
        return token.kind == text::TokenKind::word && classes_[token.word.index()].kind >= 0;
    }
    [[nodiscard]] const Grammar& grammar() const { return *grammar_; }
    [[nodiscard]] const text::Lexicon& lexicon() const { return *lexicon_; }

    /// The end of the phrase of the list that begins at the token, or nothing.
    [[nodiscard]] std::optional<std::size_t> find_phrase(PhraseList list, Tokens tokens,
                                                         std::size_t begin, std::size_t end) const;
    /// The first place in [begin, end) where a phrase of the list stands.
    [[nodiscard]] std::optional<text::PhraseMatch> search_phrase(PhraseList list, Tokens tokens,
                                                                 std::size_t begin,
                                                                 std::size_t end) const;

  private:
    struct Tables;
    void classify(text::WordId id);

    const Grammar* grammar_;
    const text::Lexicon* lexicon_;
    std::unique_ptr<const Tables> tables_;
    std::vector<text::PhraseMatcher> matchers_;
    std::vector<WordClass> classes_;
};

}  // namespace remit::act
