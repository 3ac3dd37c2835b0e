// Random choices of one seed: the same on every machine and with every standard library.
//
// Not for secrets. Invariant: what is drawn depends on the seed and on what was drawn before, and
// on nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace remit::sim {

/// SplitMix64, by Steele, Lea and Flood.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    /// 0 to limit - 1; 0 of a limit of 0.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : next() % limit; }
    std::int64_t between(std::int64_t first, std::int64_t last) {
        return first + static_cast<std::int64_t>(below(static_cast<std::size_t>(last - first + 1)));
    }
    bool chance(unsigned percent) { return below(100) < percent; }

    template <typename Entries>
    const auto& pick(const Entries& entries) {
        return entries[below(entries.size())];
    }
    template <typename Entry>
    Entry one_of(std::initializer_list<Entry> entries) {
        return entries.begin()[below(entries.size())];
    }
    /// Each entry with so many percent.
    template <typename Entry>
    std::vector<Entry> some(const std::vector<Entry>& entries, unsigned percent) {
        std::vector<Entry> chosen;
        for (const Entry& entry : entries) {
            if (chance(percent)) chosen.push_back(entry);
        }
        return chosen;
    }

  private:
    std::uint64_t state_;
};

}  // namespace remit::sim
