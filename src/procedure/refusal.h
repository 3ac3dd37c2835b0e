// Why a command is refused: what is missing, and what would cure it, in words.
//
// A Blocker is data; no sentence is made until somebody asks for it, because most refusals are only
// counted or drawn as a grey button. Invariant: every reason has a sentence with its cure in each
// language (words.toml). Nothing here decides.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/instant.h"
#include "diag/language.h"
#include "procedure/definition.h"
#include "procedure/matter.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

enum class Reason : std::uint8_t {
    // the matter
    not_opened,
    ended,
    other_procedure,  // the definition is not the one that the matter is under
    clock_behind,     // now is before the last event
    bad_id,           // an id of the command is empty or too long
    too_many,         // changes, papers, questions: `wanted` is the most
    // who acts
    no_officer,
    no_power,
    wrong_function,
    wrong_unit,
    not_asked,  // an answer of a unit that was not asked
    not_above,  // a change of the lead by a unit that may not
    unknown_unit,
    rank_too_low,
    receiver_without_function,
    receiver_is_lead,
    // the step
    unknown_step,
    not_opening,
    opening_only,
    wrong_state,
    note_missing,
    note_too_long,
    field_missing,
    field_not_of_step,
    field_repeated,
    value_wrong,
    cell_missing,  // of column `field` in row `seen`
    paper_missing,
    paper_unsigned,
    paper_unknown_kind,
    paper_other_kind,
    paper_signed_already,
    paper_version,
    paper_other_bytes,
    paper_repeated,
    condition,  // `condition` of the step does not hold
    nobody_to_ask,
    respondent_not_of_step,
    no_time_to_answer,
    time_to_answer_is_over,
    deadline_uncountable,
    extension_missing,
    extension_not_later,
    recurrence_wrong,
    // questions
    unknown_question,
    question_closed,
    answer_does_not_fit,
    answer_text_missing,
    answer_too_long,
    // versions
    not_newer,
    not_a_successor,
    state_without_counterpart,
    field_without_counterpart,
    value_without_counterpart,
    question_without_counterpart,
    paper_without_counterpart,
};
inline constexpr std::size_t kReasonCount =
    static_cast<std::size_t>(Reason::paper_without_counterpart) + 1;

/// The id of a reason, for JSON and tests: "field_missing".
std::string_view name_of(Reason reason);

struct Blocker {
    Reason reason = Reason::not_opened;
    StepId step;
    FieldId field;
    DeadlineId deadline;
    ConsultationId consultation;
    PaperKindId paper_kind;
    std::uint32_t condition = 0;  // index into the step's `when`
    /// Whether it depends on fields that are filled in with the step; of available() only.
    bool on_input = false;
    std::string seen = {};    // what was given: an id, a unit, a value
    std::string wanted = {};  // what would do, where it is not in the definition

    bool operator==(const Blocker&) const = default;
};

struct Refusal {
    std::vector<Blocker> blockers;  // at least one; in the order in which they were found

    [[nodiscard]] bool has(Reason reason) const;
};

/// One sentence: why not, and what would cure it. Functions are shown by their names where a
/// vocabulary is given, else by their ids. The matter is the one that was decided on.
std::string in_words(const Definition& definition, const Matter& matter, const Blocker& blocker,
                     diag::Language language, const remit::Vocabulary* vocabulary = nullptr);
/// All of them, set apart by "; ".
std::string in_words(const Definition& definition, const Matter& matter, const Refusal& refusal,
                     diag::Language language, const remit::Vocabulary* vocabulary = nullptr);

}  // namespace remit::procedure
