// The grammar of written rules, word by word: what stands before the event.
//
// Internal to rule_text.cpp, which says what the forms are. Invariant: what it does not know is no
// rule; whether a rule that was read can be counted is for check() of rule.h.
#pragma once

#include <optional>
#include <string_view>

#include "calendar/rule.h"

namespace remit::calendar {

/// `to_event` says whether "after event:E" or "before event:E" stood behind the words.
std::optional<Rule> read_rule(std::string_view words, std::optional<Direction> to_event);

}  // namespace remit::calendar
