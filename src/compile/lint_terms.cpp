// Short names that nothing defines ("the Alliance"), and names and terms that are written in two ways.
//
// Conservative: a short name is one of a list of nouns and part of the name of a body that the act names; a term in two
// ways is the same two words with and without a hyphen; a name in two ways shares all but its first word with a name of
// the vocabulary that the act also has.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "compile/duty_reader.h"
#include "compile/lint_support.h"
#include "text/fold.h"
#include "text/inflection.h"

namespace remit::compile {
namespace {

using diag::DiagnosticId;
using diag::NoteId;
using diag::Span;
using text::Token;

// --- short names ---------------------------------------------------------------------------------------------------

class ShortNames {
  public:
    ShortNames(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input),
          tokens_(input.syntax.tokens),
          diagnostics_(diagnostics),
          reader_(input.knowledge, input.syntax.tokens, input.lexicon, input.remit().language),
          followers_(find_listed(input.lexicon, input.knowledge.grammar.short_name_followers)) {}

    void check() {
        find_nouns();
        if (std::ranges::find(nouns_, true) == nouns_.end()) return;
        for (const TokenRange& duty : input_.duty_tokens) check_duty(duty);
    }

  private:
    /// The listed nouns that are part of the name of a body that the act names, with a capital, undefined.
    void find_nouns() {
        std::unordered_set<std::string> keys;
        for (const std::string& noun : input_.knowledge.grammar.short_name_nouns) {
            keys.insert(text::inflection_key(noun));
        }
        for (const remit::Abbreviation& short_name : input_.remit().abbreviations) {
            keys.erase(text::inflection_key(text::fold(short_name.short_form)));
        }
        const std::unordered_set<std::string> named = words_of_bodies();
        nouns_.assign(input_.lexicon.size(), false);
        for (std::size_t i = 0; i < nouns_.size(); ++i) {
            const text::Word& word = input_.lexicon[text::WordId(i)];
            if (word.casing != text::Casing::capitalised) continue;
            const std::string key = text::inflection_key(word.folded);
            nouns_[i] = keys.contains(key) && named.contains(key);
        }
    }

    [[nodiscard]] std::unordered_set<std::string> words_of_bodies() const {
        std::vector<bool> found(input_.knowledge.vocabulary.bodies.size(), false);
        for (const remit::Duty& duty : input_.remit().duties) {
            for (const remit::BodyId body : duty.bodies) found[body.index()] = true;
        }
        std::unordered_set<std::string> keys;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (!found[i]) continue;
            const remit::Names& names = input_.knowledge.vocabulary.bodies[i].names;
            for (const auto* list : {&names.hr, &names.sr}) {
                for (const std::string& name : *list) add_words(text::fold(name), keys);
            }
        }
        return keys;
    }
    static void add_words(std::string_view folded, std::unordered_set<std::string>& keys) {
        while (!folded.empty()) {
            const std::size_t end = std::min(folded.find(' '), folded.size());
            keys.insert(text::inflection_key(folded.substr(0, end)));
            folded.remove_prefix(std::min(end + 1, folded.size()));
        }
    }

    void check_duty(TokenRange duty) {
        for (std::size_t i = duty.begin + 1; i < duty.end; ++i) {
            const Token& token = tokens_[i];
            if (!is_word(token) || !nouns_[token.word.index()] || !stands_alone(i, duty)) continue;
            const std::string key = text::inflection_key(input_.lexicon[token.word].folded);
            if (!reported_.insert(key).second || is_in_name(i, duty)) continue;
            diagnostics_.report(DiagnosticId::undefined_term, {token.begin, token.end});
        }
    }

    /// Behind a word in small letters, and before nothing that would go on with a name.
    [[nodiscard]] bool stands_alone(std::size_t at, TokenRange duty) const {
        const Token& before = tokens_[at - 1];
        if (!is_word(before)) return false;
        if (input_.lexicon[before.word].casing != text::Casing::lower) return false;
        if (at + 1 >= duty.end) return true;
        const Token& next = tokens_[at + 1];
        if (next.kind == text::TokenKind::punctuation) return next.mark != U'-';
        return is_word(next) && followers_[next.word.index()];
    }

