// The words that stay, go and come put both texts together again.
#include "remit/word_diff.h"

#include <doctest/doctest.h>

#include <random>

namespace remit::remit {
namespace {

using Words = std::vector<WordKey>;

void check_whole(const Words& before, const Words& after) {
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    for (const WordRun& run : diff_words(before, after)) {
        CHECK(run.old_begin == old_at);
        CHECK(run.new_begin == new_at);
        if (run.change == WordChange::stays) {
            REQUIRE(run.old_end - run.old_begin == run.new_end - run.new_begin);
            for (std::size_t word = 0; word < run.old_end - run.old_begin; ++word) {
                CHECK(before[run.old_begin + word] == after[run.new_begin + word]);
            }
        }
        old_at = run.old_end;
        new_at = run.new_end;
    }
    CHECK(old_at == before.size());
    CHECK(new_at == after.size());
}

}  // namespace

TEST_CASE("word diff: a replaced word goes before the other comes") {
    const std::vector<WordRun> expected{{WordChange::stays, 0, 1, 0, 1},
                                        {WordChange::goes, 1, 2, 1, 1},
                                        {WordChange::comes, 2, 2, 1, 3},
                                        {WordChange::stays, 2, 3, 3, 4}};
    CHECK(diff_words(Words{1, 2, 3}, Words{1, 8, 9, 3}) == expected);
    CHECK(diff_words(Words{}, Words{}).empty());
}

TEST_CASE("word diff: random texts are put together again, long ones too") {
    std::mt19937 random(2);  // NOLINT: a fixed seed
    for (int round = 0; round < 200; ++round) {
        Words before(random() % 12);
        Words after(random() % 12);
        for (WordKey& key : before) key = static_cast<WordKey>(random() % 4);
        for (WordKey& key : after) key = static_cast<WordKey>(random() % 4);
        check_whole(before, after);
    }
    Words before(5'000, 1);
    Words after(5'000, 2);
    before.front() = after.front() = before.back() = after.back() = 3;
    CHECK(diff_words(before, after).size() == 4);
    check_whole(before, after);
}

}  // namespace remit::remit
