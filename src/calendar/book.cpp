#include "calendar/book.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "base/check.h"

namespace remit::calendar {
namespace {

constexpr std::size_t kShownBytesMax = 40;

template <typename Table, typename Id>
auto find_in(const Table& table, std::string_view id, Id id_of) -> decltype(table.data()) {
    const auto found = std::ranges::lower_bound(table, id, {}, id_of);
    return found == table.end() || std::invoke(id_of, *found) != id ? nullptr : &*found;
}

std::string_view id_of_calendar(const Calendar& calendar) {
    return calendar.id();
}

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

bool holds(const RuleVersion& version, Date date) {
    return (!version.from || *version.from <= date) && (!version.until || date <= *version.until);
}

/// A date of the year is ruled by the version in force on that date, whenever somebody asks for it.
bool is_looked_for(const Rule& rule) {
    const auto* date = std::get_if<DateRule>(&rule);
    return date != nullptr && date->choice == DateRule::Choice::first_from;
}

/// Where no zone is known, which version is in force is a question that UTC answers.
Date day_for_version(const Moment& start, const Zone* zone) {
    const Result<Date> day = day_of(start, zone);
    return day.ok() ? day.value() : utc_time(std::get<Instant>(start)).date;
}

}  // namespace

Book::Book(BookData data) : data_(std::move(data)) {
    std::ranges::sort(data_.counting, {}, &CountingRules::id);
    std::ranges::sort(data_.calendars, {}, id_of_calendar);
    std::ranges::sort(data_.rules, {}, &NamedRule::id);
    std::vector<std::string> names{"UTC"};
    for (const Calendar& calendar : data_.calendars) names.push_back(calendar.data().zone);
    std::ranges::sort(names);
    const auto repeated = std::ranges::unique(names);
    names.erase(repeated.begin(), repeated.end());
    for (const std::string& name : names) {
        if (name.empty()) continue;
        Result<Zone> zone = Zone::find(name);
        REMIT_CHECK(zone.ok());
        zones_.push_back(std::move(zone).value());
        zones_.back().keep_changes();
    }
}

const Calendar* Book::find_calendar(std::string_view id) const {
    return find_in(data_.calendars, id, id_of_calendar);
}

const CountingRules* Book::find_counting(std::string_view id) const {
    return find_in(data_.counting, id, &CountingRules::id);
}

const NamedRule* Book::find_rule(std::string_view id) const {
    return find_in(data_.rules, id, &NamedRule::id);
}

const Zone* Book::find_zone(std::string_view name) const {
    return find_in(zones_, name, &Zone::name);
}

std::string Book::calendar_list() const {
    std::string list;
    for (const Calendar& calendar : data_.calendars)
        list += (list.empty() ? "" : ", ") + calendar.id();
    return list;
}

Result<const Calendar*> Book::calendar_for(const Rule& rule, std::string_view asked) const {
    const std::string_view own = calendar_of(rule);
    if (!own.empty() && !asked.empty() && own != asked) {
        return refuse(
            fmt::format("the rule counts by calendar '{}', not by '{}'; leave the calendar out",
                        own, asked.substr(0, kShownBytesMax)));
    }
    const std::string_view id = own.empty() ? asked : own;
    if (id.empty()) {
        const ClockKind kind = kind_of(rule);
        const auto* term = std::get_if<TermRule>(&rule);
        if (kind != ClockKind::working_days && (term == nullptr || term->length.hours != 0))
            return nullptr;
        return refuse(fmt::format("a rule of kind '{}' needs a calendar; name one of: {}",
                                  name_of(kind), calendar_list()));
    }
    const Calendar* calendar = find_calendar(id);
    if (calendar != nullptr) return calendar;
    return refuse(fmt::format("there is no calendar '{}'; there are: {}",
                              id.substr(0, kShownBytesMax), calendar_list()));
}

Result<const Zone*> Book::zone_for(const Rule& rule, std::string_view asked,
                                   const Calendar* calendar, std::optional<Zone>& spare) const {
    const std::string_view own = zone_of(rule);
    if (!own.empty() && !asked.empty() && own != asked) {
        return refuse(fmt::format("the rule's time is one of {}, not of '{}'; leave the zone out",
                                  own, asked.substr(0, kShownBytesMax)));
    }
    std::string_view name = own.empty() ? asked : own;
    if (name.empty() && calendar != nullptr) name = calendar->data().zone;
    if (name.empty()) return nullptr;
    const Zone* zone = find_zone(name);
    if (zone != nullptr) return zone;
    spare = REMIT_TRY(Zone::find(name));
    return &*spare;
}

Result<Given> Book::given(const Rule& rule, const Request& request,
                          std::optional<Zone>& spare) const {
    Given given;
    given.start = request.start;
    given.opened = request.opened;
    given.calendar = REMIT_TRY(calendar_for(rule, request.calendar));
    if (given.calendar != nullptr) given.counting = find_counting(given.calendar->data().counting);
    given.zone = REMIT_TRY(zone_for(rule, request.zone, given.calendar, spare));
    return given;
}

Result<Deadline> Book::compute(const Rule& rule, const Request& request) const {
    std::optional<Zone> spare;
    const Given inputs = REMIT_TRY(given(rule, request, spare));
    return calendar::compute(rule, inputs);
}

Result<NamedDeadline> Book::compute(const NamedRule& rule, const Request& request) const {
    std::optional<NamedDeadline> first;
    for (std::size_t index = 0; index < rule.versions.size(); ++index) {
        const RuleVersion& version = rule.versions[index];
        std::optional<Zone> spare;
        Given inputs = REMIT_TRY(given(version.rule, request, spare));
        const Date start = day_for_version(request.start, inputs.zone);
        if (!is_looked_for(version.rule)) {
            if (!holds(version, start)) continue;
            return NamedDeadline{REMIT_TRY(calendar::compute(version.rule, inputs)), index};
        }
        if (version.until && *version.until < start) continue;
        if (version.from && *version.from > start) inputs.start = *version.from;
        Deadline deadline = REMIT_TRY(calendar::compute(version.rule, inputs));
        if (!holds(version, std::get<Date>(deadline.due))) continue;
        if (first && std::get<Date>(first->deadline.due) <= std::get<Date>(deadline.due)) continue;
        first = NamedDeadline{std::move(deadline), index};
    }
    if (first) return std::move(*first);
    return base::make_error(
        ErrorCode::not_found,
        fmt::format(
            "rule '{}' has no version in force for {}; `remit deadline list` shows since when "
            "each holds",
            rule.id, iso(request.start)));
}

Status Book::verify(const Deadline& deadline) const {
    std::optional<Zone> spare;
    const Request request{deadline.start, deadline.opened, deadline.calendar, deadline.zone};
    const Given inputs = REMIT_TRY(given(deadline.rule, request, spare));
    return calendar::verify(deadline, inputs);
}

Book Book::with(Calendar calendar) const {
    Book book = *this;
    const auto found =
        std::ranges::lower_bound(book.data_.calendars, calendar.id(), {}, id_of_calendar);
    REMIT_CHECK(found != book.data_.calendars.end() && found->id() == calendar.id());
    *found = std::move(calendar);
    return book;
}

}  // namespace remit::calendar
