#include "compile/lint_support.h"

#include <algorithm>
#include <unordered_map>

#include "text/inflection.h"

namespace remit::compile {

std::size_t token_at(const LintInput& input, std::uint32_t offset) {
    const auto found =
        std::ranges::lower_bound(input.syntax.tokens, offset, {}, &text::Token::begin);
    return static_cast<std::size_t>(found - input.syntax.tokens.begin());
}

TokenRange tokens_of(const LintInput& input, diag::Span span) {
    return {token_at(input, span.begin), token_at(input, span.end)};
}

diag::Span span_of(const LintInput& input, TokenRange tokens) {
    REMIT_CHECK(tokens.begin < tokens.end);
    return {input.syntax.tokens[tokens.begin].begin, input.syntax.tokens[tokens.end - 1].end};
}

bool is_listed(std::span<const std::string> list, std::string_view folded) {
    return std::ranges::any_of(list, [&](std::string_view entry) {
        if (!entry.ends_with('*')) return entry == folded;
        entry.remove_suffix(1);
        return folded.starts_with(entry);
    });
}

std::vector<bool> find_listed(const text::Lexicon& lexicon, std::span<const std::string> list) {
    std::vector<bool> listed(lexicon.size(), false);
    for (std::size_t i = 0; i < listed.size(); ++i) {
        listed[i] = is_listed(list, lexicon[text::WordId(i)].folded);
    }
    return listed;
}

std::vector<std::uint32_t> number_by_fold(const text::Lexicon& lexicon) {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::vector<std::uint32_t> result(lexicon.size(), 0);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        result[i] = numbers.emplace(lexicon[text::WordId(i)].folded, next).first->second;
    }
    return result;
}

std::vector<std::uint32_t> number_by_inflection(const text::Lexicon& lexicon) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::vector<std::uint32_t> result(lexicon.size(), 0);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        const std::string key = text::inflection_key(lexicon[text::WordId(i)].folded);
        result[i] = numbers.emplace(key, next).first->second;
    }
    return result;
}

std::vector<act::NodeKind> leaf_kinds(const LintInput& input) {
    const act::Tree& tree = input.syntax.tree;
    std::vector<act::NodeKind> kinds(input.syntax.tokens.size(), act::NodeKind::words);
    std::size_t token = 0;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        if (!tree.is_leaf(i)) continue;
        for (; token < kinds.size() && input.syntax.tokens[token].begin < tree.nodes[i].span.end;
             ++token) {
            kinds[token] = tree.nodes[i].kind;
        }
    }
    return kinds;
}

std::vector<std::uint32_t> blocks_of_duties(const LintInput& input) {
    std::vector<std::uint32_t> blocks(input.units.duties.size(), 0);
    if (input.syntax.tree.nodes.empty()) return blocks;
    std::size_t duty = 0;
    std::uint32_t count = 0;
    input.syntax.tree.for_each_child(0, [&](std::size_t block) {
        const std::size_t end = input.syntax.tree.nodes[block].subtree_end;
        for (; duty < blocks.size() && input.units.duties[duty].node < end; ++duty) {
            blocks[duty] = count;
        }
        ++count;
    });
    return blocks;
}

const std::string& shown_name(const remit::Unit& unit) {
    return unit.name.empty() ? unit.code : unit.name;
}

}  // namespace remit::compile
