#include "procedure/spawning.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace remit::procedure {
namespace {

bool takes(const Step& step, FieldId field) {
    return std::ranges::find(step.needs, field) != step.needs.end() ||
           std::ranges::find(step.may, field) != step.may.end();
}

bool takes_all(const Step& step, const std::vector<FieldChange>& changes) {
    return std::ranges::all_of(
        changes, [&](const FieldChange& change) { return takes(step, change.field); });
}

bool needs_no_other(const Step& step, const std::vector<FieldChange>& changes) {
    return std::ranges::all_of(step.needs, [&](FieldId field) {
        return std::ranges::find(changes, field, &FieldChange::field) != changes.end();
    });
}

Result<StepId> opening_for(const Definition& definition, const std::vector<FieldChange>& changes) {
    StepId found;
    for (std::size_t i = 0; i < definition.steps.size(); ++i) {
        const Step& step = definition.steps[i];
        if (!step.opening || !takes_all(step, changes)) continue;
        if (needs_no_other(step, changes)) return StepId(i);
        if (!found.is_some()) found = StepId(i);
    }
    if (found.is_some()) return found;
    return base::make_error(
        ErrorCode::not_found,
        "procedure '" + definition.id +
            "' has no opening step that takes all the fields; let one take them");
}

Result<FieldChange> change_of(const NamedValue& named, const Definition& definition) {
    const std::optional<FieldId> field = definition.find_field(named.field);
    if (!field) {
        return base::make_error(ErrorCode::not_found, "procedure '" + definition.id +
                                                          "' has no field '" + named.field +
                                                          "'; name one that it has");
    }
    FieldChange change{*field, named.value};
    if (change.value.is_set()) return change;
    Item item = REMIT_TRY(
        read_item(definition.fields[field->index()].type, named.word).with("field " + named.field));
    change.value.items.push_back(std::move(item));
    return change;
}

}  // namespace

Result<OpenMatter> opening_of(const Spawned& spawned, const Definition& definition,
                              std::string_view origin) {
    OpenMatter command;
    command.cause = OpenMatter::Cause::spawned;
    command.origin = origin;
    command.link = spawned.link;
    for (const NamedValue& named : spawned.fields)
        command.first.changes.push_back(REMIT_TRY(change_of(named, definition)));
    command.first.step = REMIT_TRY(opening_for(definition, command.first.changes));
    return command;
}

Result<OpenMatter> opening_of(const EditionOpened& edition, const Definition& definition,
                              std::string_view origin) {
    OpenMatter command = REMIT_TRY(opening_of(edition.matter, definition, origin));
    command.cause = OpenMatter::Cause::recurrence;
    return command;
}

}  // namespace remit::procedure
