#include "remit/diff.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "remit/assignment.h"
#include "remit/diff_parts.h"
#include "remit/diff_texts.h"
#include "remit/diff_units.h"

namespace remit::remit {
namespace {

/// What staying in its unit adds to a pair of duties, against 10,000 for equal words; and standing
/// at the same place.
constexpr std::int64_t kSameUnitBonus = 1'500;
constexpr std::int64_t kSamePlaceBonus = 100;
/// Duties of the partner unit that are weighed for a duty, on both sides of its place.
constexpr std::size_t kPlacesAround = 32;

/// Compares `one` as old with `two` as new. diff() decides which of its arguments is which, so that
/// both orders of its arguments give mirror images even where several assignments are equally good.
class Comparison {
  public:
    Comparison(const DiffSide& one, const DiffSide& two)
        : old_(*one.remit),
          new_(*two.remit),
          unit_words_(*one.unit_words, *two.unit_words),
          texts_(*one.duty_words, *two.duty_words),
          units_(pair_units(one, two)),
          old_lists_(duties_by_unit(old_)),
          new_lists_(duties_by_unit(new_)) {
        REMIT_CHECK(one.duty_words->size() == old_.duties.size());
        REMIT_CHECK(two.duty_words->size() == new_.duties.size());
        place_in_unit_[0] = places(old_, old_lists_);
        place_in_unit_[1] = places(new_, new_lists_);
    }

    Diff run() {
        pair_duties();
        Diff result;
        compare_duties(result);
        compare_units(result);
        return result;
    }

  private:
    static std::vector<std::uint32_t> places(const Remit& remit,
                                             const std::vector<std::vector<DutyId>>& lists) {
        std::vector<std::uint32_t> found(remit.duties.size(), 0);
        for (const auto& list : lists) {
            for (std::uint32_t place = 0; place < list.size(); ++place)
                found[list[place].index()] = place;
        }
        return found;
    }

    void pair_duties() {
        std::vector<Edge> edges;
        std::vector<Edge> row;
        for (std::uint32_t duty = 0; duty < old_.duties.size(); ++duty) {
            row.clear();
            for (const std::uint32_t other : partners(duty)) {
                const std::int64_t weight = weigh(duty, other);
                if (weight > 0) row.push_back({duty, other, weight});
            }
            keep_heaviest(row);
            edges.insert(edges.end(), row.begin(), row.end());
        }
        pairs_.new_of_old = best_assignment(static_cast<std::uint32_t>(old_.duties.size()),
                                            static_cast<std::uint32_t>(new_.duties.size()), edges);
        pairs_.old_of_new.assign(new_.duties.size(), kUnpaired);
        for (std::uint32_t duty = 0; duty < pairs_.new_of_old.size(); ++duty) {
            const std::uint32_t other = pairs_.new_of_old[duty];
            if (other != kUnpaired) pairs_.old_of_new[other] = duty;
        }
    }

    /// New duties worth weighing: those that share a rare word, and those around the same place of
    /// the partner unit.
    [[nodiscard]] std::vector<std::uint32_t> partners(std::uint32_t duty) const {
        std::vector<std::uint32_t> found = texts_.candidates(Side::old_side, duty);
        const UnitId unit = units_.new_of_old[old_.duties[duty].unit.index()];
        if (unit.is_some()) {
            const auto& list = new_lists_[unit.index()];
            const std::size_t place = place_in_unit_[0][duty];
            const std::size_t first = place > kPlacesAround ? place - kPlacesAround : 0;
            for (std::size_t at = first; at < list.size() && at <= place + kPlacesAround; ++at) {
                found.push_back(static_cast<std::uint32_t>(list[at].index()));
            }
            // What closes the list (the residual duty) may have gone far from its place.
            if (!list.empty()) found.push_back(static_cast<std::uint32_t>(list.back().index()));
        }
        std::ranges::sort(found);
        found.erase(std::ranges::unique(found).begin(), found.end());
        return found;
    }

    [[nodiscard]] bool in_partner_units(std::uint32_t duty, std::uint32_t other) const {
        return units_.new_of_old[old_.duties[duty].unit.index()] == new_.duties[other].unit;
    }

