#include <utility>

#include "procedure/clocks.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

/// The date in a field; none where it holds none.
std::optional<calendar::Date> date_in_field(const Matter& matter, FieldId field) {
    if (!field.is_some() || !matter.value(field).is_set()) return std::nullopt;
    const std::optional<Due> due = due_of(matter.value(field).items.front());
    if (!due) return std::nullopt;
    return date_of(*due);
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
    const std::optional<calendar::Date> anchor = date_in_field(matter, recurrence.anchor);
    const std::optional<calendar::Date> own = date_in_field(matter, recurrence.due);
    const std::string* rule =
        edition.rule.is_set() ? std::get_if<std::string>(&edition.rule.items.front()) : nullptr;
    std::optional<calendar::Date> next;
    if (rule != nullptr && anchor) next = next_date(*rule, *anchor, own.value_or(*anchor));
    if (!next) {
        if (matter.next_edition) draft.emit(EditionPlanned{});
        return;
    }
    edition.due = *next;
    edition.opens =
        start_of_day(moved(*next, recurrence.ahead, Direction::before), draft.world->house_zone);
    if (matter.next_edition != edition) draft.emit(EditionPlanned{std::move(edition)});
}

}  // namespace remit::procedure
