#include "authority/classification_reading.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "authority/words.h"
#include "diag/message.h"
#include "text/edit_distance.h"
#include "text/fold.h"
#include "text/transliterate.h"
#include "text/utf8.h"

namespace remit::authority {
namespace {

using diag::Argument;
using diag::Language;

bool is_plain(char byte) {
    const bool ascii_word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    return ascii_word || static_cast<unsigned char>(byte) >= 0x80U;
}

/// How a name leads to a marking, the surest first.
enum class Strength : std::uint8_t { full, shared, former };

struct Name {
    std::string key;
    Marking marking;
    Strength strength = Strength::full;
    bool series = false;
};

void add_name(std::vector<Name>& names, std::string_view text, Marking marking, Strength strength) {
    if (std::string key = marking_key(text); !key.empty())
        names.push_back({std::move(key), marking, strength});
}

std::vector<Name> names_of(const Schemes& schemes) {
    std::vector<Name> names;
    for (std::size_t index = 0; index < schemes.levels.size(); ++index) {
        const Level& level = schemes.levels[index];
        add_name(names, level.name, LevelId(index), Strength::full);
        for (const std::string& form : level.forms)
            add_name(names, form, LevelId(index), Strength::full);
        add_name(names, level.short_form, LevelId(index), Strength::shared);
        for (const std::string& form : level.former)
            add_name(names, form, LevelId(index), Strength::former);
    }
    for (std::size_t index = 0; index < schemes.distributions.size(); ++index) {
        const Distribution& distribution = schemes.distributions[index];
        const std::size_t first = names.size();
        add_name(names, distribution.name, DistributionId(index), Strength::full);
        for (const std::string& form : distribution.forms)
            add_name(names, form, DistributionId(index), Strength::full);
        add_name(names, distribution.short_form, DistributionId(index), Strength::shared);
        for (std::size_t at = first; at < names.size(); ++at)
            names[at].series = distribution.series;
    }
    std::ranges::stable_sort(names, {}, &Name::strength);
    return names;
}

/// "pc del 123 26" is a paper of the series "pc del".
bool matches(const Name& name, std::string_view key) {
    if (name.key == key) return true;
    if (!name.series || !key.starts_with(name.key)) return false;
    key.remove_prefix(name.key.size());
    return key.size() >= 2 && key[0] == ' ' && key[1] >= '0' && key[1] <= '9';
}

/// Whether all the words that were written stand in the name, in order. A name that lacks a word of
/// what was written is never suggested: "TOP" or "STROGO" changes the level.
bool has_words(std::string_view written, std::string_view name) {
    while (!written.empty()) {
        const std::size_t end = std::min(written.find(' '), written.size());
        const std::string word = " " + std::string(written.substr(0, end)) + " ";
        const std::size_t at = (" " + std::string(name) + " ").find(word);
        if (at == std::string::npos) return false;
        name.remove_prefix(std::min(at + end, name.size()));
        written.remove_prefix(std::min(end + 1, written.size()));
    }
    return true;
}

/// The name that was probably meant: few slips away, or the first with all the words that were
/// written.
std::optional<Marking> find_nearest(std::string_view key, const std::vector<Name>& names) {
    std::optional<Marking> nearest;
    std::size_t fewest = text::kSlipsMax + 1;
    for (const Name& name : names) {
        const std::size_t slips = text::find_slips(key, name.key).value_or(text::kSlipsMax + 1);
        if (slips >= fewest || 2 * slips >= name.key.size()) continue;
        nearest = name.marking;
        fewest = slips;
    }
    if (nearest) return nearest;
    for (const Name& name : names) {
        if (has_words(key, name.key)) return name.marking;
    }
    return std::nullopt;
}

std::vector<Name> wanted_only(std::vector<Name> names, const Schemes& schemes, SchemeId wanted) {
    if (!wanted.is_some()) return names;
    std::erase_if(names,
                  [&](const Name& name) { return scheme_of(name.marking, schemes) != wanted; });
    return names;
}

void add_once(std::vector<Marking>& markings, const Marking& marking) {
    if (std::ranges::find(markings, marking) == markings.end()) markings.push_back(marking);
}

/// What was written, as a message may show it: valid UTF-8 and not too long.
std::string shown(std::string_view text) {
    std::string out;
    for (const char32_t code_point : text::to_code_points(text.substr(0, kMarkingBytesMax + 1))) {
        const std::size_t size = out.size();
        text::append_utf8(out, code_point);
        if (out.size() <= kMarkingBytesMax) continue;
        out.resize(size);
        return out + "…";
    }
    return out;
}

MarkingReading reading_of(const Marking& marking) {
    if (const auto* level = std::get_if<LevelId>(&marking)) return *level;
    return std::get<DistributionId>(marking);
}

/// What the key may be, within the wanted scheme and outside it.
struct Matches {
    std::vector<Marking> meant;
    std::vector<Marking> former;
    std::vector<Marking> elsewhere;
};

Matches find_matches(const Schemes& schemes, std::string_view key, SchemeId wanted,
                     const std::vector<Name>& names) {
    Matches found;
    for (const Name& name : names) {
        if (!matches(name, key)) continue;
        if (wanted.is_some() && scheme_of(name.marking, schemes) != wanted) {
            if (name.strength != Strength::former) add_once(found.elsewhere, name.marking);
        } else {
            add_once(name.strength == Strength::former ? found.former : found.meant, name.marking);
        }
    }
    return found;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
}

/// The names of the levels that may be written, of the wanted scheme or of all.
std::string level_names(const Schemes& schemes, SchemeId wanted, Language language) {
    std::vector<std::string> names;
    for (const Level& level : schemes.levels) {
        if (!wanted.is_some() || level.scheme == wanted) names.push_back(level.name_in(language));
    }
    return joined(names);
}

std::string scheme_name(const Schemes& schemes, SchemeId scheme, Language language) {
    return schemes.scheme(scheme).names.in(language);
}

/// "SECRET (Council of Europe), NATO SECRET (NATO)"
std::string candidates_in_words(const MarkingFault& fault, const Schemes& schemes,
                                Language language) {
    std::vector<std::string> names;
    names.reserve(fault.candidates.size());
    for (const Marking& marking : fault.candidates) {
        names.push_back(name_of(marking, schemes, language) + " (" +
                        scheme_name(schemes, scheme_of(marking, schemes), language) + ")");
    }
    return joined(names);
}

/// The level of the wanted scheme that is equal to the first candidate.
std::optional<LevelId> equivalent_of(const MarkingFault& fault, const Schemes& schemes) {
    const auto* level = std::get_if<LevelId>(&fault.candidates.front());
    return level == nullptr ? std::nullopt : schemes.find_equivalent(*level, fault.wanted);
}

std::string other_scheme_in_words(const MarkingFault& fault, const Schemes& schemes,
                                  Language language) {
    std::vector<Argument> arguments{{"seen", fault.seen},
                                    {"candidates", candidates_in_words(fault, schemes, language)},
                                    {"wanted", scheme_name(schemes, fault.wanted, language)}};
    const auto equivalent = equivalent_of(fault, schemes);
    if (!equivalent)
        return diag::in_words(phrase(PhraseId::marking_other_scheme_no_level), arguments, language);
    arguments.push_back({"equivalent", schemes.level(*equivalent).name_in(language)});
    return diag::in_words(phrase(PhraseId::marking_other_scheme), arguments, language);
}

std::string unknown_in_words(const MarkingFault& fault, const Schemes& schemes, Language language) {
    if (!fault.candidates.empty()) {
        const Argument arguments[] = {
            {"seen", fault.seen}, {"near", name_of(fault.candidates.front(), schemes, language)}};
        return diag::in_words(phrase(PhraseId::marking_unknown_near), arguments, language);
    }
    const Argument arguments[] = {{"seen", fault.seen},
                                  {"names", level_names(schemes, fault.wanted, language)}};
    return diag::in_words(phrase(PhraseId::marking_unknown), arguments, language);
}

}  // namespace

std::string marking_key(std::string_view text) {
    std::string key;
    bool gap = false;
    for (const char byte : text::fold(text)) {
        if (!is_plain(byte)) {
            gap = !key.empty();
            continue;
        }
        if (gap) key += ' ';
        gap = false;
        key += byte;
    }
    return key;
}

SchemeId scheme_of(const Marking& marking, const Schemes& schemes) {
    if (const auto* level = std::get_if<LevelId>(&marking)) return schemes.level(*level).scheme;
    return schemes.distribution(std::get<DistributionId>(marking)).scheme;
}

std::string name_of(const Marking& marking, const Schemes& schemes, Language language) {
    if (const auto* level = std::get_if<LevelId>(&marking))
        return schemes.level(*level).name_in(language);
    const std::string& name = schemes.distribution(std::get<DistributionId>(marking)).name;
    return language == Language::sr_cyrl ? name : text::to_latin(name);
}

MarkingReading read_marking(const Schemes& schemes, std::string_view text, SchemeId wanted) {
    MarkingFault fault{.seen = shown(text), .wanted = wanted};
    if (text.size() > kMarkingBytesMax) {
        fault.kind = MarkingFaultKind::too_long;
        return fault;
    }
    const std::string key = marking_key(text);
    if (key.empty()) {
        fault.kind = MarkingFaultKind::empty;
        return fault;
    }
    const std::vector<Name> names = names_of(schemes);
    Matches found = find_matches(schemes, key, wanted, names);
    if (found.meant.size() == 1 && found.former.empty()) return reading_of(found.meant.front());
    if (!found.meant.empty()) {
        fault.kind = MarkingFaultKind::ambiguous;
        fault.candidates = std::move(found.meant);
        for (const Marking& marking : found.former) add_once(fault.candidates, marking);
    } else if (!found.former.empty()) {
        fault.kind = MarkingFaultKind::former;
        fault.candidates = std::move(found.former);
    } else if (!found.elsewhere.empty()) {
        fault.kind = MarkingFaultKind::other_scheme;
        fault.candidates = std::move(found.elsewhere);
    } else if (const auto nearest = find_nearest(key, wanted_only(names, schemes, wanted))) {
        fault.candidates.push_back(*nearest);
    }
    return fault;
}

std::string in_words(const MarkingFault& fault, const Schemes& schemes, Language language) {
    const Argument seen{"seen", fault.seen};
    const Argument names{"names", level_names(schemes, fault.wanted, language)};
    switch (fault.kind) {
        case MarkingFaultKind::empty:
            return diag::in_words(phrase(PhraseId::marking_empty), std::vector{names}, language);
        case MarkingFaultKind::too_long:
            return diag::in_words(phrase(PhraseId::marking_too_long), std::vector{seen, names},
                                  language);
        case MarkingFaultKind::unknown:
            return unknown_in_words(fault, schemes, language);
        case MarkingFaultKind::ambiguous: {
            const Argument candidates{"candidates", candidates_in_words(fault, schemes, language)};
            return diag::in_words(phrase(PhraseId::marking_ambiguous),
                                  std::vector{seen, candidates}, language);
        }
        case MarkingFaultKind::other_scheme:
            return other_scheme_in_words(fault, schemes, language);
        case MarkingFaultKind::former: {
            const Argument now{"candidates", candidates_in_words(fault, schemes, language)};
            return diag::in_words(phrase(PhraseId::marking_former), std::vector{seen, now},
                                  language);
        }
    }
    return {};
}

std::string in_words(const FalseFriend& friends, const Schemes& schemes, Language language) {
    const Level& level = schemes.level(friends.level);
    const Level& taken_for = schemes.level(friends.taken_for);
    std::vector<Argument> arguments{{"name", level.name_in(language)},
                                    {"scheme", scheme_name(schemes, level.scheme, language)},
                                    {"taken_for", taken_for.name_in(language)}};
    const auto equivalent = schemes.find_equivalent(friends.level, taken_for.scheme);
    if (!equivalent)
        return diag::in_words(phrase(PhraseId::marking_false_friend_no_level), arguments, language);
    arguments.push_back({"equivalent", schemes.level(*equivalent).name_in(language)});
    return diag::in_words(phrase(PhraseId::marking_false_friend), arguments, language);
}

}  // namespace remit::authority
