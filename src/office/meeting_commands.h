// The commands about meetings: plan one, fill its agenda, record what came of it, move it, cancel
// it.
//
// A unit does this that takes part in the body's work under the act (function participate_in_body
// on the body), or that leads a matter on the agenda: whoever has a position before a body must be
// able to say when it meets on it. The entry cites the duty of either.
#pragma once

#include <string>

#include "office/intake_entry.h"
#include "office/office.h"

namespace remit::office {

struct PlanRequest {
    std::string body;  // id
    std::string at;    // "2026-02-11T10:00", in the zone of the house or with a zone behind it
    std::string place;
    std::string title;   // of a first item on the agenda; may be empty
    std::string matter;  // that it is about: id or number; may be empty
};
Result<NotedOutcome> plan_meeting(Office& office, const Caller& caller, const PlanRequest& request);

struct AgendaRequest {
    std::string meeting;  // id or number
    std::string title;
    std::string matter;  // id or number; may be empty
};
Result<NotedOutcome> add_to_agenda(Office& office, const Caller& caller,
                                   const AgendaRequest& request);

struct OutcomeRequest {
    std::string meeting;
    std::string position;  // on the agenda, from 1
    std::string outcome;
};
/// Records what came of an item, or corrects it: the entries keep both.
Result<NotedOutcome> record_outcome(Office& office, const Caller& caller,
                                    const OutcomeRequest& request);

struct MoveRequest {
    std::string meeting;
    std::string at;     // empty: as before
    std::string place;  // empty: as before
    std::string note;   // why
};
Result<NotedOutcome> move_meeting(Office& office, const Caller& caller, const MoveRequest& request);

Result<NotedOutcome> cancel_meeting(Office& office, const Caller& caller,
                                    const std::string& meeting, const std::string& note);

}  // namespace remit::office
