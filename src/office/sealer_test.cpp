// Every entry gets one place in the tree, for good, however late it comes: on both stores.
#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "ledger/merkle.h"
#include "office/checkpoints.h"
#include "office/sealed_tree.h"
#include "office/sealer.h"
#include "support/varied_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("sealer: " name, Store, support::SqliteStore, support::PostgresStore)

const ledger::NoteSigner kSeal{"test.example/hr", base::SecretKey(std::string(32, 's'))};

/// Entries of the house, so many.
void note(Office& office, int count) {
    must(office.database().write([&](store::Connection& connection) -> Status {
        Journal journal(connection, office.institution().id(), office.env());
        for (int i = 0; i < count; ++i) {
            const ledger::ChainHead head = REMIT_TRY(journal.head(""));
            REMIT_TRY(journal.append(head, {.kind = "house/noted", .payload = "{}\n"}));
        }
        return base::done();
    }));
}

/// The leaves in sealed order, each from the bytes of its entry.
std::vector<base::Hash> leaves(Office& office) {
    std::vector<base::Hash> found;
    const store::Snapshot snapshot = must(office.database().snapshot());
    store::Rows rows = must(snapshot->query(
        "SELECT e.bytes FROM sealed s JOIN entries e ON e.number = s.number ORDER BY s.position"));
    while (const auto row = must(rows.next<store::Blob>()))
        found.push_back(ledger::leaf_of(ledger::entry_hash(std::get<0>(*row).bytes)));
    return found;
}

ledger::TreeHead head_of(Office& office) {
    const store::Snapshot snapshot = must(office.database().snapshot());
    return must(sealed_head(*snapshot));
}

std::int64_t count(Office& office, const std::string& table) {
    const store::Snapshot snapshot = must(office.database().snapshot());
    return std::get<0>(must(snapshot->find<std::int64_t>("SELECT count(*) FROM " + table)).value());
}

void check_tree(Office& office) {
    ledger::Frontier tree;
    for (const base::Hash& leaf : leaves(office)) tree.append(leaf);
    CHECK(head_of(office) == ledger::TreeHead{tree.size(), tree.root()});
    CHECK(tree.size() == static_cast<std::uint64_t>(count(office, "entries")));
    CHECK(count(office, "unsealed") == 0);
}

ON_BOTH("all entries are sealed, and sealing again finds none") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    CHECK(must(seal(*office)) == static_cast<std::uint64_t>(count(*office, "entries")));
    CHECK(must(seal(*office)) == 0);
    check_tree(*office);
}

ON_BOTH("the tree goes on from its tiles when the office is opened anew") {
    TestOffice<Store> office;
    if (!office) return;
    for (const int more : {1, 254, 1, 300, 1500, 3}) {
        note(*office, more);
        must(seal(*office));
        office.reopen();
    }
    check_tree(*office);
    CHECK(count(*office, "tiles") == count(*office, "entries") / 256);
}

ON_BOTH("a place that was given stays when later entries are sealed") {
    TestOffice<Store> office;
    if (!office) return;
    note(*office, 20);
    must(seal(*office));
    const std::vector<base::Hash> before = leaves(*office);
    note(*office, 20);
    must(seal(*office));
    const std::vector<base::Hash> after = leaves(*office);
    REQUIRE(after.size() == before.size() + 20);
    CHECK(std::vector<base::Hash>(after.begin(), after.end() - 20) == before);
}

ON_BOTH("sealers side by side give every entry one place") {
    TestOffice<Store> office;
    if (!office) return;
    note(*office, 40);
    std::vector<std::thread> sealers;
    for (int i = 0; i < 4; ++i) sealers.emplace_back([&] { CHECK(seal(*office).ok()); });
    for (std::thread& sealer : sealers) sealer.join();
    check_tree(*office);
}

