// Whether the conditions of a step or a deadline hold in a matter.
//
// Pure and total: every condition of every definition is either met or not. A condition on
// something that is not there does not hold, except where it asks for just that: `unset`, `is_not`,
// `not_taken`, `not_running`, and `ahead` of a field without dates. Nothing here says why in words
// (refusal.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "calendar/instant.h"
#include "procedure/definition.h"
#include "procedure/matter.h"
#include "procedure/world.h"

namespace remit::procedure {

[[nodiscard]] bool holds(const Definition& definition, const Matter& matter,
                         const Condition& condition, const World& world, calendar::Instant now);
[[nodiscard]] bool all_hold(const Definition& definition, const Matter& matter,
                            std::span<const Condition> conditions, const World& world,
                            calendar::Instant now);

/// Whether a paper of the kind is there; of a kind that is signed, a signed one.
[[nodiscard]] bool has_paper(const Definition& definition, std::span<const Paper> papers,
                             PaperKindId kind);

/// Whether no question of the consultation is open, or of any where it is none.
[[nodiscard]] bool is_closed(const Matter& matter, ConsultationId consultation);
/// Closed, and of nobody whose silence goes up was an answer missed. Of each respondent the last
/// question counts.
[[nodiscard]] bool is_answered(const Definition& definition, const Matter& matter,
                               ConsultationId consultation);
/// Whether it is open, or its silence went up and nobody has answered since.
[[nodiscard]] bool is_unanswered(const Definition& definition, const Question& question);
/// Whether somebody objects. An objection stands until the same respondent lifts it, or is asked
/// again and that question has been decided.
[[nodiscard]] bool has_objection(const Definition& definition, const Matter& matter,
                                 ConsultationId consultation);
/// Whether this question counts as an objection: by its answer or by its silence.
[[nodiscard]] bool objects(const Definition& definition, const Question& question);
/// The cell of the row that belongs to the field's value; none where there is no such row, the cell
/// is empty.
[[nodiscard]] std::optional<std::string_view> cell(const Definition& definition,
                                                   const Matter& matter, TableId table, FieldId key,
                                                   std::uint32_t column);
/// Whether a text stands for "there is no amount": unknown, none, set_by_body, or nothing at all.
[[nodiscard]] bool says_nothing(std::string_view text);

}  // namespace remit::procedure
