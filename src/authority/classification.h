// Classification: the levels of secrecy that States and organisations stamp on papers, side by
// side.
//
// Pure data, read from secrecy/schemes.yaml (classification_loader.h). A level belongs to one
// scheme and has a rank of the one scale on which all schemes are compared; a scheme has at most
// one level of a rank. A distribution (LIMITE, NEKLASIFICIRANO, PC.DEL) is a marking that is no
// level and never takes part in a comparison. No name of a level, no rank and no term stands in
// C++.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "calendar/date.h"
#include "diag/language.h"

namespace remit::authority {

struct SchemeTag;
struct LevelTag;
struct DistributionTag;
using SchemeId = base::Id<SchemeTag>;              // index into Schemes::schemes
using LevelId = base::Id<LevelTag>;                // ... ::levels
using DistributionId = base::Id<DistributionTag>;  // ... ::distributions

/// The scale of all schemes: 1 is the lowest level, 4 the highest; 0 is "no level".
inline constexpr int kRankMin = 1;
inline constexpr int kRankMax = 4;

/// A name in the languages of Remit; Serbian in Cyrillic.
struct LocalName {
    std::string en;
    std::string hr;
    std::string sr;

    [[nodiscard]] std::string in(diag::Language language) const;
};

struct Scheme {
    std::string id;  // "nato"
    LocalName names;
    /// The ranks from which on a reader needs a certificate and a briefing; above kRankMax: never.
    int certificate_from = kRankMin;
    int briefing_from = kRankMin;
    bool access_verified = true;
    bool verified = true;
};

/// When secrecy is looked at again. A term never ends secrecy by itself here: an office is told of
/// it.
enum class TermKind : std::uint8_t {
    review,  // the need for secrecy is assessed
    expiry,  // secrecy ends unless it is prolonged
};

struct Term {
    TermKind kind = TermKind::review;
    int years = 0;
    bool verified = true;
};

struct Level {
    std::string id;  // "nato_secret": under which papers and certificates are stored
    SchemeId scheme;
    int rank = kRankMin;
    std::string name;                 // as it is stamped; Serbian in Cyrillic
    std::vector<std::string> forms;   // other writings
    std::vector<std::string> former;  // names of an older law
    std::string short_form;           // "SECRET", which other schemes have as well; may be empty
    std::optional<Term> term;

    /// The name as readers of the language write it: a Cyrillic stamp in Latin for all but readers
    /// of Cyrillic.
    [[nodiscard]] std::string name_in(diag::Language language) const;
};

enum class Audience : std::uint8_t { official, open };

struct Distribution {
    std::string id;  // "eu_limite"
    SchemeId scheme;
    std::string name;
    std::vector<std::string> forms;
    std::string short_form;
    bool series = false;  // a number follows: "PC.DEL/123/26"
    Audience audience = Audience::official;
};

/// The name of `level` is taken for that of `taken_for` by readers of the latter's scheme, and is
/// not equal to it.
struct FalseFriend {
    LevelId level;
    LevelId taken_for;
};

/// Levels that somebody claims to be equal.
struct Equivalence {
    std::vector<LevelId> levels;
    bool verified = true;
};

struct TermEnd {
    calendar::Date date;
    TermKind kind = TermKind::review;
    bool verified = true;
};

struct Schemes {
    std::vector<Scheme> schemes;
    std::vector<Level> levels;
    std::vector<Distribution> distributions;
    std::vector<Equivalence> equivalences;
    std::vector<FalseFriend> false_friends;

    [[nodiscard]] const Scheme& scheme(SchemeId id) const { return schemes[id.index()]; }
    [[nodiscard]] const Level& level(LevelId id) const { return levels[id.index()]; }
    [[nodiscard]] const Distribution& distribution(DistributionId id) const {
        return distributions[id.index()];
    }

    [[nodiscard]] std::optional<SchemeId> find_scheme(std::string_view id) const;
    [[nodiscard]] std::optional<LevelId> find_level(std::string_view id) const;
    /// The scheme's level of just this rank.
    [[nodiscard]] std::optional<LevelId> find_level_at(SchemeId scheme, int rank) const;
    /// The scheme's lowest level that is not below the rank; none where the scheme does not reach
    /// so high.
    [[nodiscard]] std::optional<LevelId> find_level_from(SchemeId scheme, int rank) const;
    /// The level of the other scheme that is equal to this one; none where that scheme has no such
    /// rank.
    [[nodiscard]] std::optional<LevelId> find_equivalent(LevelId id, SchemeId scheme) const;
    /// What readers of `scheme` may wrongly take the level for.
    [[nodiscard]] std::optional<FalseFriend> find_false_friend(LevelId id, SchemeId scheme) const;
    [[nodiscard]] bool needs_certificate(LevelId id) const;
    [[nodiscard]] bool needs_briefing(LevelId id) const;
    /// When the term ends of a paper that was classified on the day; none where no term is known.
    [[nodiscard]] std::optional<TermEnd> term_end(LevelId id, calendar::Date classified) const;
};

}  // namespace remit::authority
