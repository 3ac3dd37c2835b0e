#include "act/clauses.h"

#include <algorithm>

#include "act/marks.h"
#include "act/paragraphs.h"

namespace remit::act {
namespace {

using text::Token;
using text::TokenKind;

constexpr std::size_t kBracketTokensMax = 400;
constexpr std::size_t kLeadTokensMax = 80;

bool is_separating(const Token& token) {
    return is_mark(token, U';') || is_mark(token, U',') || is_mark(token, U'.') ||
           is_mark(token, U':') || is_mark(token, U')') || is_mark(token, U'(');
}

/// The token behind the bracket that closes the one at `open`, or open + 1 where none does.
std::size_t behind_bracket(Tokens tokens, std::size_t open, std::size_t end) {
    const std::size_t limit = std::min(end, open + kBracketTokensMax);
    std::size_t depth = 0;
    for (std::size_t i = open; i < limit; ++i) {
        if (is_mark(tokens[i], U'(')) ++depth;
        if (is_mark(tokens[i], U')') && --depth == 0) return i + 1;
    }
    return open + 1;
}

}  // namespace

bool ClauseReader::read_remit(std::size_t end, Subject subject) {
    std::size_t begin = builder_.next();
    while (begin < end && tokens_[begin].kind == TokenKind::punctuation &&
           !is_mark(tokens_[begin], U'(')) {
        ++begin;
    }
    if (begin < end && is_mark(tokens_[begin], U'(')) {
        begin = behind_bracket(tokens_, begin, end);
        while (begin < end && tokens_[begin].kind == TokenKind::punctuation) ++begin;
    }
    builder_.leaf(NodeKind::lead, begin);
    const std::size_t lead_end = find_lead_end(begin, end, subject);
    builder_.leaf(NodeKind::lead, lead_end);
    only_lead_ = lead_end >= end;
    if (only_lead_) return true;
    read_clauses(end);
    const Token& last = tokens_[end - 1];
    return is_mark(last, U';') || is_mark(last, U':');
}

/// "obavlja poslove vezane za A; prati B": clauses that each begin with a verb keep it, the first
/// one too.
bool ClauseReader::is_verb_led(std::size_t begin, std::size_t end) const {
    if (begin >= end || !words_.is(tokens_[begin], kVerb)) return false;
    const std::size_t semicolon = find_clause_end(begin, end);
    return semicolon + 1 < end && words_.is(tokens_[semicolon + 1], kVerb);
}

/// The colon that may end a lead-in: the last of the sentence if nothing follows it, else the
/// first; never the one of a definition ("u daljem tekstu: Zakon") and none behind a semicolon.
std::size_t ClauseReader::find_colon(std::size_t begin, std::size_t end) const {
    std::size_t first = end;
    for (std::size_t i = begin; i < end; ++i) {
        if (is_mark(tokens_[i], U'(')) i = behind_bracket(tokens_, i, end) - 1;
        if (is_mark(tokens_[i], U';')) return first;
        if (const auto marker =
                words_.find_phrase(PhraseList::definition_marker, tokens_, i, end)) {
            i = *marker;
            continue;
        }
        if (!is_mark(tokens_[i], U':')) continue;
        if (i + 1 == end) return i;
        first = std::min(first, i);
    }
    return first;
}

bool ClauseReader::colon_ends_lead(std::size_t begin, std::size_t colon, std::size_t end) const {
    if (colon >= end) return false;
    if (colon + 1 == end) return true;
    if (colon == begin) return true;
    if (words_.is(tokens_[colon - 1], kWorkNoun | kWorkVerb)) return true;
    if (words_.is(tokens_[colon - 1], kRelative)) return false;
    const std::size_t from = colon > begin + 6 ? colon - 6 : begin;
    for (std::size_t i = from; i < colon; ++i) {
        for (const PhraseList list :
             {PhraseList::lead_tail, PhraseList::lead_connector, PhraseList::weak_connector}) {
            const auto phrase_end = words_.find_phrase(list, tokens_, i, colon);
            if (phrase_end && *phrase_end == colon) return true;
        }
    }
    for (std::size_t i = begin; i < colon; ++i) {
        if (words_.find_phrase(PhraseList::lead_connector, tokens_, i, colon)) return false;
        if (words_.is(tokens_[i], kWorkNoun)) return true;
    }
    return false;
}

/// The first token of the first duty; `end` where the lead-in is all there is.
std::size_t ClauseReader::find_lead_end(std::size_t begin, std::size_t end, Subject subject) const {
    const std::size_t colon = find_colon(begin, end);
    if (colon_ends_lead(begin, colon, end)) return colon + 1;
    if (subject == Subject::none || is_verb_led(begin, end)) return begin;

    std::size_t at = begin;
    if (at < end && words_.is(tokens_[at], kPreposition) && at + 1 < end &&
        words_.is(tokens_[at + 1], kRelative)) {
        ++at;
    }
    const bool relative = at < end && words_.is(tokens_[at], kRelative);
    const auto direct = words_.find_phrase(PhraseList::lead_connector, tokens_, begin, end);
    if (direct) return *direct;
    if (relative) ++at;
    if (const std::size_t apposition = behind_apposition(at, end)) return apposition;

    bool work = false;
    std::size_t noun_at = end;  // the first noun for the work
    std::size_t verb_end = at;  // behind "obavljaju se", "nadležna je za"
    const std::size_t limit = std::min(end, begin + kLeadTokensMax);
    for (std::size_t i = at; i < limit; ++i) {
        const Token& token = tokens_[i];
        if (is_mark(token, U';')) break;
        if (is_mark(token, U'(')) {
            i = behind_bracket(tokens_, i, limit) - 1;
            continue;
        }
        if (words_.is(token, kWorkVerb) && !work) {
            work = true;
            verb_end = i + 1;
            continue;
        }
        if (!work && words_.is(token, kWorkNoun) && i < at + 4) work = true;
        if (work && words_.is(token, kWorkNoun)) {
            if (noun_at < end) break;  // "poslovi A, poslovi B": what follows is within the duties
            noun_at = i;
        }
        if (!work && words_.is(token, kVerb) && words_.is(token, kLower)) break;
        if (!work) continue;
        if (const auto connector =
                words_.find_phrase(PhraseList::lead_connector, tokens_, i, end)) {
            return *connector;
        }
        constexpr std::size_t kNearTokens = 2;
        const auto weak = words_.find_phrase(PhraseList::weak_connector, tokens_, i, end);
        if (weak && noun_at < i && i <= noun_at + kNearTokens) return *weak;
    }
    if (subject == Subject::place && work) {
        while (verb_end < end && words_.is_reflexive(tokens_[verb_end])) ++verb_end;
        return std::min(verb_end, end);
    }
    if (work && verb_end < end) {
        // "nadležna je za": the work itself begins behind the preposition.
        constexpr std::size_t kCopulaTokensMax = 3;
        for (std::size_t i = verb_end; i < std::min(end, verb_end + kCopulaTokensMax); ++i) {
            if (words_.is_folded(tokens_[i], "za") &&
                words_.is(tokens_[verb_end - 1], kCopulaWork)) {
                return i + 1;
            }
        }
    }
    return at;
}

/// "... unutarnja je jedinica u sastavu Ministarstva koja |usklađuje": behind the relative; 0 where
/// there is none.
std::size_t ClauseReader::behind_apposition(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kTokensMax = 14;
    bool unit = false;
    for (std::size_t i = begin; i < std::min(end, begin + kTokensMax); ++i) {
        if (words_.is(tokens_[i], kVerb) || tokens_[i].kind == TokenKind::punctuation) return 0;
        if (words_.is_kind(tokens_[i])) unit = true;
        if (unit && words_.is(tokens_[i], kRelative) && i + 1 < end &&
            words_.is(tokens_[i + 1], kVerb))
            return i + 1;
    }
    return 0;
}

void ClauseReader::read_clauses(std::size_t end) {
    const Mark first =
        read_mark(tokens_, words_, builder_.next(), std::min(end, builder_.next() + 6));
    const bool numbered =
        first.style == MarkStyle::number_paren || first.style == MarkStyle::letter_paren;
    while (builder_.next() < end) {
        std::size_t begin = builder_.next();
        if (tokens_[begin].kind == TokenKind::punctuation && is_separating(tokens_[begin]) &&
            !is_mark(tokens_[begin], U'(')) {
            emit_separator(end);
            continue;
        }
        const Mark mark = read_mark(tokens_, words_, begin, std::min(end, begin + 6));
        if (mark && mark.end < end && mark.style != MarkStyle::dash &&
            (mark.style != MarkStyle::roman)) {
            builder_.leaf(NodeKind::mark, mark.end);
            begin = mark.end;
        }
        const std::size_t clause_end =
            numbered ? find_next_number(begin, end, first.style) : find_clause_end(begin, end);
        const std::size_t tail = find_tail(begin, clause_end);
        if (tail < clause_end) {
            emit_duty(begin, tail);
            builder_.leaf(NodeKind::separator, tail);
        }
        emit_duty(builder_.next(), clause_end);
    }
}

/// The next number of a list that runs on in its sentence: "1) a; 2) b"; the token behind it, or
/// end.
std::size_t ClauseReader::find_next_number(std::size_t begin, std::size_t end,
                                           MarkStyle style) const {
    for (std::size_t i = begin + 1; i < end; ++i) {
        const bool separated = is_mark(tokens_[i - 1], U';') || is_mark(tokens_[i - 1], U',') ||
                               is_mark(tokens_[i - 1], U'.');
        if (separated && read_mark(tokens_, words_, i, std::min(end, i + 6)).style == style)
            return i;
    }
    return end;
}

/// The first separating semicolon in [begin, end), or end.
std::size_t ClauseReader::find_clause_end(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
        if (is_mark(tokens_[i], U'(')) {
            i = behind_bracket(tokens_, i, end) - 1;
        } else if (is_mark(tokens_[i], U';')) {
            return i;
        }
    }
    return end;
}

