#include "act/marks.h"

#include <algorithm>

namespace remit::act {
namespace {

using text::Token;
using text::TokenKind;

bool is_bullet(const Token& token) {
    constexpr std::u32string_view kBullets = U"•*·▪◦●■○▫‣⁃";
    return token.kind == TokenKind::punctuation && kBullets.find(token.mark) != kBullets.npos;
}

bool is_dash(const Token& token) {
    return is_mark(token, U'-') || is_mark(token, U'–') || is_mark(token, U'—') ||
           is_mark(token, U'−');
}

/// Whether a mark may end before token `next`: behind it stands a space, a capital or nothing.
bool is_free(Tokens tokens, const Words& words, std::size_t next, std::size_t end) {
    if (next >= end) return true;
    return tokens[next].after_space || words.is(tokens[next], kCapitalised) ||
           tokens[next].kind == TokenKind::punctuation;
}

/// "5.1.1." and "12.": digits, dots and nothing between them.
Mark read_number(Tokens tokens, const Words& words, std::size_t begin, std::size_t end) {
    Mark mark{.begin = begin, .end = begin + 1, .depth = 1};
    std::size_t at = begin + 1;
    while (at + 1 < end && is_mark(tokens[at], U'.') && !tokens[at].after_space &&
           tokens[at + 1].kind == TokenKind::number && !tokens[at + 1].after_space) {
        ++mark.depth;
        at += 2;
    }
    if (mark.depth == 1 && at + 1 < end && words.is(tokens[at], kSingleLetter) &&
        !tokens[at].after_space &&
        (is_mark(tokens[at + 1], U'.') || is_mark(tokens[at + 1], U')'))) {
        ++at;  // "9a."
    }
    mark.too_deep = mark.depth > kMarkDepthMax;
    mark.style = mark.depth > 1 ? MarkStyle::decimal : MarkStyle::number_bare;
    mark.end = at;
    if (at < end && is_mark(tokens[at], U'.') && is_free(tokens, words, at + 1, end)) {
        mark.end = at + 1;
        if (mark.depth == 1) mark.style = MarkStyle::number_dot;
    } else if (at < end && is_mark(tokens[at], U')')) {
        mark.end = at + 1;
        if (mark.depth == 1) mark.style = MarkStyle::number_paren;
    } else if (at < end) {
        const bool before_unit =
            words.is_kind(tokens[at]) || (at + 1 < end && words.is_kind(tokens[at + 1]));
        const bool counts = !words.is(tokens[at], kCapitalised);  // "12 država"
        if (counts || (mark.depth == 1 && !before_unit)) mark.style = MarkStyle::none;
    }
    return mark;
}

Mark read_letter(Tokens tokens, const Words& words, std::size_t begin, std::size_t end) {
    Mark mark{.begin = begin, .end = begin + 2, .depth = 1};
    const bool single = words.is(tokens[begin], kSingleLetter);
    const WordClass& letter = words[tokens[begin].word];
    const bool at_end = begin + 1 >= end;
    if (single && !at_end && is_mark(tokens[begin + 1], U')')) {
        mark.style = MarkStyle::letter_paren;
    } else if ((letter.flags & kRoman) && letter.roman > 0) {
        const bool dotted =
            !at_end && (is_mark(tokens[begin + 1], U'.') || is_mark(tokens[begin + 1], U')'));
        if (dotted && !(tokens[begin + 1].after_space)) {
            if (is_free(tokens, words, begin + 2, end)) mark.style = MarkStyle::roman;
        } else if (at_end || words.is(tokens[begin + 1], kCapitalised)) {
            mark.style = MarkStyle::roman;
            mark.end = begin + 1;
        } else if (is_dash(tokens[begin + 1]) && tokens[begin + 1].after_space) {
            mark.style = MarkStyle::roman;
        }
    } else if (single && !at_end && is_mark(tokens[begin + 1], U'.') && begin + 2 < end &&
               (words.is_kind(tokens[begin + 2]) ||
                (words.is(tokens[begin], kLower) && tokens[begin + 2].after_space))) {
        mark.style = MarkStyle::letter_dot;
    }
    return mark;
}

}  // namespace

Mark read_mark(Tokens tokens, const Words& words, std::size_t begin, std::size_t end) {
    if (begin >= end) return {};
    const Token& first = tokens[begin];
    if (is_bullet(first)) return {.style = MarkStyle::bullet, .begin = begin, .end = begin + 1};
    if (is_dash(first)) {
        Mark inner = read_mark(tokens, words, begin + 1, std::min(end, begin + 5));
        const bool numbered = inner && inner.style != MarkStyle::dash &&
                              inner.style != MarkStyle::bullet && inner.end < end;
        if (!numbered) return {.style = MarkStyle::dash, .begin = begin, .end = begin + 1};
        inner.begin = begin;
        inner.doubled = true;
        return inner;
    }
    if (is_mark(first, U'(') && begin + 2 < end && is_mark(tokens[begin + 2], U')') &&
        (tokens[begin + 1].kind == TokenKind::number ||
         words.is(tokens[begin + 1], kSingleLetter))) {
        return {.style = MarkStyle::paren_number, .begin = begin, .end = begin + 3, .depth = 1};
    }
    if (first.kind == TokenKind::number) return read_number(tokens, words, begin, end);
    if (first.kind == TokenKind::word && words.is(first, kRoman | kSingleLetter)) {
        return read_letter(tokens, words, begin, end);
    }
    return {};
}

}  // namespace remit::act
