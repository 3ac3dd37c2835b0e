// Tests of verify.h: a ledger checked from its first entry to the signed root.
#include "ledger/verify.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/ledger_sample.h"

using namespace remit::ledger;
using remit::testing::LedgerSample;
using remit::testing::small_ledger;

namespace {

TreeHead head_of(const LedgerSample& sample) {
    Frontier tree;
    for (const auto& leaf : sample.leaves()) tree.append(leaf);
    return {tree.size(), tree.root()};
}

/// Everything that is found, in order; nothing where the ledger holds.
std::vector<std::string> findings(const std::vector<std::string>& entries, const TreeHead& head) {
    std::vector<std::string> found;
    LedgerVerifier verifier("hr.mvep");
    for (const std::string& bytes : entries) {
        const auto status = verifier.add(bytes);
        if (!status.ok()) found.push_back(status.error().message);
    }
    const auto status = verifier.check(head);
    if (!status.ok()) found.push_back(status.error().message);
    return found;
}

const std::string kOtherRoot =
    "the entries are not those of the checkpoint: their tree has another root";

}  // namespace

TEST_CASE("verify: a whole ledger holds, and the heads of its chains are known") {
    const LedgerSample sample = small_ledger();
    CHECK(findings(sample.entries, head_of(sample)).empty());
    LedgerVerifier verifier("hr.mvep");
    for (const std::string& bytes : sample.entries) CHECK(verifier.add(bytes).ok());
    CHECK(verifier.chain_count() == 3);
    for (const auto& [matter, head] : sample.heads) CHECK(verifier.head_of(matter) == head);
    CHECK(verifier.head_of("M-9") == ChainHead{});
    CHECK(verifier.tree().size() == sample.entries.size());
}

TEST_CASE("verify: an empty ledger has the empty root") {
    CHECK(findings({}, {0, empty_root()}).empty());
    CHECK(findings({}, {0, leaf_hash("")}) == std::vector<std::string>{kOtherRoot});
}

TEST_CASE("verify: a changed entry breaks the chain behind it and the root, and is told once") {
    const LedgerSample sample = small_ledger();
    std::vector<std::string> entries = sample.entries;
    Entry entry = decode(entries[2]).value();
    entry.acting.officer = "o-18";
    entries[2] = encode(entry).value();
    CHECK(findings(entries, head_of(sample)) ==
          std::vector<std::string>{
              "the entry at index 4 ('M-1', version 3): it does not name the entry before it, so "
              "one of the two was changed",
              kOtherRoot});
}

TEST_CASE("verify: removed, repeated, swapped, foreign and unreadable entries are told apart") {
    const LedgerSample sample = small_ledger();
    const TreeHead head = head_of(sample);
    std::vector<std::string> entries = sample.entries;
    entries.erase(entries.begin() + 4);
    CHECK(findings(entries, head) ==
          std::vector<std::string>{
              "the entry at index 7 ('M-1', version 4): an entry before it is missing",
              "the ledger has 12 entries; the checkpoint speaks of 13"});
    entries = sample.entries;
    entries.push_back(entries[4]);
    CHECK(findings(entries, head)[0] ==
          "the entry at index 13 ('M-1', version 3): an entry with this version came before");
    entries = sample.entries;
    std::swap(entries[2], entries[3]);  // of two matters: both chains hold, the order does not
    CHECK(findings(entries, head) == std::vector<std::string>{kOtherRoot});
    entries = sample.entries;
    entries[5].pop_back();
    CHECK(findings(entries, head)[0].starts_with("the entry at index 5: byte "));
    LedgerVerifier other("rs.msp");
    CHECK(other.add(sample.entries[0]).error().message ==
          "the entry at index 0 is of 'hr.mvep', not of 'rs.msp'");
}

TEST_CASE("verify: the last entry of a chain cannot be changed or left out unseen") {
    const LedgerSample sample = small_ledger();
    std::vector<std::string> entries = sample.entries;
    Entry last = decode(entries.back()).value();
    last.payload = "{}";
    entries.back() = encode(last).value();
    CHECK(findings(entries, head_of(sample)) == std::vector<std::string>{kOtherRoot});
    entries.pop_back();
    CHECK(findings(entries, head_of(sample)).size() == 1);
}
