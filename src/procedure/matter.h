// A matter as far as its procedure knows it: the state, fields, clocks, questions and papers.
//
// Invariant: a Matter is the fold of its events (event.h) and of nothing else; apply() of the same
// events gives the same matter. Events are what the ledger keeps. Ids of fields, steps and the like
// are indexes into the definition of the version that the matter is under; describe.h writes them
// out.
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

enum class ClockState : std::uint8_t {
    idle,
    running,
    stopped,
    met,        // in time, or late
    passed,     // its time is over and it was not met
    withdrawn,  // nothing is due any more
    recorded,   // of a deadline that only computes a date
};

/// What a due moment was counted from and by. Two equal counts under one book give the same moment.
struct Count {
    Due from;                  // the event; of a deadline that has no amount, the due moment itself
    std::optional<Due> since;  // of a share of time left: when that time began
    std::string amount;        // as written: "P6M", "3", "15 April"; may be empty
    std::string calendar;      // an id, never "house"; empty where the kind of clock asks none
    std::string zone;

    bool operator==(const Count&) const = default;
};

/// What happened to a clock while it ran. `ground` is the id of the step.
struct ClockChange {
    enum class Kind : std::uint8_t { stopped, resumed, extended };
    Kind kind = Kind::stopped;
    calendar::Instant at;
    Item to;  // of `extended`: a date, an instant or a duration
    std::string ground;

    bool operator==(const ClockChange&) const = default;
};

/// A reminder or an escalation of a clock or a question.
struct Alarm {
    calendar::Instant at;
    std::uint16_t index = 0;  // reminders in the order of the definition, then escalations
    bool fired = false;       // or left out, because its moment was over when the clock was set

    bool operator==(const Alarm&) const = default;
};

struct Clock {
    ClockState state = ClockState::idle;
    bool late = false;  // met after it had passed
    bool held = false;  // stopped only because the deadline it counts from is
    Count count;
    std::vector<ClockChange> changes;  // since it was started
    /// What could not be counted, and was said once; at most one. A list, since few clocks have any
    /// and every matter carries all of its clocks.
    std::vector<Count> failed;
    Due due;
    calendar::Instant started;  // when it was set going; not what it counts from
    calendar::Instant passes;   // the first second at which its time is over
    std::vector<Alarm> alarms;

    [[nodiscard]] bool has_failed(const Count& wanted) const {
        return !failed.empty() && failed.front() == wanted;
    }
    [[nodiscard]] bool is_open() const {
        return state == ClockState::running || state == ClockState::stopped ||
               state == ClockState::passed;
    }
    bool operator==(const Clock&) const = default;
};

enum class Answer : std::uint8_t {
    none,
    agreed,
    amended,  // agreed, with an amendment
    objected,
    input,      // a text: what was asked for
    nil,        // there is nothing to report
    unchanged,  // nothing has changed since the last time
};

struct Question {
    enum class State : std::uint8_t {
        open,
        answered,
        lapsed,     // the time is over: silence means what the consultation says
        withdrawn,  // by the unit that asked, by a new round, or because the matter ended
        informed,   // nothing was asked
    };
    std::string id;  // "q1"; unique within the matter
    ConsultationId consultation;
    std::string respondent;  // code of a unit, or id of a counterpart
    bool is_unit = false;
    State state = State::open;
    Answer answer = Answer::none;
    bool late = false;  // answered after its time
    std::string text;
    calendar::Instant asked;
    calendar::Instant answered;
    Count count;
    Due due;  // means nothing of `informed`; so do the next two
    calendar::Instant passes;
    std::vector<Alarm> alarms;

    [[nodiscard]] bool is_closed() const { return state != State::open; }
    bool operator==(const Question&) const = default;
};

struct Paper {
    std::string id;
    PaperKindId kind;
    std::uint32_t version = 1;
    bool is_signed = false;
    std::string digest;  // of its bytes, where the office knows it

    bool operator==(const Paper&) const = default;
};

/// The next matter of a recurrence: the date it is due, and when it is opened.
struct Edition {
    Value rule;  // what it was computed from
    Value anchor;
    Value after;
    calendar::Date due;
    calendar::Instant opens;
    bool opened = false;

    bool operator==(const Edition&) const = default;
};

struct Matter {
    std::string id;
    std::string procedure;
    std::uint32_t procedure_version = 0;
    StateId state;
    std::string lead_unit;      // code
    std::string designated_by;  // code of the superior that chose among rivals; empty
    bool ended = false;
    std::vector<Value> fields;  // indexed by FieldId
    std::vector<Clock> clocks;  // indexed by DeadlineId
    std::vector<Question> questions;
    std::uint32_t questions_asked = 0;  // ever; the next question takes the next number
    std::vector<Paper> papers;
    std::vector<std::uint32_t> times_taken;     // indexed by StepId
    std::vector<calendar::Instant> last_taken;  // indexed by StepId; meaningful where taken
    std::optional<Edition> next_edition;
    calendar::Instant opened;
    calendar::Instant changed;  // no event is earlier than the one before it
    std::uint64_t version = 0;  // how many events were applied; 0: not opened yet

    [[nodiscard]] bool is_open() const { return version != 0 && !ended; }
    [[nodiscard]] const Value& value(FieldId field) const { return fields[field.index()]; }
    [[nodiscard]] const Clock& clock(DeadlineId deadline) const { return clocks[deadline.index()]; }
    [[nodiscard]] const Question* find_question(std::string_view wanted) const;
    [[nodiscard]] const Paper* find_paper(std::string_view wanted) const;
    bool operator==(const Matter&) const = default;
};

}  // namespace remit::procedure
