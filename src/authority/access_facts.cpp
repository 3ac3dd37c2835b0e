#include "authority/access_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "text/script.h"
#include "text/utf8.h"

namespace remit::authority {
namespace {

using Texts = std::vector<std::string>;

/// Errors: invalid_input. A NUL would end the text in one database and not in the other.
Status check_key(std::string_view what, const std::string& key) {
    const bool fits =
        !key.empty() && key.size() <= kAccessKeyBytesMax && key.find('\0') == std::string::npos;
    if (fits && !text::find_utf8_fault(key)) return base::done();
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "the {} is empty, no text or longer than {} bytes; give its name as it is stored", what,
            kAccessKeyBytesMax));
}

/// Sorts, takes out repeats and checks each name.
Status settle(std::string_view what, Texts& texts) {
    std::ranges::sort(texts);
    const auto repeats = std::ranges::unique(texts);
    texts.erase(repeats.begin(), repeats.end());
    if (texts.size() > kAccessItemsMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("there are {} names of the kind '{}'; at most {} are looked at",
                        texts.size(), what, kAccessItemsMax));
    }
    for (const std::string& text : texts) REMIT_TRY(check_key(what, text));
    return base::done();
}

/// What the reader has in one scheme.
struct Admission {
    int rank = 0;  // of the highest certificate that is valid
    bool briefed = false;
};

bool opens(const Admission& admission, LevelId id, const Schemes& schemes) {
    const bool cleared = !schemes.needs_certificate(id) || admission.rank >= schemes.level(id).rank;
    const bool briefed = !schemes.needs_briefing(id) || admission.briefed;
    return cleared && briefed;
}

/// The levels that are open to the reader: through the scheme's own certificate, or through that of
/// a scheme which the rules let count. Certificate and briefing must be of one scheme.
Texts open_levels(const ReaderFacts& facts, const Schemes& schemes, const AccessRules& rules,
                  calendar::Date day) {
    std::vector<Admission> admissions(schemes.schemes.size());
    for (const Certificate& certificate : facts.certificates) {
        REMIT_CHECK(certificate.up_to.index() < schemes.levels.size());
        const Level& level = schemes.level(certificate.up_to);
        int& rank = admissions[level.scheme.index()].rank;
        if (certificate.valid.holds(day)) rank = std::max(rank, level.rank);
    }
    for (const Briefing& briefing : facts.briefings) {
        REMIT_CHECK(briefing.scheme.index() < schemes.schemes.size());
        if (briefing.valid.holds(day)) admissions[briefing.scheme.index()].briefed = true;
    }
    Texts levels;
    for (std::size_t index = 0; index < schemes.levels.size(); ++index) {
        const LevelId id(index);
        const SchemeId scheme = schemes.level(id).scheme;
        bool open = opens(admissions[scheme.index()], id, schemes);
        for (const AccessRules::Opening& opening : rules.openings) {
            open = open ||
                   (opening.scheme == scheme && opens(admissions[opening.by.index()], id, schemes));
        }
        if (open) levels.push_back(schemes.level(id).id);
    }
    return levels;
}

bool reaches(Reach reach, const Post& post) {
    return reach == Reach::everybody || (reach == Reach::heads && post.head);
}

Texts known_units(const ReaderFacts& facts, const AccessRules& rules) {
    Texts units;
    for (const Post& post : facts.posts) {
        units.push_back(post.unit);
        if (reaches(rules.below, post))
            units.insert(units.end(), post.below.begin(), post.below.end());
        if (reaches(rules.above, post))
            units.insert(units.end(), post.above.begin(), post.above.end());
    }
    return units;
}

/// How high a paper stands, all its parts counted.
struct Standing {
    Texts levels;
    int rank = 0;
    std::optional<LevelId> level;
};

Result<Standing> standing_of(const PaperFacts& facts, const Schemes& schemes) {
    if (facts.parts.size() > kAccessItemsMax) {
        return base::make_error(ErrorCode::limit,
                                fmt::format("the paper has {} parts; at most {} are looked at",
                                            facts.parts.size(), kAccessItemsMax));
    }
    Standing standing;
    for (const Part& part : facts.parts) {
        REMIT_CHECK(part.level.index() < schemes.levels.size());
        standing.levels.push_back(schemes.level(part.level).id);
        standing.rank = std::max(standing.rank, schemes.level(part.level).rank);
    }
    if (!facts.level) return standing;
    REMIT_CHECK(facts.level->index() < schemes.levels.size());
    const Level& marked = schemes.level(*facts.level);
    standing.level = schemes.find_level_from(marked.scheme, std::max(marked.rank, standing.rank));
    if (!standing.level) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format(
                "the paper is marked '{}', and a part of it stands higher than any level of that "
                "scheme; mark the paper in a scheme that has one, or keep the part apart",
                marked.name));
    }
    standing.levels.push_back(schemes.level(*standing.level).id);
    standing.rank = std::max(standing.rank, schemes.level(*standing.level).rank);
    return standing;
}

