#include "route/word_keys.h"

#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/inflection.h"

namespace remit::route {
namespace {

/// Distinct words that a reader remembers before it forgets them all.
constexpr std::size_t kWordsMax = 1U << 16;
constexpr std::size_t kPluralBytesMin = 4;

bool is_hyphen(const text::Token& token) {
    return token.kind == text::TokenKind::punctuation && !token.after_space &&
           (token.mark == U'-' || token.mark == U'‑' || token.mark == U'–');
}

/// How many bytes the capital at the head of the word takes; 0 where there is none. Latin without
/// diacritics, and Serbian Cyrillic.
std::size_t capital_size(std::string_view word) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(word[at]); };
    if (word.empty()) return 0;
    if (byte(0) >= 'A' && byte(0) <= 'Z') return 1;
    // U+0400 to U+042F: "Ђ", "Ј" and the like, then "А" to "Ш".
    return word.size() > 1 && byte(0) == 0xD0 && byte(1) >= 0x80 && byte(1) <= 0xAF ? 2 : 0;
}

/// The capitals at the head of "KFORa", "NATOvim" or "КФОРа"; empty where there are none.
std::string_view leading_capitals(std::string_view word) {
    std::size_t size = 0;
    std::size_t count = 0;
    while (const std::size_t next = capital_size(word.substr(size))) {
        size += next;
        ++count;
    }
    const std::size_t unit = count == 0 ? 1 : size / count;  // bytes of a letter
    return count >= 3 && word.size() - size <= 4 * unit ? word.substr(0, size) : std::string_view();
}

}  // namespace

std::string western_key(std::string_view folded) {
    std::string key(folded);
    const auto replace = [&](std::string_view from, std::string_view to) {
        if (key.size() < kPluralBytesMin || !key.ends_with(from)) return false;
        key.replace(key.size() - from.size(), from.size(), to);
        return true;
    };
    if (replace("ies", "y") || replace("sses", "ss") || replace("xes", "x") ||
        replace("ches", "ch") || replace("shes", "sh") || replace("eaux", "eau") ||
        replace("aux", "al")) {
        return key;
    }
    if (key.ends_with("ss") || key.ends_with("us") || key.ends_with("is")) return key;
    replace("s", "");
    return key;
}

KeyId KeyTable::add(std::string_view key) {
    const auto found = ids_.find(key);
    if (found != ids_.end()) return found->second;
    const auto id = static_cast<KeyId>(ids_.size() + 1);
    ids_.emplace(std::string(key), id);
    return id;
}

KeyId KeyTable::find(std::string_view key) const {
    const auto found = ids_.find(key);
    return found == ids_.end() ? kNoKey : found->second;
}

std::string lane_key(Lane lane, const text::Word& word) {
    switch (lane) {
        case Lane::slavic:
            return text::inflection_key(word.folded);
        case Lane::western:
            return western_key(word.folded);
        case Lane::capitals:
            break;
    }
    if (word.casing == text::Casing::upper) return std::string(word.folded);
    if (word.casing == text::Casing::mixed) return text::fold(leading_capitals(word.text));
    return {};
}

void TextReader::learn() {
    for (std::size_t index = keys_.size(); index < lexicon_.size(); ++index) {
        const text::Word& word = lexicon_[text::WordId(index)];
        WordKeys& keys = keys_.emplace_back();
        for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
            const std::string key = lane_key(static_cast<Lane>(lane), word);
            if (!key.empty()) keys.lane[lane] = tables_[lane].find(key);
        }
    }
}

const std::vector<TextWord>& TextReader::read(std::string_view text) {
    if (lexicon_.size() > kWordsMax) {
        lexicon_ = text::Lexicon();
        keys_.clear();
    }
    words_.clear();
    const std::vector<text::Token> tokens = text::tokenise(text, lexicon_);
    learn();
    bool after_hyphen = false;
    for (const text::Token& token : tokens) {
        const bool joined = after_hyphen && !token.after_space;
        after_hyphen = is_hyphen(token);
        if (token.kind == text::TokenKind::number) {
            TextWord number{token.begin, token.end, {}, {}};
            const std::string_view digits = text.substr(token.begin, token.end - token.begin);
            for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
                number.keys.lane[lane] = tables_[lane].find(digits);
            }
            words_.push_back(number);
            continue;
        }
        if (token.kind != text::TokenKind::word) continue;
        if (joined && !words_.empty() && words_.back().word.is_some() &&
            lexicon_[words_.back().word].casing != text::Casing::lower &&
            lexicon_[token.word].casing == text::Casing::lower &&
            text::is_acronym_ending(lexicon_[token.word].folded)) {
            words_.back().end = token.end;
            continue;
        }
        words_.push_back({token.begin, token.end, token.word, keys_[token.word.index()]});
    }
    return words_;
}

}  // namespace remit::route
