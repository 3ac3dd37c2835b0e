#include "procedure/counting.h"

#include <string_view>
#include <utility>

#include "calendar/book.h"
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

/// Terms and working days are counted by a calendar. The others only tell what it shows, and do
/// without it where the book has none.
std::optional<std::string> calendar_of(const Definition& definition, const Matter& matter,
                                       ClockKind clock, const Source& source, const World& world) {
    std::optional<std::string> named = text_of(definition, matter, source);
    if (named && (named->empty() || *named == "house")) named = world.house_calendar;
    if (clock == ClockKind::term || clock == ClockKind::working_days) return named;
    if (!named || book_of(world).find_calendar(*named) == nullptr) return std::string();
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
    StepId latest;
    for (const StepId step : steps) {
        if (matter.times_taken[step.index()] == 0) continue;
        if (!latest.is_some() ||
            matter.last_taken[latest.index()] < matter.last_taken[step.index()])
            latest = step;
    }
    if (!latest.is_some()) return std::nullopt;
    return step_moment(matter, latest, zone);
}

/// Whether another deadline can be counted from: it has a due moment that still stands. Backwards
/// from one that is met nothing is counted any more.
bool stands(const Clock& base, bool before) {
    if (base.is_open() || base.state == ClockState::recorded) return true;
    return base.state == ClockState::met && !before;
}

/// In: a deadline that may start.
std::optional<Due> start_of(const Deadline& deadline, const Matter& matter, std::string_view zone) {
    if (deadline.from_field.is_some()) return first_moment(matter.value(deadline.from_field));
    if (deadline.from_step.is_some()) return step_moment(matter, deadline.from_step, zone);
    if (!deadline.from_deadline.is_some()) return latest_of(matter, deadline.starts_with, zone);
    const Clock& base = matter.clock(deadline.from_deadline);
    if (!stands(base, deadline.before)) return std::nullopt;
    return base.due;
}

/// Whether there is anything to count from: a cheap look, since most deadlines have not begun.
bool may_start(const Deadline& deadline, const Matter& matter) {
    if (deadline.from_field.is_some()) return matter.value(deadline.from_field).is_set();
    if (deadline.from_step.is_some()) return matter.times_taken[deadline.from_step.index()] > 0;
    return true;
}

/// The moment in the form of another: a day, or an instant.
Due in_form_of(bool instant, const Due& moment, const calendar::Zone& zone) {
    if (!instant) {
        const auto* zoned = std::get_if<ZonedInstant>(&moment);
        return zoned == nullptr ? moment : Due(zone.local(zoned->instant).date);
    }
    return ZonedInstant{beginning_of(moment, zone), zone.name()};
}

/// When the time of the other deadline began: what it counts from, or where that is itself the due
/// moment or lies behind it, when its clock was set going.
Due beginning_of_time(const Deadline& rule, const Clock& base, std::string_view zone) {
    if (!base.count.amount.empty() && !rule.before) return base.count.from;
    return ZonedInstant{base.started, std::string(zone)};
}

/// Whether a moment is in the form already: most are, and need no zone to be looked for.
bool is_in_form(bool instant, const Due& moment, std::string_view zone) {
    if (!instant) return std::holds_alternative<calendar::Date>(moment);
    const auto* zoned = std::get_if<ZonedInstant>(&moment);
    return zoned != nullptr && zoned->zone == zone;
}

/// A term in hours runs from the instant of its event; a day has none, and counted() says so.
bool runs_in_hours(const Count& count, ClockKind clock) {
    if (clock != ClockKind::term || !std::holds_alternative<ZonedInstant>(count.from)) return false;
    const Result<calendar::Duration> length = calendar::Duration::parse(count.amount);
    return length.ok() && length.value().hours != 0;
}

/// Puts the moments of a count into the form in which the clock counts. A zone that is none is left
/// for counted() to complain about.
void put_in_form(Count& count, ClockKind clock, const World& world) {
    const bool share_of_days = count.since && std::holds_alternative<calendar::Date>(count.from);
    const bool instant = clock == ClockKind::instant && !share_of_days;
    if (is_in_form(instant, count.from, count.zone) &&
        (!count.since || is_in_form(instant, *count.since, count.zone)))
        return;
    if (runs_in_hours(count, clock)) return;
    const FoundZone zone(world, count.zone);
    if (!zone.is_known()) return;
    count.from = in_form_of(instant, count.from, *zone);
    if (count.since) count.since = in_form_of(instant, *count.since, *zone);
}

}  // namespace

std::optional<Count> count_of(const Definition& definition, const Matter& matter, DeadlineId id,
                              const World& world) {
    const Deadline& deadline = definition.deadlines[id.index()];
    if (!may_start(deadline, matter)) return std::nullopt;
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
        count.since = beginning_of_time(definition.deadlines[deadline.from_deadline.index()],
                                        matter.clock(deadline.from_deadline), *zone);
    count.from = *std::move(start);
    count.amount = *std::move(amount);
    count.calendar = *std::move(calendar);
    count.zone = *std::move(zone);
    put_in_form(count, deadline.clock, world);
    return count;
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
        count.amount = *std::move(amount);
    }
    count.calendar = *std::move(calendar);
    count.zone = *std::move(zone);
    // A date or an instant by which the answer is due is taken as it is.
    if (!by) put_in_form(count, consultation.clock, world);
    return count;
}

}  // namespace remit::procedure
