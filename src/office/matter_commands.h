// Commands in matters inside a transaction that is open already, for commands that do more than one
// thing at once: an item that is taken up opens a matter, or brings a step its paper.
//
// Of this module only; adapters call commands.h. Invariant: a Declined has written nothing, so that
// whoever calls these declines as a whole.
#pragma once

#include "office/matter_work.h"
#include "office/requests.h"

namespace remit::office {

Result<Outcome> open_in(MatterWork& work, const Order& order, const OpenRequest& request);
Result<Outcome> bring_in(MatterWork& work, const Order& order, const PaperRequest& request);
Result<Outcome> step_in(MatterWork& work, const Order& order, const StepRequest& request);

}  // namespace remit::office
