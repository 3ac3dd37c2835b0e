// Why a paper goes where it goes, in words for people.
//
// An answer is put into words after it was made; nothing here decides. Units are shown by code and
// name as the act has them, clauses by their citation. Invariants: every candidate but the first
// says why it comes after the first; nothing is said that the answer does not hold.
#pragma once

#include <string>
#include <vector>

#include "diag/language.h"
#include "route/audit.h"
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

/// That a paper was longer than is read.
std::string cut_in_words(diag::Language language);

/// Why a duty comes first never, or as it should.
std::string in_words(const House& house, const AuditRow& row, diag::Language language);

/// How many duties come first for some paper.
std::string count_in_words(std::size_t reached, std::size_t all, diag::Language language);

/// A page for the file: what came in, who is competent under which clause, what was rejected and
/// why, and under which act. Markdown.
struct CertificateFacts {
    std::string paper_hash;  // of its bytes
    std::string act;         // its title, or its files
    std::string act_hash;    // of its text
    std::string day;         // when it was made, ISO 8601
};
std::string certificate(const Router& router, const House& house, const Paper& paper,
                        const Reading& reading, const Routing& routing,
                        const CertificateFacts& facts, diag::Language language);

/// "UN Security Council", in the language: the name of what a mention or a duty points to.
std::string target_in_words(const Router& router, Target target, diag::Language language);

}  // namespace remit::route
