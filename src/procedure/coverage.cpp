#include "procedure/coverage.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "procedure/carried_out.h"

namespace remit::procedure {
namespace {

using authority::Competence;
using authority::Giving;

/// What one procedure carries out, in ids of the vocabulary.
struct Offer {
    Work work;
    // Of the procedure and of this function; each list that is not empty must be met.
    std::vector<std::vector<remit::BodyId>> bodies;
    std::vector<std::vector<remit::TopicId>> topics;
};

template <typename Id>
void add_limit(std::vector<std::vector<Id>>& limits, const std::vector<std::string>& names,
               const auto& find) {
    std::vector<Id> limit;
    for (const std::string& name : names) {
        if (const std::optional<Id> id = find(name)) limit.push_back(*id);
    }
    if (!limit.empty()) limits.push_back(std::move(limit));
}

std::optional<Offer> offer_of(const remit::Vocabulary& vocabulary, const Definition& definition,
                              std::uint32_t index, const CarriedOut& claim) {
    const auto function = vocabulary.find_function(claim.function);
    if (!function) return std::nullopt;
    Offer offer{.work = {.procedure = index,
                         .function = *function,
                         .steps = claim.steps,
                         .consultations = claim.consultations},
                .bodies = {},
                .topics = {}};
    const auto find_body = [&](std::string_view id) { return vocabulary.find_body(id); };
    const auto find_topic = [&](std::string_view id) { return vocabulary.find_topic(id); };
    add_limit(offer.bodies, definition.only_bodies, find_body);
    add_limit(offer.bodies, claim.bodies, find_body);
    add_limit(offer.topics, definition.only_topics, find_topic);
    add_limit(offer.topics, claim.topics, find_topic);
    return offer;
}

std::vector<Offer> offers_of(const remit::Vocabulary& vocabulary,
                             std::span<const Definition> definitions) {
    std::vector<Offer> offers;
    for (std::uint32_t i = 0; i < definitions.size(); ++i) {
        for (const CarriedOut& claim : carried_out(definitions[i])) {
            if (auto offer = offer_of(vocabulary, definitions[i], i, claim)) {
                offers.push_back(std::move(*offer));
            }
        }
    }
    return offers;
}

/// What a duty is about, for work of one function.
struct Limits {
    std::vector<remit::BodyId> bodies;
    std::vector<remit::TopicId> topics;
    /// Topics that say what the function says already: a limit may be met by them, none fails by
    /// them.
    std::vector<remit::TopicId> said;
};

/// Whether one of the names covers, or is covered by, one of the wanted.
template <typename Id>
bool touches(const authority::NameReach& reach, const std::vector<Id>& names,
             const std::vector<Id>& wanted) {
    return std::ranges::any_of(wanted, [&](Id one) {
        return std::ranges::any_of(
            names, [&](Id name) { return reach.covers(name, one) || reach.covers(one, name); });
    });
}

Limits limits_of(const Competence& competence, const remit::Duty& duty, const Offer& offer) {
    const authority::NameReach& reach = competence.reach();
    Limits limits{.bodies = duty.bodies, .topics = {}, .said = {}};
    for (const remit::TopicId id : duty.topics) {
        const auto& doers = competence.vocabulary().topic(id).done_by;
        const remit::BodyId forum = reach.forum(id);
        // The affairs of a body limit nothing before that body, and much before another.
        const bool elsewhere =
            forum.is_some() && std::ranges::any_of(offer.bodies, [&](const auto& wanted) {
                return !touches(reach, {forum}, wanted);
            });
        if (std::ranges::find(doers, offer.work.function) != doers.end()) {
            limits.said.push_back(id);
        } else if (!forum.is_some() || elsewhere) {
            limits.topics.push_back(id);
        }
        if (forum.is_some() && duty.bodies.empty()) limits.bodies.push_back(forum);
    }
    return limits;
}

bool on_subject(const Competence& competence, const remit::Duty& duty, const Offer& offer) {
    const remit::Remit& act = competence.remit();
    const bool points_back = duty.refers_to.is_some() && duty.bodies.empty() && duty.topics.empty();
    const remit::Duty& said = points_back ? act.duty(duty.refers_to) : duty;
    const Limits limits = limits_of(competence, said, offer);
    const authority::NameReach& reach = competence.reach();
    const auto body_met = [&](const std::vector<remit::BodyId>& wanted) {
        return limits.bodies.empty() || touches(reach, limits.bodies, wanted);
    };
    const auto topic_met = [&](const std::vector<remit::TopicId>& wanted) {
        return limits.topics.empty() || touches(reach, limits.topics, wanted) ||
               touches(reach, limits.said, wanted);
    };
    return std::ranges::all_of(offer.bodies, body_met) &&
           std::ranges::all_of(offer.topics, topic_met);
}

/// Whether some duty of the act gives the offered work, by its words or by what they say in
/// general.
bool given_by_name(const Competence& competence, const Offer& offer) {
    const auto& duties = competence.remit().duties;
    for (std::size_t i = 0; i < duties.size(); ++i) {
        const auto giving = competence.giving(remit::DutyId(i), offer.work.function);
        if (giving && *giving != Giving::residual && on_subject(competence, duties[i], offer)) {
            return true;
        }
    }
    return false;
}

/// What the unit of a residual duty may do by it: work on the subjects of the unit's other duties,
/// where they have any.
bool within_unit(const Competence& competence, const remit::Duty& residual, const Offer& offer) {
    if (!residual.bodies.empty() || !residual.topics.empty()) {
        return on_subject(competence, residual, offer);
    }
    bool named_any = false;
    for (const remit::DutyId id : competence.remit().duties_of(residual.unit)) {
        const remit::Duty& duty = competence.remit().duty(id);
        if (duty.residual) continue;
        named_any = true;
        if (on_subject(competence, duty, offer)) return true;
    }
    return !named_any;
}

ServedDuty serve_residual(const Competence& competence, remit::DutyId id,
                          const std::vector<Offer>& unnamed) {
    ServedDuty served{.duty = id, .served = Served::residual, .functions = {}, .besides = {}};
    for (const Offer& offer : unnamed) {
        if (within_unit(competence, competence.remit().duty(id), offer)) {
            served.besides.push_back(offer.work);
        }
    }
    return served;
}

Served grade(const ServedDuty& served, bool implicit) {
    const auto done = [](const ServedFunction& function) { return !function.works.empty(); };
    if (!served.functions.empty() && std::ranges::all_of(served.functions, done)) {
        return Served::whole;
    }
    if (std::ranges::any_of(served.functions, done)) return Served::part;
    return implicit && !served.besides.empty() ? Served::part : Served::none;
}

ServedDuty serve(const Competence& competence, remit::DutyId id, const std::vector<Offer>& offers) {
    const remit::Duty& duty = competence.remit().duty(id);
    ServedDuty served{.duty = id, .served = Served::none, .functions = {}, .besides = {}};
    for (const remit::FunctionId function : duty.functions) {
        served.functions.push_back({.function = function, .works = {}});
    }
    for (const Offer& offer : offers) {
        const auto giving = competence.giving(id, offer.work.function);
        if (!giving || !on_subject(competence, duty, offer)) continue;
        const auto named =
            std::ranges::find(served.functions, offer.work.function, &ServedFunction::function);
        (named == served.functions.end() ? served.besides : named->works).push_back(offer.work);
    }
    served.served = grade(served, duty.implicit);
    return served;
}

}  // namespace

std::size_t Coverage::count(Served served) const {
    return static_cast<std::size_t>(std::ranges::count(duties, served, &ServedDuty::served));
}

Coverage cover(const Competence& competence, std::span<const Definition> definitions) {
    const std::vector<Offer> offers = offers_of(competence.vocabulary(), definitions);
    std::vector<Offer> unnamed;
    std::ranges::copy_if(offers, std::back_inserter(unnamed),
                         [&](const Offer& offer) { return !given_by_name(competence, offer); });
    Coverage coverage;
    const auto& duties = competence.remit().duties;
    for (std::size_t i = 0; i < duties.size(); ++i) {
        const remit::DutyId id(i);
        coverage.duties.push_back(duties[i].residual ? serve_residual(competence, id, unnamed)
                                                     : serve(competence, id, offers));
    }
    return coverage;
}

}  // namespace remit::procedure
