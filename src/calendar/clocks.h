// The five clocks: one function each, in a file of its own (clock_term.cpp and so on).
//
// Internal to the module; others call compute() of deadline.h, which visits the rule without a
// default. Invariant: no clock calls another. Each fills `due` and the derivation of a Deadline
// whose inputs are set already.
#pragma once

#include "calendar/deadline.h"

namespace remit::calendar {

Status count_term(const TermRule& rule, const Given& given, Deadline& deadline);
Status count_date(const DateRule& rule, const Given& given, Deadline& deadline);
Status count_elapsed(const ElapsedRule& rule, const Given& given, Deadline& deadline);
Status count_working_days(const WorkingDaysRule& rule, const Given& given, Deadline& deadline);
Status count_instant(const InstantRule& rule, const Given& given, Deadline& deadline);

}  // namespace remit::calendar
