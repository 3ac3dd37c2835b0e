#include "compile/grammar_loader.h"

#include <array>
#include <utility>

#include "yaml/node.h"

namespace remit::compile {
namespace {

using ListOf = std::vector<std::string> act::Grammar::*;

/// The keys of grammar.yaml and where their phrases go.
constexpr std::array<std::pair<std::string_view, ListOf>, 41> kLists{{
    {"article_words", &act::Grammar::article_words},
    {"reference_words", &act::Grammar::reference_words},
    {"announcements", &act::Grammar::announcements},
    {"unit_list_nouns", &act::Grammar::unit_list_nouns},
    {"lead_connectors", &act::Grammar::lead_connectors},
    {"weak_connectors", &act::Grammar::weak_connectors},
    {"institution_attributes", &act::Grammar::institution_attributes},
    {"lead_tails", &act::Grammar::lead_tails},
    {"work_nouns", &act::Grammar::work_nouns},
    {"work_verbs", &act::Grammar::work_verbs},
    {"copula_words", &act::Grammar::copula_words},
    {"residuals", &act::Grammar::residuals},
    {"weak_residuals", &act::Grammar::weak_residuals},
    {"tail_openers", &act::Grammar::tail_openers},
    {"weak_tail_openers", &act::Grammar::weak_tail_openers},
    {"prepositions", &act::Grammar::prepositions},
    {"institutions", &act::Grammar::institutions},
    {"post_nouns", &act::Grammar::post_nouns},
    {"post_captions", &act::Grammar::post_captions},
    {"heading_verbs", &act::Grammar::heading_verbs},
    {"name_enders", &act::Grammar::name_enders},
    {"place_openers", &act::Grammar::place_openers},
    {"pointing_words", &act::Grammar::pointing_words},
    {"sentence_openers", &act::Grammar::sentence_openers},
    {"relatives", &act::Grammar::relatives},
    {"definition_markers", &act::Grammar::definition_markers},
    {"quoting_phrases", &act::Grammar::quoting_phrases},
    {"kind_attributes", &act::Grammar::kind_attributes},
    {"verbs", &act::Grammar::verbs},
    {"verb_endings", &act::Grammar::verb_endings},
    {"hanging_words", &act::Grammar::hanging_words},
    {"serbian_words", &act::Grammar::serbian_words},
    {"croatian_words", &act::Grammar::croatian_words},
    {"gazette_words", &act::Grammar::gazette_words},
    {"number_words", &act::Grammar::number_words},
    {"short_name_nouns", &act::Grammar::short_name_nouns},
    {"short_name_followers", &act::Grammar::short_name_followers},
    {"coordinating_words", &act::Grammar::coordinating_words},
    {"acronym_fillers", &act::Grammar::acronym_fillers},
    {"action_words", &act::Grammar::action_words},
    {"action_endings", &act::Grammar::action_endings},
}};

constexpr std::string_view kBackReferences = "back_references";
constexpr std::string_view kWeakBackReferences = "weak_back_references";

}  // namespace

Status load_grammar(std::string_view yaml, Knowledge& knowledge) {
    const yaml::Document document = REMIT_TRY(yaml::parse("vocabulary/grammar.yaml", yaml));
    for (const auto& [key, list] : kLists) {
        const yaml::Node* node = REMIT_TRY(document.root().require(key));
        knowledge.grammar.*list = REMIT_TRY(node->text_list());
    }
    std::uint32_t strength = 0;
    for (const std::string_view key : {kBackReferences, kWeakBackReferences}) {
        const yaml::Node* node = REMIT_TRY(document.root().require(key));
        for (const std::string& pattern : REMIT_TRY(node->text_list())) {
            knowledge.back_references.add(pattern, strength);
        }
        ++strength;
    }
    for (const yaml::Entry& entry : REMIT_TRY(document.root().map())) {
        bool known = entry.key == kBackReferences || entry.key == kWeakBackReferences;
        for (const auto& [key, list] : kLists) known = known || entry.key == key;
        if (!known)
            return entry.value.fault("no list of the grammar has the name '" + entry.key + "'");
    }
    return base::done();
}

Status load_function_phrases(std::string_view yaml, Knowledge& knowledge) {
    constexpr std::array<std::pair<std::string_view, FunctionEvidence>, 3> kKeys{{
        {"clause", FunctionEvidence::clause},
        {"subject", FunctionEvidence::subject},
        {"implied", FunctionEvidence::implied},
    }};
    const yaml::Document document = REMIT_TRY(yaml::parse("vocabulary/functions.yaml", yaml));
    for (const yaml::Node& node : REMIT_TRY(document.root().list())) {
        const std::string_view id = REMIT_TRY(node.require_text("id"));
        const auto function = knowledge.vocabulary.find_function(id);
        if (!function) return node.fault("function was not loaded");
        for (const auto& [key, evidence] : kKeys) {
            for (const std::string& pattern : REMIT_TRY(node.find_text_list(key))) {
                knowledge.functions.add(pattern, static_cast<std::uint8_t>(evidence),
                                        function->index(), /*acronym=*/false);
            }
        }
    }
    return base::done();
}

}  // namespace remit::compile
