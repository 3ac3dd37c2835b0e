#include "procedure/counting.h"

#include <algorithm>
#include <charconv>

#include "procedure/conditions.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

/// An item as an amount is written.
std::string amount_text(const Item& item) {
    if (const auto* text = std::get_if<std::string>(&item)) return *text;
    if (const auto* length = std::get_if<calendar::Duration>(&item)) return length->iso();
    return write_item(item);
}

/// What a source says; none where it says nothing. An absent source is the empty text.
std::optional<std::string> text_of(const Definition& definition, const Matter& matter,
                                   const Source& source) {
    switch (source.kind) {
        case Source::Kind::none:
            return std::string();
        case Source::Kind::written:
            if (says_nothing(source.written)) return std::nullopt;
            return source.written;
        case Source::Kind::field: {
            const Value& value = matter.value(source.field);
            if (!value.is_set()) return std::nullopt;
            std::string text = amount_text(value.items.front());
            if (says_nothing(text)) return std::nullopt;
            return text;
        }
        case Source::Kind::table: {
            const auto found = cell(definition, matter, source.table, source.field, source.column);
            if (!found || says_nothing(*found)) return std::nullopt;
            return std::string(*found);
        }
    }
    return std::nullopt;
}

std::optional<std::string> calendar_of(const Definition& definition, const Matter& matter,
                                       ClockKind clock, const Source& source, const World& world) {
    if (clock != ClockKind::term && clock != ClockKind::working_days) return std::string();
    std::optional<std::string> named = text_of(definition, matter, source);
    if (named && (named->empty() || *named == "house")) named = world.house_calendar;
    return named;
}

std::optional<Due> first_moment(const Value& value) {
    return value.is_set() ? due_of(value.items.front()) : std::nullopt;
}

Due step_moment(const Matter& matter, StepId step, std::string_view zone) {
    return ZonedInstant{matter.last_taken[step.index()], std::string(zone)};
}

/// The latest taking of one of the steps.
std::optional<Due> latest_of(const Matter& matter, const std::vector<StepId>& steps,
                             std::string_view zone) {
    std::optional<Due> latest;
    for (const StepId step : steps) {
        if (matter.times_taken[step.index()] == 0) continue;
        Due moment = step_moment(matter, step, zone);
        if (!latest || compare(*latest, moment) < 0) latest = std::move(moment);
    }
    return latest;
}

/// Whether another deadline can be counted from: it has a due moment that still stands. Backwards
/// from one that is met nothing is counted any more.
bool stands(const Clock& base, bool before) {
    if (base.is_open() || base.state == ClockState::recorded) return true;
    return base.state == ClockState::met && !before;
}

std::optional<Due> start_of(const Deadline& deadline, const Matter& matter, std::string_view zone) {
    if (deadline.from_field.is_some()) return first_moment(matter.value(deadline.from_field));
    if (deadline.from_step.is_some()) {
        if (matter.times_taken[deadline.from_step.index()] == 0) return std::nullopt;
        return step_moment(matter, deadline.from_step, zone);
    }
    if (!deadline.from_deadline.is_some()) return latest_of(matter, deadline.starts_with, zone);
    const Clock& base = matter.clock(deadline.from_deadline);
    if (!stands(base, deadline.before)) return std::nullopt;
    return base.due;
}

/// When the time of the other deadline began: what it counts from, or where that is itself the due
/// moment, when its clock was set going.
Due beginning_of_time(const Clock& base, std::string_view zone) {
    if (!base.count.amount.empty()) return base.count.from;
    return ZonedInstant{base.started, std::string(zone)};
}

/// The start in the form in which its kind of clock counts: an instant, or a day.
Due in_form_of(ClockKind clock, Due start, std::string_view zone) {
    if (clock != ClockKind::instant) return date_of(start);
    if (std::holds_alternative<ZonedInstant>(start)) return start;
    return ZonedInstant{beginning_of(start, zone), std::string(zone)};
}

/// A number of days as it stands in files: "3" or "P3D".
std::optional<std::int32_t> days_of(std::string_view amount) {
    std::int32_t days = 0;
    const char* end = amount.data() + amount.size();
    const auto read = std::from_chars(amount.data(), end, days);
    if (read.ec == std::errc() && read.ptr == end && days >= 0) return days;
    const Result<calendar::Duration> length = calendar::Duration::parse(amount);
    if (!length.ok() || length.value().months != 0 || length.value().years != 0 ||
        length.value().has_time())
        return std::nullopt;
    constexpr std::int32_t kDaysOfWeek = 7;
    return length.value().days + kDaysOfWeek * length.value().weeks;
}

