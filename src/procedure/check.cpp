#include "procedure/check.h"

#include <algorithm>
#include <string_view>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

/// The definition of the version that a succession names; nullptr where it was not given.
const Definition* older_of(const std::vector<ReadDefinition>& read, const Definition& definition) {
    const auto found = std::ranges::find_if(read, [&](const ReadDefinition& other) {
        return other.definition.id == definition.id &&
               other.definition.version == definition.succession->from_version;
    });
    return found == read.end() ? nullptr : &found->definition;
}

std::string_view renamed(const std::vector<std::pair<std::string, std::string>>& names,
                         std::string_view old) {
    const auto found = std::ranges::find(names, old, &std::pair<std::string, std::string>::first);
    return found == names.end() ? old : std::string_view(found->second);
}

void add_older(const std::vector<ReadDefinition>& read, const Definition& definition,
               External& external) {
    const Succession& succession = *definition.succession;
    const Definition* older = older_of(read, definition);
    if (older == nullptr) {
        // What its matters bring is not known, so everything may be.
        external.kept.assign(definition.fields.size(), true);
        external.entered.assign(definition.states.size(), true);
        return;
    }
    for (const Field& field : older->fields) {
        const auto id = definition.find_field(renamed(succession.fields, field.id));
        if (id) external.kept[id->index()] = true;
    }
    for (const State& state : older->states) {
        const auto id = definition.find_state(renamed(succession.states, state.id));
        if (id && !state.end) external.entered[id->index()] = true;
    }
}

}  // namespace

External external_of(const std::vector<ReadDefinition>& read, const Definition& definition) {
    External external{.opened_with = std::vector<bool>(definition.fields.size(), false),
                      .kept = std::vector<bool>(definition.fields.size(), false),
                      .entered = std::vector<bool>(definition.states.size(), false)};
    for (const ReadDefinition& other : read) {
        for (const Step& step : other.definition.steps) {
            for (const Spawn& spawn : step.spawns) {
                if (spawn.procedure != definition.id) continue;
                for (const Spawn::Copy& copy : spawn.copies) {
                    if (const auto id = definition.find_field(copy.to))
                        external.opened_with[id->index()] = true;
                }
            }
        }
    }
    if (definition.succession) add_older(read, definition, external);
    return external;
}

void check(const Definition& definition, const Places& places, const External& external,
           diag::Diagnostics& diagnostics) {
    const Flow flow(definition, external);
    const Checked checked{definition, places, flow, external, diagnostics};
    Supposed told(definition);
    check_states(checked, told);
    check_fields(checked, told);
    check_steps(checked, told);
    check_deadlines(checked, told);
    check_possible(checked, told);
    check_lengths(checked);
    check_personal(checked);
    check_rest(checked);
}

}  // namespace remit::procedure
