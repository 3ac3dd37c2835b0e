#include "calendar/derivation.h"

#include <algorithm>
#include <array>

#include "calendar/words.h"
#include "diag/message.h"

namespace remit::calendar {
namespace {

using diag::Language;

/// What the text of a line is, and so how it is shown.
enum class Role : std::uint8_t { plain, holiday, calendar };

struct LineWords {
    LineKind kind;
    PhraseId phrase;
    Role role = Role::plain;
};

/// The words of each kind of line behind those that state the rule, in their order.
constexpr auto kLineWords = std::to_array<LineWords>({
    {LineKind::unverified_rules, PhraseId::unverified_rules},
    {LineKind::unverified_calendar, PhraseId::unverified_calendar, Role::calendar},
    {LineKind::calendar_open, PhraseId::calendar_open, Role::calendar},
    {LineKind::event_not_counted, PhraseId::event_not_counted},
    {LineKind::event_day, PhraseId::event_day},
    {LineKind::event_instant, PhraseId::event_instant},
    {LineKind::day_taken, PhraseId::day_taken},
    {LineKind::looked_from, PhraseId::looked_from},
    {LineKind::first_day, PhraseId::first_day},
    {LineKind::first_day_rest, PhraseId::first_day_rest},
    {LineKind::last_day, PhraseId::last_day},
    {LineKind::same_number, PhraseId::same_number},
    {LineKind::no_such_day, PhraseId::no_such_day},
    {LineKind::rest_inside, PhraseId::rest_inside},
    {LineKind::counted_before, PhraseId::counted_before},
    {LineKind::offset_base, PhraseId::offset_base},
    {LineKind::week_of_month, PhraseId::week_of_month},
    {LineKind::not_before_year, PhraseId::not_before_year},
    {LineKind::share, PhraseId::share},
    {LineKind::working_day, PhraseId::working_day},
    {LineKind::skipped_rest, PhraseId::skipped_rest},
    {LineKind::skipped_holiday, PhraseId::skipped_holiday, Role::holiday},
    {LineKind::skipped_substitute, PhraseId::skipped_substitute, Role::holiday},
    {LineKind::working_days_all, PhraseId::working_days_all},
    {LineKind::clock_skipped, PhraseId::clock_skipped},
    {LineKind::clock_repeated, PhraseId::clock_repeated},
    {LineKind::moved_weekday, PhraseId::moved_weekday},
    {LineKind::moved_holiday, PhraseId::moved_holiday, Role::holiday},
    {LineKind::moved_substitute, PhraseId::moved_substitute, Role::holiday},
    {LineKind::disputed_weekday, PhraseId::disputed_weekday},
    {LineKind::next_working, PhraseId::next_working},
    {LineKind::stays_rest, PhraseId::stays_rest, Role::calendar},
    {LineKind::stays_holiday, PhraseId::stays_holiday, Role::holiday},
    {LineKind::holiday_inside, PhraseId::holiday_inside, Role::holiday},
    {LineKind::day_before, PhraseId::day_before},
    {LineKind::first_of_month, PhraseId::first_of_month},
    {LineKind::day_after, PhraseId::day_after},
    {LineKind::due_day, PhraseId::due_day},
    {LineKind::due_instant, PhraseId::due_instant},
    {LineKind::stopped, PhraseId::stopped},
    {LineKind::resumed, PhraseId::resumed},
    {LineKind::left_over, PhraseId::left_over},
    {LineKind::last_day_now, PhraseId::last_day_now},
    {LineKind::extended_by, PhraseId::extended_by},
    {LineKind::extended_to, PhraseId::extended_to},
    {LineKind::restarted, PhraseId::restarted},
});

constexpr std::size_t index_of(LineKind kind) {
    return static_cast<std::size_t>(kind) - static_cast<std::size_t>(LineKind::rule_instant) - 1;
}

constexpr bool each_in_its_place() {
    for (std::size_t index = 0; index < kLineWords.size(); ++index) {
        if (index_of(kLineWords[index].kind) != index) return false;
    }
    return kLineWords.back().kind == LineKind::restarted;
}
static_assert(each_in_its_place());

bool states_rule(LineKind kind) {
    return kind <= LineKind::rule_instant;
}

/// Whether it runs out when it is due. A date of the calendar,
/// a delivery that is deemed done and an alarm are there.
struct RunsOut {
    bool operator()(const TermRule& rule) const { return !rule.day_after; }
    bool operator()(const DateRule&) const { return false; }
    bool operator()(const ElapsedRule& rule) const {
        return rule.end == ElapsedRule::End::same_day || rule.end == ElapsedRule::End::day_before;
    }
    bool operator()(const WorkingDaysRule&) const { return true; }
    bool operator()(const InstantRule& rule) const {
        return rule.form != InstantRule::Form::share_left && rule.direction == Direction::after;
    }
};

class LineSpeaker {
  public:
    LineSpeaker(const Deadline& deadline, const Book& book, Language language)
        : deadline_(deadline),
          book_(book),
          language_(language),
          calendar_(book.find_calendar(deadline.calendar)) {}

