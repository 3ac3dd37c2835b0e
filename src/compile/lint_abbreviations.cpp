// Abbreviations that are used before they are defined, defined twice, or defined in no usual way.
//
// A word in capitals is an abbreviation unless its line is all in capitals, it stands among other capitals, it is a
// Roman numeral or the name of a gazette, or the act writes the same word in small letters too. Each is reported once.
#include <algorithm>
#include <unordered_map>

#include "act/paragraphs.h"
#include "compile/lint_support.h"
#include "text/inflection.h"
#include "text/spelling.h"

namespace remit::compile {
namespace {

using diag::DiagnosticId;
using diag::NoteId;
using diag::Span;
using remit::Abbreviation;
using text::Token;

constexpr std::uint32_t kLettersMin = 2;
constexpr std::uint32_t kLettersMax = 8;

/// Words of the act that may be abbreviations, by what is known of the word alone.
std::vector<bool> find_candidates(const LintInput& input) {
    const text::Lexicon& lexicon = input.lexicon;
    std::unordered_map<std::string_view, bool> written_small;
    for (std::size_t i = 0; i < lexicon.size(); ++i) {
        const text::Word& word = lexicon[text::WordId(i)];
        if (word.casing != text::Casing::upper) written_small[word.folded] = true;
    }
    std::vector<bool> candidates(lexicon.size(), false);
    for (std::size_t i = 0; i < lexicon.size(); ++i) {
        const text::Word& word = lexicon[text::WordId(i)];
        if (word.casing != text::Casing::upper || word.script == text::Script::mixed) continue;
        if (word.letter_count < kLettersMin || word.letter_count > kLettersMax) continue;
        const bool roman = word.text.find_first_not_of("IVXLCDM") == std::string_view::npos;
        const bool digits = word.text.find_first_of("0123456789") != std::string_view::npos;
        if (roman || digits || written_small.contains(word.folded)) continue;
        if (input.spelling != nullptr && word.letter_count > 5 &&
            input.spelling->knows(word.folded)) continue;
        candidates[i] = true;
    }
    return candidates;
}

class Uses {
  public:
    Uses(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input),
          tokens_(input.syntax.tokens),
          diagnostics_(diagnostics),
          candidates_(find_candidates(input)),
          numbers_(input.numbers->by_fold),
          gazettes_(find_listed(input.lexicon, input.knowledge.grammar.gazette_words)),
          counted_(find_listed(input.lexicon, input.knowledge.grammar.number_words)),
          seen_(input.lexicon.size(), false) {
        for (std::size_t i = 0; i < input.remit().abbreviations.size(); ++i) {
            learn(input.remit().abbreviations[i]);
        }
    }

