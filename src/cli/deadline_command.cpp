// `remit deadline explain|list`: when something is due, and how that was counted, line by line.
//
// The rule is one that remit carries, or one written on the command line. Nothing is counted here:
// module calendar does, and derivation.h puts it into words. What would move if more days were
// closed is computed and told, and changes nothing.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "calendar/book_loader.h"
#include "calendar/derivation.h"
#include "calendar/what_moved.h"
#include "calendar/words.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/nearest.h"
#include "diag/message.h"
#include "text/transliterate.h"

namespace remit::cli {

namespace {

using calendar::Book;
using calendar::Calendar;
using calendar::Deadline;
using calendar::Moment;
using calendar::NamedRule;
using calendar::PhraseId;
using calendar::Rule;
using calendar::RuleVersion;

constexpr std::size_t kClosedMax = 100;
constexpr std::size_t kIdColumns = 32;
constexpr std::size_t kRuleColumns = 34;

std::string say(PhraseId id, std::vector<diag::Argument> arguments, diag::Language language) {
    return diag::in_words(calendar::phrase(id), arguments, language);
}

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

/// What was asked: a named rule, or one that was written.
struct Asked {
    const NamedRule* named = nullptr;
    std::optional<calendar::WrittenRule> written;

    [[nodiscard]] const Rule* rule() const {
        return named != nullptr ? &named->versions.back().rule : written->dated();
    }
};

struct Explained {
    Asked asked;
    Deadline deadline;
    std::size_t version = 0;
    std::vector<calendar::ChangedDay> closed;
    std::optional<Deadline> after;  // with those days closed
};

Result<Asked> read_rule(const Book& book, const Options& options) {
    const std::string text = fmt::format("{}", fmt::join(options.names, " "));
    if (text.empty()) {
        return refuse(
            "no rule was named; name one, such as rs-foi-decision, or write one, such as 'P15D "
            "term'");
    }
    Asked asked;
    asked.named = book.find_rule(text);
    if (asked.named != nullptr) return asked;
    Result<calendar::WrittenRule> written = calendar::parse_rule(text);
    if (written.ok()) {
        asked.written = std::move(written).value();
        return asked;
    }
    std::vector<std::string_view> ids;
    for (const NamedRule& rule : book.rules()) ids.push_back(rule.id);
    const bool one_word = options.names.size() == 1 && text.find(' ') == std::string::npos;
    const auto near = one_word ? find_nearest(text, ids) : std::nullopt;
    if (near)
        return refuse(
            fmt::format("there is no rule '{}'; did you mean '{}'?", printable(text), *near));
    return refuse(fmt::format("{}\n`remit deadline list` shows the rules that have names",
                              printable(written.error().message)));
}

/// Errors: no such calendar, with the nearest.
Status check_calendar(const Book& book, const std::string& name) {
    if (name.empty() || book.find_calendar(name) != nullptr) return base::done();
    std::vector<std::string_view> ids;
    for (const Calendar& calendar : book.calendars()) ids.push_back(calendar.id());
    const auto near = find_nearest(name, ids);
    return refuse(fmt::format("there is no calendar '{}'{}; there are: {}", printable(name),
                              near ? fmt::format("; did you mean '{}'?", *near) : "",
                              fmt::join(ids, ", ")));
}

/// The zone in which local times on the command line are read: as given, or that of the rule or the
/// calendar.
Result<std::optional<calendar::Zone>> zone_of(const Book& book, const Asked& asked,
                                              const Options& options) {
    std::string_view name = options.zone;
    if (name.empty()) name = calendar::zone_of(*asked.rule());
    const std::string_view own = calendar::calendar_of(*asked.rule());
    const Calendar* calendar =
        book.find_calendar(own.empty() ? std::string_view(options.calendar) : own);
    if (name.empty() && calendar != nullptr) name = calendar->data().zone;
    if (name.empty()) return std::optional<calendar::Zone>();
    return std::optional(REMIT_TRY(calendar::Zone::find(name)));
}

Result<calendar::NamedDeadline> count(const Book& book, const Asked& asked,
                                      const calendar::Request& request) {
    if (asked.named != nullptr) return book.compute(*asked.named, request);
    return calendar::NamedDeadline{REMIT_TRY(book.compute(*asked.rule(), request)), 0};
}

/// The book in which the days of --closed are closed in the calendar that counts.
Result<Book> with_closed(const Book& book, const Deadline& deadline, const Options& options) {
    const Calendar* calendar = book.find_calendar(deadline.calendar);
    if (calendar == nullptr)
        return refuse("--closed adds days to a calendar; name it with --calendar");
    if (options.closed.size() > kClosedMax) {
        return refuse(fmt::format("{} closed days are too many; give at most {}",
                                  options.closed.size(), kClosedMax));
    }
    calendar::Names names;
    names.en = say(PhraseId::closed_by_hand, {}, diag::Language::en);
    names.hr = say(PhraseId::closed_by_hand, {}, diag::Language::hr);
    names.sr = say(PhraseId::closed_by_hand, {}, diag::Language::sr_cyrl);
    Calendar changed = *calendar;
    for (const std::string& text : options.closed) {
        const calendar::Date date =
            REMIT_TRY(calendar::Date::parse(printable(text)).with("--closed"));
        changed = changed.with_closed(date, fmt::format("closed_{}", date.iso()), names);
    }
    return book.with(std::move(changed));
}

Result<Explained> explain(const Book& book, Asked asked, const Options& options) {
    if (options.from.empty())
        return refuse("no day to count from was given; add --from 2026-01-31");
    REMIT_TRY(check_calendar(book, options.calendar));
    const auto zone = REMIT_TRY(zone_of(book, asked, options));
    const calendar::Zone* clock = zone ? &*zone : nullptr;
    calendar::Request request;
    request.start =
        REMIT_TRY(calendar::parse_moment(printable(options.from), clock).with("--from"));
    if (!options.opened.empty())
        request.opened =
            REMIT_TRY(calendar::parse_moment(printable(options.opened), clock).with("--opened"));
    request.calendar = options.calendar;
    request.zone = options.zone;
    calendar::NamedDeadline made = REMIT_TRY(count(book, asked, request));
    Explained explained{std::move(asked), std::move(made.deadline), made.version, {}, std::nullopt};
    if (options.closed.empty()) return explained;
    const Book changed = REMIT_TRY(with_closed(book, explained.deadline, options));
    explained.after = REMIT_TRY(count(changed, explained.asked, request)).deadline;
    explained.closed = calendar::changed_days(*book.find_calendar(explained.deadline.calendar),
                                              *changed.find_calendar(explained.deadline.calendar),
                                              calendar::Date::first(), calendar::Date::last());
    return explained;
}

// --- text
// ---------------------------------------------------------------------------------------------------------------

std::string citation(const std::string& basis, diag::Language language) {
    return language == diag::Language::sr_cyrl ? basis : text::to_latin(basis);
}

/// Each line with its number, broken at the width of the page.
std::string numbered(const std::vector<std::string>& lines) {
    constexpr std::size_t kNumberColumns = 5;
    std::string out;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        std::string lead = fmt::format("{:>3}  ", index + 1);
        for (const std::string& row : wrap(lines[index], kPageColumns - kNumberColumns)) {
            out += lead + row + "\n";
            lead.assign(kNumberColumns, ' ');
        }
    }
    return out;
}

std::string title_of(const Explained& explained, const Ink& ink, diag::Language language) {
    if (explained.asked.named == nullptr) {
        return ink.bold(printable(calendar::text_of(*explained.asked.written))) + "\n";
    }
    const NamedRule& named = *explained.asked.named;
    const RuleVersion& version = named.versions[explained.version];
    std::string out = fmt::format("{} ({})\n", ink.bold(named.names.in(language)), named.id);
    out += say(PhraseId::label_rule, {{"name", calendar::text_of(version.rule)}}, language) + "\n";
    if (!version.basis.empty() || !version.verified) {
        std::string basis = citation(version.basis, language);
        if (!version.verified)
            basis += (basis.empty() ? "" : "; ") + say(PhraseId::unverified, {}, language);
        out += say(PhraseId::label_basis, {{"name", basis}}, language) + "\n";
    }
    const std::string event = named.event.in(language);
    if (!event.empty()) out += say(PhraseId::label_event, {{"name", event}}, language) + "\n";
    return out;
}

std::string text_of(const Explained& explained, const Book& book, const Ink& ink,
                    diag::Language language) {
    std::string out = title_of(explained, ink, language) + "\n" +
                      numbered(calendar::in_words(explained.deadline, book, language));
    if (!explained.after) return out;
    const std::string before = calendar::due_in_words(explained.deadline, book, language);
    out += "\n" + say(PhraseId::with_closed, {}, language) + "\n";
    for (const calendar::ChangedDay& day : explained.closed)
        out += "     " + calendar::in_words(day, language) + "\n";
    if (explained.after->due == explained.deadline.due) {
        return out + say(PhraseId::does_not_move, {{"date", before}}, language) + "\n";
    }
    const std::string after = calendar::due_in_words(*explained.after, book, language);
    return out + say(PhraseId::moved_from_to, {{"date", before}, {"other", after}}, language) +
           "\n";
}

// --- json
// ---------------------------------------------------------------------------------------------------------------

void write_deadline(base::JsonWriter& json, const Deadline& deadline, const Book& book,
                    diag::Language language) {
    json.field("kind", calendar::name_of(deadline.kind()))
        .field("rule", calendar::text_of(deadline.rule));
    json.field("from", calendar::iso(deadline.start));
    if (deadline.opened) json.field("opened", calendar::iso(*deadline.opened));
    if (!deadline.calendar.empty()) json.field("calendar", deadline.calendar);
    if (!deadline.zone.empty()) json.field("zone", deadline.zone);
    json.field("due", calendar::iso(deadline.due))
        .field("due_in_words", calendar::due_in_words(deadline, book, language));
    const std::vector<std::string> words = calendar::in_words(deadline, book, language);
    json.key("derivation").begin_array();
    for (std::size_t index = 0; index < words.size(); ++index) {
        json.begin_object();
        json.field("line", calendar::name_of(deadline.derivation[index].kind))
            .field("text", words[index]);
        json.end_object();
    }
    json.end_array();
}

std::string json_of(const Explained& explained, const Book& book, diag::Language language) {
    base::JsonWriter json;
    json.begin_object();
    if (explained.asked.named != nullptr) {
        const RuleVersion& version = explained.asked.named->versions[explained.version];
        json.field("id", explained.asked.named->id)
            .field("name", explained.asked.named->names.in(language));
        json.field("basis", version.basis).field_bool("verified", version.verified);
    }
    write_deadline(json, explained.deadline, book, language);
    if (explained.after) {
        json.key("with_closed").begin_object();
        json.key("days").begin_array();
        for (const calendar::ChangedDay& day : explained.closed) json.string(day.date.iso());
        json.end_array();
        json.field_bool("moves", explained.after->due != explained.deadline.due);
        json.field("due", calendar::iso(explained.after->due));
        json.end_object();
    }
    json.end_object();
    return json.finish();
}

int run_explain_deadline(base::Env& env, const Book& book, const Options& options) {
    Result<Asked> asked = read_rule(book, options);
    if (!asked.ok()) return fail(env, asked.error().message);
    const diag::Language language = language_of(options);
    if (asked.value().rule() == nullptr) {
        const calendar::Undated undated = std::get<calendar::Undated>(asked.value().written->rule);
        const std::string words = calendar::undated_in_words(undated, language);
        if (options.format == "text") return deliver(env, options, words + "\n");
        base::JsonWriter json;
        json.begin_object()
            .field("rule", calendar::text_of(*asked.value().written))
            .key("due")
            .null();
        json.field("reason", words).end_object();
        return deliver(env, options, json.finish());
    }
    const Result<Explained> explained = explain(book, std::move(asked).value(), options);
    if (!explained.ok()) return fail(env, explained.error().message);
    if (options.format == "json")
        return deliver(env, options, json_of(explained.value(), book, language));
    const Ink ink(options.output.empty() && env.terminal_colour());
    return deliver(env, options, text_of(explained.value(), book, ink, language));
}

// --- list
// ---------------------------------------------------------------------------------------------------------------

std::string period_of(const RuleVersion& version, diag::Language language) {
    const auto date = [language](const calendar::Date& day) {
        return calendar::date_in_words(day, language);
    };
    if (version.from && version.until) {
        return say(PhraseId::since_until,
                   {{"date", date(*version.from)}, {"other", date(*version.until)}}, language);
    }
    if (version.from) return say(PhraseId::since, {{"date", date(*version.from)}}, language);
    return version.until ? say(PhraseId::until, {{"date", date(*version.until)}}, language)
                         : std::string();
}

std::string list_text(const Book& book, diag::Language language) {
    std::string out;
    for (const NamedRule& rule : book.rules()) {
        out += fmt::format("{}{}\n", pad(rule.id, kIdColumns), rule.names.in(language));
        for (const RuleVersion& version : rule.versions) {
            std::string more = period_of(version, language);
            if (!version.verified)
                more += (more.empty() ? "" : "; ") + say(PhraseId::unverified, {}, language);
            const std::string written = calendar::text_of(version.rule);
            out += fmt::format("{}{}\n", std::string(kIdColumns, ' '),
                               more.empty() ? written : pad(written, kRuleColumns) + more);
        }
    }
    return out;
}

std::string list_json(const Book& book, diag::Language language) {
    base::JsonWriter json;
    json.begin_array();
    for (const NamedRule& rule : book.rules()) {
        json.begin_object()
            .field("id", rule.id)
            .field("name", rule.names.in(language))
            .field("event", rule.event.in(language));
        json.key("versions").begin_array();
        for (const RuleVersion& version : rule.versions) {
            json.begin_object()
                .field("rule", calendar::text_of(version.rule))
                .field("kind", calendar::name_of(kind_of(version.rule)));
            if (version.from) json.field("from", version.from->iso());
            if (version.until) json.field("until", version.until->iso());
            json.field("basis", version.basis)
                .field_bool("verified", version.verified)
                .end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
    return json.finish();
}

}  // namespace

int run_deadline(base::Env& env, const Options& options) {
    const Result<Book> book = calendar::load_embedded_book();
    if (!book.ok()) return fail(env, book.error().message);
    if (options.action == "explain") return run_explain_deadline(env, book.value(), options);
    if (!options.names.empty())
        return fail(env, "list shows all rules; `remit deadline explain` tells of one");
    const diag::Language language = language_of(options);
    const bool json = options.format == "json";
    return deliver(env, options,
                   json ? list_json(book.value(), language) : list_text(book.value(), language));
}

}  // namespace remit::cli
