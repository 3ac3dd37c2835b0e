// Which duties of an act the procedures can carry out, and which none can yet.
//
// A duty is taken function by function, because one clause often gives several kinds of work: to
// monitor and to coordinate are not done where only a report is. A procedure serves a function of a
// duty where it carries that function out (carried_out.h) on a subject that the duty names or could
// name. Under many a duty other procedures can be run besides, because its functions entail theirs
// or because it names a subject only (`implicit`); that is told, but what the duty names still
// counts as done only where a procedure does it. A residual duty names nothing: it is told which
// work only such a duty leads to, since no duty gives it by name, and it counts neither as served
// nor as not. Nothing here decides who may act; authority does.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "authority/competence.h"
#include "procedure/definition.h"
#include "remit/model.h"

namespace remit::procedure {

/// How one procedure serves one function.
struct Work {
    std::uint32_t procedure = 0;  // index into the definitions
    remit::FunctionId function;
    // These are the whole work; where both are empty it goes from the opening to an end.
    std::vector<StepId> steps;
    std::vector<ConsultationId> consultations;

    bool operator==(const Work&) const = default;
};

struct ServedFunction {
    remit::FunctionId function;
    std::vector<Work> works;  // in the order of the definitions; empty: no procedure does it yet
};

enum class Served : std::uint8_t { whole, part, none, residual };

struct ServedDuty {
    remit::DutyId duty;
    Served served = Served::none;
    std::vector<ServedFunction> functions;  // of the duty, in its order; empty for a residual one
    /// What can be run under it besides; of a residual duty: work that no duty of the act gives by
    /// name.
    std::vector<Work> besides;
};

struct Coverage {
    std::vector<ServedDuty> duties;  // in the order of the remit

    [[nodiscard]] std::size_t count(Served served) const;
};

/// Cost: O(duties * what the procedures carry out * names of a duty).
Coverage cover(const authority::Competence& competence, std::span<const Definition> definitions);

}  // namespace remit::procedure
