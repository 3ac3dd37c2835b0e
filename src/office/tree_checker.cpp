#include "office/tree_checker.h"

#include <fmt/format.h>

#include <utility>

#include "office/checkpoints.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

using Part = Finding::Part;

}  // namespace

Status TreeChecker::take(const base::Hash& leaf, const ledger::Frontier& tree) {
    tiles_.append(leaf);
    for (const ledger::TileFile& file : tiles_.take_whole()) REMIT_TRY(check_tile(file));
    while (next_ && next_->size <= static_cast<std::int64_t>(tree.size()))
        REMIT_TRY(check_checkpoint(tree));
    return base::done();
}

void TreeChecker::announced(std::int64_t number, const ledger::Entry& entry,
                            std::uint64_t position) {
    if (entry.matter != kCheckpointChain) return;
    const Result<std::uint64_t> size = announced_size(entry);
    if (size.ok() && size.value() == position + 1) {
        announced_ = size.value();
        if (!next_ || next_->size != static_cast<std::int64_t>(announced_)) {
            found_->report(Part::checkpoints,
                           fmt::format("the checkpoint of {} entries, which {} announces, is "
                                       "not there",
                                       announced_, office::place_of(number, entry)));
        }
        return;
    }
    found_->report(Part::checkpoints,
                   fmt::format("{} stands at {} and announces another checkpoint",
                               office::place_of(number, entry), position));
}

Status TreeChecker::finish(const ledger::Frontier& tree) {
    while (next_) {
        found_->report(Part::checkpoints,
                       fmt::format("the checkpoint of {} entries speaks of more than the {} "
                                   "that are sealed",
                                   next_->size, tree.size()));
        REMIT_TRY(read_next(next_->size));
    }
    return check_extra_tiles(tree.size());
}

Status TreeChecker::read_next(std::int64_t after) {
    auto row = REMIT_TRY((connection_->find<std::int64_t, std::string>(
        "SELECT size, note FROM checkpoints WHERE size > ?1 ORDER BY size LIMIT 1", {after})));
    next_.reset();
    if (!row) return base::done();
    auto& [size, note] = *row;
    next_.emplace();
    next_->size = size;
    next_->note = std::move(note);
    return base::done();
}

Status TreeChecker::check_checkpoint(const ledger::Frontier& tree) {
    const Status sound = judge(tree);
    if (sound.ok()) {
        found_->covered = tree.size();
    } else {
        found_->report(Part::checkpoints, fmt::format("the checkpoint of {} entries: {}",
                                                      next_->size, sound.error().message));
    }
    ++found_->checkpoints;
    return read_next(next_->size);
}

Status TreeChecker::judge(const ledger::Frontier& tree) const {
    const auto wrong = [](std::string message) {
        return base::make_error(ErrorCode::corrupt, std::move(message));
    };
    const ledger::Note note = REMIT_TRY(ledger::Note::parse(next_->note));
    const ledger::VerifiedCheckpoint verified =
        REMIT_TRY(ledger::verify_checkpoint(note, keys_->seal, keys_->witnesses));
    for (const ledger::NoteSignature& signature : note.signatures) {
        if (!is_known(signature)) {
            return wrong(fmt::format("it has a signature by '{}', whose key is not in {}",
                                     signature.name, kWitnessesFile));
        }
    }
    const ledger::TreeHead& head = verified.checkpoint.head;
    if (static_cast<std::int64_t>(head.size) != next_->size)
        return wrong(fmt::format("it says {}", head.size));
    if (head.size != tree.size() || announced_ != head.size) return wrong("no entry announces it");
    if (head.root == tree.root()) return base::done();
    return wrong(
        fmt::format("the tree over them has another root: one of the entries behind "
                    "the first {} is not what was signed, or stands elsewhere",
                    found_->covered));
}

bool TreeChecker::is_known(const ledger::NoteSignature& signature) const {
    if (ledger::is_of(signature, keys_->seal)) return true;
    for (const ledger::NoteKey& witness : keys_->witnesses)
        if (ledger::is_of(signature, witness)) return true;
    return false;
}

Status TreeChecker::check_tile(const ledger::TileFile& file) {
    ++found_->tiles;
    const std::string name = ledger::path_of(file.tile);
    const auto row = REMIT_TRY((connection_->find<store::OwnedBlob>(
        "SELECT bytes FROM tiles WHERE level = ?1 AND position = ?2",
        {static_cast<std::int64_t>(file.tile.level), static_cast<std::int64_t>(file.tile.index)})));
    if (!row) {
        found_->report(Part::tiles, fmt::format("'{}' is not there", name));
    } else if (std::get<0>(*row).bytes != file.bytes) {
        found_->report(Part::tiles, fmt::format("'{}' is not what the entries make it", name));
    }
    return base::done();
}

Status TreeChecker::check_extra_tiles(std::uint64_t size) {
    store::Rows rows =
        REMIT_TRY(connection_->query("SELECT level, position FROM tiles ORDER BY level, "
                                     "position"));
    while (const auto row = REMIT_TRY((rows.next<std::int64_t, std::int64_t>()))) {
        const auto& [level, position] = *row;
        const bool has_place = level >= 0 && level < 8 && position >= 0 &&
                               static_cast<std::uint64_t>(position) < size >>
                                   (8U * (static_cast<unsigned>(level) + 1U));
        if (has_place) continue;
        found_->report(Part::tiles,
                       fmt::format("the tile {} of level {} has no place in a tree of {} "
                                   "entries",
                                   position, level, size));
    }
    return base::done();
}

}  // namespace remit::office
