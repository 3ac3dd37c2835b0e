#include "office/meeting_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "office/narrowed.h"

namespace remit::office {

Status write_rows(store::Connection& connection, const MeetingFile& meeting) {
    REMIT_TRY(connection.run(
        "INSERT INTO meetings (id, number, year, ordinal, body, starts, zone, place, unit, state, "
        "version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
        "ON CONFLICT (id) DO UPDATE SET starts = excluded.starts, zone = excluded.zone, "
        "place = excluded.place, state = excluded.state, version = excluded.version",
        {meeting.id, meeting.number(), meeting.year, meeting.ordinal, meeting.body,
         meeting.starts.seconds, meeting.zone, meeting.place, meeting.unit, name_of(meeting.state),
         static_cast<std::int64_t>(meeting.head.matter_version)}));
    for (std::size_t index = 0; index < meeting.agenda.size(); ++index) {
        const AgendaItem& item = meeting.agenda[index];
        REMIT_TRY(connection.run(
            "INSERT INTO agenda_items (meeting, position, title, matter, outcome) VALUES "
            "(?1, ?2, ?3, ?4, ?5) ON CONFLICT (meeting, position) DO UPDATE SET "
            "outcome = excluded.outcome",
            {meeting.id, static_cast<std::int64_t>(index + 1), item.title, item.matter,
             item.outcome}));
    }
    return base::done();
}

Result<std::vector<MeetingRow>> list_meetings(store::Connection& connection,
                                              const MeetingFilter& filter,
                                              const std::optional<MeetingPageKey>& after,
                                              std::size_t rows_max) {
    Narrowed query(
        "SELECT id, number, body, starts, zone, place, unit, state FROM meetings WHERE 1 = 1");
    query.add_if_given(" AND unit = ?{}", filter.unit);
    query.add_if_given(" AND body = ?{}", filter.body);
    query.add_if_given(" AND id IN (SELECT meeting FROM agenda_items WHERE matter = ?{})",
                       filter.matter);
    if (filter.from) query.add(" AND starts >= ?{}", filter.from->seconds);
    if (after) query.add_key(" AND (starts, id) > (?{}, ?{})", after->starts.seconds, after->id);
    query.add(" ORDER BY starts, id LIMIT ?{}",
              static_cast<std::int64_t>(std::min(rows_max, kMeetingRowsMax)));

    using Text = std::string;
    std::vector<MeetingRow> page;
    store::Rows rows = REMIT_TRY(query.run(connection));
    while (auto row =
               REMIT_TRY((rows.next<Text, Text, Text, std::int64_t, Text, Text, Text, Text>()))) {
        auto& [id, number, body, starts, zone, place, unit, state] = *row;
        page.push_back({std::move(id),
                        std::move(number),
                        std::move(body),
                        {starts},
                        std::move(zone),
                        std::move(place),
                        std::move(unit),
                        std::move(state)});
    }
    return page;
}

Result<std::string> find_meeting_id(store::Connection& connection, std::string_view name) {
    auto row = REMIT_TRY((connection.find<std::string>(
        "SELECT id FROM meetings WHERE id = ?1 OR number = ?1", {name})));
    if (row) return std::move(std::get<0>(*row));
    return base::make_error(ErrorCode::not_found,
                            fmt::format("there is no meeting '{}'; `remit meeting list --all` "
                                        "shows those that there are",
                                        name));
}

Result<std::vector<AgendaPlace>> agenda_places(store::Connection& connection,
                                               std::string_view matter) {
    using Text = std::string;
    std::vector<AgendaPlace> places;
    store::Rows rows = REMIT_TRY(connection.query(
        "SELECT m.number, m.body, m.starts, m.state, a.position, a.title, a.outcome "
        "FROM agenda_items a JOIN meetings m ON m.id = a.meeting WHERE a.matter = ?1 "
        "ORDER BY m.starts, m.id, a.position",
        {matter}));
    while (auto row =
               REMIT_TRY((rows.next<Text, Text, std::int64_t, Text, std::int64_t, Text, Text>()))) {
        auto& [meeting, body, starts, state, position, title, outcome] = *row;
        places.push_back({std::move(meeting),
                          std::move(body),
                          {starts},
                          std::move(state),
                          position,
                          std::move(title),
                          std::move(outcome)});
    }
    return places;
}

Result<std::int64_t> next_meeting_ordinal(store::Connection& connection, int year) {
    const auto last = REMIT_TRY((connection.find<std::int64_t>(
        "SELECT COALESCE(MAX(ordinal), 0) FROM meetings WHERE year = ?1", {year})));
    return std::get<0>(*last) + 1;
}

}  // namespace remit::office