    [[nodiscard]] std::string say_line(const Line& line) const {
        if (states_rule(line.kind)) return say_rule(line);
        return say(phrase_of(line),
                   {{"date", moment(line.first, Case::nominative)},
                    {"date_of", moment(line.first, Case::genitive)},
                    {"date_on", moment(line.first, Case::accusative)},
                    {"other", moment(line.second, Case::nominative)},
                    {"other_of", moment(line.second, Case::genitive)},
                    {"other_on", moment(line.second, Case::accusative)},
                    {"count", line.number},
                    {"length", line.kind == LineKind::resumed ? at_rest(line.number) : ""},
                    {"name", name_of_text(line, kLineWords[index_of(line.kind)].role)}});
    }

  private:
    [[nodiscard]] std::string say(PhraseId id, const std::vector<diag::Argument>& arguments) const {
        return diag::in_words(phrase(id), arguments, language_);
    }

    [[nodiscard]] std::string moment(const Moment& moment, Case in) const {
        return moment_in_words(moment, deadline_.zone, book_, language_, in);
    }

    [[nodiscard]] PhraseId phrase_of(const Line& line) const {
        const bool one_day = line.first == line.second;
        if (line.kind == LineKind::working_day && one_day) return PhraseId::working_day_one;
        if (line.kind == LineKind::skipped_rest && one_day) return PhraseId::skipped_rest_one;
        const bool runs_out = std::visit(RunsOut{}, deadline_.rule);
        if (line.kind == LineKind::due_day && !runs_out) return PhraseId::due_date;
        if (line.kind == LineKind::due_instant && !runs_out) return PhraseId::due_moment;
        return kLineWords[index_of(line.kind)].phrase;
    }

    [[nodiscard]] std::string say_rule(const Line& line) const {
        CountedWith with{deadline_.calendar};
        if (line.kind == LineKind::rule_term) {
            const CountingRules* rules = book_.find_counting(line.text);
            const auto version = static_cast<std::size_t>(line.number);
            if (rules != nullptr && version < rules->versions.size())
                with.version = &rules->versions[version];
        }
        return rule_in_words(deadline_.rule, book_, language_, with);
    }

    /// Days of a clock of days, seconds of one of instants.
    [[nodiscard]] std::string at_rest(std::int64_t number) const {
        if (!std::holds_alternative<Instant>(deadline_.due))
            return say(PhraseId::days, {{"count", number}});
        if (number % 3600 == 0) return say(PhraseId::hours, {{"count", number / 3600}});
        if (number % 60 == 0) return say(PhraseId::minutes, {{"count", number / 60}});
        return say(PhraseId::seconds, {{"count", number}});
    }

    [[nodiscard]] std::string name_of_text(const Line& line, Role role) const {
        if (role == Role::holiday && calendar_ != nullptr) {
            const Holiday* holiday = calendar_->find_holiday(line.text);
            if (holiday != nullptr) return holiday->names.in(language_);
        }
        if (role == Role::calendar && calendar_ != nullptr)
            return calendar_->data().names.in(language_);
        return line.text;
    }

    const Deadline& deadline_;
    const Book& book_;
    Language language_;
    const Calendar* calendar_;
};

}  // namespace

std::string moment_in_words(const Moment& moment, std::string_view zone, const Book& book,
                            Language language, Case in) {
    if (const auto* date = std::get_if<Date>(&moment)) return date_in_words(*date, language, in);
    const Instant instant = std::get<Instant>(moment);
    if (const Zone* known = book.find_zone(zone))
        return instant_in_words(instant, *known, language, in);
    const Result<Zone> found = Zone::find(zone.empty() ? "UTC" : zone);
    return found.ok() ? instant_in_words(instant, found.value(), language, in) : instant.iso();
}

std::string due_in_words(const Deadline& deadline, const Book& book, Language language, Case in) {
    return moment_in_words(deadline.due, deadline.zone, book, language, in);
}

std::vector<std::string> in_words(const Deadline& deadline, const Book& book, Language language) {
    const LineSpeaker speaker(deadline, book, language);
    std::vector<std::string> lines;
    lines.reserve(deadline.derivation.size());
    for (const Line& line : deadline.derivation) lines.push_back(speaker.say_line(line));
    return lines;
}

}  // namespace remit::calendar
