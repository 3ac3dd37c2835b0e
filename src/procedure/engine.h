// What may happen next: (definition, matter, command, now) to events or a refusal.
//
// Pure: no clock, no file, no table of its own; what it needs of calendars and competence is passed in. Invariants, which
// the simulation asserts: no step without a grant for one of its functions; no event after an end state but archiving; the
// due moment of every clock can be computed again from its events; the same input gives the same events.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "authority/subject.h"
namespace remit::calendar { class Book; }
#include "procedure/definition.h"
#include "procedure/matter.h"

namespace remit::procedure {

/// What the engine may look at besides the matter.
struct World {
    const calendar::Book* book = nullptr;  // calendars and counting rules; outlives the call
    std::string_view house_calendar;       // "hr": what "house" stands for
    std::string_view house_zone;           // "Europe/Zagreb"
};

// Commands. Who acts was asked of authority before; its grant comes with the command and is checked against the step.
struct FieldChange { FieldId field; Value value; };
struct PaperBrought { std::string id; PaperKindId kind; std::uint32_t version = 1; bool is_signed = false; };
struct RespondentFound { ConsultationId consultation; std::string respondent; bool is_unit = false; };

struct TakeStep {
    StepId step;
    std::string officer;                          // id
    authority::Grant grant;
    std::vector<FieldChange> changes;
    std::vector<PaperBrought> papers;
    std::vector<RespondentFound> respondents;     // whom the step's consultations ask, resolved by the caller
    std::string note;
};
struct AnswerQuestion { std::string question; std::string officer; Question::State answer; std::string text; /* grant of an asked unit */ };
// ... BringPaper, Migrate (dry run first), and what else the four procedures need (engine's author)

// Events: Opened, StepTaken, FieldSet, StateChanged, ClockStarted, ClockStopped, ..., Asked, Answered, Lapsed, Reminded,
// Escalated, Spawned, Migrated (engine's author decides; each with everything the ledger needs).

/// Why not, which of the step's demands is missing, and what would cure it; in words through words.toml.
// struct Refusal { ... };

}  // namespace remit::procedure
