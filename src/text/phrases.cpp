#include "text/phrases.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "text/fold.h"

namespace remit::text {
namespace {

constexpr std::size_t kNoMatch = 0;
constexpr std::uint32_t kSuffixLettersMax = 3;

/// Cuts a pattern at spaces outside brackets.
std::vector<std::string_view> elements_of(std::string_view pattern) {
    std::vector<std::string_view> elements;
    std::size_t begin = 0;
    bool inside = false;
    for (std::size_t i = 0; i <= pattern.size(); ++i) {
        const bool at_end = i == pattern.size();
        if (!at_end && pattern[i] == '(') inside = true;
        if (!at_end && pattern[i] == ')') inside = false;
        if (!at_end && (pattern[i] != ' ' || inside)) continue;
        if (i > begin) elements.push_back(pattern.substr(begin, i - begin));
        begin = i + 1;
    }
    return elements;
}

bool is_joint(const Token& token) {
    return token.kind == TokenKind::punctuation && (token.mark == U'-' || token.mark == U'–') &&
           !token.after_space;
}

bool is_quote(const Token& token) {
    constexpr std::u32string_view kQuotes = U"\"„“”»«'";
    return token.kind == TokenKind::punctuation && kQuotes.find(token.mark) != kQuotes.npos;
}

}  // namespace

void PhraseTable::add(std::string_view pattern, std::uint32_t value) {
    Phrase phrase;
    phrase.value = value;
    for (const std::string_view element : elements_of(pattern)) {
        phrase.elements.push_back(element_of(element));
    }
    add(std::move(phrase));
}

void PhraseTable::add(Phrase phrase) {
    if (phrase.elements.empty()) return;
    REMIT_CHECK(!phrase.elements.front().gap && !phrase.elements.front().optional);
    const auto index = static_cast<std::uint32_t>(phrases_.size());
    for (const std::uint32_t atom : phrase.elements.front().atoms) {
        std::vector<std::uint32_t>& list = phrases_by_first_atom_[atom];
        if (list.empty() || list.back() != index) list.push_back(index);
    }
    phrases_.push_back(std::move(phrase));
}

void PhraseTable::add_name(std::string_view name, std::uint32_t value) {
    const std::vector<Token> tokens = tokenise(name, name_words_);
    const auto is_number = [](const Token& token) { return token.kind == TokenKind::number; };
    if (std::ranges::any_of(tokens, is_number)) return;
    Phrase phrase;
    phrase.value = value;
    for (const Token& token : tokens) {
        if (token.kind != TokenKind::word) continue;
        const std::uint32_t atom = atom_of(token.word);
        phrase.elements.push_back({.atoms = {atom}, .mask = std::uint64_t{1} << (atom % 64)});
    }
    add(std::move(phrase));
}

std::uint32_t PhraseTable::atom_of(WordId word_of_name) {
    if (name_atoms_.size() < name_words_.size()) name_atoms_.resize(name_words_.size(), kNoAtom);
    std::uint32_t& atom = name_atoms_[word_of_name.index()];
    if (atom == kNoAtom) {
        const std::string_view folded = name_words_[word_of_name].folded;
        atom = exact_atom(key_ != nullptr ? key_(folded) : std::string(folded));
    }
    return atom;
}

std::uint32_t PhraseTable::exact_atom(std::string key) {
    first_bytes_[static_cast<unsigned char>(key.front())] = true;
    const auto [place, added] = exact_.emplace(std::move(key), atom_count_);
    if (added) ++atom_count_;
    return place->second;
}

PhraseTable::Element PhraseTable::element_of(std::string_view pattern) {
    Element element;
    if (pattern == "*") {
        element.gap = true;
        return element;
    }
    if (pattern.front() == '(' && pattern.back() == ')') {
        pattern = pattern.substr(1, pattern.size() - 2);
    }
    for (std::size_t begin = 0; begin <= pattern.size();) {
        const std::size_t bar = std::min(pattern.find('|', begin), pattern.size());
        const std::string_view word = pattern.substr(begin, bar - begin);
        if (word.empty()) {
            element.optional = true;
        } else {
            element.atoms.push_back(atom_of(word));
            element.mask |= std::uint64_t{1} << (element.atoms.back() % 64);
        }
        begin = bar + 1;
    }
    return element;
}

std::uint32_t PhraseTable::atom_of(std::string_view word) {
    if (word.back() != '*') {
        std::string key = fold(word);
        return exact_atom(key_ != nullptr ? key_(key) : std::move(key));
    }
    std::string key = fold(word.substr(0, word.size() - 1));
    if (std::ranges::find(prefix_sizes_, key.size()) == prefix_sizes_.end()) {
        prefix_sizes_.push_back(key.size());
        std::ranges::sort(prefix_sizes_);
    }
    first_bytes_[static_cast<unsigned char>(key.front())] = true;
    const auto [place, added] = prefixes_.emplace(std::move(key), atom_count_);
    if (added) ++atom_count_;
    return place->second;
}

void PhraseMatcher::learn() {
    for (std::size_t index = atoms_.size(); index < lexicon_->size(); ++index) {
        learn_word(WordId(index));
    }
}

/// Appends the atoms that the word fits to the list.
void PhraseMatcher::find_atoms(std::string_view folded) {
    const auto exact = table_->key_ != nullptr ? table_->exact_.find(table_->key_(folded))
                                               : table_->exact_.find(folded);
    if (exact != table_->exact_.end()) atom_list_.push_back(exact->second);
    for (const std::size_t size : table_->prefix_sizes_) {
        if (size > folded.size()) break;
        const auto found = table_->prefixes_.find(folded.substr(0, size));
        if (found != table_->prefixes_.end()) atom_list_.push_back(found->second);
    }
}

void PhraseMatcher::learn_word(WordId word) {
    const std::string_view folded = (*lexicon_)[word].folded;
    Range atoms{static_cast<std::uint32_t>(atom_list_.size()), 0};
    // OPTIMIZATION: most words begin as no key of a small table does; asking the maps for each of
    // them took half of the parse of an act with 40,000 distinct words.
    const bool possible =
        !folded.empty() && (table_->key_ != nullptr ||
                            table_->first_bytes_[static_cast<unsigned char>(folded.front())]);
    if (possible) find_atoms(folded);
    atoms.end = static_cast<std::uint32_t>(atom_list_.size());
    atoms_.push_back(atoms);
    std::uint64_t mask = 0;
    for (std::uint32_t i = atoms.begin; i < atoms.end; ++i)
        mask |= std::uint64_t{1} << (atom_list_[i] % 64);
    masks_.push_back(mask);

    Range first{static_cast<std::uint32_t>(phrase_list_.size()), 0};
    for (std::uint32_t i = atoms.begin; i < atoms.end; ++i) {
        const auto list = table_->phrases_by_first_atom_.find(atom_list_[i]);
        if (list == table_->phrases_by_first_atom_.end()) continue;
        for (const std::uint32_t phrase : list->second) {
            const auto& elements = table_->phrases_[phrase].elements;
            const bool fixed = elements.size() > 1 && !elements[1].gap && !elements[1].optional;
            phrase_list_.push_back({fixed ? elements[1].mask : ~std::uint64_t{0}, phrase});
        }
    }
    std::sort(phrase_list_.begin() + first.begin, phrase_list_.end(),
              [](const Candidate& a, const Candidate& b) { return a.phrase < b.phrase; });
    first.end = static_cast<std::uint32_t>(phrase_list_.size());
    first_phrases_.push_back(first);
}

template <typename Visit>
void PhraseMatcher::for_each_match(std::span<const Token> tokens, std::size_t begin,
                                   std::size_t end, Visit visit) const {
    if (begin >= end || tokens[begin].kind != TokenKind::word) return;
    const Range range = first_phrases_[tokens[begin].word.index()];
    if (range.begin == range.end) return;
    // OPTIMIZATION: most candidates fall at their second word; its mask says so without touching
    // the phrase (a third of the time of a whole compilation went into them before).
    const std::size_t next = next_word(tokens, begin, end);
    const bool has_next = next < end && tokens[next].kind == TokenKind::word;
    const std::uint64_t next_mask = has_next ? masks_[tokens[next].word.index()] : 0;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const Candidate& candidate = phrase_list_[i];
        if (candidate.second_mask != ~std::uint64_t{0} && (candidate.second_mask & next_mask) == 0)
            continue;
        const PhraseTable::Phrase& phrase = table_->phrases_[candidate.phrase];
        const std::size_t match_end = match_phrase(phrase, tokens, begin, end);
        if (match_end != kNoMatch) visit(phrase.value, match_end);
    }
}

