// The steps of a matter as buttons: which can be taken now, what each needs, and who may take it.
//
// A query: nothing is written. What a step needs is the engine's answer (procedure::available);
// who may is the act's, asked for every unit that the procedure lets take the step. Invariant: a
// unit is named only where authority grants it a function of the step on what the matter is about
// now; what a step would change of that is asked when it is taken.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "office/matter_file.h"
#include "office/office.h"
#include "procedure/engine.h"

namespace remit::office {

/// A unit that may take the step, and under which duty.
struct StepUnit {
    std::string unit;  // code
    std::string duty;
    std::string citation;
    bool taking_over = false;
};

struct StepChoice {
    const procedure::Step* step = nullptr;  // of the matter's definition
    procedure::StepOption option;
    std::vector<StepUnit> units;
};

/// Every step but the opening ones, in the order of the definition.
std::vector<StepChoice> steps_of(const Office& office, const MatterFile& file);

/// The opening steps of a procedure, without units: what the matter is about is not known yet.
std::vector<StepChoice> opening_steps(const Office& office,
                                      const procedure::Definition& definition);

}  // namespace remit::office
