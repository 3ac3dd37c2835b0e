#include "act/parser.h"

#include <algorithm>
#include <utility>

#include "act/clauses.h"
#include "act/marks.h"
#include "act/names.h"
#include "act/paragraphs.h"
#include "act/sentences.h"
#include "act/tree_builder.h"
#include "act/words.h"

namespace remit::act {
namespace {

using text::Token;
using text::TokenKind;

enum class ListKind : std::uint8_t { none, pending, units, duties, other, posts };

bool is_mark(const Token& token, char32_t mark) {
    return token.kind == TokenKind::punctuation && token.mark == mark;
}

class Parser {
  public:
    Parser(Tokens tokens, const Words& words, std::string_view text, diag::Diagnostics& diagnostics)
        : tokens_(tokens),
          words_(words),
          diagnostics_(diagnostics),
          builder_(tokens),
          names_(tokens, words),
          clauses_(tokens, words, builder_, diagnostics),
          paragraphs_(find_paragraphs(tokens, words, text)) {}

    Tree parse() {
        learn_names();
        for (index_ = 0; index_ < paragraphs_.size(); ++index_) parse_paragraph();
        builder_.begin(NodeKind::statement);
        builder_.leaf(NodeKind::words, tokens_.size());
        builder_.end();
        return builder_.finish();
    }

  private:
    // --- looking ahead -------------------------------------------------------------------------

    void learn_names() {
        for (const Paragraph& paragraph : paragraphs_) {
            const std::size_t begin = text_begin(paragraph);
            const auto phrase = names_.read(begin, paragraph.end, NameContext::list);
            if (!phrase || phrase->bare() || !phrase->nominative || phrase->place) continue;
            const bool alone = phrase->ended_by == NameEnd::text_end ||
                               phrase->ended_by == NameEnd::semicolon ||
                               phrase->ended_by == NameEnd::stop ||
                               (phrase->ended_by == NameEnd::comma && phrase->name_end + 1 == paragraph.end);
            if (alone) names_.learn(phrase->kind_at, phrase->name_end);
        }
    }

    [[nodiscard]] std::size_t text_begin(const Paragraph& paragraph) const {
        std::size_t at = paragraph.mark ? paragraph.mark.end : paragraph.begin;
        while (at < paragraph.end && is_quote(tokens_[at])) ++at;
        return at;
    }

    /// Whether the next paragraph is an item that names a unit.
    [[nodiscard]] bool unit_follows() const {
        if (index_ + 1 >= paragraphs_.size()) return false;
        const Paragraph& next = paragraphs_[index_ + 1];
        const std::size_t begin = text_begin(next);
        const auto kind = find_kind_word(tokens_, words_, begin, next.end);
        if (!kind || !words_.is(tokens_[begin], kCapitalised)) return false;
        const auto phrase = names_.read(begin, next.end, NameContext::list);
        return phrase && !phrase->place && !phrase->bare() && !phrase->pointing &&
               (next.mark || (phrase->ended_by != NameEnd::verb && phrase->ended_by != NameEnd::other));
    }

    // --- paragraphs ----------------------------------------------------------------------------

