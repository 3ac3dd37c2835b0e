// Fuzzes what module ledger reads from others: entries, notes, checkpoints, keys, files of an
// export, proofs.
//
// Properties: whatever is accepted is written back to the same bytes, so that nothing has two
// spellings; a proof that differs from the right one in anything shows nothing.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_text.h"
#include "base/check.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/export.h"
#include "ledger/merkle.h"

namespace {

using namespace remit::ledger;  // NOLINT(google-build-using-namespace): one file, one module

constexpr std::size_t kLeavesMax = 64;

void check_entry(std::string_view bytes) {
    const auto entry = decode(bytes);
    if (!entry.ok()) return;
    const auto written = encode(entry.value());
    REMIT_CHECK(written.ok() && written.value() == bytes);
}

void check_texts(std::string_view text) {
    if (const auto note = Note::parse(text); note.ok()) {
        REMIT_CHECK(note.value().print() == text);
        const auto checkpoint = Checkpoint::parse(note.value().text);
        if (checkpoint.ok()) REMIT_CHECK(checkpoint.value().text() == note.value().text);
    }
    if (const auto read = Checkpoint::parse(text); read.ok())
        REMIT_CHECK(read.value().text() == text);
    if (const auto key = NoteKey::parse(text); key.ok()) REMIT_CHECK(key.value().text() == text);
    if (const auto signer = NoteSigner::parse(text); signer.ok())
        REMIT_CHECK(signer.value().text() == text);
    if (const auto bytes = remit::base::from_base64(text))
        REMIT_CHECK(remit::base::to_base64(*bytes) == text);
}

// The first byte says how many entries the file should hold.
void check_file(std::string_view bytes) {
    if (bytes.empty()) return;
    const std::size_t width = static_cast<unsigned char>(bytes.front()) % 8U;
    bytes.remove_prefix(1);
    const auto entries = split_entries(bytes, width);
    if (!entries.ok()) return;
    std::size_t size = 0;
    for (const std::string_view entry : entries.value()) size += 4 + entry.size();
    REMIT_CHECK(size == bytes.size() && entries.value().size() == width);
}

/// Takes numbers from the input, 0 where it has ended.
class Numbers {
  public:
    explicit Numbers(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] bool any() const { return !bytes_.empty(); }
    std::size_t below(std::size_t limit) {
        if (bytes_.empty()) return 0;
        const auto byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte % limit;
    }

  private:
    std::string_view bytes_;
};

Proof edited(Proof proof, Numbers& numbers) {
    while (numbers.any()) {
        const std::size_t at = numbers.below(proof.size() + 1);
        const auto place = proof.begin() + static_cast<std::ptrdiff_t>(at);
        const std::size_t what = numbers.below(3);
        if (what == 0 || at == proof.size()) {
            proof.insert(place, leaf_hash("inserted"));
        } else if (what == 1) {
            proof.erase(place);
        } else {
            place->bytes[numbers.below(32)] ^= static_cast<std::uint8_t>(1 + numbers.below(255));
        }
    }
    return proof;
}

const std::vector<remit::base::Hash>& leaves() {
    static const std::vector<remit::base::Hash> made = [] {
        std::vector<remit::base::Hash> hashes(kLeavesMax);
        for (std::size_t i = 0; i < kLeavesMax; ++i) hashes[i] = leaf_hash(std::to_string(i));
        return hashes;
    }();
    return made;
}

void check_proofs(std::string_view bytes) {
    const NodeSource nodes = nodes_of_leaves(
        [](std::uint64_t index) -> remit::Result<remit::base::Hash> { return leaves()[index]; });
    Numbers numbers(bytes);
    const std::size_t size = 1 + numbers.below(kLeavesMax);
    const std::size_t index = numbers.below(size);
    const std::size_t claimed = numbers.below(size);
    const remit::base::Hash root = root_at(size, nodes).value();
    const Proof inclusion = inclusion_proof(index, size, nodes).value();
    const TreeHead before{index + 1, root_at(index + 1, nodes).value()};
    const Proof consistency = consistency_proof(index + 1, size, nodes).value();
    Numbers again = numbers;

    const Proof shown = edited(inclusion, numbers);
    REMIT_CHECK(verify_inclusion(leaves()[index], claimed, size, shown, root).ok() ==
                (shown == inclusion && claimed == index));
    const Proof continued = edited(consistency, again);
    REMIT_CHECK(verify_consistency(before, {size, root}, continued).ok() ==
                (continued == consistency));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check_entry(bytes);
    check_texts(bytes);
    check_file(bytes);
    check_proofs(bytes);
    return 0;
}
