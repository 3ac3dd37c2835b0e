#include "authority/access_words.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>

#include "authority/words.h"
#include "diag/message.h"

namespace remit::authority {
namespace {

using diag::Argument;
using diag::Language;

/// The latest of the periods that are over, or else the earliest that is to come.
struct NearDays {
    std::optional<calendar::Date> ended;
    std::optional<calendar::Date> begins;
    bool valid = false;

    void add(const Days& days, calendar::Date day) {
        if (days.holds(day)) valid = true;
        if (days.from > days.until) return;
        if (days.until < day && (!ended || *ended < days.until)) ended = days.until;
        if (day < days.from && (!begins || days.from < *begins)) begins = days.from;
    }
};

class Explainer {
  public:
    Explainer(const ReadingCase& reading, Language language)
        : case_(reading), language_(language) {}

    Explanation run();

  private:
    void object_to_level(LevelId id);
    void object_to_certificate(LevelId id);
    void object_to_briefing(SchemeId scheme);
    void object_to_compartment(const std::string& compartment);
    void object_to_release();
    void object_to_need();
    void tell_how();
    void tell_of_refusal();

    [[nodiscard]] std::string words(PhraseId id,
                                    std::initializer_list<Argument> arguments = {}) const {
        return diag::in_words(phrase(id), std::span(arguments.begin(), arguments.size()),
                              language_);
    }
    [[nodiscard]] std::string level_name(LevelId id) const {
        return case_.schemes.level(id).name_in(language_);
    }
    [[nodiscard]] std::string scheme_name(SchemeId id) const {
        return case_.schemes.scheme(id).names.in(language_);
    }
    [[nodiscard]] std::string originators() const;
    [[nodiscard]] static std::string joined(std::span<const std::string> texts);
    /// `ended`, `begins` or `never`, whichever the periods say.
    [[nodiscard]] std::string dated(const NearDays& days, PhraseId ended, PhraseId begins,
                                    PhraseId never, const Argument& subject) const;
    void object(Rule rule, ChangeKind change, std::string subject, std::string why,
                std::string cure) {
        explanation_.objections.push_back(
            {rule, change, std::move(subject), std::move(why), std::move(cure)});
    }

