#include "procedure/recurrence.h"

#include <optional>
#include <string>
#include <utility>

#include "base/check.h"
#include "calendar/recurrence.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

std::optional<calendar::Date> date_in(const Value& value, const World& world) {
    if (!value.is_set()) return std::nullopt;
    const std::optional<Due> due = due_of(value.items.front());
    if (!due) return std::nullopt;
    return date_of(*due, world);
}

const std::string* text_in(const Value& value) {
    return value.is_set() ? std::get_if<std::string>(&value.items.front()) : nullptr;
}

Value value_of(const Matter& matter, FieldId field) {
    return field.is_some() ? matter.value(field) : Value{};
}

/// The first date on or after a day; none where no more comes.
Result<std::optional<calendar::Date>> first_from(const calendar::Recurrence& recurrence,
                                                 calendar::Date anchor, calendar::Date from) {
    // Most rules have a date within a year and a half; the longer windows are for the others.
    constexpr std::int32_t kWindows[] = {550, 5'000, 40'000};
    for (const std::int32_t days : kWindows) {
        const calendar::Date end = *calendar::Date::of(calendar::kYearLast, 12, 31);
        const calendar::Date last = std::min(from.plus_days(days), end);
        if (last < from) break;
        const std::vector<calendar::Date> dates = REMIT_TRY(recurrence.dates(anchor, from, last));
        if (!dates.empty()) return std::optional(dates.front());
    }
    return std::optional<calendar::Date>();
}

/// The edition that follows; none where the matter has no rule, or nothing follows.
Result<std::optional<Edition>> next_edition(const Recurrence& rule, const Draft& draft) {
    Edition edition;
    edition.rule = value_of(draft.matter, rule.rule);
    edition.anchor = value_of(draft.matter, rule.anchor);
    edition.after = value_of(draft.matter, rule.due);
    const std::string* text = text_in(edition.rule);
    const std::optional<calendar::Date> anchor = date_in(edition.anchor, *draft.world);
    if (text == nullptr || !anchor) return std::optional<Edition>();
    const calendar::Recurrence recurrence = REMIT_TRY(calendar::Recurrence::parse(*text));
    const std::optional<calendar::Date> own = date_in(edition.after, *draft.world);
    const auto next = REMIT_TRY(first_from(recurrence, *anchor, own ? own->plus_days(1) : *anchor));
    if (!next) return std::optional<Edition>();
    const FoundZone zone(*draft.world, draft.world->house_zone);
    REMIT_CHECK(zone.is_known());
    edition.due = *next;
    edition.opens = start_of_day(moved(*next, rule.ahead, Direction::before), *zone);
    return std::optional(std::move(edition));
}

bool is_planned(const Draft& draft, const Recurrence& rule) {
    const std::optional<Edition>& planned = draft.matter.next_edition;
    return planned && planned->rule == value_of(draft.matter, rule.rule) &&
           planned->anchor == value_of(draft.matter, rule.anchor) &&
           planned->after == value_of(draft.matter, rule.due);
}

}  // namespace

Result<std::vector<calendar::Date>> occurrences(const Definition& definition, const Matter& matter,
                                                const World& world, calendar::Date first,
                                                calendar::Date last) {
    if (!definition.recurrence) return std::vector<calendar::Date>();
    const Value rule = value_of(matter, definition.recurrence->rule);
    const std::string* text = text_in(rule);
    const std::optional<calendar::Date> anchor =
        date_in(value_of(matter, definition.recurrence->anchor), world);
    if (text == nullptr || !anchor) return std::vector<calendar::Date>();
    const calendar::Recurrence recurrence = REMIT_TRY(calendar::Recurrence::parse(*text));
    return recurrence.dates(*anchor, std::max(first, *anchor), last);
}

bool sets_recurrence(const Draft& draft) {
    if (!draft.definition->recurrence) return false;
    const Recurrence& rule = *draft.definition->recurrence;
    for (auto event = draft.events.rbegin(); event != draft.events.rend(); ++event) {
        if (std::holds_alternative<StepTaken>(event->what)) return false;
        const auto* set = std::get_if<FieldSet>(&event->what);
        if (set == nullptr) continue;
        if (set->field == rule.rule || set->field == rule.anchor || set->field == rule.due)
            return true;
    }
    return false;
}

void plan_edition(Draft& draft, Unreadable unreadable) {
    const std::optional<Edition>& planned = draft.matter.next_edition;
    if (planned && planned->opened) return;
    if (!draft.definition->recurrence) {
        if (planned) draft.emit(EditionPlanned{});
        return;
    }
    const Recurrence& rule = *draft.definition->recurrence;
    if (is_planned(draft, rule)) return;
    Result<std::optional<Edition>> next = next_edition(rule, draft);
    if (!next.ok() && unreadable == Unreadable::refuses) {
        draft.block(
            {.reason = Reason::recurrence_wrong, .field = rule.rule, .seen = next.error().message});
        return;
    }
    std::optional<Edition> found = next.ok() ? std::move(next).value() : std::nullopt;
    if (found != planned) draft.emit(EditionPlanned{std::move(found)});
}

}  // namespace remit::procedure
