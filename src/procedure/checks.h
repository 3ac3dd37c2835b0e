// The checks of one definition, by kind of part. See check.h for what they have in common. Of this
// module only.
//
// Each reports at the narrowest place and leaves alone what follows from a fault that another
// reports: a step that only an unreachable state allows, a clock that counts from a field that
// nothing sets.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "diag/diagnostics.h"
#include "procedure/definition.h"
#include "procedure/flow.h"
#include "procedure/places.h"

namespace remit::procedure {

struct Checked {
    const Definition& definition;
    const Places& places;
    const Flow& flow;
    const External& external;
    diag::Diagnostics& diagnostics;
};

// These add to `told` what they have told to be impossible.
void check_states(const Checked& checked, Supposed& told);
void check_fields(const Checked& checked, Supposed& told);
void check_steps(const Checked& checked, Supposed& told);
void check_deadlines(const Checked& checked, Supposed& told);
/// Steps and deadlines that wait for what never comes, beyond what was told.
void check_possible(const Checked& checked, const Supposed& told);
void check_lengths(const Checked& checked);
/// Personal fields: they are of a type that can be kept aside, and nothing else takes their values.
void check_personal(const Checked& checked);
/// Consultations, papers, and what the procedure claims to carry out.
void check_rest(const Checked& checked);

/// Two conditions of which not both can hold; both indexes into the list.
struct Contradiction {
    std::size_t first = 0;
    std::size_t second = 0;
};
std::optional<Contradiction> find_contradiction(const Definition& definition,
                                                std::span<const Condition> conditions);

/// Whether the condition holds only where the field is set.
bool needs_field(const Condition& condition);

}  // namespace remit::procedure
