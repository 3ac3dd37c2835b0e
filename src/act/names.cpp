#include "act/names.h"

#include "act/paragraphs.h"

namespace remit::act {
namespace {

using text::Token;
using text::TokenKind;

constexpr std::size_t kNameTokensMax = 60;
constexpr std::size_t kBracketTokensMax = 40;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6U) + (hash >> 2U);
    return hash * 0xFF51AFD7ED558CCDULL;
}

}  // namespace

std::optional<KindWord> find_kind_word(Tokens tokens, const Words& words, std::size_t begin,
                                       std::size_t end) {
    constexpr std::size_t kAttributesMax = 3;
    for (std::size_t at = begin; at < end && at <= begin + kAttributesMax; ++at) {
        if (tokens[at].kind != TokenKind::word) return std::nullopt;
        if (words.is_kind(tokens[at])) {
            const remit::UnitKind& kind =
                words.grammar().unit_kinds[static_cast<std::size_t>(words[tokens[at].word].kind)];
            // "misija zemalja" is no unit: words that are common nouns need a capital.
            if (kind.generic && !words.is(tokens[begin], kCapitalised)) return std::nullopt;
            return KindWord{at, words.is(tokens[at], kKindNominative)};
        }
        // "Zemljišno i vodno odjeljenje"
        const bool joined = at > begin && words.is(tokens[at], kTailOpener) &&
                            !words.is(tokens[at], kStrongTailOpener);
        if (joined) continue;
        const bool attribute = words.is(tokens[at], kKindAttribute) ||
                               (words.is(tokens[at], kAdjectiveForm) &&
                                (at > begin || words.is(tokens[at], kCapitalised)));
        if (!attribute || words.is(tokens[at], kVerb | kPost | kRelative)) return std::nullopt;
    }
    return std::nullopt;
}

void NameReader::learn(std::size_t kind_at, std::size_t name_end) {
    std::uint64_t hash = 0;
    for (std::size_t i = kind_at + 1; i < name_end; ++i) {
        if (tokens_[i].kind != TokenKind::word) continue;
        if (hash != 0) known_.try_emplace(hash, false);
        hash = mix(hash, words_[tokens_[i].word].key);
    }
    if (hash != 0) known_[hash] = true;
    if (hash != 0) known_kinds_.insert(words_[tokens_[kind_at].word].kind);
}

/// Without the comma or conjunction that hangs behind the name.
std::size_t NameReader::trim(const UnitPhrase& phrase, std::size_t name_end) const {
    while (name_end > phrase.kind_at + 1 &&
           (is_mark(tokens_[name_end - 1], U',') || is_mark(tokens_[name_end - 1], U'-') ||
            is_mark(tokens_[name_end - 1], U'–') ||
            words_.is(tokens_[name_end - 1], kTailOpener))) {
        --name_end;
    }
    return name_end;
}

std::size_t NameReader::known_end(std::size_t kind_at, std::size_t end) const {
    std::uint64_t hash = 0;
    std::size_t longest = 0;
    for (std::size_t i = kind_at + 1; i < end && i < kind_at + kNameTokensMax; ++i) {
        if (tokens_[i].kind != TokenKind::word) continue;
        hash = mix(hash, words_[tokens_[i].word].key);
        const auto found = known_.find(hash);
        if (found == known_.end()) break;
        if (found->second) longest = i + 1;
    }
    return longest;
}

