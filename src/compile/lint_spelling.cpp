// Words that look like slips of the pen: in no dictionary, and one letter away from a word that the
// act or the vocabulary has.
//
// Names, abbreviations and forms of one word are never suspected: two words that differ only at
// their end are cases of one noun far more often than a slip. Without a dictionary only a word that
// the act itself writes otherwise several times is suspected. Each distinct word is looked at once.
#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "compile/lint_support.h"
#include "text/edit_distance.h"
#include "text/fold.h"
#include "text/inflection.h"
#include "text/spelling.h"
#include "text/transliterate.h"
#include "text/utf8.h"

namespace remit::compile {
namespace {

using diag::DiagnosticId;
using diag::Span;
using text::Token;
using text::WordId;

constexpr std::uint32_t kSuspectCountMax = 2;
constexpr std::uint32_t kLettersMin = 4;
/// Without a dictionary: the suspect stands once, what it is near to at least so often.
constexpr std::uint32_t kLettersMinAlone = 8;
constexpr std::uint32_t kUsualCountMin = 3;
/// Questions to the dictionary about suggestions, which are slow.
constexpr std::size_t kSuggestionsMax = 40;
/// A text with more unknown words is in another language.
constexpr std::size_t kSuspectsMax = 2000;
constexpr std::size_t kEndingBytes = 2;

bool may_be_suspect(const text::Word& word) {
    return word.casing == text::Casing::lower && word.letter_count >= kLettersMin &&
           (word.script == text::Script::latin || word.script == text::Script::cyrillic) &&
           word.text.find_first_of("0123456789") == std::string_view::npos &&
           word.folded.size() <= 40;
}

/// Two words that differ only in their last letters are forms of one word.
bool differ_at_end(std::string_view left, std::string_view right) {
    const auto [l, r] = std::ranges::mismatch(left, right);
    const auto common = static_cast<std::size_t>(l - left.begin());
    return common + kEndingBytes >= std::min(left.size(), right.size());
}

/// Words within one slip of each other share a word with one letter left out: the key of this
/// index.
class SlipIndex {
  public:
    void add(std::uint32_t id, const std::string& word) {
        visit_keys(word, [&](const std::string& key) { ids_[key].push_back(id); });
    }
    template <typename Visit>
    void for_each_near(const std::string& word, Visit visit) const {
        std::vector<std::uint32_t> seen;
        visit_keys(word, [&](const std::string& key) {
            const auto found = ids_.find(key);
            if (found != ids_.end())
                seen.insert(seen.end(), found->second.begin(), found->second.end());
        });
        std::ranges::sort(seen);
        const auto rest = std::ranges::unique(seen);
        seen.erase(rest.begin(), rest.end());
        for (const std::uint32_t id : seen) visit(id);
    }

  private:
    template <typename Visit>
    static void visit_keys(const std::string& word, Visit visit) {
        visit(word);
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (i > 0 && word[i] == word[i - 1]) continue;
            std::string key = word;
            key.erase(i, 1);
            visit(key);
        }
    }
    std::unordered_map<std::string, std::vector<std::uint32_t>> ids_;
};

class Typos {
  public:
    Typos(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input), diagnostics_(diagnostics), counts_(input.lexicon.size(), 0) {
        for (const Token& token : input.syntax.tokens) {
            if (is_word(token)) ++counts_[token.word.index()];
        }
    }

    void check() {
        find_suspects();
        if (suspects_.empty() || suspects_.size() > kSuspectsMax) return;
        drop_words_in_use();
        compare_words();
        if (input_.spelling != nullptr) compare_names();
        const auto& tokens = input_.syntax.tokens;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            // "12ičlan": what is glued to a number is no word.
            const bool glued = i > 0 && !tokens[i].after_space && !is_word(tokens[i - 1]) &&
                               tokens[i - 1].kind == text::TokenKind::number;
            if (is_word(tokens[i]) && !glued) report(tokens[i]);
        }
    }

  private:
    struct Suspect {
        WordId word;
        std::string key;         // without its ending
        std::string suggestion;  // empty until one is found
        std::uint32_t usual_count = 0;
        bool in_use = false;
    };

    void find_suspects() {
        std::unordered_set<std::string> verbs;
        for (const std::string& verb : input_.knowledge.grammar.verbs)
            verbs.insert(text::fold(verb));
        for (std::size_t i = 0; i < input_.lexicon.size(); ++i) {
            const text::Word& word = input_.lexicon[WordId(i)];
            if (!may_be_suspect(word) || counts_[i] > kSuspectCountMax) continue;
            if (verbs.contains(std::string(word.folded)) || !is_unknown(i, word)) continue;
            const auto id = static_cast<std::uint32_t>(suspects_.size());
            suspects_.push_back({WordId(i), text::inflection_key(word.folded), {}, 0, false});
            index_.add(id, std::string(word.folded));
            if (input_.spelling != nullptr) keys_.add(id, suspects_.back().key);
            if (suspects_.size() > kSuspectsMax) return;
        }
    }