    void check() {
        std::size_t line = 0;
        bool quoted = false;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].starts_line) {
                line = i;
                quoted = false;
                loud_line_ = 0;
            }
            if (act::is_quote(tokens_[i])) quoted = !quoted;
            if (!is_word(tokens_[i]) || !candidates_[tokens_[i].word.index()]) continue;
            if (seen_[numbers_[tokens_[i].word.index()]]) continue;
            if (quoted && names_gazette(i)) continue;
            if (is_loud(line) || has_loud_neighbour(i) || names_gazette(i)) continue;
            visit(i);
        }
    }

  private:
    /// Remembers where the short form is defined, if it is one word.
    void learn(const Abbreviation& abbreviation) {
        const Span span{abbreviation.extent.begin, abbreviation.extent.end};
        const TokenRange range = tokens_of(input_, span);
        for (std::size_t i = range.begin; i < range.end; ++i) {
            const Token& token = tokens_[i];
            if (!is_word(token) || input_.bytes_of(token) != abbreviation.short_form) continue;
            defined_.emplace(numbers_[token.word.index()], span);
        }
    }

    void visit(std::size_t at) {
        const std::uint32_t number = numbers_[tokens_[at].word.index()];
        seen_[number] = true;
        const auto defined = defined_.find(number);
        const Span span{tokens_[at].begin, tokens_[at].end};
        if (defined != defined_.end() && defined->second.begin <= span.begin) return;
        auto& found = diagnostics_.report(DiagnosticId::undefined_abbreviation, span);
        if (defined != defined_.end()) {
            found.note(NoteId::undefined_abbreviation_defined, defined->second);
        }
    }

    /// A line without any word in small letters: a heading. Asked once a line.
    bool is_loud(std::size_t line) {
        if (loud_line_ == 0) {
            loud_line_ = 1;
            for (std::size_t i = line; i < tokens_.size() && (i == line || !tokens_[i].starts_line);
                 ++i) {
                if (!is_word(tokens_[i])) continue;
                const text::Word& word = input_.lexicon[tokens_[i].word];
                if (word.casing != text::Casing::upper) {
                    loud_line_ = 2;
                    break;
                }
            }
        }
        return loud_line_ == 1;
    }

    /// Words in capitals side by side are a heading or shouting, unless all of them are short: "UN EU".
    [[nodiscard]] bool has_loud_neighbour(std::size_t at) const {
        constexpr std::uint32_t kShortLetters = 5;
        const bool long_word = input_.lexicon[tokens_[at].word].letter_count > kShortLetters;
        const auto is_loud_word = [&](std::size_t i) {
            if (i >= tokens_.size() || !is_word(tokens_[i])) return false;
            const text::Word& word = input_.lexicon[tokens_[i].word];
            if (word.casing != text::Casing::upper || word.letter_count < 2) return false;
            return !candidates_[tokens_[i].word.index()] || long_word ||
                   word.letter_count > kShortLetters;
        };
        const auto is_letter = [&](std::size_t i) {
            if (i >= tokens_.size() || !is_word(tokens_[i])) return false;
            const text::Word& word = input_.lexicon[tokens_[i].word];
            return word.casing == text::Casing::upper && word.letter_count == 1;
        };
        if (is_loud_word(at + 1) || (is_letter(at + 1) && is_loud_word(at + 2))) return true;
        if (at > 0 && is_loud_word(at - 1)) return true;
        return at > 1 && is_letter(at - 1) && is_loud_word(at - 2);
    }

    /// "Sl. glasnik RS", "NN br. 5/20", "NN 5/20".
    [[nodiscard]] bool names_gazette(std::size_t at) const {
        constexpr std::size_t kTokensBack = 4;
        if (gazettes_[tokens_[at].word.index()]) return true;
        for (std::size_t i = at; i-- > 0 && at - i <= kTokensBack;) {
            if (is_word(tokens_[i]) && gazettes_[tokens_[i].word.index()]) return true;
        }
        constexpr std::size_t kTokensAhead = 3;
        for (std::size_t i = at + 1; i < std::min(tokens_.size(), at + kTokensAhead); ++i) {
            if (is_word(tokens_[i])) return counted_[tokens_[i].word.index()];
            if (tokens_[i].kind == text::TokenKind::number) return true;
            if (!act::is_quote(tokens_[i]) && !is_mark(tokens_[i], U',')) return false;
        }
        return false;
    }

    const LintInput& input_;
    std::span<const Token> tokens_;
    diag::Diagnostics& diagnostics_;
    std::vector<bool> candidates_;
    const std::vector<std::uint32_t>& numbers_;
    std::vector<bool> gazettes_;
    std::vector<bool> counted_;
    std::vector<bool> seen_;
    std::unordered_map<std::uint32_t, Span> defined_;
    int loud_line_ = 0;  // 0 not asked, 1 yes, 2 no
};

/// The words of the long form without their endings.
std::string essence_of(const LintInput& input, Span span) {
    std::string essence;
    const TokenRange range = tokens_of(input, span);
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (!is_word(input.syntax.tokens[i])) continue;
        essence += text::inflection_key(input.lexicon[input.syntax.tokens[i].word].folded);
        essence += ' ';
    }
    return essence;
}

Span short_span(const LintInput& input, const Abbreviation& abbreviation) {
    const std::string_view whole = input.compilation.text_of(abbreviation.extent);
    const std::size_t at = whole.rfind(abbreviation.short_form);
    const auto begin = static_cast<std::uint32_t>(abbreviation.extent.begin + at);
    return {begin, begin + static_cast<std::uint32_t>(abbreviation.short_form.size())};
}

void lint_definitions(const LintInput& input, diag::Diagnostics& diagnostics) {
    struct First {
        std::string essence;
        Span span;
    };
    std::unordered_map<std::string_view, First> firsts;
    for (const Abbreviation& abbreviation : input.remit().abbreviations) {
        const Span span = short_span(input, abbreviation);
        if (!abbreviation.regular) diagnostics.report(DiagnosticId::irregular_definition, span);
        // The long form stands right before the definition, or inside its brackets.
        const std::size_t long_at = input.text().rfind(
            abbreviation.long_form, abbreviation.extent.end - abbreviation.long_form.size());
        const auto begin = static_cast<std::uint32_t>(long_at);
        const auto size = static_cast<std::uint32_t>(abbreviation.long_form.size());
        std::string essence = essence_of(input, {begin, begin + size});
        const auto [first, fresh] =
            firsts.try_emplace(abbreviation.short_form, First{essence, span});
        if (fresh || first->second.essence == essence) continue;
        diagnostics.report(DiagnosticId::redefined_abbreviation, span)
            .note(NoteId::redefined_abbreviation_first, first->second.span);
    }
}

}  // namespace

void lint_abbreviations(const LintInput& input, diag::Diagnostics& diagnostics) {
    Uses(input, diagnostics).check();
    lint_definitions(input, diagnostics);
}

}  // namespace remit::compile
