// The register of meetings, and where matters stand on agendas.
//
// Invariant: the rows of a meeting are a function of its MeetingFile, written in the transaction of
// the entry that changed it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "office/meeting_file.h"
#include "store/connection.h"

namespace remit::office {

inline constexpr std::size_t kMeetingRowsMax = 200;

/// Writes the rows of the meeting anew. Errors: those of the connection.
Status write_rows(store::Connection& connection, const MeetingFile& meeting);

struct MeetingRow {
    std::string id;
    std::string number;
    std::string body;
    calendar::Instant starts;
    std::string zone;
    std::string place;
    std::string unit;
    std::string state;
};

/// Which meetings; an empty text asks for all.
struct MeetingFilter {
    std::string unit;
    std::string body;
    std::string matter;                     // on whose agenda it stands
    std::optional<calendar::Instant> from;  // that begin then or later
};

/// Behind which row a page begins: the last row of the page before.
struct MeetingPageKey {
    calendar::Instant starts;
    std::string id;
};

/// One page, by when they begin. Errors: those of the connection.
Result<std::vector<MeetingRow>> list_meetings(store::Connection& connection,
                                              const MeetingFilter& filter,
                                              const std::optional<MeetingPageKey>& after,
                                              std::size_t rows_max);

/// The id of the meeting with this id or number. Errors: not_found, with how to see those there
/// are.
Result<std::string> find_meeting_id(store::Connection& connection, std::string_view name);

/// Where a matter stands on an agenda, and what came of it.
struct AgendaPlace {
    std::string meeting;  // number
    std::string body;
    calendar::Instant starts;
    std::string state;
    std::int64_t position = 0;
    std::string title;
    std::string outcome;
};
/// By when the meetings begin.
Result<std::vector<AgendaPlace>> agenda_places(store::Connection& connection,
                                               std::string_view matter);

/// The next number of the year.
Result<std::int64_t> next_meeting_ordinal(store::Connection& connection, int year);

}  // namespace remit::office
