// obligations/*.yaml and an office's own files of that form, read into Obligations.
//
// obligations/README.md says how they are written. Invariant: every fault is a diagnostic at its
// place, one run names them all, and what is faulty is left out; of a row that was let through the
// due rule and the recurrence can be read and do not contradict each other, and every name leads
// into the vocabulary. Rows with errors must not be put to use.
#pragma once

#include <map>
#include <span>
#include <string>

#include "base/embedded.h"
#include "base/result.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "office/obligation.h"

namespace remit::office {

/// What the periods are called, by id (obligations/periods.yaml).
using Periods = std::map<std::string, calendar::Names, std::less<>>;

struct LoadedObligations {
    Obligations obligations;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// Paths are what diagnostics call the files; they may be in any order. Periods that a file defines
/// are added to `periods`. Cost: O(bytes log rows), and 30 years of each recurrence.
LoadedObligations load_obligations(std::span<const base::EmbeddedFile> files,
                                   const remit::Vocabulary& vocabulary, Periods periods = {});

/// Those that the binary carries. Errors: corrupt (its data is faulty; a build never is).
Result<Obligations> load_embedded_obligations(const remit::Vocabulary& vocabulary);

/// Those of a file of an office's own, which may name the periods that the binary carries.
/// Errors: invalid_input, with every fault as diagnostics are shown.
Result<Obligations> read_obligations(std::string_view name, std::string_view bytes,
                                     const remit::Vocabulary& vocabulary);

}  // namespace remit::office
