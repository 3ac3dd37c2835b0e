// How specific a claim is, as one number, and which of two claims is the more specific
// (competence.h, rule 3).
//
// The number holds the criteria of the rule in the order in which they count, the first in the
// highest bits; in each, less goes before more. Invariants: "goes before" never leads in a circle;
// a claim that goes before another has the lower linear(). It knows no unit and no duty.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "authority/competence_reach.h"
#include "remit/vocabulary.h"

namespace remit::authority {

using Specificity = std::uint32_t;
inline constexpr Specificity kNoClaim = 0xFFFFFFFFU;
/// The value of the Giving that is general competence.
inline constexpr std::uint8_t kGeneralGiving = 2;

/// By which of the criteria of rule 3 one claim goes before another.
enum class Criterion : std::uint8_t {
    none,
    covers_more,
    both_dimensions,
    topic,
    body,
    business,
    counterpart,
    function,
};
inline constexpr std::size_t kCriterionCount = static_cast<std::size_t>(Criterion::function) + 1;

/// How a duty meets a matter: levels, or kLevelNone where it does not meet it by name.
struct Nearness {
    std::uint8_t topic = kLevelNone;
    std::uint8_t body = kLevelNone;
    std::uint8_t business = kLevelNone;
};

/// The order of claims to one function.
class ClaimOrder {
  public:
    ClaimOrder() = default;
    explicit ClaimOrder(remit::DecidedBy decided_by) : decided_by_(decided_by) {}

    /// By how near a duty is, without what else it says.
    [[nodiscard]] Specificity of_levels(const Nearness& near) const {
        Specificity nearer = near.topic;
        Specificity other = near.body;
        if (decided_by_ == remit::DecidedBy::body) std::swap(nearer, other);
        return with_levels(nearer, other) | Specificity{near.business} << kBusinessShift;
    }
    /// By what else it says; `giving` is the value of a Giving. The two halves make the whole.
    [[nodiscard]] Specificity of_duty(bool names_counterpart, std::uint8_t giving) const {
        const Specificity general = is_decided() && giving == kGeneralGiving ? kGeneral : 0;
        return (general & general_bit()) | Specificity{!names_counterpart} << kCounterpartShift |
               giving;
    }
    /// By how much the units' duties cover less than all that anybody covers; nothing else counts.
    [[nodiscard]] static Specificity of_uncovered(int count) {
        return static_cast<Specificity>(count) << kUncoveredShift;
    }
    [[nodiscard]] static Specificity uncovered(Specificity one) { return one >> kUncoveredShift; }
    [[nodiscard]] static std::uint8_t giving(Specificity one) {
        return static_cast<std::uint8_t>(one & kGivingMask);
    }

    /// Where neither dimension decides, both count alike: a claim that is nearer by one and farther
    /// by the other goes neither before nor behind.
    [[nodiscard]] bool goes_before(Specificity one, Specificity other) const {
        if (is_decided() || one >> kUnmetShift != other >> kUnmetShift) return one < other;
        const bool nearer = nearer_of(one) <= nearer_of(other) && other_of(one) <= other_of(other);
        return nearer && linear(one) < linear(other);
    }
    /// A number of which the lower goes first wherever one claim goes before the other.
    [[nodiscard]] Specificity linear(Specificity one) const {
        if (is_decided()) return one;
        const Specificity levels = nearer_of(one) + other_of(one);
        return (one & ~kLevels) | levels << kNearerShift;
    }
    /// Of the duties of one unit, that with the lowest is the one to act under: one that names the
    /// function before one that entails it, and that before one that has it in general.
    [[nodiscard]] Specificity citing_key(Specificity one) const {
        return linear(one) | Specificity{giving(one)} << kUncoveredShift;
    }
    /// What two duties of a unit come to together: that of the nearer, and by name where either
    /// gives the function by name; where neither dimension decides, the nearer by each. Both
    /// without criterion (i).
    [[nodiscard]] Specificity joined(Specificity one, Specificity other) const {
        const Specificity named = std::min(one & kGivingMask, other & kGivingMask);
        const Specificity general = one & other & kGeneral;
        if (is_decided()) return std::min(one & ~kGiven, other & ~kGiven) | general | named;
        const Specificity nearer = std::min(nearer_of(one), nearer_of(other));
        const Specificity body = std::min(other_of(one), other_of(other));
        return with_levels(nearer, body) | std::min(one & kLast, other & kLast) | named;
    }
    /// By what the first goes before the second; none where it does not.
    [[nodiscard]] Criterion criterion(Specificity before, Specificity behind) const;

  private:
    static constexpr int kUncoveredShift = 24;     // (i)   what others cover and it does not
    static constexpr int kUnmetShift = 22;         // (ii)  where neither decides: not met by name
    static constexpr int kGeneralFirst = 22;       // (ii)  where the forum decides
    static constexpr int kNearerShift = 16;        // (iii) level by the dimension that decides
    static constexpr int kGeneralBehind = 15;      // (iv)  where the topic decides
    static constexpr int kOtherShift = 9;          //       level by the other
    static constexpr int kBusinessShift = 4;       // (v)   level by what the forum is about
    static constexpr int kCounterpartShift = 3;    // (vi)
    static constexpr Specificity kGivingMask = 3;  // (vii) the value of a Giving
    static constexpr Specificity kGeneral = Specificity{1} << kGeneralFirst | Specificity{1}
                                                                                  << kGeneralBehind;
    static constexpr Specificity kGiven = kGeneral | kGivingMask;
    static constexpr Specificity kLevelMask = 63;
    static constexpr Specificity kLevels = kLevelMask << kNearerShift | kLevelMask << kOtherShift;
    static constexpr Specificity kLast = (Specificity{1} << kOtherShift) - 1 - kGivingMask;

    [[nodiscard]] Specificity general_bit() const {
        const bool first = decided_by_ == remit::DecidedBy::body;
        return Specificity{1} << (first ? kGeneralFirst : kGeneralBehind);
    }
    [[nodiscard]] bool is_decided() const { return decided_by_ != remit::DecidedBy::neither; }
    static Specificity nearer_of(Specificity one) { return one >> kNearerShift & kLevelMask; }
    static Specificity other_of(Specificity one) { return one >> kOtherShift & kLevelMask; }
    [[nodiscard]] Specificity with_levels(Specificity nearer, Specificity other) const {
        const Specificity levels = nearer << kNearerShift | other << kOtherShift;
        if (is_decided()) return levels;
        const int unmet = (nearer == kLevelNone ? 1 : 0) + (other == kLevelNone ? 1 : 0);
        return levels | static_cast<Specificity>(unmet) << kUnmetShift;
    }

    remit::DecidedBy decided_by_ = remit::DecidedBy::neither;
};

}  // namespace remit::authority
