// Tests of ed25519.h: the vectors of RFC 8032, and signatures that only look right.
#include "base/ed25519.h"

#include <doctest/doctest.h>

#include <string>

#include "base/byte_text.h"

using namespace remit::base;

namespace {

std::string bytes(std::string_view hex) {
    return from_hex(hex).value();
}

// RFC 8032, section 7.1, test 2.
const char* const kSeed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const char* const kPublic = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
const char* const kSignature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

}  // namespace

TEST_CASE("ed25519: the vectors of RFC 8032") {
    const SecretKey key(bytes(kSeed));
    CHECK(to_hex(key.public_key().view()) == kPublic);
    CHECK(to_hex(key.seed()) == kSeed);
    CHECK(to_hex(key.sign("\x72")) == kSignature);
    CHECK(verify(key.public_key(), "\x72", bytes(kSignature)));
    const SecretKey first(
        bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    CHECK(to_hex(first.public_key().view()) ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(to_hex(first.sign("")) ==
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
          "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
}

TEST_CASE("ed25519: one bit changed in message, key or signature is refused") {
    const SecretKey key(bytes(kSeed));
    const std::string signature = bytes(kSignature);
    CHECK(!verify(key.public_key(), "\x73", signature));
    CHECK(!verify(key.public_key(), "", signature));
    CHECK(!verify(key.public_key(), "\x72", signature.substr(1)));
    CHECK(!verify(key.public_key(), "\x72", ""));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        std::string changed = signature;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        CHECK(!verify(key.public_key(), "\x72", changed));
    }
    for (std::size_t bit = 0; bit < kPublicKeyBytes * 8; ++bit) {
        PublicKey changed = key.public_key();
        changed.bytes[bit / 8] =
            static_cast<std::uint8_t>(changed.bytes[bit / 8] ^ (1U << (bit % 8)));
        CHECK(!verify(changed, "\x72", signature));
    }
}

TEST_CASE(
    "ed25519: a signature whose S is not below the order is refused, so it has one spelling") {
    // S of the vector plus the order L = 2^252 + 27742317777372353535851937790883648493.
    const std::string order =
        bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    std::string signature = bytes(kSignature);
    unsigned carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        carry +=
            static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(order[i]);
        signature[32 + i] = static_cast<char>(static_cast<unsigned char>(carry & 0xFFU));
        carry >>= 8U;
    }
    CHECK(carry == 0);
    CHECK(!verify(SecretKey(bytes(kSeed)).public_key(), "\x72", signature));
}

TEST_CASE(
    "ed25519: a key of small order, under which one signature would fit every message, is "
    "refused") {
    // The neutral element as key and R, S = 0: the plain equation of RFC 8032 holds for any
    // message.
    const std::string neutral =
        bytes("0100000000000000000000000000000000000000000000000000000000000000");
    const std::string signature = neutral + std::string(32, '\0');
    CHECK(!verify(PublicKey::of(neutral).value(), "anything", signature));
}
