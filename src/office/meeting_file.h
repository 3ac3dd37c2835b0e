// Meetings of bodies, as their chains tell them: when and where, the agenda, and what came of it.
//
// An item of an agenda may be about a matter, which its outcome is then shown beside. Invariants: a
// MeetingFile depends on the entries of its chain alone; an item of an agenda is never removed and
// its position never changes, so that "item 3 of meeting 2026/7" means the same for ever.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/instant.h"
#include "ledger/chain.h"
#include "office/journal.h"

namespace remit::office {

inline constexpr char kMeetingKind = 't';
inline constexpr std::size_t kAgendaMax = 200;

enum class MeetingState : std::uint8_t { planned, held, cancelled };
std::string_view name_of(MeetingState state);

struct AgendaItem {
    std::string title;
    std::string matter;   // id; may be empty
    std::string outcome;  // empty: nobody has said yet

    bool operator==(const AgendaItem&) const = default;
};

struct MeetingFile {
    std::string id;
    int year = 0;
    std::int64_t ordinal = 0;  // within the year
    std::string body;          // id
    calendar::Instant starts;
    std::string zone;  // of the clock by which people are told the time
    std::string place;
    std::string unit;  // that takes part for the house
    MeetingState state = MeetingState::planned;
    std::vector<AgendaItem> agenda;  // position 1 first
    std::string note;                // of the last entry
    ledger::ChainHead head;

    /// "2026/3".
    [[nodiscard]] std::string number() const;
};

/// What befalls a meeting, as an entry says it. One line of JSON each. The agenda of a planned one
/// may have items already.
std::string meeting_planned(const MeetingFile& meeting);
std::string agenda_added(const AgendaItem& item);
std::string outcome_recorded(std::size_t position, std::string_view outcome);
std::string meeting_moved(const MeetingFile& to, std::string_view note);
std::string meeting_cancelled(std::string_view note);

/// Takes up one more entry. Errors: corrupt.
Status fold(MeetingFile& meeting, const Kept& kept);
/// Folds the whole chain. Errors: not_found, corrupt.
Result<MeetingFile> load_meeting(const Journal& journal, std::string_view id);

}  // namespace remit::office
