#include "cli/calendar_moved.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "calendar/dates_in_words.h"
#include "calendar/what_moved.h"
#include "calendar/words.h"
#include "cli/closed_days.h"
#include "cli/columns.h"
#include "diag/message.h"

namespace remit::cli {
namespace {

using calendar::Book;
using calendar::Calendar;
using calendar::Case;
using calendar::Date;
using calendar::KnownClock;
using calendar::NamedRule;
using calendar::PhraseId;

constexpr std::int32_t kSpanDaysMax = 366;

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

std::string say(PhraseId id, const std::vector<diag::Argument>& arguments,
                diag::Language language) {
    return diag::in_words(calendar::phrase(id), arguments, language);
}

struct Asked {
    const Calendar* calendar = nullptr;
    std::vector<Date> closed;
    Date first;
    Date last;
};

Result<Asked> read(const Book& book, const Options& options) {
    if (options.names.size() != 1)
        return refuse("name one calendar, such as hr; `remit calendar list` shows all");
    Asked asked;
    asked.calendar = REMIT_TRY(find_calendar(book, options.names.front()));
    if (options.closed.empty())
        return refuse("no day to be closed was given; add --closed 2026-05-05");
    asked.closed = REMIT_TRY(read_closed(options));
    if (options.from.empty() || options.until.empty()) {
        return refuse(
            "say from which days deadlines are counted; add --from 2026-04-20 --until 2026-05-05");
    }
    asked.first = REMIT_TRY(Date::parse(printable(options.from)).with("--from"));
    asked.last = REMIT_TRY(Date::parse(printable(options.until)).with("--until"));
    if (asked.last < asked.first) return refuse("--until is a day before --from; swap them");
    if (asked.last.day_number() - asked.first.day_number() >= kSpanDaysMax)
        return refuse(
            fmt::format("a span has at most {} days; ask about it in parts", kSpanDaysMax));
    return asked;
}

/// Whether a holiday of the calendar can move what the rule gives.
bool is_moved_by(const calendar::Rule& rule, const Calendar& calendar) {
    const std::string_view own = calendar::calendar_of(rule);
    if (!own.empty() && own != calendar.id()) return false;
    const auto* term = std::get_if<calendar::TermRule>(&rule);
    if (term != nullptr) return term->length.hours == 0 && !calendar.data().counting.empty();
    return kind_of(rule) == calendar::ClockKind::working_days;
}

/// Every named deadline that the calendar moves, from every day of the span on which it is in
/// force.
Result<std::vector<KnownClock>> clocks_of(const Book& book, const Asked& asked) {
    std::vector<KnownClock> clocks;
    const std::string& zone = asked.calendar->data().zone;
    for (const NamedRule& rule : book.rules()) {
        const bool is_asked = std::ranges::any_of(rule.versions, [&asked](const auto& version) {
            return is_moved_by(version.rule, *asked.calendar);
        });
        if (!is_asked) continue;
        for (Date day = asked.first; day <= asked.last; day = day.plus_days(1)) {
            const auto counted = book.compute(rule, {day, {}, asked.calendar->id(), zone});
            if (!counted.ok() && counted.error().code == ErrorCode::not_found) continue;
            if (!counted.ok()) return counted.error();
            clocks.push_back(
                {rule.id, {counted.value().deadline.rule, {}}, day, asked.calendar->id(), zone});
        }
    }
    return clocks;
}

/// What was asked and what came of it.
struct Answer {
    const Asked& asked;
    const Book& book;
    const std::vector<KnownClock>& clocks;
    const std::vector<calendar::Moved>& moved;
    diag::Language language;
};

std::string date_of(const calendar::Moment& moment, diag::Language language, Case in) {
    return calendar::date_in_words(std::get<Date>(moment), language, in);
}

std::string text_of(const Answer& answer) {
    const diag::Language language = answer.language;
    std::string out = answer.asked.calendar->data().names.in(language) + "; " +
                      say(PhraseId::with_closed, {}, language) + "\n";
    for (const Date day : answer.asked.closed) {
        std::string date = calendar::date_in_words(day, language);
        if (!answer.asked.calendar->is_working(day))
            date = say(PhraseId::closed_already, {{"date", date}}, language);
        out += "     " + date + "\n";
    }
    if (answer.moved.empty()) return out + "\n" + say(PhraseId::nothing_moves, {}, language) + "\n";
    std::string shown;
    for (const calendar::Moved& one : answer.moved) {
        const KnownClock& clock = answer.clocks[one.clock];
        if (clock.id != shown) {
            const NamedRule& rule = *answer.book.find_rule(clock.id);
            out += fmt::format("\n{} ({})\n", rule.names.in(language), rule.id);
        }
        shown = clock.id;
        const std::string line = say(PhraseId::counted_from_moves,
                                     {{"date", date_of(clock.start, language, Case::nominative)},
                                      {"date_of", date_of(one.before, language, Case::genitive)},
                                      {"before", date_of(one.before, language, Case::nominative)},
                                      {"after", date_of(one.after, language, Case::nominative)}},
                                     language);
        out += "     " + line + "\n";
    }
    return out;
}

std::string json_of(const Answer& answer) {
    base::JsonWriter json;
    json.begin_object().field("calendar", answer.asked.calendar->id());
    json.key("closed").begin_array();
    for (const Date day : answer.asked.closed) {
        json.begin_object()
            .field("date", day.iso())
            .field_bool("closed_already", !answer.asked.calendar->is_working(day))
            .end_object();
    }
    json.end_array()
        .field("from", answer.asked.first.iso())
        .field("until", answer.asked.last.iso());
    json.key("moved").begin_array();
    for (const calendar::Moved& one : answer.moved) {
        const KnownClock& clock = answer.clocks[one.clock];
        json.begin_object()
            .field("id", clock.id)
            .field("from", calendar::iso(clock.start))
            .field("before", calendar::iso(one.before))
            .field("after", calendar::iso(one.after));
        json.key("because").begin_array();
        for (const calendar::ChangedDay& day : one.because)
            json.begin_object().field("date", day.date.iso()).end_object();
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

}  // namespace

int run_calendar_moved(base::Env& env, const Book& book, const Options& options) {
    const Result<Asked> asked = read(book, options);
    if (!asked.ok()) return fail(env, asked.error().message);
    const auto clocks = clocks_of(book, asked.value());
    if (!clocks.ok()) return fail(env, clocks.error().message);
    const auto moved = calendar::what_moved(
        clocks.value(), book, with_closed(*asked.value().calendar, asked.value().closed));
    if (!moved.ok()) return fail(env, moved.error().message);
    const Answer answer{asked.value(), book, clocks.value(), moved.value(), language_of(options)};
    return deliver(env, options, options.format == "json" ? json_of(answer) : text_of(answer));
}

}  // namespace remit::cli
