#include "calendar/derivation.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/check.h"
#include "calendar/day_words.h"
#include "calendar/words.h"
#include "diag/message.h"
#include "text/transliterate.h"

namespace remit::calendar {
namespace {

using diag::Argument;
using diag::Language;

std::string say(PhraseId id, std::vector<Argument> arguments, Language language) {
    return diag::in_words(phrase(id), arguments, language);
}

std::string weekday_in_words(Weekday weekday, Language language) {
    return say(PhraseId::weekday, {{"day", std::string(weekday_word(weekday))}}, language);
}

std::string small_month(int month) {
    std::string word(month_word(month));
    word.front() = static_cast<char>(word.front() - 'A' + 'a');
    return word;
}

std::string nth_in_words(int number, Language language) {
    return language == Language::en ? ordinal_word(number) : std::to_string(number) + ".";
}

/// Citations are written in the script of their gazette; only those who read Cyrillic see it.
std::string citation_in_words(const std::string& citation, Language language) {
    return language == Language::sr_cyrl ? citation : text::to_latin(citation);
}

/// Ordinals end in a full stop in Croatian and Serbian, and so does a year.
std::string year_in_words(int year, Language language) {
    return std::to_string(year) + (language == Language::en ? "" : ".");
}

std::string day_in_words(const DateRule& rule, Language language) {
    const std::string month = say(PhraseId::month, {{"month", small_month(rule.month)}}, language);
    switch (rule.day_form) {
        case DateRule::Day::numbered:
            if (rule.year == 0)
                return say(PhraseId::day_of_year,
                           {{"day", std::int64_t{rule.day}}, {"month", small_month(rule.month)}},
                           language);
            return say(PhraseId::day_of_one_year,
                       {{"day", std::int64_t{rule.day}},
                        {"month", small_month(rule.month)},
                        {"year", year_in_words(rule.year, language)}},
                       language);
        case DateRule::Day::weekday_of_week:
            return say(PhraseId::rule_week,
                       {{"weekday", weekday_in_words(rule.weekday, language)},
                        {"week", std::int64_t{rule.ordinal}},
                        {"month", month}},
                       language);
        case DateRule::Day::nth_weekday:
            if (rule.ordinal < 0)
                return say(PhraseId::rule_last,
                           {{"day", std::string(weekday_word(rule.weekday))}, {"month", month}},
                           language);
            return say(PhraseId::rule_nth,
                       {{"weekday", weekday_in_words(rule.weekday, language)},
                        {"nth", nth_in_words(rule.ordinal, language)},
                        {"month", month}},
                       language);
    }
    return {};
}

struct RuleSpeaker {
    const Book& book;
    Language language;
    std::string_view calendar;  // that it was counted with; empty where only the rule is known
    const CountingVersion* version = nullptr;

    [[nodiscard]] std::string calendar_name(std::string_view id) const {
        const Calendar* found = book.find_calendar(id);
        return found == nullptr ? std::string(id) : found->data().names.in(language);
    }

    [[nodiscard]] std::string rules_name(std::string_view calendar_id) const {
        const Calendar* found = book.find_calendar(calendar_id);
        const CountingRules* rules =
            found == nullptr ? nullptr : book.find_counting(found->data().counting);
        if (rules == nullptr) return calendar_id.empty() ? "?" : std::string(calendar_id);
        const std::string name = rules->names.in(language);
        return version == nullptr || version->basis.empty()
                   ? name
                   : fmt::format("{} ({})", name, citation_in_words(version->basis, language));
    }

