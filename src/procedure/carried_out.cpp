#include "procedure/carried_out.h"

#include <algorithm>

namespace remit::procedure {
namespace {

using States = std::vector<bool>;  // indexed by StateId

bool names(const Step& step, std::string_view function) {
    return std::ranges::find(step.functions, function) != step.functions.end();
}

/// A way from a state to another, and whether the function is enough for it.
struct Move {
    std::size_t from = 0;
    std::size_t to = 0;
    bool alone = false;
};

void add_step(std::vector<Move>& moves, const Definition& definition, const Step& step,
              bool alone) {
    if (!step.to.is_some()) return;
    for (std::size_t state = 0; state < definition.states.size(); ++state) {
        const bool starts = step.from_any
                                ? !definition.states[state].end
                                : std::ranges::find(step.from, StateId(state)) != step.from.end();
        if (starts) moves.push_back({state, step.to.index(), alone});
    }
}

std::vector<Move> moves_of(const Definition& definition, std::string_view function) {
    std::vector<Move> moves;
    for (const Step& step : definition.steps) {
        // What an asked unit does, it does under a function of its own.
        if (!step.opening) {
            add_step(moves, definition, step,
                     names(step, function) && step.actor != Actor::consulted);
        }
    }
    for (const Deadline& deadline : definition.deadlines) {
        if (!deadline.lapse_to.is_some()) continue;
        for (const StateId from : deadline.lapse_from) {
            moves.push_back({from.index(), deadline.lapse_to.index(), /*alone=*/true});
        }
    }
    return moves;
}

/// Where the openings that name the function lead.
States openings(const Definition& definition, std::string_view function) {
    States begun(definition.states.size(), false);
    for (const Step& step : definition.steps) {
        if (step.opening && step.to.is_some() && names(step, function))
            begun[step.to.index()] = true;
    }
    return begun;
}

enum class By : std::uint8_t { anybody, function_alone };

/// Every state that can be got to from `states`.
States forward(States states, const std::vector<Move>& moves, By by) {
    for (bool grew = true; grew;) {
        grew = false;
        for (const Move& move : moves) {
            if (by == By::function_alone && !move.alone) continue;
            if (states[move.from] && !states[move.to]) grew = states[move.to] = true;
        }
    }
    return states;
}

/// Every state from which the function alone gets to an end.
States finishing(const Definition& definition, const std::vector<Move>& moves) {
    States states(definition.states.size(), false);
    for (std::size_t i = 0; i < states.size(); ++i) states[i] = definition.states[i].end;
    for (bool grew = true; grew;) {
        grew = false;
        for (const Move& move : moves) {
            if (move.alone && states[move.to] && !states[move.from])
                grew = states[move.from] = true;
        }
    }
    return states;
}

}  // namespace

bool works_alone(const Definition& definition, std::string_view function) {
    const std::vector<Move> moves = moves_of(definition, function);
    const States begun = openings(definition, function);
    const States reached = forward(begun, moves, By::anybody);
    const States reached_alone = forward(begun, moves, By::function_alone);
    const States finishes = finishing(definition, moves);
    bool any_end = false;
    for (std::size_t i = 0; i < definition.states.size(); ++i) {
        if (!reached[i]) continue;
        if (!finishes[i]) return false;
        if (!definition.states[i].end) continue;
        if (!reached_alone[i]) return false;
        any_end = true;
    }
    return any_end;
}

std::vector<std::string> functions_alone(const Definition& definition) {
    std::vector<std::string> found;
    for (const Step& step : definition.steps) {
        if (step.opening) found.insert(found.end(), step.functions.begin(), step.functions.end());
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    std::erase_if(found,
                  [&](const std::string& function) { return !works_alone(definition, function); });
    return found;
}

ClaimFault check_claim(const Definition& definition, const CarriedOut& claim) {
    for (const StepId step : claim.steps) {
        if (!names(definition.steps[step.index()], claim.function)) return ClaimFault::step_without;
    }
    for (const ConsultationId id : claim.consultations) {
        const Consultation& asked = definition.consultations[id.index()];
        const bool by_function = std::ranges::any_of(asked.whom, [&](const Respondents& whom) {
            return whom.kind == Respondents::Kind::holders && whom.function == claim.function;
        });
        if (!by_function) return ClaimFault::consultation_else;
    }
    const bool whole = claim.steps.empty() && claim.consultations.empty();
    if (whole && !works_alone(definition, claim.function)) return ClaimFault::not_alone;
    return ClaimFault::none;
}

std::vector<CarriedOut> carried_out(const Definition& definition) {
    std::vector<CarriedOut> found;
    for (const CarriedOut& claim : definition.carries_out) {
        if (check_claim(definition, claim) == ClaimFault::none) found.push_back(claim);
    }
    if (!definition.carries_out.empty()) return found;
    for (std::string& function : functions_alone(definition)) {
        found.push_back({.function = std::move(function),
                         .bodies = {},
                         .topics = {},
                         .steps = {},
                         .consultations = {}});
    }
    return found;
}

}  // namespace remit::procedure
