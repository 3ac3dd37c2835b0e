// What a paper mentions: bodies, topics, counterparts, instruments, functions, places, each with
// the exact bytes that say so.
//
// One pass over the words finds every name, sign and hint of the vocabulary in all languages at
// once (phrase_automaton.h); one over the bytes finds document symbols. Where two finds overlap the
// longer stands, since "Council of Europe Convention on ..." is not about the Council alone.
// A phrase of one word counts only where the text is not plainly of another language: "more" is the
// sea in Croatian only.
// Invariants: mentions are in order of place; each lies within its field and on whole words. Which
// mention matters for whom is not known here.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "remit/vocabulary.h"
#include "route/phrase_automaton.h"
#include "route/signs.h"
#include "route/symbols.h"
#include "route/target.h"
#include "route/word_keys.h"

namespace remit::route {

/// What came in. Valid UTF-8; empty where it is not known.
struct Paper {
    std::string_view title;
    std::string_view text;
    std::string_view sender;
};
enum class Field : std::uint8_t { title, text, sender };
inline constexpr std::array kFields{Field::title, Field::text, Field::sender};

[[nodiscard]] std::string_view field_of(const Paper& paper, Field field);

/// How a thing is mentioned, the surest first.
enum class Form : std::uint8_t { symbol, name, acronym, sign, hint };

struct Mention {
    Target target;
    Form form = Form::name;
    Field field = Field::title;
    Lane lane = Lane::capitals;  // of a phrase
    std::uint32_t begin = 0;     // bytes of the field
    std::uint32_t end = 0;
    std::uint32_t phrase = 0;  // which of the phrases it is; equal for equal phrases of one kind
    std::uint8_t words = 0;    // how many; 0 for a symbol
    bool several = false;      // the same bytes stand for other entries as well
};

class Recogniser {
  public:
    /// Keeps no reference. Cost: O(bytes of all names).
    Recogniser(const remit::Vocabulary& vocabulary, const Signs& signs);
    // The readers borrow the tables.
    Recogniser(const Recogniser&) = delete;
    Recogniser& operator=(const Recogniser&) = delete;

    /// Reads papers; keeps what it learns of words. One for each thread.
    class Session {
      public:
        explicit Session(const Recogniser& recogniser)
            : recogniser_(&recogniser), reader_(recogniser.tables_) {}
        /// In order of field and place. Good until the next call.
        const std::vector<Mention>& mentions(const Paper& paper);
        /// Whether the title of the last paper is plainly English or French.
        [[nodiscard]] bool is_foreign() const { return is_foreign_; }

      private:
        void read_field(std::string_view text, Field field);
        void find_phrases(std::string_view text, Field field);
        [[nodiscard]] bool is_of_others(std::string_view text, const std::vector<TextWord>& words,
                                        Lane lane) const;
        [[nodiscard]] bool reads_foreign() const;
        void keep_longest(std::size_t from);

        const Recogniser* recogniser_;
        TextReader reader_;
        std::vector<Mention> mentions_;
        std::vector<Mention> found_;
        std::vector<SymbolMatch> symbols_;
        bool is_foreign_ = false;
    };

    [[nodiscard]] const KeyTable (&tables() const)[kLaneCount] { return tables_; }

  private:
    struct Phrase {
        Target target;
        Form form = Form::name;
    };
    class Builder;
    void add_languages(const LanguageWords& words);

    /// Of words as they stand in texts, folded: the lane whose languages alone have them; that of
    /// capitals where several have.
    std::unordered_map<std::string_view, Lane> languages_;
    std::deque<std::string> language_words_;  // that the map's keys lie in
    std::vector<std::pair<std::string, Lane>> letters_;
    KeyTable tables_[kLaneCount];
    std::array<PhraseAutomaton, kLaneCount> automata_;
    std::vector<Phrase> phrases_;
    SymbolFinder symbols_;
    std::vector<std::vector<Target>> symbol_targets_;
};

}  // namespace remit::route
