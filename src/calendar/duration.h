// A length of time as a rule writes it: "P6M", "P90D", "PT48H" (ISO 8601).
//
// Invariant: units stay as they are written. Six months, 180 days and half a year are three
// different lengths, and nothing here turns one into another; 90 days and 12 weeks and 6 days are
// two spellings of the rule's own unit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::calendar {

struct Duration {
    std::int32_t years = 0;
    std::int32_t months = 0;
    std::int32_t weeks = 0;
    std::int32_t days = 0;
    std::int32_t hours = 0;
    std::int32_t minutes = 0;

    /// Reads the ISO 8601 form with designators, none of them negative; at most 200 years, 2,400
    /// months, 10,000 weeks, 73,000 days, 100,000 hours or minutes. Errors: invalid_input, with
    /// what was seen and how to write it.
    static Result<Duration> parse(std::string_view iso);
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] bool empty() const { return *this == Duration{}; }
    /// Whether it has hours or minutes, which only a clock of instants can count.
    [[nodiscard]] bool has_time() const { return hours != 0 || minutes != 0; }

    bool operator==(const Duration&) const = default;
};

}  // namespace remit::calendar
