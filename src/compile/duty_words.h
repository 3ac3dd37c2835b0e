// The words of duties and unit names as keys, for comparing duties with each other and acts with
// acts.
//
// A word is a folded word of the text, not inflected (remit/overlap.h says why); so Cyrillic and
// Latin versions of an act can be compared. Invariant: with one KeyedLexicon, equal folded words
// have equal keys in every table made.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compile/compilation.h"
#include "remit/word_table.h"
#include "text/lexicon.h"
#include "text/token.h"

namespace remit::compile {

/// A lexicon that also numbers folded forms: two writings of a word are two WordIds and one key.
class KeyedLexicon {
  public:
    /// Cuts the text into words and numbers and appends the key of each.
    void keys_of(std::string_view text, std::vector<remit::WordKey>& keys);
    /// The same; also where in the text each word stands, up to the next one, marks included.
    void keys_of(std::string_view text, std::vector<remit::WordKey>& keys,
                 std::vector<std::string_view>& words);

  private:
    remit::WordKey key_of(std::string_view word);

    text::Lexicon lexicon_;
    std::vector<remit::WordKey> by_word_;  // by WordId
    std::unordered_map<std::string_view, remit::WordKey>
        by_fold_;  // views into the lexicon; never iterated
};

/// By duty. Cost: O(bytes of duties).
remit::WordTable duty_words(const Compilation& compilation, KeyedLexicon& lexicon);
/// By unit: the words of its name.
remit::WordTable unit_words(const remit::Remit& remit, KeyedLexicon& lexicon);

}  // namespace remit::compile
