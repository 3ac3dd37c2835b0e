// What is wrong with a procedure as a whole: states nobody reaches, steps that can never be taken,
// clocks that never run.
//
// Invariant: a finding is certain. Whether a step can be taken is asked of every way through the
// procedure at once, with every answer that people could give; what only some answers rule out is
// not reported. Only definitions that were read without loss are checked, so that one fault is not
// told twice.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostics.h"
#include "procedure/definition.h"
#include "procedure/places.h"

namespace remit::procedure {

/// A definition on its way from the file to the library.
struct ReadDefinition {
    Definition definition;
    Places places;
    bool background = false;
    bool is_whole = false;  // nothing of it was left out
    bool is_sound = false;  // nothing of it is an error
};

/// Checks one definition by itself.
/// Cost: O(states * steps * (fields + steps) / 64) for each round; rounds are few in practice.
void check(const Definition& definition, const Places& places, diag::Diagnostics& diagnostics);

/// Checks what definitions say of one another: spawned matters, older versions, fields that only
/// other procedures set. Clears `is_sound` where it reports an error. Nothing is reported of those
/// in the background.
void check_together(std::vector<ReadDefinition>& read, diag::Diagnostics& diagnostics);

/// The invariants of definition.h, one sentence for each that does not hold; empty for every sound
/// definition. For tests.
std::vector<std::string> check_invariants(const Definition& definition);

}  // namespace remit::procedure
