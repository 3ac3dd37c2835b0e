// Numbers of list items and of articles that do not follow one another.
//
// Only lists may not jump: acts that amend others print just the articles they touch. A list may start at any number,
// since texts are often excerpts.
#include <fmt/format.h>

#include "act/paragraphs.h"
#include "compile/lint_support.h"
#include "compile/numbering.h"

namespace remit::compile {
namespace {

using act::NodeKind;
using diag::DiagnosticId;
using diag::NoteId;
using diag::Span;

/// A greater leap is another numbering, or a year at the start of a line.
constexpr std::uint32_t kJumpMax = 20;
constexpr std::size_t kLevelsMax = 16;

class ListNumbering {
  public:
    ListNumbering(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input), tree_(input.syntax.tree), diagnostics_(diagnostics) {}

    void check() {
        if (tree_.nodes.empty()) return;
        for (std::size_t block = 1; block < tree_.nodes.size();
             block = tree_.nodes[block].subtree_end) {
            visit(block);
        }
    }

  private:
    struct Level {
        MarkForm form = MarkForm::other;
        std::uint32_t number = 0;
        std::uint32_t skipped = 0;  // the number that a jump left out
        std::string letter;
        Span span;
    };

    void visit(std::size_t block) {
        const NodeKind kind = tree_.nodes[block].kind;
        if (kind == NodeKind::article || kind == NodeKind::announcement) {
            units_.clear();
            items_.clear();
        } else if (kind == NodeKind::announced) {
            items_.clear();
            visit_mark(block, units_);
        } else if (kind == NodeKind::item) {
            visit_mark(block, items_);
        } else {
            items_.clear();
            pass_number(block);
        }
    }

    /// A numbered line that was read as no unit still counts.
    void pass_number(std::size_t block) {
        const std::size_t at = token_at(input_, tree_.nodes[block].span.begin);
        if (at + 1 >= input_.syntax.tokens.size()) return;
        const Span span = span_of(input_, {at, at + 2});
        const ListMark mark = read_list_mark(input_.compilation.source.text(span));
        if (input_.syntax.tokens[at].kind != text::TokenKind::number) return;
        for (Level& level : units_) {
            if (level.form == mark.form && level.number + 1 == mark.number) {
                level.number = mark.number;
                level.span = span;
            }
        }
    }

    void visit_mark(std::size_t block, std::vector<Level>& levels) {
        const std::size_t leaf = find_mark(block);
        if (leaf == 0) return;
        const Span span = tree_.nodes[leaf].span;
        const ListMark mark = read_list_mark(input_.compilation.source.text(span));
        if (mark.doubled) report_doubled(span);
        if (mark.form == MarkForm::other) return;
        for (std::size_t i = levels.size(); i-- > 0;) {
            if (levels[i].form != mark.form) continue;
            levels.resize(i + 1);
            return mark.form == MarkForm::letter ? step_letter(levels[i], mark, span)
                                                 : step_number(levels[i], mark, span);
        }
        if (levels.size() == kLevelsMax) levels.erase(levels.begin());
        levels.push_back({mark.form, mark.number, 0, mark.letter, span});
    }

    [[nodiscard]] std::size_t find_mark(std::size_t block) const {
        for (std::size_t i = block + 1; i < tree_.nodes[block].subtree_end; ++i) {
            if (tree_.nodes[i].kind == NodeKind::mark) return i;
        }
        return 0;
    }

    void step_number(Level& level, const ListMark& mark, Span span) {
        const std::uint32_t expected = level.number + 1;
        const bool transposed = mark.number == level.skipped && mark.number != 0;
        if (transposed) {
            // "1) 3) 2) 4)": one slip, and reported at the 3.
            level.skipped = 0;
            return;
        }
        const bool jump = mark.number > expected && mark.number - expected < kJumpMax;
        // From 1 another list begins, unless only a 1 stood before.
        const bool repeat = mark.number < expected && (mark.number > 1 || level.number == 1);
        if (jump || repeat) {
            report(jump ? "jump" : "repeat", span, fmt::format("{}", expected), level.span);
        }
        level.skipped = jump ? expected : 0;
        level.number = mark.number;
        level.span = span;
    }

