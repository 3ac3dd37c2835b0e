// Where a unit's name begins and ends.
//
// A name begins with the word of its kind ("Sektor", "Samostalna služba") and may hold "and",
// commas, slashes, brackets and definitions. It ends where the sentence goes on: at a verb, a
// relative clause, a colon, a dash. Names that stand alone somewhere (headings, lists of units) are
// learnt first, so that a subject is cut where its heading ends.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "act/marks.h"
#include "act/words.h"

namespace remit::act {

/// The kind word of a name that begins at `begin` (an attribute may stand before it); nominative or
/// oblique.
struct KindWord {
    std::size_t at = 0;  // the kind word's token
    bool nominative = false;
};
std::optional<KindWord> find_kind_word(Tokens tokens, const Words& words, std::size_t begin,
                                       std::size_t end);

/// What stands behind a unit's name.
enum class NameEnd : std::uint8_t {
    text_end,
    stop,
    semicolon,
    comma,
    colon,
    dash,
    verb,
    relative,
    other
};

struct UnitPhrase {
    std::size_t begin = 0;       // first token, place opener and pointing word included
    std::size_t name_begin = 0;  // first token of the name
    std::size_t name_end = 0;
    std::size_t kind_at = 0;
    std::size_t definition_begin = 0;  // a definition inside the name; empty range for none
    std::size_t definition_end = 0;
    NameEnd ended_by = NameEnd::text_end;
    bool place = false;     // "U Sektoru ...", "unutar Sektora ..."
    bool pointing = false;  // "ovaj odsjek"
    bool nominative = false;

    /// The kind word alone: the unit is named elsewhere.
    [[nodiscard]] bool bare() const { return name_end == kind_at + 1 && name_begin == kind_at; }
};

enum class NameContext : std::uint8_t { sentence, list };

class NameReader {
  public:
    NameReader(Tokens tokens, const Words& words) : tokens_(tokens), words_(words) {}

    /// Remembers a name that stands alone, from its kind word to its end.
    void learn(std::size_t kind_at, std::size_t name_end);
    /// The unit named at `begin`, if one is. `end` bounds the sentence or paragraph.
    [[nodiscard]] std::optional<UnitPhrase> read(std::size_t begin, std::size_t end,
                                                 NameContext context) const;

  private:
    [[nodiscard]] std::size_t find_end(UnitPhrase& phrase, std::size_t end,
                                       NameContext context) const;
    [[nodiscard]] bool ends_at_comma(std::size_t comma, std::size_t end, NameContext context) const;
    [[nodiscard]] bool ends_at_dash(std::size_t dash, std::size_t end) const;
    [[nodiscard]] bool ends_at_word(UnitPhrase& phrase, std::size_t at, std::size_t end,
                                    NameContext context) const;
    void shorten(UnitPhrase& phrase, std::size_t known) const;
    [[nodiscard]] std::size_t trim(const UnitPhrase& phrase, std::size_t name_end) const;
    [[nodiscard]] std::size_t known_end(std::size_t kind_at, std::size_t end) const;
    [[nodiscard]] std::size_t skip_brackets(UnitPhrase& phrase, std::size_t open,
                                            std::size_t end) const;

    Tokens tokens_;
    const Words& words_;
    std::unordered_map<std::uint64_t, bool>
        known_;  // hash of the words behind the kind; true = whole name
    std::set<std::int16_t> known_kinds_;
};

}  // namespace remit::act