    void parse_paragraph() {
        const Paragraph& paragraph = paragraphs_[index_];
        end_ = paragraph.end;
        report_form(paragraph);
        std::size_t begin = paragraph.begin;
        while (begin < end_ && is_quote(tokens_[begin])) ++begin;
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

    void report_form(const Paragraph& paragraph) {
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

    /// "Članak 45." alone, "Član 12a", or with its caption glued on.
    bool parse_article(std::size_t begin) {
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
        if (first_ && at == end_) truncated_start_ = false;
        first_ = false;
        block(NodeKind::article, at);
        if (at < end_) parse_sentences(paragraphs_[index_], at);
        return true;
    }

    [[nodiscard]] bool is_post_caption(std::size_t text) const {
        return words_.is(tokens_[text], kCapitalised) &&
               words_.find_phrase(PhraseList::post_caption, tokens_, text, end_).has_value();
    }

    /// "Načelnik ...", "Šef Odsjeka": a post in the nominative with a capital.
    [[nodiscard]] bool names_post(std::size_t text) const {
        if (!words_.is(tokens_[text], kCapitalised)) return false;
        if (words_.is(tokens_[text], kPost)) return true;
        return text + 1 < end_ && words_.is(tokens_[text], kAdjectiveForm) &&
               words_.is(tokens_[text + 1], kPost) && words_.is(tokens_[text + 1], kLower);
    }

    // --- lists ---------------------------------------------------------------------------------

    struct Level {
        ListKind kind = ListKind::none;
        MarkStyle style = MarkStyle::none;  // of its first item
        bool has_items = false;
        bool spaced = false;  // an empty line stands before its items
        bool ended = false;   // its last item closed with a full stop
    };

    [[nodiscard]] ListKind list() const { return levels_.empty() ? ListKind::none : levels_.back().kind; }
    void close_lists() { levels_.clear(); }
    void open_list(ListKind kind) {
        constexpr std::size_t kLevelsMax = 16;
        if (levels_.size() == kLevelsMax) levels_.erase(levels_.begin());
        levels_.push_back({.kind = kind});
    }

    /// Finds the open list that an item with this mark continues; deeper ones are closed.
    bool find_level(const Mark& mark) {
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

    bool parse_item(const Paragraph& paragraph, std::size_t text) {
        const bool continues = !levels_.empty() && (!levels_.back().has_items ||
                                                    levels_.back().style == MarkStyle::paren_number);
        if (paragraph.mark.style == MarkStyle::paren_number && words_.is(tokens_[text], kCapitalised) &&
            (!continues || speaks_of_unit(text) || is_sentence(text) || speaks_of_head(text, end_))) {
            return false;  // "(2) Odjelom rukovodi ...": the number of a paragraph, not of an item
        }
        if (is_chapter(paragraph, text)) {
            close_lists();
            statement(end_);
            return true;
        }
        if (levels_.empty()) return parse_loose_item(paragraph, text);
        const auto phrase = names_.read(text, end_, NameContext::list);
        const bool names_unit = phrase && phrase->nominative && !phrase->place &&
                                !phrase->pointing && !phrase->bare() &&
                                words_.is(tokens_[phrase->name_begin], kCapitalised);
        if (list() == ListKind::pending) {
            if (!paragraph.mark && !names_unit && !is_mark(tokens_[end_ - 1], U';')) return false;
            levels_.back().kind = names_unit ? ListKind::units
                                  : names_post(text) ? ListKind::posts
                                                     : ListKind::duties;
        }
        const bool first_item = !levels_.back().has_items;
        if (!find_level(paragraph.mark)) return parse_loose_item(paragraph, text);
        if (first_item) levels_.back().spaced = paragraph.after_blank;
        const bool sentence = !paragraph.mark &&
                              (speaks_of_unit(text) || is_sentence(text) ||
                               (words_.is(tokens_[text], kCapitalised) && speaks_of_head(text, end_)));
        switch (list()) {
            case ListKind::units:
                if (names_unit && !paragraph.mark && !first_item && is_heading_behind_list(paragraph)) return false;
                if (names_unit && !(sentence && phrase->ended_by == NameEnd::verb)) {
                    list_items_ = first_item ? 1 : list_items_ + 1;
                    parse_unit(paragraph, *phrase, NodeKind::announced);
                    return true;
                }
                if (!paragraph.mark) return false;
                statement(end_);
                return true;
            case ListKind::duties:
                if (names_unit && (phrase->ended_by == NameEnd::relative ||
                                   (!paragraph.mark && phrase->ended_by != NameEnd::verb))) {
                    parse_unit(paragraph, *phrase, NodeKind::announced);
                    return true;
                }
                if (!paragraph.mark && (sentence || names_post(text) || levels_.back().ended)) return false;
                levels_.back().ended = is_mark(tokens_[end_ - 1], U'.');
                if (paragraph.mark) {
                    item(paragraph);
                } else {
                    unmarked_item();
                }
                return true;
            case ListKind::other:
                if (names_unit && (phrase->ended_by == NameEnd::text_end ||
                                   phrase->ended_by == NameEnd::stop)) {
                    return false;
                }
                if (!paragraph.mark || speaks_of_unit(text)) return false;
                block(post_context_ ? NodeKind::post : NodeKind::statement, end_);
                return true;
            case ListKind::posts:
                if (!paragraph.mark) return false;
                block(NodeKind::post, end_);
                return true;
            case ListKind::none:
            case ListKind::pending: break;
        }
        return false;
    }

    /// "III DJELOKRUG RADA": a number and capitals that name no unit.
    [[nodiscard]] bool is_chapter(const Paragraph& paragraph, std::size_t text) const {
        return paragraph.mark.style == MarkStyle::roman && words_.is(tokens_[text], kUpper) &&
               !find_kind_word(tokens_, words_, text, end_);
    }

    /// A marked paragraph outside any list that is open: a numbered heading, or an item whose list was interrupted.
    bool parse_loose_item(const Paragraph& paragraph, std::size_t text) {
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

    [[nodiscard]] bool starts_sentence(std::size_t text) const {
        const auto phrase = names_.read(text, end_, NameContext::sentence);
        return phrase.has_value() && (phrase->place || phrase->ended_by == NameEnd::verb);
    }

    /// "U Odjelu X obavljaju se ...", "Odsjek vrši ...", "Odjel X": not an item of a list without marks.
    [[nodiscard]] bool speaks_of_unit(std::size_t text) const {
        const auto phrase = names_.read(text, end_, NameContext::sentence);
        return phrase && words_.is(tokens_[text], kCapitalised) &&
               (phrase->nominative || phrase->place || phrase->pointing);
    }

    /// A unit's name behind an empty line, where the items of the list stand close together: its provision begins.
    [[nodiscard]] bool is_heading_behind_list(const Paragraph& paragraph) const {
        return paragraph.after_blank && !levels_.back().spaced && list_items_ > 0;
    }

    /// "U oblasti upisa vrše se ...", "Obrazuje se Sektor X": a sentence where an item without a mark could stand.
    [[nodiscard]] bool is_sentence(std::size_t text) const {
        if (!words_.is(tokens_[text], kCapitalised)) return false;
        for (std::size_t i = text; i < end_; ++i) {
            if (words_.is(tokens_[i], kVerb) && is_passive(i, end_)) return true;
            if (is_mark(tokens_[i], U';')) return false;
        }
        return words_.search_phrase(PhraseList::announcement, tokens_, text, end_) &&
               find_announced(text, end_) < end_;
    }

    /// Duties of a list without marks: one a line, or several set apart by semicolons.
    void unmarked_item() {
        builder_.begin(NodeKind::item);
        clauses_.read_clauses(end_);
        builder_.end();
    }

    /// A duty of a list. Several numbered ones may stand in one paragraph: "1) a; 2) b".
    void item(const Paragraph& paragraph) {
        truncated_start_ = false;
        first_ = false;
        std::size_t begin = builder_.next();
        while (begin < end_) {
            const std::size_t item_end = find_inline_item(paragraph.mark, begin);
            builder_.begin(NodeKind::item);
            const Mark mark = read_mark(tokens_, words_, skip_quotes(begin), item_end);
            if (mark && paragraph.mark) builder_.leaf(NodeKind::mark, mark.end);
            if (is_mark(tokens_[item_end - 1], U':') && item_end == end_ && index_ + 1 < paragraphs_.size() &&
                paragraphs_[index_ + 1].mark && paragraphs_[index_ + 1].mark.style != paragraph.mark.style) {
                builder_.leaf(NodeKind::lead, item_end);
                open_list(ListKind::duties);
            } else {
                clauses_.read_item(item_end);
            }
            builder_.end();
            begin = item_end;
        }
    }

    [[nodiscard]] std::size_t skip_quotes(std::size_t at) const {
        while (at < end_ && is_quote(tokens_[at])) ++at;
        return at;
    }

    /// Where the next numbered item of the same paragraph begins, or its end.
    [[nodiscard]] std::size_t find_inline_item(const Mark& mark, std::size_t begin) const {
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

    // --- units ---------------------------------------------------------------------------------

    /// A unit's name with its mark, and whatever the paragraph says of it.
    void parse_unit(const Paragraph& paragraph, const UnitPhrase& phrase, NodeKind kind) {
        post_context_ = false;
        remit_open_ = true;
        truncated_start_ = false;
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
            const bool stop = phrase.ended_by == NameEnd::stop && name_end < end_ &&
                              !only_punctuation(name_end);
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

    [[nodiscard]] bool only_punctuation(std::size_t begin) const {
        return std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                           tokens_.begin() + static_cast<std::ptrdiff_t>(end_),
                           [](const Token& token) { return token.kind == TokenKind::punctuation; });
    }
    [[nodiscard]] bool only_brackets(std::size_t begin) const {
        return begin < end_ && is_mark(tokens_[begin], U'(') && end_ - begin <= 6;
    }

    /// "Odsjek X: Odsjek A i Odsjek B" or "Odsjek X: vodi ...; prati ...".
    void parse_after_colon() {
        const auto kind = find_kind_word(tokens_, words_, builder_.next(), end_);
        if (kind && kind->nominative && words_.is(tokens_[builder_.next()], kCapitalised)) {
            return running_units(end_);
        }
        remit_sentence(end_, Subject::active);
    }

    /// What follows a unit's name in its own paragraph: a relative clause, a dash, a verb.
    void parse_relative(const UnitPhrase& phrase) {
        const std::size_t sentence_end = find_sentence_end(tokens_, words_, phrase.name_end, end_);
        if (try_announcement(phrase.name_end, sentence_end, nullptr)) {
            parse_sentences_from(sentence_end);
            return;
        }
        if (!says_what_it_does(phrase.name_end, sentence_end)) {
            statement(sentence_end);
            return parse_sentences_from(sentence_end);
        }
        const bool place = words_.is(tokens_[phrase.name_end], kPreposition) ||
                           (phrase.name_end + 1 < end_ && words_.is(tokens_[phrase.name_end + 1], kPreposition));
        remit_sentence(sentence_end, place ? Subject::place : Subject::active);
        const bool item_ends = list() == ListKind::duties && !clauses_.only_lead() && levels_.size() > 1 &&
                               levels_[levels_.size() - 2].kind == ListKind::units;
        if (item_ends) levels_.pop_back();  // the semicolon ended an item of the list of units
        parse_sentences_from(sentence_end);
    }

    /// "je organ uprave" says nothing of duties; a dash, a colon, a verb or a noun for work does.
    [[nodiscard]] bool says_what_it_does(std::size_t begin, std::size_t end) const {
        const bool copula = tokens_[begin].kind == TokenKind::word && words_.is(tokens_[begin], kLower) &&
                            !words_.is(tokens_[begin], kVerb | kRelative | kPreposition) &&
                            words_.find_phrase(PhraseList::name_ender, tokens_, begin, end).has_value();
        return !copula || std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                                      tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                                      [&](const Token& token) { return words_.is(token, kVerb | kWorkNoun); });
    }

    /// Leaves for a name: the place opener before it, the name, a definition inside it.
    void unit_name(const UnitPhrase& phrase, NodeKind leaf_kind) {
        builder_.leaf(NodeKind::words, phrase.name_begin);
        if (phrase.definition_end > phrase.definition_begin) {
            builder_.leaf(leaf_kind, phrase.definition_begin);
            builder_.leaf(NodeKind::definition, phrase.definition_end);
        }
        builder_.leaf(leaf_kind, phrase.name_end);
    }

    /// Units named one after the other in a sentence: "Odsjek A, Odsjek B i Služba C".
    void running_units(std::size_t end) {
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

    // --- sentences -----------------------------------------------------------------------------

    void parse_sentences(const Paragraph& paragraph, std::size_t text) {
        const auto phrase = names_.read(text, end_, NameContext::list);
        if (phrase && is_heading(*phrase)) {
            parse_unit(paragraph, *phrase, list() == ListKind::units ? NodeKind::announced : NodeKind::heading);
            return;
        }
        if (phrase && paragraph.mark && phrase->nominative && !phrase->bare() && !phrase->place &&
            !phrase->pointing && words_.is(tokens_[text], kCapitalised)) {
            parse_unit(paragraph, *phrase, NodeKind::heading);
            return;
        }
        if (paragraph.mark && builder_.next() <= paragraph.mark.begin) mark_pending_ = paragraph.mark.end;
        parse_sentences_from(builder_.next());
    }

    /// A unit's name alone in its paragraph.
    [[nodiscard]] bool is_heading(const UnitPhrase& phrase) const {
        if (!phrase.nominative || phrase.place || phrase.pointing || phrase.bare()) return false;
        if (!words_.is(tokens_[phrase.name_begin], kCapitalised)) return false;
        switch (phrase.ended_by) {
            case NameEnd::text_end: return true;
            case NameEnd::stop:
            case NameEnd::semicolon:
            case NameEnd::comma: return only_punctuation(phrase.name_end);
            case NameEnd::colon: return true;
            case NameEnd::other: return only_brackets(phrase.name_end);
            case NameEnd::dash:
            case NameEnd::verb:
            case NameEnd::relative: return false;
        }
        return false;
    }

    void parse_sentences_from(std::size_t begin) {
        while (begin < end_) {
            const std::size_t text = mark_pending_ > begin ? mark_pending_ : begin;
            mark_pending_ = 0;
            const std::size_t sentence_end = find_sentence_end(tokens_, words_, text, end_);
            parse_sentence(text, sentence_end);
            begin = sentence_end;
        }
    }

    void parse_sentence(std::size_t text, std::size_t end) {
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
        const bool known = phrase && (phrase->nominative || phrase->place || phrase->pointing) &&
                           (words_.is(tokens_[phrase->begin], kCapitalised) || subject_at > begin || starts_text);
        const UnitPhrase* subject = known ? &*phrase : nullptr;
        if (!quotes_other_act(begin, end) && try_announcement(begin, end, subject)) return;
        if (speaks_of_head(begin, end)) {
            post_context_ = true;
            return block(NodeKind::post, end);
        }
        if (subject != nullptr && gives_duties(*subject, end)) {
            post_context_ = false;
            remit_open_ = true;
            truncated_start_ = false;
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
            return remit_sentence(end, words_.is(tokens_[subject_at], kVerb) ? Subject::none : Subject::place);
        }
        block(post_context_ ? NodeKind::post : NodeKind::statement, end);
        if (is_mark(tokens_[end - 1], U':')) open_list(post_context_ ? ListKind::posts : ListKind::other);
    }

    /// "In Article 5 the words »...« are added": nothing of what is quoted is set up here.
    [[nodiscard]] bool quotes_other_act(std::size_t begin, std::size_t end) const {
        return words_.search_phrase(PhraseList::quoting, tokens_, begin, end).has_value();
    }

    /// "Radom Sektora rukovodi načelnik".
    [[nodiscard]] bool speaks_of_head(std::size_t begin, std::size_t end) const {
        constexpr std::size_t kTokensMax = 12;
        for (std::size_t i = begin; i < std::min(end, begin + kTokensMax); ++i) {
            if (words_.is(tokens_[i], kHeadingVerb)) return true;
        }
        return false;
    }

    /// Whether a sentence about a unit says what it does.
    [[nodiscard]] bool gives_duties(const UnitPhrase& subject, std::size_t end) const {
        if (subject.name_end >= end) return false;
        if (subject.ended_by == NameEnd::dash || subject.ended_by == NameEnd::colon) return !subject.place;
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

    /// "vode se", "se vode".
    [[nodiscard]] bool is_passive(std::size_t verb, std::size_t end) const {
        const auto is_se = [&](std::size_t i) {
            return i < end && tokens_[i].kind == TokenKind::word &&
                   words_.lexicon()[tokens_[i].word].folded == "se";
        };
        return is_se(verb + 1) || (verb > 0 && is_se(verb - 1));
    }

    /// "Zadaće Odjela su:", "Poslovi:", "Nadležnosti": a lead-in whose unit is the one spoken of last.
    [[nodiscard]] bool lead_without_unit(std::size_t begin, std::size_t end) const {
        if (post_context_ || !is_mark(tokens_[end - 1], U':') || !remit_open_) return false;
        for (std::size_t i = begin; i < end; ++i) {
            if (words_.is(tokens_[i], kWorkVerb)) return true;
            if (words_.is(tokens_[i], kWorkNoun) && i <= begin + 1) return true;
        }
        return false;
    }

    void lead_list(std::size_t begin, std::size_t end) {
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

    /// "Planira, priprema i prati ...", "Obavljaju se i ...", "Također se vode ...".
    [[nodiscard]] bool is_subjectless(std::size_t begin, std::size_t verb_at, std::size_t end) const {
        if (words_.is(tokens_[begin], kWorkNoun)) return false;  // "Poslovi iz stavka 1. obavljaju se u ..."
        if (verb_at < end && words_.is(tokens_[verb_at], kVerb)) return true;
        if (verb_at + 1 < end && words_.is(tokens_[verb_at + 1], kVerb) && verb_at > begin) return true;
        constexpr std::size_t kTokensMax = 10;
        for (std::size_t i = begin; i < std::min(end, begin + kTokensMax); ++i) {
            if (words_.is(tokens_[i], kWorkVerb) && is_passive(i, end)) return true;
        }
        return false;
    }

    // --- announcements -------------------------------------------------------------------------

    /// "U Upravi X ustrojavaju se:" and "U Odjelu X obrazuje se Grupa Y koja ...".
    bool try_announcement(std::size_t begin, std::size_t end, const UnitPhrase* subject) {
        const bool colon = is_mark(tokens_[end - 1], U':') && end == end_;
        std::size_t at = subject != nullptr ? subject->name_end : begin;
        const std::size_t search_end = find_first(U';', at, end);
        while (const auto verb = words_.search_phrase(PhraseList::announcement, tokens_, at, search_end)) {
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

    bool open_units() {
        post_context_ = false;
        open_list(ListKind::units);
        return true;
    }

    [[nodiscard]] bool has_work(std::size_t begin, std::size_t end) const {
        return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                           tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                           [&](const Token& token) { return words_.is(token, kWorkNoun | kWorkVerb); });
    }

    [[nodiscard]] std::size_t find_first(char32_t mark, std::size_t begin, std::size_t end) const {
        while (begin < end && !is_mark(tokens_[begin], mark)) ++begin;
        return begin;
    }

    /// The first unit named behind an announcing verb, its mark included; `end` where none is.
    [[nodiscard]] std::size_t find_announced(std::size_t begin, std::size_t end) const {
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

    /// The announcing words up to `words_end`, with the unit in which units are set up.
    void announcement(std::size_t words_end, const UnitPhrase* subject, std::size_t end) {
        first_ = false;
        truncated_start_ = false;
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

    /// "Uže unutrašnje jedinice u Sektoru za EU:": the place stands behind.
    void find_place(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i + 1 < end; ++i) {
            if (!words_.find_phrase(PhraseList::place_opener, tokens_, i, end)) continue;
            const auto phrase = names_.read(i, end, NameContext::sentence);
            if (!phrase || !phrase->place) continue;
            builder_.leaf(NodeKind::words, i);
            unit_name(*phrase, NodeKind::unit_ref);
            return;
        }
    }

    // --- blocks --------------------------------------------------------------------------------

    void remit_sentence(std::size_t end, Subject subject) {
        builder_.begin(NodeKind::remit);
        remit_tail(end, subject);
    }

    void remit_tail(std::size_t end, Subject subject) {
        const bool list_follows = clauses_.read_remit(end, subject) && end == end_;
        builder_.end();
        if (list_follows) open_list(ListKind::duties);
    }

    void block(NodeKind kind, std::size_t end) {
        builder_.begin(kind);
        builder_.leaf(NodeKind::words, end);
        builder_.end();
    }
    void statement(std::size_t end) { block(NodeKind::statement, end); }

    Tokens tokens_;
    const Words& words_;
    diag::Diagnostics& diagnostics_;
    TreeBuilder builder_;
    NameReader names_;
    ClauseReader clauses_;
    std::vector<Paragraph> paragraphs_;
    std::vector<Level> levels_;
    std::size_t index_ = 0;         // of the paragraph
    std::size_t end_ = 0;           // of the paragraph
    std::size_t list_items_ = 0;    // units named so far in the list of units read last
    std::size_t mark_pending_ = 0;  // the paragraph's mark, still to be put into a block
    bool first_ = true;             // nothing has been read
    bool truncated_start_ = true;
    bool post_context_ = false;
    bool remit_open_ = false;       // a unit has been spoken of
};

}  // namespace

namespace {

/// In a Cyrillic act "ce" or "y" typed in Latin letters is the word that it looks like. The text is not changed.
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
    for (const auto& [seen, meant] : kLookalikes) {
        const text::WordId typed = lexicon.intern(seen);
        const text::WordId read = lexicon.intern(meant);
        for (Token& token : tokens) {
            if (token.kind == TokenKind::word && token.word == typed) token.word = read;
        }
    }
}

}  // namespace

SyntaxTree parse(std::string_view text, const Grammar& grammar, text::Lexicon& lexicon,
                 diag::Diagnostics& diagnostics) {
    SyntaxTree result;
    result.tokens = text::tokenise(text, lexicon);
    read_lone_lookalikes(result.tokens, lexicon);
    const Words words(grammar, lexicon);
    result.tree = Parser(result.tokens, words, text, diagnostics).parse();
    return result;
}

}  // namespace remit::act
