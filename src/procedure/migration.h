// Moving a matter to a newer version of its procedure: what changes, what would be lost, and
// whether it can be done.
//
// A plan and the move itself are the same function: a dry run is a plan that nobody applies.
// Invariant: nothing that a matter holds is lost unless the newer version names it as dropped; then
// the event keeps it. A state, a value, an open question or a paper without a place is a refusal.
#pragma once

#include <string>
#include <vector>

#include "procedure/command.h"
#include "procedure/draft.h"
#include "procedure/engine.h"

namespace remit::procedure {

struct MigrationPlan {
    /// What applying it would record; empty where it is refused.
    std::vector<Event> events;
    std::optional<Refusal> refusal;
    // For people, by ids.
    std::vector<NamedValue> dropped;            // values that the newer version has no place for
    std::vector<std::string> closed_deadlines;  // were open and end
    std::vector<std::string> moved_deadlines;   // their due moment changes
    std::vector<std::string> new_deadlines;     // they start

    [[nodiscard]] bool ok() const { return !refusal.has_value(); }
};

/// The dry run. `older` is the version that the matter is under.
MigrationPlan plan_migration(const Definition& older, const Definition& newer, const Matter& matter,
                             const World& world, calendar::Instant now);

/// The step itself: Migrated, and what follows from it under the newer version. Of this module
/// only.
void migrate(Draft& draft, const Migrate& command);

}  // namespace remit::procedure