    std::string operator()(const TermRule& rule) const {
        const std::string length = duration_in_words(rule.length, language);
        if (rule.length.hours != 0)
            return say(PhraseId::rule_term_hours, {{"length", length}}, language);
        return say(PhraseId::rule_term,
                   {{"length", length},
                    {"name", rules_name(rule.calendar.empty() ? calendar : rule.calendar)}},
                   language);
    }
    std::string operator()(const DateRule& rule) const {
        std::string words = day_in_words(rule, language);
        if (!rule.offset.empty()) {
            const PhraseId id =
                rule.direction == Direction::after ? PhraseId::rule_after : PhraseId::rule_before;
            words = say(id, {{"length", duration_in_words(rule.offset, language)}, {"day", words}},
                        language);
        }
        switch (rule.choice) {
            case DateRule::Choice::first_from:
                return say(PhraseId::rule_date, {{"rule", words}}, language);
            case DateRule::Choice::last_before:
                return say(PhraseId::rule_date_before, {{"rule", words}}, language);
            case DateRule::Choice::of_nth_year:
                return say(PhraseId::rule_date_nth_year,
                           {{"rule", words}, {"nth", nth_in_words(rule.years_after, language)}},
                           language);
        }
        return words;
    }
    std::string operator()(const ElapsedRule& rule) const {
        const std::string length = duration_in_words(rule.length, language);
        switch (rule.end) {
            case ElapsedRule::End::same_day: {
                const bool after = rule.direction == Direction::after;
                return say(after ? PhraseId::rule_elapsed_after : PhraseId::rule_elapsed_before,
                           {{"length", length}}, language);
            }
            case ElapsedRule::End::day_before:
                return say(PhraseId::rule_within, {{"length", length}}, language);
            case ElapsedRule::End::first_of_month:
                return say(
                    PhraseId::rule_first_of_month,
                    {{"nth", nth_in_words(rule.length.years * 12 + rule.length.months, language)}},
                    language);
            case ElapsedRule::End::first_of_next_month:
                return say(PhraseId::rule_first_of_next_month, {{"length", length}}, language);
        }
        return length;
    }
    std::string operator()(const WorkingDaysRule& rule) const {
        const bool after = rule.direction == Direction::after;
        const std::string name = calendar_name(rule.calendar.empty() ? calendar : rule.calendar);
        return say(after ? PhraseId::rule_working_days_after : PhraseId::rule_working_days_before,
                   {{"count", std::int64_t{rule.count}}, {"name", name.empty() ? "?" : name}},
                   language);
    }
    std::string operator()(const InstantRule& rule) const {
        switch (rule.form) {
            case InstantRule::Form::length: {
                const bool after = rule.direction == Direction::after;
                return say(after ? PhraseId::rule_instant_after : PhraseId::rule_instant_before,
                           {{"length", duration_in_words(rule.length, language)}}, language);
            }
            case InstantRule::Form::share_left:
                return say(PhraseId::rule_share, {{"count", std::int64_t{rule.percent_left}}},
                           language);
            case InstantRule::Form::written:
                break;
        }
        return say(PhraseId::rule_written,
                   {{"name", fmt::format("{} {}", rule.local.text(), rule.zone)}}, language);
    }
};

/// What the text of a line is, and so how it is shown.
enum class Role : std::uint8_t { plain, holiday, calendar };

struct LineWords {
    PhraseId phrase;
    Role role = Role::plain;
};

/// The words of each kind of line. The lines that state the rule are put together from it
/// (RuleSpeaker).
LineWords words_of(LineKind kind) {
    switch (kind) {
        case LineKind::rule_term:
        case LineKind::rule_term_hours:
        case LineKind::rule_date:
        case LineKind::rule_elapsed:
        case LineKind::rule_working_days:
        case LineKind::rule_instant:
            break;
        case LineKind::unverified_rules:
            return {PhraseId::unverified_rules};
        case LineKind::calendar_open:
            return {PhraseId::calendar_open, Role::calendar};
        case LineKind::event_not_counted:
            return {PhraseId::event_not_counted};
        case LineKind::event_day:
            return {PhraseId::event_day};
        case LineKind::event_instant:
            return {PhraseId::event_instant};
        case LineKind::day_taken:
            return {PhraseId::day_taken};
        case LineKind::looked_from:
            return {PhraseId::looked_from};
        case LineKind::first_day:
            return {PhraseId::first_day};
        case LineKind::first_day_rest:
            return {PhraseId::first_day_rest};
        case LineKind::last_day:
            return {PhraseId::last_day};
        case LineKind::same_number:
            return {PhraseId::same_number};
        case LineKind::no_such_day:
            return {PhraseId::no_such_day};
        case LineKind::rest_inside:
            return {PhraseId::rest_inside};
        case LineKind::counted_before:
            return {PhraseId::counted_before};
        case LineKind::offset_base:
            return {PhraseId::offset_base};
        case LineKind::week_of_month:
            return {PhraseId::week_of_month};
        case LineKind::not_before_year:
            return {PhraseId::not_before_year};
        case LineKind::share:
            return {PhraseId::share};
        case LineKind::working_day:
            return {PhraseId::working_day};
        case LineKind::skipped_rest:
            return {PhraseId::skipped_rest};
        case LineKind::skipped_holiday:
            return {PhraseId::skipped_holiday, Role::holiday};
        case LineKind::skipped_substitute:
            return {PhraseId::skipped_substitute, Role::holiday};
        case LineKind::working_days_all:
            return {PhraseId::working_days_all};
        case LineKind::clock_skipped:
            return {PhraseId::clock_skipped};
        case LineKind::clock_repeated:
            return {PhraseId::clock_repeated};
        case LineKind::moved_weekday:
            return {PhraseId::moved_weekday};
        case LineKind::moved_holiday:
            return {PhraseId::moved_holiday, Role::holiday};
        case LineKind::moved_substitute:
            return {PhraseId::moved_substitute, Role::holiday};
        case LineKind::disputed_weekday:
            return {PhraseId::disputed_weekday};
        case LineKind::next_working:
            return {PhraseId::next_working};
        case LineKind::stays_rest:
            return {PhraseId::stays_rest, Role::calendar};
        case LineKind::stays_holiday:
            return {PhraseId::stays_holiday, Role::holiday};
        case LineKind::holiday_inside:
            return {PhraseId::holiday_inside, Role::holiday};
        case LineKind::day_before:
            return {PhraseId::day_before};
        case LineKind::first_of_month:
            return {PhraseId::first_of_month};
        case LineKind::day_after:
            return {PhraseId::day_after};
        case LineKind::due_day:
            return {PhraseId::due_day};
        case LineKind::due_instant:
            return {PhraseId::due_instant};
        case LineKind::stopped:
            return {PhraseId::stopped};
        case LineKind::resumed:
            return {PhraseId::resumed};
        case LineKind::left_over:
            return {PhraseId::left_over};
        case LineKind::last_day_now:
            return {PhraseId::last_day_now};
        case LineKind::extended_by:
            return {PhraseId::extended_by};
        case LineKind::extended_to:
            return {PhraseId::extended_to};
        case LineKind::restarted:
            return {PhraseId::restarted};
    }
    return {PhraseId::rule_date};
}

bool states_rule(LineKind kind) {
    return kind <= LineKind::rule_instant;
}

class LineSpeaker {
  public:
    LineSpeaker(const Deadline& deadline, const Book& book, Language language)
        : deadline_(deadline),
          book_(book),
          language_(language),
          calendar_(book.find_calendar(deadline.calendar)) {}

