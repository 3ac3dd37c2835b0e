// What people ask the engine to do in a matter.
//
// A command says who acts and by which power. The power was granted by module authority before, and
// comes with the command: the engine compares it with the step and never grants one itself. There
// is no command that sets a field outside a step, and none that writes a due moment.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "authority/subject.h"
#include "procedure/definition.h"
#include "procedure/matter.h"
#include "remit/model.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

/// A grant of module authority in ids that outlive the tables of one program.
struct Power {
    std::string function;  // id of the vocabulary
    std::string unit;      // code of the unit that acts
    std::string duty;      // "5.1.2-06"; empty where the ground is `advised`
    std::string citation;  // "čl. 46. st. 1."
    authority::Ground ground = authority::Ground::own;
    std::string deputy_for;  // the officer who is replaced

    bool operator==(const Power&) const = default;
};

Power written(const authority::Grant& grant, const remit::Remit& act,
              const remit::Vocabulary& vocabulary);

/// Who acts.
struct Acting {
    std::string officer;  // id; empty only where the clock opens a matter
    Rank rank = Rank::officer;
    Power power;

    bool operator==(const Acting&) const = default;
};

struct FieldChange {
    FieldId field;
    Value value;  // without an item: the field is emptied
};

/// A respondent that only the caller can find, of `holders`.
struct RespondentFound {
    ConsultationId consultation;
    std::string respondent;
    bool is_unit = true;
};

struct TakeStep {
    StepId step;
    Acting by;
    std::vector<FieldChange> changes = {};
    std::vector<Paper> papers = {};
    std::vector<RespondentFound> respondents = {};
    std::string note = {};
};

/// Opens a matter with an opening step.
struct OpenMatter {
    enum class Cause : std::uint8_t { officer, spawned, recurrence };
    std::string matter;     // the new id
    std::string lead_unit;  // empty: the unit that acts
    Cause cause = Cause::officer;
    std::string origin;  // the matter it came from; empty
    std::string link;    // how it is linked to that
    TakeStep first;  // where the cause is not an officer, officer may be empty and no rank is asked
};

struct AnswerQuestion {
    std::string question;
    Acting by;  // for the asked unit; of a counterpart, for the lead unit that enters the answer
    Answer answer = Answer::none;
    std::string text = {};  // not needed to agree, and of nil and unchanged
};

struct WithdrawQuestion {
    std::string question;
    Acting by;
    std::string note;  // required
};

struct BringPaper {
    Paper paper;
    Acting by;
};

/// Puts the matter into the hands of another unit. The receiving unit's own power shows that it may
/// take a step of the procedure.
struct ChangeLead {
    enum class Kind : std::uint8_t {
        designation,   // a unit above them chooses among units that are equally competent
        reassignment,  // a unit above them, or the head of the lead unit itself, hands it over
    };
    Kind kind = Kind::reassignment;
    Acting by;
    Power receiving;
    std::string note;  // required
};

/// Moves the matter to a newer version of its procedure.
struct Migrate {
    const Definition* to = nullptr;  // outlives the call
    Acting by;
    std::string note;  // required
};

/// Counts all open due moments again, after a calendar has changed. No step: nobody needs a power.
struct Recompute {
    std::string ground;  // what has changed: "2026-05-04 is a holiday"
};

using Command = std::variant<TakeStep, AnswerQuestion, WithdrawQuestion, BringPaper, ChangeLead,
                             Migrate, Recompute>;

inline constexpr std::size_t kNoteBytesMax = std::size_t{64} << 10;
inline constexpr std::size_t kIdBytesMax = 200;     // of officers, matters, papers, questions
inline constexpr std::size_t kChangesMax = 1000;    // in one step; so are papers and respondents
inline constexpr std::size_t kQuestionsMax = 2000;  // in one matter; so are papers

}  // namespace remit::procedure
