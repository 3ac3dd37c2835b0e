// Fuzzes what module calendar reads: files of calendars and rules, written rules, recurrences,
// days, durations, instants.
//
// Properties: nothing throws or hangs; every finding of the loader lies inside the text; whatever
// was read is sound, so that a deadline under it can be computed, computes again to the same, and
// has words; printing what was parsed and parsing it again gives the same.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "calendar/book_loader.h"
#include "calendar/day_words.h"
#include "calendar/derivation.h"
#include "calendar/recurrence.h"
#include "calendar/rule_text.h"

namespace {

using namespace remit::calendar;  // NOLINT(google-build-using-namespace): one file, one module

constexpr std::size_t kLinesMax = 20;

const Book& embedded() {
    static const Book book = load_embedded_book().value();
    return book;
}

/// Moments that lie at the edges of months, years and of the calendar.
std::array<Moment, 7> moments() {
    return {Moment(Date::first()),
            Moment(Date::last()),
            Moment(*Date::of(2026, 1, 31)),
            Moment(*Date::of(2028, 2, 29)),
            Moment(*Date::of(2026, 12, 31)),
            Moment(Instant::parse("2026-03-28T23:30:00Z").value()),
            Moment(Instant::parse("2199-12-31T23:00:00Z").value())};
}

void check_rule(const Rule& rule, const Book& book, std::string_view calendar) {
    for (const Moment& start : moments()) {
        const std::string_view name = calendar_of(rule).empty() ? calendar : std::string_view();
        const std::string_view zone =
            zone_of(rule).empty() ? std::string_view("Europe/Brussels") : std::string_view();
        const auto made = book.compute(rule, {start, Moment(*Date::of(2026, 1, 1)), name, zone});
        if (!made.ok()) {
            REMIT_CHECK(!made.error().message.empty());
            continue;
        }
        const Deadline& deadline = made.value();
        REMIT_CHECK(book.verify(deadline).ok());
        REMIT_CHECK(!deadline.derivation.empty());
        REMIT_CHECK(deadline.derivation.back().first == deadline.due);
        REMIT_CHECK(in_words(deadline, book, remit::diag::Language::sr_latn).size() ==
                    deadline.derivation.size());
    }
}

void check_book(std::string_view text) {
    const std::array<remit::base::EmbeddedFile, 1> files{{{"calendars/fuzz.yaml", text}}};
    const LoadedBook loaded = load_book(files);
    for (const auto& found : loaded.diagnostics.all()) {
        REMIT_CHECK(found.span.begin <= found.span.end && found.span.end <= text.size());
    }
    for (const Calendar& calendar : loaded.book.calendars()) {
        const Date first = *Date::of(2026, 1, 1);
        const Date last = *Date::of(2026, 12, 31);
        REMIT_CHECK(calendar.count_working_days(first, last) <= 365);
        for (const auto& closing : calendar.closings(first, last))
            REMIT_CHECK(!calendar.holiday(closing).id.empty());
        if (!calendar.data().counting.empty())
            check_rule(TermRule{{.days = 15}, false, calendar.id()}, loaded.book, "");
        check_rule(WorkingDaysRule{10, Direction::after, calendar.id()}, loaded.book, "");
    }
    for (const NamedRule& rule : loaded.book.rules()) {
        for (const RuleVersion& version : rule.versions) {
            REMIT_CHECK(check(version.rule).ok());
            check_rule(version.rule, loaded.book, "");
        }
    }
}

void check_written_rule(std::string_view line) {
    const auto written = parse_rule(line);
    if (!written.ok()) return;
    const std::string text = text_of(written.value());
    const auto again = parse_rule(text);
    REMIT_CHECK(again.ok() || text.size() > kRuleBytesMax);
    if (again.ok()) REMIT_CHECK(again.value() == written.value());
    if (written.value().dated() != nullptr) check_rule(*written.value().dated(), embedded(), "rs");
}

void check_recurrence(std::string_view line) {
    const auto recurrence = Recurrence::parse(line);
    if (!recurrence.ok()) return;
    REMIT_CHECK(Recurrence::parse(recurrence.value().text()).value() == recurrence.value());
    const Date first = *Date::of(2026, 1, 1);
    const auto dates =
        recurrence.value().dates(*Date::of(2025, 5, 5), first, *Date::of(2036, 12, 31));
    if (!dates.ok()) return;
    for (std::size_t index = 0; index < dates.value().size(); ++index) {
        REMIT_CHECK(dates.value()[index] >= first);
        REMIT_CHECK(index == 0 || dates.value()[index - 1] < dates.value()[index]);
    }
}

void check_small(std::string_view line) {
    if (const auto duration = Duration::parse(line); duration.ok()) {
        REMIT_CHECK(Duration::parse(duration.value().iso()).value() == duration.value());
    }
    if (const auto instant = Instant::parse(line); instant.ok()) {
        REMIT_CHECK(Instant::parse(instant.value().iso()).value() == instant.value());
    }
    if (const auto date = Date::parse(line); date.ok()) REMIT_CHECK(date.value().iso() == line);
    if (const auto day = parse_day_rule(line); day.ok()) {
        REMIT_CHECK(text_of(parse_day_rule(text_of(day.value())).value()) == text_of(day.value()));
    }
    if (const auto zone = Zone::find(line); zone.ok()) REMIT_CHECK(zone.value().name() == line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_book(text);
    std::string_view rest = text;
    for (std::size_t lines = 0; lines < kLinesMax && !rest.empty(); ++lines) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        check_written_rule(line);
        check_recurrence(line);
        check_small(line);
    }
    return 0;
}
