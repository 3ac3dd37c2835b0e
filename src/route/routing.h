// What the router answers: who should get a paper, under which clause, and why; or nobody, and why.
//
// Pure values. Evidence ties bytes of the paper to what a duty names, so that a person can check
// each answer without trusting the program.
#pragma once

#include <cstdint>
#include <vector>

#include "remit/model.h"
#include "route/reading.h"
#include "route/target.h"

namespace remit::route {

/// A mention of the paper, and what the claim has to do with it.
struct Evidence {
    std::uint32_t mention = 0;  // into Reading::mentions
    Target meets;               // what the mention is, or what follows from it
    Target named;               // what the claim names: the same thing or a wider one
    std::uint8_t level = 0;     // how much wider, as authority/competence_reach.h counts
    bool implied = false;       // the paper does not say `meets`; it follows from the mention
};

/// Bytes of the paper that are words of the unit's duties or name, beyond what evidence tells.
struct SharedWord {
    Field field = Field::title;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct Candidate {
    remit::UnitId unit;
    remit::DutyId duty;  // none where only the unit's name claims the paper
    double score = 0;
    /// That a fair reader would send the paper here, or to a unit above or below that holds it too.
    double probability = 0;
    std::vector<Evidence> evidence;
    std::vector<SharedWord> words;
    bool residual = false;  // only "other work" covers it
};

enum class Verdict : std::uint8_t {
    ours,           // the first candidate is competent
    residual_only,  // no duty by name covers it, "other work" may
    not_ours,       // nothing covers it, or it is business of another kind
    unreadable,     // nothing to read
};

/// The answer of one institution.
struct Routing {
    Verdict verdict = Verdict::not_ours;
    double none_probability = 1;  // that it is nobody's here
    /// The best first. Where the verdict is not_ours they are what came nearest.
    std::vector<Candidate> candidates;
    /// Of what other kind the business is; none where it is not.
    remit::TopicId apart;
    /// Whether the first two are equally competent and neither stands above the other.
    bool rivals = false;
};

}  // namespace remit::route
