// A step of a matter's procedure is taken, under a duty that covers what the matter is about.
//
// Where the step changes what it is about, the duty must cover that as well: nobody widens a matter
// beyond his own power.
#include <utility>

#include "office/commands.h"
#include "office/matter_commands.h"
#include "office/request_hash.h"
#include "office/respondents.h"

namespace remit::office {
namespace {

/// What the matter is about now and, where the step changes that, what it will be about.
std::vector<authority::Subject> subjects_of(const Institution& institution, const MatterFile& file,
                                            const std::vector<procedure::FieldChange>& changes) {
    const procedure::Definition& definition = *file.definition;
    std::vector<procedure::Value> fields = file.matter.fields;
    std::vector<authority::Subject> subjects{
        subject_of(definition, fields, institution.vocabulary())};
    for (const procedure::FieldChange& change : changes)
        fields[change.field.index()] = change.value;
    authority::Subject after = subject_of(definition, fields, institution.vocabulary());
    if (after != subjects.front()) subjects.push_back(std::move(after));
    return subjects;
}

}  // namespace

Result<Outcome> step_in(MatterWork& work, const Order& order, const StepRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;

    const procedure::Definition& definition = *file.definition;
    RequestReader reader(work.institution(), definition, file, order.caller->language);
    procedure::TakeStep command;
    const auto step_id = reader.step(request.step);
    command.changes = reader.changes(request.fields);
    const std::vector<ReadPaper> papers = reader.papers(request.papers);
    reader.note(request.note);
    if (!reader.faults().empty()) return Outcome(reader.declined());

    const procedure::Step& step = definition.steps[step_id->index()];
    const PermitRequest asked{.functions = step.functions,
                              .subjects = subjects_of(work.institution(), file, command.changes),
                              .rank = step.rank,
                              .file = &file,
                              .take_over = true};
    const auto answer = work.ask(*order.caller, asked);
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const auto& permit = std::get<Permit>(answer);

    command.step = *step_id;
    command.by = permit.acting;
    command.note = request.note;
    for (const ReadPaper& read : papers) command.papers.push_back(read.paper);
    command.respondents = holders_to_ask(work.institution(), definition, step, file.matter.fields,
                                         file.matter.lead_unit);
    REMIT_TRY(work.keep_papers(papers));
    return work.decide(order, std::move(file), command, permit, papers);
}

Result<Outcome> take_step(Office& office, const Caller& caller, const StepRequest& request) {
    const Order order{.caller = &caller,
                      .name = "take_step",
                      .request = hash_of(caller, request, office.institution())};
    return office.write([&](MatterWork& work) { return step_in(work, order, request); });
}

}  // namespace remit::office
