// Acts that were adopted in place of the pack's: entries in the chain of the office itself.
//
// The entry holds the whole text, so that the office can be read without the file it came from.
// Invariant: a text that was adopted had no error; acts follow one another in the order in which
// they were adopted, and the last is in force.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "calendar/instant.h"
#include "compile/compilation.h"
#include "compile/knowledge.h"
#include "office/journal.h"

namespace remit::office {

inline constexpr std::string_view kActAdopted = "house/act_adopted";

struct AdoptedAct {
    std::string
        name;  // of the file; ".yaml" is in the form of a pack, any other the text of an act
    std::string text;
    calendar::Date from;        // as the act says
    calendar::Instant adopted;  // when the office took it up
};

/// In the order in which they were adopted. Errors: corrupt, those of the journal.
Result<std::vector<AdoptedAct>> load_acts(const Journal& journal);

/// Errors: those of the journal.
Result<Written> adopt_act(Journal& journal, std::string_view by, const AdoptedAct& act);

/// Errors: invalid_input, with the diagnostics, where the act has errors.
Result<compile::Compilation> compile_adopted(const AdoptedAct& act,
                                             const compile::Knowledge& knowledge);

}  // namespace remit::office
