#include "route/recogniser.h"

#include <algorithm>
#include <tuple>

#include "text/fold.h"
#include "text/lexicon.h"
#include "text/token.h"

namespace remit::route {
namespace {

template <typename Entry>
void each_entry(const std::vector<Entry>& table, TargetKind kind, const auto& visit) {
    for (std::uint32_t index = 0; index < table.size(); ++index) {
        visit(table[index], Target{kind, index});
    }
}

/// Those that a language writes in its own lane.
struct LaneNames {
    Lane lane;
    const std::vector<std::string>& names;
};
std::array<LaneNames, 4> by_lane(const remit::Names& names) {
    return {{{Lane::western, names.en},
             {Lane::western, names.fr},
             {Lane::slavic, names.hr},
             {Lane::slavic, names.sr}}};
}

/// In order of place, the longer first, the surer first; of equal phrases always the same one.
auto order_of(const Mention& mention) {
    return std::tuple(mention.begin, ~mention.end, mention.form, mention.target, mention.phrase);
}

bool same_place(const Mention& a, const Mention& b) {
    return a.begin == b.begin && a.end == b.end;
}

}  // namespace

std::string_view field_of(const Paper& paper, Field field) {
    switch (field) {
        case Field::title:
            return paper.title;
        case Field::text:
            return paper.text;
        case Field::sender:
            break;
    }
    return paper.sender;
}

/// Puts names into the automata. One lexicon serves all of them, so that what a word's keys are is
/// asked once.
class Recogniser::Builder {
  public:
    explicit Builder(Recogniser& made) : made_(&made) {}

    void add_names(const remit::Names& names, Target target, Form form) {
        for (const LaneNames& of_language : by_lane(names)) {
            for (const std::string& name : of_language.names) {
                const std::vector<text::Token> tokens = text::tokenise(name, lexicon_);
                add(is_acronym(tokens) ? Lane::capitals : of_language.lane, name, tokens,
                    {target, form});
            }
        }
    }
    void add_acronyms(const remit::Names& names, Target target) {
        for (const LaneNames& of_language : by_lane(names)) {
            for (const std::string& name : of_language.names) {
                add(Lane::capitals, name, text::tokenise(name, lexicon_), {target, Form::acronym});
            }
        }
    }

  private:
    /// One word in capitals.
    [[nodiscard]] bool is_acronym(const std::vector<text::Token>& tokens) const {
        return tokens.size() == 1 && tokens.front().kind == text::TokenKind::word &&
               lexicon_[tokens.front().word].casing == text::Casing::upper;
    }
    void add(Lane lane, std::string_view name, const std::vector<text::Token>& tokens,
             Phrase phrase) {
        keys_.clear();
        KeyTable& table = made_->tables_[static_cast<std::size_t>(lane)];
        for (const text::Token& token : tokens) {
            if (token.kind == text::TokenKind::number) {
                keys_.push_back(table.add(name.substr(token.begin, token.end - token.begin)));
            }
            if (token.kind == text::TokenKind::word) keys_.push_back(key_of(lane, token.word));
        }
        made_->automata_[static_cast<std::size_t>(lane)].add(
            keys_, static_cast<std::uint32_t>(made_->phrases_.size()));
        made_->phrases_.push_back(phrase);
    }
    KeyId key_of(Lane lane, text::WordId id) {
        known_.resize(lexicon_.size());
        KeyId& key = known_[id.index()].lane[static_cast<std::size_t>(lane)];
        if (key != kNoKey) return key;
        const text::Word& word = lexicon_[id];
        KeyTable& table = made_->tables_[static_cast<std::size_t>(lane)];
        // An acronym of several words may hold one that is not in capitals ("C-34 Committee").
        key = lane == Lane::capitals ? table.add(word.folded) : table.add(lane_key(lane, word));
        return key;
    }

