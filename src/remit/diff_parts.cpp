#include "remit/diff_parts.h"

#include <algorithm>
#include <map>

#include "remit/assignment.h"

namespace remit::remit {
namespace {

/// A part says at least so many words of the whole, and so much of what it shares is its own, in
/// thousandths.
constexpr std::size_t kPartWordsMin = 3;
constexpr std::uint32_t kOwnPartMin = 200;
/// The parts together say at least this much of a whole that has no partner, in thousandths.
constexpr std::uint32_t kCoveredMin = 500;
/// So much of the whole's partner stands in the whole, so that the partner is itself a part of it.
constexpr std::uint32_t kPartnerMin = 500;

class PartSearch {
  public:
    PartSearch(const DiffTexts& texts, Side parts_side, const DutyPairs& pairs, FreeDuties& is_free)
        : texts_(texts),
          side_(parts_side),
          partner_of_part_(parts_side == Side::new_side ? pairs.old_of_new : pairs.new_of_old),
          partner_of_whole_(parts_side == Side::new_side ? pairs.new_of_old : pairs.old_of_new),
          free_parts_(parts_side == Side::new_side ? is_free.new_duties : is_free.old_duties),
          free_wholes_(parts_side == Side::new_side ? is_free.old_duties : is_free.new_duties) {}

    std::vector<PartGroup> run() {
        std::map<std::uint32_t, std::vector<std::uint32_t>> parts_of;
        for (std::uint32_t part = 0; part < partner_of_part_.size(); ++part) {
            if (partner_of_part_[part] != kUnpaired || !free_parts_[part]) continue;
            const std::uint32_t whole = best_whole(part);
            if (whole != kUnpaired) parts_of[whole].push_back(part);
        }
        std::vector<PartGroup> groups;
        for (auto& [whole, parts] : parts_of) {
            const std::uint32_t partner = partner_of_whole_[whole];
            if (partner != kUnpaired) parts.push_back(partner);
            if (!is_group(whole, parts)) continue;
            std::ranges::sort(parts);
            free_wholes_[whole] = false;
            for (const std::uint32_t part : parts) free_parts_[part] = false;
            groups.push_back({whole, parts});
        }
        return groups;
    }

  private:
    [[nodiscard]] std::uint32_t best_whole(std::uint32_t part) const {
        std::uint32_t best = kUnpaired;
        std::uint32_t best_part = kPartMin - 1;
        for (const std::uint32_t whole : texts_.candidates(side_, part)) {
            if (!free_wholes_[whole]) continue;
            const std::uint32_t contained = texts_.containment(side_, part, whole);
            if (contained <= best_part || !is_part(part, whole)) continue;
            best = whole;
            best_part = contained;
        }
        return best;
    }

    [[nodiscard]] bool is_part(std::uint32_t part, std::uint32_t whole) const {
        const std::size_t shared = side_ == Side::new_side ? texts_.shared_words(whole, part)
                                                           : texts_.shared_words(part, whole);
        if (shared < kPartWordsMin) return false;
        const std::uint32_t partner = partner_of_whole_[whole];
        if (partner == kUnpaired) return true;
        return free_parts_[partner] && texts_.containment(side_, partner, whole) >= kPartnerMin &&
               texts_.own_part(side_, part, whole, partner) >= kOwnPartMin;
    }

    /// Parts of a whole that has no partner must differ from each other and say enough of the whole
    /// together.
    [[nodiscard]] bool is_group(std::uint32_t whole, std::vector<std::uint32_t>& parts) const {
        if (partner_of_whole_[whole] != kUnpaired) return true;
        std::vector<std::uint32_t> different;
        std::uint32_t covered = 0;
        const Side whole_side = side_ == Side::new_side ? Side::old_side : Side::new_side;
        for (const std::uint32_t part : parts) {
            const bool is_own = std::ranges::all_of(different, [&](std::uint32_t other) {
                return texts_.own_part(side_, part, whole, other) >= kOwnPartMin;
            });
            if (!is_own) continue;
            different.push_back(part);
            covered += texts_.containment(whole_side, whole, part);
        }
        parts = std::move(different);
        return parts.size() >= 2 && covered >= kCoveredMin;
    }

    const DiffTexts& texts_;
    Side side_;
    const std::vector<std::uint32_t>& partner_of_part_;
    const std::vector<std::uint32_t>& partner_of_whole_;
    std::vector<bool>& free_parts_;
    std::vector<bool>& free_wholes_;
};

}  // namespace

std::vector<PartGroup> find_parts(const DiffTexts& texts, Side parts_side, const DutyPairs& pairs,
                                  FreeDuties& is_free) {
    return PartSearch(texts, parts_side, pairs, is_free).run();
}

}  // namespace remit::remit
