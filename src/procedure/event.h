// What happened in a matter: the events that the engine makes and the ledger keeps.
//
// Invariant: apply() needs nothing but the event, so an event carries every moment that was
// computed with the calendars of its day. Ids are of the version that the matter was under when the
// event was made; describe.h writes them as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "procedure/command.h"
#include "procedure/matter.h"

namespace remit::procedure {

struct Opened {
    std::string matter;
    std::string procedure;
    std::uint32_t version = 0;
    std::string lead_unit;
    OpenMatter::Cause cause = OpenMatter::Cause::officer;
    std::string origin;
    std::string link;

    bool operator==(const Opened&) const = default;
};

struct StepTaken {
    StepId step;
    Acting by;
    std::string note;

    bool operator==(const StepTaken&) const = default;
};

struct FieldSet {
    FieldId field;
    Value value;  // the whole of it; without an item: emptied

    bool operator==(const FieldSet&) const = default;
};

/// One more item of a list.
struct FieldAppended {
    FieldId field;
    Item item;

    bool operator==(const FieldAppended&) const = default;
};

struct StateChanged {
    StateId from;
    StateId to;
    bool ends = false;
    DeadlineId lapsed;  // the deadline whose passing did it; none where a step did

    bool operator==(const StateChanged&) const = default;
};

/// A new paper, a new version of one, or its signature.
struct PaperBrought {
    Paper paper;
    Acting by;

    bool operator==(const PaperBrought&) const = default;
};

/// The due moment of a deadline was counted: for the first time or again.
struct ClockSet {
    enum class Why : std::uint8_t {
        started,
        restarted,  // what it counts from happened again
        recounted,  // what it counts from has changed
        extended,
        resumed,
        calendar,  // days were counted again under a changed calendar
    };
    DeadlineId deadline;
    Why why = Why::started;
    ClockState state = ClockState::running;
    Count count;
    Due due;
    std::optional<Due> before;  // what it was due until now
    calendar::Instant passes;
    std::vector<Alarm> alarms;
    std::optional<ClockChange> change;
    std::string ground;  // of `calendar`: what has changed

    bool operator==(const ClockSet&) const = default;
};

struct ClockStopped {
    DeadlineId deadline;
    bool held = false;  // because the deadline it counts from stopped
    std::string ground;

    bool operator==(const ClockStopped&) const = default;
};

struct ClockMet {
    DeadlineId deadline;
    bool late = false;

    bool operator==(const ClockMet&) const = default;
};

struct ClockWithdrawn {
    enum class Why : std::uint8_t {
        step,
        base,   // the deadline that it counts from is no more
        ended,  // the matter ended
        reset,  // what it counted from was taken away; it may start again
    };
    DeadlineId deadline;
    Why why = Why::step;

    bool operator==(const ClockWithdrawn&) const = default;
};

struct ClockPassed {
    DeadlineId deadline;
    Due due;

    bool operator==(const ClockPassed&) const = default;
};

/// A due moment cannot be counted from what is there now; the clock stays as it was.
struct ClockFailed {
    DeadlineId deadline;
    Count count;
    std::string why;

    bool operator==(const ClockFailed&) const = default;
};

/// A deadline that only computes a date has computed it. FieldSet follows where the field takes it.
struct DateComputed {
    DeadlineId deadline;
    Count count;
    Due due;

    bool operator==(const DateComputed&) const = default;
};

/// Of a deadline, or of a question where that is none.
struct Reminded {
    DeadlineId deadline;
    std::string question;
    std::uint16_t alarm = 0;
    Due due;

    bool operator==(const Reminded&) const = default;
};

struct Escalated {
    DeadlineId deadline;
    std::string question;
    std::uint16_t alarm = 0;
    Due due;
    Rank rank = Rank::head;
    std::uint8_t levels_up = 0;
    bool duty_officer = false;
    std::string unit;  // whose officer or head is told; of the duty officer, the lead unit

    bool operator==(const Escalated&) const = default;
};

struct QuestionAsked {
    Question question;

    bool operator==(const QuestionAsked&) const = default;
};

struct QuestionAnswered {
    std::string question;
    Acting by;
    Answer answer = Answer::none;
    std::string text;
    bool late = false;
    bool counts = true;  // false where silence has already given consent

    bool operator==(const QuestionAnswered&) const = default;
};

struct QuestionMoved {
    std::string question;
    Due before;
    Due due;
    calendar::Instant passes;
    std::vector<Alarm> alarms;
    std::string ground;

    bool operator==(const QuestionMoved&) const = default;
};

struct QuestionWithdrawn {
    enum class Why : std::uint8_t { withdrawn, asked_again, ended };
    std::string question;
    Why why = Why::withdrawn;
    std::optional<Acting> by;
    std::string note;

    bool operator==(const QuestionWithdrawn&) const = default;
};

struct QuestionLapsed {
    std::string question;
    Silence silence = Silence::escalate;

    bool operator==(const QuestionLapsed&) const = default;
};

/// A field of another matter, by id: that matter may be under any version of its procedure.
struct NamedValue {
    std::string field;
    Value value;
    std::string word;  // where the definition wrote it: read as the type of the field

    bool operator==(const NamedValue&) const = default;
};

/// Another matter is to be opened (opening_of() in spawning.h makes the command).
struct Spawned {
    std::string procedure;
    std::string link;
    std::vector<NamedValue> fields;

    bool operator==(const Spawned&) const = default;
};

/// The date of the next matter of the recurrence is known, or none follows.
struct EditionPlanned {
    std::optional<Edition> edition;

    bool operator==(const EditionPlanned&) const = default;
};

/// The next matter of the recurrence is to be opened now. The only event after an end.
struct EditionOpened {
    calendar::Date due;
    Spawned matter;

    bool operator==(const EditionOpened&) const = default;
};

struct LeadChanged {
    ChangeLead::Kind kind = ChangeLead::Kind::reassignment;
    std::string from;
    std::string to;
    Acting by;
    Power receiving;
    std::string note;

    bool operator==(const LeadChanged&) const = default;
};

struct Migrated {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Acting by;
    std::string note;
    StateId state;  // of the newer version, as all that follow
    // For each field, deadline and step of the newer version its index in the older, or kNone.
    std::vector<std::uint32_t> fields;
    std::vector<std::uint32_t> deadlines;
    std::vector<std::uint32_t> steps;
    // For each consultation and paper kind of the older version its index in the newer, or kNone.
    std::vector<std::uint32_t> consultations;
    std::vector<std::uint32_t> paper_kinds;
    std::vector<NamedValue> dropped;  // what the newer version has no place for

    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    bool operator==(const Migrated&) const = default;
};

using What = std::variant<Opened, StepTaken, FieldSet, FieldAppended, StateChanged, PaperBrought,
                          ClockSet, ClockStopped, ClockMet, ClockWithdrawn, ClockPassed,
                          ClockFailed, DateComputed, Reminded, Escalated, QuestionAsked,
                          QuestionAnswered, QuestionMoved, QuestionWithdrawn, QuestionLapsed,
                          Spawned, EditionPlanned, EditionOpened, LeadChanged, Migrated>;

struct Event {
    calendar::Instant at;
    What what;

    bool operator==(const Event&) const = default;
};

}  // namespace remit::procedure
