// What leaves the house can be checked by whoever has the public key: on both stores.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/byte_text.h"
#include "ledger/export.h"
#include "office/checkpoints.h"
#include "office/proofs.h"
#include "support/varied_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("proofs: " name, Store, support::SqliteStore, support::PostgresStore)

const ledger::NoteSigner kSeal{"test.example/hr", base::SecretKey(std::string(32, 's'))};
const PublicKeys kKeys{kSeal.public_key(), {}};

struct ReadProof {
    std::string header;
    std::string extra;
    std::string second;  // "index 12", "old 5"
    ledger::Proof hashes;
    ledger::Note checkpoint;
};

/// As whoever gets the file reads it.
ReadProof read(std::string text, bool with_extra) {
    ReadProof proof;
    const auto line = [&] {
        const std::size_t end = text.find('\n');
        REQUIRE(end != std::string::npos);
        std::string taken = text.substr(0, end);
        text.erase(0, end + 1);
        return taken;
    };
    proof.header = line();
    if (with_extra) proof.extra = *base::from_base64(line().substr(6));
    proof.second = line();
    for (std::string next = line(); !next.empty(); next = line())
        proof.hashes.push_back(*base::Hash::of(*base::from_base64(next)));
    proof.checkpoint = must(ledger::Note::parse(text));
    return proof;
}

ON_BOTH("an entry is proven under the last checkpoint, and another is not by the same proof") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string id = testing::fill(office).front();
    must(sign_checkpoint(*office, kSeal));
    const EntryProof done = must(prove_entry(*office, id));
    CHECK(done.entry.matter == id);
    const ReadProof proof = read(done.text, /*with_extra=*/true);
    CHECK(proof.header == kInclusionHeader);
    const auto verified = must(ledger::verify_checkpoint(proof.checkpoint, kKeys.seal, {}));
    const ledger::TreeHead head = verified.checkpoint.head;
    const base::Hash leaf = ledger::leaf_of(ledger::entry_hash(proof.extra));
    CHECK(ledger::verify_inclusion(leaf, done.index, head.size, proof.hashes, head.root).ok());
    CHECK(proof.second == "index " + std::to_string(done.index));
    const base::Hash other = ledger::leaf_of(ledger::entry_hash(proof.extra + "x"));
    CHECK_FALSE(
        ledger::verify_inclusion(other, done.index, head.size, proof.hashes, head.root).ok());
    CHECK(must(prove_entry(*office, std::to_string(done.number))).text == done.text);
}

ON_BOTH("what no checkpoint covers yet has no proof, and the cure is told") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    const Result<EntryProof> before = prove_entry(*office, "1");
    REQUIRE_FALSE(before.ok());
    CHECK(before.error().message.find("remit ledger checkpoint") != std::string::npos);
    must(sign_checkpoint(*office, kSeal));
    const std::string late = testing::opened_matter(office, "Late");
    const Result<EntryProof> uncovered = prove_entry(*office, late);
    REQUIRE_FALSE(uncovered.ok());
    CHECK(uncovered.error().code == ErrorCode::not_found);
    CHECK(prove_entry(*office, "no-such-matter").error().code == ErrorCode::not_found);
}

ON_BOTH("a later checkpoint is proven to have only added to an earlier one") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    const ledger::Note first = must(sign_checkpoint(*office, kSeal));
    testing::opened_matter(office, "Late");
    must(sign_checkpoint(*office, kSeal));
    const ledger::TreeHead old_head =
        must(ledger::verify_checkpoint(first, kKeys.seal, {})).checkpoint.head;
    const GrowthProof done = must(prove_growth(*office, old_head.size, std::nullopt));
    const ReadProof proof = read(done.text, /*with_extra=*/false);
    CHECK(proof.header == kConsistencyHeader);
    const ledger::TreeHead new_head =
        must(ledger::verify_checkpoint(proof.checkpoint, kKeys.seal, {})).checkpoint.head;
    CHECK(new_head.size > old_head.size);
    CHECK(ledger::verify_consistency(old_head, new_head, proof.hashes).ok());
    CHECK(prove_growth(*office, 3, std::nullopt).error().code == ErrorCode::not_found);
    CHECK(prove_growth(*office, new_head.size, old_head.size).error().code ==
          ErrorCode::invalid_input);
}

ON_BOTH("the ledger is exported whole, and the export verifies") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    must(sign_checkpoint(*office, kSeal));
    const ExportDone done = must(export_ledger(*office, kKeys, "out"));
    const auto file = [&](const std::string& path) { return office.env.read_file("out/" + path); };
    const auto verified =
        must(ledger::verify_export(file, office->institution().id(), kKeys.seal, {}));
    CHECK(verified.checkpoint.head == done.head);
    CHECK(export_ledger(*office, kKeys, "out").error().code == ErrorCode::conflict);
}

}  // namespace
}  // namespace remit::office
