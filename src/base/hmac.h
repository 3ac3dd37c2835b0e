// HMAC-SHA-256 (RFC 2104, FIPS 198-1), and comparing what nobody may guess byte by byte.
//
// Invariant: the same key and parts give the same Hash; who has no key can neither make nor check
// one. Parts are joined as they stand, as in sha256(). Compare with is_same_secret() only: it takes
// as long for a wrong first byte as for a wrong last one.
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/hash.h"

namespace remit::base {

/// In: a key of any length; 32 bytes that nobody can guess are enough. Cost: about 1 us.
Hash hmac_sha256(std::string_view key, std::initializer_list<std::string_view> parts);

/// Whether both are the same, in a time that depends on their lengths alone.
[[nodiscard]] bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace remit::base
