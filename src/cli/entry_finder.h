// Finds the entry of a vocabulary that a person means by a word: its id, label, acronym or name, in
// any of the languages and either script.
//
// The surest sense wins: an id before a label, a label before an acronym, that before a name; where
// one sense leads to several entries, all are told and none is chosen. Invariant: it never guesses;
// what is near but not equal is only suggested.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "remit/vocabulary.h"

namespace remit::cli {

class EntryFinder {
  public:
    static EntryFinder of_bodies(const remit::Vocabulary& vocabulary);
    static EntryFinder of_topics(const remit::Vocabulary& vocabulary);
    static EntryFinder of_counterparts(const remit::Vocabulary& vocabulary);
    static EntryFinder of_functions(const remit::Vocabulary& vocabulary);

    /// The index of the entry in its table.
    /// Errors: not_found, with the nearest entry where one is near; invalid_input where the word
    /// may mean several.
    [[nodiscard]] Result<std::size_t> find(std::string_view word) const;

  private:
    /// How sure a word leads to its entry; an earlier one wins.
    enum Sense : std::size_t { by_id, by_label, by_acronym, by_name, sense_count };

    EntryFinder(std::string_view kind, std::string_view file) : kind_(kind), file_(file) {}
    void add(Sense sense, std::string_view word, std::size_t index);
    void add_names(Sense sense, const remit::Names& names, std::size_t index);
    [[nodiscard]] std::string suggestion_for(std::string_view word) const;

    std::string kind_;              // "body"
    std::string file_;              // where the entries stand
    std::vector<std::string> ids_;  // by index
    std::map<std::string, std::set<std::size_t>, std::less<>> words_[sense_count];  // folded
};

}  // namespace remit::cli
