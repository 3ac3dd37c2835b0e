// A procedure as data: the fields, states, steps, deadlines, consultations and papers of one kind
// of work.
//
// Loaded from procedures/*.yaml (loader.h); procedures/README.md says how they are written.
// Invariant of a definition that was loaded without an error: every index points into its table,
// every state but the ends has a way out, every state can be reached, every field that a condition
// asks for can be set, and every silence has a stated meaning. Nothing here decides; engine.h does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "authority/access_rules.h"
#include "base/ids.h"
#include "calendar/duration.h"
#include "procedure/value.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

struct FieldTag;
struct GroupTag;
struct StateTag;
struct StepTag;
struct DeadlineTag;
struct ConsultationTag;
struct PaperKindTag;
struct TableTag;
using FieldId = base::Id<FieldTag>;
using GroupId = base::Id<GroupTag>;
using StateId = base::Id<StateTag>;
using StepId = base::Id<StepTag>;
using DeadlineId = base::Id<DeadlineTag>;
using ConsultationId = base::Id<ConsultationTag>;
using PaperKindId = base::Id<PaperKindTag>;
using TableId = base::Id<TableTag>;

/// A legal basis or a source of practice, shown to people beside what rests on it.
struct Basis {
    std::string text;
    bool verified = false;
};

struct Choice {
    std::string id;
    remit::Names names;
};

struct Field {
    std::string id;
    remit::Names names;
    remit::Names help;  // one line beside the field; may be empty
    FieldType type = FieldType::text;
    bool list = false;
    std::vector<Choice> choices;  // of type `choice`
    GroupId group;                // whose column it is; a column is a list
    bool may_be_empty = false;    // of a column: cells may be left empty
    /// What its values say of people: they are kept beside the ledger, where they can be erased.
    authority::Personal personal = authority::Personal::none;  // of texts and persons only
};

/// A field group: the columns of one table, which people fill row by row. After each step that
/// touches one of them, all have a cell in every row; a column that may be empty may also have none
/// at all. At least one column may not.
struct Group {
    std::string id;
    remit::Names names;
    std::vector<FieldId> columns;
};

struct State {
    std::string id;
    remit::Names names;
    bool end = false;  // work is done; only archiving follows
};

/// What must hold before a step can be taken. All conditions of a step must hold.
struct Condition {
    enum class Kind : std::uint8_t {
        field_set,
        field_unset,
        field_is,  // one of `words` (a choice, body, text ...)
        field_is_not,
        fields_equal,  // `field` and `other` hold the same, and something
        fields_same,   // ... or both hold nothing
        fields_differ,
        field_covers,     // no choice in `other` comes after that of `field` in the list of them
        field_not_after,  // `field` is a date, set, and no later than `other`, or than what
                          // `deadline` is due now
        field_later,      // ... and later
        field_ahead,  // every item of `field` (dates or instants) lies more than `distance` after
                      // now
        field_near,   // the field is set, and some item does not
        field_older,  // some item lies more than `distance` before now
        field_fresh,  // the field is set, and no item does
        deadline_running,  // started, not met, not passed
        deadline_passed,
        deadline_open,           // started and not met, passed or not
        deadline_not_running,    // not started, met, passed, stopped or withdrawn
        consultations_closed,    // of `consultation`, or all: each answered or lapsed
        consultations_answered,  // ... and nobody kept silent where silence goes up
        no_objection,            // of `consultation`, or all: nobody objects
        objection,               // somebody does
        step_taken,              // `step` was taken at least once
        step_not_taken,
        paper_present,  // of `paper_kind`
        table_is,       // cell (`table`, key = value of `field`, `column`) is one of `words`
    };
    Kind kind = Kind::field_set;
    FieldId field;
    FieldId other;
    DeadlineId deadline;
    ConsultationId consultation;  // none: all of the matter
    StepId step;
    PaperKindId paper_kind;
    TableId table;
    std::uint32_t column = 0;
    std::vector<std::string> words;
    calendar::Duration
        distance;  // of field_ahead, field_near, field_older, field_fresh; may be empty
};

/// Which unit may take a step, before its competence is asked.
enum class Actor : std::uint8_t {
    lead,       // the unit that leads the matter, or a unit above it taking over
    superior,   // a unit above the lead unit; where the act has none, the lead unit itself, so that
                // nothing waits for nobody
    top,        // the highest unit above the lead unit; the lead unit itself where the act has none
    consulted,  // a unit or counterpart that was asked and has not answered
    any,        // any unit of the institution with the function
};

/// How high the officer must stand in the unit that acts; authority compares it.
enum class Rank : std::uint8_t { officer, head };

/// A field that a step fills by itself: from another field, or with fixed words.
struct Assignment {
    FieldId field;
    FieldId from;  // none where `word` is used
    Value word;
};

