#include "procedure/migration.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "procedure/clocks.h"
#include "procedure/groups.h"
#include "procedure/permission.h"
#include "procedure/recurrence.h"
#include "procedure/steps.h"
#include "procedure/values.h"

namespace remit::procedure {
namespace {

constexpr std::uint32_t kNone = Migrated::kNone;

std::string_view renamed(const std::vector<std::pair<std::string, std::string>>& pairs,
                         std::string_view old) {
    const auto found = std::ranges::find(pairs, old, &std::pair<std::string, std::string>::first);
    return found == pairs.end() ? old : std::string_view(found->second);
}

template <typename Entry>
std::uint32_t index_in(const std::vector<Entry>& entries, std::string_view id) {
    const auto found = std::ranges::find(entries, id, &Entry::id);
    return found == entries.end() ? kNone : static_cast<std::uint32_t>(found - entries.begin());
}

/// For each entry of `of` the index of its namesake in `in`.
template <typename Entry>
std::vector<std::uint32_t> namesakes(const std::vector<Entry>& of, const std::vector<Entry>& in) {
    std::vector<std::uint32_t> places;
    places.reserve(of.size());
    for (const Entry& entry : of) places.push_back(index_in(in, entry.id));
    return places;
}

class Mapping {
  public:
    Mapping(Draft& draft, const Definition& newer)
        : draft_(draft),
          older_(*draft.definition),
          newer_(newer),
          succession_(newer.succession ? *newer.succession : Succession{}) {}

    Migrated run() {
        map_state();
        map_fields();
        check_groups();
        event_.deadlines = namesakes(newer_.deadlines, older_.deadlines);
        event_.steps = namesakes(newer_.steps, older_.steps);
        event_.consultations = namesakes(older_.consultations, newer_.consultations);
        event_.paper_kinds = namesakes(older_.paper_kinds, newer_.paper_kinds);
        check_questions();
        check_papers();
        event_.from = older_.version;
        event_.to = newer_.version;
        return std::move(event_);
    }

  private:
    void map_state() {
        const std::string& old = older_.states[draft_.matter.state.index()].id;
        const auto state = newer_.find_state(renamed(succession_.states, old));
        if (state) {
            event_.state = *state;
        } else {
            draft_.block({.reason = Reason::state_without_counterpart, .seen = old});
        }
    }

    void map_fields() {
        event_.fields.assign(newer_.fields.size(), kNone);
        for (std::size_t i = 0; i < older_.fields.size(); ++i) map_field(FieldId(i));
    }

    void map_field(FieldId id) {
        const std::string& old = older_.fields[id.index()].id;
        const Value& value = draft_.matter.value(id);
        const auto& drops = succession_.dropped_fields;
        const bool dropped = std::ranges::find(drops, old) != drops.end();
        const std::uint32_t place =
            dropped ? kNone : index_in(newer_.fields, renamed(succession_.fields, old));
        if (place == kNone) {
            if (!value.is_set()) return;
            if (dropped) {
                event_.dropped.push_back({old, value, {}});
            } else {
                draft_.block(
                    {.reason = Reason::field_without_counterpart, .field = id, .seen = old});
            }
            return;
        }
        const Field& field = newer_.fields[place];
        const bool taken = event_.fields[place] != kNone;
        if (taken || !fits(field, value, *draft_.world)) {
            if (value.is_set()) {
                draft_.block({.reason = Reason::value_without_counterpart,
                              .field = id,
                              .seen = old,
                              .wanted = field.id});
            }
            return;
        }
        event_.fields[place] = static_cast<std::uint32_t>(id.index());
    }

    /// A table of the newer version is whole in what comes over. A column that is new has no cell
    /// yet, and gets them with the next step that touches the table.
    void check_groups() {
        std::vector<Value> values(newer_.fields.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (event_.fields[i] != kNone)
                values[i] = draft_.matter.value(FieldId(event_.fields[i]));
        }
        for (const Group& group : newer_.groups) {
            for (const MissingCell& cell : missing_cells(newer_, group, values)) {
                const std::uint32_t place = event_.fields[cell.column.index()];
                if (place == kNone) continue;
                draft_.block({.reason = Reason::value_without_counterpart,
                              .field = FieldId(place),
                              .seen = older_.fields[place].id,
                              .wanted = newer_.fields[cell.column.index()].id});
            }
        }
    }

    /// Whoever was asked was told until when. That moment stays, so an open question is not moved
    /// to where it would be counted by another kind of clock.
    void check_questions() {
        for (const Question& question : draft_.matter.questions) {
            const std::size_t asked = question.consultation.index();
            const std::uint32_t place = event_.consultations[asked];
            const bool counted_alike =
                question.is_closed() || (place != kNone && newer_.consultations[place].clock ==
                                                               older_.consultations[asked].clock);
            if (place != kNone && counted_alike) continue;
            draft_.block({.reason = Reason::question_without_counterpart,
                          .consultation = question.consultation,
                          .seen = question.id,
                          .wanted = question.respondent});
        }
    }

