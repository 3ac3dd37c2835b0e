// Where the text, or one of its files, begins or ends in the middle of something; and text that is no part of an act.
//
// An end is called cut off only on evidence: a word that something must follow, a comma, an open bracket, or a lack of
// the full stop that the act's other sentences have.
#include <algorithm>

#include "act/paragraphs.h"
#include "compile/lint_support.h"

namespace remit::compile {
namespace {

using act::NodeKind;

void lint_start(const LintInput& input, diag::Diagnostics& diagnostics) {
    const text::Token& first = input.syntax.tokens.front();
    if (!is_word(first)) return;
    const text::Word& word = input.lexicon[first.word];
    if (word.casing != text::Casing::lower || word.letter_count < 2) return;
    diagnostics.report(diag::DiagnosticId::truncated_text, {first.begin, first.end})
        .with("side", "start");
}

/// The last leaf of a kind that holds text, or the root where there is none.
std::size_t last_text_leaf(const act::Tree& tree) {
    for (std::size_t i = tree.nodes.size(); i-- > 0;) {
        const NodeKind kind = tree.nodes[i].kind;
        if (kind == NodeKind::duty || kind == NodeKind::lead || kind == NodeKind::words) return i;
    }
    return 0;
}

/// Whether nearly all other sentences that give duties end with a full stop or the like.
bool punctuates_sentences(const LintInput& input, std::size_t last_block) {
    constexpr std::size_t kSentencesMin = 4;
    std::size_t count = 0;
    std::size_t closed = 0;
    input.syntax.tree.for_each_child(0, [&](std::size_t block) {
        const act::Node& node = input.syntax.tree.nodes[block];
        if (node.kind != NodeKind::remit || block == last_block) return;
        ++count;
        const std::size_t end = token_at(input, node.span.end);
        if (end > 0 && act::is_terminator(input.syntax.tokens[end - 1])) ++closed;
    });
    return count >= kSentencesMin && closed == count;
}

std::size_t last_block(const act::Tree& tree) {
    std::size_t last = 0;
    tree.for_each_child(0, [&](std::size_t block) { last = block; });
    return last;
}

bool ends_cut_off(const LintInput& input) {
    const text::Token& last = input.syntax.tokens.back();
    if (is_mark(last, U',') || is_mark(last, U'(')) return true;
    if (!is_word(last)) return false;
    const std::size_t block = last_block(input.syntax.tree);
    const NodeKind kind = input.syntax.tree.nodes[block].kind;
    if (kind != NodeKind::remit && kind != NodeKind::item && kind != NodeKind::statement) {
        return false;
    }
    if (is_listed(input.knowledge.grammar.hanging_words, input.lexicon[last.word].folded)) {
        return true;
    }
    return kind == NodeKind::remit && punctuates_sentences(input, block);
}

void lint_end(const LintInput& input, diag::Diagnostics& diagnostics) {
    const bool marked = !input.remit().duties.empty() && input.remit().duties.back().truncated;
    if (!marked && !ends_cut_off(input)) return;
    const act::Node& leaf = input.syntax.tree.nodes[last_text_leaf(input.syntax.tree)];
    diagnostics.report(diag::DiagnosticId::truncated_text, leaf.span).with("side", "end");
}

/// A leaf that holds bytes of both files: the sentence goes on.
void lint_files(const LintInput& input, diag::Diagnostics& diagnostics) {
    const act::Tree& tree = input.syntax.tree;
    const auto& files = input.compilation.source.files();
    std::size_t leaf = 0;
    for (std::size_t file = 0; file + 1 < files.size(); ++file) {
        const std::uint32_t boundary = files[file].span.end;
        while (leaf < tree.nodes.size() &&
               (!tree.is_leaf(leaf) || tree.nodes[leaf].span.end <= boundary)) {
            ++leaf;
        }
        if (leaf >= tree.nodes.size()) return;
        if (tree.nodes[leaf].span.begin >= boundary) continue;
        diagnostics.report(diag::DiagnosticId::file_boundary, tree.nodes[leaf].span);
    }
}

/// Mark-up of web pages and bytes that are no text.
bool is_no_law(const LintInput& input, diag::Span span) {
    const TokenRange range = tokens_of(input, span);
    bool opened = false;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const text::Token& token = input.syntax.tokens[i];
        if (token.kind == text::TokenKind::invalid) return true;
        if (is_mark(token, U'<')) opened = true;
        if (opened && is_mark(token, U'>')) return true;
    }
    return false;
}

void lint_unparsed(const LintInput& input, diag::Diagnostics& diagnostics) {
    input.syntax.tree.for_each_child(0, [&](std::size_t block) {
        const act::Node& node = input.syntax.tree.nodes[block];
        if (node.kind != NodeKind::statement || !is_no_law(input, node.span)) return;
        diagnostics.report(diag::DiagnosticId::unparsed_text, node.span);
    });
}

}  // namespace

void lint_boundaries(const LintInput& input, diag::Diagnostics& diagnostics) {
    if (input.syntax.tokens.empty()) return;
    lint_start(input, diagnostics);
    lint_end(input, diagnostics);
    lint_files(input, diagnostics);
    lint_unparsed(input, diagnostics);
}

}  // namespace remit::compile
