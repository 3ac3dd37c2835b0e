#include "office/proofs.h"

#include <fmt/format.h>

#include <charconv>
#include <set>
#include <utility>
#include <vector>

#include "base/byte_text.h"
#include "ledger/export.h"
#include "office/checkpoints.h"
#include "office/registers.h"
#include "office/sealed_tree.h"

namespace remit::office {
namespace {

constexpr std::int64_t kEntriesAtOnce = 1024;

Result<KeptCheckpoint> require_last(store::Connection& connection) {
    auto last = REMIT_TRY(last_checkpoint(connection));
    if (last) return std::move(*last);
    return base::make_error(ErrorCode::not_found,
                            "no checkpoint was signed yet; `remit ledger checkpoint` signs one");
}

std::optional<std::int64_t> entry_number(std::string_view name) {
    std::int64_t number = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) return std::nullopt;
    return number;
}

struct SealedEntry {
    std::int64_t number = 0;
    std::uint64_t index = 0;
    std::string bytes;
};

/// The entry that is meant, where the first `size` of the tree hold it.
Result<SealedEntry> find_sealed(store::Connection& connection, std::string_view name,
                                std::uint64_t size) {
    const auto covered = static_cast<std::int64_t>(size);
    const auto number = entry_number(name);
    constexpr std::string_view kColumns =
        "SELECT e.number, s.position, e.bytes FROM entries e JOIN sealed s ON s.number = e.number "
        "WHERE s.position < ?1 AND ";
    using Row = std::optional<std::tuple<std::int64_t, std::int64_t, store::OwnedBlob>>;
    Row row;
    if (number) {
        row = REMIT_TRY((connection.find<std::int64_t, std::int64_t, store::OwnedBlob>(
            std::string(kColumns) + "e.number = ?2", {covered, *number})));
    } else {
        const std::string chain = REMIT_TRY(find_matter_id(connection, name));
        row = REMIT_TRY((connection.find<std::int64_t, std::int64_t, store::OwnedBlob>(
            std::string(kColumns) + "e.chain = ?2 ORDER BY e.version DESC LIMIT 1",
            {covered, chain})));
    }
    if (!row) {
        return base::make_error(
            ErrorCode::not_found,
            fmt::format("the last checkpoint covers no entry of '{}'; `remit ledger checkpoint` "
                        "signs one over all that is there now",
                        name));
    }
    auto& [found, position, bytes] = *row;
    return SealedEntry{found, static_cast<std::uint64_t>(position), std::move(bytes.bytes)};
}

std::string lines_of(const ledger::Proof& proof) {
    std::string text;
    for (const base::Hash& hash : proof) text += base::to_base64(hash.view()) + "\n";
    return text;
}

/// Makes the folders of a path below `folder`, each once.
class Folders {
  public:
    Folders(base::Env& env, std::string folder) : env_(&env), folder_(std::move(folder)) {}

    Status ensure_for(const std::string& path) {
        for (std::size_t at = path.find('/'); at != std::string::npos;
             at = path.find('/', at + 1)) {
            const std::string inner = path.substr(0, at);
            if (made_.insert(inner).second) REMIT_TRY(env_->make_folder(folder_ + "/" + inner));
        }
        return base::done();
    }

  private:
    base::Env* env_;
    std::string folder_;
    std::set<std::string> made_;
};

class FolderExport {
  public:
    FolderExport(base::Env& env, const std::string& folder)
        : env_(&env), folder_(folder), folders_(env, folder) {}

    Status write(const std::vector<ledger::ExportFile>& files) {
        for (const ledger::ExportFile& file : files) {
            REMIT_TRY(folders_.ensure_for(file.path));
            REMIT_TRY(env_->write_file(folder_ + "/" + file.path, file.bytes));
            ++count_;
        }
        return base::done();
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }

