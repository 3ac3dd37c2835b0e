// Rules that say when something is due: five kinds of clock, each a type of its own.
//
// Invariant: nothing converts one kind into another. An administrative term of
// 15 days, 15 days from an event, 15 working days and 15 times 24 hours are four
// rules, with four functions that count them (clocks.h). A rule is plain data:
// no date of a case, no table, no pointer; units stay as the law wrote them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/instant.h"

namespace remit::calendar {

/// In the order of the alternatives of Rule.
enum class ClockKind : std::uint8_t { term, date, elapsed, working_days, instant };
/// "term", "date", "elapsed", "working_days", "instant": as data files write them.
std::string_view name_of(ClockKind kind);
std::optional<ClockKind> find_clock_kind(std::string_view name);

enum class Direction : std::uint8_t { after, before };

inline constexpr std::int32_t kWorkingDaysMax = 5000;
inline constexpr int kOffsetYearsMax = 10;  // of a date rule: "P90D after 31 December"
inline constexpr int kYearsAfterMax = 50;   // "15 December of 4th year after event:inscription"

/// A term of administrative law, counted by the counting rules of a calendar: the day of the event
/// is not counted, the term runs over holidays, and an end on a day that does not work moves on.
struct TermRule {
    /// Years, months, weeks and days; or hours alone, which
    /// run without a break from an instant and never move.
    Duration length;
    /// What is deemed done happens on the day after the last one, and that day may be any day:
    /// delivery by notice board.
    bool day_after = false;
    std::string calendar;  // an id; empty: the one that is given

    bool operator==(const TermRule&) const = default;
};

/// A date of the calendar, the same for everybody; it never moves.
struct DateRule {
    enum class Day : std::uint8_t {
        /// "15 April".
        numbered,
        /// "tuesday of week 3 of September": weeks begin on Monday, and the first is the first that
        /// has a day from Monday to Friday.
        weekday_of_week,
        /// "2nd tuesday of September"; -1 is the last.
        nth_weekday,
    };
    enum class Choice : std::uint8_t {
        /// The first one on or after the start.
        first_from,
        /// The last one before the event: "1 December before event:session".
        last_before,
        /// In a year after that of the event: "15 December of 4th year after event:inscription".
        of_nth_year,
    };
    Day day_form = Day::numbered;
    Choice choice = Choice::first_from;
    Direction direction = Direction::after;  // of `offset`
    Weekday weekday = Weekday::monday;
    std::uint8_t month = 1;
    std::uint8_t day = 1;
    std::int8_t ordinal = 0;  // the week or the nth weekday; -1: the last
    std::int16_t year = 0;    // of that year only; 0: of every year
    /// Not before that year; it anchors intervals of a recurrence; 0: no anchor.
    std::int16_t from_year = 0;
    std::uint8_t years_after = 0;  // of of_nth_year
    Duration offset;               // "P90D after 31 December"; may be empty

    bool operator==(const DateRule&) const = default;
};

/// So many days, weeks, months or years from an event, by the calendar; no holiday moves it.
struct ElapsedRule {
    enum class End : std::uint8_t {
        same_day,             // the same number of the month, or its last day where it has none
        day_before,           // "within the first year": the day before the anniversary
        first_of_month,       // "first day of the sixth month after the month of deposit"
        first_of_next_month,  // "first day of the month after three months"
    };
    Duration length;
    Direction direction = Direction::after;
    End end = End::same_day;

    bool operator==(const ElapsedRule&) const = default;
};

/// So many working days of a named calendar; the day of the event is not counted.
struct WorkingDaysRule {
    std::int32_t count = 0;
    Direction direction = Direction::after;
    std::string calendar;  // an id; empty: the one that is given

    bool operator==(const WorkingDaysRule&) const = default;
};

/// An instant, read on the clock of a zone. No holiday and no calendar moves it.
struct InstantRule {
    enum class Form : std::uint8_t {
        /// So long after or before an instant. Years to days go by the clock on the wall, hours and
        /// minutes by time.
        length,
        /// When so many percent of the time between two moments are left; of two days, a day.
        share_left,
        /// The instant itself, as a secretariat sets it: "2026-04-07T17:00 Europe/Brussels".
        written,
    };
    Form form = Form::length;
    Direction direction = Direction::after;
    std::uint8_t percent_left = 0;  // 1 to 99
    Duration length;
    LocalTime local;
    /// Of `written`; else the zone in which it is read; empty: the one that is given.
    std::string zone;

    bool operator==(const InstantRule&) const = default;
};

using Rule = std::variant<TermRule, DateRule, ElapsedRule, WorkingDaysRule, InstantRule>;

ClockKind kind_of(const Rule& rule);
/// The calendar or zone that the rule itself names; empty where it names none.
std::string_view calendar_of(const Rule& rule);
std::string_view zone_of(const Rule& rule);

/// Whether the rule is one that can be counted. Errors: invalid_input, with what contradicts what
/// and how to write it: a term with minutes, no length at all, 31 April, a share of 100%.
Status check(const Rule& rule);

}  // namespace remit::calendar
