// Registers: rows about matters that lists, desks and the clock ask, and nobody has to believe.
//
// Invariant: the rows of a matter are a function of its MatterFile and of nothing else: they are
// written in the transaction of the entry that changed it, and dropping all rows and folding the
// chains again gives the same rows (`remit rebuild`). What a row says is never the ground of a
// step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_policy.h"
#include "base/result.h"
#include "office/access_register.h"
#include "office/institution.h"
#include "office/matter_file.h"
#include "store/connection.h"

namespace remit::office {

/// Far in the future: the due date of what is due at no time, so that it stands last.
inline constexpr std::string_view kNeverDue = "9999-12-31";
inline constexpr std::size_t kPageRowsMax = 200;

/// Brings the rows of the matter to what its file says. `before` are the access rows that stand
/// there, so that only what changed of them is written; none where no row of the matter stands.
/// Errors: those of the connection and of write_access_rows().
Status write_rows(store::Connection& connection, const MatterFile& file,
                  const Institution& institution, const AccessRows& before);

struct MatterRow {
    std::string id;
    std::string number;
    std::string procedure;
    std::string title;
    std::string state;
    std::string lead_unit;
    std::string officer;
    std::string due;  // a day; kNeverDue
    bool ended = false;
    std::uint64_t version = 0;
    std::string closed;  // the day; empty while it is not
};

/// Which matters; an empty text asks for all.
struct MatterFilter {
    std::string unit;
    std::string officer;
    bool unassigned = false;  // those that no officer has
    std::string procedure;
    std::string state;
    std::string body;
    std::string due_until;  // a day, included
    bool ended = false;     // those that have ended instead of those that are open
};

/// Behind which row a page begins: the last row of the page before.
struct PageKey {
    std::string due;
    std::string id;
};

/// For whom a list is made: it shows what he may know of under the policy.
struct Viewer {
    const authority::Expression* policy;
    const authority::Reader* reader;
};

/// One page, by due date, then id. Without a viewer it shows everything, as the database itself
/// would. Errors: those of the connection. Cost: O(log matters + rows), and the rows between them
/// that the viewer may not know of.
Result<std::vector<MatterRow>> list_matters(store::Connection& connection,
                                            const MatterFilter& filter,
                                            const std::optional<PageKey>& after,
                                            std::size_t rows_max,
                                            const std::optional<Viewer>& viewer = {});

/// Whether the viewer may know that the matter is there. Errors: those of the connection.
Result<bool> may_know_of(store::Connection& connection, std::string_view matter,
                         const Viewer& viewer);

/// A question that is open, as the register has it.
struct QuestionRow {
    std::string matter;  // id
    std::string number;
    std::string title;
    std::string procedure;
    std::string lead_unit;  // that asks
    std::string question;   // "q1"
    std::string respondent;
    std::string due;  // a day
};

/// Open questions: those put to a unit, or those that a unit waits for; an empty text asks for all.
struct QuestionFilter {
    std::string respondent;
    std::string asking_unit;
};

/// The first of them, by the day on which they are due. Errors: those of the connection.
Result<std::vector<QuestionRow>> list_questions(store::Connection& connection,
                                                const QuestionFilter& filter, std::size_t rows_max,
                                                const std::optional<Viewer>& viewer = {});

/// Matters in which the clock has something to do by then, the earliest first.
Result<std::vector<std::string>> matters_with_alarms(store::Connection& connection,
                                                     calendar::Instant until, std::size_t rows_max);

/// That there is no such matter, or none that the asker may know of.
std::string no_such_matter(std::string_view name);
/// The id of the matter with this id or file number. Errors: not_found.
Result<std::string> find_matter_id(store::Connection& connection, std::string_view name);

/// The ids of the matters that sprang from the matter, at any depth, by the register; at most so
/// many. Errors: those of the connection.
Result<std::vector<std::string>> find_sprung(store::Connection& connection, std::string_view id,
                                             std::size_t rows_max);

/// What the matter is called: its title or subject, else its first field of type text that is set.
std::string title_of(const MatterFile& file);

/// "nac;nato_policy;hr_ministry_defence": what competence for the matter depends on: ids of bodies,
/// topics and counterparts.
std::string subject_text(const MatterFile& file);

/// The row's day: the earliest due moment of a clock that is open, or the next question's.
std::string due_of(const procedure::Matter& matter, const calendar::Zone& house_zone);

}  // namespace remit::office
