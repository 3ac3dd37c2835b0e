// Conditions that exclude each other, whatever a matter holds.
//
// Compared two by two: a set and an unset field, two lists of words without a common one, a clock
// that both runs and has passed. What only certain values would make impossible is no
// contradiction.
#include <algorithm>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using Kind = Condition::Kind;

bool shares(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::ranges::any_of(left, [&](const std::string& word) {
        return std::ranges::find(right, word) != right.end();
    });
}

bool covers(const std::vector<std::string>& all, const std::vector<std::string>& some) {
    return std::ranges::all_of(
        some, [&](const std::string& word) { return std::ranges::find(all, word) != all.end(); });
}

bool same_fields(const Condition& left, const Condition& right) {
    const bool straight = left.field == right.field && left.other == right.other;
    return straight || (left.field == right.other && left.other == right.field);
}

bool compares_same(const Condition& left, const Condition& right) {
    return left.field == right.field && left.other == right.other &&
           left.deadline == right.deadline;
}

bool excludes_words(const Definition& definition, const Condition& one, const Condition& other) {
    if (one.field != other.field || one.kind != Kind::field_is) return false;
    if (other.kind == Kind::field_is_not) return covers(other.words, one.words);
    const bool single = !definition.fields[one.field.index()].list;
    return other.kind == Kind::field_is && single && !shares(one.words, other.words);
}

/// What one condition says against the other, taken in this order.
bool excludes(const Definition& definition, const Condition& one, const Condition& other) {
    const bool same_field = one.field == other.field;
    switch (one.kind) {
        case Kind::field_unset:
            return needs_field(other) && (same_field || other.other == one.field);
        case Kind::field_is:
            return excludes_words(definition, one, other);
        case Kind::fields_differ:
            return (other.kind == Kind::fields_equal || other.kind == Kind::fields_same) &&
                   same_fields(one, other);
        case Kind::field_not_after:
            return other.kind == Kind::field_later && compares_same(one, other);
        case Kind::field_ahead:
            return other.kind == Kind::field_near && same_field && one.distance == other.distance;
        case Kind::field_older:
            return other.kind == Kind::field_fresh && same_field && one.distance == other.distance;
        case Kind::deadline_running:
            return one.deadline == other.deadline && (other.kind == Kind::deadline_passed ||
                                                      other.kind == Kind::deadline_not_running);
        case Kind::objection:
            return other.kind == Kind::no_objection &&
                   (one.consultation == other.consultation || !other.consultation.is_some());
        case Kind::step_taken:
            return other.kind == Kind::step_not_taken && one.step == other.step;
        case Kind::table_is:
            return other.kind == Kind::table_is && one.table == other.table && same_field &&
                   one.column == other.column && !shares(one.words, other.words);
        case Kind::field_set:
        case Kind::field_is_not:
        case Kind::fields_equal:
        case Kind::fields_same:
        case Kind::field_covers:
        case Kind::field_later:
        case Kind::field_near:
        case Kind::field_fresh:
        case Kind::deadline_passed:
        case Kind::deadline_open:
        case Kind::deadline_not_running:
        case Kind::consultations_closed:
        case Kind::consultations_answered:
        case Kind::no_objection:
        case Kind::step_not_taken:
        case Kind::paper_present:
            return false;
    }
    return false;
}

}  // namespace

bool needs_field(const Condition& condition) {
    switch (condition.kind) {
        case Kind::field_set:
        case Kind::field_is:
        case Kind::fields_equal:
        case Kind::field_not_after:
        case Kind::field_later:
        case Kind::field_near:
        case Kind::field_older:
        case Kind::field_fresh:
        case Kind::table_is:
            return true;
        case Kind::field_unset:
        case Kind::field_is_not:
        case Kind::fields_same:
        case Kind::fields_differ:
        case Kind::field_covers:
        case Kind::field_ahead:
        case Kind::deadline_running:
        case Kind::deadline_passed:
        case Kind::deadline_open:
        case Kind::deadline_not_running:
        case Kind::consultations_closed:
        case Kind::consultations_answered:
        case Kind::no_objection:
        case Kind::objection:
        case Kind::step_taken:
        case Kind::step_not_taken:
        case Kind::paper_present:
            return false;
    }
    return false;
}

std::optional<Contradiction> find_contradiction(const Definition& definition,
                                                std::span<const Condition> conditions) {
    for (std::size_t second = 0; second < conditions.size(); ++second) {
        for (std::size_t first = 0; first < second; ++first) {
            const Condition& one = conditions[first];
            const Condition& other = conditions[second];
            if (excludes(definition, one, other) || excludes(definition, other, one))
                return Contradiction{first, second};
        }
    }
    return std::nullopt;
}

}  // namespace remit::procedure
