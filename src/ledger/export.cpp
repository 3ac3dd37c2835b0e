#include "ledger/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"
#include "ledger/entry.h"
#include "ledger/verify.h"

namespace remit::ledger {

using base::Hash;

namespace {

constexpr std::size_t kBundleLengthBytes = 2;
constexpr std::size_t kEntryLengthBytes = 4;

void append_length(std::string& out, std::size_t length, std::size_t byte_count) {
    for (std::size_t i = byte_count; i > 0; --i)
        out += static_cast<char>(static_cast<unsigned char>(length >> (8 * (i - 1))));
}

std::size_t length_at(std::string_view bytes) {
    std::size_t length = 0;
    for (const char byte : bytes.substr(0, kEntryLengthBytes))
        length = (length << 8U) | static_cast<unsigned char>(byte);
    return length;
}

void append_tiles(std::vector<TileFile> tiles, std::vector<ExportFile>& out) {
    for (TileFile& file : tiles) out.push_back({path_of(file.tile), std::move(file.bytes)});
}

Error corrupt(std::string message) {
    return base::make_error(ErrorCode::corrupt, std::move(message));
}

// Reads an export once, entry by entry, beside the exporter that makes it again.
class Check {
  public:
    Check(const FileSource& read, std::string_view institution)
        : read_(read), verifier_(std::string(institution)) {}

    // Whether entries or files do not fit is known only when the root is: until then the first of
    // each is kept.
    Status run(const Note& note, const TreeHead& head) {
        for (std::uint64_t begin = 0; begin < head.size; begin += kTileWidth) {
            const std::size_t width =
                static_cast<std::size_t>(std::min<std::uint64_t>(kTileWidth, head.size - begin));
            REMIT_TRY(check_entries(begin / kTileWidth, width));
        }
        REMIT_TRY(compare(exporter_.finish(note)));
        if (!verifier_.check(head).ok() && first_changed_) return *first_changed_;
        if (first_fault_) return *first_fault_;
        REMIT_TRY(verifier_.check(head));
        if (first_other_) return *first_other_;
        return base::done();
    }

  private:
    Status check_entries(std::uint64_t index, std::size_t width) {
        const std::string path = entries_path(index, width);
        const std::string bytes = REMIT_TRY(read_(path));
        const auto entries = REMIT_TRY(split_entries(bytes, width).with(path));
        const std::string tile = REMIT_TRY(read_(path_of({0, index, width})));
        for (std::size_t i = 0; i < width; ++i) {
            compare_leaf(entries[i], std::string_view(tile), i, path);
            const Status fits = verifier_.add(entries[i]);
            if (!fits.ok() && !first_fault_) first_fault_ = fits.error();
            REMIT_TRY(compare(exporter_.add(entries[i])));
        }
        return base::done();
    }

    void compare_leaf(std::string_view entry, std::string_view tile, std::size_t place,
                      std::string_view path) {
        const Hash leaf = leaf_of(entry_hash(entry));
        if (first_changed_ || tile.substr(std::min(place * base::kHashBytes, tile.size()),
                                          base::kHashBytes) == leaf.view())
            return;
        first_changed_ = corrupt(fmt::format("the entry at index {}, in '{}', was changed",
                                             verifier_.tree().size(), path));
    }

    Status compare(const std::vector<ExportFile>& files) {
        for (const ExportFile& file : files) {
            const std::string bytes = REMIT_TRY(read_(file.path));
            if (bytes != file.bytes && !first_other_)
                first_other_ = corrupt(fmt::format("'{}' was changed", file.path));
        }
        return base::done();
    }

    const FileSource& read_;  // of the caller, for the call
    LedgerVerifier verifier_;
    Exporter exporter_;
    std::optional<Error> first_changed_;  // an entry that is not the leaf of its tile
    std::optional<Error> first_fault_;    // an entry that does not follow
    std::optional<Error> first_other_;    // a file that is not what the entries make it
};

}  // namespace

std::string bundle_path(std::uint64_t index, std::size_t width) {
    return "tile/entries/" + numbered_path(index, width);
}

std::string entries_path(std::uint64_t index, std::size_t width) {
    return "entries/" + numbered_path(index, width);
}

std::vector<ExportFile> Exporter::add(std::string_view entry) {
    REMIT_CHECK(entry.size() <= kEntryBytesMax);
    const Hash hash = entry_hash(entry);
    append_length(bundle_, base::kHashBytes, kBundleLengthBytes);
    bundle_ += hash.view();
    append_length(entries_, entry.size(), kEntryLengthBytes);
    entries_ += entry;
    tiles_.append(leaf_of(hash));
    ++count_;
    std::vector<ExportFile> files;
    if (count_ % kTileWidth == 0) take_entries(files);
    append_tiles(tiles_.take_whole(), files);
    return files;
}

std::vector<ExportFile> Exporter::finish(const Note& checkpoint) {
    std::vector<ExportFile> files;
    if (count_ % kTileWidth != 0) take_entries(files);
    append_tiles(tiles_.partial(), files);
    files.push_back({std::string(kCheckpointPath), checkpoint.print()});
    return files;
}

void Exporter::take_entries(std::vector<ExportFile>& out) {
    const std::uint64_t index = (count_ - 1) / kTileWidth;
    const auto width = static_cast<std::size_t>((count_ - 1) % kTileWidth + 1);
    out.push_back({entries_path(index, width), std::exchange(entries_, {})});
    out.push_back({bundle_path(index, width), std::exchange(bundle_, {})});
}

Result<std::vector<std::string_view>> split_entries(std::string_view bytes, std::size_t width) {
    std::vector<std::string_view> entries;
    for (std::size_t i = 0; i < width; ++i) {
        if (bytes.size() < kEntryLengthBytes) return corrupt("the file ends before its last entry");
        const std::size_t length = length_at(bytes);
        bytes.remove_prefix(kEntryLengthBytes);
        if (length > kEntryBytesMax) return corrupt("an entry of the file is longer than may be");
        if (length > bytes.size()) return corrupt("the file ends inside an entry");
        entries.push_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    if (!bytes.empty()) return corrupt("there are bytes behind the last entry of the file");
    return entries;
}

Result<VerifiedCheckpoint> verify_export(const FileSource& read, std::string_view institution,
                                         const NoteKey& log, std::span<const NoteKey> witnesses) {
    const std::string bytes = REMIT_TRY(read(std::string(kCheckpointPath)));
    const Note note = REMIT_TRY(Note::parse(bytes).with("the checkpoint"));
    VerifiedCheckpoint verified = REMIT_TRY(verify_checkpoint(note, log, witnesses));
    REMIT_TRY(Check(read, institution).run(note, verified.checkpoint.head));
    return verified;
}

}  // namespace remit::ledger
