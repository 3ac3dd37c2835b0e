#include "base/hmac.h"

#include <sodium.h>

#include <string>

namespace remit::base {

namespace {

constexpr std::size_t kBlockBytes = 64;  // of SHA-256

std::string padded(std::string_view key, unsigned char pad) {
    std::string block(key);
    block.resize(kBlockBytes, '\0');
    for (char& byte : block) byte = static_cast<char>(static_cast<unsigned char>(byte) ^ pad);
    return block;
}

}  // namespace

Hash hmac_sha256(std::string_view key, std::initializer_list<std::string_view> parts) {
    if (key.size() > kBlockBytes) {
        const Hash shorter = sha256({key});
        return hmac_sha256(shorter.view(), parts);
    }
    std::string inner = padded(key, 0x36);
    for (const std::string_view part : parts) inner += part;
    const Hash hash = sha256({inner});
    return sha256({padded(key, 0x5C), hash.view()});
}

bool is_same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace remit::base
