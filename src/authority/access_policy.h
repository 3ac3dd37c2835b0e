// The access policy: who may read a paper, said once.
//
// An Expression is a value made of All, Any and Not over a few comparisons of a paper with a
// reader; parts of it bear the name of a Rule, so that a decision can be explained. Two
// interpreters read it: evaluate() here for one paper, and compile_sql() (access_sql.h) for every
// list. What may be read is decided nowhere else, and neither interpreter knows what a rule means.
// Everything here is pure; nothing allocates in a decision.
#pragma once

#include <cstdint>
#include <vector>

#include "authority/access_facts.h"
#include "authority/access_rules.h"

namespace remit::authority {

/// The named parts of the policy. The first four must all hold; of the others one suffices for need
/// to know.
enum class Rule : std::uint8_t {
    certificate,      // the reader may read every level that is in the paper
    compartments,     // and is in every compartment
    release,          // and the originator lets the paper reach him
    need_to_know,     // and he needs it for his work
    open_paper,       // ... because nobody is asked why, for this paper
    unit,             // ... because a unit of his needs it
    named,            // ... because he is on the paper's list
    named_on_matter,  // ... because he is named on its matter
    break_glass,      // ... because of an emergency that he declared
};
inline constexpr std::size_t kRuleCount = 9;

struct Expression {
    enum class Kind : std::uint8_t {
        all,       // every part holds
        any,       // some part holds
        negation,  // the one part does not hold
        rule,      // the one part, under the name of `rule`
        at_least,  // the paper's `number` is `bound` or more
        some,      // some value of the paper's `field` is in the reader's `set`
        every,     // every value is
    };
    Kind kind = Kind::all;
    Rule rule = Rule::certificate;
    PaperNumber number = PaperNumber::rank;
    int bound = 0;
    PaperField field = PaperField::id;
    ReaderSet set = ReaderSet::officer;
    std::vector<Expression> parts;
};

/// The policy of an institution. Make it once; it does not depend on who reads.
[[nodiscard]] Expression access_policy(const AccessRules& rules);

struct Decision {
    bool granted = false;
    std::uint16_t held =
        0;  // the rules that hold, one bit each; of alternatives, those up to the first that holds
    std::uint16_t failed = 0;  // the rules that do not hold

    [[nodiscard]] bool holds(Rule rule) const {
        return ((held >> static_cast<unsigned>(rule)) & 1U) != 0;
    }
    [[nodiscard]] bool fails(Rule rule) const {
        return ((failed >> static_cast<unsigned>(rule)) & 1U) != 0;
    }
    /// Whether nothing but the emergency gave need to know. Such a reading is always recorded.
    [[nodiscard]] bool by_break_glass() const { return granted && holds(Rule::break_glass); }
};

/// Cost: below a microsecond for common papers; O(values of the paper * log values of the reader).
[[nodiscard]] Decision evaluate(const Expression& policy, const Reader& reader, const Paper& paper);

/// Whether that the paper was read is to be recorded.
[[nodiscard]] bool is_read_recorded(const AccessRules& rules, const Paper& paper,
                                    const Decision& decision);

/// How much of a paper may be kept under the institution's accreditation.
enum class Holding : std::uint8_t {
    full,
    stub,  // that it exists, its level, owner and number
    nothing,
};
[[nodiscard]] Holding holding_of(const AccessRules& rules, const Paper& paper);

}  // namespace remit::authority
