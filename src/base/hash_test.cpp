// Tests of hash.h: known answers of FIPS 180-4, and parts against the whole.
#include "base/hash.h"

#include <doctest/doctest.h>

#include <string>

using remit::base::Hash;
using remit::base::sha256;

TEST_CASE("hash: SHA-256 gives the answers of the standard") {
    CHECK(sha256({}).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256({"abc"}).hex() ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"}).hex() ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256({std::string(1'000'000, 'a')}).hex() ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("hash: parts are joined as they stand") {
    CHECK(sha256({"a", "", "bc"}) == sha256({"abc"}));
    CHECK(sha256({"a", "bc"}) != sha256({"a", "b"}));
}

TEST_CASE("hash: 32 bytes are a hash, and no other number of them") {
    const Hash hash = sha256({"abc"});
    CHECK(Hash::of(hash.view()) == hash);
    CHECK(!Hash::of(hash.view().substr(1)).has_value());
    CHECK(!Hash::of(std::string(33, 'x')).has_value());
}