/// The first token of the residual tail of the clause, or `end`: ", te obavlja i druge poslove", ",
/// kao i drugi poslovi".
std::size_t ClauseReader::find_tail(std::size_t begin, std::size_t end) const {
    if (words_.find_phrase(PhraseList::residual, tokens_, begin, end))
        return end;  // all of it is residual
    for (std::size_t i = begin + 1; i < end; ++i) {
        if (is_mark(tokens_[i], U'(')) {
            i = behind_bracket(tokens_, i, end) - 1;
            continue;
        }
        if (!words_.is(tokens_[i], kTailOpener) || words_.is(tokens_[i - 1], kTailOpener)) continue;
        const bool behind_comma = is_mark(tokens_[i - 1], U',');
        if (words_.find_phrase(PhraseList::weak_residual, tokens_, i, end)) return i;
        const bool strong = words_.is(tokens_[i], kStrongTailOpener);
        if (!behind_comma && !strong) continue;
        std::size_t at = i;
        while (at < end && words_.is(tokens_[at], kTailOpener)) {
            if (words_.find_phrase(PhraseList::residual, tokens_, at, end)) return i;
            ++at;
        }
        if (at < end && words_.find_phrase(PhraseList::residual, tokens_, at, end)) return i;
    }
    return end;
}

/// The end of [begin, end) without closing punctuation and hanging "i", "te".
std::size_t ClauseReader::trim(std::size_t begin, std::size_t end) const {
    while (end > begin) {
        const Token& last = tokens_[end - 1];
        const bool closing = is_mark(last, U';') || is_mark(last, U',') || is_mark(last, U'.') ||
                             is_mark(last, U':') || is_quote(last);
        const bool hanging = end - 1 > begin && words_.is(last, kTailOpener) &&
                             (is_mark(tokens_[end - 2], U';') || is_mark(tokens_[end - 2], U','));
        if (is_quote(last)) {
            // A quotation mark that closes one inside the duty belongs to it.
            const auto inside = std::count_if(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                                              tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                                              [](const Token& t) { return is_quote(t); });
            if (inside % 2 == 0) return end;
        }
        if (!closing && !hanging) return end;
        --end;
    }
    return end;
}

