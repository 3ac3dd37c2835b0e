#include "procedure/alarms.h"

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

void add_reminders(std::vector<Alarm>& alarms, const std::vector<Reminder>& reminders,
                   const Due& due, const calendar::Zone& zone, calendar::Instant now) {
    for (const Reminder& reminder : reminders) {
        const calendar::Instant at = alarm_at(due, reminder.before, Direction::before, zone);
        alarms.push_back({at, static_cast<std::uint16_t>(alarms.size()), at <= now});
    }
}

void add_escalations(std::vector<Alarm>& alarms, const std::vector<Escalation>& escalations,
                     const Due& due, const calendar::Zone& zone, calendar::Instant now,
                     std::span<const Alarm> before) {
    for (const Escalation& escalation : escalations) {
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
}

Timing finished(std::vector<Alarm> alarms, const Due& due, const calendar::Zone& zone,
                calendar::Instant now) {
    std::ranges::sort(alarms, [](const Alarm& left, const Alarm& right) {
        return left.at != right.at ? left.at < right.at : left.index < right.index;
    });
    return {std::max(last_second_of(due, zone).plus_seconds(1), now), std::move(alarms)};
}

/// The place of the entry in the other list.
template <typename Entry>
std::optional<std::size_t> place_in(const std::vector<Entry>& entries, const Entry& entry) {
    const auto found = std::ranges::find(entries, entry);
    if (found == entries.end()) return std::nullopt;
    return static_cast<std::size_t>(found - entries.begin());
}

std::optional<std::size_t> new_index(std::size_t index, const Deadline& older,
                                     const Deadline& newer) {
    const std::size_t reminders = older.reminders.size();
    if (index < reminders) return place_in(newer.reminders, older.reminders[index]);
    const auto place = place_in(newer.escalations, older.escalations[index - reminders]);
    if (!place) return std::nullopt;
    return newer.reminders.size() + *place;
}

}  // namespace

std::vector<Alarm> renumbered(const std::vector<Alarm>& alarms, const Deadline& older,
                              const Deadline& newer) {
    std::vector<Alarm> made;
    for (Alarm alarm : alarms) {
        const std::optional<std::size_t> index = new_index(alarm.index, older, newer);
        if (!index) continue;
        alarm.index = static_cast<std::uint16_t>(*index);
        made.push_back(alarm);
    }
    return made;
}

Timing timing_of(const Deadline& deadline, const Due& due, std::string_view name,
                 const World& world, calendar::Instant now, std::span<const Alarm> before) {
    const FoundZone zone(world, name);
    REMIT_CHECK(zone.is_known());
    std::vector<Alarm> alarms;
    alarms.reserve(deadline.reminders.size() + deadline.escalations.size());
    add_reminders(alarms, deadline.reminders, due, *zone, now);
    add_escalations(alarms, deadline.escalations, due, *zone, now, before);
    return finished(std::move(alarms), due, *zone, now);
}

Timing timing_of(const Consultation& consultation, const Due& due, std::string_view name,
                 const World& world, calendar::Instant now) {
    const FoundZone zone(world, name);
    REMIT_CHECK(zone.is_known());
    std::vector<Alarm> alarms;
    alarms.reserve(consultation.reminders.size());
    add_reminders(alarms, consultation.reminders, due, *zone, now);
    return finished(std::move(alarms), due, *zone, now);
}

}  // namespace remit::procedure
