#include "calendar/dates_in_words.h"

#include <array>
#include <utility>
#include <vector>

#include "calendar/day_words.h"
#include "calendar/words.h"
#include "diag/message.h"

namespace remit::calendar {
namespace {

using diag::Argument;
using diag::Language;

std::string say(PhraseId id, const std::vector<Argument>& arguments, Language language) {
    return diag::in_words(phrase(id), arguments, language);
}

/// The phrases choose by the English name in small letters.
std::string month_key(int month) {
    std::string word(month_word(month));
    word.front() = static_cast<char>(word.front() - 'A' + 'a');
    return word;
}

struct Unit {
    std::int32_t Duration::*member;
    PhraseId nominative;
    PhraseId genitive;
};
constexpr std::array<Unit, 6> kUnits{{
    {&Duration::years, PhraseId::years, PhraseId::years_of},
    {&Duration::months, PhraseId::months, PhraseId::months_of},
    {&Duration::weeks, PhraseId::weeks, PhraseId::weeks_of},
    {&Duration::days, PhraseId::days, PhraseId::days_of},
    {&Duration::hours, PhraseId::hours, PhraseId::hours_of},
    {&Duration::minutes, PhraseId::minutes, PhraseId::minutes_of},
}};

}  // namespace

std::string weekday_in_words(Weekday weekday, Language language, Case in) {
    const PhraseId id = in == Case::nominative ? PhraseId::weekday
                        : in == Case::genitive ? PhraseId::weekday_of
                                               : PhraseId::weekday_on;
    return say(id, {{"day", std::string(weekday_word(weekday))}}, language);
}

std::string month_in_words(int month, Language language, Case in) {
    // "u nedelju, 15. februara" is a genitive of time.
    const PhraseId id = in == Case::nominative ? PhraseId::month : PhraseId::month_of;
    return say(id, {{"month", month_key(month)}}, language);
}

std::string month_as_place(int month, Language language) {
    return say(PhraseId::month_in, {{"month", month_key(month)}}, language);
}

std::string ordinal_in_words(int number, Language language) {
    return language == Language::en ? ordinal_word(number) : std::to_string(number) + ".";
}

std::string year_in_words(int year, Language language) {
    return std::to_string(year) + (language == Language::en ? "" : ".");
}

std::string date_in_words(Date date, Language language, Case in) {
    return say(PhraseId::date,
               {{"weekday", weekday_in_words(date.weekday(), language, in)},
                {"day", std::int64_t{date.day()}},
                {"month", month_in_words(date.month(), language, in)},
                {"year", year_in_words(date.year(), language)}},
               language);
}

std::string plain_date_in_words(Date date, Language language) {
    return say(PhraseId::day_of_one_year,
               {{"day", std::int64_t{date.day()}},
                {"month", month_in_words(date.month(), language, Case::genitive)},
                {"year", year_in_words(date.year(), language)}},
               language);
}

std::string local_time_in_words(const LocalTime& local, std::string_view zone, Language language,
                                Case in) {
    const std::string text = local.text();
    return say(PhraseId::instant,
               {{"date", date_in_words(local.date, language, in)},
                {"time", text.substr(text.find(' ') + 1)},
                {"zone", std::string(zone)}},
               language);
}

std::string instant_in_words(Instant instant, const Zone& zone, Language language, Case in) {
    return local_time_in_words(zone.local(instant), zone.name(), language, in);
}

std::string duration_in_words(const Duration& duration, Language language, Case in) {
    std::string words;
    for (const Unit& unit : kUnits) {
        const std::int64_t number = duration.*unit.member;
        if (number == 0) continue;
        const PhraseId id = in == Case::genitive ? unit.genitive : unit.nominative;
        std::string part = say(id, {{"count", number}}, language);
        words = words.empty() ? std::move(part)
                              : say(PhraseId::joined, {{"first", words}, {"second", part}}, language);
    }
    return words.empty() ? say(PhraseId::days, {{"count", std::int64_t{0}}}, language) : words;
}

}  // namespace remit::calendar
