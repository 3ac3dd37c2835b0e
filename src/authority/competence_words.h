// Why a unit may act or may not, who may instead, and what would change it, in words for people.
//
// A ruling or an answer is put into words after it was made; nothing here decides. Units are shown
// by code and name as the act has them, duties by id and citation. Invariants: a refusal has a
// reason and at least one cure; every holder it knows is among the words; nothing is said that the
// ruling does not hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authority/competence_who.h"
#include "authority/establishment.h"
#include "diag/language.h"

namespace remit::authority {

/// A sentence, and the duty whose clause may be shown behind it.
struct Sentence {
    std::string text;
    remit::DutyId duty;
};

struct RulingWords {
    Sentence verdict;
    std::vector<Sentence> why;      // of a grant: how it comes and what is to be known of it
    std::string holders_heading;    // "competent" or "equally competent"; empty without holders
    std::vector<Sentence> holders;  // of a refusal
    std::string cures_heading;
    std::vector<std::string> cures;  // of a refusal
};

/// `officer` and `rank` where an officer asked; both may be left out.
struct Asker {
    std::string_view officer{};
    Rank rank = Rank::officer;
};

[[nodiscard]] RulingWords in_words(const Competence& competence, const Question& question,
                                   const Ruling& ruling, diag::Language language,
                                   const Asker& asker = {});

/// One row of an answer: a label, what it says, and the duty whose clause may be shown.
struct AnswerRow {
    std::string label;
    std::string text;
    remit::DutyId duty;
    std::string basis;  // of a line
};

struct AnswerWords {
    std::vector<AnswerRow> units;  // owner, those above it, others; or the rivals; or nobody
    std::vector<AnswerRow> lines;
    std::vector<AnswerRow> remarks;  // warnings and notes
};

[[nodiscard]] AnswerWords in_words(const Competence& competence, const Answer& answer,
                                   diag::Language language);

/// The preferred name in the language; in English, or else `label`, where it has none in it.
[[nodiscard]] std::string name_in(const remit::Names& names, diag::Language language,
                                  std::string_view label);
/// "5.1.2 Služba za međunarodnu sigurnost".
[[nodiscard]] std::string unit_in_words(const remit::Remit& remit, remit::UnitId unit);
/// "propose positions"; in Serbian in the script asked for.
[[nodiscard]] std::string function_in_words(const remit::Vocabulary& vocabulary,
                                            remit::FunctionId function, diag::Language language);
/// "CONOP, disarmament, Ministarstvo obrane": what a subject or a duty names.
[[nodiscard]] std::string subject_in_words(const remit::Vocabulary& vocabulary,
                                           const Subject& subject, diag::Language language);

}  // namespace remit::authority
