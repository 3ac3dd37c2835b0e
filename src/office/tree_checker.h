// Tiles and checkpoints, compared with the tree as it grows entry by entry.
//
// Part of verification (verification.h); of this module only. Invariant: each whole tile and each
// checkpoint is read once, when the tree has come to it; what is left over at the end has no place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/entry.h"
#include "ledger/note.h"
#include "ledger/tile.h"
#include "office/keys.h"
#include "office/verification.h"
#include "store/connection.h"

namespace remit::office {

class TreeChecker {
  public:
    /// All are borrowed.
    TreeChecker(store::Connection& connection, const PublicKeys& keys, Verification& found)
        : connection_(&connection), keys_(&keys), found_(&found) {}

    /// Before the first entry. Errors: of all, those of the connection.
    Status begin() { return read_next(-1); }
    /// An entry at that position, which may announce that a checkpoint ends with it.
    void announced(std::int64_t number, const ledger::Entry& entry, std::uint64_t position);
    /// The next leaf, and the tree with it.
    Status take(const base::Hash& leaf, const ledger::Frontier& tree);
    /// Behind the last entry.
    Status finish(const ledger::Frontier& tree);

  private:
    struct Next {
        std::int64_t size = 0;
        std::string note;
    };

    Status read_next(std::int64_t after);
    Status check_checkpoint(const ledger::Frontier& tree);
    [[nodiscard]] Status judge(const ledger::Frontier& tree) const;
    [[nodiscard]] bool is_known(const ledger::NoteSignature& signature) const;
    Status check_tile(const ledger::TileFile& file);
    Status check_extra_tiles(std::uint64_t size);

    store::Connection* connection_;
    const PublicKeys* keys_;
    Verification* found_;
    ledger::TileWriter tiles_;
    std::optional<Next> next_;     // the first checkpoint that was not checked yet
    std::uint64_t announced_ = 0;  // the size that was announced last
};

}  // namespace remit::office
