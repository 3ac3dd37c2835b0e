#include "office/access_reader.h"

#include <fmt/format.h>

#include <utility>

namespace remit::office {
namespace {

authority::Post post_of(const Institution& institution, const authority::Capacity& capacity) {
    const remit::UnitId unit = capacity.post->unit;
    const auto& units = institution.act().units;
    authority::Post post{.unit = units[unit.index()].code,
                         .head = capacity.post->rank != authority::Rank::officer,
                         .below = {},
                         .above = {}};
    for (std::size_t index = 0; index < units.size(); ++index) {
        const remit::UnitId other(index);
        if (other == unit) continue;
        if (institution.competence().contains(unit, other)) post.below.push_back(units[index].code);
        if (institution.competence().contains(other, unit)) post.above.push_back(units[index].code);
    }
    return post;
}

}  // namespace

Result<OfficeReader> reader_of(const Institution& institution,
                               const authority::Establishment& establishment,
                               std::string_view officer, calendar::Instant now,
                               std::vector<authority::BreakGlass> emergencies) {
    const auto id = establishment.find_officer(officer);
    if (!id) {
        return base::make_error(
            ErrorCode::not_found,
            fmt::format("there is no officer '{}'; `remit officer list` shows those that there are",
                        officer));
    }
    const authority::Moment moment{institution.day_at(now), now};
    authority::ReaderFacts facts;
    facts.officer = officer;
    for (const authority::Capacity& capacity : establishment.capacities(*id, moment.date))
        facts.posts.push_back(post_of(institution, capacity));
    for (const authority::HeldCertificate& held : establishment.staff().certificates) {
        if (held.officer == *id) facts.certificates.push_back(held.certificate);
    }
    for (const authority::HeldBriefing& held : establishment.staff().briefings) {
        if (held.officer == *id) facts.briefings.push_back(held.briefing);
    }
    facts.emergencies = std::move(emergencies);
    const Secrecy& secrecy = institution.secrecy();
    authority::Reader reader =
        REMIT_TRY(authority::Reader::of(facts, secrecy.schemes, secrecy.rules, moment));
    return OfficeReader{std::move(facts), std::move(reader), moment};
}

}  // namespace remit::office
