// What may happen next: (definition, matter, command, now) to events or a refusal.
//
// Pure: no clock, no file, no table of its own; what it needs of calendars and competence is passed
// in. Invariants, which the simulation asserts: no step without a power for one of its functions;
// no event after an end state but the opening of the next edition; the due moment of every clock
// can be computed again from its count; the same input gives the same events; calling due() late or
// often changes nothing. procedures/README.md says what each word of a definition means here.
//
// The last second counts: what comes at 17:00:00 is in time for 17:00, and the time is over at
// 17:00:01. A day's last second is 23:59:59 in the zone of the clock, or of the house.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/clock_history.h"
#include "procedure/command.h"
#include "procedure/definition.h"
#include "procedure/event.h"
#include "procedure/hierarchy.h"
#include "procedure/matter.h"
#include "procedure/refusal.h"
#include "procedure/world.h"

namespace remit::procedure {

/// Events, or why not. A refusal changes nothing and has no events.
struct Decision {
    std::vector<Event> events;
    std::optional<Refusal> refusal;

    [[nodiscard]] bool ok() const { return !refusal.has_value(); }
};

/// Opens a matter. Its first event is Opened; apply them to a Matter{}.
Decision open(const Definition& definition, const OpenMatter& command, const World& world,
              calendar::Instant now);

/// Decides a command. Where the clock has made something happen by now that due() was not asked
/// for, those events come first, and the command is decided on what they left. Cost: O(fields +
/// deadlines x steps' lists + questions); no sentence is made.
Decision decide(const Definition& definition, const Matter& matter, const Command& command,
                const World& world, calendar::Instant now);

/// Applies one event. The definition is the one that the event was made under; of Migrated either.
void apply(const Definition& definition, Matter& matter, const Event& event);

/// What the clock has made happen up to and including now, in the order of the moments, each event
/// stamped with its own. Nothing where next_alarm() is later than now. Cost then: O(clocks +
/// questions).
std::vector<Event> due(const Definition& definition, const Matter& matter, const World& world,
                       calendar::Instant now);

/// How the due moment of a deadline was counted: its Deadline computes to the due moment that the
/// matter holds, as long as the book is the one that it was counted by. While the clock stands
/// still, `due` means nothing. Errors: not_found (it has not started); those of the clocks.
Result<calendar::Standing> derive(const Definition& definition, const Matter& matter,
                                  const World& world, DeadlineId deadline);
/// The same of a question, by its id. Errors: not_found also of one that was for information.
Result<calendar::Standing> derive(const Definition& definition, const Matter& matter,
                                  const World& world, std::string_view question);

/// The earliest moment at which due() has something to say; none where the matter waits for people
/// only. Cost: O(clocks + questions).
std::optional<calendar::Instant> next_alarm(const Matter& matter);

/// A step as a button: whether it can be taken now, and if not, why.
struct StepOption {
    StepId step;
    std::vector<Blocker> blockers;      // those that depend on what is filled in are marked
    std::vector<FieldId> to_fill;       // needed, and not set yet
    std::vector<PaperKindId> to_bring;  // needed, and not there yet
    std::vector<std::string> units;  // whose officers may take it, the nearest first; of `any` none

    /// Whether it can be taken by somebody with the power, once to_fill and to_bring are given.
    [[nodiscard]] bool can_be_taken() const;
};

/// Every step but the opening ones, in the order of the definition. Of a Matter{} the opening ones.
std::vector<StepOption> available(const Definition& definition, const Matter& matter,
                                  const World& world, calendar::Instant now);

}  // namespace remit::procedure
