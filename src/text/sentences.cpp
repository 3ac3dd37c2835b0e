#include "text/sentences.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace remit::text {

namespace {

enum class Stop : std::uint8_t {
    never_ends,  // something always follows: čl. 46, npr. ovo
    may_end,     // ends a sentence when a capital follows: itd., god.
};

struct Abbreviation {
    std::string_view folded;
    Stop stop;
};

// Sorted by key. Words that are also whole words (dr., sl., st.) are told apart by rules below.
constexpr Abbreviation kAbbreviations[] = {
    {"adv", Stop::never_ends},  {"akad", Stop::never_ends}, {"al", Stop::may_end},
    {"alin", Stop::never_ends}, {"arh", Stop::never_ends},  {"br", Stop::never_ends},
    {"cit", Stop::may_end},     {"cl", Stop::never_ends},   {"dipl", Stop::never_ends},
    {"dir", Stop::never_ends},  {"doc", Stop::never_ends},  {"dr", Stop::never_ends},
    {"eng", Stop::never_ends},  {"engl", Stop::never_ends}, {"faks", Stop::never_ends},
    {"fax", Stop::never_ends},  {"fr", Stop::never_ends},   {"franc", Stop::never_ends},
    {"g", Stop::may_end},       {"gdin", Stop::never_ends}, {"gdja", Stop::never_ends},
    {"gen", Stop::never_ends},  {"gl", Stop::never_ends},   {"god", Stop::may_end},
    {"hrv", Stop::never_ends},  {"ing", Stop::never_ends},  {"inz", Stop::never_ends},
    {"ist", Stop::never_ends},  {"itd", Stop::may_end},     {"itsl", Stop::may_end},
    {"iur", Stop::may_end},     {"izd", Stop::never_ends},  {"izv", Stop::never_ends},
    {"jr", Stop::may_end},      {"jug", Stop::never_ends},  {"kap", Stop::never_ends},
    {"lat", Stop::never_ends},  {"mag", Stop::never_ends},  {"med", Stop::never_ends},
    {"mil", Stop::never_ends},  {"min", Stop::never_ends},  {"mj", Stop::never_ends},
    {"mlrd", Stop::never_ends}, {"mr", Stop::never_ends},   {"nac", Stop::never_ends},
    {"nap", Stop::never_ends},  {"nar", Stop::never_ends},  {"nem", Stop::never_ends},
    {"njem", Stop::never_ends}, {"npr", Stop::never_ends},  {"nr", Stop::never_ends},
    {"obl", Stop::never_ends},  {"od", Stop::may_end},      {"odj", Stop::never_ends},
    {"odn", Stop::never_ends},  {"ods", Stop::never_ends},  {"op", Stop::never_ends},
    {"oo", Stop::may_end},      {"pl", Stop::never_ends},   {"pod", Stop::never_ends},
    {"pom", Stop::never_ends},  {"por", Stop::never_ends},  {"pov", Stop::never_ends},
    {"pp", Stop::never_ends},   {"ppuk", Stop::never_ends}, {"pr", Stop::never_ends},
    {"prev", Stop::never_ends}, {"prof", Stop::never_ends}, {"puk", Stop::never_ends},
    {"reg", Stop::never_ends},  {"rep", Stop::never_ends},  {"sc", Stop::never_ends},
    {"sek", Stop::never_ends},  {"sev", Stop::never_ends},  {"sjev", Stop::never_ends},
    {"sl", Stop::may_end},      {"sluz", Stop::never_ends}, {"spec", Stop::never_ends},
    {"sr", Stop::never_ends},   {"srp", Stop::never_ends},  {"st", Stop::never_ends},
    {"str", Stop::never_ends},  {"sv", Stop::never_ends},   {"t", Stop::never_ends},
    {"tac", Stop::never_ends},  {"tel", Stop::never_ends},  {"tis", Stop::never_ends},
    {"tj", Stop::never_ends},   {"toc", Stop::never_ends},  {"tzv", Stop::never_ends},
    {"ul", Stop::never_ends},   {"univ", Stop::never_ends}, {"ur", Stop::never_ends},
    {"usp", Stop::never_ends},  {"v", Stop::never_ends},    {"vd", Stop::never_ends},
    {"vl", Stop::never_ends},   {"vr", Stop::never_ends},   {"zam", Stop::never_ends},
};

const Abbreviation* find_abbreviation(std::string_view folded) {
    const auto* found = std::ranges::find(kAbbreviations, folded, &Abbreviation::folded);
    return found == std::end(kAbbreviations) ? nullptr : found;
}

constexpr bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

// Without a vowel, and without an r that could carry a syllable: no word, so an abbreviation.
bool is_unspeakable(std::string_view folded) {
    const auto speakable = [](char c) { return is_vowel(c) || c == 'r' || (c & '\x80') != 0; };
    return std::ranges::none_of(folded, speakable);
}

bool is_roman_numeral(const Word& word) {
    return word.casing != Casing::lower && word.casing != Casing::mixed &&
           word.folded.find_first_not_of("ivxlc") == word.folded.npos &&
           (word.casing == Casing::upper || word.letter_count == 1);
}

bool is_capital(const Word& word) {
    return word.casing != Casing::lower;
}

// The tokens around one full stop.
struct Surroundings {
    const Token* before_that = nullptr;
    const Token* before = nullptr;
    const Token* after = nullptr;
};

Surroundings around(std::span<const Token> tokens, std::size_t index) {
    Surroundings found;
    if (index >= 2) found.before_that = &tokens[index - 2];
    if (index >= 1 && !tokens[index].after_space) found.before = &tokens[index - 1];
    if (index + 1 < tokens.size()) found.after = &tokens[index + 1];
    return found;
}

// Whether what stands there could begin a sentence.
bool could_begin(const Token& token, const Lexicon& lexicon) {
    switch (token.kind) {
        case TokenKind::word:
            return is_capital(lexicon[token.word]);
        case TokenKind::number:
            return true;
        case TokenKind::punctuation: {
            constexpr std::u32string_view kOpening = U"„“”\"»«(['‘–—-•·*§";
            return kOpening.find(token.mark) != kOpening.npos;
        }
        case TokenKind::invalid:
            return true;
    }
    return true;
}

Stop stop_after(const Word& word, const Token* before_that, const Lexicon& lexicon) {
    const bool after_and = before_that != nullptr && before_that->kind == TokenKind::word &&
                           lexicon[before_that->word].folded == "i";
    if (word.folded == "dr" || word.folded == "sl") {  // i dr., i sl.; Sl. glasnik
        return after_and ? Stop::may_end : Stop::never_ends;
    }
    if (const Abbreviation* found = find_abbreviation(word.folded); found != nullptr) {
        return found->stop;
    }
    const bool letter = word.letter_count == 1;  // an initial, or a list mark
    return letter || is_unspeakable(word.folded) || is_roman_numeral(word) ? Stop::never_ends
                                                                           : Stop::may_end;
}

bool full_stop_ends(const Surroundings& place, const Lexicon& lexicon) {
    if (place.after == nullptr || place.after->after_blank_line) return true;
    const Token& after = *place.after;
    if (!could_begin(after, lexicon)) return false;
    if (after.starts_line) return true;
    if (place.before == nullptr) return after.after_space;
    switch (place.before->kind) {
        case TokenKind::number:
            return false;  // an ordinal, a date
        case TokenKind::word: {
            const Word& word = lexicon[place.before->word];
            if (stop_after(word, place.before_that, lexicon) == Stop::never_ends) return false;
            // "rada.Članak": the space was forgotten; "www.mvep.hr" has no capital.
            return after.after_space || after.kind == TokenKind::word;
        }
        case TokenKind::punctuation:
        case TokenKind::invalid:
            return after.after_space;
    }
    return true;
}

bool is_full_stop(const Token& token) {
    return token.kind == TokenKind::punctuation && (token.mark == '.' || token.mark == U'…');
}

}  // namespace

bool ends_sentence(std::span<const Token> tokens, std::size_t index, const Lexicon& lexicon) {
    const Token& token = tokens[index];
    if (token.kind != TokenKind::punctuation) return false;
    const Surroundings place = around(tokens, index);
    if (token.mark == '!' || token.mark == '?') {
        return place.after == nullptr || place.after->after_blank_line ||
               could_begin(*place.after, lexicon);
    }
    return is_full_stop(token) && full_stop_ends(place, lexicon);
}

bool ends_clause(std::span<const Token> tokens, std::size_t index, const Lexicon& lexicon) {
    const Token& token = tokens[index];
    if (token.kind == TokenKind::punctuation && token.mark == ';') return true;
    return ends_sentence(tokens, index, lexicon);
}

bool is_abbreviation(std::span<const Token> tokens, std::size_t index, const Lexicon& lexicon) {
    if (tokens[index].kind != TokenKind::word || index + 1 >= tokens.size()) return false;
    if (!is_full_stop(tokens[index + 1]) || tokens[index + 1].after_space) return false;
    const Word& word = lexicon[tokens[index].word];
    if (find_abbreviation(word.folded) != nullptr) return true;
    return word.letter_count == 1 || is_unspeakable(word.folded);
}

}  // namespace remit::text
