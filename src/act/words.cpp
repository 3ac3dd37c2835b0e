#include "act/words.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "text/fold.h"

namespace remit::act {
namespace {

constexpr std::size_t kGuessedVerbLettersMin = 6;

/// The third person plural of a verb given in the singular.
std::string plural_of(std::string_view singular) {
    const std::string stem(singular.substr(0, singular.size() - 1));
    if (singular.ends_with("e")) return stem + "u";
    if (singular.ends_with("i")) return stem + "e";
    return std::string(singular) + "ju";
}

int roman_digit(char letter) {
    switch (letter) {
        case 'i':
            return 1;
        case 'v':
            return 5;
        case 'x':
            return 10;
        case 'l':
            return 50;
        case 'c':
            return 100;
        default:
            return 0;
    }
}

/// The value of a folded Roman numeral, or 0.
std::uint16_t roman_value(std::string_view folded) {
    constexpr std::size_t kLettersMax = 7;
    if (folded.empty() || folded.size() > kLettersMax) return 0;
    int value = 0;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const int digit = roman_digit(folded[i]);
        if (digit == 0) return 0;
        const int next = i + 1 < folded.size() ? roman_digit(folded[i + 1]) : 0;
        value += digit < next ? -digit : digit;
    }
    return static_cast<std::uint16_t>(std::max(value, 0));
}

}  // namespace

struct Words::Tables {
    std::unordered_map<std::string, std::uint32_t> flags;
    std::unordered_map<std::string, std::int16_t> kinds;
    std::vector<std::string> attribute_stems;
    std::vector<std::string> nominatives;
    std::array<text::PhraseTable, kPhraseListCount> phrases;

    void add_words(const std::vector<std::string>& words, std::uint32_t flag) {
        for (const std::string& word : words) flags[text::fold(word)] |= flag;
    }
    void add_phrases(PhraseList list, const std::vector<std::string>& patterns) {
        std::uint32_t index = 0;
        for (const std::string& pattern : patterns) {
            phrases[static_cast<std::size_t>(list)].add(pattern, index++);
        }
    }
    void add_verbs(const Grammar& grammar) {
        for (const std::string& verb : grammar.verbs) {
            const std::string folded = text::fold(verb);
            flags[folded] |= kVerb;
        }
        for (const std::string& verb : grammar.verbs) {
            std::uint32_t& plural = flags[plural_of(text::fold(verb))];
            if ((plural & kVerb) == 0) plural |= kVerb | kPluralVerb;
        }
        for (const std::string& word : grammar.work_verbs) flags[text::fold(word)] |= kVerb;
        for (const std::string& word : grammar.copula_words) flags[text::fold(word)] |= kVerb;
    }
    void add_kinds(const Grammar& grammar) {
        for (std::size_t i = 0; i < grammar.unit_kinds.size(); ++i) {
            const remit::UnitKind& kind = grammar.unit_kinds[i];
            for (const std::string& form : kind.forms) {
                kinds.emplace(text::fold(form), static_cast<std::int16_t>(i));
            }
            flags[text::fold(kind.forms.front())] |= kKindNominative;
        }
    }
};

