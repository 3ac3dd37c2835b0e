// A calendar: on which days a body does not work, and why.
//
// Rules are data with dates: fixed days, days counted from either Easter, nth weekdays, single
// closures, and days off in place of a holiday. Invariant: what a Calendar answers was computed
// when it was made, for every day from kYearFirst to kYearLast, and never changes; it may be used
// by several threads. It knows nothing of terms and moves nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "calendar/counting.h"
#include "calendar/date.h"
#include "calendar/names.h"

namespace remit::calendar {

// How a holiday's day is found in a year.
struct FixedDay {
    std::uint8_t month = 1;
    std::uint8_t day = 1;
};
struct EasterDay {
    bool orthodox = false;
    std::int16_t offset = 0;  // days after Easter Sunday
};
struct NthWeekday {
    Weekday weekday = Weekday::monday;
    std::int8_t ordinal = 1;  // -1: the last of the month
    std::uint8_t month = 1;
    std::int8_t offset = 0;  // days after it
};
struct SingleDay {
    Date date;
};
using DayRule = std::variant<FixedDay, EasterDay, NthWeekday, SingleDay>;

/// The offset from Easter and the number of single
/// days are limited; so is everything in a calendar.
inline constexpr int kDayOffsetMax = 120;
inline constexpr std::size_t kHolidaysMax = 400;
inline constexpr std::size_t kDayRulesMax = 1000;
/// A body that is closed for longer than this has a fault in its calendar; nobody counts over it.
inline constexpr int kClosedRunDaysMax = 60;
inline constexpr std::size_t kSubstitutesMax = 20;

struct Holiday {
    std::string id;
    Names names;
    std::vector<DayRule> days;
    std::optional<Date> from;   // only what falls on it or later
    std::optional<Date> until;  // the last day
    bool working = false;       // is observed, and the body works
    /// What happens where it falls on a day of rest; of several, the first that fits.
    std::vector<std::uint16_t> substitutes;
    std::string basis;
    bool verified = true;
};

/// A day off in place of a holiday that fell on a day of rest.
struct Substitute {
    enum class Take : std::uint8_t {
        next_working_day,
        previous_working_day,
        monday_after,
        friday_before
    };
    std::string id;
    Names names;
    Weekdays when;  // the holiday falls on one of these
    Take take = Take::next_working_day;
    /// Another substitute, where the Monday or Friday is closed already.
    std::optional<std::uint16_t> otherwise;
    std::optional<Date> from;  // of the holiday
    std::optional<Date> until;
    std::string basis;
    bool verified = true;
};

/// The days of the week on which the body rests, as long as that held.
struct RestDays {
    std::optional<Date> from;
    std::optional<Date> until;
    Weekdays days;
};

struct CalendarData {
    std::string id;  // "hr"
    Names names;
    std::string zone;                // "Europe/Zagreb"
    std::string counting;            // id of the counting rules of its terms; empty: it has none
    std::optional<Date> known_from;  // before it nobody has written the calendar down
    bool complete = true;  // false: the body also closes on days that it announces for each year
    std::vector<RestDays> rest;
    std::vector<Holiday> holidays;
    std::vector<Substitute> substitutes;
    std::string basis;
    bool verified = true;
};

class Calendar {
  public:
    static constexpr std::uint16_t kNone = 0xFFFF;
    /// That the body is closed, or observes something, on a day.
    struct Closing {
        std::int32_t day_number = 0;
        std::uint16_t holiday = 0;
        std::uint16_t substitute = kNone;  // of a day off in place of the holiday
        std::int32_t instead_of = 0;       // the holiday's own day, where it is a substitute
    };

    /// Cost: some 100 microseconds. The data must be sound, as the loader leaves it: indexes point
    /// into their tables, and `otherwise` leads to an end.
    explicit Calendar(CalendarData data);

    [[nodiscard]] const std::string& id() const { return data_.id; }
    [[nodiscard]] const CalendarData& data() const { return data_; }

    // The date must be in range.
    [[nodiscard]] bool is_weekly_rest(Date date) const;
    /// Closed for a holiday, a substitute or a single closure, on whatever weekday.
    [[nodiscard]] bool is_holiday(Date date) const;
    [[nodiscard]] bool is_working(Date date) const;
    /// Everything that falls on the day, with what is observed at work; first those that close.
    [[nodiscard]] std::span<const Closing> closings(Date date) const;
    /// The same of a run of days, both ends included, in order of days.
    [[nodiscard]] std::span<const Closing> closings(Date first, Date last) const;
    [[nodiscard]] const Holiday& holiday(const Closing& closing) const {
        return data_.holidays[closing.holiday];
    }
    [[nodiscard]] const Holiday* find_holiday(std::string_view id) const;

    /// How many working days lie in the run, both ends included. Cost: O(days / 64).
    [[nodiscard]] int count_working_days(Date first, Date last) const;
    /// Whether the calendar was written down for that day.
    [[nodiscard]] bool is_known(Date date) const {
        return !data_.known_from || date >= *data_.known_from;
    }

    /// The same calendar with one more day on which the body is closed.
    [[nodiscard]] Calendar with_closed(Date date, std::string id, Names names) const;

  private:
    void fill_rest();
    void fill_holidays();
    void add_holiday(std::size_t index, int year);
    void fill_substitutes();
    [[nodiscard]] bool comes_before(const Closing& one, const Closing& other) const;
    void add_substitute(const Closing& closing);
    [[nodiscard]] Date day_off(Substitute::Take take, Date holiday) const;
    [[nodiscard]] bool test(const std::vector<std::uint64_t>& bits, Date date) const;

    CalendarData data_;
    std::vector<std::uint64_t> rest_;  // a bit for each day since 1 January kYearFirst
    std::vector<std::uint64_t> holidays_;
    std::vector<std::uint64_t> closed_;  // either
    std::vector<Closing> closings_;      // in order of days
};

/// Easter Sunday as a date of the Gregorian calendar; of kYearFirst to kYearLast.
Date western_easter(int year);
Date orthodox_easter(int year);

/// The nth (or, at -1, last) such weekday of a month; none where it has fewer.
std::optional<Date> nth_weekday(int year, int month, Weekday weekday, int ordinal);

}  // namespace remit::calendar
