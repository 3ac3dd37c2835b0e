// The automaton against a search that tries every phrase at every word.
#include "route/phrase_automaton.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

namespace remit::route {
namespace {

using Words = std::vector<KeyId>;

struct Visit {
    std::uint32_t value = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Visit&) const = default;
};

std::vector<Visit> scan(const PhraseAutomaton& automaton, const Words& text) {
    std::vector<Visit> visits;
    automaton.scan(
        text.size(), [&](std::size_t word) { return text[word]; },
        [&](std::uint32_t value, std::size_t begin, std::size_t end) {
            visits.push_back({value, begin, end});
        });
    return visits;
}

PhraseAutomaton automaton_of(const std::vector<Words>& phrases) {
    PhraseAutomaton automaton;
    for (std::uint32_t value = 0; value < phrases.size(); ++value) {
        automaton.add(phrases[value], value);
    }
    automaton.build();
    return automaton;
}

/// In the order that the automaton promises: by end, the longer first.
std::vector<Visit> naive(const std::vector<Words>& phrases, const Words& text) {
    std::vector<Visit> found;
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        for (std::uint32_t value = 0; value < phrases.size(); ++value) {
            const Words& phrase = phrases[value];
            if (phrase.empty() || begin + phrase.size() > text.size()) continue;
            const auto at = text.begin() + static_cast<std::ptrdiff_t>(begin);
            if (!std::equal(phrase.begin(), phrase.end(), at)) continue;
            found.push_back({value, begin, begin + phrase.size()});
        }
    }
    std::ranges::sort(found, {},
                      [](const Visit& one) { return std::tuple(one.end, one.begin, one.value); });
    return found;
}

}  // namespace

TEST_CASE("automaton: every occurrence is visited, the longer before the shorter of one end") {
    const auto automaton = automaton_of({{1, 2, 3}, {2, 3}, {3}, {2}});
    CHECK(scan(automaton, {1, 2, 3}) ==
          std::vector<Visit>{{3, 1, 2}, {0, 0, 3}, {1, 1, 3}, {2, 2, 3}});
}

TEST_CASE("automaton: several values may have one phrase, and a phrase may hold itself") {
    const auto automaton = automaton_of({{1, 1}, {1, 1}});
    CHECK(scan(automaton, {1, 1, 1}) ==
          std::vector<Visit>{{0, 0, 2}, {1, 0, 2}, {0, 1, 3}, {1, 1, 3}});
}

TEST_CASE("automaton: a word that stands in no phrase parts what stands beside it") {
    const auto automaton = automaton_of({{1, 2}});
    CHECK(scan(automaton, {1, kNoKey, 2}).empty());
    CHECK(scan(automaton, {kNoKey, 1, 2, kNoKey}) == std::vector<Visit>{{0, 1, 3}});
    CHECK(scan(automaton, {1, 9, 2}).empty());
}

TEST_CASE("automaton: without phrases, and for an empty text, nothing is found") {
    CHECK(scan(automaton_of({}), {1, 2}).empty());
    CHECK(scan(automaton_of({{}, {}}), {1, 2}).empty());
    CHECK(scan(automaton_of({{1}}), {}).empty());
}

TEST_CASE("automaton: on random phrases and texts it finds what a naive search finds") {
    std::mt19937 chance(2026);
    const auto below = [&](std::size_t count) { return chance() % count; };
    for (int round = 0; round < 2000; ++round) {
        const std::size_t letters = 1 + below(4);
        const auto words = [&](std::size_t count_max) {
            Words made(below(count_max + 1));
            for (KeyId& key : made) key = static_cast<KeyId>(1 + below(letters));
            return made;
        };
        std::vector<Words> phrases;
        for (std::size_t count = below(12); count > 0; --count) phrases.push_back(words(5));
        Words text = words(40);
        for (KeyId& key : text) {
            if (below(12) == 0) key = kNoKey;
        }
        CAPTURE(round);
        REQUIRE(scan(automaton_of(phrases), text) == naive(phrases, text));
    }
}

}  // namespace remit::route