    Recogniser* made_;
    text::Lexicon lexicon_;
    std::vector<WordKeys> known_;  // by WordId
    std::vector<KeyId> keys_;      // of one phrase
};

Recogniser::Recogniser(const remit::Vocabulary& vocabulary, const Signs& signs)
    : symbols_(signs.symbols) {
    Builder builder(*this);
    const auto add_named = [&](const auto& entry, Target target) {
        builder.add_names(entry.names, target, Form::name);
    };
    const auto add_with_acronyms = [&](const auto& entry, Target target) {
        builder.add_names(entry.names, target, Form::name);
        builder.add_acronyms(entry.acronyms, target);
    };
    each_entry(vocabulary.bodies, TargetKind::body, add_with_acronyms);
    each_entry(vocabulary.topics, TargetKind::topic, add_named);
    each_entry(vocabulary.counterparts, TargetKind::counterpart, add_named);
    each_entry(vocabulary.instruments, TargetKind::instrument, add_with_acronyms);
    each_entry(signs.places, TargetKind::place, [&](const Place& place, Target target) {
        add_with_acronyms(place, target);
        builder.add_names(place.adjectives, target, Form::hint);
    });
    for (const Sign& sign : signs.signs) {
        builder.add_names(sign.signs, sign.target, Form::sign);
        builder.add_names(sign.hints, sign.target, Form::hint);
    }
    for (PhraseAutomaton& automaton : automata_) automaton.build();
    add_languages(signs.languages);
    for (const LaneNames& of_language : by_lane(signs.letters)) {
        for (const std::string& letter : of_language.names) {
            letters_.emplace_back(letter, of_language.lane);
        }
    }
    for (const Symbol& symbol : signs.symbols) symbol_targets_.push_back(symbol.targets);
}

void Recogniser::add_languages(const LanguageWords& words) {
    for (const LaneNames& of_language : by_lane(words)) {
        for (const std::string& word : of_language.names) {
            const auto [known, is_new] = languages_.try_emplace(
                language_words_.emplace_back(text::fold(word)), of_language.lane);
            if (!is_new && known->second != of_language.lane) known->second = Lane::capitals;
        }
    }
}

/// Whether the text has words, or letters, of the other languages only.
bool Recogniser::Session::is_of_others(std::string_view text, const std::vector<TextWord>& words,
                                       Lane lane) const {
    std::size_t own = 0;
    std::size_t other = 0;
    const auto count = [&](Lane found) { ++(found == lane ? own : other); };
    for (const TextWord& word : words) {
        if (!word.word.is_some()) continue;
        const text::Word& read = reader_.word(word.word);
        const auto found = recogniser_->languages_.find(read.folded);
        const bool tells =
            found != recogniser_->languages_.end() && found->second != Lane::capitals;
        if (tells) count(found->second);
        if (read.script == text::Script::cyrillic) count(Lane::slavic);
    }
    for (const auto& [letter, of] : recogniser_->letters_) {
        if (text.find(letter) != std::string_view::npos) count(of);
    }
    return other > 0 && own == 0;
}

/// Whether what was found in the title is English or French and nothing in it is Croatian or
/// Serbian: what tells where no word gives its language away.
bool Recogniser::Session::reads_foreign() const {
    bool western = false;
    for (const Mention& mention : found_) {
        if (mention.lane == Lane::slavic) return false;
        western |= mention.lane == Lane::western;
    }
    return western;
}

void Recogniser::Session::find_phrases(std::string_view text, Field field) {
    const std::vector<TextWord>& words = reader_.read(text);
    bool slavic_is_foreign = false;
    bool western_is_foreign = false;
    for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
        const bool foreign = static_cast<Lane>(lane) != Lane::capitals &&
                             is_of_others(text, words, static_cast<Lane>(lane));
        if (static_cast<Lane>(lane) == Lane::slavic) slavic_is_foreign = foreign;
        if (static_cast<Lane>(lane) == Lane::western) western_is_foreign = foreign;
        const auto key_of = [&](std::size_t word) { return words[word].keys.lane[lane]; };
        recogniser_->automata_[lane].scan(
            words.size(), key_of, [&](std::uint32_t value, std::size_t begin, std::size_t end) {
                if (foreign && end - begin == 1) return;
                const Phrase& phrase = recogniser_->phrases_[value];
                found_.push_back({.target = phrase.target,
                                  .form = phrase.form,
                                  .field = field,
                                  .lane = static_cast<Lane>(lane),
                                  .begin = words[begin].begin,
                                  .end = words[end - 1].end,
                                  .phrase = value,
                                  .words = static_cast<std::uint8_t>(
                                      std::min<std::size_t>(end - begin, UINT8_MAX))});
            });
    }
    if (field != Field::title) return;
    is_foreign_ = slavic_is_foreign || (!western_is_foreign && reads_foreign());
}

void Recogniser::Session::read_field(std::string_view text, Field field) {
    found_.clear();
    find_phrases(text, field);
    symbols_.clear();
    recogniser_->symbols_.find(text, symbols_);
    for (const SymbolMatch& symbol : symbols_) {
        for (const Target target : recogniser_->symbol_targets_[symbol.symbol]) {
            found_.push_back({.target = target,
                              .form = Form::symbol,
                              .field = field,
                              .begin = symbol.begin,
                              .end = symbol.end});
        }
    }
    std::ranges::sort(found_, {}, order_of);
    const std::size_t from = mentions_.size();
    keep_longest(from);
}

/// Of those that overlap the first and longest stays, and whatever stands for the same bytes.
void Recogniser::Session::keep_longest(std::size_t from) {
    std::uint32_t covered = 0;
    for (const Mention& mention : found_) {
        const bool twin = mentions_.size() > from && same_place(mentions_.back(), mention);
        if (!twin && mention.begin < covered) continue;
        if (twin && mentions_.back().target == mention.target) {
            // A name that is called a hint as well is one where papers are read.
            if (mention.form == Form::hint) mentions_.back().form = Form::hint;
            continue;
        }
        // Who names a body does not hint at a thing by the same word.
        if (twin && mention.form == Form::hint && mentions_.back().form != Form::hint &&
            mentions_.back().target.kind == TargetKind::body) {
            continue;
        }
        mentions_.push_back(mention);
        if (twin) {
            mentions_.back().several = true;
            (mentions_.end() - 2)->several = true;
        }
        covered = mention.end;
    }
}

const std::vector<Mention>& Recogniser::Session::mentions(const Paper& paper) {
    mentions_.clear();
    for (const Field field : kFields) read_field(field_of(paper, field), field);
    return mentions_;
}

}  // namespace remit::route
