#include "cli/deadline_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "calendar/derivation.h"
#include "calendar/words.h"
#include "cli/command.h"
#include "diag/message.h"

namespace remit::cli {
namespace {

using calendar::Book;
using calendar::Case;
using calendar::Deadline;
using calendar::PhraseId;

std::string say(PhraseId id, const std::vector<diag::Argument>& arguments,
                diag::Language language) {
    return diag::in_words(calendar::phrase(id), arguments, language);
}

/// The lines from `first` on, each with its number, broken at the width of the page.
std::string numbered(const std::vector<std::string>& lines, std::size_t first) {
    constexpr std::size_t kNumberColumns = 5;
    std::string out;
    for (std::size_t index = first; index < lines.size(); ++index) {
        std::string lead = fmt::format("{:>3}  ", index + 1);
        for (const std::string& row : wrap(lines[index], kPageColumns - kNumberColumns)) {
            out += lead + row + "\n";
            lead.assign(kNumberColumns, ' ');
        }
    }
    return out;
}

std::string title_of(const ExplainedDeadline& explained, const Ink& ink, diag::Language language) {
    if (explained.asked.named == nullptr)
        return ink.bold(printable(calendar::text_of(*explained.asked.written))) + "\n";
    const calendar::NamedRule& named = *explained.asked.named;
    const calendar::RuleVersion& version = named.versions[explained.version];
    std::string out = fmt::format("{} ({})\n", ink.bold(named.names.in(language)), named.id);
    out += say(PhraseId::label_rule, {{"name", calendar::text_of(version.rule)}}, language) + "\n";
    std::string basis = calendar::citation_in_words(version.basis, language);
    if (!version.verified)
        basis += (basis.empty() ? "" : "; ") + say(PhraseId::unverified, {}, language);
    if (!basis.empty()) out += say(PhraseId::label_basis, {{"name", basis}}, language) + "\n";
    const std::string event = named.event.in(language);
    if (!event.empty()) out += say(PhraseId::label_event, {{"name", event}}, language) + "\n";
    return out;
}

/// The days, where the due moment goes, and the lines that are counted otherwise for it.
std::string text_of(const WithClosed& closed, const Deadline& before, const Book& book,
                    diag::Language language) {
    std::string out = say(PhraseId::with_closed, {}, language) + "\n";
    for (const AskedDay& day : closed.days) {
        std::string date = calendar::date_in_words(day.date, language);
        if (day.closed_already) date = say(PhraseId::closed_already, {{"date", date}}, language);
        out += "     " + date + "\n";
    }
    const auto due = [&](const Deadline& deadline, Case in) {
        return calendar::due_in_words(deadline, book, language, in);
    };
    const std::string was = due(before, Case::nominative);
    if (closed.deadline.due == before.due)
        return out + say(PhraseId::does_not_move, {{"date", was}}, language) + "\n";
    out += say(PhraseId::moved_from_to,
               {{"date", was},
                {"date_of", due(before, Case::genitive)},
                {"other", due(closed.deadline, Case::nominative)},
                {"other_on", due(closed.deadline, Case::accusative)}},
               language) +
           "\n";
    const auto lines = calendar::in_words(closed.deadline, closed.book, language);
    const auto same = std::ranges::mismatch(before.derivation, closed.deadline.derivation).in1;
    return out + numbered(lines, static_cast<std::size_t>(same - before.derivation.begin()));
}

void write_derivation(base::JsonWriter& json, const Deadline& deadline, const Book& book,
                      diag::Language language) {
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

void write_due(base::JsonWriter& json, const Deadline& deadline, const Book& book,
               diag::Language language) {
    json.field("due", calendar::iso(deadline.due))
        .field("due_in_words", calendar::due_in_words(deadline, book, language));
    write_derivation(json, deadline, book, language);
}

void write_closed(base::JsonWriter& json, const WithClosed& closed, const calendar::Moment& before,
                  diag::Language language) {
    json.key("with_closed").begin_object();
    json.key("days").begin_array();
    for (const AskedDay& day : closed.days) {
        json.begin_object()
            .field("date", day.date.iso())
            .field_bool("closed_already", day.closed_already)
            .end_object();
    }
    json.end_array();
    json.field_bool("moves", closed.deadline.due != before);
    write_due(json, closed.deadline, closed.book, language);
    json.end_object();
}

}  // namespace

std::string text_of(const ExplainedDeadline& explained, const Book& book, const Ink& ink,
                    diag::Language language) {
    const auto lines = calendar::in_words(explained.deadline, book, language);
    std::string out = title_of(explained, ink, language) + "\n" + numbered(lines, 0);
    if (explained.with_closed)
        out += "\n" + text_of(*explained.with_closed, explained.deadline, book, language);
    return out;
}

std::string json_of(const ExplainedDeadline& explained, const Book& book, diag::Language language) {
    const Deadline& deadline = explained.deadline;
    base::JsonWriter json;
    json.begin_object();
    if (explained.asked.named != nullptr) {
        const calendar::RuleVersion& version = explained.asked.named->versions[explained.version];
        json.field("id", explained.asked.named->id)
            .field("name", explained.asked.named->names.in(language));
        json.field("basis", version.basis).field_bool("verified", version.verified);
    }
    json.field("kind", calendar::name_of(deadline.kind()))
        .field("rule", calendar::text_of(deadline.rule));
    json.field("from", calendar::iso(deadline.start));
    if (deadline.opened) json.field("opened", calendar::iso(*deadline.opened));
    if (!deadline.calendar.empty()) json.field("calendar", deadline.calendar);
    if (!deadline.counting.empty()) json.field("counting", deadline.counting);
    if (!deadline.zone.empty()) json.field("zone", deadline.zone);
    write_due(json, deadline, book, language);
    if (explained.with_closed) write_closed(json, *explained.with_closed, deadline.due, language);
    json.end_object();
    return json.finish();
}

}  // namespace remit::cli