Error uncountable(std::string_view amount) {
    return base::make_error(
        ErrorCode::invalid_input,
        "'" + std::string(amount) + "' cannot be counted by this kind of clock");
}

// SEAM until calendar/deadline.h is there: weekends only.
Result<Due> reckoned(ClockKind clock, const Due& from, std::string_view amount, Direction direction,
                     bool day_before) {
    if (amount.empty()) return from;
    if (clock == ClockKind::working_days) {
        const std::optional<std::int32_t> days = days_of(amount);
        if (!days) return uncountable(amount);
        calendar::Date date = date_of(from);
        for (std::int32_t left = *days; left > 0;) {
            date = date.plus_days(direction == Direction::after ? 1 : -1);
            if (date.weekday() < calendar::Weekday::saturday) --left;
        }
        return Due(date);
    }
    const calendar::Duration length = REMIT_TRY(calendar::Duration::parse(amount));
    if (clock == ClockKind::instant) {
        const auto& zoned = std::get<ZonedInstant>(from);
        return Due(ZonedInstant{moved(zoned.instant, zoned.zone, length, direction), zoned.zone});
    }
    calendar::Date date = moved(date_of(from), length, direction);
    if (day_before) date = date.plus_days(-1);
    if (!date.in_range()) return uncountable(amount);
    return Due(date);
}

Due at_share_left(const Due& since, const Due& due, std::uint8_t percent) {
    constexpr std::int64_t kWhole = 100;
    if (const auto* zoned = std::get_if<ZonedInstant>(&due)) {
        const std::int64_t time = zoned->instant.seconds - beginning_of(since, zoned->zone).seconds;
        return ZonedInstant{zoned->instant.plus_seconds(-(time * percent / kWhole)), zoned->zone};
    }
    const auto date = std::get<calendar::Date>(due);
    const std::int64_t time = date.day_number() - date_of(since).day_number();
    return date.plus_days(-static_cast<std::int32_t>(time * percent / kWhole));
}

Result<Due> extended(ClockKind clock, const Due& due, const Item& to, std::string_view zone) {
    if (const auto* length = std::get_if<calendar::Duration>(&to)) {
        const ClockKind plain =
            clock == ClockKind::instant ? ClockKind::instant : ClockKind::elapsed;
        return reckoned(plain, due, length->iso(), Direction::after, /*day_before=*/false);
    }
    const std::optional<Due> moment = due_of(to);
    if (!moment) return uncountable(write_item(to));
    return in_form_of(clock, *moment, zone);
}

/// A stopped clock goes on with what it had left.
Due shifted(const Due& due, calendar::Instant from, calendar::Instant until,
            std::string_view zone) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&due))
        return ZonedInstant{zoned->instant.plus_seconds(until.seconds - from.seconds), zoned->zone};
    const std::int32_t days = date_in(until, zone).day_number() - date_in(from, zone).day_number();
    return std::get<calendar::Date>(due).plus_days(days);
}

Result<Due> with_changes(ClockKind clock, Due due, const Count& count,
                         const std::vector<ClockChange>& changes) {
    calendar::Instant stopped;
    for (const ClockChange& change : changes) {
        switch (change.kind) {
            case ClockChange::Kind::stopped:
                stopped = change.at;
                break;
            case ClockChange::Kind::resumed:
                due = shifted(due, stopped, change.at, count.zone);
                break;
            case ClockChange::Kind::extended: {
                const Result<Due> later = extended(clock, due, change.to, count.zone);
                if (!later.ok()) return later.error();
                due = later.value();
                break;
            }
        }
    }
    Result<Due> made(due);
    if (!date_of(due).in_range()) made = uncountable(count.amount);
    return made;
}

void add_alarms(std::vector<Alarm>& alarms, const std::vector<Reminder>& reminders, const Due& due,
                std::string_view zone, calendar::Instant now) {
    for (const Reminder& reminder : reminders) {
        const calendar::Instant at = alarm_at(due, reminder.before, Direction::before, zone);
        alarms.push_back({at, static_cast<std::uint16_t>(alarms.size()), at <= now});
    }
}

void put_in_order(std::vector<Alarm>& alarms) {
    std::ranges::sort(alarms, [](const Alarm& left, const Alarm& right) {
        return left.at != right.at ? left.at < right.at : left.index < right.index;
    });
}

}  // namespace

