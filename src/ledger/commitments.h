// Salted commitments: how the ledger holds personal data without holding it.
//
// An entry carries only a digest under a label: SHA-256 over a prefix, a salt of 32 random bytes
// and the value. Salt and value, the opening, are kept outside the ledger in a store that can be
// erased. Whoever has the opening can prove the value; once it is erased nobody can, nor guess it,
// and every hash, chain and proof of the ledger still holds.
//
// Invariant: a salt serves one commitment only. Two with one salt, or a salt that is kept when its
// value is erased, would let a short value be found by trying all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace remit::ledger {

inline constexpr std::size_t kSaltBytes = 32;
inline constexpr std::size_t kLabelBytesMax = 80;
/// In front of what is hashed, so that no commitment is the hash of anything else of the ledger.
inline constexpr std::string_view kCommitmentDomain = "remit-ledger/commitment/v1\n";

/// What the entry holds.
struct Commitment {
    std::string label;  // "applicant_name": small letters, digits and '_'
    base::Hash digest;

    bool operator==(const Commitment&) const = default;
};

/// What is kept outside it, and can be erased.
struct Opening {
    std::string label;
    std::string salt;  // kSaltBytes bytes that nobody can guess (Env::random_bytes)
    std::string value;

    bool operator==(const Opening&) const = default;
};

/// The salt must be kSaltBytes long.
Commitment commit(const Opening& opening);

enum class Disclosure : std::uint8_t {
    proven,  // the opening is there and fits
    erased,  // no opening is there
    wrong,   // one is there and does not fit: salt or value were changed
};

struct Disclosed {
    std::string label;
    Disclosure state = Disclosure::erased;

    bool operator==(const Disclosed&) const = default;
};

/// For each commitment of an entry, in its order, whether the openings that are still kept prove
/// it. Errors: invalid_input where an opening belongs to no commitment or two have one label.
Result<std::vector<Disclosed>> disclose(std::span<const Commitment> commitments,
                                        std::span<const Opening> openings);

/// Labels are ids, so that a payload can name them: "^[a-z][a-z0-9_]*$".
bool is_label(std::string_view text);

}  // namespace remit::ledger
