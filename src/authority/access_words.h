// Why a paper may be read or may not, and what would change it, in words for people.
//
// A decision is explained after it was made, from the same facts; nothing here decides. Invariant:
// a refusal has at least one objection, each names one change, and with all its changes made the
// paper may be read (a test makes them). A refusal speaks of the paper's level, compartments and
// units: show it only to those who may know that the paper exists.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "authority/access_policy.h"
#include "diag/language.h"

namespace remit::authority {

enum class ChangeKind : std::uint8_t {
    certificate,   // subject: the id of the level
    briefing,      // ... of the scheme
    compartment,   // its name
    release,       // the recipient that the originator must add
    paper_named,   // the officer, on the paper's own list
    matter_named,  // the officer, on the matter
};

struct Objection {
    Rule rule = Rule::certificate;
    ChangeKind change = ChangeKind::certificate;
    std::string subject;
    std::string why;
    std::string cure;
};

struct Explanation {
    std::vector<Objection> objections;  // none where the paper may be read
    std::vector<std::string> remarks;   // how it may be read; what else is worth knowing
};

struct ReadingCase {
    const Schemes& schemes;
    const AccessRules& rules;
    const ReaderFacts& reader_facts;
    const Reader& reader;
    const PaperFacts& paper_facts;
    const Paper& paper;
    Moment moment;
    Decision decision;
};

[[nodiscard]] Explanation explain(const ReadingCase& reading, diag::Language language);

/// The name of an originator for people: that of the scheme whose owner it is, or as it is stored.
[[nodiscard]] std::string originator_in_words(const std::string& originator, const Schemes& schemes,
                                              diag::Language language);

}  // namespace remit::authority