std::optional<Count> count_of(const Definition& definition, const Matter& matter, DeadlineId id,
                              const World& world) {
    const Deadline& deadline = definition.deadlines[id.index()];
    std::optional<std::string> zone = text_of(definition, matter, deadline.zone);
    if (!zone) return std::nullopt;
    if (*zone == "house") zone->clear();
    std::optional<Due> start = start_of(deadline, matter, zone->empty() ? world.house_zone : *zone);
    if (!start) return std::nullopt;
    if (zone->empty()) {
        const auto* zoned = std::get_if<ZonedInstant>(&*start);
        *zone = zoned != nullptr ? zoned->zone : std::string(world.house_zone);
    }
    Count count;
    std::optional<std::string> amount = text_of(definition, matter, deadline.amount);
    std::optional<std::string> calendar =
        calendar_of(definition, matter, deadline.clock, deadline.calendar, world);
    if (!amount || !calendar) return std::nullopt;
    if (deadline.share_left != 0)
        count.since = beginning_of_time(matter.clock(deadline.from_deadline), *zone);
    count.from = in_form_of(deadline.clock, std::move(*start), *zone);
    count.amount = std::move(*amount);
    count.calendar = std::move(*calendar);
    count.zone = std::move(*zone);
    return count;
}

Result<Due> counted(const Deadline& deadline, const Count& count,
                    const std::vector<ClockChange>& changes, const World& /*world*/) {
    if (!is_zone(count.zone)) return uncountable(count.zone);
    const Direction direction = deadline.before ? Direction::before : Direction::after;
    if (count.since) {
        return with_changes(deadline.clock,
                            at_share_left(*count.since, count.from, deadline.share_left), count,
                            changes);
    }
    const Result<Due> due =
        reckoned(deadline.clock, count.from, count.amount, direction, deadline.day_before);
    if (!due.ok()) return due.error();
    return with_changes(deadline.clock, due.value(), count, changes);
}

std::optional<Count> count_of(const Definition& definition, const Matter& matter, ConsultationId id,
                              const World& world, calendar::Instant now) {
    const Consultation& consultation = definition.consultations[id.index()];
    std::optional<std::string> zone = text_of(definition, matter, consultation.zone);
    std::optional<std::string> calendar =
        calendar_of(definition, matter, consultation.clock, consultation.calendar, world);
    if (!zone || !calendar) return std::nullopt;
    if (zone->empty() || *zone == "house") *zone = world.house_zone;
    Count count;
    count.from = ZonedInstant{now, *zone};
    const Source& within = consultation.within;
    const std::optional<Due> by = within.kind == Source::Kind::field
                                      ? first_moment(matter.value(within.field))
                                      : std::nullopt;
    if (by) {
        count.from = *by;
        if (const auto* zoned = std::get_if<ZonedInstant>(&*by)) *zone = zoned->zone;
    } else {
        std::optional<std::string> amount = text_of(definition, matter, within);
        if (!amount || amount->empty()) return std::nullopt;
        count.amount = std::move(*amount);
        count.from = in_form_of(consultation.clock, std::move(count.from), *zone);
    }
    count.calendar = std::move(*calendar);
    count.zone = std::move(*zone);
    return count;
}

Result<Due> counted(const Consultation& consultation, const Count& count, const World& /*world*/) {
    if (!is_zone(count.zone)) return uncountable(count.zone);
    return reckoned(consultation.clock, count.from, count.amount, Direction::after,
                    /*day_before=*/false);
}

calendar::Instant passes_at(const Due& due, std::string_view zone, calendar::Instant now) {
    return std::max(last_second_of(due, zone).plus_seconds(1), now);
}

std::vector<Alarm> alarms_of(const Deadline& deadline, const Due& due, std::string_view zone,
                             calendar::Instant now, const std::vector<Alarm>& before) {
    std::vector<Alarm> alarms;
    alarms.reserve(deadline.reminders.size() + deadline.escalations.size());
    add_alarms(alarms, deadline.reminders, due, zone, now);
    for (const Escalation& escalation : deadline.escalations) {
        const Direction direction = escalation.before ? Direction::before : Direction::after;
        Alarm alarm;
        alarm.index = static_cast<std::uint16_t>(alarms.size());
        alarm.at = alarm_at(due, escalation.distance, direction, zone);
        if (alarm.at <= now) {
            alarm.at = now;
            const auto old = std::ranges::find(before, alarm.index, &Alarm::index);
            alarm.fired = old != before.end() && old->fired;
        }
        alarms.push_back(alarm);
    }
    put_in_order(alarms);
    return alarms;
}

std::vector<Alarm> alarms_of(const Consultation& consultation, const Due& due,
                             std::string_view zone, calendar::Instant now) {
    std::vector<Alarm> alarms;
    add_alarms(alarms, consultation.reminders, due, zone, now);
    put_in_order(alarms);
    return alarms;
}

}  // namespace remit::procedure
