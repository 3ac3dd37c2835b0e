// Why a paper goes where it goes, in words for people.
//
// An answer is put into words after it was made; nothing here decides. Units are shown by code and
// name as the act has them, clauses by their citation. Invariants: every candidate but the first
// says why it comes after the first; nothing is said that the answer does not hold.
#pragma once

#include <string>
#include <vector>

#include "diag/language.h"
#include "route/router.h"

namespace remit::route {

struct CandidateWords {
    std::string unit;      // "5.1.2 Služba za međunarodnu sigurnost"
    std::string citation;  // of the clause; empty where the unit's name claims the paper
    std::string duty;      // its id; empty likewise
    std::vector<std::string> why;
    std::string lost;  // to the first; empty for the first
};

struct RoutingWords {
    std::string verdict;
    std::vector<CandidateWords> candidates;
};

/// What is said of one institution's answer. All are those of one Session::route().
RoutingWords in_words(const Router& router, const House& house, const Paper& paper,
                      const Reading& reading, const Routing& routing, diag::Language language);

/// "UN Security Council", in the language: the name of what a mention or a duty points to.
std::string target_in_words(const Router& router, Target target, diag::Language language);

}  // namespace remit::route
