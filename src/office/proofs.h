// Proofs that leave the house: that an entry is in the ledger, that the ledger only grew, and the
// ledger whole, as files that tools/verify_ledger.py checks with nothing but the public key.
//
// docs/ledger-format.md says how they are written. Invariant: nothing is given away that was not
// verified here first; a proof is under a checkpoint that was signed and kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "office/keys.h"
#include "office/office.h"

namespace remit::office {

/// The first line of each kind of proof.
inline constexpr std::string_view kInclusionHeader = "c2sp.org/tlog-proof@v1";
inline constexpr std::string_view kConsistencyHeader = "remit-ledger/consistency@v1";

struct EntryProof {
    std::int64_t number = 0;
    ledger::Entry entry;
    std::uint64_t index = 0;  // in the tree
    std::uint64_t size = 0;   // of the checkpoint
    std::string text;         // the file
};

/// That an entry stands under the last checkpoint. `name` is the number of an entry, or a matter by
/// id or file number: then the last of its entries that the checkpoint covers, which names all
/// before it. Errors: not_found (no such entry or matter; none of it is covered yet; no checkpoint
/// was signed), corrupt, those of the connection.
Result<EntryProof> prove_entry(const Office& office, std::string_view name);

struct GrowthProof {
    ledger::TreeHead before;
    ledger::TreeHead after;
    std::string text;
};

/// That the tree of one checkpoint is the beginning of that of another, by default the last.
/// Errors: not_found (no checkpoint of that size), invalid_input (the first is the larger),
/// corrupt.
Result<GrowthProof> prove_growth(const Office& office, std::uint64_t before,
                                 std::optional<std::uint64_t> after);

struct ExportDone {
    ledger::TreeHead head;
    std::uint64_t files = 0;
};

/// Writes all that the last checkpoint covers into a folder that is new or empty, reads it again
/// and verifies it. Errors: not_found (no checkpoint was signed), conflict (the folder holds
/// something), corrupt, io. Cost: reads each entry twice.
Result<ExportDone> export_ledger(const Office& office, const PublicKeys& keys,
                                 const std::string& folder);

/// Errors: conflict, where the folder is there and holds something. Makes it where it is not.
Status ensure_empty_folder(base::Env& env, const std::string& folder);

}  // namespace remit::office