struct Spawn {
    std::string procedure;  // the id of another procedure, or this one
    std::string link;       // how the new matter is linked: "follow_up", "remedy", "next_edition"
    FieldId each;           // one matter for each item of this list; none: one matter
    struct Copy {
        std::string to;     // field of the new matter
        FieldId from;       // field of this one; none with `each_item` and `word`
        bool cell = false;  // of `from`, a column beside `each`: the cell in the row of the item
        bool each_item = false;
        bool self = false;  // the id of this matter, into a field of type matter
        std::string
            word;  // written in the definition, read as the type of `to` when the matter is opened
    };
    std::vector<Copy> copies;
};

struct Step {
    std::string id;
    remit::Names names;
    bool opening = false;   // opens a matter; has no `from`
    bool from_any = false;  // from every state that is not an end
    std::vector<StateId> from;
    StateId to;                          // none: the state stays
    std::vector<std::string> functions;  // ids; any one of them empowers
    Actor actor = Actor::lead;
    Rank rank = Rank::officer;
    std::vector<FieldId> needs;  // must be set when the step is taken, by it or before
    std::vector<FieldId> may;    // may be set with it
    std::vector<Assignment> sets;
    std::vector<FieldId> clears;
    std::vector<PaperKindId>
        papers;  // one of each kind must be there, brought by the step or before
    std::vector<PaperKindId> brought;  // of these, the kinds that must come with the step each time
    std::vector<Condition> when;
    std::vector<ConsultationId> asks;  // consultations that the step sends out
    std::vector<Spawn> spawns;
    std::vector<Basis> basis;
    bool note_required = false;  // a reason must be given
};

enum class ClockKind : std::uint8_t { term, date, elapsed, working_days, instant };

/// Where a deadline's length, zone or calendar comes from: written, a field, or a table's cell.
struct Source {
    enum class Kind : std::uint8_t { none, written, field, table };
    Kind kind = Kind::none;
    std::string written;
    FieldId field;  // the field; of a table: the field whose value is the key
    TableId table;
    std::uint32_t column = 0;
};

struct Reminder {
    calendar::Duration before;  // the due moment

    bool operator==(const Reminder&) const = default;
};

struct Escalation {
    bool before = true;  // or after the due moment
    calendar::Duration distance;
    Rank rank = Rank::head;
    std::uint8_t levels_up = 0;  // 0: the head of the unit itself; 1: the unit above; ...
    bool duty_officer =
        false;  // whoever is on duty in the institution; `rank` and `levels_up` then say nothing

    bool operator==(const Escalation&) const = default;
};

struct Deadline {
    std::string id;
    remit::Names names;
    ClockKind clock = ClockKind::elapsed;
    Source amount;  // a duration, a number of working days, "15 April"; of `instant` may be none
    bool day_before = false;  // "within the first year": ends the day before the anniversary
    // The event it counts from, one of these. Of `left` and `before_other`: another deadline.
    FieldId from_field;           // a date or an instant; may be set later: it starts when it is
    StepId from_step;             // the moment that step was taken
    DeadlineId from_deadline;     // relative to another deadline's due moment
    bool before = false;          // counts backwards from it
    std::uint8_t share_left = 0;  // of from_deadline: when so many percent of its time are left
    std::vector<StepId>
        starts_with;  // starts when one of these is taken; restarts where it had started before
    std::vector<StepId> met_by;
    std::vector<StepId> stopped_by;
    std::vector<StepId> resumed_by;
    std::vector<StepId> extended_by;  // to the value of `extended_to`
    FieldId extended_to;              // a date, an instant or a duration
    std::vector<StepId> withdrawn_by;
    std::vector<Condition> when;  // it starts only if all hold then
    /// A date that is only computed: its due moment is written into this field, where the field is
    /// empty or still holds what this deadline wrote. Such a deadline never runs, reminds, passes
    /// or is late.
    FieldId records;
    Source calendar;  // "house" is the institution's own
    Source zone;
    std::vector<Reminder> reminders;
    std::vector<Escalation> escalations;
    // What its passing means. Without `lapse_to` it is only late.
    StateId lapse_to;                 // the state changes by itself
    std::vector<StateId> lapse_from;  // only from these states
    std::vector<Assignment> lapse_sets;
    std::vector<Basis> basis;
};

/// What an asked unit or counterpart is to the answer, as the act's verbs grade it.
enum class Role : std::uint8_t { contributor, consulted, informed };
/// What it is asked for; the regulation's verb tells which.
enum class Asked : std::uint8_t { opinion, consent, decision, information, input };
/// What its silence means when the deadline has passed. Never left unsaid.
enum class Silence : std::uint8_t { consent, objection, escalate };

/// Whom a consultation asks.
struct Respondents {
    enum class Kind : std::uint8_t { field, counterpart, holders, superior };
    Kind kind = Kind::field;
    FieldId field;            // a list of units or counterparts
    std::string counterpart;  // an id of the vocabulary
    std::string function;     // of `holders`: the units competent for it on the matter's subject
};

