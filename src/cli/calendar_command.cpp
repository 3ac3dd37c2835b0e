// `remit calendar show|list|check|moved`: on which days a body is closed, what is wrong with a file
// of calendars, and what more closed days would move (calendar_moved.h).
//
// The calendars are those that remit carries; `check` reads files beside them, so that these may
// refer to them, and judges nothing itself: the loader does. A calendar that does not know every
// closing day says so whenever it is shown.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/embedded.h"
#include "base/json_writer.h"
#include "calendar/book_loader.h"
#include "calendar/dates_in_words.h"
#include "calendar/day_words.h"
#include "calendar/words.h"
#include "cli/calendar_moved.h"
#include "cli/closed_days.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/text_check.h"
#include "diag/message.h"
#include "diag/render.h"

namespace remit::cli {

namespace {

using calendar::Book;
using calendar::Calendar;
using calendar::Date;
using calendar::PhraseId;

constexpr std::size_t kIdColumns = 14;
constexpr std::size_t kDateColumns = 34;
constexpr std::size_t kFilesMax = 500;

std::string say(PhraseId id, std::vector<diag::Argument> arguments, diag::Language language) {
    return diag::in_words(calendar::phrase(id), arguments, language);
}

/// The holiday of a closing, and in whose place it stands.
std::string name_of(const Calendar& calendar, const Calendar::Closing& closing,
                    diag::Language language) {
    std::string name = calendar.holiday(closing).names.in(language);
    if (calendar.holiday(closing).working)
        return say(PhraseId::observed, {{"name", name}}, language);
    if (closing.substitute == Calendar::kNone) return name;
    const std::string day = calendar::date_in_words(Date::from_day_number(closing.instead_of),
                                                    language, calendar::Case::genitive);
    return say(PhraseId::substitute_for, {{"name", name}, {"other_of", day}}, language);
}

struct Year {
    Date first;
    Date last;
};

std::string show_text(const Calendar& calendar, Year year, diag::Language language) {
    const std::string name = calendar.data().names.in(language);
    const std::int64_t number = year.first.year();
    std::string out =
        say(PhraseId::closed_days, {{"name", name}, {"year", number}}, language) + "\n\n";
    for (const Calendar::Closing& closing : calendar.closings(year.first, year.last)) {
        const std::string day =
            calendar::date_in_words(Date::from_day_number(closing.day_number), language);
        out += pad(day, kDateColumns) + name_of(calendar, closing, language);
        if (!calendar.holiday(closing).verified)
            out += "; " + say(PhraseId::unverified, {}, language);
        out += "\n";
    }
    const std::int64_t working = calendar.count_working_days(year.first, year.last);
    out += "\n" + say(PhraseId::working_days_of_year, {{"count", working}}, language) + "\n";
    if (!calendar.data().verified)
        out += say(PhraseId::unverified_calendar, {{"name", name}}, language) + "\n";
    if (!calendar.data().complete)
        out += say(PhraseId::calendar_open, {{"name", name}}, language) + "\n";
    return out;
}

std::string show_json(const Calendar& calendar, Year year, diag::Language language) {
    base::JsonWriter json;
    json.begin_object()
        .field("calendar", calendar.id())
        .field("name", calendar.data().names.in(language));
    json.field("year", std::int64_t{year.first.year()}).field("zone", calendar.data().zone);
    json.field_bool("complete", calendar.data().complete)
        .field_bool("verified", calendar.data().verified);
    json.field("working_days", std::int64_t{calendar.count_working_days(year.first, year.last)});
    json.key("days").begin_array();
    for (const Calendar::Closing& closing : calendar.closings(year.first, year.last)) {
        const calendar::Holiday& holiday = calendar.holiday(closing);
        json.begin_object()
            .field("date", Date::from_day_number(closing.day_number).iso())
            .field("holiday", holiday.id);
        json.field("name", holiday.names.in(language)).field_bool("closed", !holiday.working);
        if (closing.substitute != Calendar::kNone)
            json.field("in_place_of", Date::from_day_number(closing.instead_of).iso());
        json.field_bool("verified", holiday.verified).end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

int show(base::Env& env, const Book& book, const Options& options) {
    if (options.names.size() != 1)
        return fail(env, "name one calendar, such as hr; `remit calendar list` shows all");
    const Result<const Calendar*> found = find_calendar(book, options.names.front());
    if (!found.ok()) return fail(env, found.error().message);
    const Calendar* calendar = found.value();
    if (options.year.empty()) return fail(env, "no year was given; add --year 2026");
    const auto number = calendar::find_number(options.year, calendar::kYearLast);
    const auto first = number ? Date::of(*number, 1, 1) : std::nullopt;
    if (!first) {
        return fail(env, fmt::format("'{}' is no year between {} and {}", printable(options.year),
                                     calendar::kYearFirst, calendar::kYearLast));
    }
    const Year year{*first, *Date::of(*number, 12, 31)};
    if (!calendar->is_known(year.last)) {
        return fail(env, fmt::format("calendar '{}' is known from {} on", calendar->id(),
                                     calendar->data().known_from->iso()));
    }
    const diag::Language language = language_of(options);
    const bool json = options.format == "json";
    return deliver(
        env, options,
        json ? show_json(*calendar, year, language) : show_text(*calendar, year, language));
}

int list(base::Env& env, const Book& book, const Options& options) {
    if (!options.names.empty())
        return fail(env, "list shows all calendars; `remit calendar show` tells of one");
    const diag::Language language = language_of(options);
    base::JsonWriter json;
    std::string text;
    json.begin_array();
    for (const Calendar& calendar : book.calendars()) {
        const calendar::CalendarData& data = calendar.data();
        text += pad(data.id, kIdColumns) + pad(data.names.in(language), kDateColumns) + data.zone +
                "\n";
        json.begin_object()
            .field("calendar", data.id)
            .field("name", data.names.in(language))
            .field("zone", data.zone);
        json.field("counting", data.counting)
            .field_bool("complete", data.complete)
            .field_bool("verified", data.verified)
            .end_object();
    }
    json.end_array();
    return deliver(env, options, options.format == "json" ? json.finish() : text);
}

int check(base::Env& env, const Options& options) {
    if (options.names.empty()) return fail(env, "name the files to check");
    if (options.names.size() > kFilesMax)
        return fail(env, fmt::format("give at most {} files at once", kFilesMax));
    std::vector<std::string> texts;
    texts.reserve(options.names.size());
    for (const std::string& name : options.names) {
        Result<std::string> bytes = name == "-" ? env.read_input() : env.read_file(name);
        if (!bytes.ok()) return fail(env, bytes.error().message);
        const Status readable = check_text(name, bytes.value());
        if (!readable.ok()) return fail(env, readable.error().message);
        texts.push_back(std::move(bytes).value());
    }
    std::vector<base::EmbeddedFile> files = calendar::calendar_files(base::embedded_files());
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const std::string& name = options.names[index];
        // A file that takes the place of an embedded one is not read beside it.
        std::erase_if(
            files, [&name](const base::EmbeddedFile& file) { return name.ends_with(file.path); });
        files.push_back({name == "-" ? "<stdin>" : std::string_view(name), texts[index]});
    }
    const calendar::LoadedBook loaded = calendar::load_book(files);
    const auto& findings = loaded.diagnostics.all();
    const diag::Language language = language_of(options);
    const bool colour = options.output.empty() && env.terminal_colour();
    std::string report = options.format == "json"
                             ? diag::render_json(findings, loaded.source, language)
                             : diag::render_terminal(findings, loaded.source,
                                                     {.language = language, .colour = colour});
    if (findings.empty() && options.format == "text") report = "no findings\n";
    const int delivered = deliver(env, options, report);
    if (delivered != kExitDone) return delivered;
    return loaded.diagnostics.count(diag::Severity::error) > 0 ? kExitFindings : kExitDone;
}

}  // namespace

int run_calendar(base::Env& env, const Options& options) {
    if (options.action == "check") return check(env, options);
    const Result<Book> book = calendar::load_embedded_book();
    if (!book.ok()) return fail(env, book.error().message);
    if (options.action == "moved") return run_calendar_moved(env, book.value(), options);
    return options.action == "show" ? show(env, book.value(), options)
                                    : list(env, book.value(), options);
}

}  // namespace remit::cli
