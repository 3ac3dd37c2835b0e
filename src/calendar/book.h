// The book: every calendar, counting rule set and named rule, as the data files say.
//
// Read once from packs/*/calendar.yaml, packs/*/deadlines.yaml and calendars/*.yaml
// (book_loader.h). Invariant: a book that was loaded without an error has no id twice, no name that
// leads nowhere, no two versions for one day, and only rules that can be counted. It does not
// change and may be used by several threads.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/counting.h"
#include "calendar/deadline.h"
#include "calendar/holidays.h"
#include "calendar/names.h"
#include "calendar/rule.h"
#include "calendar/zone.h"

namespace remit::calendar {

/// A rule with a name, as long as it was or is in force.
struct RuleVersion {
    std::optional<Date> from;   // of the event; of a date rule, of the date that comes out
    std::optional<Date> until;  // the last day
    Rule rule;
    std::string basis;
    bool verified = true;
};

struct NamedRule {
    std::string id;  // "rs-foi-decision"
    Names names;
    Names event;  // what it counts from: "receipt of a proper request"; empty: nothing
    std::vector<RuleVersion> versions;  // in the order of their dates, not overlapping
};

struct BookData {
    std::vector<CountingRules> counting;
    std::vector<Calendar> calendars;
    std::vector<NamedRule> rules;
};

/// The inputs of a deadline by name, as people and procedures give them.
struct Request {
    Moment start;
    std::optional<Moment> opened;
    std::string_view calendar;  // empty: the rule's own, or none
    std::string_view zone;      // empty: the rule's own, or the calendar's, or none
};

/// A deadline under a named rule, and under which of its versions.
struct NamedDeadline {
    Deadline deadline;
    std::size_t version = 0;
};

class Book {
  public:
    Book() = default;
    /// The data must be sound, as the loader leaves it.
    explicit Book(BookData data);

    // In order of their ids. Null where there is none of that name.
    [[nodiscard]] std::span<const Calendar> calendars() const { return data_.calendars; }
    [[nodiscard]] std::span<const CountingRules> counting() const { return data_.counting; }
    [[nodiscard]] std::span<const NamedRule> rules() const { return data_.rules; }
    [[nodiscard]] const Calendar* find_calendar(std::string_view id) const;
    [[nodiscard]] const CountingRules* find_counting(std::string_view id) const;
    [[nodiscard]] const NamedRule* find_rule(std::string_view id) const;
    /// A zone of one of the calendars, or UTC; null for any other, which Zone::find() may know.
    [[nodiscard]] const Zone* find_zone(std::string_view name) const;

    /// What compute() needs for the rule, with every name looked up. A zone that no calendar has is
    /// looked up in ICU and kept in `spare`, which must outlive the answer. Errors: invalid_input
    /// (no such calendar or zone, or another than the rule's own; with those that there are).
    Result<Given> given(const Rule& rule, const Request& request, std::optional<Zone>& spare) const;

    Result<Deadline> compute(const Rule& rule, const Request& request) const;
    /// Under the version in force on the day of the event; of date
    /// rules, under which the first date from the start on falls.
    /// Errors: those of compute(); not_found (no version for that day).
    Result<NamedDeadline> compute(const NamedRule& rule, const Request& request) const;
    /// Computes it again with the calendars of this book. Errors: as verify() of deadline.h.
    Status verify(const Deadline& deadline) const;

    /// The same book with one calendar replaced by its namesake, which must be in it.
    [[nodiscard]] Book with(Calendar calendar) const;

  private:
    [[nodiscard]] std::string calendar_list() const;
    Result<const Calendar*> calendar_for(const Rule& rule, std::string_view asked) const;
    Result<const Zone*> zone_for(const Rule& rule, std::string_view asked, const Calendar* calendar,
                                 std::optional<Zone>& spare) const;

    BookData data_;
    std::vector<Zone> zones_;  // in order of their names
};

}  // namespace remit::calendar