    void step_letter(Level& level, const ListMark& mark, Span span) {
        const bool restart = read_list_mark("a)").letter == mark.letter || mark.letter == "а";
        if (!restart && !may_follow(level.letter, mark.letter)) {
            const bool repeat = mark.letter == level.letter || may_follow(mark.letter, level.letter);
            const std::string expected = letter_after(level.letter);
            if (!expected.empty()) report(repeat ? "repeat" : "jump", span, expected, level.span);
        }
        level.letter = mark.letter;
        level.span = span;
    }

    void report(std::string_view kind, Span span, std::string expected, Span previous) {
        diagnostics_.report(DiagnosticId::broken_numbering, span)
            .with("kind", std::string(kind))
            .with("expected", std::move(expected))
            .note(NoteId::broken_numbering_previous, previous);
    }

    /// Whoever doubles one mark doubles all of them: the first says enough.
    void report_doubled(Span span) {
        if (doubled_) return;
        doubled_ = true;
        diagnostics_.report(DiagnosticId::broken_numbering, span).with("kind", "doubled");
    }

    const LintInput& input_;
    const act::Tree& tree_;
    diag::Diagnostics& diagnostics_;
    std::vector<Level> units_;
    std::vector<Level> items_;
    bool doubled_ = false;
};

/// "23.a" as a number and a letter, which count as one.
struct ArticleNumber {
    std::uint32_t number = 0;
    std::string_view letter;
    bool operator==(const ArticleNumber&) const = default;
};

class ArticleNumbering {
  public:
    ArticleNumbering(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input), diagnostics_(diagnostics) {}

    void check() {
        if (input_.syntax.tree.nodes.empty()) return;
        input_.syntax.tree.for_each_child(0, [&](std::size_t block) {
            if (input_.syntax.tree.nodes[block].kind == NodeKind::article) visit(block);
        });
    }

  private:
    void visit(std::size_t block) {
        const TokenRange range = tokens_of(input_, input_.syntax.tree.nodes[block].span);
        // An article of another act stands in quotation marks, and others may follow it there.
        if (act::is_quote(input_.syntax.tokens[range.begin])) amending_ = true;
        std::size_t at = range.begin;
        while (at < range.end && input_.syntax.tokens[at].kind != text::TokenKind::number) ++at;
        if (at == range.end) return;
        const ArticleNumber found = read(at, range.end);
        const Span span = span_of(input_, {at, at + 1});
        const bool repeated = found == latest_;
        const bool back = found.number < latest_.number && found.number > 1;
        if (found.number > 0 && !amending_ && (repeated || back)) {
            diagnostics_.report(DiagnosticId::broken_numbering, span)
                .with("kind", "repeat")
                .with("expected", fmt::format("{}", latest_.number + 1))
                .note(NoteId::broken_numbering_previous, latest_span_);
        }
        latest_ = found;
        latest_span_ = span;
    }

    [[nodiscard]] ArticleNumber read(std::size_t number_at, std::size_t end) const {
        ArticleNumber result;
        const ListMark mark = read_list_mark(
            std::string(input_.bytes_of(input_.syntax.tokens[number_at])) + ".");
        result.number = mark.number;
        for (std::size_t i = number_at + 1; i < end; ++i) {
            if (is_word(input_.syntax.tokens[i])) {
                result.letter = input_.bytes_of(input_.syntax.tokens[i]);
            }
        }
        return result;
    }

    const LintInput& input_;
    diag::Diagnostics& diagnostics_;
    ArticleNumber latest_;
    Span latest_span_;
    bool amending_ = false;
};

}  // namespace

void lint_numbering(const LintInput& input, diag::Diagnostics& diagnostics) {
    ListNumbering(input, diagnostics).check();
    ArticleNumbering(input, diagnostics).check();
}

}  // namespace remit::compile