    void check_papers() {
        for (const Paper& paper : draft_.matter.papers) {
            if (event_.paper_kinds[paper.kind.index()] != kNone) continue;
            draft_.block({.reason = Reason::paper_without_counterpart,
                          .paper_kind = paper.kind,
                          .seen = paper.id});
        }
    }

    Draft& draft_;
    const Definition& older_;
    const Definition& newer_;
    Succession succession_;
    Migrated event_;
};

bool check_succession(Draft& draft, const Definition& newer) {
    const Definition& older = *draft.definition;
    if (newer.id != older.id || newer.version <= older.version) {
        draft.block({.reason = Reason::not_newer,
                     .seen = newer.id + " " + std::to_string(newer.version),
                     .wanted = older.id + " " + std::to_string(older.version)});
    } else if (!newer.succession || newer.succession->from_version != older.version) {
        draft.block({.reason = Reason::not_a_successor,
                     .seen = std::to_string(newer.version),
                     .wanted = std::to_string(older.version)});
    }
    return draft.blockers.empty();
}

/// The clocks that are open and have no place in the newer version end before the move.
void close_homeless(Draft& draft, const Migrated& event) {
    for (std::size_t i = 0; i < draft.matter.clocks.size(); ++i) {
        const bool kept = std::ranges::find(event.deadlines, static_cast<std::uint32_t>(i)) !=
                          event.deadlines.end();
        if (!kept && draft.matter.clocks[i].is_open())
            draft.emit(ClockWithdrawn{DeadlineId(i), ClockWithdrawn::Why::base});
    }
}

void move(Draft& draft, const Definition& newer, const Acting& by, const std::string& note) {
    if (!check_succession(draft, newer)) return;
    Migrated event = Mapping(draft, newer).run();
    if (!draft.blockers.empty()) return;
    event.by = by;
    event.note = note;
    close_homeless(draft, event);
    const Definition& older = *draft.definition;
    const std::vector<std::uint32_t> deadlines = event.deadlines;
    draft.emit(std::move(event));
    draft.definition = &newer;
    const StateId state = draft.matter.state;
    const bool ends = is_end(draft, state);
    if (ends) {
        close_all(draft);
    } else {
        renew_clocks(draft, older, deadlines);
    }
    plan_edition(draft, Unreadable::refuses);
    // What was an open state is an end in the newer version.
    if (ends) draft.emit(StateChanged{state, state, /*ends=*/true, DeadlineId()});
}

/// What the events of a move mean to people.
void tell(MigrationPlan& plan, std::span<const Event> events, const Definition& older,
          const Definition& newer) {
    const Definition* definition = &older;
    for (const Event& event : events) {
        if (const auto* closed = std::get_if<ClockWithdrawn>(&event.what)) {
            plan.closed_deadlines.push_back(definition->deadlines[closed->deadline.index()].id);
        } else if (const auto* moved = std::get_if<Migrated>(&event.what)) {
            plan.dropped = moved->dropped;
            definition = &newer;
        } else if (const auto* set = std::get_if<ClockSet>(&event.what)) {
            const std::string& id = definition->deadlines[set->deadline.index()].id;
            if (!set->before) {
                plan.new_deadlines.push_back(id);
            } else if (*set->before != set->due) {
                plan.moved_deadlines.push_back(id);
            }
        }
    }
}

}  // namespace

void migrate(Draft& draft, const Migrate& command) {
    check_lead(draft, command.by);
    check_note(draft, command.note, /*required=*/true);
    if (command.to == nullptr) {
        draft.block({.reason = Reason::not_newer, .wanted = draft.definition->id});
    }
    if (draft.blockers.empty()) move(draft, *command.to, command.by, command.note);
}

MigrationPlan plan_migration(const Definition& older, const Definition& newer, const Matter& matter,
                             const World& world, calendar::Instant now) {
    Draft draft{&older, &world, std::max(now, matter.changed), matter};
    MigrationPlan plan;
    catch_up(draft, draft.now);
    const std::size_t first = draft.events.size();
    if (draft.matter.ended) draft.block({.reason = Reason::ended});
    if (draft.blockers.empty()) move(draft, newer, {}, {});
    if (!draft.blockers.empty()) {
        plan.refusal = Refusal{std::move(draft.blockers)};
        return plan;
    }
    tell(plan, std::span(draft.events).subspan(first), older, newer);
    plan.events = std::move(draft.events);
    return plan;
}

}  // namespace remit::procedure
