// Units where they are headed, announced in lists, or named one after the other in a sentence.
//
// The parts of BlockParser (block_parser.h) that read names of units and the words that announce
// them. Which unit a name means, and what stands above it, is decided in compile/units.cpp.
#include <algorithm>

#include "act/block_parser.h"
#include "act/sentences.h"

namespace remit::act {

using text::Token;
using text::TokenKind;

void BlockParser::parse_unit(const Paragraph& paragraph, const UnitPhrase& phrase, NodeKind kind) {
    post_context_ = false;
    remit_open_ = true;
    first_ = false;
    builder_.begin(kind);
    if (paragraph.mark && builder_.next() <= paragraph.mark.begin) {
        builder_.leaf(NodeKind::words, paragraph.mark.begin);
        builder_.leaf(NodeKind::mark, paragraph.mark.end);
    }
    unit_name(phrase, NodeKind::unit_name);
    const bool done = phrase.ended_by == NameEnd::text_end || phrase.ended_by == NameEnd::stop ||
                      phrase.ended_by == NameEnd::semicolon ||
                      (phrase.ended_by == NameEnd::comma && phrase.name_end + 1 >= end_) ||
                      (phrase.ended_by == NameEnd::other && only_brackets(phrase.name_end));
    if (done) {
        const std::size_t name_end = std::min(phrase.name_end + 1, end_);
        const bool stop =
            phrase.ended_by == NameEnd::stop && name_end < end_ && !only_punctuation(name_end);
        builder_.leaf(NodeKind::separator, stop ? name_end : end_);
        builder_.end();
        if (stop) {
            parse_sentences_from(name_end);
            return;
        }
        if (kind == NodeKind::heading) open_list(ListKind::pending);
        return;
    }
    if (phrase.ended_by == NameEnd::colon) {
        builder_.leaf(NodeKind::separator, phrase.name_end + 1);
        builder_.end();
        if (phrase.name_end + 1 >= end_) {
            open_list(ListKind::pending);
            return;
        }
        parse_after_colon();
        return;
    }
    builder_.end();
    parse_relative(phrase);
}

bool BlockParser::only_punctuation(std::size_t begin) const {
    return std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens_.begin() + static_cast<std::ptrdiff_t>(end_),
                       [](const Token& token) { return token.kind == TokenKind::punctuation; });
}

bool BlockParser::only_brackets(std::size_t begin) const {
    return begin < end_ && is_mark(tokens_[begin], U'(') && end_ - begin <= 6;
}

void BlockParser::parse_after_colon() {
    const auto kind = find_kind_word(tokens_, words_, builder_.next(), end_);
    if (kind && kind->nominative && words_.is(tokens_[builder_.next()], kCapitalised)) {
        return running_units(end_);
    }
    remit_sentence(end_, Subject::active);
}

void BlockParser::parse_relative(const UnitPhrase& phrase) {
    const std::size_t sentence_end = find_sentence_end(tokens_, words_, phrase.name_end, end_);
    if (try_announcement(phrase.name_end, sentence_end, /*subject=*/nullptr)) {
        parse_sentences_from(sentence_end);
        return;
    }
    if (!says_what_it_does(phrase.name_end, sentence_end)) {
        statement(sentence_end);
        return parse_sentences_from(sentence_end);
    }
    const bool place =
        words_.is(tokens_[phrase.name_end], kPreposition) ||
        (phrase.name_end + 1 < end_ && words_.is(tokens_[phrase.name_end + 1], kPreposition));
    remit_sentence(sentence_end, place ? Subject::place : Subject::active);
    const bool item_ends = list() == ListKind::duties && !clauses_.only_lead() &&
                           levels_.size() > 1 &&
                           levels_[levels_.size() - 2].kind == ListKind::units;
    if (item_ends) levels_.pop_back();  // the semicolon ended an item of the list of units
    parse_sentences_from(sentence_end);
}

bool BlockParser::says_what_it_does(std::size_t begin, std::size_t end) const {
    const bool copula = tokens_[begin].kind == TokenKind::word &&
                        words_.is(tokens_[begin], kLower) &&
                        !words_.is(tokens_[begin], kVerb | kRelative | kPreposition) &&
                        words_.find_phrase(PhraseList::name_ender, tokens_, begin, end).has_value();
    return !copula ||
           std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const Token& token) { return words_.is(token, kVerb | kWorkNoun); });
}

void BlockParser::unit_name(const UnitPhrase& phrase, NodeKind leaf_kind) {
    builder_.leaf(NodeKind::words, phrase.name_begin);
    if (phrase.definition_end > phrase.definition_begin) {
        builder_.leaf(leaf_kind, phrase.definition_begin);
        builder_.leaf(NodeKind::definition, phrase.definition_end);
    }
    builder_.leaf(leaf_kind, phrase.name_end);
}

