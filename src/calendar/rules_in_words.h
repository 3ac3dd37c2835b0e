// Rules in words: what a rule counts, in one clause.
//
// Invariant: the words say what rule.h says and nothing of any case; a name that the book does not
// know is shown as its id.
#pragma once

#include <string>
#include <string_view>

#include "calendar/book.h"
#include "calendar/counting.h"
#include "calendar/rule.h"
#include "calendar/rule_text.h"
#include "diag/language.h"

namespace remit::calendar {

/// What the rule was counted with; empty where only the rule is known.
struct CountedWith {
    std::string_view calendar;
    const CountingVersion* version = nullptr;
};

/// The book gives the names of calendars and counting rules.
std::string rule_in_words(const Rule& rule, const Book& book, diag::Language language,
                          const CountedWith& with = {});
std::string undated_in_words(Undated undated, diag::Language language);

/// Citations are written in the script of their gazette; only those who read Cyrillic see it.
std::string citation_in_words(const std::string& citation, diag::Language language);

}  // namespace remit::calendar
