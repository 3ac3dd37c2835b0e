// What commands on an item that is there have in common: find it, see whether it can still be
// handled, record what befell it. Of this module only.
//
// Invariant: an item that was taken up, returned or closed stays so; whoever comes second is told.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "office/intake_entry.h"
#include "office/item_file.h"

namespace remit::office {

struct ItemOrder {
    const Caller* caller;
    std::string_view command;  // "assign_item"
    base::Hash request;
    std::string_view item;  // id or number
};

base::Hash hash_of_item_command(const Caller& caller, std::string_view command,
                                const std::vector<std::string_view>& words);

Noted noted(const ItemFile& item, bool repeated);

/// Fills the item; or the answer, where the command was carried out before, the item is not there,
/// has another version than the caller saw, or nothing more can be done with it.
Result<bool> begin_item(MatterWork& work, const ItemOrder& order, ItemFile& item,
                        NotedOutcome& answer);

/// Records the event and brings item and rows to what it makes of them.
Status record_item(MatterWork& work, const ItemOrder& order, ItemFile& item, std::string_view kind,
                   std::string event);

}  // namespace remit::office