    /// 0 where the two cannot be the same duty. Residual duties pair with each other, within their
    /// unit only.
    [[nodiscard]] std::int64_t weigh(std::uint32_t duty, std::uint32_t other) const {
        const bool same_unit = in_partner_units(duty, other);
        const bool is_residual = old_.duties[duty].residual;
        if (is_residual != new_.duties[other].residual || (is_residual && !same_unit)) return 0;
        const std::uint32_t similarity = texts_.similarity(duty, other);
        const std::uint32_t least = is_residual ? 1 : same_unit ? kPairMin : kMovedPairMin;
        if (similarity < least) return 0;
        std::int64_t weight = 10 * std::int64_t{similarity};
        if (texts_.same(duty, other)) weight += kSamePlaceBonus;
        if (!same_unit) return weight;
        const auto distance = std::int64_t{place_in_unit_[0][duty]} - place_in_unit_[1][other];
        return weight + kSameUnitBonus +
               std::max<std::int64_t>(0, kSamePlaceBonus - distance * distance);
    }

    void compare_duties(Diff& result) {
        FreeDuties is_free{std::vector<bool>(old_.duties.size()),
                           std::vector<bool>(new_.duties.size())};
        for (std::size_t duty = 0; duty < old_.duties.size(); ++duty) {
            is_free.old_duties[duty] = !old_.duties[duty].residual;
        }
        for (std::size_t duty = 0; duty < new_.duties.size(); ++duty) {
            is_free.new_duties[duty] = !new_.duties[duty].residual;
        }
        std::vector<bool> old_done(old_.duties.size());
        std::vector<bool> new_done(new_.duties.size());
        for (const PartGroup& group : find_parts(texts_, Side::new_side, pairs_, is_free)) {
            DutyChange change{.change = Change::split, .old_duties = {DutyId(group.whole)}};
            for (const std::uint32_t part : group.parts) change.new_duties.emplace_back(part);
            add_group(std::move(change), result, old_done, new_done);
        }
        for (const PartGroup& group : find_parts(texts_, Side::old_side, pairs_, is_free)) {
            DutyChange change{.change = Change::merged, .new_duties = {DutyId(group.whole)}};
            for (const std::uint32_t part : group.parts) change.old_duties.emplace_back(part);
            add_group(std::move(change), result, old_done, new_done);
        }
        add_pairs(result, old_done, new_done);
    }

    static void add_group(DutyChange change, Diff& result, std::vector<bool>& old_done,
                          std::vector<bool>& new_done) {
        for (const DutyId duty : change.old_duties) old_done[duty.index()] = true;
        for (const DutyId duty : change.new_duties) new_done[duty.index()] = true;
        result.duties.push_back(std::move(change));
    }

    void add_pairs(Diff& result, const std::vector<bool>& old_done,
                   const std::vector<bool>& new_done) const {
        for (std::uint32_t duty = 0; duty < old_.duties.size(); ++duty) {
            if (old_done[duty]) continue;
            const std::uint32_t other = pairs_.new_of_old[duty];
            if (other == kUnpaired || new_done[other]) {
                result.duties.push_back({.change = Change::dropped, .old_duties = {DutyId(duty)}});
            } else {
                result.duties.push_back(pair_change(duty, other));
            }
        }
        for (std::uint32_t duty = 0; duty < new_.duties.size(); ++duty) {
            if (new_done[duty]) continue;
            const std::uint32_t other = pairs_.old_of_new[duty];
            if (other != kUnpaired && !old_done[other]) continue;
            result.duties.push_back({.change = Change::added, .new_duties = {DutyId(duty)}});
        }
    }

    [[nodiscard]] DutyChange pair_change(std::uint32_t duty, std::uint32_t other) const {
        const bool same_words = texts_.same(duty, other);
        DutyChange change{.old_duties = {DutyId(duty)}, .new_duties = {DutyId(other)}};
        change.reworded = !same_words;
        change.similarity = same_words ? 1000 : texts_.similarity(duty, other);
        change.change = !in_partner_units(duty, other) ? Change::moved
                        : same_words                   ? Change::kept
                                                       : Change::reworded;
        return change;
    }

    /// From which old unit most duties of each new one come, or to which new unit most of each old
    /// one go.
    struct Flow {
        std::vector<std::map<UnitId, std::size_t>> into_new;  // by new unit
        std::vector<std::map<UnitId, std::size_t>> out_of_old;
        std::vector<std::size_t> old_count;
        std::vector<std::size_t> new_count;
    };