    const ReadingCase& case_;
    Language language_;
    Explanation explanation_;
};

std::string Explainer::joined(std::span<const std::string> texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
}

std::string Explainer::dated(const NearDays& days, PhraseId ended, PhraseId begins, PhraseId never,
                             const Argument& subject) const {
    if (days.ended) return words(ended, {subject, {"date", days.ended->iso()}});
    if (days.begins) return words(begins, {subject, {"date", days.begins->iso()}});
    return words(never, {subject});
}

Explanation Explainer::run() {
    const Decision& decision = case_.decision;
    if (decision.fails(Rule::certificate)) {
        const auto open = case_.reader.values(ReaderSet::levels);
        for (const std::string& level : case_.paper.values(PaperField::levels)) {
            if (!std::ranges::binary_search(open, level))
                object_to_level(*case_.schemes.find_level(level));
        }
    }
    if (decision.fails(Rule::compartments)) {
        const auto held = case_.reader.values(ReaderSet::compartments);
        for (const std::string& compartment : case_.paper.values(PaperField::compartments)) {
            if (!std::ranges::binary_search(held, compartment)) object_to_compartment(compartment);
        }
    }
    if (decision.fails(Rule::release)) object_to_release();
    if (decision.fails(Rule::need_to_know)) object_to_need();
    decision.granted ? tell_how() : tell_of_refusal();
    return std::move(explanation_);
}

void Explainer::object_to_level(LevelId id) {
    if (case_.schemes.needs_certificate(id)) object_to_certificate(id);
    if (case_.schemes.needs_briefing(id)) object_to_briefing(case_.schemes.level(id).scheme);
}

void Explainer::object_to_certificate(LevelId id) {
    const Level& wanted = case_.schemes.level(id);
    NearDays enough;
    std::optional<LevelId> lower;
    for (const Certificate& certificate : case_.reader_facts.certificates) {
        const Level& held = case_.schemes.level(certificate.up_to);
        if (held.scheme != wanted.scheme) continue;
        if (held.rank >= wanted.rank) {
            enough.add(certificate.valid, case_.moment.date);
        } else if (certificate.valid.holds(case_.moment.date) &&
                   (!lower || case_.schemes.level(*lower).rank < held.rank)) {
            lower = certificate.up_to;
        }
    }
    if (enough.valid) return;
    const Argument level{"level", level_name(id)};
    const std::string why =
        lower && !enough.ended && !enough.begins
            ? words(PhraseId::access_certificate_low, {level, {"held", level_name(*lower)}})
            : dated(enough, PhraseId::access_certificate_ended, PhraseId::access_certificate_begins,
                    PhraseId::access_certificate_none, level);
    object(Rule::certificate, ChangeKind::certificate, wanted.id, why,
           words(PhraseId::access_certificate_cure, {level}));
}

void Explainer::object_to_briefing(SchemeId scheme) {
    const std::string& subject = case_.schemes.scheme(scheme).id;
    const auto& so_far = explanation_.objections;
    const auto is_same = [&](const Objection& other) {
        return other.change == ChangeKind::briefing && other.subject == subject;
    };
    if (std::ranges::any_of(so_far, is_same)) return;
    NearDays days;
    for (const Briefing& briefing : case_.reader_facts.briefings) {
        if (briefing.scheme == scheme) days.add(briefing.valid, case_.moment.date);
    }
    if (days.valid) return;
    const Argument name{"scheme", scheme_name(scheme)};
    object(Rule::certificate, ChangeKind::briefing, subject,
           dated(days, PhraseId::access_briefing_ended, PhraseId::access_briefing_begins,
                 PhraseId::access_briefing_none, name),
           words(PhraseId::access_briefing_cure, {name}));
}

void Explainer::object_to_compartment(const std::string& compartment) {
    NearDays days;
    for (const CompartmentBriefing& briefing : case_.reader_facts.compartments) {
        if (briefing.compartment == compartment) days.add(briefing.valid, case_.moment.date);
    }
    const Argument name{"compartment", compartment};
    object(Rule::compartments, ChangeKind::compartment, compartment,
           dated(days, PhraseId::access_compartment_ended, PhraseId::access_compartment_begins,
                 PhraseId::access_compartment_none, name),
           words(PhraseId::access_compartment_cure, {name}));
}

/// Those whose level stands in the paper, each once; the house where there is no other.
std::string Explainer::originators() const {
    const PaperFacts& facts = case_.paper_facts;
    std::vector<std::string> names;
    const auto add = [&](const std::string& originator, LevelId level) {
        const std::string id = originator_of(originator, level, case_.schemes, case_.rules);
        std::string name = originator_in_words(id, case_.schemes, language_);
        if (!id.empty() && std::ranges::find(names, name) == names.end())
            names.push_back(std::move(name));
    };
    if (facts.level) {
        add(facts.originator, *facts.level);
    } else if (!facts.originator.empty() && !case_.rules.is_house(facts.originator)) {
        names.push_back(originator_in_words(facts.originator, case_.schemes, language_));
    }
    for (const Part& part : facts.parts) add(part.originator, part.level);
    return names.empty() ? words(PhraseId::access_originator_house) : joined(names);
}

void Explainer::object_to_release() {
    const Argument originator{"originator", originators()};
    const auto recipients = case_.paper.values(PaperField::releases);
    std::string why = recipients.empty() ? words(PhraseId::access_release_nobody, {originator})
                                         : words(PhraseId::access_release,
                                                 {originator, {"recipients", joined(recipients)}});
    const auto& house = case_.rules.house;
    const std::string& recipient = house.empty() ? case_.reader_facts.officer : house.front();
    object(Rule::release, ChangeKind::release, recipient, std::move(why),
           words(PhraseId::access_release_cure, {originator, {"recipient", recipient}}));
}

void Explainer::object_to_need() {
    const std::string& officer = case_.reader_facts.officer;
    const auto units = case_.paper.values(PaperField::units);
    const auto matter = case_.paper.values(PaperField::matter);
    if (case_.paper.number(PaperNumber::named_only) != 0) {
        object(Rule::need_to_know, ChangeKind::paper_named, officer,
               words(PhraseId::access_need_named_only),
               words(PhraseId::access_need_named_only_cure));
        return;
    }
    std::string why = units.empty() ? words(PhraseId::access_need_no_unit)
                                    : words(PhraseId::access_need_unit, {{"units", joined(units)}});
    if (matter.empty()) {
        object(Rule::need_to_know, ChangeKind::paper_named, officer, std::move(why),
               words(PhraseId::access_need_named_only_cure));
        return;
    }
    object(Rule::need_to_know, ChangeKind::matter_named, officer, std::move(why),
           words(PhraseId::access_need_unit_cure, {{"matter", matter.front()}}));
}

void Explainer::tell_how() {
    const Decision& decision = case_.decision;
    std::vector<std::string>& remarks = explanation_.remarks;
    if (decision.holds(Rule::open_paper)) {
        remarks.push_back(words(PhraseId::access_by_open));
    } else if (decision.holds(Rule::unit)) {
        const auto known = case_.reader.values(ReaderSet::units);
        for (const std::string& unit : case_.paper.values(PaperField::units)) {
            if (!std::ranges::binary_search(known, unit)) continue;
            remarks.push_back(words(PhraseId::access_by_unit, {{"unit", unit}}));
            break;
        }
    } else if (decision.holds(Rule::named)) {
        remarks.push_back(words(PhraseId::access_by_name));
    } else if (decision.holds(Rule::named_on_matter)) {
        const auto matter = case_.paper.values(PaperField::matter);
        remarks.push_back(words(PhraseId::access_by_matter, {{"matter", joined(matter)}}));
    } else if (decision.by_break_glass()) {
        remarks.push_back(words(PhraseId::access_by_break_glass));
    }
    const auto& level = case_.paper.level();
    if (level && case_.paper_facts.level && *level != *case_.paper_facts.level) {
        remarks.push_back(words(
            PhraseId::access_raised,
            {{"marked", level_name(*case_.paper_facts.level)}, {"level", level_name(*level)}}));
    }
}

void Explainer::tell_of_refusal() {
    const auto& objections = explanation_.objections;
    const bool only_need = std::ranges::all_of(objections, [](const Objection& objection) {
        return objection.rule == Rule::need_to_know;
    });
    if (only_need && case_.rules.glass_hours > 0) {
        explanation_.remarks.push_back(
            words(PhraseId::access_emergency,
                  {{"hours", static_cast<std::int64_t>(case_.rules.glass_hours)}}));
    }
    if (case_.reader_facts.administrator)
        explanation_.remarks.push_back(words(PhraseId::access_administrator));
}

}  // namespace

Explanation explain(const ReadingCase& reading, Language language) {
    return Explainer(reading, language).run();
}

std::string originator_in_words(const std::string& originator, const Schemes& schemes,
                                Language language) {
    const auto scheme = schemes.find_scheme(originator);
    return scheme ? schemes.scheme(*scheme).names.in(language) : originator;
}

}  // namespace remit::authority