    [[nodiscard]] bool is_unknown(std::size_t index, const text::Word& word) const {
        if (input_.spelling != nullptr) return !input_.spelling->knows(word.text);
        return counts_[index] == 1 && word.letter_count >= kLettersMinAlone;
    }

    /// What the vocabulary has, or the act in several forms, is no slip, whatever the dictionary
    /// says.
    void drop_words_in_use() {
        constexpr std::uint32_t kUsesMin = 3;
        std::unordered_map<std::string, std::uint32_t> uses;
        for (const Suspect& suspect : suspects_) uses.emplace(suspect.key, 0);
        for (std::size_t i = 0; i < input_.lexicon.size(); ++i) {
            const text::Word& word = input_.lexicon[WordId(i)];
            const auto found = uses.find(text::inflection_key(word.folded));
            if (found != uses.end()) found->second += counts_[i];
        }
        for (const std::string& key : input_.knowledge.name_word_keys) {
            const auto found = uses.find(key);
            if (found != uses.end()) found->second = kUsesMin;
        }
        for (Suspect& suspect : suspects_) suspect.in_use = uses[suspect.key] >= kUsesMin;
    }

    /// Words of the act that the suspects are near to.
    void compare_words() {
        for (std::size_t i = 0; i < input_.lexicon.size(); ++i) {
            const text::Word& word = input_.lexicon[WordId(i)];
            if (word.letter_count < kLettersMin || word.script == text::Script::mixed) continue;
            if (word.casing != text::Casing::lower || word.folded.size() > 40) continue;
            if (input_.spelling == nullptr && counts_[i] < kUsualCountMin) continue;
            compare(word, counts_[i]);
        }
    }

    void compare(const text::Word& word, std::uint32_t count) {
        index_.for_each_near(std::string(word.folded), [&](std::uint32_t id) {
            Suspect& suspect = suspects_[id];
            const text::Word& wrong = input_.lexicon[suspect.word];
            if (suspect.in_use || wrong.text == word.text || count < suspect.usual_count) return;
            if (wrong.folded == word.folded || differ_at_end(wrong.folded, word.folded)) return;
            const auto slips = text::find_slips(wrong.folded, word.folded);
            if (!slips || *slips != 1) return;
            if (input_.spelling != nullptr && !input_.spelling->knows(word.text)) return;
            suspect.suggestion = in_script(word.text, wrong.script);
            suspect.usual_count = count;
        });
        if (input_.spelling != nullptr) compare_key(text::inflection_key(word.folded));
    }

    void compare_names() {
        for (const std::string& key : input_.knowledge.name_word_keys) compare_key(key);
    }

    /// A suspect in another case than the word it is near to: the dictionary knows the form that is
    /// meant.
    void compare_key(const std::string& key) {
        if (!compared_.insert(key).second) return;
        keys_.for_each_near(key, [&](std::uint32_t id) {
            Suspect& suspect = suspects_[id];
            if (suspect.in_use || !suspect.suggestion.empty()) return;
            if (suspect.key == key || key.size() < kLettersMin) return;
            if (differ_at_end(suspect.key, key) && suspect.key.size() != key.size() + 1 &&
                suspect.key.size() + 1 != key.size() && !same_letters(suspect.key, key)) {
                return;
            }
            const auto slips = text::find_slips(suspect.key, key);
            if (slips && *slips == 1) suggest(suspect, key);
        });
    }
    [[nodiscard]] static bool same_letters(std::string left, std::string right) {
        std::ranges::sort(left);
        std::ranges::sort(right);
        return left == right;
    }

    void suggest(Suspect& suspect, const std::string& key) {
        if (++asked_ > kSuggestionsMax) return;
        const text::Word& word = input_.lexicon[suspect.word];
        constexpr std::size_t kSuggestionCount = 8;
        for (const std::string& close : input_.spelling->suggestions(word.text, kSuggestionCount)) {
            const std::string folded = text::fold(close);
            if (text::inflection_key(folded) != key) continue;
            const auto slips = text::find_slips(std::string_view(folded), word.folded);
            if (!slips || *slips != 1 || differ_at_end(folded, word.folded)) continue;
            suspect.suggestion = in_script(close, word.script);
            return;
        }
    }

