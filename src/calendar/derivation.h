// Dates, rules and derivations in words, in the languages in which Remit speaks.
//
// Invariant: a line is put into words from its own data and from names; no date is computed here,
// so that words can never say something else than was counted. A name that the book does not know
// is shown as its id.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calendar/book.h"
#include "calendar/deadline.h"
#include "calendar/rule_text.h"
#include "diag/language.h"

namespace remit::calendar {

/// "Sunday 15 February 2026", "nedjelja, 15. veljače 2026.".
std::string date_in_words(Date date, diag::Language language);
/// "Tuesday 7 April 2026, 17:00 (Europe/Brussels)".
std::string instant_in_words(Instant instant, const Zone& zone, diag::Language language);
/// "6 months", "1 year and 6 months".
std::string duration_in_words(const Duration& duration, diag::Language language);
/// What a rule counts, in one clause. The book gives the names of calendars and counting rules.
std::string rule_in_words(const Rule& rule, const Book& book, diag::Language language);
std::string undated_in_words(Undated undated, diag::Language language);

/// The due moment in words; an instant as the deadline's zone shows it.
std::string due_in_words(const Deadline& deadline, const Book& book, diag::Language language);
/// A moment of a line, an event or a due moment, in the same way.
std::string moment_in_words(const Moment& moment, std::string_view zone, const Book& book,
                            diag::Language language);
/// One sentence for each line of the derivation.
std::vector<std::string> in_words(const Deadline& deadline, const Book& book,
                                  diag::Language language);

}  // namespace remit::calendar
