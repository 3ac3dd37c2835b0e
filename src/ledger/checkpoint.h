// Checkpoints: what the office signs about its ledger, and what witnesses sign under it (C2SP
// tlog-checkpoint and tlog-cosignature).
//
// A checkpoint says how many entries there are and which root their tree has. Whoever kept an older
// one can ask for a consistency proof that the newer only added to it; a witness does so and then
// cosigns, with the time, so that the office cannot show one history to one reader and another to
// the next.
//
// Invariant: a checkpoint is believed only as VerifiedCheckpoint: signed by the log's key, which
// bears the name of the origin, with no wrong signature by a key that is known. The office must
// never sign a checkpoint that does not continue its last one; it asks verify_consistency() before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace remit::ledger {

struct Checkpoint {
    std::string origin;  // which ledger: the name of its key
    TreeHead head;
    std::vector<std::string> extensions = {};  // further lines; nobody audits them

    /// The text of the note. Origin and extensions must be lines that are not empty.
    [[nodiscard]] std::string text() const;
    /// Errors: invalid_input, where it is not exactly what text() writes.
    static Result<Checkpoint> parse(std::string_view text);

    bool operator==(const Checkpoint&) const = default;
};

/// The checkpoint of the ledger that the key is of. Errors: invalid_input, where an extension is no
/// line.
Result<Note> sign_checkpoint(const TreeHead& head, std::vector<std::string> extensions,
                             const NoteSigner& signer);

/// That a witness saw the checkpoint as the newest of this origin, continuing all it had seen.
struct Cosignature {
    std::string witness;
    std::int64_t time = 0;  // seconds since 1970 in UTC

    bool operator==(const Cosignature&) const = default;
};

struct VerifiedCheckpoint {
    Checkpoint checkpoint;
    std::vector<Cosignature>
        cosignatures;  // of the witnesses that are known, in the order of the note, once each
};

/// The checkpoint of a note. Signatures of unknown keys are ignored, as the standard asks. Errors:
/// invalid_input, where the form is wrong; denied, where the log has not signed it, its origin is
/// another, or a known key's signature is wrong.
Result<VerifiedCheckpoint> verify_checkpoint(const Note& note, const NoteKey& log,
                                             std::span<const NoteKey> witnesses);

/// What a witness signs: header, time, and the text of the checkpoint.
std::string cosigned_message(std::string_view text, std::int64_t time);
/// The bytes of a cosignature in a note: the time in front of the signature.
std::string cosignature_bytes(std::int64_t time, std::string_view signature);

/// Takes up what witnesses answered, one signature line each. Those that are known and right stand
/// behind what is there, in the order they came; a newer one of a witness takes the place of its
/// older one, an older or equal one changes nothing. Errors: invalid_input, where a line is none;
/// denied, where it is of no known witness, or wrong; limit. The note is then left as it was.
Status add_cosignatures(Note& note, std::string_view lines, std::span<const NoteKey> witnesses);

}  // namespace remit::ledger
