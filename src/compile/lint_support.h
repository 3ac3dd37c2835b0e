// What several lints ask of an act: where a byte's token is, which words are on a list, which block holds a duty.
//
// Answers about words are given once per distinct word, since the longest act has few of them. Nothing here reports
// or changes anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compile/lints.h"

namespace remit::compile {

[[nodiscard]] inline bool is_mark(const text::Token& token, char32_t mark) {
    return token.kind == text::TokenKind::punctuation && token.mark == mark;
}
[[nodiscard]] inline bool is_word(const text::Token& token) {
    return token.kind == text::TokenKind::word;
}

/// The first token that begins at the byte or behind it. Cost: O(log tokens).
std::size_t token_at(const LintInput& input, std::uint32_t offset);
TokenRange tokens_of(const LintInput& input, diag::Span span);
/// From the first to the last byte of the tokens, which must not be empty.
diag::Span span_of(const LintInput& input, TokenRange tokens);

/// Whether each distinct word is on the list (folded words; one that ends in * stands for its beginnings).
std::vector<bool> find_listed(const text::Lexicon& lexicon, std::span<const std::string> list);
[[nodiscard]] bool is_listed(std::span<const std::string> list, std::string_view folded);

/// For each distinct word a number that is equal for words which fold to the same.
std::vector<std::uint32_t> number_by_fold(const text::Lexicon& lexicon);
/// The same for words that declension alone tells apart.
std::vector<std::uint32_t> number_by_inflection(const text::Lexicon& lexicon);

/// The kind of the leaf that holds each token.
std::vector<act::NodeKind> leaf_kinds(const LintInput& input);

/// For each duty the block (child of the root) that holds it, as a count from 0.
std::vector<std::uint32_t> blocks_of_duties(const LintInput& input);

/// The name by which a message speaks of the unit.
const std::string& shown_name(const remit::Unit& unit);

}  // namespace remit::compile