Words::Words(const Grammar& grammar, const text::Lexicon& lexicon)
    : grammar_(&grammar), lexicon_(&lexicon) {
    auto tables = std::make_unique<Tables>();
    tables->add_words(grammar.article_words, kArticleWord);
    tables->add_words(grammar.work_nouns, kWorkNoun);
    tables->add_words(grammar.work_verbs, kWorkVerb);
    tables->add_words(grammar.tail_openers, kTailOpener | kStrongTailOpener);
    tables->add_words(grammar.weak_tail_openers, kTailOpener);
    tables->add_words(grammar.copula_words, kCopulaWork | kWorkVerb);
    tables->add_words(grammar.prepositions, kPreposition);
    tables->add_words(grammar.post_nouns, kPost);
    tables->add_words(grammar.heading_verbs, kHeadingVerb);
    tables->add_words(grammar.pointing_words, kPointing);
    tables->add_words(grammar.relatives, kRelative);
    tables->add_words(grammar.reference_words, kArticleReference);
    tables->add_verbs(grammar);
    tables->add_kinds(grammar);
    for (const std::string& pattern : grammar.kind_attributes) {
        tables->attribute_stems.push_back(text::fold(pattern.substr(0, pattern.size() - 1)));
    }
    tables->add_phrases(PhraseList::announcement, grammar.announcements);
    tables->add_phrases(PhraseList::unit_list_noun, grammar.unit_list_nouns);
    tables->add_phrases(PhraseList::lead_connector, grammar.lead_connectors);
    tables->add_phrases(PhraseList::weak_connector, grammar.weak_connectors);
    tables->add_phrases(PhraseList::lead_tail, grammar.lead_tails);
    tables->add_phrases(PhraseList::residual, grammar.residuals);
    tables->add_phrases(PhraseList::weak_residual, grammar.weak_residuals);
    tables->add_phrases(PhraseList::post_caption, grammar.post_captions);
    tables->add_phrases(PhraseList::name_ender, grammar.name_enders);
    tables->add_phrases(PhraseList::place_opener, grammar.place_openers);
    tables->add_phrases(PhraseList::sentence_opener, grammar.sentence_openers);
    tables->add_phrases(PhraseList::definition_marker, grammar.definition_markers);
    tables->add_phrases(PhraseList::quoting, grammar.quoting_phrases);
    for (const text::PhraseTable& table : tables->phrases) {
        matchers_.emplace_back(table, lexicon).learn();
    }
    tables_ = std::move(tables);
    classes_.resize(lexicon.size());
    for (std::size_t i = 0; i < lexicon.size(); ++i) classify(text::WordId(i));
}

Words::~Words() = default;

void Words::classify(text::WordId id) {
    const text::Word& word = (*lexicon_)[id];
    const std::string folded(word.folded);
    WordClass& result = classes_[id.index()];
    result.key = std::hash<std::string>{}(folded);
    if (const auto found = tables_->flags.find(folded); found != tables_->flags.end()) {
        result.flags |= found->second;
    }
    if (const auto found = tables_->kinds.find(folded); found != tables_->kinds.end()) {
        result.kind = found->second;
    }
    for (const std::string& stem : tables_->attribute_stems) {
        if (folded.starts_with(stem)) result.flags |= kKindAttribute;
    }
    if (folded.size() >= kGuessedVerbLettersMin && result.kind < 0) {
        for (const std::string& ending : grammar_->verb_endings) {
            if (folded.ends_with(ending)) result.flags |= kVerb;
        }
    }
    constexpr std::array<std::string_view, 7> kAdjectiveEndings{"a",  "i", "o", "oj",
                                                                "om", "e", "og"};
    for (const std::string_view ending : kAdjectiveEndings) {
        if (folded.size() > ending.size() + 2 && folded.ends_with(ending)) {
            result.flags |= kAdjectiveForm;
        }
    }
    if (word.casing == text::Casing::lower) result.flags |= kLower;
    if (word.casing == text::Casing::upper && word.letter_count > 1) result.flags |= kUpper;
    if (word.casing != text::Casing::lower) result.flags |= kCapitalised;
    if (word.letter_count == 1) result.flags |= kSingleLetter;
    if (word.casing == text::Casing::upper || word.letter_count == 1) {
        result.roman = word.casing == text::Casing::lower ? 0 : roman_value(folded);
        if (result.roman > 0) result.flags |= kRoman;
    }
}

std::optional<std::size_t> Words::find_phrase(PhraseList list, Tokens tokens, std::size_t begin,
                                              std::size_t end) const {
    const auto match = matchers_[static_cast<std::size_t>(list)].match_at(tokens, begin, end);
    if (!match) return std::nullopt;
    return match->end;
}

std::optional<text::PhraseMatch> Words::search_phrase(PhraseList list, Tokens tokens,
                                                      std::size_t begin, std::size_t end) const {
    const text::PhraseMatcher& matcher = matchers_[static_cast<std::size_t>(list)];
    for (std::size_t i = begin; i < end; ++i) {
        if (tokens[i].kind != text::TokenKind::word || !matcher.starts(tokens[i].word)) continue;
        if (auto match = matcher.match_at(tokens, i, end)) return match;
    }
    return std::nullopt;
}

}  // namespace remit::act
