#include "office/meeting_file.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "office/chain_event.h"

namespace remit::office {
namespace {

using base::JsonObject;
using base::JsonValue;
using base::JsonWriter;

constexpr std::array<std::string_view, 3> kStates{"planned", "held", "cancelled"};

void write_time(JsonWriter& json, const MeetingFile& meeting) {
    json.field("starts", meeting.starts.seconds).field("zone", meeting.zone);
    json.field("place", meeting.place);
}

Status take_time(JsonObject& object, MeetingFile& meeting) {
    meeting.starts = {REMIT_TRY(take_number(object, "starts"))};
    meeting.zone = REMIT_TRY(take_text(object, "zone"));
    meeting.place = REMIT_TRY(take_text(object, "place"));
    return base::done();
}

Status take_agenda_item(JsonObject& object, MeetingFile& meeting) {
    AgendaItem item;
    item.title = REMIT_TRY(take_text(object, "title"));
    item.matter = REMIT_TRY(take_text(object, "matter"));
    meeting.agenda.push_back(std::move(item));
    return base::done();
}

Status take_planned(JsonObject& object, MeetingFile& meeting) {
    meeting.year = static_cast<int>(REMIT_TRY(take_number(object, "year")));
    meeting.ordinal = REMIT_TRY(take_number(object, "ordinal"));
    meeting.body = REMIT_TRY(take_text(object, "body"));
    REMIT_TRY(take_time(object, meeting));
    meeting.unit = REMIT_TRY(take_text(object, "unit"));
    const JsonValue agenda = REMIT_TRY(object.take("agenda"));
    const auto items = REMIT_TRY(agenda.items());
    for (const JsonValue item : items) {
        JsonObject members = REMIT_TRY(item.object());
        REMIT_TRY(take_agenda_item(members, meeting));
        REMIT_TRY(members.finish());
    }
    return base::done();
}

Status take_outcome(JsonObject& object, MeetingFile& meeting) {
    const JsonValue value = REMIT_TRY(object.take("position"));
    const std::int64_t position =
        REMIT_TRY(value.number_within(1, static_cast<std::int64_t>(meeting.agenda.size())));
    meeting.agenda[static_cast<std::size_t>(position - 1)].outcome =
        REMIT_TRY(take_text(object, "outcome"));
    meeting.state = MeetingState::held;
    return base::done();
}

Status take_event(std::string_view line, MeetingFile& meeting) {
    const base::JsonDocument document = REMIT_TRY(base::read_json("meeting", line));
    JsonObject object = REMIT_TRY(document.root().object());
    const JsonValue named = REMIT_TRY(object.take("event"));
    const std::string_view event = REMIT_TRY(named.text());
    meeting.note.clear();
    if (event == "planned") {
        REMIT_TRY(take_planned(object, meeting));
    } else if (event == "agenda_added") {
        REMIT_TRY(take_agenda_item(object, meeting));
    } else if (event == "outcome_recorded") {
        REMIT_TRY(take_outcome(object, meeting));
    } else if (event == "moved") {
        REMIT_TRY(take_time(object, meeting));
        meeting.note = REMIT_TRY(take_text(object, "note"));
    } else if (event == "cancelled") {
        meeting.note = REMIT_TRY(take_text(object, "note"));
        meeting.state = MeetingState::cancelled;
    } else {
        return named.unfit("write planned, agenda_added, outcome_recorded, moved or cancelled");
    }
    return object.finish();
}

}  // namespace

std::string_view name_of(MeetingState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::string MeetingFile::number() const {
    return fmt::format("{}/{}", year, ordinal);
}

std::string meeting_planned(const MeetingFile& meeting) {
    JsonWriter json = event_named("planned");
    json.field("year", std::int64_t{meeting.year}).field("ordinal", meeting.ordinal);
    json.field("body", meeting.body);
    write_time(json, meeting);
    json.field("unit", meeting.unit).key("agenda").begin_array();
    for (const AgendaItem& item : meeting.agenda) {
        json.begin_object().field("title", item.title).field("matter", item.matter);
        json.end_object();
    }
    json.end_array();
    return end_event(json);
}

std::string agenda_added(const AgendaItem& item) {
    JsonWriter json = event_named("agenda_added");
    json.field("title", item.title).field("matter", item.matter);
    return end_event(json);
}

std::string outcome_recorded(std::size_t position, std::string_view outcome) {
    JsonWriter json = event_named("outcome_recorded");
    json.field("position", static_cast<std::int64_t>(position)).field("outcome", outcome);
    return end_event(json);
}

std::string meeting_moved(const MeetingFile& to, std::string_view note) {
    JsonWriter json = event_named("moved");
    write_time(json, to);
    json.field("note", note);
    return end_event(json);
}

std::string meeting_cancelled(std::string_view note) {
    JsonWriter json = event_named("cancelled");
    json.field("note", note);
    return end_event(json);
}

Status fold(MeetingFile& meeting, const Kept& kept) {
    meeting.id = kept.entry.matter;
    return fold_event(meeting.head, kept,
                      [&](std::string_view event) { return take_event(event, meeting); });
}

Result<MeetingFile> load_meeting(const Journal& journal, std::string_view id) {
    MeetingFile meeting;
    REMIT_TRY(journal.read(id, 0, [&](const Kept& kept) { return fold(meeting, kept); }));
    if (meeting.head.matter_version != 0) return meeting;
    return base::make_error(ErrorCode::not_found,
                            fmt::format("there is no meeting '{}'; `remit meeting list` shows "
                                        "those that there are",
                                        id));
}

}  // namespace remit::office
