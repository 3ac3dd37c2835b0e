#include "procedure/engine.h"

#include <utility>

#include "procedure/clocks.h"
#include "procedure/draft.h"
#include "procedure/migration.h"
#include "procedure/papers.h"
#include "procedure/permission.h"
#include "procedure/questions.h"
#include "procedure/reckoning.h"
#include "procedure/steps.h"

namespace remit::procedure {
namespace {

/// Whether the matter can be decided on at all; of no further blockers where it cannot.
bool is_ready(Draft& draft, const Command& command) {
    const Matter& matter = draft.matter;
    if (matter.version == 0) {
        draft.block({.reason = Reason::not_opened});
    } else if (matter.procedure != draft.definition->id ||
               matter.procedure_version != draft.definition->version) {
        draft.block({.reason = Reason::other_procedure,
                     .seen = draft.definition->id,
                     .wanted = matter.procedure});
    } else if (draft.now < matter.changed) {
        draft.block({.reason = Reason::clock_behind, .wanted = matter.changed.iso()});
    } else if (matter.ended && !std::holds_alternative<Recompute>(command)) {
        draft.block({.reason = Reason::ended});
    }
    return draft.blockers.empty();
}

void change_lead(Draft& draft, const ChangeLead& command) {
    check_change_of_lead(draft, command);
    check_note(draft, command.note, /*required=*/true);
    if (!draft.blockers.empty()) return;
    draft.emit(LeadChanged{command.kind, draft.matter.lead_unit, command.receiving.unit, command.by,
                           command.receiving, command.note});
}

struct Deciding {
    Draft& draft;

    void operator()(const TakeStep& command) const {
        const bool opening = command.step.index() < draft.definition->steps.size() &&
                             draft.definition->steps[command.step.index()].opening;
        if (opening) {
            draft.block({.reason = Reason::opening_only, .step = command.step});
        } else {
            take(draft, command, ByClock::no);
        }
    }
    void operator()(const AnswerQuestion& command) const { answer(draft, command); }
    void operator()(const WithdrawQuestion& command) const { withdraw(draft, command); }
    void operator()(const BringPaper& command) const { bring(draft, command); }
    void operator()(const ChangeLead& command) const { change_lead(draft, command); }
    void operator()(const Migrate& command) const { migrate(draft, command); }
    void operator()(const Recompute& command) const { recompute(draft, command.ground); }
};

bool is_opening(const Definition& definition, StepId id) {
    if (id.index() >= definition.steps.size()) return false;
    const Step& step = definition.steps[id.index()];
    return step.opening && step.to.is_some();
}

}  // namespace

Decision open(const Definition& definition, const OpenMatter& command, const World& world,
              calendar::Instant now) {
    Draft draft{&definition, &world, now, Matter{}};
    check_id(draft, command.matter);
    if (!is_opening(definition, command.first.step))
        draft.block({.reason = Reason::not_opening, .step = command.first.step});
    if (!draft.blockers.empty()) return std::move(draft).decision();
    const std::string& lead =
        command.lead_unit.empty() ? command.first.by.power.unit : command.lead_unit;
    draft.emit(Opened{command.matter, definition.id, definition.version, lead, command.cause,
                      command.origin, command.link});
    const bool clock = command.cause != OpenMatter::Cause::officer;
    take(draft, command.first, clock ? ByClock::yes : ByClock::no);
    return std::move(draft).decision();
}

Decision decide(const Definition& definition, const Matter& matter, const Command& command,
                const World& world, calendar::Instant now) {
    Draft draft{&definition, &world, now, matter};
    if (!is_ready(draft, command)) return std::move(draft).decision();
    catch_up(draft, now);
    if (!is_ready(draft, command)) return std::move(draft).decision();
    std::visit(Deciding{draft}, command);
    return std::move(draft).decision();
}

Result<calendar::Standing> derive(const Definition& definition, const Matter& matter,
                                  const World& world, DeadlineId id) {
    const Clock& clock = matter.clock(id);
    const Deadline& deadline = definition.deadlines[id.index()];
    if (clock.state == ClockState::idle) {
        return base::make_error(ErrorCode::not_found,
                                "deadline '" + deadline.id + "' has not started");
    }
    return reckon(deadline, clock.count, clock.changes, world, clock.started);
}

Result<calendar::Standing> derive(const Definition& definition, const Matter& matter,
                                  const World& world, std::string_view id) {
    const Question* question = matter.find_question(id);
    if (question == nullptr || question->state == Question::State::informed) {
        return base::make_error(ErrorCode::not_found, "there is no question '" + std::string(id) +
                                                          "' that is due at some time");
    }
    const Consultation& consultation = definition.consultations[question->consultation.index()];
    return reckon(consultation, question->count, world, question->asked);
}

}  // namespace remit::procedure
