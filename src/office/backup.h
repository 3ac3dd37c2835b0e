// A copy of an office that proves itself, taken while the office works, and the way back.
//
//     FILE            the database, as SQLite keeps it
//     FILE.manifest   signed by the seal: the checkpoint, the settings, the public keys
//
// The secret of the seal is in neither: whoever gets hold of a backup can read it and cannot sign.
// It is to be kept apart (keys/seal.seed), and is put back by hand; without it a restored office
// works and is verified, but signs no checkpoint. Invariants: a restored office has the root that
// its manifest signs, and everything in it was verified before office.yaml, by which it is an
// office, is written; its indexes are made anew of its tables. A folder that holds anything is
// refused.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "ledger/merkle.h"
#include "office/keys.h"
#include "office/office.h"
#include "office/verification.h"

namespace remit::office {

struct BackupDone {
    std::string manifest;  // its file
    ledger::TreeHead head;
};

/// Signs a checkpoint, copies the database, and writes the manifest.
/// Errors: conflict (a file of that name is there), invalid_input (PostgreSQL, with what to do
///         instead), those of sign_checkpoint(), io.
Result<BackupDone> back_up(Office& office, const ledger::NoteSigner& signer, const PublicKeys& keys,
                           const std::string& file);

struct RestoreDone {
    ledger::NoteKey seal;
    ledger::TreeHead head;
    Verification verification;
};

/// Makes an office of a backup. `seal`, where it is known from elsewhere, must be that of the
/// backup: else a manifest only shows that it and the database belong together.
/// Errors: conflict (the folder holds something), not_found, invalid_input (no manifest of a
///         backup), denied (signed by another key), corrupt (the backup is damaged; what and where
///         is named), io.
Result<RestoreDone> restore(base::Env& env, const std::string& file, const std::string& folder,
                            const std::optional<ledger::NoteKey>& seal);

}  // namespace remit::office
