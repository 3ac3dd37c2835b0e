// The steps of a matter as one visitor may take them.
//
// A step stands as a button only where the act gives a unit of the visitor's the power; elsewhere
// it says who may, or what is missing. Only shown: whether he may is asked again when he takes it.
#pragma once

#include <vector>

#include "html/writer.h"
#include "office/step_view.h"
#include "web/visit.h"

namespace remit::web {

/// A step as it stands for this visitor.
struct StepOffer {
    enum class State : std::uint8_t {
        open,     // he can take it
        not_his,  // others can
        not_yet,  // nobody can now
    };
    const office::StepChoice* choice = nullptr;
    State state = State::not_yet;
    /// By which he would act, or the first that may; none of `not_yet`.
    const office::StepUnit* unit = nullptr;
};

/// Each step for the visitor: what he can take first. Borrows the choices.
std::vector<StepOffer> offers_for(const Visit& visit,
                                  const std::vector<office::StepChoice>& choices);

/// The part of the matter's page; nothing where the matter has no steps left.
void write_steps(const Visit& visit, html::Writer& out, const office::MatterFile& file);

}  // namespace remit::web
