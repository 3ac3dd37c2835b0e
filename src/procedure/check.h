// What is wrong with a procedure as a whole: states nobody reaches, steps that can never be taken,
// clocks that never run.
//
// Invariant: a finding is certain. Whether a step can be taken is asked of every way through the
// procedure at once, with every answer that people could give; what only some answers rule out is
// not reported. Only definitions that were read without loss are checked, so that one fault is not
// told twice.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diag/diagnostics.h"
#include "procedure/definition.h"
#include "procedure/flow.h"
#include "procedure/places.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

/// A definition on its way from the file to the library.
struct ReadDefinition {
    Definition definition;
    Places places;
    bool background = false;
    bool is_whole = false;  // nothing of it was left out
    bool is_sound = false;  // nothing of it is an error
};

/// What the other definitions and the older version bring into matters of this one.
External external_of(const std::vector<ReadDefinition>& read, const Definition& definition);

/// Checks one definition.
/// Cost: O(states * steps * (fields + steps) / 64) for each round; rounds are few in practice.
void check(const Definition& definition, const Places& places, const External& external,
           diag::Diagnostics& diagnostics);

/// Checks what a definition says of others: the matters that it opens, the version that it
/// succeeds.
void check_others(const std::vector<ReadDefinition>& read, const ReadDefinition& one,
                  const remit::Vocabulary& vocabulary, diag::Diagnostics& diagnostics);

/// The invariants of definition.h, one sentence for each that does not hold; empty for every sound
/// definition. `others` are those that were loaded with it, which may open its matters. For tests.
std::vector<std::string> check_invariants(const Definition& definition,
                                          std::span<const Definition> others);

}  // namespace remit::procedure
