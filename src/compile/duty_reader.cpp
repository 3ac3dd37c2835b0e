#include "compile/duty_reader.h"

#include <algorithm>
#include <array>

#include "text/inflection.h"

namespace remit::compile {
namespace {

using text::Token;
using text::TokenKind;

/// What a unit may do with a subject that an act only names: "activities of the UN".
constexpr std::string_view kGeneralFunction = "monitor";

template <typename Id>
void add_unique(std::vector<Id>& ids, Id id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

text::PhraseTable table_of(const std::vector<std::string>& first,
                           const std::vector<std::string>& second = {}) {
    text::PhraseTable table;
    for (const std::string& pattern : first) table.add(pattern, 0);
    for (const std::string& pattern : second) table.add(pattern, 0);
    return table;
}

}  // namespace

DutyReader::DutyReader(const Knowledge& knowledge, std::span<const Token> tokens,
                       const text::Lexicon& lexicon, std::string_view language)
    : knowledge_(knowledge),
      tokens_(tokens),
      lexicon_(lexicon),
      country_(language == "sr" ? "rs" : language),
      residuals_(table_of(knowledge.grammar.residuals)),
      verbs_(table_of(knowledge.grammar.verbs)),
      verb_matcher_(verbs_, lexicon),
      function_matcher_(knowledge.functions.table, lexicon),
      name_matcher_(knowledge.names.table, lexicon),
      reference_matcher_(knowledge.back_references, lexicon),
      residual_matcher_(residuals_, lexicon),
      openers_(table_of(knowledge.grammar.tail_openers, knowledge.grammar.weak_tail_openers)),
      opener_matcher_(openers_, lexicon) {
    verb_matcher_.learn();
    function_matcher_.learn();
    name_matcher_.learn();
    reference_matcher_.learn();
    residual_matcher_.learn();
    opener_matcher_.learn();
}

void DutyReader::read(std::size_t begin, std::size_t end, remit::Duty& duty) {
    duty.residual = is_residual(begin, end);
    read_functions(begin, end, duty);
    read_names(begin, end, duty);
    read_short_names(begin, end, duty);
}

DutyReader::Reference DutyReader::reference_in(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
        const auto match = reference_matcher_.match_at(tokens_, i, end);
        if (match) return match->value == 0 ? Reference::strong : Reference::weak;
    }
    return Reference::none;
}

/// "te obavlja i druge poslove", "друге послове из делокруга": behind openers the residual phrase
/// comes first.
bool DutyReader::is_residual(std::size_t begin, std::size_t end) const {
    std::size_t at = begin;
    while (at < end) {
        if (residual_matcher_.match_at(tokens_, at, end)) return true;
        const auto opener = opener_matcher_.match_at(tokens_, at, end);
        if (!opener) return false;
        at = opener->end;
    }
    return false;
}

/// Where a leading noun may stand: at the start, or behind a comma or a conjunction.
bool DutyReader::is_noun_position(std::size_t at, std::size_t begin) const {
    if (at == begin) return true;
    const Token& before = tokens_[at - 1];
    if (before.kind == TokenKind::punctuation) return before.mark == U',' || before.mark == U':';
    return opener_matcher_.match_at(tokens_, at - 1, at).has_value();
}

/// A clause that begins with a verb says what is done, even where no function of the list fits it.
bool DutyReader::is_verb_led(std::size_t begin, std::size_t end) const {
    if (begin >= end || tokens_[begin].kind != TokenKind::word) return false;
    if (verb_matcher_.match_at(tokens_, begin, end)) return true;
    constexpr std::size_t kGuessedVerbLettersMin = 6;
    const std::string_view folded = lexicon_[tokens_[begin].word].folded;
    return folded.size() >= kGuessedVerbLettersMin &&
           std::ranges::any_of(knowledge_.grammar.verb_endings,
                               [&](const std::string& ending) { return folded.ends_with(ending); });
}

/// A duty that only names its subject: the function that its first words imply, else to follow the
/// subject.
void DutyReader::imply_functions(std::size_t begin, std::size_t end,
                                 std::vector<bool>& found) const {
    const auto general = knowledge_.vocabulary.find_function(kGeneralFunction);
    bool special = false;
    std::vector<text::PhraseMatch> matches;
    function_matcher_.all_at(tokens_, begin, end, matches);
    for (const text::PhraseMatch& match : matches) {
        const PhraseIndex::Entry& entry = knowledge_.functions.entries[match.value];
        if (static_cast<FunctionEvidence>(entry.kind) != FunctionEvidence::implied) continue;
        if (general && entry.index == general->index()) continue;
        found[entry.index] = true;
        special = true;
    }
    if (!special && general) found[general->index()] = true;
}

void DutyReader::read_functions(std::size_t begin, std::size_t end, remit::Duty& duty) const {
    const remit::Vocabulary& vocabulary = knowledge_.vocabulary;
    std::vector<bool> found(vocabulary.functions.size(), false);
    std::vector<text::PhraseMatch> matches;
    for (std::size_t i = begin; i < end && !duty.residual; ++i) {
        const bool starts =
            tokens_[i].kind == TokenKind::word && function_matcher_.starts(tokens_[i].word);
        if (!starts) continue;
        matches.clear();
        function_matcher_.all_at(tokens_, i, end, matches);
        for (const text::PhraseMatch& match : matches) {
            const PhraseIndex::Entry& entry = knowledge_.functions.entries[match.value];
            const auto evidence = static_cast<FunctionEvidence>(entry.kind);
            if (evidence == FunctionEvidence::clause ||
                (evidence == FunctionEvidence::subject && is_noun_position(i, begin))) {
                found[entry.index] = true;
            }
        }
    }
    if (duty.residual) {
        for (std::size_t i = 0; i < found.size(); ++i) found[i] = vocabulary.functions[i].residual;
    } else if (std::ranges::find(found, true) == found.end() && !is_verb_led(begin, end)) {
        duty.implicit = true;
        imply_functions(begin, end, found);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i]) duty.functions.emplace_back(i);
    }
}

