// What changed between two versions of an act: its units and its duties.
//
// Invariant: every unit and every duty of both versions stands in exactly one change, and diff(b,
// a) says of each the mirror image of diff(a, b): dropped for new, merged for split. Duties are
// paired by one best assignment over the whole act, never greedily line by line. Nothing here knows
// what the words mean.
#pragma once

#include <cstdint>
#include <vector>

#include "remit/model.h"
#include "remit/word_table.h"

namespace remit::remit {

/// One version. The words of all four tables must be keys of one lexicon, so that equal words have
/// equal keys.
struct DiffSide {
    const Remit* remit = nullptr;           // borrowed, as are the tables
    const WordTable* duty_words = nullptr;  // by duty
    const WordTable* unit_words = nullptr;  // by unit: the words of its name
};

enum class Change : std::uint8_t {
    kept,
    reworded,  // the same duty in other words; of a unit: another name
    moved,     // of a duty: to another unit; of a unit: to another place in the house
    split,     // one into several
    merged,    // several into one
    dropped,
    added,
};

struct UnitChange {
    Change change = Change::kept;
    std::vector<UnitId> old_units{};
    std::vector<UnitId> new_units{};
    bool renamed = false;  // beside whatever else; so are the next two
    bool moved = false;
    bool renumbered = false;

    bool operator==(const UnitChange&) const = default;
};

struct DutyChange {
    Change change = Change::kept;
    std::vector<DutyId> old_duties{};
    std::vector<DutyId> new_duties{};
    bool reworded = false;         // a moved duty that also has other words
    std::uint32_t similarity = 0;  // of a pair, in thousandths

    bool operator==(const DutyChange&) const = default;
};

struct Diff {
    std::vector<UnitChange>
        units;  // in the order of the old act, then what is new in the order of the new one
    std::vector<DutyChange> duties;  // likewise
};

/// Pairs may be this unlike, in thousandths of weighted words: within a unit, and across units,
/// where only a clear likeness is a move and not two duties.
inline constexpr std::uint32_t kPairMin = 400;
inline constexpr std::uint32_t kMovedPairMin = 600;
/// The part of a piece that must stand in the whole for the whole to have been split into it.
inline constexpr std::uint32_t kPartMin = 700;
/// The possible partners kept for one duty or unit, heaviest first.
inline constexpr std::size_t kPartnersMax = 24;

/// Compares two versions. Cost: 2,000 duties a side take some tens of milliseconds.
Diff diff(const DiffSide& old_side, const DiffSide& new_side);

}  // namespace remit::remit