std::optional<PhraseMatch> PhraseMatcher::match_at(std::span<const Token> tokens, std::size_t begin,
                                                   std::size_t end) const {
    std::optional<PhraseMatch> best;
    for_each_match(tokens, begin, end, [&](std::uint32_t value, std::size_t match_end) {
        if (!best || match_end > best->end) best = PhraseMatch{value, begin, match_end};
    });
    return best;
}

void PhraseMatcher::all_at(std::span<const Token> tokens, std::size_t begin, std::size_t end,
                           std::vector<PhraseMatch>& out) const {
    for_each_match(tokens, begin, end, [&](std::uint32_t value, std::size_t match_end) {
        out.push_back({value, begin, match_end});
    });
}

bool PhraseMatcher::fits(const PhraseTable::Element& element, WordId word) const {
    if ((masks_[word.index()] & element.mask) == 0) return false;
    const Range atoms = atoms_[word.index()];
    for (std::uint32_t i = atoms.begin; i < atoms.end; ++i) {
        if (std::ranges::find(element.atoms, atom_list_[i]) != element.atoms.end()) return true;
    }
    return false;
}

/// The token behind the word at `index` where the next word of a phrase may stand: hyphens and
/// quotation marks are passed over, and so is the case ending of an acronym.
std::size_t PhraseMatcher::next_word(std::span<const Token> tokens, std::size_t index,
                                     std::size_t end) const {
    const bool acronym = tokens[index].kind == TokenKind::word &&
                         (*lexicon_)[tokens[index].word].casing == Casing::upper;
    if (acronym && index + 2 < end && is_joint(tokens[index + 1]) &&
        tokens[index + 2].kind == TokenKind::word && !tokens[index + 2].after_space) {
        const Word& suffix = (*lexicon_)[tokens[index + 2].word];
        if (suffix.casing == Casing::lower && suffix.letter_count <= kSuffixLettersMax) index += 2;
    }
    ++index;
    while (index < end && (is_joint(tokens[index]) || is_quote(tokens[index]))) ++index;
    return index;
}

