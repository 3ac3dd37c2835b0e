#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/verify.h"
#include "office/checkpoints.h"
#include "office/sealed_tree.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

using ledger::kTileWidth;
using Part = Finding::Part;
using Visit = std::function<Status(std::int64_t, const ledger::Entry&)>;

constexpr std::int64_t kEntriesAtOnce = 1024;
constexpr std::string_view kOwnKey = "own/";  // of a command that nobody can repeat

/// An entry as its row has it.
struct EntryRow {
    std::int64_t number = 0;
    std::string chain;
    std::int64_t version = 0;
    std::string kind;
    std::int64_t recorded_at = 0;
    std::optional<std::string> key;
    std::string bytes;
    std::string hash;
};

constexpr std::string_view kEntryColumns =
    "e.number, e.chain, e.version, e.kind, e.recorded_at, e.idempotency_key, e.bytes, e.hash";

std::optional<EntryRow> row_of(std::optional<std::int64_t> number, std::optional<std::string> chain,
                               std::optional<std::int64_t> version, std::optional<std::string> kind,
                               std::optional<std::int64_t> recorded_at,
                               std::optional<std::string> key,
                               std::optional<store::OwnedBlob> bytes,
                               std::optional<store::OwnedBlob> hash) {
    if (!number) return std::nullopt;
    return EntryRow{*number,
                    std::move(chain).value_or(""),
                    version.value_or(0),
                    std::move(kind).value_or(""),
                    recorded_at.value_or(0),
                    std::move(key),
                    bytes ? std::move(bytes->bytes) : std::string(),
                    hash ? std::move(hash->bytes) : std::string()};
}

/// Checks entries one behind the other: each alone, in its chain, and in the tree while it is fed
/// with those that are sealed.
class EntryChecker {
  public:
    EntryChecker(store::Connection& connection, std::string institution, Visit visit,
                 Verification& found)
        : connection_(&connection),
          verifier_(std::move(institution)),
          visit_(std::move(visit)),
          found_(&found) {}

    /// The next entry in sealed order, or of those that wait; returns its leaf.
    Result<base::Hash> take(const EntryRow& row) {
        ++found_->entries;
        const base::Hash computed = ledger::entry_hash(row.bytes);
        const base::Hash kept = base::Hash::of(row.hash).value_or(computed);
        Result<ledger::Entry> entry = ledger::decode(row.bytes);
        if (kept != computed || row.hash.size() != base::kHashBytes) {
            found_->report(Part::entries,
                           fmt::format("entry {} ('{}', version {}, {}) was changed: its bytes are "
                                       "not those of its hash",
                                       row.number, row.chain, row.version, row.kind));
        }
        if (entry.ok()) {
            follow(row, entry.value(), kept);
            REMIT_TRY(check_columns(row, entry.value()));
            REMIT_TRY(visit_(row.number, entry.value()));
        } else {
            verifier_.pass_over(kept);
            found_->report(Part::entries, fmt::format("entry {} cannot be read: {}", row.number,
                                                      entry.error().message));
        }
        last_.reset();
        if (entry.ok()) last_.emplace(std::move(entry).value());
        return ledger::leaf_of(kept);
    }

    void pass_over(const base::Hash& hash) { verifier_.pass_over(hash); }
    /// The entry that was taken last, where it could be read.
    [[nodiscard]] const std::optional<ledger::Entry>& last() const { return last_; }
    [[nodiscard]] const ledger::Frontier& tree() const { return verifier_.tree(); }
    [[nodiscard]] std::size_t chain_count() const { return verifier_.chain_count(); }

  private:
    void follow(const EntryRow& row, const ledger::Entry& entry, const base::Hash& hash) {
        const Status follows = verifier_.add(entry, hash);
        if (follows.ok()) return;
        found_->report(Part::entries,
                       fmt::format("{} does not follow: {}", office::place_of(row.number, entry),
                                   follows.error().message));
    }

    /// What stands beside the bytes, for those who look entries up.
    Status check_columns(const EntryRow& row, const ledger::Entry& entry) {
        const auto differs = [&](std::string_view column) {
            found_->report(Part::entries, fmt::format("{}: its column {} says other than the entry",
                                                      office::place_of(row.number, entry), column));
        };
        if (row.chain != entry.matter) differs("chain");
        if (row.version != static_cast<std::int64_t>(entry.matter_version)) differs("version");
        if (row.kind != entry.kind) differs("kind");
        if (row.recorded_at != entry.recorded_at) differs("recorded_at");
        if (row.key ? *row.key != entry.idempotency_key : !REMIT_TRY(is_claimed(entry)))
            differs("idempotency_key");
        return base::done();
    }

