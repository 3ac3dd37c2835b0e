#include "authority/access_reclassify.h"

#include <algorithm>
#include <utility>

#include "authority/access_words.h"
#include "authority/words.h"
#include "diag/message.h"

namespace remit::authority {
namespace {

int rank_of(std::optional<LevelId> level, const Schemes& schemes) {
    return level ? schemes.level(*level).rank : 0;
}

/// Whether a level in the paper would lose something by the change. A part keeps its own mark, and
/// loses only where the whole would stand lower than it.
bool loses(LevelId level, std::optional<LevelId> to, bool is_part, const Schemes& schemes) {
    const Level& now = schemes.level(level);
    if (rank_of(to, schemes) < now.rank) return true;
    return !is_part && schemes.level(*to).scheme != now.scheme;
}

/// Whether the originator's consent reaches as far as the change. Where the paper's own mark goes
/// over into another scheme, it must have agreed to that scheme.
bool covers(const Consent& consent, const ReclassifyObjection& loss,
            const ReclassifyRequest& request, const Schemes& schemes) {
    if (consent.originator != loss.originator || consent.paper != request.paper.id) return false;
    if (consent.reference.empty() || consent.given > request.date) return false;
    if (rank_of(consent.to, schemes) > rank_of(request.to, schemes)) return false;
    if (!request.to || !consent.to || loss.part_number > 0) return true;
    return schemes.level(*consent.to).scheme == schemes.level(*request.to).scheme;
}

}  // namespace

std::string_view name_of(ReclassifyBar bar) {
    switch (bar) {
        case ReclassifyBar::originator_consent:
            return "originator consent";
        case ReclassifyBar::highest_part:
            return "highest part";
    }
    return {};
}

std::vector<ReclassifyObjection> may_reclassify(const ReclassifyRequest& request,
                                                const Schemes& schemes, const AccessRules& rules) {
    std::vector<ReclassifyObjection> objections;
    const auto look_at = [&](LevelId level, const std::string& named, std::size_t part_number) {
        if (!loses(level, request.to, part_number > 0, schemes)) return;
        ReclassifyObjection loss{ReclassifyBar::originator_consent,
                                 originator_of(named, level, schemes, rules), level, part_number};
        if (loss.originator.empty()) {
            // Ours to lower; but the whole cannot go below a part of it.
            loss.bar = ReclassifyBar::highest_part;
            if (part_number > 0) objections.push_back(std::move(loss));
            return;
        }
        const bool agreed = std::ranges::any_of(request.consents, [&](const Consent& consent) {
            return covers(consent, loss, request, schemes);
        });
        if (!agreed) objections.push_back(std::move(loss));
    };
    if (request.paper.level) look_at(*request.paper.level, request.paper.originator, 0);
    for (std::size_t index = 0; index < request.paper.parts.size(); ++index) {
        look_at(request.paper.parts[index].level, request.paper.parts[index].originator, index + 1);
    }
    return objections;
}

std::string in_words(const ReclassifyObjection& objection, const Schemes& schemes,
                     diag::Language language) {
    const bool is_part = objection.part_number > 0;
    std::vector<diag::Argument> arguments{
        {"level", schemes.level(objection.level).name_in(language)},
        {"part", static_cast<std::int64_t>(objection.part_number)}};
    if (objection.bar == ReclassifyBar::highest_part) {
        return diag::in_words(phrase(PhraseId::reclassify_highest_part), arguments, language);
    }
    arguments.push_back(
        {"originator", originator_in_words(objection.originator, schemes, language)});
    return diag::in_words(
        phrase(is_part ? PhraseId::reclassify_part_consent : PhraseId::reclassify_paper_consent),
        arguments, language);
}

}  // namespace remit::authority
