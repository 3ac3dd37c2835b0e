// packs/*/remit.yaml: an institution's units and duties as data, read into the form that compile() makes of an act.
//
// Invariant: every duty's extent is the bytes of its text in the institution's language, and every id in the remit is
// one of the vocabulary. A faulty pack gives what could be read and a diagnostic for each fault; nothing is guessed,
// and a pack with errors must not be put to use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compile/compilation.h"

namespace remit::compile {

/// The body that the act organises.
struct Institution {
    std::string id;        // "hr-mvep-global-affairs"
    std::string country;   // "hr"
    std::string language;  // "hr" or "sr"
    std::string name;      // in its language
    std::string name_en;
    std::string act_title;  // in its language; empty where the pack does not say
    std::string act_title_en;
    bool act_verified = true;  // whether the title was checked against the gazette
};

/// What the pack says in English beside each unit and duty, in the order of the tables.
struct EnglishTexts {
    std::vector<std::string> unit_names;
    std::vector<remit::Extent> duties;
};

struct Pack {
    Institution institution;
    EnglishTexts english;
    Compilation compilation;  // the source is the pack's own text
};

/// Reads one pack. The vocabulary must outlive it.
/// In:   `name` as diagnostics shall call the file.
/// Cost: O(bytes log duties).
Pack load_pack(std::string name, std::string_view bytes, const remit::Vocabulary& vocabulary);

}  // namespace remit::compile
