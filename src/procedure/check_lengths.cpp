// Lengths that contradict what they stand beside: reminders before a clock begins, moments without
// a zone, directions.
//
// A length alone is checked when it is read (amounts.h). Here only what is certain whatever the
// calendar is reported.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "procedure/amounts.h"
#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;

void report(const Checked& checked, diag::Span span, std::string_view why, std::string seen,
            std::string expected) {
    checked.diagnostics.report(DiagnosticId::contradictory_duration, span)
        .with("why", std::string(why))
        .with("seen", std::move(seen))
        .with("expected", std::move(expected));
}

/// The longest that a written length can be; none where it is not written or has no bound.
std::optional<calendar::Duration> longest(ClockKind clock, const Source& amount) {
    if (amount.kind != Source::Kind::written) return std::nullopt;
    std::optional<calendar::Duration> length = read_length_of(clock, amount.written).duration;
    if (length && clock == ClockKind::working_days) {
        // No week has fewer than two working days in a row of weeks, and no holidays last two
        // weeks.
        constexpr std::int32_t kDaysForOne = 3;
        constexpr std::int32_t kHolidays = 15;
        length->days = length->days * kDaysForOne + kHolidays;
    }
    return length;
}

void check_reminders(const Checked& checked, ClockKind clock, const Source& amount,
                     const std::vector<Reminder>& reminders, const Spans& places) {
    const auto most = longest(clock, amount);
    if (!most) return;
    for (std::size_t i = 0; i < reminders.size(); ++i) {
        if (!is_certainly_longer(reminders[i].before, *most)) continue;
        report(checked, places[i], "reminder", reminders[i].before.iso(), "< " + amount.written);
    }
}

bool gives_zone(const Definition& definition, const Deadline& deadline) {
    const Deadline* at = &deadline;
    // As many steps as there are deadlines; a cycle is told of elsewhere.
    for (std::size_t i = 0; i <= definition.deadlines.size(); ++i) {
        if (at->zone.kind != Source::Kind::none) return true;
        if (at->from_field.is_some())
            return definition.fields[at->from_field.index()].type == FieldType::instant;
        if (!at->from_deadline.is_some()) return false;
        at = &definition.deadlines[at->from_deadline.index()];
    }
    return true;
}

/// Whether counting needs to know in which zone a day is a day: it counts from a day, or in days.
bool needs_zone(const Deadline& deadline) {
    if (deadline.clock != ClockKind::instant) return false;
    if (deadline.from_field.is_some() || deadline.from_deadline.is_some()) return true;
    const calendar::Duration length = deadline.amount.kind == Source::Kind::written
                                          ? read_length_of(deadline.clock, deadline.amount.written)
                                                .duration.value_or(calendar::Duration())
                                          : calendar::Duration();
    return length.years != 0 || length.months != 0 || length.weeks != 0 || length.days != 0;
}

void check_deadline(const Checked& checked, std::size_t index) {
    const Deadline& deadline = checked.definition.deadlines[index];
    const DeadlinePlaces& places = checked.places.deadlines[index];
    if (!deadline.before && deadline.share_left == 0) {
        check_reminders(checked, deadline.clock, deadline.amount, deadline.reminders,
                        places.reminders);
    }
    if (needs_zone(deadline) && !gives_zone(checked.definition, deadline)) {
        report(checked, places.id, "zone", deadline.id, "zone: ...");
    }
    if (deadline.day_before && (deadline.clock != ClockKind::elapsed || deadline.before)) {
        report(checked, places.clock, "day_before", deadline.id, "elapsed, after: ...");
    }
    if (deadline.before && deadline.clock == ClockKind::term) {
        report(checked, places.clock, "backwards", deadline.id,
               "elapsed, working_days, date, instant");
    }
    const bool has_moment = deadline.from_field.is_some() || deadline.from_deadline.is_some();
    const bool itself = deadline.amount.kind == Source::Kind::none && deadline.share_left == 0;
    if (itself && !has_moment) report(checked, places.id, "nothing", deadline.id, "amount: ...");
}

}  // namespace

void check_lengths(const Checked& checked) {
    const Definition& definition = checked.definition;
    for (std::size_t i = 0; i < definition.deadlines.size(); ++i) check_deadline(checked, i);
    for (std::size_t i = 0; i < definition.consultations.size(); ++i) {
        const Consultation& consultation = definition.consultations[i];
        check_reminders(checked, consultation.clock, consultation.within, consultation.reminders,
                        checked.places.consultations[i].reminders);
    }
}

}  // namespace remit::procedure
