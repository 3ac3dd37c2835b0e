// Sentences: those that give a unit its duties, those about posts, and all others.
//
// The parts of BlockParser (block_parser.h) that read running text. A sentence gives duties when it
// speaks of a unit and says what it does, or goes on without a subject behind one that did.
#include <algorithm>

#include "act/block_parser.h"
#include "act/sentences.h"

namespace remit::act {

using text::Token;
using text::TokenKind;

void BlockParser::parse_sentences(const Paragraph& paragraph, std::size_t text) {
    const auto phrase = names_.read(text, end_, NameContext::list);
    if (phrase && is_heading(*phrase)) {
        parse_unit(paragraph, *phrase,
                   list() == ListKind::units ? NodeKind::announced : NodeKind::heading);
        return;
    }
    if (phrase && paragraph.mark && phrase->nominative && !phrase->bare() && !phrase->place &&
        !phrase->pointing && words_.is(tokens_[text], kCapitalised)) {
        parse_unit(paragraph, *phrase, NodeKind::heading);
        return;
    }
    if (paragraph.mark && builder_.next() <= paragraph.mark.begin)
        mark_pending_ = paragraph.mark.end;
    parse_sentences_from(builder_.next());
}

void BlockParser::parse_sentences_from(std::size_t begin) {
    while (begin < end_) {
        const std::size_t text = mark_pending_ > begin ? mark_pending_ : begin;
        mark_pending_ = 0;
        const std::size_t sentence_end = find_sentence_end(tokens_, words_, text, end_);
        parse_sentence(text, sentence_end);
        begin = sentence_end;
    }
}

void BlockParser::parse_sentence(std::size_t text, std::size_t end) {
    std::size_t begin = skip_quotes(text);
    if (begin >= end) return statement(end);
    const bool starts_text = first_;
    first_ = false;
    if (names_post(begin)) {
        post_context_ = true;
        block(NodeKind::post, end);
        if (is_mark(tokens_[end - 1], U':')) open_list(ListKind::posts);
        return;
    }
    std::size_t subject_at = begin;
    if (const auto opener = words_.find_phrase(PhraseList::sentence_opener, tokens_, begin, end)) {
        subject_at = *opener;
        while (subject_at < end && is_mark(tokens_[subject_at], U',')) ++subject_at;
    }
    const auto phrase = names_.read(subject_at, end, NameContext::sentence);
    const bool known =
        phrase && (phrase->nominative || phrase->place || phrase->pointing) &&
        (words_.is(tokens_[phrase->begin], kCapitalised) || subject_at > begin || starts_text);
    const UnitPhrase* subject = known ? &*phrase : nullptr;
    if (!quotes_other_act(begin, end) && try_announcement(begin, end, subject)) return;
    const bool acts = (subject != nullptr && subject->nominative && !subject->place) ||
                      words_.is(tokens_[begin], kVerb);
    if (!acts && speaks_of_head(begin, end)) {
        post_context_ = true;
        return block(NodeKind::post, end);
    }
    if (subject != nullptr && gives_duties(*subject, end)) {
        post_context_ = false;
        remit_open_ = true;
        builder_.begin(NodeKind::remit);
        builder_.leaf(NodeKind::lead, subject->begin);
        unit_name(*subject, NodeKind::unit_ref);
        return remit_tail(end, subject->place ? Subject::place : Subject::active);
    }
    const bool clause = words_.is(tokens_[begin], kVerb) || find_first(U';', begin, end) < end;
    if (starts_text && words_.is(tokens_[begin], kLower) && clause) {
        remit_open_ = true;
        return remit_sentence(end, Subject::none);
    }
    if (lead_without_unit(begin, end)) return lead_list(begin, end);
    if (remit_open_ && !post_context_ && is_subjectless(begin, subject_at, end)) {
        return remit_sentence(
            end, words_.is(tokens_[subject_at], kVerb) ? Subject::none : Subject::place);
    }
    block(post_context_ ? NodeKind::post : NodeKind::statement, end);
    if (is_mark(tokens_[end - 1], U':'))
        open_list(post_context_ ? ListKind::posts : ListKind::other);
}

bool BlockParser::quotes_other_act(std::size_t begin, std::size_t end) const {
    return words_.search_phrase(PhraseList::quoting, tokens_, begin, end).has_value();
}

bool BlockParser::speaks_of_head(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kTokensMax = 12;
    for (std::size_t i = begin; i < std::min(end, begin + kTokensMax); ++i) {
        if (words_.is(tokens_[i], kHeadingVerb)) return true;
    }
    return false;
}

bool BlockParser::gives_duties(const UnitPhrase& subject, std::size_t end) const {
    if (subject.name_end >= end) return false;
    if (subject.ended_by == NameEnd::dash || subject.ended_by == NameEnd::colon)
        return !subject.place;
    constexpr std::size_t kTokensMax = 60;
    const std::size_t limit = std::min(end, subject.name_end + kTokensMax);
    for (std::size_t i = subject.name_end; i < limit; ++i) {
        if (words_.is(tokens_[i], kWorkVerb | kWorkNoun)) return true;
        if (words_.is(tokens_[i], kVerb) && words_.is(tokens_[i], kLower)) {
            return !subject.place || is_passive(i, end);
        }
        if (is_mark(tokens_[i], U';')) break;
    }
    return false;
}

bool BlockParser::is_passive(std::size_t verb, std::size_t end) const {
    const auto is_se = [&](std::size_t i) { return i < end && words_.is_reflexive(tokens_[i]); };
    return is_se(verb + 1) || (verb > 0 && is_se(verb - 1));
}

bool BlockParser::lead_without_unit(std::size_t begin, std::size_t end) const {
    if (post_context_ || !is_mark(tokens_[end - 1], U':') || !remit_open_) return false;
    for (std::size_t i = begin; i < end; ++i) {
        if (words_.is(tokens_[i], kWorkVerb)) return true;
        if (words_.is(tokens_[i], kWorkNoun) && i <= begin + 1) return true;
    }
    return false;
}

void BlockParser::lead_list(std::size_t begin, std::size_t end) {
    builder_.begin(NodeKind::remit);
    for (std::size_t i = begin; i < end; ++i) {
        if (!words_.is_kind(tokens_[i])) continue;
        const auto phrase = names_.read(i, end, NameContext::sentence);
        if (!phrase || phrase->bare()) continue;
        builder_.leaf(NodeKind::lead, i);
        unit_name(*phrase, NodeKind::unit_ref);
        break;
    }
    builder_.leaf(NodeKind::lead, end);
    builder_.end();
    open_list(ListKind::duties);
}

bool BlockParser::is_subjectless(std::size_t begin, std::size_t verb_at, std::size_t end) const {
    if (words_.is(tokens_[begin], kWorkNoun))
        return false;  // "Poslovi iz stavka 1. obavljaju se u ..."
    if (verb_at < end && words_.is(tokens_[verb_at], kVerb)) return true;
    if (verb_at + 1 < end && words_.is(tokens_[verb_at + 1], kVerb) && verb_at > begin) return true;
    constexpr std::size_t kTokensMax = 10;
    for (std::size_t i = begin; i < std::min(end, begin + kTokensMax); ++i) {
        if (words_.is(tokens_[i], kWorkVerb) && is_passive(i, end)) return true;
    }
    return false;
}

void BlockParser::remit_sentence(std::size_t end, Subject subject) {
    builder_.begin(NodeKind::remit);
    remit_tail(end, subject);
}

void BlockParser::remit_tail(std::size_t end, Subject subject) {
    const bool list_follows = clauses_.read_remit(end, subject) && end == end_;
    builder_.end();
    if (list_follows) open_list(ListKind::duties);
}

}  // namespace remit::act
