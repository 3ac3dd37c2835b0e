// Whether a recurrence has any date at all, asked before libical searches for one.
//
// Internal to the reader. Invariant: where this says no, no anchor and no interval would give a
// date; where it says yes, some anchor does. Nothing is expanded here: that is libical's.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "calendar/date.h"

namespace remit::calendar {

enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };

/// The parts of a recurrence, in the order in which they are written out.
enum Part : std::uint8_t {
    kFreq,
    kUntil,
    kCount,
    kInterval,
    kByMonth,
    kByYearDay,
    kByMonthDay,
    kByDay,
    kBySetPos,
    kWkSt
};
inline constexpr std::size_t kPartCount = kWkSt + 1;

/// The nth such weekday of its month or year, from the end where it is negative; 0: every one.
struct NthDay {
    int nth = 0;
    Weekday weekday = Weekday::monday;
};

struct RecurrenceFields {
    std::array<std::string_view, kPartCount> values;  // of the text; empty where the part is absent
    Frequency frequency = Frequency::yearly;
    std::vector<int> months;
    std::vector<int> month_days;
    std::vector<int> year_days;
    std::vector<NthDay> weekdays;
    std::vector<int> positions;

    [[nodiscard]] bool has(Part part) const { return !values[part].empty(); }
};

/// Cost: O(days until the first that fits); of what never comes, of a cycle of years.
bool gives_a_day(const RecurrenceFields& fields);

}  // namespace remit::calendar
