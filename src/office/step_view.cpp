#include "office/step_view.h"

#include <optional>
#include <utility>

#include "authority/competence.h"
#include "office/permit.h"

namespace remit::office {
namespace {

std::optional<remit::UnitId> find_named(const Institution& institution, std::string_view code) {
    return code.empty() ? std::nullopt : institution.find_unit(code);
}

authority::Question question_on(const Office& office, const MatterFile& file,
                                remit::FunctionId function) {
    const Institution& institution = office.institution();
    authority::Question question;
    question.function = function;
    question.subject = subject_of(*file.definition, file.matter.fields, institution.vocabulary());
    question.date = institution.day_at(office.now());
    question.take_over = true;
    if (const auto lead = find_named(institution, file.matter.lead_unit)) question.lead = *lead;
    if (const auto by = find_named(institution, file.matter.designated_by))
        question.designated_by = *by;
    question.designated_on = file.designated_on;
    return question;
}

std::optional<StepUnit> grant_of(const Office& office, const MatterFile& file,
                                 const procedure::Step& step, remit::UnitId unit) {
    const Institution& institution = office.institution();
    for (const std::string& name : step.functions) {
        const auto function = institution.vocabulary().find_function(name);
        if (!function) continue;
        authority::Question question = question_on(office, file, *function);
        question.unit = unit;
        const authority::Ruling ruling = institution.competence().authorise(question);
        if (!ruling.granted()) continue;
        return StepUnit{.unit = institution.act().unit(unit).code,
                        .duty = ruling.grant->duty_id,
                        .citation = ruling.grant->citation,
                        .taking_over = ruling.grant->ground == authority::Ground::taken_over};
    }
    return std::nullopt;
}

/// The units that the procedure lets take the step: those it names, or any.
std::vector<remit::UnitId> units_for(const Institution& institution, const procedure::Step& step,
                                     const procedure::StepOption& option) {
    std::vector<remit::UnitId> units;
    if (step.actor == procedure::Actor::any) {
        for (std::size_t index = 0; index < institution.act().units.size(); ++index)
            units.emplace_back(index);
    }
    for (const std::string& code : option.units) {
        if (const auto unit = institution.find_unit(code)) units.push_back(*unit);
    }
    return units;
}

}  // namespace

std::vector<StepChoice> steps_of(const Office& office, const MatterFile& file) {
    const Institution& institution = office.institution();
    std::vector<StepChoice> choices;
    for (procedure::StepOption& option :
         procedure::available(*file.definition, file.matter, institution.world(), office.now())) {
        StepChoice choice{.step = &file.definition->steps[option.step.index()],
                          .option = std::move(option),
                          .units = {}};
        for (const remit::UnitId unit : units_for(institution, *choice.step, choice.option)) {
            if (auto granted = grant_of(office, file, *choice.step, unit))
                choice.units.push_back(*std::move(granted));
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::vector<StepChoice> opening_steps(const Office& office,
                                      const procedure::Definition& definition) {
    std::vector<StepChoice> choices;
    for (procedure::StepOption& option : procedure::available(
             definition, procedure::Matter{}, office.institution().world(), office.now())) {
        choices.push_back({.step = &definition.steps[option.step.index()],
                           .option = std::move(option),
                           .units = {}});
    }
    return choices;
}

}  // namespace remit::office
