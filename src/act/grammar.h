// The words by which acts are built, as data: vocabulary/grammar.yaml and
// vocabulary/unit_kinds.yaml.
//
// A Grammar holds phrases; what they do is decided in the parser. A new wording of a known form is
// a line in the YAML file; only a new form is code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "remit/vocabulary.h"

namespace remit::act {

/// The phrases of grammar.yaml, one list per key of the file; text/phrases.h describes the pattern
/// language.
struct Grammar {
    std::vector<std::string> article_words;
    std::vector<std::string> reference_words;
    std::vector<std::string> announcements;
    std::vector<std::string> unit_list_nouns;
    std::vector<std::string> lead_connectors;
    std::vector<std::string> weak_connectors;
    std::vector<std::string> lead_tails;
    std::vector<std::string> work_nouns;
    std::vector<std::string> work_verbs;
    std::vector<std::string> residuals;
    std::vector<std::string> weak_residuals;
    std::vector<std::string> copula_words;
    std::vector<std::string> tail_openers;
    std::vector<std::string> weak_tail_openers;
    std::vector<std::string> prepositions;
    std::vector<std::string> institutions;
    std::vector<std::string> institution_attributes;
    std::vector<std::string> post_nouns;
    std::vector<std::string> post_captions;
    std::vector<std::string> heading_verbs;
    std::vector<std::string> name_enders;
    std::vector<std::string> place_openers;
    std::vector<std::string> pointing_words;
    std::vector<std::string> sentence_openers;
    std::vector<std::string> relatives;
    std::vector<std::string> definition_markers;
    std::vector<std::string> quoting_phrases;
    std::vector<std::string> kind_attributes;
    std::vector<std::string> verbs;           // third person singular
    std::vector<std::string> verb_endings;    // of unlisted verbs of six letters or more
    std::vector<std::string> hanging_words;   // a text that ends with one is cut off
    std::vector<std::string> serbian_words;   // that Croatian does not have
    std::vector<std::string> croatian_words;  // that Serbian does not have
    std::vector<std::string> gazette_words;   // an abbreviation beside them is a gazette's
    std::vector<std::string> number_words;
    std::vector<std::string> short_name_nouns;  // "the Alliance"
    std::vector<std::string> short_name_followers;
    std::vector<std::string> coordinating_words;
    std::vector<std::string> acronym_fillers;
    std::vector<std::string> action_words;    // nouns that say what is done
    std::vector<std::string> action_endings;  // of such nouns
    std::vector<remit::UnitKind> unit_kinds;
};

}  // namespace remit::act
