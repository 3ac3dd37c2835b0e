// What is suggested for a wrong word, and that nothing is where nothing is near.
#include "cli/nearest.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using remit::cli::find_nearest;

TEST_CASE("cli: the nearest word has the fewest slips") {
    constexpr std::array<std::string_view, 4> kWords{"compile", "lint", "diff", "duplicate-duty"};
    CHECK(find_nearest("complie", kWords) == "compile");
    CHECK(find_nearest("lnit", kWords) == "lint");
    CHECK(find_nearest("duplicated-duties", kWords) == "duplicate-duty");
}

TEST_CASE("cli: nothing is suggested where nothing is near") {
    constexpr std::array<std::string_view, 2> kWords{"compile", "-p"};
    CHECK(!find_nearest("zebra", kWords));
    CHECK(!find_nearest("", kWords));
    CHECK(!find_nearest("-x", kWords));
    CHECK(!find_nearest(std::string(10'000, 'c'), kWords));
}