TEST_CASE("sealer: an entry that is committed late, with a smaller number, is sealed behind") {
    support::PostgresStore store;
    if (!store.present()) return;
    testing::FakeEnv env;
    const auto office =
        must(Office::over(env, must(store::Database::open(store.options())),
                          testing::institution_hr(), {.ledger = "test.example/hr"}));
    const auto other = must(Office::over(env, must(store::Database::open(store.options())),
                                         testing::institution_hr(), {.ledger = "test.example/hr"}));
    const auto append = [&](store::Connection& connection, const std::string& chain) {
        Journal journal(connection, office->institution().id(), env);
        return must(journal.append({}, {.chain = chain, .kind = "house/noted", .payload = "{}\n"}))
            .number;
    };
    std::int64_t late = 0;
    std::int64_t early = 0;
    must(office->database().write([&](store::Connection& connection) -> Status {
        late = append(connection, "x1");
        // Another node commits and seals while this transaction is open.
        std::thread([&] {
            must(other->database().write([&](store::Connection& inner) -> Status {
                early = append(inner, "x2");
                return base::done();
            }));
            CHECK(must(seal(*other)) == 1);
        }).join();
        return base::done();
    }));
    CHECK(late < early);
    CHECK(must(seal(*office)) == 1);
    check_tree(*office);
    const store::Snapshot snapshot = must(office->database().snapshot());
    const auto second =
        must(snapshot->find<std::int64_t>("SELECT number FROM sealed WHERE position = 1"));
    CHECK(std::get<0>(second.value()) == late);
}

TEST_CASE("sealer: an entry that is not what was written is named and not sealed") {
    TestOffice<support::SqliteStore> office;
    testing::fill(office);
    must(office->database().write([](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run_script("DROP TRIGGER entries_keep"));
        return connection.run("UPDATE entries SET bytes = X'00' WHERE number = 3");
    }));
    const Result<std::uint64_t> sealed = seal(*office);
    REQUIRE_FALSE(sealed.ok());
    CHECK(sealed.error().code == ErrorCode::corrupt);
    CHECK(sealed.error().message.find("entry 3 ") != std::string::npos);
    CHECK(count(*office, "sealed") == 0);
}

ON_BOTH("a checkpoint is signed over all, and signed once for one size") {
    TestOffice<Store> office;
    if (!office) return;
    note(*office, 5);
    const ledger::Note first = must(sign_checkpoint(*office, kSeal));
    const auto verified = must(ledger::verify_checkpoint(first, kSeal.public_key(), {}));
    CHECK(verified.checkpoint.head == head_of(*office));
    CHECK(must(sign_checkpoint(*office, kSeal)) == first);
    note(*office, 300);
    const ledger::Note second = must(sign_checkpoint(*office, kSeal));
    CHECK(second != first);
    const store::Snapshot snapshot = must(office->database().snapshot());
    CHECK(must(last_checkpoint(*snapshot))->note == second);
    CHECK(must(checkpoint_at(*snapshot, verified.checkpoint.head.size))->note == first);
}

TEST_CASE("sealer: a ledger that does not continue its last checkpoint gets no signature") {
    TestOffice<support::SqliteStore> office;
    note(*office, 5);
    must(sign_checkpoint(*office, kSeal));
    must(office->database().write([](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run_script("DROP TRIGGER sealed_keep; DROP TRIGGER sealed_stay"));
        REMIT_TRY(connection.run("DELETE FROM sealed WHERE position IN (2, 3)"));
        return connection.run("INSERT INTO sealed (position, number) VALUES (2, 4), (3, 3)");
    }));
    note(*office, 1);
    const Result<ledger::Note> refused = sign_checkpoint(*office, kSeal);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::corrupt);
    CHECK(refused.error().message.find("does not continue") != std::string::npos);
    CHECK(count(*office, "checkpoints") == 1);
}

ON_BOTH("a witness's cosignature is kept under the checkpoint, and a stranger's is refused") {
    TestOffice<Store> office;
    if (!office) return;
    note(*office, 5);
    const ledger::Note note = must(sign_checkpoint(*office, kSeal));
    const base::SecretKey secret(std::string(32, 'w'));
    const ledger::NoteKey witness{"witness.example/w1", ledger::SignatureType::cosignature,
                                  secret.public_key()};
    ledger::Note cosigned = note;
    cosigned.signatures.push_back(
        {witness.name, witness.id(),
         ledger::cosignature_bytes(
             1'780'000'000, secret.sign(ledger::cosigned_message(note.text, 1'780'000'000)))});
    CHECK_FALSE(add_cosignatures(*office, cosigned.print(), {}).ok());
    const std::vector<ledger::NoteKey> witnesses{witness};
    CHECK(must(add_cosignatures(*office, cosigned.print(), witnesses)) == cosigned);
    const store::Snapshot snapshot = must(office->database().snapshot());
    const auto kept = must(last_checkpoint(*snapshot)).value();
    const auto verified = must(ledger::verify_checkpoint(kept.note, kSeal.public_key(), witnesses));
    REQUIRE(verified.cosignatures.size() == 1);
    CHECK(verified.cosignatures.front().witness == "witness.example/w1");
}

}  // namespace
}  // namespace remit::office