    [[nodiscard]] bool is_in_name(std::size_t at, TokenRange duty) const {
        return std::ranges::any_of(reader_.find_names(duty.begin, duty.end),
                                   [&](const FoundName& name) {
                                       return name.begin <= at && at < name.end;
                                   });
    }

    const LintInput& input_;
    std::span<const Token> tokens_;
    diag::Diagnostics& diagnostics_;
    DutyReader reader_;
    std::vector<bool> followers_;
    std::vector<bool> nouns_;
    std::unordered_set<std::string> reported_;
};

// --- hyphens -------------------------------------------------------------------------------------------------------

class Hyphens {
  public:
    Hyphens(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input),
          tokens_(input.syntax.tokens),
          diagnostics_(diagnostics),
          numbers_(input.numbers->by_inflection) {}

    void check() {
        for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
            if (is_hyphenated(i)) terms_[pair_of(i, i + 2)].hyphened.push_back({i, i + 3});
        }
        if (terms_.empty()) return;
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
            if (!is_small(i) || !is_small(i + 1) || !tokens_[i + 1].after_space) continue;
            const auto term = terms_.find(pair_of(i, i + 1));
            if (term != terms_.end()) term->second.spaced.push_back({i, i + 2});
        }
        for (auto& [pair, term] : terms_) report(term);
    }

  private:
    struct Term {
        std::vector<TokenRange> hyphened;
        std::vector<TokenRange> spaced;
    };
    using Pair = std::pair<std::uint32_t, std::uint32_t>;

    [[nodiscard]] bool is_small(std::size_t at) const {
        if (!is_word(tokens_[at])) return false;
        const text::Word& word = input_.lexicon[tokens_[at].word];
        return word.casing == text::Casing::lower && word.letter_count >= 3;
    }
    [[nodiscard]] bool is_hyphenated(std::size_t at) const {
        return is_small(at) && is_mark(tokens_[at + 1], U'-') && !tokens_[at + 1].after_space &&
               !tokens_[at + 2].after_space && is_small(at + 2) && !is_compound(at);
    }
    /// "vojno-sigurnosni" is one adjective, and no other way of writing "vojni sigurnosni".
    [[nodiscard]] bool is_compound(std::size_t at) const {
        return input_.lexicon[tokens_[at].word].folded.ends_with('o');
    }
    [[nodiscard]] Pair pair_of(std::size_t first, std::size_t second) const {
        return {numbers_[tokens_[first].word.index()], numbers_[tokens_[second].word.index()]};
    }

    /// The rarer way of writing is the odd one; of two as rare, the first.
    void report(const Term& term) {
        if (term.spaced.empty()) return;
        const bool hyphen_odd =
            term.hyphened.size() < term.spaced.size() ||
            (term.hyphened.size() == term.spaced.size() &&
             term.hyphened.front().begin < term.spaced.front().begin);
        const auto& odd = hyphen_odd ? term.hyphened : term.spaced;
        const auto& usual = hyphen_odd ? term.spaced : term.hyphened;
        const Span usual_span = span_of(input_, usual.front());
        constexpr std::size_t kReportsMax = 8;
        for (std::size_t i = 0; i < std::min(odd.size(), kReportsMax); ++i) {
            diagnostics_.report(DiagnosticId::inconsistent_term, span_of(input_, odd[i]))
                .with("usual", std::string(input_.compilation.source.text(usual_span)))
                .note(NoteId::inconsistent_term_usual, usual_span);
        }
    }

    const LintInput& input_;
    std::span<const Token> tokens_;
    diag::Diagnostics& diagnostics_;
    const std::vector<std::uint32_t>& numbers_;
    std::map<Pair, Term> terms_;
};

// --- names ---------------------------------------------------------------------------------------------------------

