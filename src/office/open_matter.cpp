// A matter is opened by an opening step of a procedure, under a duty of the unit that takes it.
//
// What the matter is about is read from the fields of the request, since there is no matter yet.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "office/commands.h"
#include "office/matter_commands.h"
#include "office/phrases.h"
#include "office/request_hash.h"
#include "office/respondents.h"

namespace remit::office {
namespace {

const procedure::Definition* find_definition(const Institution& institution, const std::string& id,
                                             diag::Language language, Declined& declined) {
    const procedure::Definition* found = institution.procedures().latest(id);
    if (found != nullptr) return found;
    std::vector<std::string_view> ids;
    for (const procedure::Definition& one : institution.procedures().all()) ids.push_back(one.id);
    declined.reasons = {
        with_known(say(PhraseId::no_such_procedure, language, {{"id", id}}), id, ids, language)};
    return nullptr;
}

/// The step that was named, or the only opening one.
std::string opening_step(const procedure::Definition& definition, const std::string& named,
                         diag::Language language, Declined& declined) {
    std::vector<std::string_view> ids;
    for (const procedure::Step& step : definition.steps) {
        if (step.opening) ids.push_back(step.id);
    }
    if (!named.empty()) return named;
    if (ids.size() == 1) return std::string(ids.front());
    declined.reasons = {
        say(PhraseId::several_openings, language,
            {{"procedure", definition.id}, {"list", fmt::format("{}", fmt::join(ids, ", "))}})};
    return {};
}

}  // namespace

Result<Outcome> open_in(MatterWork& work, const Order& order, const OpenRequest& request) {
    Outcome earlier;
    if (REMIT_TRY(work.repeated(order, earlier))) return earlier;
    Declined declined{.by = Declined::By::input, .reasons = {}, .cures = {}};
    const diag::Language language = order.caller->language;
    const procedure::Definition* definition =
        find_definition(work.institution(), request.procedure, language, declined);
    if (definition == nullptr) return Outcome(declined);
    const std::string step = opening_step(*definition, request.step, language, declined);
    if (step.empty()) return Outcome(declined);

    const MatterFile nothing;
    RequestReader reader(work.institution(), *definition, nothing, language);
    procedure::OpenMatter command;
    const auto step_id = reader.step(step);
    command.first.changes = reader.changes(request.fields);
    const std::vector<ReadPaper> papers = reader.papers(request.papers);
    reader.note(request.note);
    if (!reader.faults().empty()) return Outcome(reader.declined());

    std::vector<procedure::Value> fields(definition->fields.size());
    for (const procedure::FieldChange& change : command.first.changes)
        fields[change.field.index()] = change.value;
    const procedure::Step& opening = definition->steps[step_id->index()];
    PermitRequest asked{
        .functions = opening.functions,
        .subjects = {subject_of(*definition, fields, work.institution().vocabulary())},
        .rank = opening.rank,
        .take_over = request.take_over};
    const auto answer = work.ask(*order.caller, asked);
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const auto& permit = std::get<Permit>(answer);
    if (!request.lead_unit.empty() && request.lead_unit != permit.acting.power.unit) {
        const auto lead = work.institution().find_unit(request.lead_unit);
        if (!lead) return Outcome(no_such_unit(request.lead_unit, language));
        const auto power = work.permits().power_of(*order.caller, *lead, {}, asked);
        if (const auto* no = std::get_if<Declined>(&power)) return Outcome(*no);
    }

    command.matter = work.new_matter_id();
    command.lead_unit = request.lead_unit;
    command.first.step = *step_id;
    command.first.by = permit.acting;
    command.first.note = request.note;
    for (const ReadPaper& read : papers) command.first.papers.push_back(read.paper);
    command.first.respondents =
        holders_to_ask(work.institution(), *definition, opening, fields, permit.acting.power.unit);
    REMIT_TRY(work.keep_papers(papers));
    return work.open(order, *definition, command, permit, papers);
}

Result<Outcome> open_matter(Office& office, const Caller& caller, const OpenRequest& request) {
    const Order order{.caller = &caller,
                      .name = "open_matter",
                      .request = hash_of(caller, request, office.institution())};
    return office.write([&](MatterWork& work) { return open_in(work, order, request); });
}

}  // namespace remit::office
