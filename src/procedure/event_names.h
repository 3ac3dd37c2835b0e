// The names that events are written with: ids of a definition, words for what is counted, and
// moments as text; and the way back from each.
//
// Invariant: a name is never changed once a ledger may hold it; an id that is none is written "-".
// What is written here reads back to the same, also where a moment lies beyond the years that a
// file may name. Of this module only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "procedure/definition.h"
#include "procedure/event.h"

namespace remit::procedure {

class Ids {
  public:
    explicit Ids(const Definition& definition) : definition_(&definition) {}

    template <typename Id>
    [[nodiscard]] std::string_view name(Id id) const {
        const auto& entries = table(id);
        return id.index() < entries.size() ? std::string_view(entries[id.index()].id) : kNone;
    }
    /// None where the definition has no such id; it has none that is called "-".
    template <typename Id>
    [[nodiscard]] std::optional<Id> find(std::string_view name) const {
        const auto& entries = table(Id());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (entries[i].id == name) return Id(i);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string field(FieldId id) const { return std::string(name(id)); }
    [[nodiscard]] std::string state(StateId id) const { return std::string(name(id)); }
    [[nodiscard]] std::string step(StepId id) const { return std::string(name(id)); }
    [[nodiscard]] std::string deadline(DeadlineId id) const { return std::string(name(id)); }
    [[nodiscard]] std::string consultation(ConsultationId id) const {
        return std::string(name(id));
    }
    [[nodiscard]] std::string paper_kind(PaperKindId id) const { return std::string(name(id)); }

    static constexpr std::string_view kNone = "-";

  private:
    [[nodiscard]] const auto& table(FieldId /*id*/) const { return definition_->fields; }
    [[nodiscard]] const auto& table(StateId /*id*/) const { return definition_->states; }
    [[nodiscard]] const auto& table(StepId /*id*/) const { return definition_->steps; }
    [[nodiscard]] const auto& table(DeadlineId /*id*/) const { return definition_->deadlines; }
    [[nodiscard]] const auto& table(ConsultationId /*id*/) const {
        return definition_->consultations;
    }
    [[nodiscard]] const auto& table(PaperKindId /*id*/) const { return definition_->paper_kinds; }

    const Definition* definition_;
};

// Empty where there is no such value. The values of each count from 0 without a gap.
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

/// The value of that name; none where there is none. Names are written once, in name_of().
template <typename Value>
std::optional<Value> find_named(std::string_view name) {
    for (std::uint8_t i = 0; !name_of(Value(i)).empty(); ++i) {
        if (name_of(Value(i)) == name) return Value(i);
    }
    return std::nullopt;
}

/// "2026-04-08" or "2026-04-08T15:00:00Z Europe/Brussels".
std::string text_of(const Due& due);
/// As write_item(), but an instant in UTC, which no change of a clock repeats.
std::string text_of(const Item& item);

/// Of the types that items tell apart: text stands for all that are kept as text, and for a value
/// of empty cells only. All items must be of one type.
FieldType type_of(const Value& value);
std::optional<FieldType> find_item_type(std::string_view name);

// The way back from text_of() and iso(), and from no other spelling. None where it is no such text.
// A moment that was counted may lie in any year of four digits, and its zone is any text: whether
// there is such a zone was asked when it was counted, or is what made the count fail.
std::optional<calendar::Date> find_date(std::string_view text);
std::optional<calendar::Instant> find_instant(std::string_view text);
std::optional<Due> find_due(std::string_view text);
/// An item of a field of that type, but not of a number, which is none of text. Of dates and
/// instants either is found: a due moment is in the form in which it was counted.
std::optional<Item> find_item(FieldType type, std::string_view text);

}  // namespace remit::procedure
