// Where the act says what its abbreviations and short names stand for.
//
// "(u daljnjem tekstu: OESS)" behind the long form is the regular way. Without the marker a short form counts as
// defined only in brackets whose words, or the words before them, have its initials: "(nuklearnog, ... – KBRN)".
// The long form is what is written, in whatever case it stands.
#include <algorithm>
#include <optional>

#include "act/paragraphs.h"
#include "compile/lint_support.h"
#include "text/inflection.h"
#include "text/phrases.h"

namespace remit::compile {
namespace {

using text::Token;
using text::TokenKind;

/// A long form is shorter; initials are not sought further back.
constexpr std::size_t kLongTokensMax = 40;
constexpr std::size_t kShortTokensMax = 20;
constexpr std::size_t kBracketTokensMax = 60;

text::PhraseTable table_of(const std::vector<std::string>& patterns) {
    text::PhraseTable table;
    for (const std::string& pattern : patterns) table.add(pattern, 0);
    return table;
}

class Definitions {
  public:
    Definitions(const LintInput& input, std::vector<remit::Abbreviation>& found)
        : input_(input),
          tokens_(input.syntax.tokens),
          found_(found),
          leaves_(leaf_kinds(input)),
          fillers_(find_listed(input.lexicon, input.knowledge.grammar.acronym_fillers)),
          markers_(table_of(input.knowledge.grammar.definition_markers)),
          matcher_(markers_, input.lexicon) {
        matcher_.learn();
    }

    void find() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (is_mark(tokens_[i], U'(')) visit_bracket(i);
            if (is_mark(tokens_[i], U',')) visit_comma(i);
            if (is_dash(tokens_[i]) && tokens_[i].after_space) visit_dash(i);
        }
    }

  private:
    [[nodiscard]] const text::Word& word(std::size_t at) const {
        return input_.lexicon[tokens_[at].word];
    }
    [[nodiscard]] bool is_acronym(std::size_t at) const {
        if (at >= tokens_.size() || !is_word(tokens_[at])) return false;
        const text::Word& w = word(at);
        return w.casing == text::Casing::upper && w.letter_count >= 2;
    }
    [[nodiscard]] std::size_t find_close(std::size_t open) const {
        const std::size_t limit = std::min(tokens_.size(), open + kBracketTokensMax);
        for (std::size_t i = open + 1; i < limit; ++i) {
            if (is_mark(tokens_[i], U')')) return i;
            if (is_mark(tokens_[i], U'(')) return 0;
        }
        return 0;
    }

    void visit_bracket(std::size_t open) {
        const std::size_t close = find_close(open);
        if (close <= open + 1) return;
        std::size_t at = open + 1;
        while (at < close && act::is_quote(tokens_[at])) ++at;
        if (const auto marker = matcher_.match_at(tokens_, at, close)) {
            return define_marked({open, close + 1}, marker->end, close);
        }
        if (close == open + 2 && is_acronym(open + 1)) return define_bare(open, close);
        if (close > open + 3 && is_acronym(close - 1) && is_dash(tokens_[close - 2])) {
            return define_dashed(open, close);
        }
        if (open > 0 && is_acronym(open - 1)) define_reversed(open, close);
    }
    [[nodiscard]] static bool is_dash(const Token& token) {
        return is_mark(token, U'–') || is_mark(token, U'—') || is_mark(token, U'-');
    }

    /// ", u daljnjem tekstu: X," without brackets.
    void visit_comma(std::size_t comma) {
        const std::size_t limit = std::min(tokens_.size(), comma + kShortTokensMax);
        if (comma + 1 >= limit) return;
        const auto marker = matcher_.match_at(tokens_, comma + 1, limit);
        if (!marker || marker->end >= limit || !is_mark(tokens_[marker->end], U':')) return;
        std::size_t end = marker->end + 1;
        while (end < limit && tokens_[end].kind != TokenKind::punctuation) ++end;
        if (end == limit || end == marker->end + 1) return;
        define_marked({comma, end}, marker->end, end);
    }

    /// "Nacionalni dežurni centar – NDC", outside brackets.
    void visit_dash(std::size_t dash) {
        if (!is_acronym(dash + 1) || !tokens_[dash + 1].after_space) return;
        if (dash + 2 < tokens_.size() && is_mark(tokens_[dash + 2], U')')) return;
        const auto begin = find_initials(dash, word(dash + 1).folded);
        if (!begin) return;
        add({dash, dash + 2}, {dash + 1, dash + 2}, {*begin, dash}, /*acronym=*/true,
            /*regular=*/false);
    }

    void define_marked(TokenRange whole, std::size_t begin, std::size_t end) {
        while (begin < end && !is_word(tokens_[begin])) ++begin;
        while (end > begin && !is_word(tokens_[end - 1])) --end;
        if (begin >= end || end - begin > kShortTokensMax) return;
        const bool acronym = end == begin + 1 && is_acronym(begin);
        std::optional<std::size_t> long_begin;
        if (acronym) long_begin = find_initials(whole.begin, word(begin).folded);
        if (!long_begin) long_begin = find_same_head(whole.begin, begin);
        if (!long_begin) long_begin = find_capital(whole.begin);
        if (!long_begin) long_begin = find_phrase(whole.begin);
        if (!long_begin) return;
        add(whole, {begin, end}, {*long_begin, whole.begin}, acronym, /*regular=*/true);
    }

    /// "Organizacije za ... (OESS)".
    void define_bare(std::size_t open, std::size_t close) {
        auto begin = find_initials(open, word(open + 1).folded);
        if (!begin) begin = find_name(open);
        if (!begin) return;
        add({open, close + 1}, {open + 1, close}, {*begin, open}, /*acronym=*/true,
            /*regular=*/false);
    }