void BlockParser::running_units(std::size_t end) {
    while (builder_.next() < end) {
        std::size_t at = builder_.next();
        while (at < end && (tokens_[at].kind == TokenKind::punctuation ||
                            words_.is(tokens_[at], kTailOpener))) {
            if (read_mark(tokens_, words_, at, end).style == MarkStyle::paren_number) break;
            ++at;
        }
        if (at >= end) break;
        const Mark mark = read_mark(tokens_, words_, at, end);
        const std::size_t name_at = mark ? mark.end : at;
        const auto phrase = names_.read(name_at, end, NameContext::list);
        if (!phrase || phrase->place) break;
        builder_.begin(NodeKind::announced);
        builder_.leaf(NodeKind::separator, at);
        if (mark) builder_.leaf(NodeKind::mark, mark.end);
        unit_name(*phrase, NodeKind::unit_name);
        builder_.end();
        if (phrase->ended_by == NameEnd::relative || phrase->ended_by == NameEnd::verb) {
            const std::size_t next = phrase->name_end;
            const bool place = words_.is(tokens_[next], kPreposition);
            remit_sentence(end, place ? Subject::place : Subject::active);
            return;
        }
    }
    statement(end);
}

bool BlockParser::is_heading(const UnitPhrase& phrase) const {
    if (!phrase.nominative || phrase.place || phrase.pointing || phrase.bare()) return false;
    if (!words_.is(tokens_[phrase.name_begin], kCapitalised)) return false;
    switch (phrase.ended_by) {
        case NameEnd::text_end:
            return true;
        case NameEnd::stop:
        case NameEnd::semicolon:
        case NameEnd::comma:
            return only_punctuation(phrase.name_end);
        case NameEnd::colon:
            return true;
        case NameEnd::other:
            return only_brackets(phrase.name_end);
        case NameEnd::dash:
        case NameEnd::verb:
        case NameEnd::relative:
            return false;
    }
    return false;
}

bool BlockParser::try_announcement(std::size_t begin, std::size_t end, const UnitPhrase* subject) {
    const bool colon = is_mark(tokens_[end - 1], U':') && end == end_;
    std::size_t at = subject != nullptr ? subject->name_end : begin;
    const std::size_t search_end = find_first(U';', at, end);
    while (const auto verb =
               words_.search_phrase(PhraseList::announcement, tokens_, at, search_end)) {
        if (colon && unit_follows()) return announcement(end, subject, end), open_units();
        const std::size_t first = find_announced(verb->end, search_end);
        if (first < search_end) {
            announcement(first, subject, end);
            running_units(end);
            return true;
        }
        at = verb->begin + 1;
    }
    if (!colon) return false;
    const bool listed =
        words_.search_phrase(PhraseList::unit_list_noun, tokens_, begin, end).has_value();
    if (unit_follows() && (listed || !has_work(begin, end))) {
        announcement(end, subject, end);
        return open_units();
    }
    return false;
}

bool BlockParser::open_units() {
    post_context_ = false;
    open_list(ListKind::units);
    return true;
}

bool BlockParser::has_work(std::size_t begin, std::size_t end) const {
    return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const Token& token) { return words_.is(token, kWorkNoun | kWorkVerb); });
}

std::size_t BlockParser::find_first(char32_t mark, std::size_t begin, std::size_t end) const {
    while (begin < end && !is_mark(tokens_[begin], mark)) ++begin;
    return begin;
}

std::size_t BlockParser::find_announced(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kTokensMax = 16;
    const std::size_t limit = std::min(end, begin + kTokensMax);
    for (std::size_t i = begin; i < limit; ++i) {
        if (words_.is(tokens_[i], kWorkNoun) || words_.is(tokens_[i], kRelative)) return end;
        const Mark mark = read_mark(tokens_, words_, i, end);
        const std::size_t name_at = mark ? mark.end : i;
        if (name_at >= end || !words_.is(tokens_[name_at], kCapitalised)) continue;
        const auto phrase = names_.read(name_at, end, NameContext::list);
        if (phrase && !phrase->place && !phrase->bare()) return i;
    }
    return end;
}

void BlockParser::announcement(std::size_t words_end, const UnitPhrase* subject, std::size_t end) {
    first_ = false;
    builder_.begin(NodeKind::announcement);
    if (subject != nullptr && subject->name_end <= words_end) {
        builder_.leaf(NodeKind::words, subject->begin);
        unit_name(*subject, NodeKind::unit_ref);
    } else {
        find_place(builder_.next(), words_end);
    }
    builder_.leaf(NodeKind::words, std::min(words_end, end));
    builder_.end();
}

void BlockParser::find_place(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i + 1 < end; ++i) {
        if (!words_.find_phrase(PhraseList::place_opener, tokens_, i, end)) continue;
        const auto phrase = names_.read(i, end, NameContext::sentence);
        if (!phrase || !phrase->place) continue;
        builder_.leaf(NodeKind::words, i);
        unit_name(*phrase, NodeKind::unit_ref);
        return;
    }
}

}  // namespace remit::act
