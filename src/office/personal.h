// Personal data of matters: what fields with `personal` say stands beside the ledger, not in it.
//
// An entry holds a label in place of each value, and under the label a salted commitment
// (ledger/commitments.h); value and salt are a row of the table `personal`, which can be erased
// while every proof still holds. Invariants: no value of a personal field is ever in the bytes of
// an entry or in a register; each value has a salt of its own; a matter whose data were erased
// folds to the same file as before but for kErased in their place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "office/journal.h"
#include "office/outcome.h"
#include "procedure/definition.h"
#include "procedure/event.h"
#include "procedure/matter.h"

namespace remit::office {

/// What stands in place of a value that was erased. Nobody may enter it.
inline constexpr std::string_view kErased = "\u2588\u2588\u2588";

/// What stands in place of a value for those who have not asked to read it.
inline constexpr std::string_view kHidden = "\u2591\u2591\u2591";

/// Takes the values of personal fields out of the events, labels in their place.
std::vector<ledger::Opening> take_out_personal(const procedure::Definition& definition,
                                               std::vector<procedure::Event>& events,
                                               base::Env& env);

/// Puts the values back that are still kept, and kErased where they are not.
/// Errors: corrupt (a value does not fit its commitment, or belongs to none).
Status put_back_personal(const procedure::Definition& definition, const Kept& kept,
                         std::vector<procedure::Event>& events);

/// The ids of the personal fields in which the matter holds something that was not erased.
std::vector<std::string> personal_fields_of(const procedure::Definition& definition,
                                            const procedure::Matter& matter);

/// The ids of the personal fields that the events set to something, once each.
std::vector<std::string> personal_fields_set(const procedure::Definition& definition,
                                             const std::vector<procedure::Event>& events);

/// The refusal where there is none.
Declined nothing_personal(const std::string& number, diag::Language language);

/// Puts kErased in place of all that the matter holds in such fields.
void forget(const procedure::Definition& definition, procedure::Matter& matter);

/// Puts kHidden in place of what was not erased.
void hide_personal(const procedure::Definition& definition, procedure::Matter& matter);
void hide_personal(const procedure::Definition& definition, std::vector<procedure::Event>& events);

}  // namespace remit::office
