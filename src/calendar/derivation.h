// Derivations in words: one sentence for each line, in the languages in which Remit speaks.
//
// Invariant: a line is put into words from its own data and from names; no
// date is computed here, so that words can never say something else than
// was counted. A name that the book does not know is shown as its id.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calendar/book.h"
#include "calendar/dates_in_words.h"
#include "calendar/deadline.h"
#include "calendar/rules_in_words.h"
#include "diag/language.h"

namespace remit::calendar {

/// The due moment in words; an instant as the deadline's zone shows it.
std::string due_in_words(const Deadline& deadline, const Book& book, diag::Language language,
                         Case in = Case::nominative);
/// A moment of a line, an event or a due moment, in the same way.
std::string moment_in_words(const Moment& moment, std::string_view zone, const Book& book,
                            diag::Language language, Case in = Case::nominative);
/// One sentence for each line of the derivation.
std::vector<std::string> in_words(const Deadline& deadline, const Book& book,
                                  diag::Language language);

}  // namespace remit::calendar
