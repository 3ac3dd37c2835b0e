// Repeated duties are found once each, with the right earlier holder, however often an act repeats
// itself.
#include "remit/overlap.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <random>

#include "remit/near_texts.h"

namespace remit::remit {
namespace {

/// Units 0 (top), 1 and 2 below it, 3 below 1.
class Act {
  public:
    Act() {
        remit.units.resize(4);
        remit.units[1].parent = remit.units[2].parent = UnitId(std::size_t{0});
        remit.units[3].parent = UnitId(std::size_t{1});
    }
    DutyId say(std::size_t unit, std::initializer_list<WordKey> text) {
        return say(unit, std::vector<WordKey>(text));
    }
    DutyId say(std::size_t unit, const std::vector<WordKey>& text) {
        const auto begin = static_cast<std::uint32_t>(remit.duties.size() * 10);
        Duty duty;
        duty.unit = UnitId(unit);
        duty.extent = {begin, begin + 9};
        remit.duties.push_back(duty);
        words.add(text);
        return DutyId(remit.duties.size() - 1);
    }
    [[nodiscard]] std::vector<Overlap> overlaps() const { return find_overlaps(remit, words); }

    Remit remit;
    WordTable words;
};

constexpr auto kExact = Likeness::exact;

}  // namespace

TEST_CASE("overlap: a duty said twice in one unit is reported against the first") {
    Act act;
    const DutyId first = act.say(1, {1, 2, 3});
    const DutyId second = act.say(1, {1, 2, 3});
    const DutyId third = act.say(1, {1, 2, 3});
    const std::vector<Overlap> expected{{second, first, kExact, HolderRelation::same_unit, 1000},
                                        {third, first, kExact, HolderRelation::same_unit, 1000}};
    CHECK(act.overlaps() == expected);
}

TEST_CASE("overlap: units above come first, then rivals") {
    Act act;
    const DutyId top = act.say(0, {1, 2, 3});
    const DutyId rival = act.say(2, {1, 2, 3});
    const DutyId leaf = act.say(3, {1, 2, 3});
    const std::vector<Overlap> expected{{rival, top, kExact, HolderRelation::ancestor, 1000},
                                        {leaf, top, kExact, HolderRelation::ancestor, 1000},
                                        {leaf, rival, kExact, HolderRelation::rival, 1000}};
    CHECK(act.overlaps() == expected);
}

TEST_CASE("overlap: a unit that stands above but is written later is still in line") {
    Act act;
    const DutyId leaf = act.say(3, {1, 2, 3});
    const DutyId top = act.say(0, {1, 2, 3});
    CHECK(act.overlaps() ==
          std::vector<Overlap>{{top, leaf, kExact, HolderRelation::ancestor, 1000}});
}

TEST_CASE("overlap: five words of seven are near, four of seven are not") {
    Act act;
    const DutyId whole = act.say(1, {1, 2, 3, 4, 5, 6, 7});
    const DutyId five = act.say(2, {7, 6, 5, 4, 3});
    act.say(3, {7, 6, 5, 4});
    const auto found = act.overlaps();
    REQUIRE(found.size() == 2);
    CHECK(found[0] == Overlap{five, whole, Likeness::near, HolderRelation::rival, 714});
    CHECK(found[1].earlier == five);
}

TEST_CASE("overlap: the same words in another order are near, not exact") {
    Act act;
    act.say(1, {1, 2, 3, 4});
    act.say(2, {4, 3, 2, 1});
    const auto found = act.overlaps();
    REQUIRE(found.size() == 1);
    CHECK(found[0].likeness == Likeness::near);
    CHECK(found[0].similarity == 1000);
}

TEST_CASE("overlap: residual, wordless and short duties are left alone") {
    Act act;
    act.remit.duties.reserve(8);
    for (const std::size_t unit : {1U, 2U}) {
        const DutyId residual = act.say(unit, {1, 2, 3, 4});
        act.remit.duties[residual.index()].residual = true;
        act.say(unit, {});
        act.say(unit, {static_cast<WordKey>(10 + unit), 20, 21});
    }
    CHECK(act.overlaps().empty());
}

TEST_CASE("overlap: an exact overlap silences near ones of the same duty") {
    Act act;
    act.say(1, {1, 2, 3, 4, 5});
    act.say(1, {1, 2, 3, 4, 5, 6});
    act.say(2, {1, 2, 3, 4, 5});
    const auto found = act.overlaps();
    REQUIRE(found.size() == 2);
    CHECK(found[1].likeness == kExact);
}

TEST_CASE("overlap: no duty is reported more often than the limit") {
    Act act;
    act.remit.units.resize(2000);
    for (std::size_t unit = 4; unit < 2000; ++unit) act.say(unit, {1, 2, 3, 4, 5});
    const auto found = act.overlaps();
    CHECK(found.size() == (2000 - 4 - kEarlierMax) * kEarlierMax + 1 + 2 + 3);
    for (const Overlap& overlap : found) CHECK(overlap.earlier < overlap.duty);
}

TEST_CASE("overlap: near texts agree with comparing all with all on random texts") {
    std::mt19937 random(20);  // NOLINT: a fixed seed
    for (int round = 0; round < 60; ++round) {
        WordTable words;
        std::vector<std::vector<WordKey>> sets;
        for (std::size_t text = 0; text < 25; ++text) {
            std::vector<WordKey> set;
            for (WordKey key = 0; key < 14; ++key) {
                if (random() % 2 == 0) set.push_back(key);
            }
            words.add(set);
            sets.push_back(set);
        }
        const auto found = find_near_texts(words, kSimilarityMin, kNearWordsMin);
        for (std::size_t text = 0; text < sets.size(); ++text) {
            std::size_t expected = 0;
            for (std::size_t other = 0; other < text; ++other) {
                const bool enough =
                    std::min(sets[text].size(), sets[other].size()) >= kNearWordsMin;
                if (enough && jaccard(sets[text], sets[other]) >= kSimilarityMin) ++expected;
            }
            CHECK(found[text].size() == std::min(expected, kNearTextsMax));
        }
    }
}

TEST_CASE(
    "overlap: an act repeated to 100,000 duties, and as many distinct duties, are both finished") {
    std::mt19937 random(7);  // NOLINT: a fixed seed
    Act repeated;
    Act distinct;
    repeated.remit.units.resize(9);
    distinct.remit.units.resize(9);
    for (std::size_t duty = 0; duty < 100'000; ++duty) {
        const auto seed = static_cast<WordKey>(duty % 90);
        repeated.say(duty % 9, {seed, seed + 1, seed + 2, seed * 7 % 50, 3, 4, seed + 9});
        std::vector<WordKey> text;
        text.reserve(10);
        for (int word = 0; word < 10; ++word) text.push_back(static_cast<WordKey>(random() % 400));
        distinct.say(duty % 9, text);
    }
    CHECK(repeated.overlaps().size() <= 100'000);
    CHECK(distinct.overlaps().size() <= 100'000 * kEarlierMax);
}

}  // namespace remit::remit
