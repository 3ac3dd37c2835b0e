// `remit meeting add|list|show|agenda|record|move|cancel`: who meets when, on what, and what came
// of it.
//
// It reads words into a request and shows the answer; the office decides.
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/json_writer.h"
#include "calendar/dates_in_words.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/entry_finder.h"
#include "cli/names.h"
#include "cli/noted_report.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/meeting_commands.h"
#include "office/meeting_register.h"
#include "office/phrases.h"
#include "office/registers.h"

namespace remit::cli {
namespace {

using office::MeetingFile;
using office::Office;
using office::PhraseId;

constexpr std::size_t kPageRows = 50;

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Result<std::string> body_id(const Office& office, const std::vector<std::string>& words) {
    if (words.empty()) return std::string();
    const remit::Vocabulary& vocabulary = office.institution().vocabulary();
    const std::size_t body = REMIT_TRY(EntryFinder::of_bodies(vocabulary).find(words.front()));
    return vocabulary.bodies[body].id;
}

std::string body_in_words(const Office& office, const std::string& id, diag::Language language) {
    const remit::Vocabulary& vocabulary = office.institution().vocabulary();
    const auto body = vocabulary.find_body(id);
    if (!body) return id;
    return name_in(vocabulary.body(*body).names, language, vocabulary.body(*body).label);
}

std::string time_in_words(const Office& office, calendar::Instant starts, const std::string& zone,
                          diag::Language language) {
    const auto named = calendar::Zone::find(zone);
    return calendar::instant_in_words(
        starts, named.ok() ? named.value() : office.institution().zone(), language);
}

Result<std::string> named_meeting(const Options& options, std::size_t words) {
    if (options.names.size() == words) return options.names.front();
    return refuse(words == 2 ? "record names a meeting and a position on its agenda: remit meeting "
                               "record 2026/3 1"
                             : fmt::format("{} is about one meeting; name it by its number, such "
                                           "as 2026/3",
                                           options.action));
}

Result<office::NotedOutcome> change(base::Env& env, Office& office, const Options& options) {
    const office::Caller caller = REMIT_TRY(read_caller(env, options, office));
    const IntakeOptions& given = options.intake;
    if (options.action == "add") {
        if (!options.names.empty())
            return refuse("a meeting is added with --body, --at and --place");
        const std::string body = REMIT_TRY(body_id(office, given.bodies));
        if (body.empty()) return refuse("say which body meets, with --body");
        return plan_meeting(office, caller,
                            {.body = body,
                             .at = given.at,
                             .place = given.place,
                             .title = given.title,
                             .matter = given.matter});
    }
    const bool records = options.action == "record";
    const std::string meeting = REMIT_TRY(named_meeting(options, records ? 2 : 1));
    if (records) {
        return record_outcome(
            office, caller,
            {.meeting = meeting, .position = options.names.back(), .outcome = given.outcome});
    }
    if (options.action == "agenda") {
        return add_to_agenda(office, caller,
                             {.meeting = meeting, .title = given.title, .matter = given.matter});
    }
    if (options.action == "move") {
        return move_meeting(office, caller,
                            {.meeting = meeting,
                             .at = given.at,
                             .place = given.place,
                             .note = options.office.note});
    }
    return cancel_meeting(office, caller, meeting, options.office.note);
}

// --- Showing ---

std::string label(std::string_view what, diag::Language language) {
    return office::say(PhraseId::meeting_label, language, {{"what", std::string(what)}});
}

std::string state_in_words(std::string_view state, diag::Language language) {
    return office::say(PhraseId::meeting_state, language, {{"state", std::string(state)}});
}

std::string text_of(const Office& office, const MeetingFile& meeting, const Ink& ink,
                    diag::Language language) {
    OfficePage page(ink);
    page.title(
        fmt::format("{}  {}", meeting.number(), body_in_words(office, meeting.body, language)));
    page.rows(
        {{label("state", language), state_in_words(name_of(meeting.state), language)},
         {label("time", language), time_in_words(office, meeting.starts, meeting.zone, language)},
         {label("place", language), meeting.place},
         {label("unit", language), meeting.unit},
         {label("note", language), meeting.note}});
    if (!meeting.agenda.empty()) page.heading(label("agenda", language));
    for (std::size_t index = 0; index < meeting.agenda.size(); ++index) {
        const office::AgendaItem& item = meeting.agenda[index];
        page.item(fmt::format("{}.", index + 1), item.title);
        if (!item.matter.empty())
            page.below(office::say(PhraseId::agenda_matter, language, {{"number", item.matter}}),
                       5);
        if (!item.outcome.empty())
            page.below(office::say(PhraseId::agenda_outcome, language, {{"outcome", item.outcome}}),
                       5);
    }
    return page.take();
}

std::string json_of(const MeetingFile& meeting) {
    base::JsonWriter json;
    json.begin_object().field("id", meeting.id).field("number", meeting.number());
    json.field("body", meeting.body).field("state", name_of(meeting.state));
    json.field("starts", calendar::iso(calendar::Moment(meeting.starts)));
    json.field("zone", meeting.zone).field("place", meeting.place).field("unit", meeting.unit);
    json.field("note", meeting.note).key("agenda").begin_array();
    for (const office::AgendaItem& item : meeting.agenda) {
        json.begin_object().field("title", item.title).field("matter", item.matter);
        json.field("outcome", item.outcome).end_object();
    }
    json.end_array().field("version", static_cast<std::int64_t>(meeting.head.matter_version));
    json.end_object();
    return json.finish();
}

Result<std::string> show(base::Env& env, const Office& office, const Options& options) {
    const std::string name = REMIT_TRY(named_meeting(options, 1));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const office::Journal journal(*snapshot, office.institution().id(), office.env());
    const std::string id = REMIT_TRY(office::find_meeting_id(*snapshot, name));
    const MeetingFile meeting = REMIT_TRY(load_meeting(journal, id));
    if (options.office.json) return json_of(meeting);
    return text_of(office, meeting, Ink(env.terminal_colour()), language_of(options));
}

/// "2026-02-11T09:00:00Z,t0123": the page key as the page before shows it.
Result<std::optional<office::MeetingPageKey>> page_key(const std::string& text) {
    if (text.empty()) return std::optional<office::MeetingPageKey>();
    const std::size_t comma = text.find(',');
    const auto starts = calendar::Instant::parse(text.substr(0, comma));
    if (comma == std::string::npos || !starts.ok())
        return refuse(
            fmt::format("'{}' is no key of a page; the page before shows it", printable(text)));
    return std::optional(office::MeetingPageKey{starts.value(), text.substr(comma + 1)});
}

std::string list_text(const Office& office, const std::vector<office::MeetingRow>& rows,
                      const std::string& next, const Ink& ink, diag::Language language) {
    if (rows.empty()) return office::say(PhraseId::meeting_none, language) + "\n";
    std::vector<std::vector<std::string>> table{
        {"", label("time", language), label("state", language), label("unit", language),
         label("place", language), label("body", language)}};
    for (const office::MeetingRow& row : rows) {
        table.push_back({row.number, time_in_words(office, row.starts, row.zone, language),
                         state_in_words(row.state, language), row.unit, printable(row.place),
                         body_in_words(office, row.body, language)});
    }
    std::string out = table_of(table, ink);
    if (!next.empty()) out += office::say(PhraseId::next_page, language, {{"key", next}}) + "\n";
    return out;
}

std::string list_json(const std::vector<office::MeetingRow>& rows, const std::string& next) {
    base::JsonWriter json;
    json.begin_object().key("meetings").begin_array();
    for (const office::MeetingRow& row : rows) {
        json.begin_object().field("id", row.id).field("number", row.number);
        json.field("body", row.body).field("state", row.state);
        json.field("starts", calendar::iso(calendar::Moment(row.starts)));
        json.field("zone", row.zone).field("place", row.place).field("unit", row.unit);
        json.end_object();
    }
    json.end_array().field("next", next).end_object();
    return json.finish();
}

Result<std::string> list(base::Env& env, const Office& office, const Options& options) {
    if (!options.names.empty()) return refuse("list shows many; `remit meeting show` tells of one");
    office::MeetingFilter filter;
    filter.body = REMIT_TRY(body_id(office, options.intake.bodies));
    if (!options.unit.empty()) {
        const remit::UnitId unit = REMIT_TRY(find_unit(office, options.unit));
        filter.unit = office.institution().act().unit(unit).code;
    }
    const auto after = REMIT_TRY(page_key(options.office.after));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    if (!options.intake.matter.empty())
        filter.matter = REMIT_TRY(office::find_matter_id(*snapshot, options.intake.matter));
    if (!options.all && filter.matter.empty()) filter.from = office.now();
    auto rows = REMIT_TRY(list_meetings(*snapshot, filter, after, kPageRows + 1));
    std::string next;
    if (rows.size() > kPageRows) {
        rows.resize(kPageRows);
        next = fmt::format("{},{}", rows.back().starts.iso(), rows.back().id);
    }
    if (options.office.json) return list_json(rows, next);
    return list_text(office, rows, next, Ink(env.terminal_colour()), language_of(options));
}

}  // namespace

int run_meeting(base::Env& env, const Options& options) {
    return run_intake(
        env, options, NotedKind::meeting,
        [&](const Office& office) {
            return options.action == "list" ? list(env, office, options)
                                            : show(env, office, options);
        },
        [&](Office& office) { return change(env, office, options); });
}

}  // namespace remit::cli
