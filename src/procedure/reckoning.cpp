#include "procedure/reckoning.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "calendar/book.h"
#include "calendar/rule_text.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

/// What the definition says of the counting, of a deadline or a consultation.
struct Way {
    ClockKind clock = ClockKind::elapsed;
    Direction direction = Direction::after;
    bool day_before = false;
    std::uint8_t share_left = 0;
};

Error uncountable(const std::string& amount) {
    return base::make_error(ErrorCode::invalid_input,
                            "'" + amount + "' cannot be counted by this kind of clock");
}

/// That very day.
calendar::Rule day_itself(calendar::Date date) {
    calendar::DateRule rule;
    rule.day = static_cast<std::uint8_t>(date.day());
    rule.month = static_cast<std::uint8_t>(date.month());
    rule.year = static_cast<std::int16_t>(date.year());
    return rule;
}

/// That very instant, as it is written in its zone; or in UTC, where the zone's clock shows that
/// time twice and means the earlier.
calendar::Rule instant_itself(const ZonedInstant& zoned, const calendar::Zone& zone) {
    calendar::InstantRule rule;
    rule.form = calendar::InstantRule::Form::written;
    rule.local = zone.local(zoned.instant);
    rule.zone = zone.name();
    if (zone.resolve(rule.local).instant != zoned.instant) {
        rule.local = calendar::utc_time(zoned.instant);
        rule.zone = "UTC";
    }
    return rule;
}

Result<calendar::Rule> day_of_year(const Way& way, const std::string& amount) {
    const calendar::WrittenRule written = REMIT_TRY(calendar::parse_rule(amount));
    const auto* dated = written.dated();
    const auto* date = dated == nullptr ? nullptr : std::get_if<calendar::DateRule>(dated);
    if (date == nullptr) return uncountable(amount);
    calendar::DateRule rule = *date;
    if (way.direction == Direction::before) rule.choice = calendar::DateRule::Choice::last_before;
    return calendar::Rule(rule);
}

/// "3" or "P3D".
std::optional<std::int32_t> days_of(std::string_view amount) {
    std::int32_t days = 0;
    const char* end = amount.data() + amount.size();
    const auto read = std::from_chars(amount.data(), end, days);
    if (read.ec == std::errc() && read.ptr == end) return days;
    const Result<calendar::Duration> length = calendar::Duration::parse(amount);
    if (!length.ok()) return std::nullopt;
    const calendar::Duration only_days{.days = length.value().days};
    if (length.value() != only_days) return std::nullopt;
    return length.value().days;
}

Result<calendar::Rule> rule_of_length(const Way& way, const Count& count) {
    if (way.clock == ClockKind::date) return day_of_year(way, count.amount);
    if (way.clock == ClockKind::working_days) {
        const std::optional<std::int32_t> days = days_of(count.amount);
        if (!days) return uncountable(count.amount);
        return calendar::Rule(calendar::WorkingDaysRule{*days, way.direction, {}});
    }
    const calendar::Duration length = REMIT_TRY(calendar::Duration::parse(count.amount));
    if (way.clock == ClockKind::term) return calendar::Rule(calendar::TermRule{length});
    if (way.clock == ClockKind::instant) {
        calendar::InstantRule rule;
        rule.direction = way.direction;
        rule.length = length;
        return calendar::Rule(rule);
    }
    using End = calendar::ElapsedRule::End;
    const End end = way.day_before ? End::day_before : End::same_day;
    return calendar::Rule(calendar::ElapsedRule{length, way.direction, end});
}

Result<calendar::Rule> rule_of(const Way& way, const Count& count, const calendar::Zone& zone) {
    if (count.since) {
        calendar::InstantRule rule;
        rule.form = calendar::InstantRule::Form::share_left;
        rule.percent_left = way.share_left;
        return calendar::Rule(rule);
    }
    if (!count.amount.empty()) return rule_of_length(way, count);
    if (const auto* date = std::get_if<calendar::Date>(&count.from)) return day_itself(*date);
    return instant_itself(std::get<ZonedInstant>(count.from), zone);
}

/// "15 April" after a day is a later day.
calendar::Moment start_of(const Way& way, const Count& count) {
    const bool later =
        way.clock == ClockKind::date && !count.amount.empty() && way.direction == Direction::after;
    const auto* date = std::get_if<calendar::Date>(&count.from);
    if (later && date != nullptr) return date->plus_days(1);
    return moment_of(count.from);
}

