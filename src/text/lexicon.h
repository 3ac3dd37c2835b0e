// Words of one compilation, each kept once.
//
// A text of a hundred megabytes has few distinct words. Whatever costs time per word (folding, stems, dictionary) is
// done once per distinct word, when it is first seen; everything after that works on WordIds. Ids count from 0 in
// order of first sight, so that they are the same on every run. Words are never removed.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "text/script.h"

namespace remit::text {

struct WordTag;
using WordId = base::Id<WordTag>;

/// How the letters of a word are cased; digits do not count.
enum class Casing : std::uint8_t { lower, capitalised, upper, mixed };

struct Word {
    std::string_view text;    // as first written; owned by the lexicon
    std::string_view folded;  // text::fold(text), letters lost in a wrong code page restored; owned as well
    Script script = Script::other;
    Casing casing = Casing::lower;
    std::uint32_t letter_count = 0;
};

class Lexicon {
  public:
    Lexicon();
    // The words point into the lexicon's own bytes: it may move, but a copy would point into its source.
    Lexicon(const Lexicon&) = delete;
    Lexicon& operator=(const Lexicon&) = delete;
    Lexicon(Lexicon&&) = default;
    Lexicon& operator=(Lexicon&&) = default;
    ~Lexicon() = default;

    /// The id of the word; the bytes are copied when the word is new. `word` must be valid UTF-8.
    WordId intern(std::string_view word);
    [[nodiscard]] const Word& operator[](WordId id) const { return words_[id.index()]; }
    [[nodiscard]] std::size_t size() const { return words_.size(); }

  private:
    WordId add(std::string_view word, std::uint64_t hash);
    void grow();
    std::string_view keep(std::string_view bytes);

    struct Slot {
        std::uint64_t hash = 0;
        WordId id;
    };
    std::vector<Slot> slots_;   // open addressing, a power of two long
    std::vector<Word> words_;
    std::deque<std::string> bytes_;  // chunks; stable storage behind the views
};

}  // namespace remit::text
