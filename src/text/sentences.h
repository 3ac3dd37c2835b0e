// Where a sentence or a clause of an act ends, over tokens.
//
// A full stop ends no sentence after abbreviations (čl., br., R. Srbije), ordinals (1., 12. 5.
// 2020., III.) and initials, and before a word in lower case. The abbreviations are a table of data
// in sentences.cpp. Nothing here allocates, and text is never changed.
#pragma once

#include <cstddef>
#include <span>

#include "text/lexicon.h"
#include "text/token.h"

namespace remit::text {

/// Whether a sentence ends with the token at `index`, a full stop, "!" or "?". Cost: O(1).
bool ends_sentence(std::span<const Token> tokens, std::size_t index, const Lexicon& lexicon);

/// Whether a clause ends there: at a semicolon or where a sentence ends.
bool ends_clause(std::span<const Token> tokens, std::size_t index, const Lexicon& lexicon);

/// Whether the token is a word that is written with a full stop, and has one: "čl.", "tzv.", "R.".
bool is_abbreviation(std::span<const Token> tokens, std::size_t index, const Lexicon& lexicon);

}  // namespace remit::text