    [[nodiscard]] std::string say_line(const Line& line) const {
        if (states_rule(line.kind)) return say_rule(line);
        LineWords words = words_of(line.kind);
        if (line.kind == LineKind::working_day && line.first == line.second)
            words.phrase = PhraseId::working_day_one;
        if (line.kind == LineKind::skipped_rest && line.first == line.second)
            words.phrase = PhraseId::skipped_rest_one;
        return say(
            words.phrase,
            {{"date", moment(line.first)},
             {"other", moment(line.second)},
             {"count", line.number},
             {"length", line.kind == LineKind::resumed ? at_rest(line.number) : std::string()},
             {"name", name_of_text(line, words.role)}},
            language_);
    }

  private:
    [[nodiscard]] std::string moment(const Moment& moment) const {
        return moment_in_words(moment, deadline_.zone, book_, language_);
    }

    [[nodiscard]] std::string say_rule(const Line& line) const {
        RuleSpeaker speaker{book_, language_, deadline_.calendar};
        if (line.kind == LineKind::rule_term) {
            const CountingRules* rules = book_.find_counting(line.text);
            const auto version = static_cast<std::size_t>(line.number);
            if (rules != nullptr && version < rules->versions.size())
                speaker.version = &rules->versions[version];
        }
        return std::visit(speaker, deadline_.rule);
    }

