#include "compile/unit_names.h"

#include <algorithm>
#include <span>

#include "text/casing.h"
#include "text/fold.h"
#include "text/inflection.h"
#include "text/script.h"
#include "text/transliterate.h"

namespace remit::compile {
namespace {

using text::Token;
using text::TokenKind;

std::string_view bytes_of(std::string_view text, const Token& token) {
    return text.substr(token.begin, token.end - token.begin);
}

int find_kind(std::string_view folded, const act::Grammar& grammar) {
    for (std::size_t i = 0; i < grammar.unit_kinds.size(); ++i) {
        const auto& forms = grammar.unit_kinds[i].forms;
        if (std::ranges::find(forms, folded) != forms.end()) return static_cast<int>(i);
    }
    return -1;
}

/// Gives `word` the capitals of `like`: none, the first letter, or all.
std::string cased_like(const std::string& word, text::Casing like) {
    if (like == text::Casing::lower) return word;
    if (like == text::Casing::upper) return text::to_upper(word);
    return text::capitalised(word);
}

/// The nominative of an adjective before a kind word: "Samostalnoj službi" -> "Samostalna".
std::string nominative_of_attribute(std::string_view word, std::string_view kind_nominative) {
    constexpr std::string_view kLatin[] = {"oj", "om", "og", "oga", "ome", "ih",
                                           "im", "u",  "e",  "a",   "o",   "i"};
    constexpr std::string_view kCyrillic[] = {"ој", "ом", "ог", "ога", "оме", "их",
                                              "им", "у",  "е",  "а",   "о",   "и"};
    const bool cyrillic = text::script_of(word) == text::Script::cyrillic;
    const std::string folded_kind = text::fold(kind_nominative);
    const char last = folded_kind.back();
    std::string_view ending = last == 'a'                  ? (cyrillic ? "а" : "a")
                              : last == 'o' || last == 'e' ? (cyrillic ? "о" : "o")
                                                           : (cyrillic ? "и" : "i");
    for (const std::string_view suffix : cyrillic ? std::span(kCyrillic) : std::span(kLatin)) {
        if (word.size() > suffix.size() + 3 && word.ends_with(suffix)) {
            return std::string(word.substr(0, word.size() - suffix.size())) + std::string(ending);
        }
    }
    return std::string(word);
}

}  // namespace

UnitName read_unit_name(std::string_view text, const std::vector<Token>& tokens,
                        const text::Lexicon& lexicon, const act::Grammar& grammar) {
    UnitName name;
    std::size_t kind_at = tokens.size();
    for (std::size_t i = 0; i < tokens.size() && name.kind < 0; ++i) {
        if (tokens[i].kind != TokenKind::word) continue;
        name.kind = find_kind(lexicon[tokens[i].word].folded, grammar);
        if (name.kind >= 0) kind_at = i;
    }
    const bool oblique =
        name.kind >= 0 && lexicon[tokens[kind_at].word].folded !=
                              grammar.unit_kinds[static_cast<std::size_t>(name.kind)].forms.front();
    name.bare = tokens.size() == 1 && name.kind >= 0;
    name.ends_with_kind = kind_at + 1 == tokens.size() && kind_at > 0;
    name.capitals = !tokens.empty();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (i > 0 && token.after_space) name.display += ' ';
        const std::string_view bytes = bytes_of(text, token);
        if (token.kind != TokenKind::word) {
            name.display += bytes;
            continue;
        }
        const text::Word& word = lexicon[token.word];
        if (word.letter_count > 2 && word.casing != text::Casing::upper) name.capitals = false;
        if (i < kind_at && name.kind >= 0) {
            name.key += text::inflection_key(word.folded);
            name.independent = name.independent || word.folded.starts_with("samostaln") ||
                               word.folded.starts_with("posebn");
        } else if (i == kind_at) {
            name.key += grammar.unit_kinds[static_cast<std::size_t>(name.kind)].forms.front();
        } else {
            name.key += word.folded;
        }
        name.key += ' ';
        if (!oblique || i > kind_at) {
            name.display += bytes;
            continue;
        }
        const remit::UnitKind& kind = grammar.unit_kinds[static_cast<std::size_t>(name.kind)];
        const bool cyrillic = word.script == text::Script::cyrillic;
        const std::string nominative =
            cyrillic ? (kind.sr.empty() ? text::to_cyrillic(kind.hr) : kind.sr) : kind.hr;
        name.display += i == kind_at ? cased_like(nominative, word.casing)
                                     : nominative_of_attribute(bytes, kind.hr);
    }
    return name;
}

}  // namespace remit::compile
