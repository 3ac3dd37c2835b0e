#include "base/password.h"

#include <sodium.h>

#include <array>

#include "base/check.h"

namespace remit::base {
namespace {

void start_library() {
    REMIT_CHECK(sodium_init() >= 0);
}

}  // namespace

std::string hash_password(std::string_view password, PasswordCost cost) {
    start_library();
    const bool quick = cost == PasswordCost::quick;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int made =
        crypto_pwhash_str(hash.data(), password.data(), password.size(),
                          quick ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          quick ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE);
    REMIT_CHECK(made == 0);  // it fails only without memory
    return hash.data();
}

bool is_password_of(std::string_view hash, std::string_view password) {
    start_library();
    const std::string ended(hash);  // as the library wants it: with a NUL behind it
    return crypto_pwhash_str_verify(ended.c_str(), password.data(), password.size()) == 0;
}

}  // namespace remit::base
