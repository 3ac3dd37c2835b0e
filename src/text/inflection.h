// The part of a Croatian or Serbian word that declension leaves alone, for matching names word by
// word: Vijeće, Vijeća, Vijećem and the Serbian Веће have one key, "vec".
//
// Made so that two forms of one noun or adjective nearly never part; that two words may share a key
// matters less, since a name is matched by all its words in order. The key is not a stem a person
// would recognise, and must never be shown. Verbs only meet by chance: use a list of their forms.
//
// Measured on the gold of UD Croatian-SET and Serbian-SET (dev and test), distinct forms of nouns,
// adjectives and names, pairwise (do two forms of a lemma meet, and only those?), P / R / F1:
//                      hr                     sr
//   this key           .851 / .978 / .910     .887 / .992 / .937
//   snowball serbian   .886 / .812 / .848     .908 / .828 / .866
// What still parts are suppletive words (čovjek, ljudi; dijete, djeca; oko, oči) and "sav". The
// test measures again where the data is at hand and fails when recall falls.
#pragma once

#include <string>
#include <string_view>

namespace remit::text {

/// The key of one word.
/// In:   `folded` = fold(word); other text gives a useless but harmless key.
/// Out:  never empty for a word; words of one or two letters, and those over 64 bytes, as they are.
/// Cost: below 1 µs; ask once per distinct word.
std::string inflection_key(std::string_view folded);

/// Whether the word is what declension puts behind an acronym: "NATO-a", "OESS-ovima".
/// In: `folded` = fold(word).
bool is_acronym_ending(std::string_view folded);

}  // namespace remit::text
