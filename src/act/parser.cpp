#include "act/parser.h"

#include <utility>

#include "act/block_parser.h"
#include "text/script.h"

namespace remit::act {

using text::Token;
using text::TokenKind;

BlockParser::BlockParser(Tokens tokens, const Words& words, std::string_view text,
                         diag::Diagnostics& diagnostics)
    : tokens_(tokens),
      words_(words),
      diagnostics_(diagnostics),
      builder_(tokens),
      names_(tokens, words),
      clauses_(tokens, words, builder_, diagnostics),
      paragraphs_(find_paragraphs(tokens, words, text)) {}

Tree BlockParser::parse() {
    learn_names();
    for (index_ = 0; index_ < paragraphs_.size(); ++index_) parse_paragraph();
    builder_.begin(NodeKind::statement);
    builder_.leaf(NodeKind::words, tokens_.size());
    builder_.end();
    return builder_.finish();
}

void BlockParser::learn_names() {
    for (const Paragraph& paragraph : paragraphs_) {
        const std::size_t begin = text_begin(paragraph);
        const auto phrase = names_.read(begin, paragraph.end, NameContext::list);
        if (!phrase || phrase->bare() || !phrase->nominative || phrase->place) continue;
        const bool alone =
            phrase->ended_by == NameEnd::text_end || phrase->ended_by == NameEnd::semicolon ||
            phrase->ended_by == NameEnd::stop ||
            (phrase->ended_by == NameEnd::comma && phrase->name_end + 1 == paragraph.end);
        if (alone) names_.learn(phrase->kind_at, phrase->name_end);
    }
}

std::size_t BlockParser::text_begin(const Paragraph& paragraph) const {
    std::size_t at = paragraph.mark ? paragraph.mark.end : paragraph.begin;
    while (at < paragraph.end && is_quote(tokens_[at])) ++at;
    return at;
}

bool BlockParser::unit_follows() const {
    if (index_ + 1 >= paragraphs_.size()) return false;
    const Paragraph& next = paragraphs_[index_ + 1];
    const std::size_t begin = text_begin(next);
    const auto kind = find_kind_word(tokens_, words_, begin, next.end);
    if (!kind || !words_.is(tokens_[begin], kCapitalised)) return false;
    const auto phrase = names_.read(begin, next.end, NameContext::list);
    return phrase && !phrase->place && !phrase->bare() && !phrase->pointing &&
           (next.mark || (phrase->ended_by != NameEnd::verb && phrase->ended_by != NameEnd::other));
}

void BlockParser::parse_paragraph() {
    const Paragraph& paragraph = paragraphs_[index_];
    end_ = paragraph.end;
    report_form(paragraph);
    std::size_t begin = paragraph.begin;
    while (begin < end_ && is_quote(tokens_[begin])) ++begin;
    if (begin >= end_) return statement(end_);
    if (parse_article(begin)) return;
    const std::size_t text = text_begin(paragraph);
    if (text >= end_) return statement(end_);
    if (is_post_caption(text) && list() != ListKind::duties) {
        post_context_ = true;
        return block(NodeKind::post, end_);
    }
    if (parse_item(paragraph, text)) return;
    close_lists();
    parse_sentences(paragraph, text);
}

void BlockParser::report_form(const Paragraph& paragraph) {
    if (paragraph.broken_at > 0) {
        const std::size_t at = paragraph.broken_at;
        diagnostics_.report(diag::DiagnosticId::broken_line,
                            {tokens_[at - 1].begin, tokens_[at].end});
    }
    if (paragraph.mark_alone) {
        diagnostics_
            .report(diag::DiagnosticId::broken_numbering,
                    {tokens_[paragraph.mark.begin].begin, tokens_[paragraph.mark.end - 1].end})
            .with("kind", "alone");
    }
    if (paragraph.mark.too_deep) {
        diagnostics_
            .report(diag::DiagnosticId::nesting_limit,
                    {tokens_[paragraph.mark.begin].begin, tokens_[paragraph.mark.end - 1].end})
            .with("limit", static_cast<std::int64_t>(kMarkDepthMax));
    }
}

bool BlockParser::parse_article(std::size_t begin) {
    if (!words_.is(tokens_[begin], kArticleWord) || !words_.is(tokens_[begin], kCapitalised)) {
        return false;
    }
    std::size_t at = begin + 1;
    if (at >= end_ || tokens_[at].kind != TokenKind::number) return false;
    ++at;
    if (at < end_ && is_mark(tokens_[at], U'.') && at + 1 < end_ && !tokens_[at + 1].after_space &&
        words_.is(tokens_[at + 1], kSingleLetter)) {
        ++at;  // "23.a"
    }
    if (at < end_ && words_.is(tokens_[at], kSingleLetter) &&
        (!tokens_[at].after_space || at + 1 == end_)) {
        ++at;
    }
    if (at < end_ && is_mark(tokens_[at], U'.')) ++at;
    while (at < end_ && is_quote(tokens_[at])) ++at;
    if (at < end_ && words_.is(tokens_[at], kLower)) return false;  // "Član 3. stav 2. menja se"
    if (at < end_ && is_mark(tokens_[at], U',')) return false;
    close_lists();
    post_context_ = false;
    first_ = false;
    block(NodeKind::article, at);
    if (at < end_) parse_sentences(paragraphs_[index_], at);
    return true;
}

bool BlockParser::is_post_caption(std::size_t text) const {
    return words_.is(tokens_[text], kCapitalised) &&
           words_.find_phrase(PhraseList::post_caption, tokens_, text, end_).has_value();
}

bool BlockParser::names_post(std::size_t text) const {
    if (!words_.is(tokens_[text], kCapitalised)) return false;
    if (words_.is(tokens_[text], kPost)) return true;
    return text + 1 < end_ && words_.is(tokens_[text], kAdjectiveForm) &&
           words_.is(tokens_[text + 1], kPost) && words_.is(tokens_[text + 1], kLower);
}

std::size_t BlockParser::skip_quotes(std::size_t at) const {
    while (at < end_ && is_quote(tokens_[at])) ++at;
    return at;
}

void BlockParser::block(NodeKind kind, std::size_t end) {
    builder_.begin(kind);
    builder_.leaf(NodeKind::words, end);
    builder_.end();
}

namespace {

/// In a Cyrillic act "ce" or "y" typed in Latin letters is the word that it looks like. The text is
/// not changed.
void read_lone_lookalikes(std::vector<Token>& tokens, text::Lexicon& lexicon) {
    constexpr std::pair<std::string_view, std::string_view> kLookalikes[] = {
        {"ce", "се"}, {"je", "је"}, {"y", "у"}, {"o", "о"}, {"a", "а"}, {"ca", "са"}, {"c", "с"}};
    std::size_t cyrillic = 0;
    std::size_t latin = 0;
    for (const Token& token : tokens) {
        if (token.kind != TokenKind::word) continue;
        const text::Script script = lexicon[token.word].script;
        cyrillic += script == text::Script::cyrillic ? 1 : 0;
        latin += script == text::Script::latin ? 1 : 0;
    }
    if (cyrillic <= latin) return;
    std::vector<text::WordId> readings(lexicon.size());
    for (const auto& [seen, meant] : kLookalikes) {
        const text::WordId typed = lexicon.intern(seen);
        if (typed.index() < readings.size()) readings[typed.index()] = lexicon.intern(meant);
    }
    for (Token& token : tokens) {
        if (token.kind != TokenKind::word || token.word.index() >= readings.size()) continue;
        const text::WordId reading = readings[token.word.index()];
        if (reading.is_some()) token.word = reading;
    }
}

}  // namespace

SyntaxTree parse(std::string_view text, const Grammar& grammar, text::Lexicon& lexicon,
                 diag::Diagnostics& diagnostics) {
    SyntaxTree result;
    result.tokens = text::tokenise(text, lexicon);
    read_lone_lookalikes(result.tokens, lexicon);
    const Words words(grammar, lexicon);
    result.tree = BlockParser(result.tokens, words, text, diagnostics).parse();
    return result;
}

}  // namespace remit::act
