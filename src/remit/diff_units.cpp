#include "remit/diff_units.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "remit/diff_texts.h"

namespace remit::remit {
namespace {

/// Up to so many pairs of units all are weighed; beyond, only those that share a rare word or a
/// code.
constexpr std::size_t kAllPairsMax = 10'000;

constexpr std::uint32_t kSameNameMin = 600;
constexpr std::uint32_t kSameContentMin = 500;

/// The words of all duties of a unit, as one text.
WordTable contents(const DiffSide& side) {
    WordTable table;
    std::vector<WordKey> all;
    for (const auto& duties : duties_by_unit(*side.remit)) {
        all.clear();
        for (const DutyId duty : duties) {
            if (side.remit->duty(duty).residual) continue;  // says the same in every unit
            const auto words = (*side.duty_words)[duty.index()];
            all.insert(all.end(), words.begin(), words.end());
        }
        table.add(all);
    }
    return table;
}

class UnitPairing {
  public:
    UnitPairing(const DiffSide& old_side, const DiffSide& new_side)
        : old_(*old_side.remit),
          new_(*new_side.remit),
          names_(*old_side.unit_words, *new_side.unit_words),
          old_contents_(contents(old_side)),
          new_contents_(contents(new_side)),
          contents_(old_contents_, new_contents_) {
        for (std::uint32_t unit = 0; unit < new_.units.size(); ++unit) {
            by_code_[new_.units[unit].code].push_back(unit);
        }
    }

    UnitPairs run() {
        std::vector<Edge> edges;
        std::vector<Edge> row;
        for (std::uint32_t unit = 0; unit < old_.units.size(); ++unit) {
            row.clear();
            for (const std::uint32_t other : candidates(unit)) {
                const std::int64_t weight = weigh(unit, other);
                if (weight > 0) row.push_back({unit, other, weight});
            }
            keep_heaviest(row);
            edges.insert(edges.end(), row.begin(), row.end());
        }
        const auto columns = best_assignment(static_cast<std::uint32_t>(old_.units.size()),
                                             static_cast<std::uint32_t>(new_.units.size()), edges);
        UnitPairs pairs{std::vector<UnitId>(old_.units.size()),
                        std::vector<UnitId>(new_.units.size())};
        for (std::uint32_t unit = 0; unit < columns.size(); ++unit) {
            if (columns[unit] == kUnpaired) continue;
            pairs.new_of_old[unit] = UnitId(columns[unit]);
            pairs.old_of_new[columns[unit]] = UnitId(unit);
        }
        return pairs;
    }

  private:
    [[nodiscard]] std::vector<std::uint32_t> candidates(std::uint32_t unit) const {
        std::vector<std::uint32_t> found;
        if (old_.units.size() * new_.units.size() <= kAllPairsMax) {
            for (std::uint32_t other = 0; other < new_.units.size(); ++other)
                found.push_back(other);
            return found;
        }
        found = names_.candidates(Side::old_side, unit);
        const auto alike = contents_.candidates(Side::old_side, unit);
        found.insert(found.end(), alike.begin(), alike.end());
        const auto coded = by_code_.find(old_.units[unit].code);
        if (coded != by_code_.end()) {
            const std::size_t count = std::min(coded->second.size(), kCandidatesPerWordMax);
            found.insert(found.end(), coded->second.begin(),
                         coded->second.begin() + static_cast<std::ptrdiff_t>(count));
        }
        std::ranges::sort(found);
        found.erase(std::ranges::unique(found).begin(), found.end());
        return found;
    }

    /// 0 where the two cannot be the same unit.
    [[nodiscard]] std::int64_t weigh(std::uint32_t unit, std::uint32_t other) const {
        const Unit& one = old_.units[unit];
        const Unit& two = new_.units[other];
        const std::uint32_t name = names_.similarity(unit, other);
        const std::uint32_t content = contents_.similarity(unit, other);
        const bool same_code = one.code == two.code;
        const bool is_possible = name >= kSameNameMin || content >= kSameContentMin ||
                                 (same_code && name + content >= kSameContentMin);
        if (!is_possible) return 0;
        std::int64_t weight = 4 * std::int64_t{name} + 4 * std::int64_t{content};
        if (same_code) weight += 600;
        if (one.kind == two.kind) weight += 300;
        if (same_parent(one, two)) weight += 300;
        const std::int64_t distance = std::int64_t{unit} - std::int64_t{other};
        return weight + std::max<std::int64_t>(0, 50 - (distance < 0 ? -distance : distance));
    }

    [[nodiscard]] bool same_parent(const Unit& one, const Unit& two) const {
        if (!one.parent.is_some() || !two.parent.is_some()) {
            return one.parent.is_some() == two.parent.is_some();
        }
        return names_.same(one.parent.index(), two.parent.index());
    }

    const Remit& old_;
    const Remit& new_;
    DiffTexts names_;
    WordTable old_contents_;
    WordTable new_contents_;
    DiffTexts contents_;
    std::map<std::string_view, std::vector<std::uint32_t>> by_code_;  // new units; views into new_
};

}  // namespace

UnitPairs pair_units(const DiffSide& old_side, const DiffSide& new_side) {
    return UnitPairing(old_side, new_side).run();
}

void keep_heaviest(std::vector<Edge>& row_edges) {
    if (row_edges.size() <= kPartnersMax) return;
    const auto last = row_edges.begin() + static_cast<std::ptrdiff_t>(kPartnersMax);
    std::ranges::nth_element(row_edges, last, [](const Edge& one, const Edge& other) {
        return one.weight != other.weight ? one.weight > other.weight : one.column < other.column;
    });
    row_edges.erase(last, row_edges.end());
}

}  // namespace remit::remit
