// Dates, instants and lengths in words, in the languages in which Remit speaks.
//
// Croatian and Serbian inflect them: "nedjelja, 15. veljače", "od nedjelje, 15.
// veljače", "u nedjelju, 15. veljače". The sentence asks for the case it needs;
// English has one form for all. Invariant: nothing is computed here but the
// form of words, so that words can never say another date than was counted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/instant.h"
#include "calendar/zone.h"
#include "diag/language.h"

namespace remit::calendar {

enum class Case : std::uint8_t {
    nominative,  // standing alone, or after a colon
    genitive,    // "od", "do", "umjesto"
    accusative,  // "u", "na"
};

/// "Sunday 15 February 2026", "nedjelja, 15. veljače 2026.", "недеља, 15. фебруар 2026."
std::string date_in_words(Date date, diag::Language language, Case in = Case::nominative);
/// Without the weekday, as periods of law are written, in the genitive: "15. фебруара 2026."
std::string plain_date_in_words(Date date, diag::Language language);
/// "Tuesday 7 April 2026, 17:00 (Europe/Brussels)".
std::string instant_in_words(Instant instant, const Zone& zone, diag::Language language,
                             Case in = Case::nominative);
/// The same of a time that a clock in the zone shows.
std::string local_time_in_words(const LocalTime& local, std::string_view zone,
                                diag::Language language, Case in = Case::nominative);
/// "6 months", "1 year and 6 months". Accusatives are not asked for and come as nominatives.
std::string duration_in_words(const Duration& duration, diag::Language language,
                              Case in = Case::nominative);

/// A weekday, a year, and a month as it stands in a date: parts of the above, for rules.
std::string weekday_in_words(Weekday weekday, diag::Language language, Case in);
std::string month_in_words(int month, diag::Language language, Case in);
/// Ordinals end in a full stop in Croatian and Serbian, and so does a year.
std::string ordinal_in_words(int number, diag::Language language);
std::string year_in_words(int year, diag::Language language);
/// "in September": the month alone, after "u".
std::string month_as_place(int month, diag::Language language);

}  // namespace remit::calendar
