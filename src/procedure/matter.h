// A matter as far as its procedure knows it: the state, fields, clocks, consultations and papers, and the events that made
// them.
//
// Invariant: a Matter is the fold of its events and of nothing else; apply() of the same events gives the same matter.
// Events are what the ledger keeps, so they say everything by ids and texts that outlive a program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "authority/subject.h"
#include "calendar/date.h"
#include "calendar/instant.h"
#include "procedure/definition.h"
#include "procedure/value.h"

namespace remit::procedure {

/// A due moment: a day, or an instant with the zone in which it is read.
using Due = std::variant<calendar::Date, ZonedInstant>;

enum class ClockState : std::uint8_t { idle, running, stopped, met, passed, withdrawn };

struct Clock {
    ClockState state = ClockState::idle;
    Due start;
    Due due;
    std::uint32_t alarms_fired = 0;  // reminders and escalations, in order of their moments
    // ... what stop, resume and extend need (engine's author)
};

struct Question {
    std::string id;          // unique within the matter
    ConsultationId consultation;
    std::string respondent;  // code of a unit, or id of a counterpart
    bool is_unit = false;
    calendar::Instant asked;
    Due due;
    enum class State : std::uint8_t { open, agreed, amended, objected, withdrawn, lapsed } state = State::open;
    std::string answer;
    bool late = false;       // answered after it was due
};

struct Paper {
    std::string id;
    PaperKindId kind;
    std::uint32_t version = 1;
    bool is_signed = false;
};

struct Matter {
    std::string id;
    std::string procedure;
    std::uint32_t procedure_version = 1;
    StateId state;
    std::string lead_unit;         // code
    std::string designated_by;     // code of the superior that chose among rivals; empty
    std::vector<Value> fields;     // indexed by FieldId
    std::vector<Clock> clocks;     // indexed by DeadlineId
    std::vector<Question> questions;
    std::vector<Paper> papers;
    std::vector<std::uint32_t> times_taken;              // indexed by StepId
    std::vector<calendar::Instant> last_taken;           // indexed by StepId; meaningful where taken
    calendar::Instant opened;
    calendar::Instant changed;
    std::uint64_t version = 0;     // how many events were applied
};

}  // namespace remit::procedure
