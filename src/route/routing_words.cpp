#include "route/routing_words.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "authority/competence_words.h"
#include "route/words.h"

namespace remit::route {
namespace {

using authority::name_in;
using diag::Argument;
using diag::Language;
using remit::UnitId;

/// Things of a paper that are listed where no duty covers them.
constexpr std::size_t kThingsShown = 4;

void append(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

class Speaker {
  public:
    Speaker(const Router& router, const House& house, const Paper& paper, const Reading& reading,
            Language language)
        : router_(router), house_(house), paper_(paper), reading_(reading), language_(language) {}

    [[nodiscard]] std::string say(PhraseId id, std::initializer_list<Argument> arguments) const {
        return diag::in_words(phrase(id), std::span(arguments.begin(), arguments.size()),
                              language_);
    }
    [[nodiscard]] std::string thing(Target target) const {
        return target_in_words(router_, target, language_);
    }
    [[nodiscard]] std::string unit(UnitId id) const {
        return authority::unit_in_words(house_.act(), id);
    }
    [[nodiscard]] std::string bytes(Field field, std::uint32_t begin, std::uint32_t end) const {
        return std::string(field_of(paper_, field).substr(begin, end - begin));
    }

    [[nodiscard]] std::string verdict(const Routing& routing) const {
        switch (routing.verdict) {
            case Verdict::unreadable:
                return say(PhraseId::nothing_to_read, {});
            case Verdict::residual_only:
                return say(PhraseId::only_residual,
                           {{"unit", unit(routing.candidates.front().unit)}});
            case Verdict::ours:
                if (routing.rivals) {
                    return say(PhraseId::equally_competent,
                               {{"first", unit(routing.candidates[0].unit)},
                                {"second", unit(routing.candidates[1].unit)}});
                }
                return say(PhraseId::competent, {{"unit", unit(routing.candidates.front().unit)}});
            case Verdict::not_ours:
                break;
        }
        if (routing.apart.is_some()) {
            const Target topic{TargetKind::topic,
                               static_cast<std::uint32_t>(routing.apart.index())};
            return say(PhraseId::business_apart, {{"topic", thing(topic)}});
        }
        const std::string things = things_said();
        return things.empty() ? say(PhraseId::nothing_recognised, {})
                              : say(PhraseId::not_covered, {{"things", things}});
    }

    [[nodiscard]] CandidateWords candidate(const Candidate& one) const {
        CandidateWords words{.unit = unit(one.unit)};
        if (one.duty.is_some()) {
            const remit::Duty& duty = house_.act().duty(one.duty);
            words.citation = duty.citation.label;
            words.duty = duty.id;
        } else {
            words.why.push_back(
                say(PhraseId::by_its_name, {{"name", house_.act().unit(one.unit).name}}));
        }
        for (const Evidence& evidence : one.evidence) words.why.push_back(because(evidence));
        std::string shared;
        for (const SharedWord& word : one.words) {
            append(shared, bytes(word.field, word.begin, word.end));
        }
        if (!shared.empty()) words.why.push_back(say(PhraseId::shares_words, {{"words", shared}}));
        return words;
    }

    /// Why the candidate comes after the first.
    [[nodiscard]] std::string lost(const Routing& routing, const Candidate& one) const {
        const Candidate& first = routing.candidates.front();
        const Argument first_unit{"first", unit(first.unit)};
        if (routing.rivals && &one == &routing.candidates[1]) {
            return say(PhraseId::lost_rival, {first_unit});
        }
        if (house_.act().contains(one.unit, first.unit)) {
            return say(PhraseId::lost_wider, {first_unit});
        }
        std::string missed;
        for (const Evidence& evidence : first.evidence) {
            if (evidence.meets.kind == TargetKind::function) continue;
            if (!find(one, evidence.meets)) append(missed, thing(evidence.meets));
        }
        if (!missed.empty()) {
            return say(PhraseId::lost_less, {{"things", missed}, first_unit});
        }
        for (const Evidence& evidence : first.evidence) {
            const Evidence* same = find(one, evidence.meets);
            if (same == nullptr || same->level <= evidence.level) continue;
            return say(
                PhraseId::lost_farther,
                {{"thing", thing(evidence.meets)}, {"named", thing(same->named)}, first_unit});
        }
        if (house_.act().contains(first.unit, one.unit)) {
            return say(PhraseId::lost_below, {first_unit});
        }
        return say(PhraseId::lost_behind, {first_unit});
    }

  private:
    [[nodiscard]] static const Evidence* find(const Candidate& one, Target meets) {
        const auto found = std::ranges::find(one.evidence, meets, &Evidence::meets);
        return found == one.evidence.end() ? nullptr : &*found;
    }

    [[nodiscard]] std::string because(const Evidence& evidence) const {
        const Mention& mention = reading_.mentions[evidence.mention];
        const Argument seen{"seen", bytes(mention.field, mention.begin, mention.end)};
        const Argument met{"thing", thing(evidence.meets)};
        const Argument named{"named", thing(evidence.named)};
        if (evidence.meets.kind == TargetKind::function) {
            return say(PhraseId::asks_for, {seen, met});
        }
        const bool follows = evidence.implied || mention.target != evidence.meets;
        const bool speaks = mention.form == Form::sign || mention.form == Form::hint;
        if (speaks && !follows) {
            return evidence.meets == evidence.named
                       ? say(PhraseId::speaks_named, {seen, met})
                       : say(PhraseId::speaks_wider, {seen, met, named});
        }
        if (evidence.meets == evidence.named) {
            return say(follows ? PhraseId::follows_named : PhraseId::says_named, {seen, met});
        }
        return say(follows ? PhraseId::follows_wider : PhraseId::says_wider, {seen, met, named});
    }

    [[nodiscard]] std::string things_said() const {
        std::string list;
        std::size_t count = 0;
        for (const Concept& found : reading_.concepts) {
            const bool subject = found.target.kind == TargetKind::body ||
                                 found.target.kind == TargetKind::topic ||
                                 found.target.kind == TargetKind::counterpart;
            if (!subject || found.implied || count == kThingsShown) continue;
            append(list, thing(found.target));
            ++count;
        }
        return list;
    }

    const Router& router_;
    const House& house_;
    const Paper& paper_;
    const Reading& reading_;
    Language language_;
};

}  // namespace

namespace {

std::string say_plainly(PhraseId id, std::initializer_list<Argument> arguments, Language language) {
    return diag::in_words(phrase(id), std::span(arguments.begin(), arguments.size()), language);
}

}  // namespace

std::string cut_in_words(Language language) {
    return say_plainly(PhraseId::cut_short,
                       {{"kilobytes", static_cast<std::int64_t>(kReadBytesMax >> 10U)}}, language);
}

std::string in_words(const House& house, const AuditRow& row, Language language) {
    const auto duty = [&] {
        return row.instead.is_some() ? house.act().duty(row.instead).id : std::string("-");
    };
    switch (row.reach) {
        case Reach::first:
            return {};
        case Reach::same_unit:
            return say_plainly(PhraseId::dead_same_unit, {{"duty", duty()}}, language);
        case Reach::shadowed:
            if (!row.instead.is_some()) {
                return say_plainly(PhraseId::dead_shadowed_by_name,
                                   {{"unit", authority::unit_in_words(house.act(), row.unit)}},
                                   language);
            }
            return say_plainly(
                PhraseId::dead_shadowed,
                {{"unit", authority::unit_in_words(house.act(), row.unit)}, {"duty", duty()}},
                language);
        case Reach::residual:
            return say_plainly(PhraseId::dead_residual, {}, language);
        case Reach::no_subject:
            break;
    }
    return say_plainly(PhraseId::dead_no_subject, {}, language);
}

std::string count_in_words(std::size_t reached, std::size_t all, Language language) {
    return say_plainly(
        PhraseId::audit_count,
        {{"reached", static_cast<std::int64_t>(reached)}, {"all", static_cast<std::int64_t>(all)}},
        language);
}

std::string certificate(const Router& router, const House& house, const Paper& paper,
                        const Reading& reading, const Routing& routing,
                        const CertificateFacts& facts, Language language) {
    const auto say = [&](PhraseId id, std::initializer_list<Argument> arguments) {
        return say_plainly(id, arguments, language);
    };
    const RoutingWords words = in_words(router, house, paper, reading, routing, language);
    std::string page = "# " + say(PhraseId::certificate_title, {}) + "\n\n";
    page += say(PhraseId::certificate_paper, {{"title", std::string(paper.title)}}) + "\n";
    page += say(PhraseId::certificate_hash, {{"hash", facts.paper_hash}}) + "\n";
    page += say(PhraseId::certificate_act, {{"act", facts.act}, {"hash", facts.act_hash}}) + "\n\n";
    page += "**" + words.verdict + "**\n";
    for (std::size_t index = 0; index < words.candidates.size(); ++index) {
        const CandidateWords& one = words.candidates[index];
        const Candidate& candidate = routing.candidates[index];
        const bool first = index == 0 && routing.verdict != Verdict::not_ours;
        if (first) {
            if (candidate.duty.is_some()) {
                page += "\n## " + say(PhraseId::certificate_clause, {}) + "\n\n" + one.citation +
                        " (" + one.duty + "): " +
                        std::string(house.institution().compilation->text_of(candidate.duty)) +
                        "\n";
            }
            page += "\n## " + say(PhraseId::certificate_why, {}) + "\n\n";
            for (const std::string& why : one.why) page += "- " + why + "\n";
            continue;
        }
        if (index == (routing.verdict == Verdict::not_ours ? 0U : 1U)) {
            page += "\n## " + say(PhraseId::certificate_rejected, {}) + "\n\n";
        }
        page += "- " + one.unit + (one.citation.empty() ? "" : ", " + one.citation) +
                (one.lost.empty() ? "" : ": " + one.lost) + "\n";
    }
    return page + "\n" + say(PhraseId::certificate_date, {{"day", facts.day}}) + "\n";
}

std::string target_in_words(const Router& router, Target target, Language language) {
    const remit::Vocabulary& words = router.vocabulary();
    const auto name = [&](const auto& entry) {
        return name_in(entry.names, language, entry.label);
    };
    switch (target.kind) {
        case TargetKind::body:
            return name(words.bodies[target.index]);
        case TargetKind::topic:
            return name(words.topics[target.index]);
        case TargetKind::counterpart:
            return name(words.counterparts[target.index]);
        case TargetKind::instrument:
            return name(words.instruments[target.index]);
        case TargetKind::function: {
            const remit::Function& function = words.functions[target.index];
            return name_in(function.names, language, function.id);
        }
        case TargetKind::place:
            break;
    }
    const Place& place = router.signs().places[target.index];
    return name_in(place.names, language, place.id);
}

RoutingWords in_words(const Router& router, const House& house, const Paper& paper,
                      const Reading& reading, const Routing& routing, Language language) {
    const Speaker speaker(router, house, paper, reading, language);
    RoutingWords words;
    words.verdict = speaker.verdict(routing);
    for (const Candidate& candidate : routing.candidates) {
        words.candidates.push_back(speaker.candidate(candidate));
        if (&candidate != &routing.candidates.front()) {
            words.candidates.back().lost = speaker.lost(routing, candidate);
        }
    }
    return words;
}

}  // namespace remit::route
