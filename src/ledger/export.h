// The ledger as a folder of files, for whoever is to check it without Remit (docs/ledger-format.md,
// "The export").
//
//     checkpoint                  the signed checkpoint
//     tile/L/N[.p/W]              the tree (tile.h)
//     tile/entries/N[.p/W]        for each 256 leaves their contents: the hashes of entries, each
//     behind its length entries/N[.p/W]             the same entries, whole, each behind its length
//
// What is under tile/ tells nothing of the entries, since each is blinded: it can be published,
// watched and mirrored with the tools of other logs. Those tools allow an entry 65,535 bytes; as
// they are given hashes, ours have no such limit. The entries themselves go to those who may read
// them.
//
// Invariant: the same entries give the same files, byte for byte; so a folder is checked by making
// it again.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/tile.h"

namespace remit::ledger {

struct ExportFile {
    std::string path;  // relative, with '/'
    std::string bytes;

    bool operator==(const ExportFile&) const = default;
};

inline constexpr std::string_view kCheckpointPath = "checkpoint";
/// "tile/entries/x001/067".
std::string bundle_path(std::uint64_t index, std::size_t width);
/// "entries/x001/067".
std::string entries_path(std::uint64_t index, std::size_t width);

/// Makes the files of a ledger; it holds those of the last 256 entries at most.
class Exporter {
  public:
    /// The next entry in sealed order. Returns the files that became whole.
    std::vector<ExportFile> add(std::string_view entry);
    /// The partial files at the end, and the checkpoint, which must be of the entries that were
    /// added.
    std::vector<ExportFile> finish(const Note& checkpoint);

  private:
    void take_entries(std::vector<ExportFile>& out);

    TileWriter tiles_;
    std::string bundle_;
    std::string entries_;
    std::uint64_t count_ = 0;
};

/// The entries of one file, `width` of them, borrowed from the bytes. Errors: corrupt.
Result<std::vector<std::string_view>> split_entries(std::string_view bytes, std::size_t width);

/// Gives a file of an export by its path. Its errors are passed on.
using FileSource = std::function<Result<std::string>(const std::string& path)>;

/// That an export is whole and genuine: the checkpoint is signed by the log, its witnesses are
/// right where they are known, every entry follows in its chain, every file is as it must be.
/// Errors: corrupt, names the entry or file; as verify_checkpoint(); of `read`. Cost: reads each
/// file once.
Result<VerifiedCheckpoint> verify_export(const FileSource& read, std::string_view institution,
                                         const NoteKey& log, std::span<const NoteKey> witnesses);

}  // namespace remit::ledger
