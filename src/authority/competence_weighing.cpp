#include "authority/competence_weighing.h"

#include <algorithm>
#include <array>
#include <vector>

namespace remit::authority {

namespace {

using remit::UnitId;

/// A unit and those above it, itself first; and beyond the top, where other trees stand.
class Line {
  public:
    struct Place {
        UnitId unit;  // none beyond the top
        std::uint32_t enter = 0;
        std::uint32_t length = 0;
    };

    Line(const LineTree& tree, UnitId unit) {
        const std::size_t above = tree.depth(unit) + 1;
        if (above + 1 > few_.size()) many_.resize(above + 1);
        places_ = many_.empty() ? few_.data() : many_.data();
        for (; count_ < above; unit = tree.parent(unit)) {
            const auto [enter, length] = tree.below(unit);
            places_[count_++] = {unit, enter, length};
        }
        places_[count_++] = {UnitId(), 0, 0xFFFFFFFFU};
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    [[nodiscard]] const Place& operator[](std::size_t at) const { return places_[at]; }
    /// The lowest place at or above which a unit stands that was entered then.
    [[nodiscard]] std::size_t place_above(std::uint32_t enter) const {
        std::size_t at = 0;
        while (enter - places_[at].enter >= places_[at].length) ++at;
        return at;
    }

  private:
    std::array<Place, 8> few_;
    std::vector<Place> many_;
    Place* places_ = nullptr;
    std::size_t count_ = 0;
};

class Scales {
  public:
    Scales(const ClaimSet& set, const LineTree& tree, UnitId unit)
        : set_(set), order_(set.order()), tree_(tree), line_(tree, unit), unit_(unit) {}

    Weighed weigh() {
        for (const Claim& claim : set_.all()) take_side(claim);
        for (const Claim& claim : set_.all()) {
            const std::size_t at = place_of(claim);
            if (at > 0 && line_[at].unit != claim.unit) compare(claim, at);
        }
        return weighed_;
    }

  private:
    /// A claim on the unit's line, and the place from which on it is on its side.
    struct Sided {
        const Claim* claim;
        std::size_t place;
    };

    [[nodiscard]] std::size_t place_of(const Claim& claim) const {
        return line_.place_above(tree_.below(claim.unit).enter);
    }
    [[nodiscard]] bool before(const Claim& one, const Claim& other) const {
        return order_.goes_before(one.specificity, other.specificity);
    }

    void take_side(const Claim& claim) {
        const std::size_t at = place_of(claim);
        if (at > 0 && line_[at].unit != claim.unit) return;
        if (claim.unit == unit_) weighed_.own_claim = &claim;
        if (at == 0 && is_better(order_, claim, weighed_.best_below)) weighed_.best_below = &claim;
        side_.push_back({&claim, at});
    }

    /// Of the unit's side at the parting, the first that goes before the claim.
    [[nodiscard]] const Claim* holder_against(const Claim& claim, std::size_t parting) const {
        for (const auto& [mine, place] : side_) {
            if (place < parting && before(*mine, claim)) return mine;
        }
        return nullptr;
    }

    void compare(const Claim& other, std::size_t parting) {
        if (const Claim* mine = holder_against(other, parting)) {
            if (!is_better(order_, other, weighed_.runner_up)) return;
            weighed_.runner_up = &other;
            weighed_.before_runner_up = order_.criterion(mine->specificity, other.specificity);
            return;
        }
        note(is_behind(other, parting) ? Weighed::Outcome::outranked : Weighed::Outcome::tied,
             parting);
    }

    /// Whether the side of the other claim's unit holds against all of this unit's.
    [[nodiscard]] bool is_behind(const Claim& other, std::size_t parting) const {
        const UnitId apex = line_[parting].unit;
        const auto is_theirs = [&](const Claim& claim) {
            return claim.unit != apex && (!apex.is_some() || tree_.contains(apex, claim.unit)) &&
                   tree_.related(claim.unit, other.unit);
        };
        return std::ranges::all_of(side_, [&](const Sided& mine) {
            return mine.place >= parting ||
                   std::ranges::any_of(set_.all(), [&](const Claim& claim) {
                       return before(claim, *mine.claim) && is_theirs(claim);
                   });
        });
    }

    void note(Weighed::Outcome outcome, std::size_t parting) {
        if (outcome < weighed_.outcome) return;
        const bool first = outcome > weighed_.outcome;
        weighed_.outcome = outcome;
        if (first || parting > highest_) {
            highest_ = parting;
            weighed_.apex = line_[parting].unit;
        }
        if (first || parting < lowest_) {
            lowest_ = parting;
            weighed_.branch = line_[parting - 1].unit;
        }
        if (outcome == Weighed::Outcome::outranked) weighed_.behind_by = behind_by(parting);
    }
    /// What the best claim has before the best of the unit's side.
    [[nodiscard]] Criterion behind_by(std::size_t parting) const {
        const Claim* mine = best_of_side(parting);
        const Claim* best = nullptr;
        for (const Claim& claim : set_.all()) {
            if (before(claim, *mine) && is_better(order_, claim, best)) best = &claim;
        }
        return order_.criterion(best->specificity, mine->specificity);
    }
    [[nodiscard]] const Claim* best_of_side(std::size_t parting) const {
        const Claim* best = nullptr;
        for (const auto& [mine, place] : side_) {
            if (place < parting && is_better(order_, *mine, best)) best = mine;
        }
        return best;
    }

    const ClaimSet& set_;
    const ClaimOrder order_;
    const LineTree& tree_;
    const Line line_;
    const UnitId unit_;
    std::vector<Sided> side_;
    std::size_t highest_ = 0;
    std::size_t lowest_ = 0;
    Weighed weighed_;
};

}  // namespace

Weighed weigh(const ClaimSet& set, const LineTree& tree, UnitId unit) {
    return Scales(set, tree, unit).weigh();
}

bool is_better(const ClaimOrder& order, const Claim& one, const Claim* other) {
    if (other == nullptr) return true;
    const Specificity mine = order.linear(one.specificity);
    const Specificity theirs = order.linear(other->specificity);
    return mine != theirs ? mine < theirs : one.duty < other->duty;
}

}  // namespace remit::authority
