#include "authority/classification.h"

#include <algorithm>

#include "text/transliterate.h"

namespace remit::authority {
namespace {

constexpr int kMonthsOfYear = 12;

/// The entry's place in its table, as an id.
template <typename IdType, typename Entry>
std::optional<IdType> find_by_id(const std::vector<Entry>& entries, std::string_view id) {
    const auto at = std::ranges::find(entries, id, &Entry::id);
    if (at == entries.end()) return std::nullopt;
    return IdType(static_cast<std::size_t>(at - entries.begin()));
}

}  // namespace

std::string LocalName::in(diag::Language language) const {
    switch (language) {
        case diag::Language::en:
            return en;
        case diag::Language::hr:
            return hr;
        case diag::Language::sr_cyrl:
            return sr;
        case diag::Language::sr_latn:
            return text::to_latin(sr);
    }
    return en;
}

std::string Level::name_in(diag::Language language) const {
    return language == diag::Language::sr_cyrl ? name : text::to_latin(name);
}

std::optional<SchemeId> Schemes::find_scheme(std::string_view id) const {
    return find_by_id<SchemeId>(schemes, id);
}

std::optional<LevelId> Schemes::find_level(std::string_view id) const {
    return find_by_id<LevelId>(levels, id);
}

std::optional<LevelId> Schemes::find_level_at(SchemeId scheme, int rank) const {
    for (std::size_t index = 0; index < levels.size(); ++index) {
        if (levels[index].scheme == scheme && levels[index].rank == rank) return LevelId(index);
    }
    return std::nullopt;
}

std::optional<LevelId> Schemes::find_level_from(SchemeId scheme, int rank) const {
    for (int at = std::max(rank, kRankMin); at <= kRankMax; ++at) {
        if (const auto found = find_level_at(scheme, at)) return found;
    }
    return std::nullopt;
}

std::optional<LevelId> Schemes::find_equivalent(LevelId id, SchemeId scheme) const {
    return find_level_at(scheme, level(id).rank);
}

std::optional<FalseFriend> Schemes::find_false_friend(LevelId id, SchemeId scheme) const {
    for (const FalseFriend& known : false_friends) {
        if (known.level == id && level(known.taken_for).scheme == scheme) return known;
    }
    return std::nullopt;
}

bool Schemes::needs_certificate(LevelId id) const {
    return level(id).rank >= scheme(level(id).scheme).certificate_from;
}

bool Schemes::needs_briefing(LevelId id) const {
    return level(id).rank >= scheme(level(id).scheme).briefing_from;
}

std::optional<TermEnd> Schemes::term_end(LevelId id, calendar::Date classified) const {
    const std::optional<Term>& term = level(id).term;
    if (!term) return std::nullopt;
    const calendar::Date end = classified.plus_months(term->years * kMonthsOfYear);
    if (!end.in_range()) return std::nullopt;
    return TermEnd{end, term->kind, term->verified};
}

}  // namespace remit::authority
