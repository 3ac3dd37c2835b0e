// The line of JSON that says what happened in a chain of items, meetings or obligations, written
// and read; and the folding of an entry that holds one.
//
// Invariant: whatever cannot be read in an entry is `corrupt` and names the entry; an entry is
// folded only behind the one before it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "ledger/chain.h"
#include "office/journal.h"

namespace remit::office {

/// An event that is being written: its name stands already.
base::JsonWriter event_named(std::string_view name);
/// The line of it, with its end.
std::string end_event(base::JsonWriter& json);

Result<std::string> take_text(base::JsonObject& object, std::string_view key);
Result<std::int64_t> take_number(base::JsonObject& object, std::string_view key);

/// Folds one more entry: `take` is given the line of its event. Errors: corrupt, those of `take` as
/// such.
Status fold_event(ledger::ChainHead& head, const Kept& kept,
                  const std::function<Status(std::string_view event)>& take);

}  // namespace remit::office