    [[nodiscard]] Flow flow_of(const Diff& result) const {
        Flow flow{.into_new = std::vector<std::map<UnitId, std::size_t>>(new_.units.size()),
                  .out_of_old = std::vector<std::map<UnitId, std::size_t>>(old_.units.size()),
                  .old_count = std::vector<std::size_t>(old_.units.size()),
                  .new_count = std::vector<std::size_t>(new_.units.size())};
        for (const Duty& duty : old_.duties)
            flow.old_count[duty.unit.index()] += duty.residual ? 0 : 1;
        for (const Duty& duty : new_.duties)
            flow.new_count[duty.unit.index()] += duty.residual ? 0 : 1;
        for (const DutyChange& change : result.duties) {
            for (const DutyId one : change.old_duties) {
                for (const DutyId two : change.new_duties) {
                    if (old_.duty(one).residual) continue;
                    ++flow.into_new[new_.duty(two).unit.index()][old_.duty(one).unit];
                    ++flow.out_of_old[old_.duty(one).unit.index()][new_.duty(two).unit];
                }
            }
        }
        return flow;
    }

    /// The unit on the other side that has more than half of these `count` duties, or none.
    static UnitId majority(const std::map<UnitId, std::size_t>& shares, std::size_t count) {
        for (const auto& [unit, share] : shares) {
            if (share * 2 > count) return unit;
        }
        return UnitId();
    }

    void compare_units(Diff& result) const {
        const Flow flow = flow_of(result);
        std::vector<std::vector<UnitId>> split_into(old_.units.size());
        std::vector<std::vector<UnitId>> merged_from(new_.units.size());
        std::vector<bool> new_done(new_.units.size());
        std::vector<bool> old_done(old_.units.size());
        for (std::uint32_t unit = 0; unit < new_.units.size(); ++unit) {
            if (units_.old_of_new[unit].is_some()) continue;
            const UnitId from = majority(flow.into_new[unit], flow.new_count[unit]);
            if (!from.is_some() || !units_.new_of_old[from.index()].is_some()) continue;
            split_into[from.index()].emplace_back(unit);
            new_done[unit] = true;
        }
        for (std::uint32_t unit = 0; unit < old_.units.size(); ++unit) {
            if (units_.new_of_old[unit].is_some()) continue;
            const UnitId into = majority(flow.out_of_old[unit], flow.old_count[unit]);
            if (!into.is_some()) continue;
            const UnitId heir = units_.old_of_new[into.index()];
            if (!heir.is_some() || !split_into[heir.index()].empty()) continue;
            merged_from[into.index()].emplace_back(unit);
            old_done[unit] = true;
        }
        for (std::uint32_t unit = 0; unit < old_.units.size(); ++unit) {
            if (old_done[unit]) continue;
            result.units.push_back(unit_change(UnitId(unit), split_into, merged_from));
        }
        for (std::uint32_t unit = 0; unit < new_.units.size(); ++unit) {
            if (new_done[unit] || units_.old_of_new[unit].is_some()) continue;
            result.units.push_back({.change = Change::added, .new_units = {UnitId(unit)}});
        }
    }

    [[nodiscard]] UnitChange unit_change(
        UnitId unit, const std::vector<std::vector<UnitId>>& split_into,
        const std::vector<std::vector<UnitId>>& merged_from) const {
        UnitChange change{.old_units = {unit}};
        const UnitId other = units_.new_of_old[unit.index()];
        if (!other.is_some()) {
            change.change = Change::dropped;
            return change;
        }
        change.new_units = {other};
        change.renamed = !unit_words_.same(unit.index(), other.index());
        change.renumbered = old_.unit(unit).code != new_.unit(other).code;
        const UnitId parent = old_.unit(unit).parent;
        const UnitId heir = parent.is_some() ? units_.new_of_old[parent.index()] : UnitId();
        change.moved = heir != new_.unit(other).parent;
        change.change = change.moved     ? Change::moved
                        : change.renamed ? Change::reworded
                                         : Change::kept;
        if (!split_into[unit.index()].empty()) {
            change.change = Change::split;
            append(change.new_units, split_into[unit.index()]);
        } else if (!merged_from[other.index()].empty()) {
            change.change = Change::merged;
            append(change.old_units, merged_from[other.index()]);
        }
        return change;
    }