bool DutyReader::is_known_name(std::span<const Token> tokens,
                               const text::PhraseMatch& match) const {
    const PhraseIndex::Entry& entry = knowledge_.names.entries[match.value];
    if (!entry.acronym) return true;
    for (std::size_t i = match.begin; i < match.end; ++i) {
        if (tokens[i].kind != TokenKind::word) continue;
        const text::Word& word = lexicon_[tokens[i].word];
        return word.casing == text::Casing::upper ||
               (word.casing == text::Casing::mixed && word.letter_count > 2);
    }
    return false;
}

bool DutyReader::is_organisation(const FoundName& name) const {
    if (name.kind != NameKind::body) return false;
    const remit::Body& body = knowledge_.vocabulary.bodies[name.index];
    return !body.part_of.is_some() && body.kind != "generic";
}

std::vector<FoundName> DutyReader::find_names(std::size_t begin, std::size_t end) const {
    return names_in(tokens_, begin, end);
}

std::vector<FoundName> DutyReader::names_in(std::span<const Token> tokens, std::size_t begin,
                                            std::size_t end) const {
    std::vector<FoundName> names;
    std::vector<text::PhraseMatch> matches;
    for (std::size_t i = begin; i < end; ++i) {
        if (tokens[i].kind != TokenKind::word || !name_matcher_.starts(tokens[i].word)) continue;
        matches.clear();
        name_matcher_.all_at(tokens, i, end, matches);
        const auto is_exact = [&](const text::PhraseMatch& match) {
            return knowledge_.names.entries[match.value].folded == lexicon_[tokens[i].word].folded;
        };
        const bool exact = std::ranges::any_of(matches, is_exact);
        for (const text::PhraseMatch& match : matches) {
            if (!is_known_name(tokens, match)) continue;
            const PhraseIndex::Entry& entry = knowledge_.names.entries[match.value];
            if (exact && entry.acronym && match.end == i + 1 && !is_exact(match)) continue;
            names.push_back(
                {match.begin, match.end, static_cast<NameKind>(entry.kind), entry.index});
        }
    }
    return without_nested(names);
}

/// An organisation inside a longer name of itself is no second mention, and harmless: it stays.
std::vector<FoundName> DutyReader::without_nested(std::span<const FoundName> names) const {
    constexpr std::size_t kKinds = static_cast<std::size_t>(NameKind::instrument) + 1;
    std::array<std::size_t, kKinds> before{};  // how far names that begin before reach, by kind
    std::vector<FoundName> kept;
    for (std::size_t first = 0; first < names.size();) {
        std::size_t last = first;
        std::array<std::size_t, kKinds> longest = before;  // with those that begin at this place
        while (last < names.size() && names[last].begin == names[first].begin) {
            std::size_t& reach = longest[static_cast<std::size_t>(names[last].kind)];
            reach = std::max(reach, names[last++].end);
        }
        for (const FoundName& name : names.subspan(first, last - first)) {
            const auto kind = static_cast<std::size_t>(name.kind);
            const bool nested = before[kind] >= name.end || longest[kind] > name.end;
            if (!nested || is_organisation(name)) kept.push_back(name);
        }
        before = longest;
        first = last;
    }
    return kept;
}

void DutyReader::enter_unit(std::span<const Token> name) {
    short_names_.clear();
    for (const FoundName& found : names_in(name, 0, name.size())) {
        if (found.kind != NameKind::body || found.end - found.begin < 2) continue;
        const Token& head = name[found.begin];
        short_names_.push_back({text::inflection_key(lexicon_[head.word].folded), found.index});
    }
}

/// "Покрета" in a unit for the "Покрет несврстаних земаља": a capital in mid-sentence, and no name
/// by itself.
void DutyReader::read_short_names(std::size_t begin, std::size_t end, remit::Duty& duty) const {
    if (short_names_.empty()) return;
    for (std::size_t i = begin + 1; i < end; ++i) {
        if (tokens_[i].kind != TokenKind::word) continue;
        const text::Word& word = lexicon_[tokens_[i].word];
        if (word.casing != text::Casing::capitalised) continue;
        const std::string key = text::inflection_key(word.folded);
        for (const ShortName& name : short_names_) {
            if (name.key == key) add_unique(duty.bodies, remit::BodyId(name.body));
        }
    }
}

void DutyReader::read_names(std::size_t begin, std::size_t end, remit::Duty& duty) const {
    const remit::Vocabulary& vocabulary = knowledge_.vocabulary;
    for (const FoundName& name : find_names(begin, end)) {
        switch (name.kind) {
            case NameKind::body:
                add_unique(duty.bodies, remit::BodyId(name.index));
                break;
            case NameKind::topic:
                add_unique(duty.topics, remit::TopicId(name.index));
                break;
            case NameKind::counterpart: {
                const std::string& country = vocabulary.counterparts[name.index].country;
                if (country.empty() || country == country_) {
                    add_unique(duty.counterparts, remit::CounterpartId(name.index));
                }
                break;
            }
            case NameKind::instrument:
                break;
        }
    }
}

}  // namespace remit::compile
