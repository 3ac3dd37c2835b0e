// What the command of the ledger shares with the clock and with backups: the keys of the office
// that is meant, and a checkpoint over what there is.
//
// Invariant: the secret of the seal is read for signing only and never printed.
#pragma once

#include "base/env.h"
#include "base/result.h"
#include "cli/command.h"
#include "ledger/note.h"
#include "office/keys.h"
#include "office/office.h"

namespace remit::cli {

/// Errors: those of office::read_public_keys().
Result<office::PublicKeys> public_keys(base::Env& env, const Options& options,
                                       const office::Office& office);
/// Errors: those of office::read_seal().
Result<ledger::NoteSigner> seal_of(base::Env& env, const Options& options,
                                   const office::Office& office);

/// Seals what waits, and signs a checkpoint where the seal is at hand; without it entries are
/// sealed and wait for a signature.
Status settle_ledger(base::Env& env, const Options& options, office::Office& office);

}  // namespace remit::cli
