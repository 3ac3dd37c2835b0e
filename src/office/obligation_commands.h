// The commands about obligations: taking rows into the office, and opening the matter of one
// instance.
//
// Taking rows in says what is owed and gives nobody a power, so any officer may; opening a matter
// is a step and needs a duty as any other. Once the matter of one edition is open, the clock opens
// that of the next: the procedure recurs by the rule that the matter holds.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "office/office.h"
#include "office/outcome.h"

namespace remit::office {

struct ImportRequest {
    std::string file;   // the name of a file of the office's own; empty: what the program carries
    std::string bytes;  // of that file
};

/// By ids.
struct Imported {
    std::vector<std::string> entered;
    std::vector<std::string> changed;
    std::size_t unchanged = 0;
    std::vector<std::string> gone;  // in the office, and no longer among what was taken in; kept
};

/// Takes in the rows that the State owes or may owe, and what has changed of those that are there.
/// Given again, it does nothing more. Errors: invalid_input (faults of the file, as diagnostics
/// are shown), those of the database.
Result<std::variant<Imported, Declined>> import_obligations(Office& office, const Caller& caller,
                                                            const ImportRequest& request);

struct OpenObligationRequest {
    std::string id;
    std::string due;    // the day of the instance, or the one that the body has set; may be empty
    std::string event;  // the day of the event from which it counts; may be empty
};

/// Opens the matter of the instance, with what the row says filled in.
Result<Outcome> open_obligation(Office& office, const Caller& caller,
                                const OpenObligationRequest& request);

}  // namespace remit::office