  private:
    base::Env* env_;
    std::string folder_;
    Folders folders_;
    std::uint64_t count_ = 0;
};

/// The first `size` entries of the tree, in their order.
Status read_sealed(store::Connection& connection, std::uint64_t size,
                   const std::function<Status(std::string_view)>& visit) {
    const auto end = static_cast<std::int64_t>(size);
    for (std::int64_t next = 0; next < end;) {
        store::Rows rows = REMIT_TRY(connection.query(
            "SELECT s.position, e.bytes FROM sealed s JOIN entries e ON e.number = s.number "
            "WHERE s.position >= ?1 AND s.position < ?2 ORDER BY s.position LIMIT ?3",
            {next, end, kEntriesAtOnce}));
        const std::int64_t first = next;
        while (const auto row = REMIT_TRY((rows.next<std::int64_t, store::Blob>()))) {
            const auto& [position, bytes] = *row;
            if (position != next) break;
            ++next;
            REMIT_TRY(visit(bytes.bytes));
        }
        if (next == first) {
            return base::make_error(
                ErrorCode::corrupt,
                fmt::format("the entry at {} of the tree is not there; run `remit ledger verify`",
                            next));
        }
    }
    return base::done();
}

}  // namespace

Result<EntryProof> prove_entry(const Office& office, std::string_view name) {
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const KeptCheckpoint last = REMIT_TRY(require_last(*snapshot));
    const SealedEntry sealed = REMIT_TRY(find_sealed(*snapshot, name, last.head.size));
    const ledger::Proof proof = REMIT_TRY(ledger::inclusion_proof(
        sealed.index, last.head.size, sealed_nodes(*snapshot, last.head.size)));
    const base::Hash leaf = ledger::leaf_of(ledger::entry_hash(sealed.bytes));
    REMIT_TRY(ledger::verify_inclusion(leaf, sealed.index, last.head.size, proof, last.head.root)
                  .with("run `remit ledger verify`"));
    EntryProof done;
    done.number = sealed.number;
    done.entry = REMIT_TRY(ledger::decode(sealed.bytes));
    done.index = sealed.index;
    done.size = last.head.size;
    done.text = fmt::format("{}\nextra {}\nindex {}\n{}\n{}", kInclusionHeader,
                            base::to_base64(sealed.bytes), sealed.index, lines_of(proof),
                            last.note.print());
    return done;
}

Result<GrowthProof> prove_growth(const Office& office, std::uint64_t before,
                                 std::optional<std::uint64_t> after) {
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const auto require = [&](std::uint64_t size) -> Result<KeptCheckpoint> {
        auto kept = REMIT_TRY(checkpoint_at(*snapshot, size));
        if (kept) return std::move(*kept);
        return base::make_error(ErrorCode::not_found,
                                fmt::format("no checkpoint of {} entries was signed", size));
    };
    const KeptCheckpoint older = REMIT_TRY(require(before));
    const KeptCheckpoint newer =
        after ? REMIT_TRY(require(*after)) : REMIT_TRY(require_last(*snapshot));
    const ledger::Proof proof = REMIT_TRY(ledger::consistency_proof(
        older.head.size, newer.head.size, sealed_nodes(*snapshot, newer.head.size)));
    REMIT_TRY(ledger::verify_consistency(older.head, newer.head, proof)
                  .with("run `remit ledger verify`"));
    return GrowthProof{older.head, newer.head,
                       fmt::format("{}\nold {}\n{}\n{}", kConsistencyHeader, older.head.size,
                                   lines_of(proof), newer.note.print())};
}

Status ensure_empty_folder(base::Env& env, const std::string& folder) {
    const Result<std::vector<std::string>> names = env.list_folder(folder);
    if (!names.ok() && names.error().code == ErrorCode::not_found) return env.make_folder(folder);
    if (!names.ok()) return names.error();
    if (names.value().empty()) return base::done();
    return base::make_error(
        ErrorCode::conflict,
        fmt::format("'{}' is not empty (it holds '{}'); name a folder that is new or empty", folder,
                    names.value().front()));
}

Result<ExportDone> export_ledger(const Office& office, const PublicKeys& keys,
                                 const std::string& folder) {
    base::Env& env = office.env();
    KeptCheckpoint last;
    FolderExport out(env, folder);
    {
        const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
        last = REMIT_TRY(require_last(*snapshot));
        REMIT_TRY(ensure_empty_folder(env, folder));
        ledger::Exporter exporter;
        REMIT_TRY(read_sealed(*snapshot, last.head.size, [&](std::string_view entry) {
            return out.write(exporter.add(entry));
        }));
        REMIT_TRY(out.write(exporter.finish(last.note)));
    }
    const auto read = [&](const std::string& path) { return env.read_file(folder + "/" + path); };
    REMIT_TRY(ledger::verify_export(read, office.institution().id(), keys.seal, keys.witnesses)
                  .with(fmt::format("the export in '{}' is not to be used", folder)));
    return ExportDone{last.head, out.count()};
}

}  // namespace remit::office