    [[nodiscard]] static std::string in_script(std::string_view word, text::Script script) {
        return script == text::Script::cyrillic ? text::to_cyrillic(word) : text::to_latin(word);
    }

    void report(const Token& token) {
        if (by_word_.empty()) {
            for (std::size_t i = 0; i < suspects_.size(); ++i) {
                if (!suspects_[i].suggestion.empty()) by_word_[suspects_[i].word.index()] = i;
            }
            by_word_.emplace(input_.lexicon.size(), 0);  // no word: the map has been made
        }
        const auto found = by_word_.find(token.word.index());
        if (found == by_word_.end()) return;
        const Span span{token.begin, token.end};
        const std::string& suggestion = suspects_[found->second].suggestion;
        diagnostics_.report(DiagnosticId::suspected_typo, span)
            .with("suggestion", suggestion)
            .fix_it(span, suggestion);
    }

    const LintInput& input_;
    diag::Diagnostics& diagnostics_;
    std::vector<std::uint32_t> counts_;
    std::vector<Suspect> suspects_;
    SlipIndex index_;  // of whole words
    SlipIndex keys_;   // of words without their endings
    std::unordered_set<std::string> compared_;
    std::unordered_map<std::size_t, std::size_t> by_word_;
    std::size_t asked_ = 0;
};

// --- agreement

/// "potporu angažmanu X, sudjelovanju Y i općenito sudjelovanje Z": the same noun in a series, once
/// in another case.
class Agreement {
  public:
    Agreement(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input),
          tokens_(input.syntax.tokens),
          diagnostics_(diagnostics),
          coordinating_(find_listed(input.lexicon, input.knowledge.grammar.coordinating_words)),
          numbers_(input.numbers->by_inflection),
          forms_(input.lexicon.size(), Form::other) {
        for (std::size_t i = 0; i < forms_.size(); ++i) {
            const text::Word& word = input.lexicon[WordId(i)];
            if (word.casing != text::Casing::lower || word.letter_count < 8) continue;
            if (word.folded.ends_with("anju") || word.folded.ends_with("enju"))
                forms_[i] = Form::dative;
            if (word.folded.ends_with("anje") || word.folded.ends_with("enje"))
                forms_[i] = Form::other_case;
        }
    }

    void check() {
        for (const TokenRange& duty : input_.duty_tokens) check_duty(duty);
    }

  private:
    enum class Form : std::uint8_t { other, dative, other_case };

    void check_duty(TokenRange duty) {
        std::unordered_set<std::uint32_t> datives;
        for (std::size_t i = duty.begin + 2; i < duty.end; ++i) {
            if (!is_word(tokens_[i])) continue;
            const std::size_t word = tokens_[i].word.index();
            if (forms_[word] == Form::other) continue;
            if (forms_[word] == Form::dative) {
                if (is_mark(tokens_[i - 1], U',')) datives.insert(numbers_[word]);
            } else if (datives.contains(numbers_[word]) && continues_series(i)) {
                report(i);
            }
        }
    }

    /// Behind "i" or "i općenito", not behind a verb or a preposition.
    [[nodiscard]] bool continues_series(std::size_t at) const {
        const auto coordinates = [&](std::size_t i) {
            return is_word(tokens_[i]) && coordinating_[tokens_[i].word.index()];
        };
        if (coordinates(at - 1)) return true;
        if (!is_word(tokens_[at - 1]) || !coordinates(at - 2)) return false;
        const text::Word& adverb = input_.lexicon[tokens_[at - 1].word];
        return adverb.folded.ends_with('o') && adverb.letter_count > 4;
    }

    void report(std::size_t at) {
        const Span span{tokens_[at].begin, tokens_[at].end};
        std::string suggestion(input_.bytes_of(tokens_[at]));
        const bool cyrillic = input_.lexicon[tokens_[at].word].script == text::Script::cyrillic;
        suggestion.resize(suggestion.size() - (cyrillic ? 2 : 1));
        suggestion += cyrillic ? "у" : "u";
        diagnostics_.report(DiagnosticId::suspected_typo, span)
            .with("suggestion", suggestion)
            .fix_it(span, suggestion);
    }

    const LintInput& input_;
    std::span<const Token> tokens_;
    diag::Diagnostics& diagnostics_;
    std::vector<bool> coordinating_;
    const std::vector<std::uint32_t>& numbers_;
    std::vector<Form> forms_;
};

}  // namespace

void lint_spelling(const LintInput& input, diag::Diagnostics& diagnostics) {
    Typos(input, diagnostics).check();
    Agreement(input, diagnostics).check();
}

}  // namespace remit::compile
