// The commands about items: register, give to a unit, take up into a matter, return, close.
//
// Registering says what is there and gives nobody a power, so any officer may do it, and no duty is
// cited. Taking an item up is something that is done in a matter, by whoever may do that there;
// item and matter change in one transaction. Returning and closing end an item, and once a unit has
// been named it is for officers of that unit.
#pragma once

#include <string>
#include <vector>

#include "office/intake_entry.h"
#include "office/office.h"
#include "office/requests.h"

namespace remit::office {

struct IncomingFile {
    std::string name;
    std::string bytes;
};

struct RegisterRequest {
    std::vector<IncomingFile> files;
    std::string sender;
    std::string subject;
    std::string received;             // a day; empty: today
    std::string channel;              // of kChannels; may be empty
    std::vector<std::string> bodies;  // ids
    std::string classification;       // as it is stamped; may be empty
};

/// Registers what came in. The same bytes again are registered again, with a remark.
Result<NotedOutcome> register_item(Office& office, const Caller& caller,
                                   const RegisterRequest& request);

/// Says for which unit the item is.
Result<NotedOutcome> assign_item(Office& office, const Caller& caller, const std::string& item,
                                 const std::string& unit);

/// Into an existing matter (`matter`), with a step or without; or into a new one (`procedure`).
struct TakeRequest {
    std::string item;
    std::string matter;
    std::string procedure;
    std::string step;
    std::string paper;  // the kind of paper that its files become; empty: they stay with the item
    std::vector<FieldText> fields;
    std::string note;
};
Result<NotedOutcome> take_item(Office& office, const Caller& caller, const TakeRequest& request);

/// Sends it back.
Result<NotedOutcome> return_item(Office& office, const Caller& caller, const std::string& item,
                                 const std::string& note);
/// Ends it without a matter, on a ground of kItemGrounds.
Result<NotedOutcome> close_item(Office& office, const Caller& caller, const std::string& item,
                                const std::string& ground, const std::string& note);

}  // namespace remit::office