std::optional<UnitPhrase> NameReader::read(std::size_t begin, std::size_t end,
                                           NameContext context) const {
    UnitPhrase phrase{.begin = begin};
    std::size_t at = begin;
    if (const auto place = words_.find_phrase(PhraseList::place_opener, tokens_, at, end)) {
        phrase.place = true;
        at = *place;
    }
    if (at < end && words_.is(tokens_[at], kPointing)) {
        phrase.pointing = true;
        ++at;
    }
    while (at < end && is_quote(tokens_[at])) ++at;
    const auto kind = find_kind_word(tokens_, words_, at, end);
    if (!kind || (phrase.place && kind->nominative &&
                  words_.is(tokens_[kind->at], kKindNominative) && at == begin)) {
        return std::nullopt;
    }
    phrase.name_begin = at;
    phrase.kind_at = kind->at;
    phrase.nominative = kind->nominative;
    phrase.name_end = trim(phrase, find_end(phrase, end, context));
    if (phrase.name_end > phrase.name_begin + kNameTokensMax) return std::nullopt;
    const std::size_t known = known_end(phrase.kind_at, end);
    if (context == NameContext::sentence) shorten(phrase, known);
    return phrase;
}

/// A verb that no list knows makes a name too long: it ends where a known name ends, or, for a kind
/// whose units are known by longer names, at its first word.
void NameReader::shorten(UnitPhrase& phrase, std::size_t known) const {
    if (known >= phrase.name_end) return;
    if (known > 0) {
        const Token& next = tokens_[known];
        const bool goes_on = words_.is(next, kTailOpener | kPreposition) || is_mark(next, U',');
        if (goes_on) return;
        phrase.name_end = known;
        phrase.ended_by = words_.is(next, kVerb) ? NameEnd::verb : NameEnd::other;
        return;
    }
    const std::size_t next = phrase.kind_at + 1;
    if (next >= phrase.name_end || !words_.is(tokens_[next], kLower)) return;
    const bool attributed = words_.is_folded(tokens_[next], "za");
    const bool kind_known = known_kinds_.contains(words_[tokens_[phrase.kind_at].word].kind);
    if (attributed || !kind_known || phrase.place || phrase.ended_by == NameEnd::verb) return;
    phrase.name_end = next;
    phrase.ended_by = NameEnd::other;
}

/// Walks to the end of the name and says in `phrase` what ended it.
std::size_t NameReader::find_end(UnitPhrase& phrase, std::size_t end, NameContext context) const {
    std::size_t at = phrase.kind_at + 1;
    while (at < end) {
        const Token& token = tokens_[at];
        if (token.kind == TokenKind::word) {
            if (ends_at_word(phrase, at, end, context)) {
                const bool hanging = phrase.ended_by == NameEnd::relative &&
                                     at > phrase.kind_at + 1 &&
                                     words_.is(tokens_[at - 1], kPreposition);
                std::size_t name_end = hanging ? at - 1 : at;
                return trim(phrase, name_end);
            }
            ++at;
        } else if (token.kind == TokenKind::number) {
            ++at;
        } else if (is_mark(token, U'(')) {
            const std::size_t behind = skip_brackets(phrase, at, end);
            if (behind == at) {
                phrase.ended_by = NameEnd::other;
                return at;
            }
            at = behind;
        } else if (is_mark(token, U',')) {
            if (ends_at_comma(at, end, context)) {
                phrase.ended_by = NameEnd::comma;
                return at;
            }
            ++at;
        } else if (is_mark(token, U'-') || is_mark(token, U'–') || is_mark(token, U'—')) {
            if (ends_at_dash(at, end)) {
                phrase.ended_by = NameEnd::dash;
                return at;
            }
            ++at;
        } else if (is_mark(token, U'.')) {
            const bool initial = at + 1 < end && tokens_[at - 1].end - tokens_[at - 1].begin <= 4 &&
                                 words_.is(tokens_[at + 1], kCapitalised) &&
                                 words_.is(tokens_[at - 1], kSingleLetter);
            if (!initial) {
                phrase.ended_by = NameEnd::stop;
                return at;
            }
            ++at;
        } else if (is_quote(token) || is_mark(token, U'/')) {
            const bool closes_all =
                is_quote(token) && (at + 1 >= end || is_terminator(tokens_[at + 1]));
            if (closes_all) {
                phrase.ended_by = NameEnd::stop;
                return at;
            }
            ++at;
        } else {
            phrase.ended_by = is_mark(token, U':')   ? NameEnd::colon
                              : is_mark(token, U';') ? NameEnd::semicolon
                                                     : NameEnd::other;
            return at;
        }
    }
    phrase.ended_by = NameEnd::text_end;
    return end;
}

