// An item is given to a unit, returned, or closed on a ground.
//
// Once a unit was named, its officers, or those of a unit below it, end the item; before that
// whoever registers may. Giving it to another unit is never barred: an item that went to the wrong
// unit must be able to leave it.

#include <algorithm>
#include <utility>

#include "office/item_commands.h"
#include "office/item_work.h"

namespace remit::office {
namespace {

/// Declined where the item is another unit's.
std::optional<Declined> check_may_end(const MatterWork& work, const Caller& caller,
                                      const ItemFile& item) {
    if (item.unit.empty() || work.permits().works_in(caller.officer, item.unit))
        return std::nullopt;
    return Declined{
        .by = Declined::By::competence,
        .reasons = {say(
            PhraseId::item_of_unit, caller.language,
            {{"number", item.number()}, {"unit", item.unit}, {"officer", caller.officer}})},
        .cures = {say(PhraseId::item_of_unit_cure, caller.language, {{"unit", item.unit}})}};
}

std::optional<Declined> check_ground(const std::string& ground, diag::Language language) {
    if (std::ranges::find(kItemGrounds, ground) != std::end(kItemGrounds)) return std::nullopt;
    return declined_input(with_known(say(PhraseId::no_such_ground, language, {{"id", ground}}),
                                     ground, kItemGrounds, language));
}

Result<NotedOutcome> end_in(MatterWork& work, const ItemOrder& order, std::string_view kind,
                            std::string event) {
    ItemFile item;
    NotedOutcome answer;
    if (REMIT_TRY(begin_item(work, order, item, answer))) return answer;
    if (auto no = check_may_end(work, *order.caller, item)) return NotedOutcome(*std::move(no));
    REMIT_TRY(record_item(work, order, item, kind, std::move(event)));
    return NotedOutcome(noted(item, /*repeated=*/false));
}

}  // namespace

Result<NotedOutcome> assign_item(Office& office, const Caller& caller, const std::string& item,
                                 const std::string& unit) {
    const ItemOrder order{.caller = &caller,
                          .command = "assign_item",
                          .request = hash_of_item_command(caller, "assign_item", {item, unit}),
                          .item = item};
    return office.write([&](MatterWork& work) -> Result<NotedOutcome> {
        ItemFile found;
        NotedOutcome answer;
        if (REMIT_TRY(begin_item(work, order, found, answer))) return answer;
        if (!work.institution().find_unit(unit))
            return NotedOutcome(no_such_unit(unit, caller.language));
        REMIT_TRY(record_item(work, order, found, "item/assigned", item_assigned(unit)));
        return NotedOutcome(noted(found, /*repeated=*/false));
    });
}

Result<NotedOutcome> return_item(Office& office, const Caller& caller, const std::string& item,
                                 const std::string& note) {
    if (note.empty()) {
        return NotedOutcome(declined_missing(say(PhraseId::item_why_returned, caller.language),
                                             "--note", caller.language));
    }
    const ItemOrder order{.caller = &caller,
                          .command = "return_item",
                          .request = hash_of_item_command(caller, "return_item", {item, note}),
                          .item = item};
    return office.write([&](MatterWork& work) {
        return end_in(work, order, "item/returned", item_returned(note));
    });
}

Result<NotedOutcome> close_item(Office& office, const Caller& caller, const std::string& item,
                                const std::string& ground, const std::string& note) {
    if (auto no = check_ground(ground, caller.language)) return NotedOutcome(*std::move(no));
    const ItemOrder order{
        .caller = &caller,
        .command = "close_item",
        .request = hash_of_item_command(caller, "close_item", {item, ground, note}),
        .item = item};
    return office.write([&](MatterWork& work) {
        return end_in(work, order, "item/closed", item_closed(ground, note));
    });
}

}  // namespace remit::office