    /// "(nuklearnog, kemijskog, ... – KBRN)": the letters may stand in another order.
    void define_dashed(std::size_t open, std::size_t close) {
        std::string initials;
        for (std::size_t i = open + 1; i + 2 < close; ++i) {
            if (is_word(tokens_[i]) && !fillers_[tokens_[i].word.index()]) {
                initials += word(i).folded.front();
            }
        }
        std::string letters(word(close - 1).folded);
        std::ranges::sort(initials);
        std::ranges::sort(letters);
        if (initials != letters) return;
        add({open, close + 1}, {close - 1, close}, {open + 1, close - 2}, /*acronym=*/true,
            /*regular=*/false);
    }

    /// "OESS (Organizacija za ...)".
    void define_reversed(std::size_t open, std::size_t close) {
        const auto begin = find_initials(close, word(open - 1).folded);
        if (!begin || *begin != open + 1) return;
        add({open - 1, close + 1}, {open - 1, open}, {*begin, close}, /*acronym=*/true,
            /*regular=*/false);
    }

    /// Whether the words may still belong to the long form that ends at `end`.
    [[nodiscard]] bool may_extend(std::size_t at, std::size_t end) const {
        if (end - at > kLongTokensMax || leaves_[at] != leaves_[end - 1]) return false;
        return !is_mark(tokens_[at], U';') && !is_mark(tokens_[at], U':') &&
               !is_mark(tokens_[at], U'(') && !is_mark(tokens_[at], U')');
    }

    /// Where the words begin whose initials, read to `end`, are the letters; small words may give one or none.
    [[nodiscard]] std::optional<std::size_t> find_initials(std::size_t end,
                                                           std::string_view letters) const {
        std::size_t left = letters.size();
        for (std::size_t i = end; i-- > 0 && may_extend(i, end);) {
            if (!is_word(tokens_[i])) continue;
            if (word(i).folded.front() == letters[left - 1]) {
                if (--left == 0) return i;
            } else if (!fillers_[tokens_[i].word.index()]) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// "Stalnog predstavništva ... (u daljnjem tekstu: Stalno predstavništvo)".
    [[nodiscard]] std::optional<std::size_t> find_same_head(std::size_t end,
                                                            std::size_t short_begin) const {
        const std::string key = text::inflection_key(word(short_begin).folded);
        for (std::size_t i = end; i-- > 0 && may_extend(i, end);) {
            if (!is_word(tokens_[i])) continue;
            if (text::inflection_key(word(i).folded) != key) continue;
            return word(i).casing == text::Casing::capitalised ? i : find_capital(end).value_or(i);
        }
        return std::nullopt;
    }

    /// The first capital in the words before: where a name may begin.
    [[nodiscard]] std::optional<std::size_t> find_capital(std::size_t end) const {
        std::optional<std::size_t> found;
        for (std::size_t i = end; i-- > 0 && may_extend(i, end);) {
            if (is_mark(tokens_[i], U',') && found) break;
            if (is_word(tokens_[i]) && word(i).casing != text::Casing::lower) found = i;
        }
        return found;
    }

    /// Without any capital: the words back to the comma.
    [[nodiscard]] std::optional<std::size_t> find_phrase(std::size_t end) const {
        constexpr std::size_t kPhraseTokensMax = 8;
        std::optional<std::size_t> found;
        for (std::size_t i = end; i-- > 0 && may_extend(i, end) && end - i <= kPhraseTokensMax;) {
            if (!is_word(tokens_[i])) break;
            found = i;
        }
        return found;
    }

    /// A name of two words or more whose first has a capital, right before `end`.
    [[nodiscard]] std::optional<std::size_t> find_name(std::size_t end) const {
        constexpr std::size_t kNameTokensMax = 12;
        const auto begin = find_capital(end);
        if (!begin || end - *begin < 2 || end - *begin > kNameTokensMax) return std::nullopt;
        if (*begin > 0 && tokens_[*begin].starts_line) return std::nullopt;
        const bool whole = std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(*begin),
                                       tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                                       [](const Token& token) { return is_word(token); });
        return whole && !is_acronym(*begin) ? begin : std::nullopt;
    }

    void add(TokenRange whole, TokenRange short_form, TokenRange long_form, bool acronym,
             bool regular) {
        remit::Abbreviation abbreviation;
        const diag::Source& source = input_.compilation.source;
        abbreviation.short_form = source.text(span_of(input_, short_form));
        abbreviation.long_form = source.text(span_of(input_, long_form));
        const diag::Span span = span_of(input_, whole);
        abbreviation.extent = {span.begin, span.end};
        abbreviation.scope = unit_at(span.begin);
        abbreviation.acronym = acronym;
        abbreviation.regular = regular;
        found_.push_back(std::move(abbreviation));
    }

    /// The unit of the last duty or heading that begins before the byte.
    [[nodiscard]] remit::UnitId unit_at(std::uint32_t offset) const {
        const auto& duties = input_.remit().duties;
        const auto next = std::ranges::upper_bound(
            duties, offset, {}, [](const remit::Duty& duty) { return duty.extent.begin; });
        return next == duties.begin() ? remit::UnitId() : (next - 1)->unit;
    }

    const LintInput& input_;
    std::span<const Token> tokens_;
    std::vector<remit::Abbreviation>& found_;
    std::vector<act::NodeKind> leaves_;
    std::vector<bool> fillers_;
    text::PhraseTable markers_;
    text::PhraseMatcher matcher_;
};

}  // namespace

void find_abbreviations(const LintInput& input, std::vector<remit::Abbreviation>& abbreviations) {
    Definitions(input, abbreviations).find();
}

}  // namespace remit::compile