void ClauseReader::emit_duty(std::size_t begin, std::size_t end) {
    std::size_t duty_begin = begin;
    while (duty_begin < end &&
           (is_mark(tokens_[duty_begin], U',') || is_mark(tokens_[duty_begin], U'–') ||
            is_mark(tokens_[duty_begin], U'-'))) {
        ++duty_begin;
    }
    builder_.leaf(NodeKind::separator, duty_begin);
    const std::size_t duty_end = trim(duty_begin, end);
    const bool has_words =
        std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(duty_begin),
                    tokens_.begin() + static_cast<std::ptrdiff_t>(duty_end),
                    [](const Token& token) { return token.kind == TokenKind::word; });
    builder_.leaf(has_words ? NodeKind::duty : NodeKind::words, duty_end);
    while (builder_.next() < end) emit_separator(end);
}

/// The run of punctuation at next(): one mark separates, more of them is a slip of the pen.
void ClauseReader::emit_separator(std::size_t end) {
    const std::size_t begin = builder_.next();
    std::size_t at = begin;
    bool bracket = false;
    bool dots = true;  // "...": an ellipsis
    std::size_t marks = 0;
    while (at < end && tokens_[at].kind == TokenKind::punctuation && is_separating(tokens_[at]) &&
           !is_mark(tokens_[at], U'(')) {
        bracket = bracket || is_mark(tokens_[at], U')');
        dots = dots && is_mark(tokens_[at], U'.');
        ++marks;
        ++at;
    }
    if (at == begin) {
        builder_.leaf(NodeKind::separator, begin + 1);
        return;
    }
    if (!bracket && (marks == 1 || dots)) {
        builder_.leaf(NodeKind::separator, at);
        return;
    }
    const diag::Span span{tokens_[begin].begin, tokens_[at - 1].end};
    builder_.leaf(NodeKind::stray, at);
    diagnostics_.report(diag::DiagnosticId::stray_punctuation, span);
}

void ClauseReader::read_item(std::size_t end) {
    const std::size_t begin = builder_.next();
    const std::size_t tail = find_tail(begin, end);
    if (tail < end &&
        (words_.is(tokens_[begin], kVerb) || words_.is(tokens_[tail], kStrongTailOpener))) {
        emit_duty(begin, tail);
        builder_.leaf(NodeKind::separator, tail);
    }
    emit_duty(builder_.next(), end);
}

}  // namespace remit::act
