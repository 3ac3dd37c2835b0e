#include "procedure/refusal.h"

#include <algorithm>
#include <array>

namespace remit::procedure {
namespace {

constexpr std::array<std::string_view, kReasonCount> kNames = {
    "not_opened",
    "ended",
    "other_procedure",
    "clock_behind",
    "bad_id",
    "too_many",
    "no_officer",
    "no_power",
    "wrong_function",
    "wrong_unit",
    "not_asked",
    "not_above",
    "unknown_unit",
    "rank_too_low",
    "receiver_without_function",
    "receiver_is_lead",
    "unknown_step",
    "not_opening",
    "opening_only",
    "wrong_state",
    "note_missing",
    "note_too_long",
    "field_missing",
    "field_not_of_step",
    "field_repeated",
    "value_wrong",
    "cell_missing",
    "paper_missing",
    "paper_unsigned",
    "paper_unknown_kind",
    "paper_other_kind",
    "paper_signed_already",
    "paper_version",
    "paper_other_bytes",
    "paper_repeated",
    "condition",
    "nobody_to_ask",
    "respondent_not_of_step",
    "no_time_to_answer",
    "time_to_answer_is_over",
    "deadline_uncountable",
    "extension_missing",
    "extension_not_later",
    "recurrence_wrong",
    "unknown_question",
    "question_closed",
    "answer_does_not_fit",
    "answer_text_missing",
    "answer_too_long",
    "not_newer",
    "not_a_successor",
    "state_without_counterpart",
    "field_without_counterpart",
    "value_without_counterpart",
    "question_without_counterpart",
    "paper_without_counterpart",
};

}  // namespace

std::string_view name_of(Reason reason) {
    return kNames[static_cast<std::size_t>(reason)];
}

bool Refusal::has(Reason reason) const {
    return std::ranges::find(blockers, reason, &Blocker::reason) != blockers.end();
}

}  // namespace remit::procedure
