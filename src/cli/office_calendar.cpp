// `remit office calendar --calendar ID --close DATE --reason TEXT`: a day that the office closes,
// or opens again, and which due days of open matters move with it.
//
// Everything is decided in office/change_calendar.h; here it is read and shown. A dry run and a
// real one print the same list.
#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/change_calendar.h"
#include "office/event_words.h"
#include "procedure/event_names.h"

namespace remit::cli {
namespace {

using office::CalendarChange;
using office::CalendarMoves;
using office::MovedDue;
using office::MovedMatter;
using office::PhraseId;

Result<std::vector<calendar::Date>> read_days(const std::vector<std::string>& texts,
                                              std::string_view option) {
    std::vector<calendar::Date> days;
    for (const std::string& text : texts)
        days.push_back(REMIT_TRY(calendar::Date::parse(printable(text)).with(option)));
    return days;
}

Result<CalendarChange> read_change(const Options& options) {
    if (!options.names.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("calendar takes no folder; give --office {}",
                                            printable(options.names.front())));
    }
    if (options.calendar.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "say whose days change with --calendar, such as --calendar hr");
    }
    CalendarChange change;
    change.calendar = options.calendar;
    change.closed = REMIT_TRY(read_days(options.closed, "--close"));
    change.opened = REMIT_TRY(read_days(options.office.reopened, "--reopen"));
    change.reason = options.office.note;
    return change;
}

std::string what_of(const MovedMatter& matter, const MovedDue& moved,
                    const office::EventWords& words) {
    if (!moved.question.empty()) return moved.question;
    const auto deadline = matter.under->find_deadline(moved.deadline);
    return deadline ? words.speech().deadline(*deadline) : moved.deadline;
}

std::string as_text(const office::Office& office, const CalendarMoves& found,
                    const Options& options, bool colour) {
    const diag::Language language = language_of(options);
    OfficePage page{Ink(colour)};
    page.title(office::say(
        options.office.dry_run ? PhraseId::calendar_would_move : PhraseId::calendar_moved,
        language));
    page.text(office::say(
        PhraseId::calendar_totals, language,
        {{"moves", std::to_string(found.matters.size())}, {"stays", std::to_string(found.stays)}}));
    for (const MovedMatter& matter : found.matters) {
        const office::EventWords words(office.institution(), *matter.under, language);
        page.item("-", fmt::format("{}  {}", matter.number, words.unit(matter.unit)));
        for (const MovedDue& moved : matter.moved) {
            page.below(office::say(PhraseId::calendar_move, language,
                                   {{"what", what_of(matter, moved, words)},
                                    {"before", words.due(moved.before)},
                                    {"after", words.due(moved.after)}}),
                       4);
        }
    }
    return page.take();
}

std::string as_json(const CalendarMoves& found, const CalendarChange& change, bool dry_run) {
    base::JsonWriter json;
    json.begin_object().field_bool("dry_run", dry_run).field("calendar", change.calendar);
    const auto write = [&](std::string_view name, const std::vector<calendar::Date>& days) {
        json.key(name).begin_array();
        for (const calendar::Date day : days) json.string(day.iso());
        json.end_array();
    };
    write("closed", change.closed);
    write("reopened", change.opened);
    json.field("stays", static_cast<std::int64_t>(found.stays)).key("matters").begin_array();
    for (const MovedMatter& matter : found.matters) {
        json.begin_object().field("matter", matter.matter).field("number", matter.number);
        json.field("unit", matter.unit).key("moved").begin_array();
        for (const MovedDue& moved : matter.moved) {
            json.begin_object().field("deadline", moved.deadline);
            json.field("question", moved.question);
            json.field("before", procedure::text_of(moved.before));
            json.field("after", procedure::text_of(moved.after)).end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

Result<CalendarMoves> run(base::Env& env, const Options& options, office::Office& office,
                          const CalendarChange& change) {
    if (options.office.dry_run) return office::plan_calendar_change(office, change);
    std::string by = options.office.officer;
    if (by.empty()) by = env.find_variable(kOfficerVariable).value_or("");
    if (by.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "say who changes the calendar with --as; it is recorded");
    }
    return office::change_calendar(office, by, change);
}

}  // namespace

int run_office_calendar(base::Env& env, const Options& options) {
    const Result<CalendarChange> change = read_change(options);
    if (!change.ok()) return fail(env, change.error().message);
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const Result<CalendarMoves> found = run(env, options, *office.value(), change.value());
    if (!found.ok()) return fail(env, found.error().message);
    return deliver(env, options,
                   options.office.json
                       ? as_json(found.value(), change.value(), options.office.dry_run)
                       : as_text(*office.value(), found.value(), options, env.terminal_colour()));
}

}  // namespace remit::cli