struct Consultation {
    std::string id;
    remit::Names names;
    Role role = Role::consulted;
    Asked asked = Asked::opinion;
    std::vector<Respondents> whom;
    ClockKind clock = ClockKind::elapsed;
    Source within;  // a duration, or a field with the date or instant by which the answer is due
    Source calendar;
    Source zone;
    Silence silence = Silence::escalate;
    FieldId answer_field;     // a list of texts that gathers the answers; may be none
    FieldId amendment_field;  // a list of texts that gathers only those that amend, late ones too;
                              // "respondent: text"; may be none
    FieldId objection_field;  // and one of those that object
    std::vector<Reminder> reminders;
    std::vector<Basis> basis;
};

struct PaperKind {
    std::string id;
    remit::Names names;
    bool signed_paper = false;  // counts only once it is signed
    bool optional = false;      // no step asks for it; it is brought where there is one
};

/// Facts that differ from case to case, such as the time limits of committees. Cells are text.
struct Table {
    std::string id;
    remit::Names names;
    FieldType key = FieldType::body;
    std::vector<std::string> columns;        // ids
    std::vector<remit::Names> column_names;  // one for each column
    std::vector<Choice> words;               // what cells say that is no length, name or zone
    /// The row that stands for every key without a row of its own.
    static constexpr std::string_view kAnyKey = "any";
    struct Row {
        std::string key;
        bool parts =
            false;  // of bodies: also for every body below it that has no nearer row; the loader
                    //   adds those rows, so that find() need not know the vocabulary
        bool of_part = false;            // one of those that the loader has added
        std::vector<std::string> cells;  // one for each column; empty where nobody has set it
        std::vector<bool> verified;      // one for each column
        std::string basis;
    };
    std::vector<Row> rows;

    /// The row of this key, or the row of kAnyKey, or nothing.
    [[nodiscard]] const Row* find(std::string_view key) const;
};

/// Matters that begin without a letter: at each date of a recurrence kept in a field.
struct Recurrence {
    FieldId rule;                  // text: RFC 5545 RRULE
    FieldId anchor;                // date: the first occurrence counts from it
    FieldId due;                   // date: set in the new matter
    calendar::Duration ahead;      // how long before the date the matter is opened
    std::vector<FieldId> carries;  // what the next matter takes over from the one before
    FieldId previous;              // matter: set in the new matter to the one before; may be none
};

/// How a matter under an older version is moved to this one.
struct Succession {
    std::uint32_t from_version = 0;
    std::vector<std::pair<std::string, std::string>>
        states;  // old id, new id; others keep their id
    std::vector<std::pair<std::string, std::string>> fields;
    std::vector<std::string> dropped_fields;  // whose values are kept in the ledger only
};

/// A kind of work that the procedure does from beginning to end (coverage.h), or wholly in some
/// steps or consultations. Bodies and topics narrow it: a duty that names others is not carried out
/// by it. Empty lists allow every subject.
struct CarriedOut {
    std::string function;
    std::vector<std::string> bodies;
    std::vector<std::string> topics;
    std::vector<StepId> steps;                  // empty: from an opening to an end
    std::vector<ConsultationId> consultations;  // answering them is the work
};

struct Definition {
    std::string id;
    std::uint32_t version = 1;
    remit::Names names;
    remit::Names summary;
    /// The subjects it is for: ids. Empty lists allow every subject.
    std::vector<std::string>
        functions_covered;  // functions this procedure carries out (union over steps, sorted)
    std::vector<CarriedOut> carries_out;  // as written; empty where the file does not say
    FieldId subject_bodies;               // fields that say what the matter is about; may be none
    FieldId subject_topics;
    FieldId subject_counterparts;
    /// Where the procedure is made for some subjects only (coverage.h): at least one must meet the
    /// duty's.
    std::vector<std::string> only_bodies;
    std::vector<std::string> only_topics;
    std::vector<Field> fields;
    std::vector<Group> groups;
    std::vector<State> states;
    std::vector<Step> steps;
    std::vector<Deadline> deadlines;
    std::vector<Consultation> consultations;
    std::vector<PaperKind> paper_kinds;
    std::vector<Table> tables;
    std::optional<Recurrence> recurrence;
    std::optional<Succession> succession;

    [[nodiscard]] std::optional<FieldId> find_field(std::string_view id) const;
    [[nodiscard]] std::optional<StateId> find_state(std::string_view id) const;
    [[nodiscard]] std::optional<StepId> find_step(std::string_view id) const;
    [[nodiscard]] std::optional<DeadlineId> find_deadline(std::string_view id) const;
    [[nodiscard]] std::optional<ConsultationId> find_consultation(std::string_view id) const;
    [[nodiscard]] std::optional<PaperKindId> find_paper_kind(std::string_view id) const;
    [[nodiscard]] std::optional<TableId> find_table(std::string_view id) const;
};

}  // namespace remit::procedure
