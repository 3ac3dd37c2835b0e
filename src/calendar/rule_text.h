// Rules as people and data files write them: "P15D term of hr", "10 working days", "set by body".
//
//   term          P15D term [of CALENDAR] [, deemed the day after]
//                 PT48H term
//   date          15 April [from 2024]
//                 28 February 2026
//                 2nd tuesday of September
//                 tuesday of week 3 of September
//                 P90D after DATE
//                 P60D before DATE
//                 DATE before event:E
//                 DATE of 4th year after event:E
//   elapsed       P6M
//                 P180D after event:E
//                 P9M before event:E
//                 within P1Y after event:E
//                 first day of 6th month after event:E
//                 first day of month after P3M after event:E
//   working days  10 working days [of CALENDAR] [after|before event:E]
//   instant       PT48H [in ZONE] [after|before event:E]
//                 P1D instant
//                 25% left
//                 2026-04-07T17:00 Europe/Brussels
//   no date       set by body
//                 as soon as possible after event:E
//                 without delay after event:E
//                 before event:E
//
// What stands behind a semicolon is for people. Invariant: printing a rule and reading it again
// gives the same; a rule from which no date follows says so, and no date is ever made up for it.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "calendar/rule.h"

namespace remit::calendar {

inline constexpr std::size_t kRuleBytesMax = 400;

/// Why no date follows from a rule.
enum class Undated : std::uint8_t {
    set_by_body,          // a secretariat announces it
    as_soon_as_possible,  // after the event
    without_delay,        // after the event
    before_event,         // at any time before it
};

struct WrittenRule {
    std::variant<Rule, Undated> rule;
    std::string event;  // what it counts from, as it is written; may be empty
    std::string note;   // behind the semicolon

    [[nodiscard]] const Rule* dated() const { return std::get_if<Rule>(&rule); }
    bool operator==(const WrittenRule&) const = default;
};

/// Errors: invalid_input (what was seen, and the forms
/// that there are; or what check() of rule.h says), limit.
Result<WrittenRule> parse_rule(std::string_view text);

std::string text_of(const WrittenRule& rule);
/// Where the form needs an event, it is called "event".
std::string text_of(const Rule& rule);

}  // namespace remit::calendar
