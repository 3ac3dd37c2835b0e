#include "calendar/rules_in_words.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "calendar/dates_in_words.h"
#include "calendar/day_words.h"
#include "calendar/words.h"
#include "diag/message.h"
#include "text/transliterate.h"

namespace remit::calendar {
namespace {

using diag::Argument;
using diag::Language;

class RuleSpeaker {
  public:
    RuleSpeaker(const Book& book, Language language, const CountedWith& with)
        : book_(book), language_(language), with_(with) {}

    std::string operator()(const TermRule& rule) const {
        const std::string length = duration_in_words(rule.length, language_, Case::genitive);
        if (rule.length.hours != 0) return say(PhraseId::rule_term_hours, {{"length_of", length}});
        return say(PhraseId::rule_term,
                   {{"length_of", length},
                    {"name", rules_name(rule.calendar.empty() ? with_.calendar : rule.calendar)}});
    }
    std::string operator()(const DateRule& rule) const {
        std::string words = date(rule);
        switch (rule.choice) {
            case DateRule::Choice::first_from:
                return say(PhraseId::rule_date, {{"rule", words}});
            case DateRule::Choice::last_before:
                return say(PhraseId::rule_date_before, {{"rule", words}});
            case DateRule::Choice::of_nth_year:
                return say(PhraseId::rule_date_nth_year,
                           {{"rule", words}, {"nth", nth(rule.years_after)}});
        }
        return words;
    }
    std::string operator()(const ElapsedRule& rule) const {
        const std::string length_of = duration_in_words(rule.length, language_, Case::genitive);
        switch (rule.end) {
            case ElapsedRule::End::same_day:
                break;
            case ElapsedRule::End::day_before:
                return say(PhraseId::rule_within, {{"length_of", length_of}});
            case ElapsedRule::End::first_of_month:
                return say(PhraseId::rule_first_of_month,
                           {{"nth", nth(rule.length.years * 12 + rule.length.months)}});
            case ElapsedRule::End::first_of_next_month:
                return say(PhraseId::rule_first_of_next_month, {{"length_of", length_of}});
        }
        return say(by(rule.direction, PhraseId::rule_elapsed_after, PhraseId::rule_elapsed_before),
                   {{"length", duration_in_words(rule.length, language_)}});
    }
    std::string operator()(const WorkingDaysRule& rule) const {
        return say(
            by(rule.direction, PhraseId::rule_working_days_after,
               PhraseId::rule_working_days_before),
            {{"count", std::int64_t{rule.count}},
             {"name", calendar_name(rule.calendar.empty() ? with_.calendar : rule.calendar)}});
    }
    std::string operator()(const InstantRule& rule) const {
        switch (rule.form) {
            case InstantRule::Form::length:
                break;
            case InstantRule::Form::share_left:
                return say(PhraseId::rule_share, {{"count", std::int64_t{rule.percent_left}}});
            case InstantRule::Form::written:
                return say(PhraseId::rule_written,
                           {{"date", local_time_in_words(rule.local, rule.zone, language_)}});
        }
        return say(by(rule.direction, PhraseId::rule_instant_after, PhraseId::rule_instant_before),
                   {{"length", duration_in_words(rule.length, language_)}});
    }

  private:
    [[nodiscard]] std::string say(PhraseId id, const std::vector<Argument>& arguments) const {
        return diag::in_words(phrase(id), arguments, language_);
    }

    static PhraseId by(Direction direction, PhraseId after, PhraseId before) {
        return direction == Direction::after ? after : before;
    }

    [[nodiscard]] std::string nth(int number) const { return ordinal_in_words(number, language_); }

    [[nodiscard]] std::string date(const DateRule& rule) const {
        if (rule.offset.empty()) return day(rule, Case::nominative);
        return say(by(rule.direction, PhraseId::rule_after, PhraseId::rule_before),
                   {{"length", duration_in_words(rule.offset, language_)},
                    {"day_of", day(rule, Case::genitive)}});
    }

    [[nodiscard]] std::string day(const DateRule& rule, Case in) const {
        switch (rule.day_form) {
            case DateRule::Day::numbered:
                return say(rule.year == 0 ? PhraseId::day_of_year : PhraseId::day_of_one_year,
                           {{"day", std::int64_t{rule.day}},
                            {"month", month_in_words(rule.month, language_, in)},
                            {"year", year_in_words(rule.year, language_)}});
            case DateRule::Day::weekday_of_week:
                return say(PhraseId::rule_week,
                           {{"weekday", weekday_in_words(rule.weekday, language_, in)},
                            {"week", std::int64_t{rule.ordinal}},
                            {"month", month_in_words(rule.month, language_, Case::genitive)}});
            case DateRule::Day::nth_weekday:
                break;
        }
        const std::string month = month_as_place(rule.month, language_);
        if (rule.ordinal < 0) {
            return say(in == Case::nominative ? PhraseId::rule_last : PhraseId::rule_last_of,
                       {{"day", std::string(weekday_word(rule.weekday))}, {"month", month}});
        }
        return say(PhraseId::rule_nth, {{"weekday", weekday_in_words(rule.weekday, language_, in)},
                                        {"nth", nth(rule.ordinal)},
                                        {"month", month}});
    }

    [[nodiscard]] std::string calendar_name(std::string_view id) const {
        if (id.empty()) return "?";
        const Calendar* found = book_.find_calendar(id);
        return found == nullptr ? std::string(id) : found->data().names.in(language_);
    }

    [[nodiscard]] std::string rules_name(std::string_view calendar_id) const {
        const Calendar* calendar = book_.find_calendar(calendar_id);
        const CountingRules* rules =
            calendar == nullptr ? nullptr : book_.find_counting(calendar->data().counting);
        if (rules == nullptr) return calendar_name(calendar_id);
        const std::string name = rules->names.in(language_);
        return with_.version == nullptr || with_.version->basis.empty()
                   ? name
                   : fmt::format("{} ({})", name,
                                 citation_in_words(with_.version->basis, language_));
    }

    const Book& book_;
    Language language_;
    CountedWith with_;
};

}  // namespace

std::string rule_in_words(const Rule& rule, const Book& book, Language language,
                          const CountedWith& with) {
    return std::visit(RuleSpeaker(book, language, with), rule);
}

std::string undated_in_words(Undated undated, Language language) {
    constexpr std::array<std::string_view, 4> kKinds{"set_by_body", "as_soon_as_possible",
                                                     "without_delay", "before_event"};
    const std::vector<Argument> kind{
        {"kind", std::string(kKinds[static_cast<std::size_t>(undated)])}};
    return diag::in_words(phrase(PhraseId::undated), kind, language);
}

std::string citation_in_words(const std::string& citation, Language language) {
    return language == Language::sr_cyrl ? citation : text::to_latin(citation);
}

}  // namespace remit::calendar
