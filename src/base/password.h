// Passwords, kept as Argon2id hashes (RFC 9106) that tell their own cost and salt.
//
// Invariant: a password is never kept, only its hash; two hashes of one password differ. Both calls
// are slow on purpose.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit::base {

enum class PasswordCost : std::uint8_t {
    interactive,  // 64 MB and some tenths of a second: what a person waits for when he signs in
    quick,        // the least that there is: for tests, and for offices that only show something
};

/// A hash to be kept, of at most 128 characters.
std::string hash_password(std::string_view password, PasswordCost cost);
/// Whether the hash is one of this password; false of what is no hash.
bool is_password_of(std::string_view hash, std::string_view password);

}  // namespace remit::base
