// May a paper be given another level: originator control.
//
// A level is lowered, taken away or exchanged for one of another scheme only by its owner, or with
// the owner's recorded consent; this holds for each part of a paper as for the paper. Raising needs
// nobody. Pure; says for every level that stands against the change whose it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_facts.h"
#include "calendar/date.h"
#include "diag/language.h"

namespace remit::authority {

/// An originator agreed, in a letter that is on record, that its levels in one paper go down.
struct Consent {
    std::string originator;
    std::string paper;
    std::optional<LevelId> to;  // the lowest that it agreed to; none: that there be no level
    std::string reference;      // number of the letter; without one the consent is not on record
    calendar::Date given;
};

struct ReclassifyRequest {
    const PaperFacts& paper;
    std::optional<LevelId> to;  // none: declassify
    std::span<const Consent> consents;
    calendar::Date date;
};

enum class ReclassifyBar : std::uint8_t {
    originator_consent,  // the level is another's, who has not agreed
    highest_part,        // a part of our own stands higher and must go down first
};
/// "originator consent", "highest part": for records and APIs, whatever the language.
[[nodiscard]] std::string_view name_of(ReclassifyBar bar);

struct ReclassifyObjection {
    ReclassifyBar bar = ReclassifyBar::originator_consent;
    std::string originator;  // empty: the house
    LevelId level;
    std::size_t part_number = 0;  // from 1; 0: the paper's own mark
};

/// What stands against it; nothing: it may be done. Cost: O(parts * consents).
[[nodiscard]] std::vector<ReclassifyObjection> may_reclassify(const ReclassifyRequest& request,
                                                              const Schemes& schemes,
                                                              const AccessRules& rules);

/// Whose level stands against it, and what to do.
[[nodiscard]] std::string in_words(const ReclassifyObjection& objection, const Schemes& schemes,
                                   diag::Language language);

}  // namespace remit::authority
