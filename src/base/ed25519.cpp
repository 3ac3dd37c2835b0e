#include "base/ed25519.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"

namespace remit::base {

namespace {

static_assert(kSeedBytes == crypto_sign_SEEDBYTES);
static_assert(kPublicKeyBytes == crypto_sign_PUBLICKEYBYTES);
static_assert(kSignatureBytes == crypto_sign_BYTES);

// libsodium picks its code for this processor once; it may be asked as often as one likes.
void start_library() {
    REMIT_CHECK(sodium_init() >= 0);
}

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::optional<PublicKey> PublicKey::of(std::string_view bytes) {
    if (bytes.size() != kPublicKeyBytes) return std::nullopt;
    PublicKey key;
    std::ranges::copy(bytes, key.bytes.begin());
    return key;
}

SecretKey::SecretKey(std::string_view seed) {
    start_library();
    REMIT_CHECK(seed.size() == kSeedBytes);
    PublicKey ignored;  // bytes_ holds it as well
    REMIT_CHECK(crypto_sign_seed_keypair(ignored.bytes.data(), bytes_.data(), data_of(seed)) == 0);
}

SecretKey::~SecretKey() {
    sodium_memzero(bytes_.data(), bytes_.size());
}

PublicKey SecretKey::public_key() const {
    PublicKey key;
    std::copy(bytes_.begin() + kSeedBytes, bytes_.end(), key.bytes.begin());
    return key;
}

std::string SecretKey::seed() const {
    return {reinterpret_cast<const char*>(bytes_.data()), kSeedBytes};
}

std::string SecretKey::sign(std::string_view message) const {
    std::string signature(kSignatureBytes, '\0');
    REMIT_CHECK(crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                                     data_of(message), message.size(), bytes_.data()) == 0);
    return signature;
}

bool verify(const PublicKey& key, std::string_view message, std::string_view signature) {
    start_library();
    return signature.size() == kSignatureBytes &&
           crypto_sign_verify_detached(data_of(signature), data_of(message), message.size(),
                                       key.bytes.data()) == 0;
}

}  // namespace remit::base
