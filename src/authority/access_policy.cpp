#include "authority/access_policy.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace remit::authority {
namespace {

using Kind = Expression::Kind;

Expression all(std::vector<Expression> parts) {
    return {.kind = Kind::all, .parts = std::move(parts)};
}
Expression any(std::vector<Expression> parts) {
    return {.kind = Kind::any, .parts = std::move(parts)};
}
Expression negation(Expression part) {
    return {.kind = Kind::negation, .parts = {std::move(part)}};
}
Expression rule(Rule name, Expression part) {
    return {.kind = Kind::rule, .rule = name, .parts = {std::move(part)}};
}
Expression at_least(PaperNumber number, int bound) {
    return {.kind = Kind::at_least, .number = number, .bound = bound};
}
Expression some(PaperField field, ReaderSet set) {
    return {.kind = Kind::some, .field = field, .set = set};
}
Expression every(PaperField field, ReaderSet set) {
    return {.kind = Kind::every, .field = field, .set = set};
}

Expression named_only() {
    return at_least(PaperNumber::named_only, 1);
}

/// The order matters to explanations: the emergency comes last, so that it counts only where
/// nothing else does.
Expression need_to_know(const AccessRules& rules) {
    return any({
        rule(Rule::open_paper,
             negation(any(
                 {at_least(PaperNumber::rank, rules.need_to_know_rank),
                  at_least(PaperNumber::personal, static_cast<int>(rules.need_to_know_personal)),
                  named_only()}))),
        rule(Rule::unit, all({negation(named_only()), some(PaperField::units, ReaderSet::units)})),
        rule(Rule::named, some(PaperField::named, ReaderSet::officer)),
        rule(Rule::named_on_matter,
             all({negation(named_only()), some(PaperField::matter_named, ReaderSet::officer)})),
        rule(Rule::break_glass, any({some(PaperField::id, ReaderSet::opened_papers),
                                     some(PaperField::matter, ReaderSet::opened_matters)})),
    });
}

struct Evaluation {
    const Reader& reader;
    const Paper& paper;
    Decision decision;

    bool contains(ReaderSet set, const std::string& value) const {
        const auto values = reader.values(set);
        return std::ranges::binary_search(values, value);
    }
    // Recursion over the policy, which is ours and a few levels deep, never over what a user wrote.
    bool holds(const Expression& expression);
    bool all_hold(const std::vector<Expression>& parts);
    void note(Rule rule, bool held);
};

void Evaluation::note(Rule rule, bool held) {
    const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(rule));
    std::uint16_t& mask = held ? decision.held : decision.failed;
    mask = static_cast<std::uint16_t>(mask | bit);
}

/// Goes on behind the first part that fails, so that a refusal names everything that stands against
/// it.
bool Evaluation::all_hold(const std::vector<Expression>& parts) {
    bool held = true;
    for (const Expression& part : parts) held = holds(part) && held;
    return held;
}

bool Evaluation::holds(const Expression& expression) {
    const auto is_known = [&](const std::string& value) { return contains(expression.set, value); };
    switch (expression.kind) {
        case Kind::all:
            return all_hold(expression.parts);
        case Kind::any:
            return std::ranges::any_of(expression.parts,
                                       [this](const Expression& part) { return holds(part); });
        case Kind::negation:
            return !holds(expression.parts.front());
        case Kind::rule: {
            const bool held = holds(expression.parts.front());
            note(expression.rule, held);
            return held;
        }
        case Kind::at_least:
            return paper.number(expression.number) >= expression.bound;
        case Kind::some:
            return std::ranges::any_of(paper.values(expression.field), is_known);
        case Kind::every:
            return std::ranges::all_of(paper.values(expression.field), is_known);
    }
    return false;
}

}  // namespace

Expression access_policy(const AccessRules& rules) {
    return all({
        rule(Rule::certificate, every(PaperField::levels, ReaderSet::levels)),
        rule(Rule::compartments, every(PaperField::compartments, ReaderSet::compartments)),
        rule(Rule::release, any({negation(at_least(PaperNumber::release_limited, 1)),
                                 some(PaperField::releases, ReaderSet::recipients)})),
        rule(Rule::need_to_know, need_to_know(rules)),
    });
}

Decision evaluate(const Expression& policy, const Reader& reader, const Paper& paper) {
    Evaluation evaluation{reader, paper, {}};
    evaluation.decision.granted = evaluation.holds(policy);
    return evaluation.decision;
}

bool is_read_recorded(const AccessRules& rules, const Paper& paper, const Decision& decision) {
    return decision.by_break_glass() || paper.number(PaperNumber::rank) >= rules.reads_rank ||
           paper.number(PaperNumber::personal) >= static_cast<int>(rules.reads_personal);
}

Holding holding_of(const AccessRules& rules, const Paper& paper) {
    const int rank = paper.number(PaperNumber::rank);
    if (rank <= rules.papers_rank) return Holding::full;
    return rank <= rules.stubs_rank ? Holding::stub : Holding::nothing;
}

}  // namespace remit::authority
