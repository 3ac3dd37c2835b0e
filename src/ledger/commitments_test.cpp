// Tests of commitments.h: what can be proven, what is erased, and what was tampered with.
#include "ledger/commitments.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/fake_env.h"

using namespace remit::ledger;

namespace {

std::vector<Opening> openings() {
    remit::testing::FakeEnv env;
    return {{"address", env.random_bytes(kSaltBytes), "Trg 1, Zagreb"},
            {"name", env.random_bytes(kSaltBytes), "Ana Anić"}};
}

std::vector<Commitment> commitments() {
    std::vector<Commitment> made;
    for (const Opening& opening : openings()) made.push_back(commit(opening));
    return made;
}

Disclosure state_with(const Opening& name) {
    return disclose(commitments(), std::vector<Opening>{name}).value()[1].state;
}

}  // namespace

TEST_CASE("commitments: a kept opening proves its value") {
    const std::vector<Disclosed> expected = {{"address", Disclosure::proven},
                                             {"name", Disclosure::proven}};
    CHECK(disclose(commitments(), openings()).value() == expected);
}

TEST_CASE("commitments: an erased opening leaves the others proven and the digest as it was") {
    std::vector<Opening> kept = openings();
    kept.erase(kept.begin());
    const std::vector<Disclosed> expected = {{"address", Disclosure::erased},
                                             {"name", Disclosure::proven}};
    CHECK(disclose(commitments(), kept).value() == expected);
    CHECK(disclose(commitments(), {}).value()[1].state == Disclosure::erased);
}

TEST_CASE("commitments: a changed value, salt or cut salt is seen") {
    const Opening name = openings()[1];
    CHECK(state_with(name) == Disclosure::proven);
    CHECK(state_with({"name", name.salt, "Ana Anic"}) == Disclosure::wrong);
    CHECK(state_with({"name", std::string(kSaltBytes, 'x'), name.value}) == Disclosure::wrong);
    CHECK(state_with({"name", name.salt.substr(1), name.value}) == Disclosure::wrong);
    // A byte moved from the salt to the value: the parts differ, their join does not.
    CHECK(state_with({"name", name.salt.substr(0, 31), name.salt.substr(31) + name.value}) ==
          Disclosure::wrong);
    CHECK(state_with({"name", name.salt, ""}) == Disclosure::wrong);
}

TEST_CASE("commitments: the same value under two salts gives digests that share nothing") {
    std::vector<Opening> twice = openings();
    twice[0].value = twice[1].value;
    CHECK(commit(twice[0]).digest != commit(twice[1]).digest);
}

TEST_CASE("commitments: an opening that proves nothing of the entry is an error") {
    std::vector<Opening> more = openings();
    more.push_back({"phone", more[0].salt, "1"});
    CHECK(disclose(commitments(), more).error().message ==
          "the entry has no commitment 'phone' that the opening could prove");
    more.back().label = "name";
    CHECK(disclose(commitments(), more).error().message == "two openings have the label 'name'");
}

TEST_CASE("commitments: labels are ids") {
    for (const char* good : {"a", "applicant_name", "line2"}) CHECK_MESSAGE(is_label(good), good);
    for (const char* bad : {"", "A", "2a", "_a", "a-b", "a b", "č"})
        CHECK_MESSAGE(!is_label(bad), bad);
}
