// The names that events are written with: ids of a definition, and words for what is counted.
//
// Invariant: a name is never changed once a ledger may hold it; an id that is none is written "-".
// Of this module only.
#pragma once

#include <string>
#include <string_view>

#include "procedure/definition.h"
#include "procedure/event.h"

namespace remit::procedure {

class Ids {
  public:
    explicit Ids(const Definition& definition) : definition_(&definition) {}

    [[nodiscard]] std::string field(FieldId id) const { return of(definition_->fields, id); }
    [[nodiscard]] std::string state(StateId id) const { return of(definition_->states, id); }
    [[nodiscard]] std::string step(StepId id) const { return of(definition_->steps, id); }
    [[nodiscard]] std::string deadline(DeadlineId id) const {
        return of(definition_->deadlines, id);
    }
    [[nodiscard]] std::string consultation(ConsultationId id) const {
        return of(definition_->consultations, id);
    }
    [[nodiscard]] std::string paper_kind(PaperKindId id) const {
        return of(definition_->paper_kinds, id);
    }

  private:
    template <typename Entry, typename Id>
    static std::string of(const std::vector<Entry>& entries, Id id) {
        return id.index() < entries.size() ? entries[id.index()].id : "-";
    }

    const Definition* definition_;
};

std::string_view name_of(ClockState state);
std::string_view name_of(ClockSet::Why why);
std::string_view name_of(ClockWithdrawn::Why why);
std::string_view name_of(ClockChange::Kind kind);
std::string_view name_of(QuestionWithdrawn::Why why);
std::string_view name_of(Question::State state);
std::string_view name_of(Silence silence);
std::string_view name_of(Answer answer);
std::string_view name_of(Rank rank);
std::string_view name_of(OpenMatter::Cause cause);
std::string_view name_of(ChangeLead::Kind kind);
std::string_view name_of(authority::Ground ground);

/// "2026-04-08" or "2026-04-08T15:00:00Z Europe/Brussels".
std::string text_of(const Due& due);
/// As write_item(), but an instant in UTC, which no change of a clock repeats.
std::string text_of(const Item& item);

}  // namespace remit::procedure
