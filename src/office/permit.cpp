#include "office/permit.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "office/phrases.h"

namespace remit::office {
namespace {

authority::Rank rank_of(procedure::Rank rank) {
    return rank == procedure::Rank::head ? authority::Rank::head : authority::Rank::officer;
}

template <typename Id, typename Find>
void add_ids(std::vector<Id>& ids, const std::vector<procedure::Value>& fields,
             procedure::FieldId field, Find find) {
    if (!field.is_some()) return;
    for (const procedure::Item& item : fields[field.index()].items) {
        if (const auto id = find(std::get<std::string>(item))) ids.push_back(*id);
    }
}

}  // namespace

Declined key_was_used(const std::string& key, diag::Language language) {
    return {.by = Declined::By::key,
            .reasons = {say(PhraseId::key_used, language, {{"key", key}})},
            .cures = {say(PhraseId::key_used_cure, language)}};
}

Declined no_such_unit(const std::string& code, diag::Language language) {
    return {.by = Declined::By::input,
            .reasons = {say(PhraseId::no_such_unit, language, {{"unit", code}})},
            .cures = {say(PhraseId::no_such_unit_cure, language)}};
}

std::vector<std::string> functions_of(const procedure::Definition& definition) {
    std::vector<std::string> functions;
    for (const procedure::Step& step : definition.steps) {
        for (const std::string& function : step.functions) {
            if (std::ranges::find(functions, function) == functions.end())
                functions.push_back(function);
        }
    }
    return functions;
}

authority::Subject subject_of(const procedure::Definition& definition,
                              const std::vector<procedure::Value>& fields,
                              const remit::Vocabulary& vocabulary) {
    authority::Subject subject;
    add_ids(subject.bodies, fields, definition.subject_bodies,
            [&](const std::string& id) { return vocabulary.find_body(id); });
    add_ids(subject.topics, fields, definition.subject_topics,
            [&](const std::string& id) { return vocabulary.find_topic(id); });
    add_ids(subject.counterparts, fields, definition.subject_counterparts,
            [&](const std::string& id) { return vocabulary.find_counterpart(id); });
    return subject;
}

authority::OfficerQuestion Permits::question(const Caller& caller, const PermitRequest& request,
                                             remit::FunctionId function,
                                             const authority::Subject& subject) const {
    authority::OfficerQuestion asked;
    asked.officer = caller.officer;
    asked.rank = rank_of(request.rank);
    asked.what.function = function;
    asked.what.subject = subject;
    asked.what.date = day_;
    asked.what.take_over = request.take_over;
    if (const auto unit = institution_->find_unit(caller.unit)) asked.what.unit = *unit;
    if (request.file != nullptr) {
        const procedure::Matter& matter = request.file->matter;
        if (const auto lead = institution_->find_unit(matter.lead_unit)) asked.what.lead = *lead;
        if (const auto chooser = institution_->find_unit(matter.designated_by))
            asked.what.designated_by = *chooser;
        asked.what.designated_on = request.file->designated_on;
    }
    return asked;
}

authority::Ruling Permits::rule(const Caller& caller, const PermitRequest& request,
                                remit::FunctionId function,
                                const authority::Subject& subject) const {
    const authority::OfficerQuestion asked = question(caller, request, function, subject);
    authority::Ruling ruling =
        authority::authorise(institution_->competence(), *establishment_, asked);
    if (ruling.granted() || mode_ == Mode::enforce) return ruling;
    return authority::advise(std::move(ruling), asked.what, caller.advised_reason);
}

Permit Permits::permit(const Caller& caller, const PermitRequest& request,
                       const authority::Ruling& ruling) const {
    Permit found;
    found.acting.officer = caller.officer;
    found.acting.rank = request.rank;
    found.acting.power =
        procedure::written(*ruling.grant, institution_->act(), institution_->vocabulary());
    found.findings = ruling.findings;
    const auto officer = establishment_->find_officer(caller.officer);
    if (!officer) return found;
    for (const authority::Capacity& capacity : establishment_->capacities(*officer, day_)) {
        if (capacity.post->unit != ruling.grant->unit) continue;
        found.post = capacity.post->id;
        break;
    }
    return found;
}

Declined Permits::told(const authority::Question& question, const authority::Ruling& ruling,
                       diag::Language language, const authority::Asker& asker) const {
    const authority::RulingWords words =
        authority::in_words(institution_->competence(), question, ruling, language, asker);
    Declined declined{.by = Declined::By::competence, .reasons = {words.verdict.text}, .cures = {}};
    for (const authority::Sentence& sentence : words.why) declined.reasons.push_back(sentence.text);
    for (const authority::Sentence& holder : words.holders)
        declined.reasons.push_back(words.holders_heading + ": " + holder.text);
    declined.cures = words.cures;
    return declined;
}

Declined Permits::decline(const Caller& caller, const PermitRequest& request,
                          remit::FunctionId function, const authority::Subject& subject,
                          const authority::Ruling& ruling) const {
    const authority::OfficerQuestion asked = question(caller, request, function, subject);
    return told(asked.what, ruling, caller.language,
                {.officer = caller.officer, .rank = asked.rank});
}

std::variant<Permit, Declined> Permits::answer_for(const Caller& caller,
                                                   std::string_view asked_unit,
                                                   std::string_view lead_unit,
                                                   const PermitRequest& request) const {
    const auto asked = institution_->find_unit(asked_unit);
    const auto lead = institution_->find_unit(lead_unit);
    const auto officer = establishment_->find_officer(caller.officer);
    if (asked && lead && officer) {
        for (const authority::Capacity& capacity : establishment_->capacities(*officer, day_)) {
            const remit::UnitId unit = capacity.post->unit;
            const bool named =
                caller.unit.empty() || institution_->act().unit(unit).code == caller.unit;
            if (!named || !institution_->competence().contains(unit, *asked)) continue;
            return answer_by(caller, capacity, *lead, request);
        }
    }
    Declined declined{.by = Declined::By::competence, .reasons = {}, .cures = {}};
    declined.reasons = {say(PhraseId::not_of_asked_unit, caller.language,
                            {{"officer", caller.officer}, {"unit", std::string(asked_unit)}})};
    declined.cures = {say(PhraseId::not_of_asked_unit_cure, caller.language,
                          {{"unit", std::string(asked_unit)}})};
    return declined;
}

/// The unit that was asked needs no duty for answering; the duty cited is that of the unit which
/// asked.
Permit Permits::answer_by(const Caller& caller, const authority::Capacity& capacity,
                          remit::UnitId lead, const PermitRequest& request) const {
    Permit permit;
    permit.post = capacity.post->id;
    permit.acting.officer = caller.officer;
    permit.acting.rank = capacity.post->rank == authority::Rank::officer ? procedure::Rank::officer
                                                                         : procedure::Rank::head;
    procedure::Power& power = permit.acting.power;
    power.unit = institution_->act().unit(capacity.post->unit).code;
    power.ground = authority::Ground::asked;
    if (capacity.replaces.is_some()) power.deputy_for = establishment_->id_of(capacity.replaces);
    for (const std::string& name : request.functions) {
        const auto function = institution_->vocabulary().find_function(name);
        if (!function) continue;
        authority::Question question;
        question.unit = lead;
        question.lead = lead;
        question.function = *function;
        question.subject = request.subjects.front();
        question.date = day_;
        const authority::Ruling ruling = institution_->competence().authorise(question);
        if (power.function.empty()) power.function = name;
        if (!ruling.granted()) continue;
        power.function = name;
        power.duty = ruling.grant->duty_id;
        power.citation = ruling.grant->citation;
        break;
    }
    return permit;
}

std::variant<procedure::Power, Declined> Permits::power_of(const Caller& caller, remit::UnitId unit,
                                                           std::string_view chooser,
                                                           const PermitRequest& request) const {
    std::optional<Declined> first_refusal;
    for (const std::string& name : request.functions) {
        const auto function = institution_->vocabulary().find_function(name);
        if (!function) continue;
        authority::Question question;
        question.unit = unit;
        question.lead = unit;
        question.function = *function;
        question.subject = request.subjects.front();
        question.date = day_;
        if (const auto superior = institution_->find_unit(chooser)) {
            question.designated_by = *superior;
            question.designated_on = day_;
        }
        const authority::Ruling ruling = institution_->competence().authorise(question);
        if (ruling.granted()) {
            return procedure::written(*ruling.grant, institution_->act(),
                                      institution_->vocabulary());
        }
        if (!first_refusal) first_refusal = told(question, ruling, caller.language);
    }
    REMIT_CHECK(first_refusal.has_value());
    return *std::move(first_refusal);
}

bool Permits::works_in(std::string_view officer, std::string_view unit) const {
    const auto id = establishment_->find_officer(officer);
    const auto lead = institution_->find_unit(unit);
    if (!id || !lead) return false;
    return std::ranges::any_of(
        establishment_->capacities(*id, day_), [&](const authority::Capacity& capacity) {
            return institution_->competence().contains(*lead, capacity.post->unit);
        });
}

std::variant<Permit, Declined> Permits::ask(const Caller& caller,
                                            const PermitRequest& request) const {
    if (!caller.unit.empty() && !institution_->find_unit(caller.unit))
        return no_such_unit(caller.unit, caller.language);
    std::optional<Declined> first_refusal;
    for (const std::string& name : request.functions) {
        const auto function = institution_->vocabulary().find_function(name);
        if (!function) continue;
        std::optional<authority::Ruling> granted;
        Caller same_unit = caller;  // one unit must cover all that the matter is and will be about
        for (const authority::Subject& subject : request.subjects) {
            authority::Ruling ruling = rule(same_unit, request, *function, subject);
            if (!ruling.granted()) {
                if (!first_refusal)
                    first_refusal = decline(same_unit, request, *function, subject, ruling);
                granted.reset();
                break;
            }
            if (granted) continue;
            same_unit.unit = institution_->act().unit(ruling.grant->unit).code;
            granted = std::move(ruling);
        }
        if (granted) return permit(caller, request, *granted);
    }
    REMIT_CHECK(first_refusal.has_value());  // a step without a function is refused by the loader
    return *std::move(first_refusal);
}

}  // namespace remit::office
