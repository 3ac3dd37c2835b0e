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
#include "calendar/dates_in_words.h"
#include "calendar/rules_in_words.h"
#include "calendar/words.h"
#include "cli/closed_days.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/deadline_report.h"
#include "cli/nearest.h"
#include "diag/message.h"

namespace remit::cli {

namespace {

using calendar::Book;
using calendar::Calendar;
using calendar::NamedRule;
using calendar::PhraseId;
using calendar::RuleVersion;

constexpr std::size_t kIdColumns = 32;
constexpr std::size_t kRuleColumns = 38;

std::string say(PhraseId id, std::vector<diag::Argument> arguments, diag::Language language) {
    return diag::in_words(calendar::phrase(id), arguments, language);
}

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Result<AskedRule> read_rule(const Book& book, const Options& options) {
    const std::string text = fmt::format("{}", fmt::join(options.names, " "));
    if (text.empty()) {
        return refuse(
            "no rule was named; name one, such as rs-foi-decision, or write one, such as 'P15D "
            "term'");
    }
    AskedRule asked;
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

/// The zone in which local times on the command line are
/// read: as given, or that of the rule or the calendar.
Result<std::optional<calendar::Zone>> zone_of(const Book& book, const AskedRule& asked,
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

Result<calendar::NamedDeadline> count(const Book& book, const AskedRule& asked,
                                      const calendar::Request& request) {
    if (asked.named != nullptr) return book.compute(*asked.named, request);
    return calendar::NamedDeadline{REMIT_TRY(book.compute(*asked.rule(), request)), 0};
}

/// Counts again with the days of --closed closed in the calendar that counts.
Status count_with_closed(const Book& book, const calendar::Request& request, const Options& options,
                         ExplainedDeadline& explained) {
    const std::vector<calendar::Date> dates = REMIT_TRY(read_closed(options));
    const Calendar* calendar = book.find_calendar(explained.deadline.calendar);
    if (calendar == nullptr)
        return refuse("--closed adds days to a calendar; name it with --calendar");
    WithClosed closed;
    for (const calendar::Date date : dates)
        closed.days.push_back({date, !calendar->is_working(date)});
    closed.book = book.with(with_closed(*calendar, dates));
    closed.deadline = REMIT_TRY(count(closed.book, explained.asked, request)).deadline;
    explained.with_closed = std::move(closed);
    return base::done();
}

Result<ExplainedDeadline> explain(const Book& book, AskedRule asked, const Options& options) {
    if (options.from.empty())
        return refuse("no day to count from was given; add --from 2026-01-31");
    if (!options.calendar.empty()) REMIT_TRY(find_calendar(book, options.calendar));
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
    ExplainedDeadline explained{std::move(asked), std::move(made.deadline), made.version, {}};
    if (!options.closed.empty()) REMIT_TRY(count_with_closed(book, request, options, explained));
    return explained;
}

int run_explain_deadline(base::Env& env, const Book& book, const Options& options) {
    Result<AskedRule> asked = read_rule(book, options);
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
    const Result<ExplainedDeadline> explained = explain(book, std::move(asked).value(), options);
    if (!explained.ok()) return fail(env, explained.error().message);
    if (options.format == "json")
        return deliver(env, options, json_of(explained.value(), book, language));
    const Ink ink(options.output.empty() && env.terminal_colour());
    return deliver(env, options, text_of(explained.value(), book, ink, language));
}

std::string period_of(const RuleVersion& version, diag::Language language) {
    const auto date = [language](const calendar::Date& day) {
        return calendar::plain_date_in_words(day, language);
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
