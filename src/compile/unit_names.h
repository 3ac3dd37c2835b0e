// A unit's name as people would write it, whatever case and script it stands in.
//
// The kind word and the adjectives before it are put into the nominative; what follows the kind never changes with
// case. Two names with one key are one unit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "act/grammar.h"
#include "text/lexicon.h"
#include "text/token.h"

namespace remit::compile {

struct UnitName {
    std::string display;  // nominative, white space collapsed
    std::string key;      // equal for the same unit in any case, script and letter case
    int kind = -1;        // index into Grammar::unit_kinds
    bool bare = false;    // the kind word alone
    bool ends_with_kind =
        false;  // "Upravni odjel", "Stručna služba": may be a whole name, or speak of one
    bool independent = false;  // "samostalna služba": stands under no other unit by rank
    bool capitals = false;     // written in capitals throughout
};

/// Reads a name from its tokens (definitions already left out).
UnitName read_unit_name(std::string_view text, const std::vector<text::Token>& tokens,
                        const text::Lexicon& lexicon, const act::Grammar& grammar);

}  // namespace remit::compile
