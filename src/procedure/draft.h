// A matter while a command is being decided: what has been decided is applied at once.
//
// So the events that leave the engine fold to exactly the matter that it decided on. A draft that
// ends in a refusal is thrown away; nothing else knows it. Of this module only.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "procedure/definition.h"
#include "procedure/engine.h"
#include "procedure/event.h"
#include "procedure/matter.h"
#include "procedure/refusal.h"
#include "procedure/world.h"

namespace remit::procedure {

struct Draft {
    const Definition* definition;
    const World* world;
    calendar::Instant now;
    Matter matter;
    std::vector<Event> events = {};
    std::vector<Blocker> blockers = {};

    /// OPTIMIZATION: an event has half a kilobyte, and most commands have fewer than so many;
    /// moving them as the list grew took a tenth of an opening (bench/decide_bench, step_opening).
    static constexpr std::size_t kEventsExpected = 24;

    void emit(What what) {
        if (events.empty()) events.reserve(kEventsExpected);
        events.push_back({now, std::move(what)});
        apply(*definition, matter, events.back());
    }
    void block(Blocker blocker) { blockers.push_back(std::move(blocker)); }
    /// The events, or the refusal.
    [[nodiscard]] Decision decision() && {
        if (!blockers.empty()) return {{}, Refusal{std::move(blockers)}};
        return {std::move(events), std::nullopt};
    }
};

/// Lets everything happen that the clock brings up to and including `now`, which the draft then
/// has.
void catch_up(Draft& draft, calendar::Instant now);

}  // namespace remit::procedure
