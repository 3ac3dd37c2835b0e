// Whom a step's consultations ask where the procedure says "the holders of a function": the units
// that the act makes competent for it.
//
// Invariant: the unit that asks is never among them; without a competent unit nobody is found, and
// the engine then says that there is nobody to ask.
#pragma once

#include <string_view>
#include <vector>

#include "office/institution.h"
#include "procedure/command.h"
#include "procedure/definition.h"

namespace remit::office {

/// The owner of the function on what the fields say the matter is about; rivals, where it has none.
std::vector<procedure::RespondentFound> holders_to_ask(const Institution& institution,
                                                       const procedure::Definition& definition,
                                                       const procedure::Step& step,
                                                       const std::vector<procedure::Value>& fields,
                                                       std::string_view asking_unit);

}  // namespace remit::office