    /// An entry whose column is empty shares the key of the entry that claims it, or has one that
    /// nobody can repeat.
    Result<bool> is_claimed(const ledger::Entry& entry) {
        if (entry.idempotency_key.starts_with(kOwnKey)) return true;
        const auto other = REMIT_TRY((connection_->find<std::int64_t>(
            "SELECT number FROM entries WHERE idempotency_key = ?1", {entry.idempotency_key})));
        return other.has_value();
    }

    store::Connection* connection_;
    ledger::LedgerVerifier verifier_;
    Visit visit_;
    Verification* found_;
    std::optional<ledger::Entry> last_;
};

/// Tiles and checkpoints, compared with the tree as it grows.
class TreeChecker {
  public:
    TreeChecker(store::Connection& connection, const PublicKeys& keys, Verification& found)
        : connection_(&connection), keys_(&keys), found_(&found) {}

    /// Before the first entry.
    Status begin() { return read_next(-1); }

    Status take(const base::Hash& leaf, const ledger::Frontier& tree) {
        tiles_.append(leaf);
        for (const ledger::TileFile& file : tiles_.take_whole()) REMIT_TRY(check_tile(file));
        while (next_ && next_->size <= static_cast<std::int64_t>(tree.size()))
            REMIT_TRY(check_checkpoint(tree));
        return base::done();
    }

