// The keys of an office, as its folder has them: the seal that signs checkpoints, and the public
// keys of the witnesses that cosign them.
//
//     keys/seal.seed    the seal's secret (ledger::NoteSigner), for its owner only
//     keys/seal.pub     its public key (ledger::NoteKey): to be published, and kept by whoever
//     checks keys/witnesses    public keys of witnesses, one a line; may be absent
//
// Invariants: only what signs reads the secret; a key that is of another ledger than the office's
// is refused, since nobody would believe what it signs. Nothing here writes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "ledger/note.h"

namespace remit::office {

inline constexpr std::string_view kKeysFolder = "keys";
inline constexpr std::string_view kSeedFile = "keys/seal.seed";  // a NoteSigner's text
inline constexpr std::string_view kSealFile = "keys/seal.pub";   // its NoteKey's text
inline constexpr std::string_view kWitnessesFile = "keys/witnesses";

/// What is needed to check what the office and its witnesses signed.
struct PublicKeys {
    ledger::NoteKey seal;
    std::vector<ledger::NoteKey> witnesses;
};

/// Errors: not_found, invalid_input (no key; that of another ledger), with the file and the cure.
Result<PublicKeys> read_public_keys(base::Env& env, const std::string& folder,
                                    const std::string& ledger);

/// Errors: as read_public_keys(); and where the secret does not belong to keys/seal.pub.
Result<ledger::NoteSigner> read_seal(base::Env& env, const std::string& folder,
                                     const std::string& ledger);

}  // namespace remit::office
