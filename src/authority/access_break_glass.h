// Break-glass: an officer opens, for a short time and with a ground, what he has no need to know on
// paper.
//
// It lifts need to know and nothing else: no level, no compartment and no limit of an originator.
// What it yields is an event to be recorded, which the policy reads from then on
// (ReaderFacts::emergencies); nothing is opened before that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "authority/access_facts.h"
#include "authority/access_policy.h"
#include "diag/language.h"

namespace remit::authority {

enum class GlassBar : std::uint8_t {
    not_allowed,  // the institution's rules know no break-glass
    no_ground,    // blank, or longer than kGroundBytesMax
    not_needed,   // the officer may read the paper as it is
    not_enough,   // a level, a compartment or the originator stands against it as well
    no_matter,    // the scope is a matter, and the paper belongs to none
};

struct GlassRefusal {
    GlassBar bar = GlassBar::no_ground;
    Decision decision;  // on the paper, where `not_enough` or `not_needed`
};

struct GlassRequest {
    const Reader& reader;
    const Paper& paper;
    GlassScope scope = GlassScope::paper;
    std::string_view ground;
    calendar::Instant now;
};

/// The event that opens the paper, or its matter, until the rules' hours are over.
[[nodiscard]] std::variant<BreakGlass, GlassRefusal> break_glass(const GlassRequest& request,
                                                                 const Expression& policy,
                                                                 const AccessRules& rules);

/// Why it is refused and what to do.
[[nodiscard]] std::string in_words(const GlassRefusal& refusal, diag::Language language);

}  // namespace remit::authority