    /// Days of a clock of days, seconds of one of instants.
    [[nodiscard]] std::string at_rest(std::int64_t number) const {
        if (!std::holds_alternative<Instant>(deadline_.due))
            return say(PhraseId::days, {{"count", number}}, language_);
        if (number % 3600 == 0) return say(PhraseId::hours, {{"count", number / 3600}}, language_);
        if (number % 60 == 0) return say(PhraseId::minutes, {{"count", number / 60}}, language_);
        return say(PhraseId::seconds, {{"count", number}}, language_);
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

std::string date_in_words(Date date, Language language) {
    return say(PhraseId::date,
               {{"weekday", weekday_in_words(date.weekday(), language)},
                {"day", std::int64_t{date.day()}},
                {"month", small_month(date.month())},
                {"year", year_in_words(date.year(), language)}},
               language);
}

std::string instant_in_words(Instant instant, const Zone& zone, Language language) {
    const LocalTime local = zone.local(instant);
    const std::string text = local.text();
    return say(PhraseId::instant,
               {{"date", date_in_words(local.date, language)},
                {"time", text.substr(text.find(' ') + 1)},
                {"zone", zone.name()}},
               language);
}

std::string duration_in_words(const Duration& duration, Language language) {
    const std::array<std::pair<std::int32_t, PhraseId>, 6> parts{
        {{duration.years, PhraseId::years},
         {duration.months, PhraseId::months},
         {duration.weeks, PhraseId::weeks},
         {duration.days, PhraseId::days},
         {duration.hours, PhraseId::hours},
         {duration.minutes, PhraseId::minutes}}};
    std::string words;
    for (const auto& [number, id] : parts) {
        if (number == 0) continue;
        std::string part = say(id, {{"count", std::int64_t{number}}}, language);
        words = words.empty() ? std::move(part)
                              : say(PhraseId::and_, {{"first", words}, {"second", part}}, language);
    }
    return words.empty() ? say(PhraseId::days, {{"count", std::int64_t{0}}}, language) : words;
}

std::string rule_in_words(const Rule& rule, const Book& book, Language language) {
    return std::visit(RuleSpeaker{book, language, {}}, rule);
}

std::string undated_in_words(Undated undated, Language language) {
    constexpr std::array<std::string_view, 4> kKinds{"set_by_body", "as_soon_as_possible",
                                                     "without_delay", "before_event"};
    return say(PhraseId::undated,
               {{"kind", std::string(kKinds[static_cast<std::size_t>(undated)])}}, language);
}

std::string moment_in_words(const Moment& moment, std::string_view zone, const Book& book,
                            Language language) {
    if (const auto* date = std::get_if<Date>(&moment)) return date_in_words(*date, language);
    const Instant instant = std::get<Instant>(moment);
    if (const Zone* known = book.find_zone(zone))
        return instant_in_words(instant, *known, language);
    const Result<Zone> found = Zone::find(zone.empty() ? "UTC" : zone);
    return found.ok() ? instant_in_words(instant, found.value(), language) : instant.iso();
}

std::string due_in_words(const Deadline& deadline, const Book& book, Language language) {
    return moment_in_words(deadline.due, deadline.zone, book, language);
}

std::vector<std::string> in_words(const Deadline& deadline, const Book& book, Language language) {
    const LineSpeaker speaker(deadline, book, language);
    std::vector<std::string> lines;
    lines.reserve(deadline.derivation.size());
    for (const Line& line : deadline.derivation) lines.push_back(speaker.say_line(line));
    return lines;
}

}  // namespace remit::calendar
