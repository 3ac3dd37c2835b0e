// Tests of password.h: a hash knows its password and no other.
#include "base/password.h"

#include <doctest/doctest.h>

namespace {

using remit::base::hash_password;
using remit::base::is_password_of;
using remit::base::PasswordCost;

TEST_CASE("password: its hash knows it, and nothing else") {
    const std::string hash = hash_password("žut kao limun", PasswordCost::quick);
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(is_password_of(hash, "žut kao limun"));
    CHECK_FALSE(is_password_of(hash, "žut kao limuN"));
    CHECK_FALSE(is_password_of(hash, ""));
}

TEST_CASE("password: its hash tells the cost: 64 MB for people, or the least that there is") {
    CHECK(hash_password("a", PasswordCost::interactive).starts_with("$argon2id$v=19$m=65536,t=2,"));
    CHECK(hash_password("a", PasswordCost::quick).starts_with("$argon2id$v=19$m=8,t=1,"));
}

TEST_CASE("password: two hashes of one differ") {
    CHECK(hash_password("a", PasswordCost::quick) != hash_password("a", PasswordCost::quick));
}

TEST_CASE("password: what is no hash knows none") {
    CHECK_FALSE(is_password_of("", ""));
    CHECK_FALSE(is_password_of("plain", "plain"));
    const std::string hash = hash_password("a", PasswordCost::quick);
    CHECK_FALSE(is_password_of(std::string_view(hash).substr(0, hash.size() - 1), "a"));
}

}  // namespace
