#include "remit/overlap.h"

#include <algorithm>
#include <functional>
#include <span>
#include <unordered_map>

#include "base/check.h"
#include "remit/near_texts.h"

namespace remit::remit {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;
/// Units above a unit that are asked whether they hold the text.
constexpr std::size_t kAncestorsMax = 16;

std::uint64_t hash_of(std::span<const WordKey> words) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const WordKey key : words) {
        hash = (hash ^ key) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 29U;
    }
    return hash;
}

/// A hash table from 64-bit keys to 32-bit values that never shrinks; the caller settles equal
/// keys.
class HashIndex {
  public:
    explicit HashIndex(std::size_t entry_count) {
        std::size_t size = 16;
        while (size < entry_count * 2) size *= 2;
        slots_.resize(size);
    }
    /// The value under `key` that `is_same` accepts, or a new one with `value`.
    template <typename Same>
    std::uint32_t find_or_add(std::uint64_t key, std::uint32_t value, const Same& is_same) {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = (key ^ (key >> 32U)) & mask;; slot = (slot + 1) & mask) {
            if (slots_[slot].value == kNone) {
                slots_[slot] = {key, value};
                return value;
            }
            if (slots_[slot].key == key && is_same(slots_[slot].value)) return slots_[slot].value;
        }
    }

  private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t value = kNone;
    };
    std::vector<Slot> slots_;
};

/// Who holds one text, as far as the act has been read.
struct Holders {
    struct Holder {
        UnitId unit;
        DutyId first;
    };
    std::vector<Holder> latest;  // at most kEarlierMax, of distinct units, the latest last
    bool is_cut = false;         // whether there were more
};

struct Measure {
    Likeness likeness;
    std::uint32_t similarity;
};

class OverlapSearch {
  public:
    OverlapSearch(const Remit& remit, const WordTable& words) : remit_(remit), words_(words) {
        REMIT_CHECK(words.size() == remit.duties.size());
        const UnitTree tree = UnitTree::of(remit);
        place_of_.resize(remit.units.size());
        last_below_.resize(remit.units.size());
        for (std::uint32_t place = 0; place < tree.preorder.size(); ++place) {
            place_of_[tree.preorder[place].index()] = place;
        }
        for (auto unit = tree.preorder.rbegin(); unit != tree.preorder.rend(); ++unit) {
            const auto& children = tree.children[unit->index()];
            last_below_[unit->index()] =
                children.empty() ? place_of_[unit->index()] : last_below_[children.back().index()];
        }
    }

    std::vector<Overlap> run() {
        const std::vector<std::uint32_t> order = participants();
        group(order);
        near_ = find_near_texts(texts_, kSimilarityMin, kNearWordsMin);
        std::vector<Overlap> found;
        std::vector<Overlap> of_duty;
        for (const std::uint32_t duty : order) {
            of_duty.clear();
            visit(DutyId(duty), of_duty);
            found.insert(found.end(), of_duty.begin(), of_duty.end());
        }
        return found;
    }

  private:
    /// Duties that are compared, in the order of the act.
    [[nodiscard]] std::vector<std::uint32_t> participants() const {
        std::vector<std::uint32_t> order;
        for (std::uint32_t duty = 0; duty < remit_.duties.size(); ++duty) {
            if (!remit_.duties[duty].residual && !words_[duty].empty()) order.push_back(duty);
        }
        std::ranges::stable_sort(
            order, {}, [&](std::uint32_t duty) { return remit_.duties[duty].extent.begin; });
        return order;
    }

    /// Numbers the distinct texts in the order in which the act first says them.
    void group(std::span<const std::uint32_t> order) {
        text_of_.resize(remit_.duties.size(), kNone);
        HashIndex index(order.size());
        for (const std::uint32_t duty : order) {
            const auto words = words_[duty];
            const auto next = static_cast<std::uint32_t>(texts_.size());
            const std::uint32_t text = index.find_or_add(
                hash_of(words), next,
                [&](std::uint32_t known) { return std::ranges::equal(texts_[known], words); });
            if (text == next) texts_.add(words);
            text_of_[duty] = text;
        }
        holders_.resize(texts_.size());
        first_in_unit_.reserve(order.size());
    }

    static std::uint64_t place(std::uint32_t text, UnitId unit) {
        return std::uint64_t{text} << 32U | unit.index();
    }

    void visit(DutyId duty, std::vector<Overlap>& found) {
        const std::uint32_t text = text_of_[duty.index()];
        const UnitId unit = remit_.duty(duty).unit;
        const auto [own, is_first] = first_in_unit_.try_emplace(place(text, unit), duty);
        if (!is_first) {
            found.push_back({duty, own->second, Likeness::exact, HolderRelation::same_unit, 1000});
            remember(text, unit, own->second);
            return;
        }
        report_elsewhere(duty, text, {Likeness::exact, 1000}, found);
        if (found.empty()) {
            for (const NearText& near : near_[text]) {
                report_near(duty, near, found);
                if (found.size() >= kEarlierMax) break;
            }
        }
        remember(text, unit, duty);
    }

