// Checkpoints of an office: signed when asked for, kept for ever, cosigned by witnesses.
//
// Invariant: the office signs only what continues the last checkpoint that it kept: before it
// signs, the consistency of the two trees is proven from the tiles and verified, so that a database
// which lost or changed what was signed before is found out here and gets no signature. One
// checkpoint is kept for each size.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "office/office.h"

namespace remit::office {

/// The chain of the announcements, and their kind. The payload says how many entries are covered.
inline constexpr std::string_view kCheckpointChain = "checkpoints";
inline constexpr std::string_view kCheckpointKind = "ledger/checkpoint";
/// Of an announcement. Errors: corrupt.
Result<std::uint64_t> announced_size(const ledger::Entry& entry);

struct KeptCheckpoint {
    ledger::TreeHead head;
    ledger::Note note;
};

/// The last one, or that of this size. Errors: corrupt (it cannot be read), those of the
/// connection.
Result<std::optional<KeptCheckpoint>> last_checkpoint(store::Connection& connection);
Result<std::optional<KeptCheckpoint>> checkpoint_at(store::Connection& connection,
                                                    std::uint64_t size);

/// Seals what waits, then signs a checkpoint over all; where nothing was sealed since the last one,
/// it is that one. Errors: corrupt (the tree does not continue the last checkpoint), those of
/// seal().
Result<ledger::Note> sign_checkpoint(Office& office, const ledger::NoteSigner& signer);

/// Takes up the signature lines of witnesses (a whole note, or lines alone) under the checkpoint of
/// that size: of a note its own, of lines the last one. Errors: not_found (no such checkpoint),
/// invalid_input (no signature lines; another text under the same size), denied (of no known
/// witness, or wrong).
Result<ledger::Note> add_cosignatures(Office& office, std::string_view bytes,
                                      std::span<const ledger::NoteKey> witnesses);

}  // namespace remit::office
