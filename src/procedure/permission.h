// Whether who acts in a command may do so: by the function of the power, the unit and the rank.
//
// Invariant: nothing passes without a power that names a function and a unit; a step passes only
// with one of its own functions. That the power was rightly given is authority's word. Of this
// module only.
#pragma once

#include <string_view>
#include <vector>

#include "procedure/draft.h"

namespace remit::procedure {

enum class ByClock : std::uint8_t { no, yes };  // the clock opens a matter: no officer, no rank

/// For a step: its functions, its actor and its rank.
void check_step_power(Draft& draft, const Step& step, const Acting& by, ByClock clock);
/// For what the lead unit does outside steps: the lead unit or one above it, with a function that
/// some step of the procedure names.
void check_lead(Draft& draft, const Acting& by);
/// For an answer: the asked unit or one above it; of a counterpart, the lead unit.
void check_respondent(Draft& draft, const Acting& by, const Question& question);
/// For a paper: the lead unit, or a unit that is being asked.
void check_bringer(Draft& draft, const Acting& by);
/// For a change of the lead: a head above both units, or of the lead unit itself; the receiver may
/// take a step of the procedure.
void check_change_of_lead(Draft& draft, const ChangeLead& command);
void check_note(Draft& draft, std::string_view note, bool required);
void check_id(Draft& draft, std::string_view id);

/// Whether the procedure has a step that the function empowers.
[[nodiscard]] bool names_function(const Definition& definition, std::string_view function);
/// The units whose officers may take the step, the nearest first; empty for `any`.
[[nodiscard]] std::vector<std::string> units_for(const Matter& matter, const Step& step,
                                                 const World& world);

}  // namespace remit::procedure