/// An emergency lasts no longer than the rules let one last now, whatever it was opened for.
bool counts(const BreakGlass& glass, const ReaderFacts& facts, const AccessRules& rules,
            calendar::Instant now) {
    const auto last = glass.opened.plus_seconds(rules.glass_hours * kSecondsOfHour);
    return glass.officer == facts.officer && is_ground(glass.ground) && glass.opened <= now &&
           now < glass.until && now < last;
}

}  // namespace

bool is_ground(std::string_view text) {
    return text.size() <= kGroundBytesMax && !text::find_utf8_fault(text) &&
           text::script_of(text) != text::Script::other;
}

Result<Reader> Reader::of(const ReaderFacts& facts, const Schemes& schemes,
                          const AccessRules& rules, const Moment& moment) {
    Reader reader;
    const auto set = [&reader](ReaderSet which) -> Texts& {
        return reader.sets_[static_cast<std::size_t>(which)];
    };
    set(ReaderSet::officer) = {facts.officer};
    set(ReaderSet::levels) = open_levels(facts, schemes, rules, moment.date);
    set(ReaderSet::units) = known_units(facts, rules);
    set(ReaderSet::recipients) = facts.recipients;
    for (const std::string& name : rules.house) set(ReaderSet::recipients).push_back(name);
    for (const CompartmentBriefing& briefing : facts.compartments) {
        if (briefing.valid.holds(moment.date))
            set(ReaderSet::compartments).push_back(briefing.compartment);
    }
    for (const BreakGlass& glass : facts.emergencies) {
        if (!counts(glass, facts, rules, moment.instant)) continue;
        const bool is_paper = glass.scope == GlassScope::paper;
        set(is_paper ? ReaderSet::opened_papers : ReaderSet::opened_matters)
            .push_back(glass.subject);
    }
    constexpr std::array<std::string_view, kReaderSetCount> kNames{
        "officer", "level", "compartment", "unit", "recipient", "opened paper", "opened matter"};
    for (std::size_t index = 0; index < kReaderSetCount; ++index)
        REMIT_TRY(settle(kNames[index], reader.sets_[index]));
    return reader;
}

Result<Paper> Paper::of(const PaperFacts& facts, const Schemes& schemes) {
    if (facts.matter.empty() && !facts.matter_named.empty()) {
        return base::make_error(
            ErrorCode::invalid_input,
            "officers are named on the matter of a paper that belongs to none; give the matter");
    }
    Paper paper;
    const auto texts = [&paper](PaperField which) -> Texts& {
        return paper.texts_[static_cast<std::size_t>(which)];
    };
    const auto number = [&paper](PaperNumber which) -> int& {
        return paper.numbers_[static_cast<std::size_t>(which)];
    };
    Standing standing = REMIT_TRY(standing_of(facts, schemes));
    paper.level_ = standing.level;
    texts(PaperField::levels) = std::move(standing.levels);
    number(PaperNumber::rank) = standing.rank;
    number(PaperNumber::personal) = static_cast<int>(facts.personal);
    number(PaperNumber::named_only) = facts.named_only ? 1 : 0;
    number(PaperNumber::release_limited) = facts.release_limited ? 1 : 0;
    texts(PaperField::id) = {facts.id};
    if (!facts.matter.empty()) texts(PaperField::matter) = {facts.matter};
    texts(PaperField::compartments) = facts.compartments;
    texts(PaperField::units) = facts.units;
    texts(PaperField::named) = facts.named;
    texts(PaperField::matter_named) = facts.matter_named;
    texts(PaperField::releases) = facts.releases;
    constexpr std::array<std::string_view, kPaperFieldCount> kNames{
        "paper", "matter", "level", "compartment", "unit", "officer", "officer", "recipient"};
    for (std::size_t index = 0; index < kPaperFieldCount; ++index)
        REMIT_TRY(settle(kNames[index], paper.texts_[index]));
    return paper;
}

std::string originator_of(const std::string& originator, LevelId level, const Schemes& schemes,
                          const AccessRules& rules) {
    if (!originator.empty()) return rules.is_house(originator) ? std::string() : originator;
    const SchemeId scheme = schemes.level(level).scheme;
    return scheme == rules.scheme ? std::string() : schemes.scheme(scheme).id;
}

}  // namespace remit::authority
