// Ed25519 signatures (RFC 8032), by libsodium.
//
// Invariant: a secret key leaves memory with the object that holds it. verify() is the strict one:
// it refuses an S that is not below the group's order, a key or an R that is not written
// canonically, and keys of small order, so that nobody can make a second signature from a first, or
// one that fits every message.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remit::base {

inline constexpr std::size_t kSeedBytes = 32;
inline constexpr std::size_t kPublicKeyBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;

struct PublicKey {
    std::array<std::uint8_t, kPublicKeyBytes> bytes{};

    /// These bytes as a key; none where they are not 32. Whether they are a point is seen by
    /// verify().
    static std::optional<PublicKey> of(std::string_view bytes);
    /// Its bytes, borrowed from it.
    [[nodiscard]] std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    auto operator<=>(const PublicKey&) const = default;
};

class SecretKey {
  public:
    /// The key of this seed, which must be kSeedBytes bytes that nobody can guess
    /// (Env::random_bytes).
    explicit SecretKey(std::string_view seed);
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    [[nodiscard]] PublicKey public_key() const;
    /// The seed it was made of: to be written where only its owner reads.
    [[nodiscard]] std::string seed() const;
    /// kSignatureBytes bytes; the same message gives the same.
    [[nodiscard]] std::string sign(std::string_view message) const;

  private:
    std::array<std::uint8_t, kSeedBytes + kPublicKeyBytes>
        bytes_{};  // the seed, then the public key
};

/// Whether the owner of the key signed the message. Cost: about 60 us.
[[nodiscard]] bool verify(const PublicKey& key, std::string_view message,
                          std::string_view signature);

}  // namespace remit::base
