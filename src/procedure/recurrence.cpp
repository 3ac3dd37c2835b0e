// Plans the next matter of a recurrence: its date, and the morning on which it is opened.
//
// Invariant: the plan is computed again whenever the rule, the anchor or the own date changes, and
// never after the next matter was opened. What recurs when is calendar's.
#include <utility>

#include "base/check.h"
#include "procedure/clocks.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

/// The date in a field; none where it holds none.
std::optional<calendar::Date> date_in_field(const Matter& matter, FieldId field,
                                            const World& world) {
    if (!field.is_some() || !matter.value(field).is_set()) return std::nullopt;
    const std::optional<Due> due = due_of(matter.value(field).items.front());
    if (!due) return std::nullopt;
    return date_of(*due, world);
}

// SEAM until calendar/recurrence.h is there.
std::optional<calendar::Date> next_date(std::string_view /*rule*/, calendar::Date /*anchor*/,
                                        calendar::Date /*after*/) {
    return std::nullopt;
}

}  // namespace

void plan_edition(Draft& draft) {
    if (!draft.definition->recurrence) return;
    const Recurrence& recurrence = *draft.definition->recurrence;
    const Matter& matter = draft.matter;
    if (matter.next_edition && matter.next_edition->opened) return;
    Edition edition;
    edition.rule = matter.value(recurrence.rule);
    edition.anchor = matter.value(recurrence.anchor);
    edition.after = matter.value(recurrence.due);
    const std::optional<calendar::Date> anchor =
        date_in_field(matter, recurrence.anchor, *draft.world);
    const std::optional<calendar::Date> own = date_in_field(matter, recurrence.due, *draft.world);
    const std::string* rule =
        edition.rule.is_set() ? std::get_if<std::string>(&edition.rule.items.front()) : nullptr;
    std::optional<calendar::Date> next;
    if (rule != nullptr && anchor) next = next_date(*rule, *anchor, own.value_or(*anchor));
    if (!next) {
        if (matter.next_edition) draft.emit(EditionPlanned{});
        return;
    }
    edition.due = *next;
    const FoundZone zone(*draft.world, draft.world->house_zone);
    REMIT_CHECK(zone.is_known());
    edition.opens = start_of_day(moved(*next, recurrence.ahead, Direction::before), *zone);
    if (matter.next_edition != edition) draft.emit(EditionPlanned{std::move(edition)});
}

}  // namespace remit::procedure
