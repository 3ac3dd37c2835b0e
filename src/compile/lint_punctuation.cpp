// Brackets and quotation marks without their pairs, and marks that stand twice.
//
// Typography varies („…“, „…”, »…«, "…", ''…''), so quotation marks are told open from closed by the blanks around
// them, and any closing mark closes any opening one. List marks such as "1)" close no bracket. What the parser has
// already called stray is left alone.
#include <algorithm>

#include "compile/lint_support.h"

namespace remit::compile {
namespace {

using act::NodeKind;
using diag::DiagnosticId;
using text::Token;
using text::TokenKind;

/// An aside is shorter; a bracket this far away is another one's.
constexpr std::size_t kBracketTokensMax = 400;

class Pairs {
  public:
    Pairs(const LintInput& input, diag::Diagnostics& diagnostics)
        : tokens_(input.syntax.tokens),
          input_(input),
          diagnostics_(diagnostics),
          leaves_(leaf_kinds(input)) {}

    void check() {
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            const Token& token = tokens_[at_];
            if (token.kind != TokenKind::punctuation) continue;
            const NodeKind leaf = leaves_[at_];
            if (leaf == NodeKind::mark || leaf == NodeKind::stray) continue;
            switch (token.mark) {
                case U'(':
                case U'[': brackets_.push_back(at_); break;
                case U')':
                case U']': close_bracket(); break;
                case U'„':
                case U'“':
                case U'”':
                case U'»':
                case U'«':
                case U'"': visit_quote(); break;
                case U',':
                case U';':
                case U':':
                case U'.': visit_stop(); break;
                default: break;
            }
        }
        for (const std::size_t open : brackets_) report(open, open + 1);
        for (const std::size_t open : quotes_) report(open, open + 1);
    }

  private:
    void report(std::size_t begin, std::size_t end) {
        diagnostics_.report(DiagnosticId::stray_punctuation, span_of(input_, {begin, end}));
    }

    void close_bracket() {
        const char32_t wanted = tokens_[at_].mark == U')' ? U'(' : U'[';
        while (!brackets_.empty() && at_ - brackets_.back() > kBracketTokensMax) {
            report(brackets_.back(), brackets_.back() + 1);
            brackets_.pop_back();
        }
        if (!brackets_.empty() && tokens_[brackets_.back()].mark == wanted) {
            brackets_.pop_back();
            return;
        }
        if (!is_list_mark()) report(at_, at_ + 1);
    }

    /// "a)" and "1)" inside a sentence, and "5.1)".
    [[nodiscard]] bool is_list_mark() const {
        if (at_ == 0) return false;
        const Token& before = tokens_[at_ - 1];
        if (before.kind == TokenKind::number) return true;
        if (is_mark(before, U'.')) return at_ > 1 && tokens_[at_ - 2].kind == TokenKind::number;
        if (!is_word(before)) return false;
        const text::Word& word = input_.lexicon[before.word];
        const bool roman = word.text.find_first_not_of("IVXLCDM") == std::string_view::npos;
        return word.letter_count == 1 || roman ||
               (word.letter_count == 2 && word.casing == text::Casing::lower);
    }

    [[nodiscard]] bool space_after() const {
        return at_ + 1 == tokens_.size() || tokens_[at_ + 1].after_space;
    }

    void visit_quote() {
        if (opens()) {
            quotes_.push_back(at_);
        } else if (quotes_.empty()) {
            report(at_, at_ + 1);
        } else {
            quotes_.pop_back();
        }
    }

    [[nodiscard]] bool opens() const {
        const char32_t mark = tokens_[at_].mark;
        if (mark == U'„') return true;
        if (mark == U'"') {
            return std::ranges::none_of(
                quotes_, [&](std::size_t open) { return tokens_[open].mark == U'"'; });
        }
        const bool behind_bracket = at_ > 0 && (is_mark(tokens_[at_ - 1], U'(') ||
                                                is_mark(tokens_[at_ - 1], U'['));
        const bool opening = (tokens_[at_].after_space || behind_bracket) && !space_after();
        // A blank before the closing mark is a slip of its own.
        if (mark == U'”') return opening && quotes_.empty();
        return opening;
    }

    /// ",,", ";;", "::", ";," and two full stops; dots in a row are a line to write on.
    void visit_stop() {
        const std::size_t begin = at_;
        std::size_t end = at_ + 1;
        while (end < tokens_.size() && is_stop(tokens_[end]) && !tokens_[end].starts_line &&
               leaves_[end] != NodeKind::stray && leaves_[end] != NodeKind::mark) {
            ++end;
        }
        at_ = end - 1;
        if (end - begin < 2) return;
        const char32_t first = tokens_[begin].mark;
        const bool dots = std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                                      tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](const Token& token) { return token.mark == U'.'; });
        if (dots && end - begin != 2) return;
        // An abbreviation's own full stop may stand before any other mark.
        if (!dots && first == U'.') return;
        if (begin > 0 && tokens_[begin].after_space && first == U'.') return;
        report(begin, end);
    }
    [[nodiscard]] static bool is_stop(const Token& token) {
        return is_mark(token, U',') || is_mark(token, U';') || is_mark(token, U':') ||
               is_mark(token, U'.');
    }

    std::span<const Token> tokens_;
    const LintInput& input_;
    diag::Diagnostics& diagnostics_;
    std::vector<NodeKind> leaves_;
    std::vector<std::size_t> brackets_;
    std::vector<std::size_t> quotes_;
    std::size_t at_ = 0;
};

}  // namespace

void lint_punctuation(const LintInput& input, diag::Diagnostics& diagnostics) {
    Pairs(input, diagnostics).check();
}

}  // namespace remit::compile
