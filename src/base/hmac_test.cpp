// Tests of HMAC-SHA-256 with the samples of RFC 4231.
#include "base/hmac.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace remit::base;

TEST_CASE("hmac: gives what RFC 4231 gives") {
    CHECK(hmac_sha256(std::string(20, '\x0b'), {"Hi There"}).hex() ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hmac_sha256("Jefe", {"what do ya want ", "for nothing?"}).hex() ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hmac_sha256(std::string(131, '\xaa'),
                      {"Test Using Larger Than Block-Size Key - Hash Key First"})
              .hex() == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("hmac: secrets are the same where every byte is") {
    CHECK(is_same_secret("", ""));
    CHECK(is_same_secret("abc", "abc"));
    CHECK_FALSE(is_same_secret("abc", "abd"));
    CHECK_FALSE(is_same_secret("abc", "abcd"));
}

}  // namespace