    void report_near(DutyId duty, const NearText& near, std::vector<Overlap>& found) {
        const Measure measure{Likeness::near, near.similarity};
        const auto own = first_in_unit_.find(place(near.text, remit_.duty(duty).unit));
        if (own != first_in_unit_.end()) {
            add(duty, own->second, measure, HolderRelation::same_unit, found);
        }
        report_elsewhere(duty, near.text, measure, found);
    }

    /// Units above first, from the nearest up; then those that held the text last.
    void report_elsewhere(DutyId duty, std::uint32_t text, Measure measure,
                          std::vector<Overlap>& found) {
        const Holders& holders = holders_[text];
        const UnitId unit = remit_.duty(duty).unit;
        if (holders.is_cut) {
            report_above(duty, text, measure, found);
        } else {
            for (const std::uint32_t holder : from_nearest_above(holders, unit)) {
                add(duty, holders.latest[holder].first, measure, HolderRelation::ancestor, found);
            }
        }
        for (auto holder = holders.latest.rbegin(); holder != holders.latest.rend(); ++holder) {
            if (holder->unit == unit) continue;
            const bool is_line = is_above(holder->unit, unit) || is_above(unit, holder->unit);
            add(duty, holder->first, measure,
                is_line ? HolderRelation::ancestor : HolderRelation::rival, found);
        }
    }

    void report_above(DutyId duty, std::uint32_t text, Measure measure,
                      std::vector<Overlap>& found) {
        UnitId above = parent_of(remit_.duty(duty).unit);
        for (std::size_t steps = 0; above.is_some() && steps < kAncestorsMax; ++steps) {
            const auto holder = first_in_unit_.find(place(text, above));
            if (holder != first_in_unit_.end()) {
                add(duty, holder->second, measure, HolderRelation::ancestor, found);
            }
            above = parent_of(above);
        }
    }

    // OPTIMIZATION: a list that was never cut has every holder; asking the map for each unit above
    // took 3 s of 4 for 400,000 duties in pairs of near ones.
    [[nodiscard]] std::vector<std::uint32_t> from_nearest_above(const Holders& holders,
                                                                UnitId unit) const {
        std::vector<std::uint32_t> above;
        for (std::uint32_t index = 0; index < holders.latest.size(); ++index) {
            const UnitId holder = holders.latest[index].unit;
            if (holder != unit && is_above(holder, unit)) above.push_back(index);
        }
        std::ranges::sort(above, std::greater(), [&](std::uint32_t index) {
            return place_of_[holders.latest[index].unit.index()];
        });
        return above;
    }

    /// Remit::contains in constant time: a unit's descendants stand behind it without a gap.
    [[nodiscard]] bool is_above(UnitId above, UnitId unit) const {
        const std::uint32_t place = place_of_[unit.index()];
        return place_of_[above.index()] <= place && place <= last_below_[above.index()];
    }

    [[nodiscard]] UnitId parent_of(UnitId unit) const {
        return unit.is_some() ? remit_.unit(unit).parent : UnitId();
    }

    static void add(DutyId duty, DutyId earlier, Measure measure, HolderRelation relation,
                    std::vector<Overlap>& found) {
        const bool is_known = std::ranges::any_of(
            found, [&](const Overlap& other) { return other.earlier == earlier; });
        if (is_known || found.size() >= kEarlierMax) return;
        found.push_back({duty, earlier, measure.likeness, relation, measure.similarity});
    }

    void remember(std::uint32_t text, UnitId unit, DutyId first) {
        auto& latest = holders_[text].latest;
        std::erase_if(latest, [&](const Holders::Holder& holder) { return holder.unit == unit; });
        if (latest.size() == kEarlierMax) {
            latest.erase(latest.begin());
            holders_[text].is_cut = true;
        }
        latest.push_back({unit, first});
    }

    const Remit& remit_;
    const WordTable& words_;
    WordTable texts_;                          // the distinct texts
    std::vector<std::uint32_t> place_of_;      // by unit: its place in the tree's preorder
    std::vector<std::uint32_t> last_below_;    // by unit: the place of its last descendant
    std::vector<std::uint32_t> text_of_;       // by duty
    std::vector<std::vector<NearText>> near_;  // by text
    std::vector<Holders> holders_;             // by text
    std::unordered_map<std::uint64_t, DutyId> first_in_unit_;  // by text and unit; never iterated
};

}  // namespace

std::vector<Overlap> find_overlaps(const Remit& remit, const WordTable& words) {
    return OverlapSearch(remit, words).run();
}

}  // namespace remit::remit