/// Brackets inside a name: a definition is set apart, a number in brackets ends the name, others
/// belong to it.
std::size_t NameReader::skip_brackets(UnitPhrase& phrase, std::size_t open, std::size_t end) const {
    std::size_t close = open + 1;
    while (close < end && close < open + kBracketTokensMax && !is_mark(tokens_[close], U')'))
        ++close;
    if (close >= end || !is_mark(tokens_[close], U')')) return open;
    if (tokens_[open + 1].kind == TokenKind::number) return open;
    if (words_.search_phrase(PhraseList::definition_marker, tokens_, open, close)) {
        phrase.definition_begin = open;
        phrase.definition_end = close + 1;
    }
    return close + 1;
}

bool NameReader::ends_at_comma(std::size_t comma, std::size_t end, NameContext context) const {
    std::size_t next = comma + 1;
    if (next >= end) return true;
    const Token& token = tokens_[next];
    if (token.kind == TokenKind::number) return true;
    if (token.kind != TokenKind::word) return false;
    if (words_.is(token, kRelative) || words_.is(token, kVerb)) return true;
    if (words_.find_phrase(PhraseList::name_ender, tokens_, next, end)) return true;
    if (words_.is(token, kPreposition) && next + 1 < end &&
        words_.is(tokens_[next + 1], kRelative)) {
        return true;
    }
    if (context == NameContext::list) {
        const auto kind = find_kind_word(tokens_, words_, next, end);
        return kind && kind->nominative;
    }
    // A comma inside a name is followed, before the sentence goes on, by the "i" that closes its
    // list.
    return words_.find_phrase(PhraseList::place_opener, tokens_, next, end).has_value();
}

bool NameReader::ends_at_dash(std::size_t dash, std::size_t end) const {
    if (!tokens_[dash].after_space) return false;
    const std::size_t next = dash + 1;
    if (next >= end) return true;
    if (!tokens_[next].after_space) return false;
    if (words_.is(tokens_[next], kVerb | kRelative | kWorkNoun)) return true;
    constexpr std::size_t kLongRest = 12;
    return words_.is(tokens_[next], kLower) && end - next > kLongRest &&
           words_.is(tokens_[dash - 1], kLower) && !words_.is(tokens_[dash - 1], kAdjectiveForm);
}

bool NameReader::ends_at_word(UnitPhrase& phrase, std::size_t at, std::size_t end,
                              NameContext context) const {
    const Token& token = tokens_[at];
    if (words_.is(token, kRelative)) {
        phrase.ended_by = NameEnd::relative;
        return true;
    }
    const bool noun =
        words_.is(token, kPluralVerb) && !(at + 1 < end && words_.is_reflexive(tokens_[at + 1]));
    // "ODSJEK ZA GALEBOVE Broji ...": behind a name in capitals the verb may have one.
    const bool behind_capitals = words_.is(tokens_[at - 1], kUpper) && !words_.is(token, kUpper);
    if (words_.is(token, kVerb) && (words_.is(token, kLower) || behind_capitals) && !noun) {
        phrase.ended_by = NameEnd::verb;
        return true;
    }
    if (words_.find_phrase(PhraseList::name_ender, tokens_, at, end) ||
        words_.find_phrase(PhraseList::announcement, tokens_, at, end)) {
        phrase.ended_by = NameEnd::other;
        return true;
    }
    if (words_.is(token, kTailOpener) && at + 1 < end && context == NameContext::list) {
        std::size_t next = at + 1;
        const Mark mark = read_mark(tokens_, words_, next, end);
        if (mark) next = mark.end;
        const auto kind = find_kind_word(tokens_, words_, next, end);
        if (kind && kind->nominative) {
            phrase.ended_by = NameEnd::comma;
            return true;
        }
    }
    return false;
}

}  // namespace remit::act