calendar::Change change_of(const Way& way, const ClockChange& made) {
    using Kind = calendar::Change::Kind;
    calendar::Change change;
    change.on = made.at;
    change.ground = made.ground;
    switch (made.kind) {
        case ClockChange::Kind::stopped:
            change.kind = Kind::stop;
            return change;
        case ClockChange::Kind::resumed:
            change.kind = Kind::resume;
            return change;
        case ClockChange::Kind::extended:
            break;
    }
    if (const std::optional<Due> to = due_of(made.to)) {
        change.kind = Kind::extend_to;
        change.to = moment_of(*to);
        return change;
    }
    change.kind = Kind::extend_by;
    if (const auto* length = std::get_if<calendar::Duration>(&made.to)) change.by = *length;
    if (const auto* days = std::get_if<std::int64_t>(&made.to);
        days != nullptr && way.clock == ClockKind::working_days)
        change.working_days =
            static_cast<std::int32_t>(std::min<std::int64_t>(*days, calendar::kWorkingDaysMax));
    return change;
}

/// Before a time begins nothing of it can be lost: what befalls its clock then does so when it
/// begins. What counts backwards has no such beginning.
void put_after_start(std::vector<calendar::Change>& changes, const Way& way,
                     const calendar::Moment& start, const calendar::Zone& zone) {
    if (way.direction == Direction::before) return;
    const auto* day = std::get_if<calendar::Date>(&start);
    const calendar::Instant begins =
        day != nullptr ? start_of_day(*day, zone) : std::get<calendar::Instant>(start);
    for (calendar::Change& change : changes)
        change.on = std::max(std::get<calendar::Instant>(change.on), begins);
}

Result<calendar::Standing> reckon(const Way& way, const Count& count,
                                  std::span<const ClockChange> changes, const World& world,
                                  std::optional<calendar::Instant> began) {
    const FoundZone zone(world, count.zone);
    if (!zone.is_known()) {
        return base::make_error(ErrorCode::invalid_input, "there is no zone '" + count.zone + "'");
    }
    calendar::ClockHistory history;
    history.rule = REMIT_TRY(rule_of(way, count, *zone));
    history.changes.reserve(changes.size());
    for (const ClockChange& change : changes) history.changes.push_back(change_of(way, change));
    const calendar::Book& book = book_of(world);
    calendar::Request request;
    request.start = start_of(way, count);
    // What is itself due lies behind what befalls its clock.
    const bool is_due_itself = count.amount.empty() && !count.since;
    if (!began && !changes.empty()) began = changes.front().at;
    if (is_due_itself && began && *began < beginning_of(count.from, *zone)) request.start = *began;
    put_after_start(history.changes, way, request.start, *zone);
    if (count.since) request.opened = moment_of(*count.since);
    request.calendar = count.calendar;
    const std::string_view own_zone = calendar::zone_of(history.rule);
    request.zone = own_zone.empty() ? std::string_view(count.zone) : own_zone;
    std::optional<calendar::Zone> spare;
    const calendar::Given given = REMIT_TRY(book.given(history.rule, request, spare));
    return calendar::compute(history, given);
}

Due due_in_zone(const calendar::Moment& moment, const std::string& zone) {
    if (const auto* date = std::get_if<calendar::Date>(&moment)) return *date;
    return ZonedInstant{std::get<calendar::Instant>(moment), zone};
}

Result<Due> due_of_standing(const Result<calendar::Standing>& standing, const Count& count,
                            bool changed) {
    if (!standing.ok()) return standing.error();
    // What is itself due is not read again: a wall clock shows an hour twice a year.
    if (count.amount.empty() && !count.since && !changed) return count.from;
    return due_in_zone(standing.value().deadline.due, count.zone);
}

Way way_of(const Deadline& deadline) {
    return {deadline.clock, deadline.before ? Direction::before : Direction::after,
            deadline.day_before, deadline.share_left};
}

}  // namespace

Result<calendar::Standing> reckon(const Deadline& deadline, const Count& count,
                                  std::span<const ClockChange> changes, const World& world,
                                  std::optional<calendar::Instant> began) {
    return reckon(way_of(deadline), count, changes, world, began);
}

Result<calendar::Standing> reckon(const Consultation& consultation, const Count& count,
                                  const World& world, std::optional<calendar::Instant> began) {
    return reckon(Way{consultation.clock}, count, {}, world, began);
}

Result<Due> counted(const Deadline& deadline, const Count& count,
                    std::span<const ClockChange> changes, const World& world) {
    return due_of_standing(reckon(deadline, count, changes, world), count, !changes.empty());
}

Result<Due> counted(const Consultation& consultation, const Count& count, const World& world) {
    return due_of_standing(reckon(consultation, count, world), count, /*changed=*/false);
}

}  // namespace remit::procedure
