#include "procedure/permission.h"

#include <algorithm>

namespace remit::procedure {
namespace {

bool is_above(const World& world, std::string_view above, std::string_view unit) {
    return world.hierarchy != nullptr && world.hierarchy->is_above(above, unit);
}

bool is_or_above(const World& world, std::string_view above, std::string_view unit) {
    return above == unit || is_above(world, above, unit);
}

bool is_highest(const World& world, std::string_view unit) {
    return world.hierarchy == nullptr || world.hierarchy->is_root(unit);
}

/// Who enters the answer: the unit that was asked; of a counterpart, and of a unit of the house that
/// the act does not know, the lead unit.
std::string_view answering_unit(const World& world, const Matter& matter,
                                const Question& question) {
    const bool known = world.hierarchy == nullptr || world.hierarchy->has(question.respondent);
    return question.is_unit && known ? question.respondent : matter.lead_unit;
}

bool is_asked(const Draft& draft, std::string_view unit) {
    return std::ranges::any_of(draft.matter.questions, [&](const Question& question) {
        if (question.is_closed()) return false;
        return is_or_above(*draft.world, unit,
                           answering_unit(*draft.world, draft.matter, question));
    });
}

bool may_act(const Draft& draft, Actor actor, std::string_view unit) {
    const std::string& lead = draft.matter.lead_unit;
    const World& world = *draft.world;
    switch (actor) {
        case Actor::lead:
            return is_or_above(world, unit, lead);
        case Actor::superior:
            return is_above(world, unit, lead) || (unit == lead && is_highest(world, lead));
        case Actor::top:
            return is_or_above(world, unit, lead) && is_highest(world, unit);
        case Actor::consulted:
            return is_asked(draft, unit);
        case Actor::any:
            return true;
    }
    return false;
}

/// An officer, a function and a unit that the act knows.
bool check_acting(Draft& draft, const Acting& by, ByClock clock) {
    const std::size_t before = draft.blockers.size();
    if (by.officer.empty() && clock == ByClock::no) draft.block({.reason = Reason::no_officer});
    if (by.officer.size() > kIdBytesMax)
        draft.block({.reason = Reason::bad_id, .wanted = std::to_string(kIdBytesMax)});
    if (by.power.function.empty() || by.power.unit.empty()) {
        draft.block({.reason = Reason::no_power});
    } else if (draft.world->hierarchy != nullptr && !draft.world->hierarchy->has(by.power.unit)) {
        draft.block({.reason = Reason::unknown_unit, .seen = by.power.unit});
    }
    return draft.blockers.size() == before;
}

void block_unit(Draft& draft, Reason reason, std::string_view unit, std::string_view wanted) {
    draft.block({.reason = reason, .seen = std::string(unit), .wanted = std::string(wanted)});
}

void check_function(Draft& draft, const Power& power) {
    if (!names_function(*draft.definition, power.function))
        draft.block({.reason = Reason::wrong_function, .seen = power.function});
}

}  // namespace

bool names_function(const Definition& definition, std::string_view function) {
    return std::ranges::any_of(definition.steps, [&](const Step& step) {
        return std::ranges::find(step.functions, function) != step.functions.end();
    });
}

void check_step_power(Draft& draft, const Step& step, const Acting& by, ByClock clock) {
    if (!check_acting(draft, by, clock)) return;
    const StepId id(static_cast<std::size_t>(&step - draft.definition->steps.data()));
    if (std::ranges::find(step.functions, by.power.function) == step.functions.end())
        draft.block({.reason = Reason::wrong_function, .step = id, .seen = by.power.function});
    // A matter that is being opened has no lead unit yet but the one that the command names.
    if (!may_act(draft, step.actor, by.power.unit))
        draft.block({.reason = Reason::wrong_unit, .step = id, .seen = by.power.unit});
    if (clock == ByClock::no && step.rank == Rank::head && by.rank != Rank::head)
        draft.block({.reason = Reason::rank_too_low, .step = id});
}

void check_lead(Draft& draft, const Acting& by) {
    if (!check_acting(draft, by, ByClock::no)) return;
    check_function(draft, by.power);
    if (!is_or_above(*draft.world, by.power.unit, draft.matter.lead_unit))
        block_unit(draft, Reason::wrong_unit, by.power.unit, draft.matter.lead_unit);
}

void check_respondent(Draft& draft, const Acting& by, const Question& question) {
    if (!check_acting(draft, by, ByClock::no)) return;
    const std::string_view asked = answering_unit(*draft.world, draft.matter, question);
    if (!is_or_above(*draft.world, by.power.unit, asked))
        block_unit(draft, Reason::not_asked, by.power.unit, asked);
}

void check_bringer(Draft& draft, const Acting& by) {
    if (!check_acting(draft, by, ByClock::no)) return;
    if (is_asked(draft, by.power.unit)) return;
    check_function(draft, by.power);
    if (!is_or_above(*draft.world, by.power.unit, draft.matter.lead_unit))
        block_unit(draft, Reason::wrong_unit, by.power.unit, draft.matter.lead_unit);
}

void check_change_of_lead(Draft& draft, const ChangeLead& command) {
    if (!check_acting(draft, command.by, ByClock::no)) return;
    const World& world = *draft.world;
    const std::string& lead = draft.matter.lead_unit;
    const std::string& unit = command.by.power.unit;
    const std::string& receiver = command.receiving.unit;
    if (command.by.rank != Rank::head) draft.block({.reason = Reason::rank_too_low});
    // A unit above both decides; the lead unit itself may only hand over, not choose among rivals.
    // A unit that stands above the lead may also take the matter to itself.
    const bool above = is_above(world, unit, lead) && is_or_above(world, unit, receiver);
    const bool hands_over = command.kind == ChangeLead::Kind::reassignment && unit == lead;
    if (!above && !hands_over) block_unit(draft, Reason::not_above, unit, lead);
    if (receiver.empty() || (world.hierarchy != nullptr && !world.hierarchy->has(receiver)))
        draft.block({.reason = Reason::unknown_unit, .seen = receiver});
    if (receiver == lead && command.kind == ChangeLead::Kind::reassignment)
        draft.block({.reason = Reason::receiver_is_lead, .seen = receiver});
    if (!names_function(*draft.definition, command.receiving.function)) {
        draft.block({.reason = Reason::receiver_without_function,
                     .seen = receiver,
                     .wanted = command.receiving.function});
    }
}

void check_note(Draft& draft, std::string_view note, bool required) {
    if (required && note.empty()) draft.block({.reason = Reason::note_missing});
    if (note.size() > kNoteBytesMax)
        draft.block({.reason = Reason::note_too_long, .wanted = std::to_string(kNoteBytesMax)});
}

void check_id(Draft& draft, std::string_view id) {
    if (id.empty() || id.size() > kIdBytesMax) {
        draft.block({.reason = Reason::bad_id,
                     .seen = std::string(id.substr(0, kIdBytesMax)),
                     .wanted = std::to_string(kIdBytesMax)});
    }
}

std::vector<std::string> units_for(const Matter& matter, const Step& step, const World& world) {
    std::vector<std::string> units;
    const auto add = [&](std::string_view unit) {
        if (std::ranges::find(units, unit) == units.end()) units.emplace_back(unit);
    };
    const std::string& lead = matter.lead_unit;
    switch (step.actor) {
        case Actor::lead:
        case Actor::superior: {
            if (step.actor == Actor::lead || is_highest(world, lead)) add(lead);
            if (world.hierarchy == nullptr) break;
            for (std::string_view at = lead; !world.hierarchy->is_root(at);) {
                at = world.hierarchy->above(at, 1);
                add(at);
            }
            break;
        }
        case Actor::top:
            add(world.hierarchy == nullptr ? lead : world.hierarchy->top_of(lead));
            break;
        case Actor::consulted:
            for (const Question& question : matter.questions) {
                if (!question.is_closed()) add(answering_unit(world, matter, question));
            }
            break;
        case Actor::any:
            break;
    }
    return units;
}

}  // namespace remit::procedure