class NameVariants {
  public:
    NameVariants(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input),
          tokens_(input.syntax.tokens),
          diagnostics_(diagnostics),
          reader_(input.knowledge, input.syntax.tokens, input.lexicon, input.remit().language),
          numbers_(input.numbers->by_inflection) {}

    void check() {
        for (const TokenRange& duty : input_.duty_tokens) {
            for (std::size_t i = duty.begin; i + kTailWords < duty.end; ++i) {
                if (may_begin(i)) collect(i);
            }
        }
        for (auto& [tail, variants] : variants_) compare(variants);
    }

  private:
    /// Words behind the first that all variants share.
    static constexpr std::size_t kTailWords = 4;
    using Tail = std::array<std::uint32_t, kTailWords>;
    struct Variant {
        std::uint32_t first_word = 0;
        std::size_t at = 0;
    };

    /// A capitalised adjective before small words: "Zajednička vanjska i sigurnosna politika".
    [[nodiscard]] bool may_begin(std::size_t at) const {
        if (!is_word(tokens_[at]) || !is_word(tokens_[at + 1])) return false;
        const text::Word& first = input_.lexicon[tokens_[at].word];
        const text::Word& second = input_.lexicon[tokens_[at + 1].word];
        return first.casing == text::Casing::capitalised && first.letter_count > 4 &&
               second.casing == text::Casing::lower && second.letter_count > 4 &&
               first.folded.back() == second.folded.back();
    }

    void collect(std::size_t at) {
        Tail tail{};
        for (std::size_t i = 0; i < kTailWords; ++i) {
            const Token& token = tokens_[at + 1 + i];
            if (!is_word(token) || input_.lexicon[token.word].casing != text::Casing::lower) return;
            tail[i] = numbers_[token.word.index()];
        }
        std::vector<Variant>& variants = variants_[tail];
        const std::uint32_t first = numbers_[tokens_[at].word.index()];
        if (std::ranges::find(variants, first, &Variant::first_word) != variants.end()) return;
        constexpr std::size_t kVariantsMax = 8;
        if (variants.size() < kVariantsMax) variants.push_back({first, at});
    }

    /// The entry of the vocabulary whose name the variant is.
    [[nodiscard]] std::optional<FoundName> find_entry(const Variant& variant) const {
        const std::size_t end = variant.at + 1 + kTailWords;
        for (const FoundName& name : reader_.find_names(variant.at, end)) {
            if (name.begin == variant.at && name.end == end) return name;
        }
        return std::nullopt;
    }

    /// The first variant that the vocabulary knows is the usual one; others are odd unless they are known to be
    /// something else.
    void compare(const std::vector<Variant>& variants) {
        if (variants.size() < 2) return;
        std::optional<FoundName> usual;
        for (const Variant& variant : variants) {
            if (!usual) usual = find_entry(variant);
        }
        if (!usual) return;
        const Span usual_span = span_of(input_, {usual->begin, usual->end});
        for (const Variant& variant : variants) {
            const auto entry = find_entry(variant);
            const bool other = entry && (entry->kind != usual->kind || entry->index != usual->index);
            if (variant.at == usual->begin || other) continue;
            diagnostics_
                .report(DiagnosticId::inconsistent_term,
                        span_of(input_, {variant.at, variant.at + 1 + kTailWords}))
                .with("usual", std::string(input_.compilation.source.text(usual_span)))
                .note(NoteId::inconsistent_term_usual, usual_span);
        }
    }

    const LintInput& input_;
    std::span<const Token> tokens_;
    diag::Diagnostics& diagnostics_;
    DutyReader reader_;
    const std::vector<std::uint32_t>& numbers_;
    std::map<Tail, std::vector<Variant>> variants_;
};

}  // namespace

void lint_terms(const LintInput& input, diag::Diagnostics& diagnostics) {
    ShortNames(input, diagnostics).check();
    Hyphens(input, diagnostics).check();
    NameVariants(input, diagnostics).check();
}

}  // namespace remit::compile