    /// An entry announces that a checkpoint ends with it.
    void announced(std::int64_t number, const ledger::Entry& entry, std::uint64_t position) {
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

    /// Behind the last entry.
    Status finish(const ledger::Frontier& tree) {
        while (next_) {
            found_->report(Part::checkpoints,
                           fmt::format("the checkpoint of {} entries speaks of more than the {} "
                                       "that are sealed",
                                       next_->size, tree.size()));
            REMIT_TRY(read_next(next_->size));
        }
        return check_extra_tiles(tree.size());
    }

  private:
    struct Next {
        std::int64_t size = 0;
        std::string note;
    };

    Status read_next(std::int64_t after) {
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

    Status check_checkpoint(const ledger::Frontier& tree) {
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

    [[nodiscard]] Status judge(const ledger::Frontier& tree) const {
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
        if (head.size != tree.size() || announced_ != head.size)
            return wrong("no entry announces it");
        if (head.root == tree.root()) return base::done();
        return wrong(
            fmt::format("the tree over them has another root: one of the entries behind "
                        "the first {} is not what was signed, or stands elsewhere",
                        found_->covered));
    }

    [[nodiscard]] bool is_known(const ledger::NoteSignature& signature) const {
        if (ledger::is_of(signature, keys_->seal)) return true;
        for (const ledger::NoteKey& witness : keys_->witnesses)
            if (ledger::is_of(signature, witness)) return true;
        return false;
    }

    Status check_tile(const ledger::TileFile& file) {
        ++found_->tiles;
        const std::string name = ledger::path_of(file.tile);
        const auto row = REMIT_TRY((connection_->find<store::OwnedBlob>(
            "SELECT bytes FROM tiles WHERE level = ?1 AND position = ?2",
            {static_cast<std::int64_t>(file.tile.level),
             static_cast<std::int64_t>(file.tile.index)})));
        if (!row) {
            found_->report(Part::tiles, fmt::format("'{}' is not there", name));
        } else if (std::get<0>(*row).bytes != file.bytes) {
            found_->report(Part::tiles, fmt::format("'{}' is not what the entries make it", name));
        }
        return base::done();
    }

    Status check_extra_tiles(std::uint64_t size) {
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

    store::Connection* connection_;
    const PublicKeys* keys_;
    Verification* found_;
    ledger::TileWriter tiles_;
    std::optional<Next> next_;     // the first checkpoint that was not checked yet
    std::uint64_t announced_ = 0;  // the size that was announced last
};

/// Everything that is sealed, in its order.
class SealedPass {
  public:
    SealedPass(store::Connection& connection, EntryChecker& entries, TreeChecker& tree,
               Verification& found)
        : connection_(&connection), entries_(&entries), tree_(&tree), found_(&found) {}

    Status run() {
        for (std::int64_t count = kEntriesAtOnce; count == kEntriesAtOnce;)
            count = REMIT_TRY(page());
        return base::done();
    }

  private:
    Result<std::int64_t> page() {
        store::Rows rows = REMIT_TRY(connection_->query(
            fmt::format("SELECT s.position, s.number, {} FROM sealed s LEFT JOIN entries e "
                        "ON e.number = s.number WHERE s.position >= ?1 ORDER BY s.position "
                        "LIMIT ?2",
                        kEntryColumns),
            {next_, kEntriesAtOnce}));
        std::int64_t count = 0;
        using Text = std::optional<std::string>;
        using Integer = std::optional<std::int64_t>;
        using Bytes = std::optional<store::OwnedBlob>;
        while (auto row = REMIT_TRY((rows.next<std::int64_t, std::int64_t, Integer, Text, Integer,
                                               Text, Integer, Text, Bytes, Bytes>()))) {
            auto& [position, number, e_number, chain, version, kind, recorded, key, bytes, hash] =
                *row;
            ++count;
            const auto entry = row_of(e_number, std::move(chain), version, std::move(kind),
                                      recorded, std::move(key), std::move(bytes), std::move(hash));
            REMIT_TRY(take(position, number, entry));
        }
        return count;
    }

    Status take(std::int64_t position, std::int64_t number, const std::optional<EntryRow>& row) {
        if (position != next_) {
            found_->report(Part::order,
                           fmt::format("the positions {} to {} of the tree are not there", next_,
                                       position - 1));
        }
        next_ = position + 1;
        base::Hash leaf;
        if (row) {
            leaf = REMIT_TRY(entries_->take(*row));
            if (entries_->last())
                tree_->announced(number, *entries_->last(), static_cast<std::uint64_t>(position));
        } else {
            found_->report(Part::entries,
                           fmt::format("entry {}, which stands at {} of the tree, is not there",
                                       number, position));
            entries_->pass_over({});
        }
        return tree_->take(leaf, entries_->tree());
    }

    store::Connection* connection_;
    EntryChecker* entries_;
    TreeChecker* tree_;
    Verification* found_;
    std::int64_t next_ = 0;  // the position that should come
};

/// What waits to be sealed: it follows in its chain, and nothing is forgotten or put down twice.
Status check_waiting(store::Connection& connection, EntryChecker& entries, Verification& found) {
    std::int64_t last = 0;
    for (std::int64_t count = kEntriesAtOnce; count == kEntriesAtOnce;) {
        count = 0;
        store::Rows rows = REMIT_TRY(connection.query(
            fmt::format("SELECT u.number, {} FROM unsealed u LEFT JOIN entries e "
                        "ON e.number = u.number WHERE u.number > ?1 ORDER BY u.number LIMIT ?2",
                        kEntryColumns),
            {last, kEntriesAtOnce}));
        using Text = std::optional<std::string>;
        using Integer = std::optional<std::int64_t>;
        using Bytes = std::optional<store::OwnedBlob>;
        while (auto row = REMIT_TRY((rows.next<std::int64_t, Integer, Text, Integer, Text, Integer,
                                               Text, Bytes, Bytes>()))) {
            auto& [number, e_number, chain, version, kind, recorded, key, bytes, hash] = *row;
            last = number;
            ++count;
            const auto entry = row_of(e_number, std::move(chain), version, std::move(kind),
                                      recorded, std::move(key), std::move(bytes), std::move(hash));
            if (entry) {
                REMIT_TRY(entries.take(*entry));
            } else {
                found.report(
                    Part::entries,
                    fmt::format("entry {}, which waits to be sealed, is not there", number));
            }
        }
    }
    return base::done();
}

Status check_forgotten(store::Connection& connection, Verification& found) {
    const auto report_all = [&](std::string_view sql, std::string_view what) -> Status {
        store::Rows rows =
            REMIT_TRY(connection.query(sql, {static_cast<std::int64_t>(kFindingsMax)}));
        while (const auto row = REMIT_TRY((rows.next<std::int64_t>())))
            found.report(Part::order, fmt::format("entry {} {}", std::get<0>(*row), what));
        return base::done();
    };
    REMIT_TRY(report_all(
        "SELECT e.number FROM entries e WHERE NOT EXISTS (SELECT 1 FROM sealed s WHERE s.number = "
        "e.number) AND NOT EXISTS (SELECT 1 FROM unsealed u WHERE u.number = e.number) LIMIT ?1",
        "is neither sealed nor waits to be"));
    return report_all(
        "SELECT u.number FROM unsealed u JOIN sealed s ON s.number = u.number LIMIT ?1",
        "is sealed and waits to be sealed again");
}

}  // namespace

Status check_ledger(store::Connection& connection, const Office& office, const PublicKeys& keys,
                    const Visit& visit, Verification& found) {
    EntryChecker entries(connection, office.institution().id(), visit, found);
    TreeChecker tree(connection, keys, found);
    REMIT_TRY(tree.begin());
    REMIT_TRY(SealedPass(connection, entries, tree, found).run());
    found.head = {entries.tree().size(), entries.tree().root()};
    REMIT_TRY(tree.finish(entries.tree()));
    REMIT_TRY(check_waiting(connection, entries, found));
    found.chains = entries.chain_count();
    return check_forgotten(connection, found);
}

}  // namespace remit::office
