// One matter: where it stands, what can be done now and under which clause, what was done.
//
// A step stands as a button only for a visitor whose unit the act gives the power; elsewhere it
// says who may, or what is missing. Everything of the story is read from the chain itself.
#pragma once

#include <string>
#include <vector>

#include "http/response.h"
#include "office/matter_view.h"
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

/// GET /matters/{id}
http::Response show_matter(const Visit& visit);
/// POST /matters/{id}/officer: gives it to an officer, or to nobody.
http::Response assign_matter(const Visit& visit);
/// GET /matters/{id}/papers/{paper}: the bytes, to be kept as a file.
http::Response give_paper(const Visit& visit);

}  // namespace remit::web
