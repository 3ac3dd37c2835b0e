// By which words and symbols a paper gives away what it is about: vocabulary/signs/*.yaml,
// vocabulary/symbols.yaml, vocabulary/places.yaml, vocabulary/languages.yaml.
//
// The names of the vocabulary are those that acts use. Papers speak otherwise ("blue helmets",
// "S/RES/1244 (1999)"), and about things that no act names. Invariant: every target is an entry of
// the vocabulary that the signs were read for. A faulty file gives what could be read and a
// diagnostic for each fault; nothing is guessed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "remit/vocabulary.h"
#include "route/target.h"

namespace remit::route {

/// Phrases that point to one entry.
struct Sign {
    Target target;
    remit::Names signs;  // each says by itself that the paper is about it
    remit::Names hints;  // each says so beside another sign or hint only
};

/// A pattern of document symbols, such as "CCPR/C/*/D/#/#", and what such a document is about.
struct Symbol {
    std::string pattern;  // `#` a number, `*` a run without "/", `**` any run
    std::vector<Target> targets;
};

struct Place {
    std::string id;  // "ba"
    remit::Names names;
    remit::Names acronyms;
    remit::Names adjectives;
    std::vector<remit::TopicId> topics;  // that naming it says by itself
};

/// Words, or letters, that only the language has; Serbian in Cyrillic.
using LanguageWords = remit::Names;

struct Signs {
    std::vector<Sign> signs;
    std::vector<Symbol> symbols;
    std::vector<Place> places;
    LanguageWords languages;
    LanguageWords letters;
};

struct LoadedSigns {
    Signs signs;
    diag::Source source;  // the files, one behind the other, in which the diagnostics point
    diag::Diagnostics diagnostics;
};

/// Reads the files that the binary carries. They are tested at build, so that a diagnostic is a
/// fault of the program.
LoadedSigns load_embedded_signs(const remit::Vocabulary& vocabulary);

/// Reads files given by path; the path says what they hold. Others are passed over.
LoadedSigns load_signs(std::span<const base::EmbeddedFile> files,
                       const remit::Vocabulary& vocabulary);

}  // namespace remit::route