    static void append(std::vector<UnitId>& units, const std::vector<UnitId>& more) {
        units.insert(units.end(), more.begin(), more.end());
        std::ranges::sort(units);
    }

    const Remit& old_;
    const Remit& new_;
    DiffTexts unit_words_;
    DiffTexts texts_;
    UnitPairs units_;
    std::vector<std::vector<DutyId>> old_lists_;
    std::vector<std::vector<DutyId>> new_lists_;
    std::vector<std::uint32_t> place_in_unit_[2];  // by duty, of the old and the new act
    DutyPairs pairs_;
};

/// A total order on versions by what they say, which word keys do not enter: those depend on which
/// was read first.
bool is_before(const DiffSide& one, const DiffSide& two) {
    const auto key = [](const DiffSide& side) {
        return std::pair(side.remit->duties.size(), side.remit->units.size());
    };
    if (key(one) != key(two)) return key(one) < key(two);
    for (std::size_t unit = 0; unit < one.remit->units.size(); ++unit) {
        const Unit& left = one.remit->units[unit];
        const Unit& right = two.remit->units[unit];
        if (left.code != right.code) return left.code < right.code;
        if (left.name != right.name) return left.name < right.name;
    }
    for (std::size_t duty = 0; duty < one.remit->duties.size(); ++duty) {
        const Duty& left = one.remit->duties[duty];
        const Duty& right = two.remit->duties[duty];
        if (left.unit != right.unit) return left.unit < right.unit;
        const auto left_words = (*one.duty_words)[duty].size();
        const auto right_words = (*two.duty_words)[duty].size();
        if (left_words != right_words) return left_words < right_words;
        if (left.extent.begin != right.extent.begin) return left.extent.begin < right.extent.begin;
        if (left.extent.end != right.extent.end) return left.extent.end < right.extent.end;
    }
    return false;
}

Change mirrored(Change change) {
    switch (change) {
        case Change::kept:
            return Change::kept;
        case Change::reworded:
            return Change::reworded;
        case Change::moved:
            return Change::moved;
        case Change::split:
            return Change::merged;
        case Change::merged:
            return Change::split;
        case Change::dropped:
            return Change::added;
        case Change::added:
            return Change::dropped;
    }
    return change;
}

void mirror(Diff& diff) {
    for (UnitChange& unit : diff.units) {
        unit.change = mirrored(unit.change);
        std::swap(unit.old_units, unit.new_units);
    }
    for (DutyChange& duty : diff.duties) {
        duty.change = mirrored(duty.change);
        std::swap(duty.old_duties, duty.new_duties);
    }
}

/// Old units and duties in the order of their table (acts are tabled as they are written), then the
/// new ones.
void sort(Diff& diff) {
    std::ranges::stable_sort(diff.units, [](const UnitChange& one, const UnitChange& two) {
        if (one.old_units.empty() || two.old_units.empty()) {
            if (one.old_units.empty() != two.old_units.empty()) return two.old_units.empty();
            return one.new_units.front() < two.new_units.front();
        }
        return one.old_units.front() < two.old_units.front();
    });
    std::ranges::stable_sort(diff.duties, [](const DutyChange& one, const DutyChange& two) {
        if (one.old_duties.empty() || two.old_duties.empty()) {
            if (one.old_duties.empty() != two.old_duties.empty()) return two.old_duties.empty();
            return one.new_duties.front() < two.new_duties.front();
        }
        return one.old_duties.front() < two.old_duties.front();
    });
}

}  // namespace

Diff diff(const DiffSide& old_side, const DiffSide& new_side) {
    REMIT_CHECK(old_side.unit_words->size() == old_side.remit->units.size());
    REMIT_CHECK(new_side.unit_words->size() == new_side.remit->units.size());
    const bool is_swapped = is_before(new_side, old_side);
    Diff result =
        is_swapped ? Comparison(new_side, old_side).run() : Comparison(old_side, new_side).run();
    if (is_swapped) mirror(result);
    sort(result);
    return result;
}

}  // namespace remit::remit
