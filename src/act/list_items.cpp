// Lists and their items: which open list an item continues, and what it is there.
//
// The parts of BlockParser (block_parser.h) that read items of lists of units, of duties, of posts
// and of others. A paragraph that is no item is left to sentence_blocks.cpp.
#include "act/block_parser.h"

namespace remit::act {

using text::Token;
using text::TokenKind;

void BlockParser::open_list(ListKind kind) {
    constexpr std::size_t kLevelsMax = 16;
    if (levels_.size() == kLevelsMax) levels_.erase(levels_.begin());
    levels_.push_back({.kind = kind});
}

bool BlockParser::find_level(const Mark& mark) {
    for (std::size_t i = levels_.size(); i-- > 0;) {
        Level& level = levels_[i];
        const bool fits = !level.has_items ||
                          (level.style == mark.style && mark.style != MarkStyle::none) ||
                          (level.style == MarkStyle::none && !mark);
        if (!fits) continue;
        levels_.resize(i + 1);
        level.style = mark.style;
        level.has_items = true;
        return true;
    }
    return false;
}

bool BlockParser::parse_item(const Paragraph& paragraph, std::size_t text) {
    if (is_numbered_sentence(paragraph, text)) return false;
    if (is_chapter(paragraph, text)) {
        close_lists();
        statement(end_);
        return true;
    }
    if (levels_.empty()) return parse_loose_item(paragraph, text);
    const auto phrase = names_.read(text, end_, NameContext::list);
    const bool names_unit = phrase && phrase->nominative && !phrase->place && !phrase->pointing &&
                            !phrase->bare() && words_.is(tokens_[phrase->name_begin], kCapitalised);
    if (list() == ListKind::pending) {
        // Without marks, only what cannot be a sentence or a caption is an item behind a bare
        // heading.
        const bool clause = is_mark(tokens_[end_ - 1], U';') ||
                            (words_.is(tokens_[text], kLower) && !words_.is(tokens_[text], kVerb));
        if (!paragraph.mark && !names_unit && !clause) return false;
        levels_.back().kind = names_unit         ? ListKind::units
                              : names_post(text) ? ListKind::posts
                                                 : ListKind::duties;
    }
    const bool first_item = !levels_.back().has_items;
    if (!find_level(paragraph.mark)) return parse_loose_item(paragraph, text);
    if (first_item) {
        levels_.back().spaced = paragraph.after_blank;
        list_items_ = 0;
    }
    const UnitPhrase* unit = names_unit ? &*phrase : nullptr;
    switch (list()) {
        case ListKind::units:
            return item_of_units(paragraph, text, unit);
        case ListKind::duties:
            return item_of_duties(paragraph, text, unit);
        case ListKind::other:
            if (unit != nullptr &&
                (unit->ended_by == NameEnd::text_end || unit->ended_by == NameEnd::stop))
                return false;
            if (!paragraph.mark || speaks_of_unit(text)) return false;
            block(post_context_ ? NodeKind::post : NodeKind::statement, end_);
            return true;
        case ListKind::posts:
            if (!paragraph.mark) return false;
            block(NodeKind::post, end_);
            return true;
        case ListKind::none:
        case ListKind::pending:
            break;
    }
    return false;
}

bool BlockParser::is_numbered_sentence(const Paragraph& paragraph, std::size_t text) const {
    if (paragraph.mark.style != MarkStyle::paren_number || !words_.is(tokens_[text], kCapitalised))
        return false;
    const bool continues = !levels_.empty() && (!levels_.back().has_items ||
                                                levels_.back().style == MarkStyle::paren_number);
    return !continues || speaks_of_unit(text) || is_sentence(text) || speaks_of_head(text, end_);
}

bool BlockParser::item_of_units(const Paragraph& paragraph, std::size_t text,
                                const UnitPhrase* unit) {
    if (unit == nullptr) {
        if (paragraph.mark) statement(end_);
        return static_cast<bool>(paragraph.mark);
    }
    const bool loose = !paragraph.mark;
    if (loose && is_heading_behind_list(paragraph)) return false;
    if (loose && unit->ended_by == NameEnd::verb && interrupts_list(text)) return false;
    ++list_items_;
    parse_unit(paragraph, *unit, NodeKind::announced);
    return true;
}

bool BlockParser::item_of_duties(const Paragraph& paragraph, std::size_t text,
                                 const UnitPhrase* unit) {
    const bool loose = !paragraph.mark;
    if (unit != nullptr &&
        (unit->ended_by == NameEnd::relative || (loose && unit->ended_by != NameEnd::verb))) {
        parse_unit(paragraph, *unit, NodeKind::announced);
        return true;
    }
    if (loose && (interrupts_list(text) || names_post(text) || levels_.back().ended)) return false;
    levels_.back().ended = is_mark(tokens_[end_ - 1], U'.');
    if (loose) {
        unmarked_item();
    } else {
        item(paragraph);
    }
    return true;
}

bool BlockParser::interrupts_list(std::size_t text) const {
    return speaks_of_unit(text) || is_sentence(text) ||
           (words_.is(tokens_[text], kCapitalised) && speaks_of_head(text, end_));
}

bool BlockParser::is_chapter(const Paragraph& paragraph, std::size_t text) const {
    return paragraph.mark.style == MarkStyle::roman && words_.is(tokens_[text], kUpper) &&
           !find_kind_word(tokens_, words_, text, end_);
}

bool BlockParser::parse_loose_item(const Paragraph& paragraph, std::size_t text) {
    if (!paragraph.mark || paragraph.mark.style == MarkStyle::decimal ||
        paragraph.mark.style == MarkStyle::roman) {
        return false;
    }
    if (find_kind_word(tokens_, words_, text, end_) || starts_sentence(text)) return false;
    if (names_post(text)) {
        post_context_ = true;
        block(NodeKind::post, end_);
        return true;
    }
    if (post_context_ || !remit_open_) {
        block(post_context_ ? NodeKind::post : NodeKind::statement, end_);
        return true;
    }
    close_lists();
    open_list(ListKind::duties);
    find_level(paragraph.mark);
    item(paragraph);
    return true;
}

bool BlockParser::starts_sentence(std::size_t text) const {
    const auto phrase = names_.read(text, end_, NameContext::sentence);
    return phrase.has_value() && (phrase->place || phrase->ended_by == NameEnd::verb);
}

bool BlockParser::speaks_of_unit(std::size_t text) const {
    const auto phrase = names_.read(text, end_, NameContext::sentence);
    return phrase && words_.is(tokens_[text], kCapitalised) &&
           (phrase->nominative || phrase->place || phrase->pointing);
}

bool BlockParser::is_heading_behind_list(const Paragraph& paragraph) const {
    return paragraph.after_blank && !levels_.back().spaced && list_items_ > 0;
}

bool BlockParser::is_sentence(std::size_t text) const {
    if (!words_.is(tokens_[text], kCapitalised)) return false;
    for (std::size_t i = text; i < end_; ++i) {
        if (words_.is(tokens_[i], kVerb) && is_passive(i, end_)) return true;
        if (is_mark(tokens_[i], U';')) return false;
    }
    return words_.search_phrase(PhraseList::announcement, tokens_, text, end_) &&
           find_announced(text, end_) < end_;
}

void BlockParser::unmarked_item() {
    builder_.begin(NodeKind::item);
    clauses_.read_clauses(end_);
    builder_.end();
}

void BlockParser::item(const Paragraph& paragraph) {
    first_ = false;
    std::size_t begin = builder_.next();
    while (begin < end_) {
        const std::size_t item_end = find_inline_item(paragraph.mark, begin);
        builder_.begin(NodeKind::item);
        const Mark mark = read_mark(tokens_, words_, skip_quotes(begin), item_end);
        if (mark && paragraph.mark) builder_.leaf(NodeKind::mark, mark.end);
        if (is_mark(tokens_[item_end - 1], U':') && item_end == end_ &&
            index_ + 1 < paragraphs_.size() && paragraphs_[index_ + 1].mark &&
            paragraphs_[index_ + 1].mark.style != paragraph.mark.style) {
            builder_.leaf(NodeKind::lead, item_end);
            open_list(ListKind::duties);
        } else {
            clauses_.read_item(item_end);
        }
        builder_.end();
        begin = item_end;
    }
}

std::size_t BlockParser::find_inline_item(const Mark& mark, std::size_t begin) const {
    if (mark.style != MarkStyle::number_paren && mark.style != MarkStyle::letter_paren &&
        mark.style != MarkStyle::paren_number) {
        return end_;
    }
    for (std::size_t i = begin + 3; i + 1 < end_; ++i) {
        if (!is_mark(tokens_[i - 1], U';') && !is_mark(tokens_[i - 1], U',') &&
            !is_mark(tokens_[i - 1], U'.')) {
            continue;
        }
        const Mark next = read_mark(tokens_, words_, i, end_);
        if (next.style == mark.style && next.end < end_) return i;
    }
    return end_;
}

}  // namespace remit::act
