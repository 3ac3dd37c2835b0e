// Tests of spelling.h with the system's dictionary where there is one, and without.
#include "text/spelling.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/fake_env.h"

using remit::ErrorCode;
using remit::base::PosixEnv;
using remit::testing::FakeEnv;
using remit::text::Spelling;

TEST_CASE("spelling: a missing dictionary is said with the package to install") {
    FakeEnv env;
    env.variables["DICPATH"] = "/none:/nowhere";
    const auto opened = Spelling::open(env);
    REQUIRE(!opened.ok());
    CHECK(opened.error().code == ErrorCode::not_found);
    CHECK(opened.error().message.find("hunspell-sr") != std::string::npos);
}

TEST_CASE("spelling: both standards and scripts are known, misprints are not") {
    PosixEnv env;
    auto opened = Spelling::open(env);
    if (!opened.ok()) {
        MESSAGE("skipped: ", opened.error().message);
        return;
    }
    const Spelling spelling = std::move(opened).value();
    for (const char* word : {"prati", "sigurnosti", "bezbednosti", "saradnja", "suradnja", "права",
                             "животне", "Vijeća", "organizacijama"}) {
        CHECK_MESSAGE(spelling.knows(word), std::string(word));
    }
    for (const char* word : {"pava", "живтне", "sigurnsoti"}) {
        CHECK_MESSAGE(!spelling.knows(word), std::string(word));
    }
    const auto close = spelling.suggestions("живтне", 10);
    CHECK(std::ranges::find(close, "životne") != close.end());
    CHECK(spelling.suggestions("живтне", 1).size() == 1);
    CHECK(spelling.knows(std::string(1000, 'x')));
    CHECK(spelling.suggestions(std::string(1000, 'x'), 3).empty());
    CHECK(!spelling.knows("\xFF\xFE"));
}
