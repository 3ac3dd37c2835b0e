// Which obligations are due in a window of days, how each date was counted, and whose they are.
//
// A pure question to the rows, the act and the calendar; an office adds the matters in which they
// are carried out (obligation_register.h). Invariants: every row that the State owes, or may owe,
// stands either among the instances of the window, or among those of which no date follows, or has
// no date in the window; a date is one that module calendar gives for the row's rule. Where no unit
// holds an obligation under the act, the answer says so: that is a finding, never left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "authority/competence.h"
#include "calendar/deadline.h"
#include "office/institution.h"
#include "office/obligation.h"

namespace remit::office {

/// Whose obligation it is under the act: the holders of the first function of the procedure that a
/// unit holds on its bodies and topics.
struct ObligationOwner {
    remit::FunctionId function;              // none where no unit holds any
    std::vector<authority::Holder> holders;  // the owner first; or rivals; or nobody

    [[nodiscard]] bool is_one() const {
        return !holders.empty() && holders.front().standing == authority::Standing::competent;
    }
};

/// Errors: corrupt (this program carries no procedure `obligation`; a build never is).
Result<ObligationOwner> owner_of(const Institution& institution, const Obligation& obligation);

/// A matter of procedure `obligation`, as far as it says which instance it carries out.
struct InstanceMatter {
    std::string obligation;
    std::string matter;      // id
    std::string number;      // of the file
    std::string state;       // id
    std::string occurrence;  // the day of the calendar that it is for; may be empty
    std::string due;         // the day; empty as long as nobody has set it
    bool ended = false;
};

struct DueInstance {
    const Obligation* obligation = nullptr;
    calendar::Date due;
    std::optional<calendar::Deadline> counted;  // none where the date stands in a matter only
    ObligationOwner owner;
    std::optional<InstanceMatter> matter;
};

/// One of which no date follows by itself.
struct UndatedObligation {
    const Obligation* obligation = nullptr;
    calendar::DueDates::Source source = calendar::DueDates::Source::event;
    ObligationOwner owner;
};

struct DueList {
    calendar::Date first;
    calendar::Date last;
    std::vector<DueInstance> instances;      // by day, then id
    std::vector<UndatedObligation> undated;  // by id
};

/// The days from `first` to `last`, both included. The rows must outlive the answer.
/// Errors: those of rule_of(), calendar::due_dates() and owner_of(); never of rows that a loader
/// has let through. Cost: some 20 microseconds a row, more for those that recur.
Result<DueList> due_obligations(const Institution& institution, const Obligations& rows,
                                calendar::Date first, calendar::Date last);

/// Puts the matters to their instances; a day of the window that stands only in a matter becomes an
/// instance of its own.
Status add_matters(const Institution& institution, const Obligations& rows,
                   std::vector<InstanceMatter> matters, DueList& list);

/// How the day of a row that recurs by the calendar was counted. Errors: invalid_input (the rule
/// does not give that day).
Result<calendar::Deadline> count_due(const Institution& institution, const ObligationRule& rule,
                                     calendar::Date due);

}  // namespace remit::office
