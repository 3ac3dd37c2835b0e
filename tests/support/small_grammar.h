// A grammar of few words for the tests of `act`, which stands below the loader of the real one.
//
// It knows enough for one example of each kind of block. A test that asks whether the parser knows
// a wording belongs beside the vocabulary (src/compile/forms_test.cpp), not here.
#pragma once

#include <string>
#include <string_view>

#include "act/grammar.h"
#include "act/parser.h"
#include "act/words.h"
#include "text/lexicon.h"
#include "text/token.h"

namespace remit::act::testing {

inline remit::UnitKind small_kind(int rank, std::string_view stem) {
    remit::UnitKind kind;
    kind.rank = rank;
    kind.id = stem;
    for (const std::string_view ending : {"", "a", "u", "i"}) {
        kind.forms.push_back(std::string(stem) + std::string(ending));
    }
    kind.hr = kind.forms.front();
    return kind;
}

inline Grammar small_grammar() {
    Grammar grammar;
    grammar.article_words = {"clanak"};
    grammar.reference_words = {"clanka", "stavka"};
    grammar.announcements = {"ustrojavaju se", "cine"};
    grammar.lead_connectors = {"koji se odnose na", "koje se odnose na"};
    grammar.lead_tails = {"i to"};
    grammar.work_nouns = {"poslovi", "poslove", "poslova"};
    grammar.work_verbs = {"obavlja", "obavljaju"};
    grammar.residuals = {"obavlja * (i|) (druge|ostale) *", "(druge|ostale) * (poslove|poslova)"};
    grammar.tail_openers = {"te", "kao"};
    grammar.weak_tail_openers = {"i", "a"};
    grammar.prepositions = {"u", "na"};
    grammar.post_nouns = {"nacelnik"};
    grammar.place_openers = {"u"};
    grammar.pointing_words = {"ovaj"};
    grammar.relatives = {"koji", "koja", "koje"};
    grammar.definition_markers = {"u daljnjem tekstu"};
    grammar.kind_attributes = {"samostalni", "samostalna"};
    grammar.verbs = {"prati", "vodi", "mjeri", "priprema", "ustrojavaju", "obavlja", "obavljaju"};
    grammar.unit_kinds = {small_kind(10, "sektor"), small_kind(20, "odjel")};
    return grammar;
}

/// One text read with it: the tree for people, and what was reported.
struct SmallReading {
    explicit SmallReading(std::string_view text)
        : syntax(parse(text, grammar, lexicon, diagnostics)),
          tree(describe_tree(syntax.tree, text)) {}

    Grammar grammar = small_grammar();
    text::Lexicon lexicon;
    diag::Diagnostics diagnostics;
    SyntaxTree syntax;
    std::string tree;
};

/// Tokens of a text with what the parser knows of their words.
struct SmallWords {
    explicit SmallWords(std::string_view text)
        : tokens(text::tokenise(text, lexicon)), words(grammar, lexicon) {}

    Grammar grammar = small_grammar();
    text::Lexicon lexicon;
    std::vector<text::Token> tokens;
    Words words;
};

}  // namespace remit::act::testing