/// Returns the end of the match, or kNoMatch. Gaps are lazy: the nearest continuation wins.
std::size_t PhraseMatcher::match_phrase(const PhraseTable::Phrase& phrase,
                                        std::span<const Token> tokens, std::size_t begin,
                                        std::size_t end) const {
    std::size_t at = begin;
    std::size_t matched_end = begin;
    std::size_t gap_left = 0;
    for (std::size_t e = 0; e < phrase.elements.size();) {
        const PhraseTable::Element& element = phrase.elements[e];
        if (element.gap) {
            gap_left = kGapWordsMax;
            ++e;
            continue;
        }
        const bool is_word = at < end && tokens[at].kind == TokenKind::word;
        if (is_word && fits(element, tokens[at].word)) {
            const std::size_t next = next_word(tokens, at, end);
            matched_end = at + 1;
            if (next > at + 2) matched_end = at + 3;  // with the case ending of an acronym
            at = next;
            gap_left = 0;
            ++e;
        } else if (element.optional) {
            ++e;
        } else if (gap_left > 0 && at < end &&
                   (is_word || tokens[at].kind == TokenKind::number || tokens[at].mark == U',')) {
            --gap_left;
            at = next_word(tokens, at, end);
        } else {
            return kNoMatch;
        }
    }
    return matched_end;
}

}  // namespace remit::text
